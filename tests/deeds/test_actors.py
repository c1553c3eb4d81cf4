"""Actors side by side, declared outcomes and forecasts in an invented case."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.deeds.actors import actors
from facta.deeds.forecasts import brier, forecasts, walk_forward
from facta.deeds.outcomes import outcomes, surprise
from facta.record import Assessment, Case, Claim, Forecast, Meeting, Source

Make = Callable[..., Any]
TODAY = date(2024, 12, 31)


def judged(subject: str, level: str, scale: str = "fulfilment", **fields: Any) -> Assessment:
    return Assessment(
        f"as-{subject}-{fields.get('actor', '')}", subject, "editor", scale, level, "2024-01-01", **fields
    )


def test_promises_and_claims_on_one_rubric(invented: Make, promise: Make) -> None:
    case = invented(
        commitments=(promise("c-1"), promise("c-2", actors=("ARV",)), promise("c-3", actors=("ARV",))),
        claims=(Claim("k-1", "BRO", "fish", "2021", "a minister", "We never fished."),),
        assessments=(
            judged("c-1", "fulfilled"),
            judged("c-2", "contrary"),
            judged("c-3", "not rated"),
            judged("k-1", "contradicts", "words-deeds"),
        ),
    )
    arvela, bronsk = actors(case, TODAY).rows
    assert (arvela.words, arvela.judged, arvela.kept, arvela.against, arvela.not_rated) == (3, 2, 1, 1, 1)
    assert (bronsk.words, bronsk.promises, bronsk.claims, bronsk.judged, bronsk.kept) == (2, 1, 1, 2, 1)
    assert bronsk.mean == 0.0
    assert arvela.few
    assert bronsk.few


def test_what_the_comparison_rests_on_is_said(invented: Make, promise: Make, deed: Make) -> None:
    blog = "https://example.org/blog"
    case = invented(
        (deed("a-1", "2022", of="c-1", sources=(blog,)),),
        sources=(Source(blog, kind="other"),),
        commitments=(promise("c-1", actors=("ARV",)),),
        claims=(Claim("k-1", "BRO", "fish", "2021", "a minister", "We will bar ships."),),
        assessments=(judged("c-1", "fulfilled"), judged("k-1", "contradicts", "words-deeds")),
    )
    found = actors(case, TODAY)
    assert [row.weak for row in found.rows] == [1, 0]
    told = " ".join(found.sentences)
    assert "sources of class other alone: Arvela 1 of 1." in told
    assert "Arvela: rated on promises made at meetings; Bronsk: on claims picked by the editor." in told
    assert "has no level" not in told


def test_one_scale_for_all_needs_no_such_note(invented: Make, promise: Make) -> None:
    case = invented(commitments=(promise("c-1"),), assessments=(judged("c-1", "contrary"),))
    assert not any("has no level" in said for said in actors(case, TODAY).sentences)


def test_a_verdict_on_one_actor_stands_before_that_on_all(invented: Make, promise: Make) -> None:
    case = invented(
        commitments=(promise("c-1"),),
        assessments=(judged("c-1", "fulfilled"), judged("c-1", "not fulfilled", actor="BRO")),
    )
    arvela, bronsk = actors(case, TODAY).rows
    assert (arvela.kept, bronsk.kept, bronsk.not_kept) == (1, 0, 1)


def test_words_and_deeds_over_time(invented: Make, deed: Make) -> None:
    case = invented(
        (
            deed("a-1", "2020-05-01"),
            deed("a-2", "2020-06-01", material=False, actors=("ARV",)),
            deed("a-3", "2021-06-01", actors=("BRO",)),
        )
    )
    found = actors(case, TODAY)
    assert [(row.actor, row.year, row.verbal, row.material) for row in found.seasons] == [
        ("ARV", 2020, 1, 1),
        ("BRO", 2020, 0, 1),
        ("BRO", 2021, 0, 1),
    ]
    assert [row.words_per_deed for row in found.rows] == [0.0, 0.0]


def test_words_are_promises_and_claims_for_all(invented: Make, promise: Make, deed: Make) -> None:
    """One actor promises and speaks, the other is on record with claims: one count of words for both."""
    case = invented(
        (
            deed("a-1", "2020-05-01"),
            deed("a-2", "2020-06-01", material=False, actors=("ARV",)),
            deed("a-3", "2021-06-01", actors=("BRO",)),
        ),
        commitments=(promise("c-1", actors=("ARV",)), promise("c-2", actors=("ARV",))),
        claims=(Claim("k-1", "BRO", "fish", "2021-03", "a minister", "We never fished."),),
    )
    found = actors(case, TODAY)
    assert [(row.words, row.material, row.words_per_deed) for row in found.rows] == [(2, 1, 2.0), (1, 2, 0.5)]
    assert [(row.actor, row.year, row.words, row.words_per_deed) for row in found.seasons] == [
        ("ARV", 2020, 2, 2.0),
        ("BRO", 2020, 0, 0.0),
        ("BRO", 2021, 1, 1.0),
    ]
    assert any("Verbal actions are on record besides (Arvela 1) and enter no ratio" in said for said in found.sentences)


def test_why_words_are_not_rated(invented: Make, promise: Make) -> None:
    """“No evidence found” is told apart from promises that nothing could settle, and from those not yet due."""
    promises = (promise("c-1"), promise("c-2"), promise("c-3", due="2030"))
    verdicts = (
        judged("c-1", "not rated", rule="too vague to rate"),
        judged("c-2", "not rated"),
        judged("c-3", "not rated"),
    )
    arvela, _ = actors(invented(commitments=promises, assessments=verdicts), TODAY).rows
    assert arvela.not_rated == 3
    assert dict(arvela.unrated) == {"too vague to rate": 1, "no evidence found": 1, "day not come": 1}


def test_intervals_that_overlap_give_no_order(invented: Make, promise: Make) -> None:
    promises = tuple(promise(f"c-{k}", actors=("ARV" if k % 2 else "BRO",)) for k in range(20))
    verdicts = tuple(judged(f"c-{k}", "fulfilled" if k % 3 else "not fulfilled") for k in range(20))
    found = actors(invented(commitments=promises, assessments=verdicts), TODAY)
    assert "The intervals of the kept shares overlap for every pair, so no order is given." in found.sentences


def test_outcomes(invented: Make) -> None:
    (row,) = outcomes(invented(), TODAY).rows
    assert (row.held, row.coded, row.favourable, row.not_held, row.bits) == (3, 3, 3, 1, 0.0)
    assert row.next_favourable == pytest.approx(3.5 / 4)
    assert row.bits_at_most == pytest.approx(-math.log2(row.low or 0))


def test_an_outcome_that_was_not_found_is_not_a_failure(invented: Make) -> None:
    meetings = (
        Meeting("m-1", "talks", "2020", success="yes"),
        Meeting("m-2", "talks", "2021"),
        Meeting("m-3", "talks", "2022", success="no"),
        Meeting("m-4", "talks", "2023", format="document only", success="yes"),
        Meeting("m-5", "talks", "2030", success="yes"),
    )
    (row,) = outcomes(invented(meetings=meetings), TODAY).rows
    assert (row.held, row.coded, row.favourable, row.bits) == (3, 2, 1, 1.0)


def test_no_outcome_at_all(invented: Make) -> None:
    found = outcomes(invented(meetings=(Meeting("m-1", "talks", "2020"),)), TODAY)
    assert found.sentences == ("The talks: no declared outcome was found for 1 meeting held.",)


@pytest.mark.parametrize(("share", "bits"), [(1.0, 0.0), (0.5, 1.0), (0.25, 2.0), (0.0, math.inf)])
def test_surprise(share: float, bits: float) -> None:
    assert surprise(share) == bits


def test_base_rates(invented: Make, promise: Make, deed: Make) -> None:
    case = invented(
        (deed("a-1", "2020-05-01", of="c-1"),), commitments=(promise("c-1", due="2021"), promise("c-2", due="2022"))
    )
    rates = {rate.id: rate for rate in forecasts(case, TODAY).base_rates}
    assert (rates["success:talks"].yes, rates["success:talks"].of) == (3, 3)
    assert (rates["took-place:talks"].yes, rates["took-place:talks"].of) == (3, 4)
    # Of dates given beforehand one is on record, that of the meeting put off.
    assert (rates["held:talks"].yes, rates["held:talks"].of) == (0, 1)
    assert (rates["on-time"].yes, rates["on-time"].of, rates["on-time"].probability) == (1, 2, 0.5)
    assert rates["on-time"].few


def test_held_by_the_date_given_beforehand(invented: Make, promise: Make) -> None:
    """A promise to meet by a day, kept and missed; a meeting put off is a date that was not kept, counted once."""
    promises = (
        promise("c-1", unit="meeting", due="2021-03"),  # kept: 1 February 2021
        promise("c-2", meeting="m-2021", unit="meeting", due="2022-06-30"),  # missed: the next was in May 2023
    )
    (rate,) = [one for one in forecasts(invented(commitments=promises), TODAY).base_rates if one.id == "held:talks"]
    # The meeting of March 2022, put off, is the date of the second promise.
    assert (rate.yes, rate.of) == (1, 2)
    before = forecasts(invented(commitments=promises[:1]), TODAY)
    (rate,) = [one for one in before.base_rates if one.id == "held:talks"]
    assert (rate.yes, rate.of) == (1, 2)
    assert any("so the rate leans to no" in said for said in before.sentences)


def test_walking_forward_never_looks_ahead() -> None:
    assert walk_forward([True, True, False]) == [0.25, 0.0625, pytest.approx((2.5 / 3) ** 2)]
    assert walk_forward([]) == []


def test_forecasts_are_scored_when_their_day_has_come(invented: Make) -> None:
    made = (
        Forecast("f-1", "Will it rain?", 0.9, "2020", "2021", "A", outcome="yes", resolved="2021-01-02"),
        Forecast("f-2", "Will it snow?", 0.9, "2020", "2022", "A"),
        Forecast("f-3", "Will it hail?", 0.2, "2024", "2030", "A"),
        Forecast("f-4", "Not made yet", 0.2, "2025", "2030", "A"),
    )
    found = forecasts(invented(forecasts=made), TODAY)
    assert [(row.id, row.state) for row in found.rows] == [("f-1", "resolved"), ("f-2", "due"), ("f-3", "open")]
    assert found.brier == pytest.approx(0.01)
    assert "The day has come for f-2: facta forecast resolve ID yes|no." in found.sentences
    # Before it was resolved its outcome was not known.
    assert forecasts(invented(forecasts=made), date(2020, 6, 1)).rows[0].state == "open"
    # A forecast entered after the last day of the case is on record all the same.
    assert len(forecasts(invented(forecasts=made), TODAY, date(2025, 6, 1)).rows) == 4


@given(st.floats(0, 1), st.booleans())
def test_brier(probability: float, came: bool) -> None:
    assert 0 <= brier(probability, came) <= 1
    assert brier(float(came), came) == 0


@pytest.mark.parametrize("probability", [-0.1, 1.1, math.nan])
def test_no_probability(probability: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        brier(probability, True)


def test_nothing_at_all() -> None:
    empty = Case("empty", "Empty")
    assert actors(empty, TODAY).rows == ()
    assert outcomes(empty, TODAY).meetings == ()
    assert forecasts(empty, TODAY).rows == ()
