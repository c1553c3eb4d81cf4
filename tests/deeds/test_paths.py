"""Pledged paths on invented series: growth, levels, drafts, conflicts, breaks and vintages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.deeds.paths import path
from facta.deeds.say import gap_unit, scaled
from facta.record import Case, Indicator, Observation, Pledge, Source

TODAY = date(2024, 12, 31)
GROWTH = Pledge("g", "Ten per cent", "budget", "growth", base="2020", rate=10, years=3)
LEVEL = Pledge("l", "Two", "budget", "level", target=2)


def budget(*rows: tuple[str, float] | tuple[str, float, dict[str, Any]], breaks: tuple[str, ...] = ()) -> Case:
    """A case with one series, in crowns."""
    observations = tuple(
        Observation(f"o-{k}", "budget", row[0], row[1], **(row[2] if len(row) > 2 else {}))  # type: ignore[misc]
        for k, row in enumerate(rows)
    )
    return Case(
        "invented",
        "Arvela",
        covers_until="2024-12-31",
        indicators=(Indicator("budget", "The budget", "ARV", "crowns", breaks=breaks),),
        observations=observations,
        sources=(Source("https://example.org/ministry", kind="official"), Source("https://example.org/blog")),
    )


def test_growth_met() -> None:
    found = path(budget(("2020", 100), ("2021", 110), ("2022", 121), ("2023", 140)), TODAY, GROWTH)
    assert [row.met for row in found.rows] == [None, True, True, True]
    assert [round(row.gap or 0, 6) for row in found.rows] == [0, 0, 0, 6.9]
    assert found.verdict == (
        "2020 to 2023: 100 to 140 crowns, 40.0 % in all or 11.9 % a year; 10 % a year asks for 33.1 %. "
        "The path was met at its end, above it by 6.9 crowns."
    )


@pytest.mark.parametrize(
    ("rows", "pledge", "state", "told"),
    [
        (
            [("2020", 100), ("2021", 110), ("2022", 121), ("2023", 140)],
            GROWTH,
            "met",
            "40.0 % from 2020 to 2023, 33.1 % asked: 6.9 crowns above the path; kept in 3 of 3 single years",
        ),
        ([("2020", 100), ("2021", 101)], GROWTH, "missed", "1.0 % from 2020 to 2021, 10.0 % asked: 9 crowns below"),
        ([("2020", 100)], GROWTH, "no figure", "No figure after 2020 is known"),
        (
            [("2023", 2)],
            Pledge("l", "Two", "budget", "level", target=2, by="2024"),
            "reached",
            "2 crowns in 2023, 366 days",
        ),
        (
            [("2023", 1)],
            Pledge("l", "Two", "budget", "level", target=2, by="2026"),
            "open",
            "1 crowns in 2023: not reached",
        ),
        ([("2021", 1)], Pledge("l", "Two", "budget", "level", target=2, by="2022"), "not reached", "1 crowns in 2021"),
        (
            [("2021", 1), ("2022", 3)],
            Pledge("e", "Two", "budget", "each", target=2),
            "met in part",
            "1 of 2 periods at 2 crowns; short of it by 1 crowns in 2021",
        ),
    ],
)
def test_the_verdict_in_a_word_and_a_line(rows: Any, pledge: Pledge, state: str, told: str) -> None:
    found = path(budget(*rows), TODAY, pledge)
    assert found.state == state
    assert found.told.startswith(told)


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (5579.4, "100 million yen", "557.94 billion yen"),
        (88093, "100 million yen", "8.81 trillion yen"),
        (6.9, "crowns", "6.9 crowns"),
        (2, "billion crowns", "2 billion crowns"),
    ],
)
def test_a_unit_that_is_a_number_is_taken_in(value: float, unit: str, said: str) -> None:
    assert scaled(value, unit) == said


def test_growth_missed_and_late() -> None:
    found = path(budget(("2020", 100), ("2021", 101), ("2022", 121), ("2023", 125)), TODAY, GROWTH)
    assert "missed at its end, below it by 8.1 crowns" in found.verdict
    assert "Below the path in 2021 and 2023." in found.sentences
    assert "it was kept in 1 of the 3 years" in " ".join(found.sentences)
    assert found.cumulative == pytest.approx(-9 + 0 - 8.1)


def test_a_year_without_a_figure_is_no_zero() -> None:
    found = path(budget(("2020", 100), ("2022", 130), ("2023", 140)), TODAY, GROWTH)
    assert [row.observed for row in found.rows] == [100, None, 130, 140]
    assert found.rows[2].growth is None  # across a gap no growth on the year is known
    assert found.met.of == 2
    assert "No figure for 2021." in found.sentences


def test_before_its_end_it_is_judged_at_the_latest_figure() -> None:
    found = path(budget(("2020", 100), ("2021", 120)), date(2021, 6, 1), GROWTH)
    assert "at its latest figure" in found.verdict
    nothing = path(budget(("2020", 100)), date(2020, 6, 1), GROWTH)
    assert nothing.verdict == "No figure after 2020 is known by 2020-06-01: the pledge cannot be judged."


@pytest.mark.parametrize(
    ("pledge", "message"),
    [
        (replace(GROWTH, base="2010"), "no figure for the base year 2010"),
        (replace(GROWTH, years=0), "number of years"),
        (replace(GROWTH, years=10**9), "at most 200"),
        (replace(GROWTH, rate=float("nan")), "a rate lies between"),
        (replace(GROWTH, rate=1e308), "a rate lies between"),
        (Pledge("l", "Much", "budget", "level", target=float("inf")), "a target is a number"),
        (replace(GROWTH, indicator="nothing"), "no indicator 'nothing'; there are: budget"),
    ],
)
def test_a_pledge_that_cannot_be_held_against_anything(pledge: Pledge, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        path(budget(("2020", 100), ("2021", 110)), TODAY, pledge)


def test_a_base_that_is_no_year() -> None:
    with pytest.raises(ValueError, match="base must be a year"):
        path(budget(("2020-01", 100), ("2020-02", 110)), TODAY, replace(GROWTH, base="2020-01"))


def test_a_figure_that_rests_on_a_draft_says_so() -> None:
    rows = budget(("2020", 100), ("2021", 110), ("2022", 121), ("2023", 140, {"status": "draft"}))
    assert "Rests on a draft: 2023." in path(rows, TODAY, GROWTH).sentences


def test_conflicting_figures_stay_side_by_side_and_the_firmest_is_in_front() -> None:
    case = budget(
        ("2020", 100),
        ("2021", 90, {"status": "draft", "vintage": "2020-12"}),
        ("2021", 111, {"status": "settled", "vintage": "2022-05"}),
        ("2021", 109, {"status": "enacted", "vintage": "2021-03"}),
    )
    found = path(case, TODAY, GROWTH)
    assert (found.rows[1].observed, found.rows[1].status) == (111, "settled")
    assert found.rows[1].others == ("109 (enacted, 2021-03)", "90 (draft, 2020-12)")
    assert any(
        "on record: 2021 109 (enacted, 2021-03) and 90 (draft, 2020-12), beside 111" in s for s in found.sentences
    )
    # In June 2021 the settled figure was not out yet.
    assert path(case, date(2021, 6, 1), GROWTH).rows[1].observed == 109


def test_a_break_within_the_path_is_said_and_one_outside_is_not() -> None:
    rows = (("2018", 90.0), ("2020", 100.0), ("2021", 110.0), ("2022", 121.0))
    inside = path(budget(*rows, breaks=("2022: pensions counted",)), TODAY, GROWTH)
    assert "The definition changed (2022: pensions counted): not like for like across it." in inside.sentences
    assert inside.rows[2].remark == "definition: pensions counted"
    outside = path(budget(*rows, breaks=("2019: pensions counted",)), TODAY, GROWTH)
    assert not any("definition" in said for said in outside.sentences)


def test_a_weak_source_is_said() -> None:
    case = budget(("2020", 100), ("2021", 110, {"source": "https://example.org/blog"}))
    assert "Source of class other (neither official, wire nor press): 2021." in path(case, TODAY, GROWTH).sentences


@pytest.mark.parametrize(
    ("rows", "day", "verdict"),
    [
        (
            [("2021", 1.0), ("2022", 2.0)],
            "2024-12-31",
            "reached in 2022 (2), 365 days (12 months) before the deadline 2023",
        ),
        ([("2021", 1.0), ("2023", 2.0)], "2024-12-31", "reached in 2023 (2), by the deadline 2023"),
        (
            [("2023", 1.0), ("2024", 2.5)],
            "2024-12-31",
            "reached in 2024 (2.5), 366 days (12 months) after the deadline",
        ),
        ([("2023", 1.5)], "2024-12-31", "not reached, 366 days (12 months) after the deadline"),
        ([("2022", 1.5)], "2022-12-31", "not reached yet, 365 days (12 months) before the deadline"),
        ([], "2022-12-31", "No figure is known by 2022-12-31."),
    ],
)
def test_a_level_by_a_date(rows: list[tuple[str, float]], day: str, verdict: str) -> None:
    pledge = Pledge("l", "Two", "budget", "level", target=2, by="2023")
    assert verdict in path(budget(*rows), date.fromisoformat(day), pledge).verdict


def test_a_level_reached_and_lost_again() -> None:
    pledge = Pledge("l", "Two", "budget", "level", target=2, by="2023")
    found = path(budget(("2021", 2.0), ("2022", 1.5)), TODAY, pledge)
    assert "Below it again in 2022." in found.sentences


def test_each_period_with_a_claim_beside_it() -> None:
    pledge = Pledge("e", "Full", "budget", "each", target=100, since="2021", compare=75, compare_words="An author said")
    found = path(budget(("2020", 100), ("2021", 80), ("2022", 60), ("2023", 101)), TODAY, pledge)
    assert [row.gap for row in found.rows] == [-20, -40, 1]
    assert "short of it in 2021 by 20 and 2022 by 40" in found.verdict
    assert "An author said: 25 crowns short of it; the observed gap was larger in 1 of 3." in found.sentences


def test_a_ceiling() -> None:
    pledge = Pledge("e", "At most ten", "budget", "each", target=10, below=True)
    found = path(budget(("2021", 9), ("2022", 12), ("2023", 8)), TODAY, pledge)
    assert [row.met for row in found.rows] == [True, False, True]
    assert "above it in 2022 by 2" in found.verdict


@given(st.floats(-50, 50), st.integers(1, 30), st.floats(0.5, 1e6))
def test_who_grows_as_pledged_meets_it(rate: float, years: int, base: float) -> None:
    rows = [(str(2020 + k), base * (1 + rate / 100) ** k * (1 + 1e-9)) for k in range(years + 1)]
    pledge = Pledge("g", "As pledged", "budget", "growth", base="2020", rate=rate, years=years)
    found = path(budget(*rows), date(2100, 1, 1), pledge)
    assert found.met.count == found.met.of == years
    assert "was met at its end" in found.verdict


def american(*rows: tuple[str, float, dict[str, Any]], fiscal: str = "USA", actor: str = "") -> Case:
    made = budget(*rows)
    return replace(made, covers_until="", indicators=(Indicator("budget", "The budget", actor, "dollars", fiscal),))


@pytest.mark.parametrize(
    ("fiscal", "actor", "ends"),
    [
        ("USA", "", date(2024, 9, 30)),
        ("US", "", date(2024, 9, 30)),
        ("", "USA", date(2024, 9, 30)),
        ("JPN", "USA", date(2025, 3, 31)),  # the indicator's own word goes first
        ("", "", date(2025, 3, 31)),
    ],
)
def test_fiscal_years_are_those_of_the_indicator(fiscal: str, actor: str, ends: date) -> None:
    pledge = Pledge("p", "By FY2024", "budget", "level", target=10, by="FY2024", since="FY2022")
    case = american(("FY2022", 4, {}), ("FY2023", 6, {}), fiscal=fiscal, actor=actor)
    found = path(case, date(2025, 4, 10), pledge)
    assert f"not reached, {(date(2025, 4, 10) - ends).days} days" in found.verdict


def test_a_figure_without_vintage_is_known_from_the_first_day_of_its_year() -> None:
    pledge = Pledge("p", "Ten", "budget", "each", target=5, since="FY2023")
    case = american(("FY2023", 6, {}), ("FY2024", 7, {}))
    assert path(case, date(2023, 9, 30), pledge).met.of == 1
    assert path(case, date(2023, 10, 1), pledge).met.of == 2


def test_a_year_not_over_and_a_draft_are_cautions_of_the_verdict_they_carry() -> None:
    pledge = Pledge("p", "Six", "budget", "level", target=6, by="2025", since="2021")
    case = budget(("2021", 4, {"status": "estimate"}), ("2022", 5, {"status": "draft"}), ("2023", 6, {}))
    running = path(case, date(2023, 12, 30), pledge)
    assert "2023 was not over on 2023-12-30: its figure is what was planned or expected by then." in running.sentences
    assert "2023 was not over on 2023-12-30." in running.cautions
    assert "Drafts and estimates among the other figures: 2021 (estimate) and 2022 (draft)." in running.asides
    assert not any(said.startswith("Rests on") for said in running.cautions)
    assert all(any(full.startswith(said.rstrip(".")) for full in running.sentences) for said in running.cautions)
    assert not any("not over" in said for said in path(case, TODAY, pledge).cautions)


OFFICIAL = {"source": "https://example.org/ministry"}


@pytest.mark.parametrize(
    ("last", "breaks", "hedge"),
    [
        ({**OFFICIAL}, (), ""),
        ({**OFFICIAL, "status": "draft"}, ("2023: pensions left out",), "on a draft figure"),
        ({**OFFICIAL, "status": "estimate"}, (), "on an estimate"),
        ({**OFFICIAL}, ("2023: pensions left out",), "on one reading"),
        ({"source": "https://example.org/blog"}, (), "on weak sources"),
    ],
)
def test_the_headline_says_what_the_verdict_rests_on(last: dict[str, Any], breaks: tuple[str, ...], hedge: str) -> None:
    rows = (("2020", 100, OFFICIAL), ("2021", 110, OFFICIAL), ("2022", 121, OFFICIAL), ("2023", 140, last))
    assert path(budget(*rows, breaks=breaks), TODAY, GROWTH).hedge == hedge


def test_a_lowered_target_is_no_other_reading_of_what_is_met_period_by_period() -> None:
    pledge = Pledge("e", "Full", "budget", "each", target=100)
    case = budget(("2022", 60, OFFICIAL), ("2023", 70, OFFICIAL), breaks=("2023: target lowered",))
    assert path(case, TODAY, pledge).hedge == ""


@pytest.mark.parametrize(
    ("unit", "told"),
    [("percent of GDP", "percentage points"), ("crowns", "crowns"), ("100 million yen", "× 100 million yen")],
)
def test_a_gap_between_shares_is_counted_in_percentage_points(unit: str, told: str) -> None:
    assert gap_unit(unit) == told
