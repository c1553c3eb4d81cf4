"""The rules for awkward verdicts, as tables of invented cases: Aland and Borduria promise each other things."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.record import Action, Actor, Case, Commitment, Evidence, Meeting, Restatement
from facta.scoring.rules import CHECKS, derive, permitted, rules
from facta.standing.scales import family

PROMISE = Commitment("c", "m-1", ("both",), "Build a lighthouse.", due="2021-06", testable="yes")
TODAY = date(2022, 1, 1)


def case(
    promise: Commitment = PROMISE,
    deeds: tuple[tuple[str, str, str], ...] = (),
    again: tuple[Restatement, ...] = (),
    material: bool = True,
    meetings: tuple[Meeting, ...] = (),
) -> Case:
    """A case with one promise; deeds are (day, direction, actor)."""
    return Case(
        "x",
        "X",
        actors=(
            Actor("ALA", "Aland"),
            Actor("BOR", "Borduria"),
            Actor("SYL", "Syldavia"),
            Actor("both", "Aland and Borduria", "group", ("ALA", "BOR")),
        ),
        meetings=(Meeting("m-1", "talks", "2020-12-01"), *meetings),
        commitments=(promise,),
        restatements=again,
        actions=tuple(
            Action(f"a{n}", day, (actor,), "Something happened.", material=material)
            for n, (day, _, actor) in enumerate(deeds)
        ),
        evidence=tuple(
            Evidence(f"e{n}", "c", f"a{n}", side)  # type: ignore[arg-type]
            for n, (_, side, _) in enumerate(deeds)
        ),
    )


def found(case: Case, today: date = TODAY) -> list[str]:
    """Names of the rules that hold."""
    return [one.rule for one in derive(case, today)]


DONE, AGAINST = "supports", "contradicts"
MOVED = Restatement("r", "c", "2021-05-01", "extended", due="2021-12-31")
LATE_MOVE = replace(MOVED, date="2021-08-01")
AFTER = timedelta(days=1)


@pytest.mark.parametrize(
    ("holds", "the_case"),
    [
        # Due by the last day of June, nothing done.
        (["overdue"], case()),
        (["overdue"], case(deeds=(("2021-05-01", "context", "ALA"),))),
        # Words are no deed, nor is a deed from before the promise.
        (["overdue"], case(deeds=(("2021-05-01", DONE, "ALA"),), material=False)),
        (["overdue"], case(deeds=(("2019-05-01", DONE, "ALA"),))),
        # What is not known on the day does not count.
        (["overdue"], case(deeds=(("2022-02-01", DONE, "ALA"),))),
        ([], case(deeds=(("2021-06-30", DONE, "ALA"),))),
        # Known to the year only: it may have been in time.
        ([], case(deeds=(("2021", DONE, "BOR"),))),
        ([], case(deeds=(("", DONE, "BOR"),))),
        (["done late"], case(deeds=(("2021-07-01", DONE, "ALA"),))),
        (["done late"], case(deeds=(("2021-07", DONE, "ALA"), ("2021-09-01", DONE, "ALA")))),
        # The first deed decides.
        ([], case(deeds=(("2021-09-01", DONE, "ALA"), ("2021-06-01", DONE, "ALA")))),
        # Moved in time: the new day counts, the slip is said.
        (["overdue", "extended"], case(again=(MOVED,))),
        (["extended"], case(again=(replace(MOVED, due="2022-12-31"),))),
        (["extended", "done late"], case(again=(MOVED,), deeds=(("2021-11-01", DONE, "ALA"),))),
        # Moved when it had passed: still overdue since the first day.
        (["overdue"], case(again=(LATE_MOVE,))),
        (["done by somebody else"], case(deeds=(("2021-05-01", DONE, "SYL"),))),
        ([], case(deeds=(("2021-05-01", DONE, "SYL"), ("2021-05-02", DONE, "both")))),
        (["reversed later"], case(deeds=(("2021-05-01", DONE, "ALA"), ("2021-09-01", AGAINST, "ALA")))),
        # A deed against it before the deed for it reverses nothing.
        ([], case(deeds=(("2021-05-01", DONE, "ALA"), ("2021-02-01", AGAINST, "ALA")))),
        ([], case(deeds=(("2021-05", DONE, "ALA"), ("2021", AGAINST, "ALA")))),
        (
            ["superseded by a newer promise"],
            case(again=(Restatement("r", "c", "2021-02-01", "superseded", superseded_by="d"),)),
        ),
        ([], case(again=(Restatement("r", "c", "2021-02-01", "withdrawn"),))),
        (["too vague to rate"], case(replace(PROMISE, due="", testable="no"))),
        ([], case(replace(PROMISE, due="", testable="partly"))),
        (["conditional"], case(replace(PROMISE, due="", condition="if funds allow"))),
        # Not to do something is kept by not doing it, and never overdue.
        (["refrain from"], case(replace(PROMISE, refrain=True))),
        (["refrain from"], case(replace(PROMISE, refrain=True), deeds=(("2021-03-01", AGAINST, "ALA"),))),
        (["overdue", "trivially kept logistics"], case(replace(PROMISE, logistics=True))),
        # To meet again is kept by the next meeting held.
        ([], case(replace(PROMISE, unit="meeting"), meetings=(Meeting("m-2", "talks", "2021-06-01"),))),
        (["done late"], case(replace(PROMISE, unit="meeting"), meetings=(Meeting("m-2", "talks", "2021-07-07"),))),
        (
            ["overdue"],
            case(
                replace(PROMISE, unit="meeting"), meetings=(Meeting("m-2", "talks", "2021-06-01", status="cancelled"),)
            ),
        ),
        # A machine's suggestion is judged by no rule.
        ([], case(replace(PROMISE, origin="machine"))),
        ([], case(replace(PROMISE, due=""))),
    ],
)
def test_rules_that_hold(holds: list[str], the_case: Case) -> None:
    assert found(the_case) == holds


def test_days_are_counted_from_the_last_day_of_the_interval() -> None:
    (overdue,) = derive(case(), TODAY)
    assert (overdue.since, overdue.days) == (date(2021, 6, 30), 185)
    assert not derive(case(), date(2021, 6, 30))
    (late,) = derive(case(deeds=(("2021-07-07", DONE, "ALA"),)), TODAY)
    assert (late.days, late.actions) == (7, ("a0",))
    (moved,) = derive(case(again=(replace(MOVED, due="2022-06"),)), TODAY)
    assert moved.days == 365


def test_against_a_promise_to_refrain() -> None:
    (kept,) = derive(case(replace(PROMISE, refrain=True)), TODAY)
    (broken,) = derive(case(replace(PROMISE, refrain=True), deeds=(("2021-03-01", AGAINST, "ALA"),)), TODAY)
    assert kept.actions == ()
    assert broken.actions == ("a0",)


def test_a_group_within_itself_ends() -> None:
    looped = case()
    looped = replace(looped, actors=(Actor("both", "Both", "group", ("both", "ALA")), *looped.actors[:3]))
    assert found(looped) == ["overdue"]


@given(st.dates(date(2020, 12, 1), date(2023, 1, 1)), st.dates(date(2020, 12, 1), date(2023, 1, 1)))
def test_overdue_and_done_late_exclude_each_other(deed: date, today: date) -> None:
    names = found(case(deeds=((deed.isoformat(), DONE, "ALA"),)), today)
    assert not {"overdue", "done late"} <= set(names)
    assert ("done late" in names) == (date(2021, 6, 30) < deed <= today)
    assert ("overdue" in names) == (today > date(2021, 6, 30) and deed > today)


WRITTEN = {
    "overdue", "extended", "done late", "done by somebody else", "blocked", "reversed later",
    "superseded by a newer promise", "too vague to rate", "conditional", "refrain from", "trivially kept logistics",
}  # fmt: skip


def test_every_rule_is_written_down() -> None:
    levels = {level.name for level in family("fulfilment").levels}
    assert set(rules()) == WRITTEN
    assert sum(one.derived for one in rules().values()) == len(CHECKS)
    for one in rules().values():
        assert one.permits
        assert set(one.permits) <= levels
        assert one.means.endswith(".")
        assert one.verdict.endswith(".")


@pytest.mark.parametrize(
    ("rule", "value", "scale", "allowed"),
    [
        ("too vague to rate", "not rated", "fulfilment", True),
        ("too vague to rate", "fulfilled", "fulfilment", False),
        ("overdue", "fulfilled", "fulfilment", False),
        ("overdue", "-1", "toronto", True),
        ("overdue", "1", "toronto", False),
        ("done late", "contrary", "fulfilment", False),
        ("done late", "2", "kroc", True),
        ("blocked", "fulfilled", "fulfilment", False),
        ("reversed later", "contrary", "fulfilment", True),
        ("too vague to rate", "unclear", "full-fact", True),
    ],
)
def test_what_a_rule_permits(rule: str, value: str, scale: str, allowed: bool) -> None:
    assert permitted(rule, value, scale) is allowed
