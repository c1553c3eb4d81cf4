"""The docket of an invented case: every status, lateness to the day, and what is known on an earlier day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from facta.deeds.docket import docket
from facta.deeds.dropped import dropped
from facta.record import Assessment, Case, Commitment, Restatement, Source

Make = Callable[..., Any]
TODAY = date(2024, 12, 31)


@pytest.mark.parametrize(
    ("promised", "acts", "status", "days"),
    [
        ({"due": "2021"}, [("2021-06-01", "supports")], "done", -213),
        ({"due": "2021"}, [("2022-01-10", "supports")], "done late", 10),
        ({"due": "2021"}, [("2022-01", "supports")], "done late", 1),  # at least: 1 January is possible
        ({"due": "2021-12-15"}, [("2021-12", "supports")], "done", 0),  # it may have been in time: not called late
        ({"due": "2021"}, [("2019-12-31", "supports")], "dropped", 1096),  # before the promise: no deed of it
        ({"due": "2021"}, [("2021-06-01", "context")], "dropped", 1096),
        ({"due": "2021"}, [("2021-06-01", "contradicts")], "dropped", 1096),
        ({"due": "2026"}, [], "not yet due", -730),
        ({"due": "2024-12-31"}, [], "not yet due", 0),  # its last day is not over
        ({"due": "2024-12-30", "meeting": "m-2023"}, [], "overdue", 1),
        ({"due": "FY2021"}, [("2022-03-31", "supports")], "done", 0),
    ],
)
def test_status(
    invented: Make,
    promise: Make,
    deed: Make,
    promised: dict[str, str],
    acts: list[tuple[str, str]],
    status: str,
    days: int,
) -> None:
    made = tuple(deed(f"a-{k}", day, of="c-1", direction=way) for k, (day, way) in enumerate(acts))
    # One more promise, so that promises of the later meetings are on record.
    others = (promise("c-2", meeting="m-2021"), promise("c-3", meeting="m-2023"))
    case: Case = invented(made, commitments=(promise("c-1", **promised), *others))
    (row,) = docket(case, TODAY).rows
    assert (row.status, row.days) == (status, days)


def test_words_never_count(invented: Make, promise: Make, deed: Make) -> None:
    words = deed("a-1", "2021-03-01", of="c-1", material=False)
    case = invented((words,), commitments=(promise("c-1", due="2021"),))
    (row,) = docket(case, TODAY).rows
    assert row.status == "overdue"
    assert row.done is None
    assert row.last_said == date(2021, 3, 1)


def test_a_restatement_is_no_deed_and_may_move_the_deadline(invented: Make, promise: Make) -> None:
    again = Restatement("r-1", "c-1", "2021-02-01", "extended", "m-2021", due="2025")
    case = invented(commitments=(promise("c-1", due="2021"),), restatements=(again,))
    (row,) = docket(case, TODAY).rows
    assert (row.status, row.due, row.due_now, row.slip) == ("extended", date(2021, 12, 31), date(2025, 12, 31), 1461)
    assert "c-1 put off by 1,461 days (4.0 years)" in " ".join(docket(case, TODAY).sentences)


def test_a_deadline_brought_forward(invented: Make, promise: Make) -> None:
    again = Restatement("r-1", "c-1", "2021-02-01", meeting="m-2021", due="2022")
    (row,) = docket(invented(commitments=(promise("c-1", due="2025"),), restatements=(again,)), TODAY).rows
    assert (row.status, row.slip, row.days) == ("overdue", -1096, 731)


@pytest.mark.parametrize("kind", ["withdrawn", "superseded"])
def test_ended_promises_enter_no_rate(invented: Make, promise: Make, kind: Any) -> None:
    ended = Restatement("r-1", "c-1", "2021-02-01", kind, superseded_by="c-2" if kind == "superseded" else "")
    found = docket(invented(commitments=(promise("c-1", due="2021"),), restatements=(ended,)), TODAY)
    assert found.rows[0].status == kind
    assert found.on_time.of == 0
    assert not found.open


def test_a_promise_said_again_counts_once(invented: Make, promise: Make, deed: Make) -> None:
    second = promise("c-2", meeting="m-2021", text="The harbour will be dredged.", due="2022")
    again = Restatement("r-1", "c-1", "2021-02-01", meeting="m-2021", text="The harbour will be dredged.")
    acts = (deed("a-1", "2021-06-01", of="c-1"), deed("a-1", "2021-06-01", of="c-2"))
    case = invented(acts, commitments=(promise("c-1", due="2022"), second), restatements=(again,))
    found = docket(case, TODAY)
    assert [row.repeats for row in found.rows] == [(), ("c-1",)]
    assert (found.on_time.count, found.on_time.of) == (1, 1)


@pytest.mark.parametrize(
    ("level", "status"),
    [
        ("fulfilled", "done"),
        ("partly", "begun"),
        ("not fulfilled", "begun"),
        ("contrary", "acted against"),
        ("not rated", "done"),
    ],
)
def test_a_verdict_below_kept_holds_a_deed_back(
    invented: Make, promise: Make, deed: Make, level: str, status: str
) -> None:
    judged = Assessment("as-1", "c-1", "editor", "fulfilment", level, "2024-01-01")
    case = invented(
        (deed("a-1", "2021-03-01", of="c-1"),), commitments=(promise("c-1", due="2021"),), assessments=(judged,)
    )
    assert docket(case, TODAY).rows[0].status == status
    # On a day before the verdict it is not known.
    assert docket(case, date(2023, 1, 1)).rows[0].status == "done"


def test_an_adjudication_stands_before_a_later_verdict_and_an_external_one_never(invented: Make, promise: Make) -> None:
    verdicts = (
        Assessment("as-1", "c-1", "first", "fulfilment", "contrary", "2024-01-01"),
        Assessment("as-2", "c-1", "judge", "fulfilment", "fulfilled", "2024-02-01", adjudicates=("as-1",)),
        Assessment("as-3", "c-1", "late", "fulfilment", "partly", "2024-03-01"),
        Assessment("as-4", "c-1", "others", "fulfilment", "contrary", "2024-04-01", external=True),
    )
    found = docket(invented(commitments=(promise("c-1", due="2021"),), assessments=verdicts), TODAY)
    assert found.rows[0].status == "kept, day unknown"


def test_a_promise_to_meet_is_kept_by_the_next_meeting_held(invented: Make, promise: Make) -> None:
    meet = promise("c-1", meeting="m-2021", unit="meeting", due="2022-12-31")
    (row,) = docket(invented(commitments=(meet,)), TODAY).rows
    assert (row.status, row.deed, row.days) == ("done late", "m-2023", 125)


def test_on_an_earlier_day_nothing_later_is_known(invented: Make, promise: Make, deed: Make) -> None:
    promises = (promise("c-1", due="2021"), promise("c-2", due="2024", meeting="m-2023"))
    case = invented((deed("a-1", "2022-06-01", of="c-1"),), commitments=promises)
    (row,) = docket(case, date(2022, 1, 1)).rows
    assert (row.id, row.status, row.days) == ("c-1", "overdue", 1)
    assert docket(case, date(2019, 1, 1)).promises == 0


def test_a_day_named_later_stands_apart(invented: Make, promise: Make) -> None:
    """The promise named no day; an older plan and later words did: no rate, but the slip between the two."""
    days = (
        Restatement("r-1", "c-1", "2019-05-01", due="2022"),
        Restatement("r-2", "c-1", "2023-06", "extended", due="2027"),
        Restatement("r-3", "c-3", "2019-05-01", due="2021"),
    )
    promises = (promise("c-1"), promise("c-2"), promise("c-3"))
    found = docket(invented(commitments=promises, restatements=days), TODAY)
    assert (found.rows, found.on_time.of) == ((), 0)
    dated, given_up = found.later
    assert (dated.id, dated.status, dated.planned, dated.due_now) == (
        "c-1",
        "dated later",
        date(2022, 12, 31),
        date(2027, 12, 31),
    )
    assert (dated.slip, dated.named) == (1826, date(2023, 6, 30))
    assert (given_up.id, given_up.status, given_up.days) == ("c-3", "day given up", 1096)
    told = " ".join(found.sentences)
    assert "c-1 by 2027-12-31, 1,826 days (5.0 years) later than planned before (2022-12-31)" in told
    assert "c-3 (planned before for 2021-12-31, no day since)" in told
    # Before the words of 2023 only the older plan is known.
    assert [
        row.status for row in docket(invented(commitments=promises, restatements=days), date(2022, 1, 1)).later
    ] == [
        "day given up",
        "day given up",
    ]


def test_an_older_plan_moves_no_deadline(invented: Make, promise: Make) -> None:
    older = Restatement("r-1", "c-1", "2019-05-01", due="2020")
    (row,) = docket(invented(commitments=(promise("c-1", due="2021"),), restatements=(older,)), TODAY).rows
    assert (row.due, row.due_now, row.slip, row.planned) == (
        date(2021, 12, 31),
        date(2021, 12, 31),
        0,
        date(2020, 12, 31),
    )


def test_what_is_kept_needs_no_day_named_later(invented: Make, promise: Make) -> None:
    later = Restatement("r-1", "c-1", "2021-02-01", due="2026")
    kept = Assessment("as-1", "c-1", "editor", "fulfilment", "fulfilled", "2024-01-01")
    case = invented(commitments=(promise("c-1"),), restatements=(later,), assessments=(kept,))
    assert docket(case, TODAY).later == ()


def test_a_deed_known_from_weak_sources_alone_says_so(invented: Make, promise: Make, deed: Make) -> None:
    blog, paper = "https://example.org/blog", "https://example.org/paper"
    sources = (Source(blog, kind="other"), Source(paper, kind="press"))
    acts = (deed("a-1", "2021-03-01", of="c-1", sources=(blog,)), deed("a-2", "2021-03-01", of="c-2", sources=(paper,)))
    promises = (promise("c-1", due="2021"), promise("c-2", due="2021"))
    found = docket(invented(acts, commitments=promises, sources=sources), TODAY)
    assert [row.weak for row in found.rows] == [True, False]
    assert "The deed is known from weak sources alone (class other): c-1." in found.sentences
    # A second report of the same day, of another class, is footing enough.
    more = deed("a-3", "2021-03-01", of="c-1", sources=(paper,))
    assert not docket(invented((*acts, more), commitments=promises, sources=sources), TODAY).rows[0].weak


def test_the_tally_and_the_share_add_up(invented: Make, promise: Make, deed: Make) -> None:
    promises = (
        promise("c-1", due="2021"),
        promise("c-2", due="2021", meeting="m-2021", text="Again."),
        promise("c-3", due="2030"),
        promise("c-4", due="2021"),
    )
    rows = (
        Restatement("r-1", "c-1", "2021-02-01", meeting="m-2021", text="Again."),
        Restatement("r-2", "c-4", "2021-02-01", "withdrawn"),
    )
    case = invented((deed("a-1", "2021-03-01", of="c-1"),), commitments=promises, restatements=rows)
    found = docket(case, TODAY)
    assert found.on_time.of + sum(found.left_out.values()) == len(found.rows)
    assert "left out are 1 saying an earlier promise again, 1 whose first day has not passed and 1 ended" in " ".join(
        found.sentences
    )


def test_one_actor_alone(invented: Make, promise: Make, deed: Make) -> None:
    promises = (promise("c-1", due="2021", actors=("ARV",)), promise("c-2", due="2021"), promise("c-3"))
    case = invented((deed("a-1", "2021-03-01", of="c-1"),), commitments=promises)
    found = docket(case, TODAY, "BRO")
    assert ([row.id for row in found.rows], found.promises, found.on_time.of) == (["c-2"], 2, 1)
    assert found.sentences[0].startswith("As of 2024-12-31, of BRO: 1 of 2 promises had a deadline")
    assert docket(case, TODAY, "CAL").sentences[0].endswith("0 of 0 promises had a deadline; none to show.")


def test_a_record_without_actions_finds_nothing_dropped(invented: Make, promise: Make) -> None:
    case = invented(commitments=(promise("c-1", due="2021"), promise("c-2", meeting="m-2021")))
    found = dropped(case, TODAY)
    assert (found.rows, found.share.of) == ((), 0)
    assert "what was dropped cannot be told from what was done" in found.sentences[0]
    assert any("No actions are on record by 2024-12-31" in said for said in docket(case, TODAY).sentences)


def test_machine_suggestions_count_nowhere(invented: Make, promise: Make) -> None:
    assert docket(invented(commitments=(promise("c-1", due="2021", origin="machine"),)), TODAY).promises == 0


def test_nothing_at_all() -> None:
    found = docket(Case("empty", "Empty"), TODAY)
    assert found.rows == ()
    assert found.sentences[0] == "As of 2024-12-31: 0 of 0 promises had a deadline; none to show."


def test_silence_is_counted_in_meetings_on_record(invented: Make, promise: Make, deed: Make) -> None:
    promises: tuple[Commitment, ...] = (
        promise("c-1"),  # silent: promises of the meeting of 2021 are on record, those of 2023 are not
        promise("c-2"),  # acted on
        promise("c-3"),  # restated
        promise("c-4", testable="no"),
        promise("c-5", due="2030"),
        promise("c-6", meeting="m-2021"),
    )
    again = Restatement("r-1", "c-3", "2021-02-01", meeting="m-2021", text="again")
    case = invented((deed("a-1", "2021-03-01", of="c-2"),), commitments=promises, restatements=(again,))
    found = dropped(case, TODAY)
    assert [(row.id, row.meetings_since) for row in found.rows] == [("c-1", 1)]
    assert found.share.of == 4
