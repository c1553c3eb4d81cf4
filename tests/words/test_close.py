"""A close reader is asked about what is in doubt, and about that alone."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from facta.model import ChangeKind
from facta.words import acts, relation
from facta.words.changes import CLOSELY, Seen
from facta.words.kinds import KINDS

SURE = "We will open a consulate in Freetown by 2026."
DOUBTED = [
    "Partners remain focused on efforts under way in this regard.",
    "Our teams continue to work through what has been raised.",
    "The ministers recalled the understanding on ports and on what follows from it.",
]


class Reader:
    """Says the same of every text, and keeps what it was asked."""

    def __init__(self, answer: list[float]) -> None:
        self.answer = answer
        self.asked: list[Any] = []

    def __call__(self, texts: Sequence[Any], halves: Sequence[int] | None = None) -> Any:
        self.asked += texts
        return np.tile(np.array(self.answer), (len(texts), 1))


def one_sided(kinds: int, chosen: int) -> list[float]:
    return [0.999 if kind == chosen else 0.001 / (kinds - 1) for kind in range(kinds)]


def test_what_is_sure_is_not_asked() -> None:
    reader = Reader(one_sided(len(acts.LABELS), acts.LABELS.index("criticism")))
    assert acts.act(SURE).confidence > acts.SURE
    assert acts.acts([(SURE, "")], close=reader)[0].label == "commitment"
    assert acts.acts([("", ""), ("我们决定设立工作组。", "")], close=reader)[0].label == "other"
    assert reader.asked == []


@pytest.mark.parametrize("label", acts.LABELS)
def test_what_is_doubted_follows_the_reader(label: str) -> None:
    reader = Reader(one_sided(len(acts.LABELS), acts.LABELS.index(label)))  # type: ignore[arg-type]
    told = acts.acts([(one, "") for one in DOUBTED], close=reader)
    assert reader.asked == DOUBTED
    assert [act.label for act in told] == [label] * len(DOUBTED)


def test_who_is_sure_of_nothing_changes_nothing() -> None:
    reader = Reader([1 / len(acts.LABELS)] * len(acts.LABELS))
    jobs = [(one, "") for one in DOUBTED]
    assert [act.label for act in acts.acts(jobs, close=reader)] == [act.label for act in acts.acts(jobs)]


LATER = "The ministers reaffirmed their wish to keep the harbour open to trade."
EARLIER = "The ministers stressed that the harbour must remain open to all shipping."


@pytest.mark.parametrize("label", relation.LABELS)
def test_a_relation_in_doubt_follows_the_reader(label: str) -> None:
    reader = Reader(one_sided(4, relation.LABELS.index(label)))  # type: ignore[arg-type]
    (told,) = relation.relate_many([(LATER, EARLIER)], close=relation.Close(reader))
    assert reader.asked == [(LATER, EARLIER)]
    said = relation.SAID_BEFORE
    assert (told.label in said) == (label in said)
    assert (told.score > 0.5) == (label in said)


def test_the_same_words_need_no_reader() -> None:
    reader = Reader(one_sided(4, 3))
    told = relation.relate_many(
        [(LATER, LATER), ("", LATER), ("我们决定设立工作组。", "我们决定设立工作组吗。")], close=relation.Close(reader)
    )
    assert [one.label for one in told][:2] == ["recycled", "unrelated"]
    assert reader.asked == []


class Teller:
    """Is sure that each pair shows the kinds that it is given, and no other; keeps what it was asked."""

    def __init__(self, *kinds: ChangeKind, words: tuple[str, str] = ("", "")) -> None:
        self.kinds = kinds
        self.words = dict.fromkeys(kinds, words)
        self.asked: list[tuple[str, str]] = []

    def __call__(self, pairs: Sequence[tuple[str, str]]) -> list[Seen]:
        self.asked += pairs
        return [Seen([0.999 if kind in self.kinds else 0.001 for kind in KINDS], self.words)] * len(pairs)


PLAIN = Reader(one_sided(4, 1))
OPEN = (
    "The ministers hope to keep the harbour, the strait and the airport of the island open to trade.",
    "The ministers hope to keep the harbour of the northern island open to trade.",
)


def told_of(teller: Teller, later: str, earlier: str) -> list[str]:
    (found,) = relation.relate_many([(later, earlier)], close=relation.Close(PLAIN, teller))
    return [change.kind for change in found.changes]


@pytest.mark.parametrize("kind", ["scope_widened", "scope_narrowed"])
def test_a_change_that_a_close_reader_sees_is_told(kind: ChangeKind) -> None:
    assert kind in told_of(Teller(kind), *OPEN)


def test_what_it_does_not_see_is_not_told() -> None:
    assert told_of(Teller(), *OPEN) == []


def test_what_has_no_words_to_show_is_not_told_though_it_sees_it() -> None:
    assert "deadline_moved" not in told_of(Teller("deadline_moved"), *OPEN)


def test_where_no_slot_has_a_pair_the_words_of_the_close_reader_are_shown() -> None:
    teller = Teller("deadline_moved", words=("of the northern island", "of the island"))
    (found,) = relation.relate_many([OPEN], close=relation.Close(PLAIN, teller))
    (change,) = [one for one in found.changes if one.kind == "deadline_moved"]
    assert (change.before, change.after) == ("of the northern island", "of the island")
    assert change.reason == CLOSELY


@pytest.mark.parametrize(
    ("later", "earlier", "kind"),
    [
        ("The ministers may set up a fund for the islands.", "The ministers will set up a fund for the islands.", 3),
        ("We have set up a fund for the islands.", "We will set up a fund for the islands.", 8),
    ],
)
def test_a_plain_difference_in_a_whole_formula_is_told_though_it_does_not_see_it(
    later: str, earlier: str, kind: int
) -> None:
    assert KINDS[kind] in told_of(Teller(), later, earlier)


def test_it_is_asked_what_changed_only_where_something_was_said_before() -> None:
    teller = Teller()
    unrelated = ("A working group on fisheries will meet.", "The harbour must remain open.")
    chinese = ("我们决定设立工作组。", "我们决定设立一个工作组。")
    pairs = [OPEN, (LATER, LATER), unrelated, chinese]
    relation.relate_many(pairs, close=relation.Close(PLAIN, teller))
    assert OPEN in teller.asked
    assert (LATER, LATER) not in teller.asked
    assert chinese not in teller.asked
    told = relation.relate_many(pairs, typed=False, close=relation.Close(PLAIN, Teller("scope_widened")))
    assert all(not one.changes for one in told)
