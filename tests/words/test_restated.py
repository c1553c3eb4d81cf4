"""One commitment through a series. Statements, states and programmes are invented; the relation of sentences is
stood in for by a simple share of words, so that only the slots of the promises decide here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from facta.model import Act, Change, Extract, Passage, Relation, RelationLabel, Restated, Source, Statement
from facta.words.commitments import commitment
from facta.words.restated import merged, restated

SOURCE = Source("-", datetime(2024, 1, 1, tzinfo=UTC), "0" * 64, "text/plain")


def related(
    pairs: Sequence[tuple[str, str]],
    *,
    dates: Sequence[tuple[date | None, date | None]] | None = None,
    typed: bool = True,
) -> list[Relation]:
    found = []
    for later, earlier in pairs:
        a, b = set(later.lower().split()), set(earlier.lower().split())
        share = len(a & b) / max(len(a | b), 1)
        label: RelationLabel = "recycled" if share == 1 else "reworded" if share > 0.4 else "unrelated"
        found.append(Relation(label, share, (), "", share if share <= 0.4 else 0.9))
    return found


def series(*statements: tuple[str, list[str]]) -> list[Extract]:
    found = []
    for day, sentences in statements:
        said = date.fromisoformat(day)
        statement = Statement(day, day, " ".join(sentences), said, SOURCE)
        passages, begin = [], 0
        for index, sentence in enumerate(sentences):
            passages.append(Passage(day, index, "sentence", begin, begin + len(sentence), sentence))
            begin += len(sentence) + 1
        act = Act("commitment", 1.0, None, "")
        promised = tuple(commitment(passage, act, said) for passage in passages)
        found.append(Extract(statement, tuple(passages), (act,) * len(passages), promised, (), ()))
    return found


def told(*statements: tuple[str, list[str]]) -> tuple[Restated, ...]:
    return restated(series(*statements), relate_many=related)


def test_a_promise_made_twice_is_one_commitment() -> None:
    (thread,) = told(
        ("2021-01-10", ["We will build 12 schools in Ruritania by 2024.", "We will cut the fee."]),
        ("2022-01-10", ["We will build 12 schools in Ruritania by 2026."]),
        ("2023-01-10", ["We aim to build 10 schools in Ruritania by 2026."]),
    )
    assert [one.passage.statement for one in thread.restatements] == ["2021-01-10", "2022-01-10", "2023-01-10"]
    assert [{change.kind for change in step} for step in thread.changes] == [
        {"deadline_moved"},
        {"softened", "amount_changed"},
    ]
    (moved,) = thread.changes[0]
    assert (moved.before, moved.after) == ("by 2024 (2024-12-31)", "by 2026 (2026-12-31)")


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("We will increase our forces in the northern port.", "We will reduce our forces in the northern port."),
        ("We will deploy new ships to the northern port.", "We will not deploy new ships to the northern port."),
        ("Japan will build a new harbour in the north.", "Canada will build a new harbour in the north."),
        ("We will build a new harbour in the north.", "We will visit an old museum in the south."),
    ],
)
def test_promises_whose_slots_disagree_are_two(earlier: str, later: str) -> None:
    assert told(("2021-01-10", [earlier]), ("2022-01-10", [later])) == ()


def test_two_promises_of_one_statement_stay_two() -> None:
    same = "We will build 12 schools in Ruritania."
    (thread,) = told(("2021-01-10", [same]), ("2022-01-10", [same, same]))
    assert len(thread.restatements) == 2
    assert told(("2021-01-10", [same, same])) == ()


def test_a_condition_that_is_added_softens() -> None:
    (thread,) = told(
        ("2021-01-10", ["We will build 12 schools in Ruritania."]),
        ("2022-01-10", ["We will build 12 schools in Ruritania if funds allow."]),
    )
    ((change,),) = thread.changes
    assert (change.kind, change.after) == ("softened", "if funds allow")


def test_the_relation_of_the_sentences_has_the_first_word_on_what_changed() -> None:
    said = Change("hardened", "aim", "must", "")
    read = [Change("softened", "will", "may", ""), Change("amount_changed", "2", "3", "")]
    assert [change.kind for change in merged([said], read)] == ["hardened", "amount_changed"]
    assert merged([], read) == tuple(read)


def test_a_promise_beside_what_the_sentence_mainly_does_can_be_restated() -> None:
    said = "We condemn the raid on the northern port and commit to patrol the northern strait."
    earlier, later = series(("2021-01-10", [said]), ("2022-01-10", [said]))
    criticism = Act("criticism", 1.0, None, "")
    earlier = replace(earlier, acts=(criticism,), commitments=())
    (thread,) = restated([earlier, later], relate_many=related)
    assert [one.passage.statement for one in thread.restatements] == ["2021-01-10", "2022-01-10"]
    # It restates nothing itself: promised twice beside something else, nothing is a commitment made twice.
    later = replace(later, acts=(criticism,), commitments=())
    assert restated([earlier, later], relate_many=related) == ()


def test_the_second_promise_of_a_sentence_can_be_restated() -> None:
    (thread,) = told(
        ("2021-01-10", ["We seek to reform the old northern league of ports."]),
        ("2022-01-10", ["We will keep calm at sea, and we will seek to reform the old northern league of ports."]),
    )
    assert len(thread.restatements) == 2


def test_welcoming_what_was_promised_restates_it() -> None:
    (thread,) = told(
        ("2021-01-10", ["The first fellows will begin their studies in Ruritania in May 2022."]),
        ("2022-01-10", ["We welcome the first fellows, who will begin their studies in Ruritania in May 2022."]),
    )
    assert [one.third_party for one in thread.restatements] == [False, True]


def test_no_promises_make_no_threads() -> None:
    assert restated([], relate_many=related) == ()
    assert told(("2021-01-10", [])) == ()
