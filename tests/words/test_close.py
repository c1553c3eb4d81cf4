"""A close reader is asked about what is in doubt, and about that alone."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from facta.words import acts, relation

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
    (told,) = relation.relate_many([(LATER, EARLIER)], close=reader)
    assert reader.asked == [(LATER, EARLIER)]
    said = relation.SAID_BEFORE
    assert (told.label in said) == (label in said)
    assert (told.score > 0.5) == (label in said)


def test_the_same_words_need_no_reader() -> None:
    reader = Reader(one_sided(4, 3))
    told = relation.relate_many(
        [(LATER, LATER), ("", LATER), ("我们决定设立工作组。", "我们决定设立工作组吗。")], close=reader
    )
    assert [one.label for one in told][:2] == ["recycled", "unrelated"]
    assert reader.asked == []
