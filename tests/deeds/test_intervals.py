"""Intervals against published values, against scipy and statsmodels, and their invariants."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facta.deeds.intervals import mean, next_one, wilson


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),  # Newcombe (1998), table I, score method
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (29, 29, 0.8830, 1.0),
    ],
)
def test_wilson_as_published(count: int, of: int, low: float, high: float) -> None:
    share = wilson(count, of)
    assert share.low == pytest.approx(low, abs=6e-5)
    assert share.high == pytest.approx(high, abs=6e-5)


@given(st.integers(0, 60), st.integers(1, 60))
@settings(deadline=None)
def test_wilson_as_statsmodels(count: int, of: int) -> None:
    from statsmodels.stats.proportion import proportion_confint

    count = min(count, of)
    low, high = proportion_confint(count, of, method="wilson")
    share = wilson(count, of)
    assert share.low == pytest.approx(low, abs=1e-9)
    assert share.high == pytest.approx(high, abs=1e-9)
    assert share.low is not None
    assert share.low <= count / of <= (share.high or 0)


def test_nothing_counted_has_no_share() -> None:
    assert wilson(0, 0).share is None
    assert wilson(0, 0).text == "0 of 0"


@pytest.mark.parametrize(("count", "of"), [(-1, 3), (4, 3)])
def test_no_share(count: int, of: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson(count, of)
    with pytest.raises(ValueError, match="no share"):
        next_one(count, of)


def test_share_in_words() -> None:
    assert wilson(3, 4).told("years") == "3 of 4 years (75 %, 95 % interval 30 % to 95 %)"


@given(st.integers(0, 40), st.integers(0, 40))
@settings(deadline=None)
def test_next_one_is_jeffreys(yes: int, no: int) -> None:
    from scipy.stats import beta

    chance = next_one(yes, yes + no)
    assert chance.probability == pytest.approx((yes + 0.5) / (yes + no + 1))
    assert chance.low == pytest.approx(beta.ppf(0.025, yes + 0.5, no + 0.5))
    assert chance.high == pytest.approx(beta.ppf(0.975, yes + 0.5, no + 0.5))
    assert 0 < chance.probability < 1


def test_mean_is_the_same_every_time_and_lies_in_its_interval() -> None:
    values = [1.0, 0.5, 0.5, 0.0, -1.0, 1.0, 1.0, 0.0]
    assert mean(values) == mean(values)
    found = mean(values)
    assert found.low is not None
    assert found.high is not None
    assert found.low < sum(values) / 8 < found.high
    assert mean([0.5]).low is None
    assert mean([]).mean is None
