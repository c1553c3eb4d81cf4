"""The rules that docket and written rules share, on one invented promise of Aland and Borduria.

Each case is put to both: what one room says of a promise, the other may not deny.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.deeds.docket import docket
from facta.deeds.due import Due
from facta.deeds.latency import latency
from facta.record import Action, Actor, Case, Commitment, Evidence, Meeting, Restatement, Series
from facta.scoring.rules import derive
from facta.standing.promises import Index

PROMISE = Commitment("c", "m-1", ("both",), "Build a lighthouse.", due="2021-06", testable="yes")
TODAY = date(2022, 1, 1)


def case(
    promise: Commitment = PROMISE,
    deeds: tuple[str, ...] = (),
    again: tuple[Restatement, ...] = (),
    said: str = "2020-12-01",
    side: str = "supports",
) -> Case:
    """One promise, made at a meeting, and deeds of these days."""
    return Case(
        "x",
        "X",
        actors=(Actor("ALA", "Aland"), Actor("BOR", "Borduria"), Actor("both", "Both", "group", ("ALA", "BOR"))),
        series=(Series("talks", "Talks", ("both",)),),
        meetings=(Meeting("m-1", "talks", said),),
        commitments=(promise,),
        restatements=again,
        actions=tuple(Action(f"a{n}", day, ("ALA",), "Something happened.") for n, day in enumerate(deeds)),
        evidence=tuple(Evidence(f"e{n}", "c", f"a{n}", side) for n, _ in enumerate(deeds)),  # type: ignore[arg-type]
    )


def row(of: Case, today: date = TODAY) -> Due:
    """The one row of the docket."""
    (found,) = docket(of, today).rows
    return found


def holds(of: Case, today: date = TODAY) -> set[str]:
    """Names of the rules that hold."""
    return {one.rule for one in derive(of, today)}


MOVED = Restatement("r", "c", "2021-05-01", "extended", due="2021-12-31")


@pytest.mark.parametrize(
    ("again", "status", "days", "slip", "rules"),
    [
        (MOVED, "overdue", 1, 184, {"overdue", "extended"}),
        (replace(MOVED, due="2022-12-31"), "extended", -364, 549, {"extended"}),
        # Whatever the row is called: a restatement that names a later day in time moves it.
        (replace(MOVED, kind="restated", due="2022-12-31"), "extended", -364, 549, {"extended"}),
        # On its last day it has not passed; in the month of it, it may not have.
        (replace(MOVED, date="2021-06-30"), "overdue", 1, 184, {"overdue", "extended"}),
        (replace(MOVED, date="2021-06"), "overdue", 1, 184, {"overdue", "extended"}),
        # Named when the day had passed: it stays missed, in both.
        (replace(MOVED, date="2021-07-01", due="2022-12-31"), "overdue", 185, 0, {"overdue"}),
        (replace(MOVED, date="2021-08", due="2022-12-31"), "overdue", 185, 0, {"overdue"}),
        # Nobody knows when it was moved.
        (replace(MOVED, date="", due="2022-12-31"), "overdue", 185, 0, {"overdue"}),
        # Brought forward: it is due sooner.
        (replace(MOVED, date="2021-01-10", kind="restated", due="2021-03-31"), "overdue", 276, -91, {"overdue"}),
        # A day already over when it was named brings nothing forward.
        (replace(MOVED, kind="restated", due="2021-03-31"), "overdue", 185, 0, {"overdue"}),
    ],
)
def test_a_day_moved(again: Restatement, status: str, days: int, slip: int, rules: set[str]) -> None:
    of = case(again=(again,))
    assert (row(of).status, row(of).days, row(of).slip) == (status, days, slip)
    assert holds(of) == rules


def test_a_day_named_too_late_is_told() -> None:
    of = case(again=(replace(MOVED, date="2021-08-01"),))
    assert row(of).too_late == date(2021, 12, 31)
    assert "which stays missed: c (2021-12-31)." in " ".join(docket(of, TODAY).sentences)
    (finding,) = derive(of, TODAY)
    assert finding.sentence.endswith("That it was put off to 2021-12-31 was said when the day had passed.")


@pytest.mark.parametrize(
    ("said", "deed", "counts"),
    [
        ("2021-03", "2021-03", True),
        ("2021-03", "2021-03-02", True),  # it may have been made on the first
        ("2021-03-16", "2021-03", True),
        ("2021-03-16", "2021-03-16", True),
        ("2021-03-16", "2021", True),
        ("2021-03-16", "2021-03-15", False),
        ("2021-03", "2021-02", False),
        ("2021", "2021-01-01", True),
        ("", "2019-01-01", True),  # of unknown day
    ],
)
def test_a_deed_counts_unless_it_was_surely_over_before(said: str, deed: str, counts: bool) -> None:
    of = case(deeds=(deed,), said=said)
    assert (row(of).status == "done") == counts
    assert ("overdue" not in holds(of)) == counts


@pytest.mark.parametrize("kind", ["withdrawn", "superseded"])
@pytest.mark.parametrize(
    ("ended", "deed", "done"),
    [
        ("2021-03-01", "2021-09-01", False),  # withdrawn, then done: nobody keeps a promise that is no more
        ("2021-03-01", "2021-02-20", True),
        ("2021-03-01", "2021-03", True),  # it may have come first
        ("2021-03", "2021-03-20", True),
        ("2021-03-01", "2021-04", False),
        ("2021-09-01", "2021-08-01", True),
    ],
)
def test_a_deed_after_the_promise_ended_is_none_of_it(kind: str, ended: str, deed: str, done: bool) -> None:
    of = case(deeds=(deed,), again=(Restatement("r", "c", ended, kind),))  # type: ignore[arg-type]
    assert row(of).status == (("done late" if deed == "2021-08-01" else "done") if done else kind)
    (wait,) = latency(of, TODAY).waits
    assert wait.acted == done
    if not done:
        assert wait.days == (date(2021, 3, 1) - date(2020, 12, 1)).days
    assert ("done late" in holds(of)) == (done and deed == "2021-08-01")
    assert "overdue" not in holds(of)


def test_an_act_against_a_promise_that_ended_reverses_nothing() -> None:
    of = case(replace(PROMISE, refrain=True), deeds=("2021-09-01",), side="contradicts")
    assert row(of).status == "acted against"
    ended = replace(of, restatements=(Restatement("r", "c", "2021-03-01", "withdrawn"),))
    assert row(ended).status == "withdrawn"
    assert "on record, 2021" not in next(one.sentence for one in derive(ended, TODAY) if one.rule == "refrain from")


def test_a_promise_not_to_act_is_never_overdue() -> None:
    of = case(replace(PROMISE, refrain=True))
    assert row(of).status == "nothing against it"
    assert docket(of, TODAY).on_time.of == 0
    assert holds(of) == {"refrain from"}


def test_a_deed_of_unknown_day_may_have_been_in_time() -> None:
    of = case(deeds=("",))
    found = docket(of, TODAY)
    assert found.rows[0].status == "kept, day unknown"
    assert found.on_time.of == 0
    assert "Kept on a day that is not known, so in no rate: c." in found.sentences
    assert not holds(of)
    assert not latency(of, TODAY).waits


@pytest.mark.parametrize(
    ("deeds", "status", "days", "at_least"),
    [
        (("2021-07",), "done late", 1, True),
        (("2021-07", "2021-07-15"), "done late", 1, True),
        (("2021-07-15",), "done late", 15, False),
        (("2021", "2021-09-01"), "done", 0, False),  # the one of 2021 may have been in time
        (("", "2021-09-01"), "kept, day unknown", 0, False),
    ],
)
def test_late_is_what_surely_came_after(deeds: tuple[str, ...], status: str, days: int, at_least: bool) -> None:
    of = case(deeds=deeds)
    assert (row(of).status, row(of).days, row(of).at_least) == (status, days, at_least)
    assert ("done late" in holds(of)) == (status == "done late")
    for one in derive(of, TODAY):
        assert one.days == days
        assert ("at least" in one.sentence) == at_least


DAYS = st.dates(date(2020, 6, 1), date(2022, 6, 1))
PARTIAL = st.builds(lambda day, size: day.isoformat()[:size], DAYS, st.sampled_from([4, 7, 10])) | st.just("")


@given(
    said=PARTIAL,
    due=PARTIAL.filter(bool),
    deeds=st.lists(PARTIAL, max_size=3).map(tuple),
    again=st.lists(
        st.builds(
            Restatement,
            st.uuids().map(str),
            st.just("c"),
            PARTIAL,
            st.sampled_from(["restated", "extended", "withdrawn", "superseded"]),
            due=PARTIAL,
        ),
        max_size=3,
    ).map(tuple),
    today=DAYS,
)
def test_docket_and_written_rules_never_differ(
    said: str, due: str, deeds: tuple[str, ...], again: tuple[Restatement, ...], today: date
) -> None:
    of = case(replace(PROMISE, due=due), deeds, again, said)
    rows = docket(of, today).rows
    names = holds(of, today)
    if not rows:
        assert not names  # the promise was not made yet
        return
    assert ("overdue" in names) == (rows[0].status in ("overdue", "dropped"))
    assert ("done late" in names) == (rows[0].status == "done late")
    assert ("extended" in names) == (rows[0].slip > 0)
    late = [one for one in derive(of, today) if one.rule in ("overdue", "done late")]
    assert all(one.days == rows[0].days for one in late)
    for wait in latency(of, today).waits:
        assert wait.acted == (rows[0].status in ("done", "done late", "kept, day unknown"))


AMERICAN = (
    Actor("USA", "United States", names=("Washington",)),
    Actor("JPN", "Japan"),
    Actor("AUS", "Commonwealth of Australia", names=("Australia",)),
    Actor("ARV", "Arvela"),
    Actor("allies", "The allies", "group", ("USA", "pacific")),
    Actor("pacific", "The Pacific", "group", ("JPN", "AUS")),
)


@pytest.mark.parametrize(
    ("actors", "last"),
    [
        (("USA",), date(2024, 9, 30)),
        (("JPN",), date(2025, 3, 31)),
        (("AUS",), date(2024, 6, 30)),  # by an alias
        (("ARV",), date(2025, 3, 31)),  # no calendar is known
        (("USA", "ARV"), date(2024, 9, 30)),
        # A joint promise is late only when it is late by each of them.
        (("USA", "JPN"), date(2025, 3, 31)),
        (("USA", "AUS"), date(2024, 9, 30)),
        (("allies",), date(2025, 3, 31)),
    ],
)
def test_a_fiscal_year_is_that_of_whoever_promised(actors: tuple[str, ...], last: date) -> None:
    promise = Commitment("c", "", actors, "Spend it.", due="FY2024", said="2022-01-01", testable="yes")
    of = Case("x", "X", actors=AMERICAN, commitments=(promise,))
    (found,) = docket(of, date(2025, 1, 1)).rows
    assert found.due == last
    assert found.status == ("overdue" if last < date(2025, 1, 1) else "not yet due")
    assert {one.rule for one in derive(of, last)} == set()
    assert {one.rule for one in derive(of, last + timedelta(days=1))} == {"overdue"}


def test_a_range_of_fiscal_years_and_a_deed_dated_by_one() -> None:
    of = Case("x", "X", actors=AMERICAN)
    index = Index(of)
    both = index.calendars.days("FY2022-FY2024", "USA", "JPN")
    assert both is not None
    assert (both.begin, both.end) == (date(2021, 10, 1), date(2025, 3, 31))
    when = index.when(Action("a", "FY2024", ("USA",), "Bought."))
    assert when is not None
    assert (when.begin, when.end) == (date(2023, 10, 1), date(2024, 9, 30))


def test_a_group_within_a_group_is_its_members_in_docket_and_rules() -> None:
    promise = Commitment("c", "", ("allies",), "Build it.", due="2021", said="2020-01-01", testable="yes")
    of = Case(
        "x",
        "X",
        actors=AMERICAN,
        commitments=(promise,),
        actions=(Action("a", "2020-05-01", ("AUS",), "Built."),),
        evidence=(Evidence("e", "c", "a", "supports"),),
    )
    assert row(of).actors == ("USA", "JPN", "AUS")
    assert not holds(of)  # Australia is one of the allies: not done by somebody else
