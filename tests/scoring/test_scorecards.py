"""Scorecards over invented promises of Aland and Borduria."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facta.record import Actor, Assessment, Case, Commitment, Meeting, Series
from facta.scoring.cards import Card
from facta.scoring.scorecards import VIEWS, scorecards
from facta.standing.scales import UnknownLevelError

ACTORS = (
    Actor("ALA", "Aland"),
    Actor("BOR", "Borduria"),
    Actor("both", "Both", "group", ("ALA", "BOR")),
)
MEETINGS = (
    Meeting("m-1", "talks", "2020-12-01", document_title="First talks"),
    Meeting("m-2", "talks", "2022-03", document_title="Second talks"),
)


def case(*rows: tuple[str, str], scale: str = "fulfilment", **changes: object) -> Case:
    """A case whose nth promise is by an actor and judged with a value ("" not judged)."""
    return replace(
        Case(
            "x",
            "X",
            actors=ACTORS,
            series=(Series("talks", "Talks"),),
            meetings=MEETINGS,
            commitments=tuple(
                Commitment(f"c{n}", "m-1" if n % 2 else "m-2", (actor,), "Do it.") for n, (actor, _) in enumerate(rows)
            ),
            assessments=tuple(
                Assessment(f"v{n}", f"c{n}", "ann", scale, value, "2022-06-01")
                for n, (_, value) in enumerate(rows)
                if value
            ),
        ),
        **changes,  # type: ignore[arg-type]
    )


def card(found: object, key: str) -> Card:
    """The card of a group."""
    return next(one for one in found.cards if one.key == key)  # type: ignore[attr-defined]


def test_why_promises_are_not_rated() -> None:
    """Too vague, conditional, no evidence found, day not come: four things, none of which is “not done”."""
    made = case(*[("ALA", "not rated")] * 4, ("ALA", "fulfilled"), covers_until="2022-12-31")
    rules = ("too vague to rate", "conditional", "", "")
    verdicts = tuple(replace(one, rule=rule) for one, rule in zip(made.assessments, (*rules, ""), strict=True))
    promises = (*made.commitments[:3], replace(made.commitments[3], due="2030"), made.commitments[4])
    found = scorecards(replace(made, assessments=verdicts, commitments=promises))
    assert dict(found.total.unrated) == {
        "too vague to rate": 1,
        "conditional": 1,
        "no evidence found": 1,
        "day not come": 1,
    }
    assert found.total.not_rated == sum(number for _, number in found.total.unrated)
    told = " ".join(found.notes)
    assert "Not rated: 1 too vague to rate, 1 conditional, 1 no evidence found, 1 day not come." in told
    assert "“No evidence found” says that no deed is on record, which is not the same as not done." in told


def test_the_distribution_the_mean_and_what_is_lacking() -> None:
    found = scorecards(
        case(("ALA", "fulfilled"), ("ALA", "partly"), ("ALA", "contrary"), ("ALA", "not rated"), ("ALA", ""))
    )
    aland = card(found, "ALA")
    assert aland.levels == (("fulfilled", 1), ("partly", 1), ("contrary", 1), ("not rated", 1))
    assert (aland.promised, aland.assessed, aland.not_rated, aland.open, aland.disputed) == (5, 3, 1, 1, 0)
    assert aland.mean == pytest.approx(0.5 / 3)
    assert aland.worst == pytest.approx((0.5 - 2) / 5)
    assert aland.best == pytest.approx((0.5 + 2) / 5)
    assert "3 of 5 promised are assessed" in found.notes[0]


def test_a_promise_of_both_counts_for_each_and_once_in_other_views() -> None:
    shared = case(("both", "fulfilled"), ("ALA", "not fulfilled"))
    by_actor = scorecards(shared, "actor")
    assert [(one.title, one.promised, one.mean) for one in by_actor.cards] == [("Aland", 2, 0.5), ("Borduria", 1, 1.0)]
    assert by_actor.total.promised == 3
    assert any("counts for each" in note for note in by_actor.notes)
    assert scorecards(shared, "series").total.promised == 2


def test_one_of_two_judged_apart_makes_the_promise_two_verdicts() -> None:
    shared = case(("both", ""))
    apart = replace(
        shared,
        assessments=(
            Assessment("1", "c0", "ann", "fulfilment", "fulfilled", "2022-06-01", actor="ALA"),
            Assessment("2", "c0", "ann", "fulfilment", "contrary", "2022-06-01", actor="BOR"),
        ),
    )
    assert [one.mean for one in scorecards(apart, "actor").cards] == [1.0, -1.0]
    whole = scorecards(apart, "series").cards[0]
    assert (whole.promised, whole.mean) == (2, 0.0)
    # One promise, however many verdicts: nothing to draw from.
    assert whole.low is None


def test_machine_suggestions_and_disputes_count_in_no_mean() -> None:
    some = case(("ALA", "fulfilled"), ("ALA", "contrary"), ("ALA", "fulfilled"))
    first, second, third = some.commitments
    some = replace(
        some,
        commitments=(first, replace(second, origin="machine"), third),
        assessments=(*some.assessments, Assessment("z", "c2", "ben", "fulfilment", "partly", "2022-06-01")),
    )
    found = scorecards(some)
    assert (found.total.promised, found.total.assessed, found.total.disputed) == (2, 1, 1)
    assert any("1 suggestions of a machine" in note for note in found.notes)


def test_no_rank_below_the_minimum_nor_inside_overlapping_intervals() -> None:
    apart = case(*[("ALA", "fulfilled")] * 40, *[("BOR", "contrary")] * 40)
    assert [one.rank for one in scorecards(apart).cards] == [(1, 1), (2, 2)]
    few = case(*[("ALA", "fulfilled")] * 4, *[("BOR", "contrary")] * 40)
    assert [one.rank for one in scorecards(few).cards] == [None, None]
    near = case(*[("ALA", "fulfilled"), ("ALA", "contrary")] * 10, *[("BOR", "partly"), ("BOR", "contrary")] * 10)
    assert [one.rank for one in scorecards(near).cards] == [None, None]
    assert any(note.startswith("No ranking") for note in scorecards(near).notes)


def test_equal_verdicts_leave_doubt() -> None:
    five = scorecards(case(*[("ALA", "fulfilled")] * 5)).cards[0]
    fifty = scorecards(case(*[("ALA", "fulfilled")] * 50)).cards[0]
    assert five.mean == fifty.mean == five.high == 1
    # Rule of three: at most 1 - 0.05^(1/n) of the others, each at the lower end.
    assert five.low == pytest.approx(1 - 2 * (1 - 0.05**0.2))
    assert fifty.low == pytest.approx(1 - 2 * (1 - 0.05**0.02))


def test_the_interval_is_that_of_a_mean() -> None:
    rows = [("ALA", value) for value in ("fulfilled", "contrary") for _ in range(100)]
    found = scorecards(case(*rows)).total
    assert found.low is not None
    assert found.high is not None
    error = 1.96 / math.sqrt(200)
    assert found.low == pytest.approx(-error, abs=0.03)
    assert found.high == pytest.approx(error, abs=0.03)


def test_few_verdicts_have_a_mean_and_no_interval_unless_asked_for() -> None:
    four = case(*[("ALA", "fulfilled"), ("ALA", "partly")] * 2)
    found = scorecards(four)
    assert (found.total.mean, found.total.low) == (0.75, None)
    assert any("no interval" in note for note in found.notes)
    assert scorecards(four, minimum=2).total.low is not None


def test_few_verdicts_have_a_wider_interval_than_plain_percentiles() -> None:
    """Of five, three ones and two halves."""
    np = pytest.importorskip("numpy")
    draws = np.random.default_rng(2).choice([1, 1, 1, 0.5, 0.5], (4000, 5)).mean(axis=1)
    low, high = np.percentile(draws, [2.5, 97.5])
    found = scorecards(case(*[("ALA", "fulfilled")] * 3, *[("ALA", "partly")] * 2)).total
    assert found.low is not None
    assert found.high is not None
    assert found.low < low
    assert found.high >= high


def test_sensitivity_to_the_scale() -> None:
    found = scorecards(case(("ALA", "fulfilled"), ("ALA", "partly"), ("ALA", "not fulfilled"))).total
    scales = {one.scale: (one.low, one.high) for one in found.scales}
    assert scales["fulfilment"] == (0.5, 0.5)
    assert scales["toronto"] == (0.0, 0.0)
    # Neither can place what was kept in part, so the mean is not shown on them.
    assert "docket" not in scales
    assert "full-fact" not in scales


def test_on_a_scale_that_cannot_tell_levels_apart() -> None:
    found = scorecards(case(("ALA", "1"), ("ALA", "-1"), scale="toronto"), scale="fulfilment")
    assert found.total.levels == (("fulfilled", 1), ("not fulfilled or contrary", 1))
    assert found.total.mean == pytest.approx((1 - 0.5) / 2)
    assert scorecards(case(("ALA", "1"), ("ALA", "-1"), scale="toronto")).scale == "toronto"


def test_logistics_are_counted_and_left_out() -> None:
    some = case(("ALA", "fulfilled"), ("ALA", "not fulfilled"))
    some = replace(some, commitments=(replace(some.commitments[0], logistics=True), some.commitments[1]))
    found = scorecards(some)
    assert (found.total.mean, found.total.logistics, found.total.mean_without_logistics) == (0.5, 1, 0.0)
    assert any("logistics" in note for note in found.notes)


def test_external_verdicts_stand_apart() -> None:
    some = case(("ALA", "fulfilled"))
    other = Assessment("e", "c0", "others", "toronto", "-1", "", external=True)
    some = replace(some, assessments=(*some.assessments, other))
    own, others = scorecards(some), scorecards(some, external=True)
    assert (own.total.mean, others.total.mean) == (1, -1)
    assert any("--external" in note for note in own.notes)


def test_views_and_their_order() -> None:
    some = case(("ALA", "fulfilled"), ("BOR", "partly"), ("ALA", "contrary"))
    one, two, three = some.commitments
    some = replace(
        some,
        commitments=(
            replace(one, topic="sea", firmness=4, testable="yes"),
            replace(two, topic="air", firmness=2, testable="no"),
            replace(three, meeting="", said="2019", firmness=0),
        ),
    )
    titles = {view: [card.title for card in scorecards(some, view).cards] for view in VIEWS}  # type: ignore[arg-type]
    assert titles == {
        "actor": ["Aland", "Borduria"],
        "meeting": ["2020-12-01 First talks", "2022-03 Second talks", "unknown"],
        "series": ["Talks", "unknown"],
        "topic": ["air", "sea", "unknown"],
        "year": ["2019", "2020", "2022"],
        "firmness": ["decided", "tentative", "not coded"],
        "testability": ["could be settled", "could not be settled", "not coded"],
    }


def test_as_of_a_day_later_promises_and_verdicts_are_not_known() -> None:
    some = case(("ALA", "fulfilled"), ("ALA", "fulfilled"))
    found = scorecards(some, as_of=date(2021, 1, 1)).total
    assert (found.promised, found.assessed) == (1, 0)


@pytest.mark.parametrize("view", VIEWS)
def test_an_empty_case_has_cards_without_figures(view: str) -> None:
    found = scorecards(Case("x", "X"), view)  # type: ignore[arg-type]
    assert found.cards == ()
    assert found.total.mean is None
    assert found.total.worst is None


def test_unknown_names() -> None:
    with pytest.raises(ValueError, match="There are actor"):
        scorecards(Case("x", "X"), "colour")  # type: ignore[arg-type]
    with pytest.raises(UnknownLevelError):
        scorecards(Case("x", "X"), scale="celsius")


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["ALA", "BOR", "both"]),
        st.sampled_from(["", "fulfilled", "partly", "not fulfilled", "contrary", "not rated"]),
    ),
    max_size=14,
)


@settings(deadline=None, max_examples=60)
@given(ROWS, st.sampled_from(VIEWS), st.sampled_from(["", "toronto", "kroc", "docket"]))
def test_what_holds_of_every_card(rows: list[tuple[str, str]], view: str, scale: str) -> None:
    found = scorecards(case(*rows), view, scale=scale)  # type: ignore[arg-type]
    assert sum(one.promised for one in found.cards) == found.total.promised
    for one in (*found.cards, found.total):
        assert one.promised == one.assessed + one.not_rated + one.disputed + one.open
        assert sum(count for _, count in one.levels) == one.assessed + one.not_rated
        if one.mean is not None and one.worst is not None and one.best is not None:
            assert one.worst - 1e-9 <= one.mean <= one.best + 1e-9
        if one.low is not None and one.high is not None and one.mean is not None:
            assert one.low - 1e-9 <= one.mean <= one.high + 1e-9
        assert one.rank is None or one.assessed >= 5
