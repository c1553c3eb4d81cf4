"""Time to action in an invented case: what ends a wait, what is left out, how groups are made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from facta.deeds.latency import latency
from facta.record import Case, Restatement

Make = Callable[..., Any]
TODAY = date(2024, 12, 31)


def test_open_promises_are_open_not_failed(invented: Make, promise: Make, deed: Make) -> None:
    acts = (deed("a-1", "2020-01-20", of="c-1"), deed("a-2", "2021-01-10", of="c-2"))
    case = invented(acts, commitments=(promise("c-1"), promise("c-2"), promise("c-3")))
    found = latency(case, TODAY)
    assert [(wait.id, wait.days, wait.acted) for wait in found.waits] == [
        ("c-1", 10, True),
        ("c-2", 366, True),
        ("c-3", 1817, False),
    ]
    assert (found.whole.promises, found.whole.acted, found.whole.median) == (3, 2, 366)
    assert found.whole.few


@pytest.mark.parametrize(
    "fields", [{"testable": "no"}, {"refrain": True}, {"meeting": "", "said": ""}, {"origin": "machine"}]
)
def test_left_out(invented: Make, promise: Make, fields: dict[str, Any]) -> None:
    assert latency(invented(commitments=(promise("c-1", **fields),)), TODAY).waits == ()


def test_a_shared_promise_counts_once_and_for_each(invented: Make, promise: Make, deed: Make) -> None:
    found = latency(
        invented((deed("a-1", "2020"),), commitments=(promise("c-1"), promise("c-2", actors=("ARV",)))), TODAY
    )
    assert [(row.group, row.promises) for row in found.rows] == [("all", 2), ("ARV", 2), ("BRO", 1)]


def test_the_test_takes_promises_of_one_actor_alone(invented: Make, promise: Make, deed: Make) -> None:
    quick = tuple(promise(f"q-{k}", actors=("ARV",)) for k in range(8))
    slow = tuple(promise(f"s-{k}", actors=("BRO",)) for k in range(8))
    shared = tuple(promise(f"b-{k}") for k in range(8))
    acts = tuple(deed(f"a-{one.id}", f"2020-02-{k + 1:02}", of=one.id) for k, one in enumerate(quick))
    acts += tuple(deed(f"a-{one.id}", f"2023-02-{k + 1:02}", of=one.id) for k, one in enumerate(slow))
    found = latency(invented(acts, commitments=(*quick, *slow, *shared)), TODAY)
    assert found.test is not None
    assert found.test.groups == 2
    assert found.test.p < 0.001
    assert "promises of one actor alone" in " ".join(found.sentences)


def test_too_few_to_test(invented: Make, promise: Make, deed: Make) -> None:
    promises = (promise("c-1", firmness=4), promise("c-2", firmness=1))
    found = latency(invented((deed("a-1", "2020"),), commitments=promises), TODAY, "firmness")
    assert found.test is None
    assert all(group.few for group in found.groups)
    assert "Too few promises to compare (under 5): 1 continuing and 4 decided." in found.sentences


def test_a_withdrawn_promise_is_open_until_it_ended(invented: Make, promise: Make, deed: Make) -> None:
    ended = Restatement("r-1", "c-1", "2021-01-09", "withdrawn")
    case = invented((deed("a-1", "2023-01-01", of="c-1"),), commitments=(promise("c-1"),), restatements=(ended,))
    (wait,) = latency(case, TODAY).waits
    assert (wait.days, wait.acted) == (365, False)


def test_a_promise_said_again_counts_once(invented: Make, promise: Make, deed: Make) -> None:
    second = promise("c-2", meeting="m-2021", text="Again.")
    case = invented(
        (deed("a-1", "2020"),),
        commitments=(promise("c-1"), second),
        restatements=(Restatement("r-1", "c-1", "2021-02-01", meeting="m-2021", text="Again."),),
    )
    assert [wait.id for wait in latency(case, TODAY).waits] == ["c-1"]
    assert [wait.id for wait in latency(case, TODAY, repeats=True).waits] == ["c-1", "c-2"]


def test_share_within_a_year_needs_a_year(invented: Make, promise: Make, deed: Make) -> None:
    case = invented((deed("a-1", "2020"),), commitments=(promise("c-1"),))
    assert latency(case, date(2020, 6, 1)).whole.year is None
    assert latency(case, TODAY).whole.year == 0.0


def test_a_record_without_actions_times_nothing(invented: Make, promise: Make) -> None:
    found = latency(invented(commitments=(promise("c-1", due="2021"), promise("c-2"))), TODAY)
    assert (found.whole.promises, found.waits, found.groups) == (0, (), ())
    assert found.sentences == (
        "1 of 2 promises had a date at all. No actions are on record by 2024-12-31: nothing can be timed.",
    )


def test_unknown_grouping() -> None:
    with pytest.raises(ValueError, match="no grouping 'mood'"):
        latency(Case("empty", "Empty"), TODAY, "mood")


def test_nothing_at_all() -> None:
    found = latency(Case("empty", "Empty"), TODAY)
    assert found.whole.promises == 0
    assert found.curve == ()
