"""The article's own points, out of the data of the bundled case and of nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from facta.deeds.actors import actors
from facta.deeds.agenda import agenda
from facta.deeds.docket import docket
from facta.deeds.hints import hints
from facta.deeds.latency import latency
from facta.deeds.order import order
from facta.deeds.outcomes import outcomes
from facta.deeds.paths import path
from facta.deeds.pressure import pressure, pressures
from facta.record import Case

TODAY = date(2026, 3, 20)


def by_id(items: tuple[Any, ...], key: str) -> Any:
    return next(one for one in items if one.id == key)


def test_ten_per_cent_more_a_year(us_japan: Case) -> None:
    found = path(us_japan, TODAY, by_id(us_japan.pledges, "spending"))
    assert "51,235 to 88,093" in found.verdict
    assert "71.9 % in all or 11.4 % a year; 10 % a year asks for 61.1 %" in found.verdict
    assert found.rows[1].met is False  # FY2022, +1.1 %
    assert any(said.startswith("Rests on a draft: FY2026") for said in found.sentences)
    assert any(said.startswith("The definition changed (FY2023") for said in found.sentences)


def test_in_march_2022_the_path_was_missed(us_japan: Case) -> None:
    found = path(us_japan, date(2022, 4, 1), by_id(us_japan.pledges, "spending"))
    assert "FY2021 to FY2022" in found.verdict
    assert "missed at its latest figure" in found.verdict


def test_recruiting_shortfalls(us_japan: Case) -> None:
    found = path(us_japan, TODAY, by_id(us_japan.pledges, "recruits"))
    assert [(row.period, row.gap) for row in found.rows] == [("FY2022", -34), ("FY2023", -49), ("FY2024", -35)]
    assert "the observed gap was larger in 3 of 3" in " ".join(found.sentences)


def test_two_per_cent_of_gdp(us_japan: Case) -> None:
    found = path(us_japan, TODAY, by_id(us_japan.pledges, "gdp"))
    assert "reached in FY2025 (2), 731 days (2.0 years) before the deadline FY2027" in found.verdict


def test_every_named_pledge_and_question_can_be_answered(us_japan: Case) -> None:
    assert us_japan.pledges
    for pledge in us_japan.pledges:
        assert path(us_japan, TODAY, pledge).verdict
    for question in us_japan.questions:
        assert order(us_japan, TODAY, question).sentences


def test_people_first_was_reversed(us_japan: Case) -> None:
    found = order(us_japan, TODAY, by_id(us_japan.questions, "people-first"))
    assert found.answer == "reversed"
    assert found.rows[0].id == "a-tomahawk-contract"
    assert next(row.id for row in found.rows if row.side == "people") == "a-pay-plan-2024"


def test_the_follow_up_slipped_by_a_week(us_japan: Case) -> None:
    row = next(row for row in docket(us_japan, TODAY).rows if row.id == "c-2021-05")
    assert (row.status, row.days, row.done) == ("done late", 7, date(2022, 1, 7))
    new_year = next(row for row in docket(us_japan, date(2022, 1, 1)).rows if row.id == "c-2021-05")
    assert (new_year.status, new_year.days) == ("overdue", 1)


def test_what_would_cost_nothing(us_japan: Case) -> None:
    found = agenda(us_japan, TODAY)
    ranges = next(row for row in found.rows if row.id == "ag-07")
    assert (ranges.verdict, ranges.promised, ranges.deeds) == ("not done", (), 0)
    free = [row for row in found.rows if row.cost in ("none", "low")]
    assert not any(row.verdict == "done" for row in free)


def test_hints_of_march_2021(us_japan: Case) -> None:
    said = {row.id for row in hints(us_japan, TODAY, "ag-06").rows if row.hint}
    assert "a-kishi-presser-2021-03-19" in said
    assert hints(us_japan, TODAY, "ag-07").to_deed.count == 0


def test_always_a_success(us_japan: Case) -> None:
    row = outcomes(us_japan, TODAY).rows[0]
    assert row.coded == row.favourable > 10
    assert row.bits == 0


def test_three_actors_on_one_rubric(us_japan: Case) -> None:
    rows = {row.actor: row for row in actors(us_japan, TODAY).rows}
    assert rows["PRC"].claims == len(us_japan.claims)
    assert all(rows[actor].judged >= 5 for actor in ("JPN", "USA", "PRC"))


def test_the_budget_bends_in_fy2022_and_few_points_are_not_searched(us_japan: Case) -> None:
    assert pressure(us_japan, TODAY, "i-jp-budget").changes[0].period == "FY2022"
    assert all(not found.changes for found in pressures(us_japan, TODAY) if found.n < 8)


def test_most_promises_had_no_date(us_japan: Case) -> None:
    found = latency(us_japan, TODAY)
    assert found.promises == len(us_japan.commitments)
    assert found.dated < found.promises / 4
    assert found.whole.median is not None


@pytest.mark.parametrize("day", [date(1990, 1, 1), date(2013, 12, 31), date(2021, 3, 16), date(2040, 1, 1)])
def test_any_day_can_be_asked_for(us_japan: Case, day: date) -> None:
    assert docket(us_japan, day).sentences
    assert latency(us_japan, day).sentences
    assert agenda(us_japan, day).sentences
    assert outcomes(us_japan, day).rows
    assert actors(us_japan, day).rows is not None
    assert pressures(us_japan, day) is not None
