"""The shape of invented series, and what stands beside a change."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facta.deeds.pressure import pressure, pressures
from facta.deeds.shapes import change_points, noise_of, shape
from facta.record import Indicator, Observation

Make = Callable[..., Any]
TODAY = date(2024, 12, 31)


def noise(seed: int, n: int, size: float = 1.0) -> list[float]:
    draw = random.Random(seed)
    return [draw.gauss(0, size) for _ in range(n)]


@pytest.mark.parametrize(
    ("values", "kind", "cuts"),
    [
        ([5.0 + e for e in noise(1, 14)], "no change found", ()),
        ([5.0] * 10, "no change found", ()),
        ([3.0 * k + e for k, e in enumerate(noise(2, 14))], "climbs", ()),
        ([-3.0 * k + e for k, e in enumerate(noise(3, 14))], "falls", ()),
        ([(0.0 if k < 8 else 30.0) + e for k, e in enumerate(noise(4, 16))], "steps", (8,)),
        ([max(0.0, 9.0 * (k - 8)) + e for k, e in enumerate(noise(5, 16))], "bends", (8,)),
        ([1.0, 9.0, 1.0, 9.0], "too few points", ()),
        ([], "too few points", ()),
    ],
)
def test_shape(values: list[float], kind: str, cuts: tuple[int, ...]) -> None:
    found = shape(range(len(values)), values)
    assert (found.kind, found.cuts) == (kind, cuts)
    assert len(found.fitted) == len(values)


def test_pure_noise_is_seldom_called_a_change() -> None:
    changed = sum(bool(shape(range(12), noise(seed, 12)).cuts) for seed in range(100))
    assert changed <= 10


def test_the_fit_of_steps_is_the_mean_of_each_stretch() -> None:
    found = shape(range(12), [0.0, 1, 0, 1, 0, 1, 20, 21, 20, 21, 20, 21])
    assert found.sides == (0.5, 20.5)
    assert found.fitted[0] == 0.5


def test_a_few_steps_do_not_enter_the_noise() -> None:
    values = noise(9, 60)
    assert noise_of([value + (100 if k >= 30 else 0) for k, value in enumerate(values)]) == pytest.approx(1, rel=0.4)


@pytest.mark.parametrize(
    ("unit", "values", "warned"),
    [
        ("days", [211, 240, 282, 300, 333, 336, 352, 357, 361], True),  # the line ends above 366
        ("ships", [211, 240, 282, 300, 333, 336, 352, 357, 361], False),  # no limit is known
        ("days", [100, 110, 121, 129, 140, 151, 159, 170, 180], False),
    ],
)
def test_a_line_beyond_what_a_year_holds_is_no_course(
    invented: Make, unit: str, values: list[float], warned: bool
) -> None:
    points = tuple(Observation(f"o-{k}", "i-1", str(2016 + k), float(value)) for k, value in enumerate(values))
    found = pressure(
        invented(indicators=(Indicator("i-1", "Ships near", unit=unit),), observations=points), TODAY, "i-1"
    )
    assert found.kind == "climbs"
    assert any("more than the 366 days that it has: so near its limit" in said for said in found.sentences) == warned


def test_too_few_are_not_searched() -> None:
    with pytest.raises(ValueError, match="3 values are too few"):
        change_points([1.0, 2.0, 3.0])
    with pytest.raises(ValueError, match="as many times"):
        shape([1.0], [])


@given(st.lists(st.floats(-1e6, 1e6), min_size=0, max_size=20))
@settings(deadline=None, max_examples=40)
def test_any_series_has_a_shape(values: list[float]) -> None:
    found = shape(range(len(values)), values)
    assert len(found.fitted) == len(values)
    if values:
        assert len(found.sides) == len(found.cuts) + 1


def indicator(*values: float | None, first: int = 2010) -> dict[str, Any]:
    return {
        "indicators": (Indicator("i-1", "Ships seen", "BRO", "ships"),),
        "observations": tuple(
            Observation(f"o-{k}", "i-1", str(first + k), value) for k, value in enumerate(values) if value is not None
        ),
    }


def test_what_stands_beside_a_change(invented: Make, promise: Make, deed: Make) -> None:
    acts = (
        deed("a-1", "2020-05-01", actors=("ARV",)),
        deed("a-2", "2021-05-01", actors=("BRO",)),
        deed("a-3", "2021-05-02", actors=("BRO",), material=False),
        deed("a-4", "2015-05-01", actors=("ARV",)),
    )
    values = [round(10 + e, 2) for e in noise(6, 11)] + [round(50 + e, 2) for e in noise(7, 4)]
    case = invented(acts, commitments=(promise("c-1"),), **indicator(*values))
    found = pressure(case, TODAY, "i-1")
    (change,) = found.changes
    assert (change.period, change.meetings, change.promises) == ("2021", ("m-2020", "m-2021"), 1)
    assert change.deeds == (("ARV", 1), ("BRO", 1))
    assert "nothing is said about cause" in " ".join(found.sentences)


def test_small_n_says_so(invented: Make) -> None:
    found = pressure(invented(**indicator(1, 90, 2)), TODAY, "i-1")
    assert found.kind == "too few points"
    assert "3 points are too few to look for a change (8 are needed)." in found.sentences


def test_gaps_are_said_and_not_filled(invented: Make) -> None:
    found = pressure(invented(**indicator(1, None, None, 2, 3)), TODAY, "i-1")
    assert found.n == 3
    assert "Periods without a figure are passed over, not filled in: 2011 and 2012." in found.sentences


def test_other_kinds_of_period_are_left_out(invented: Make) -> None:
    fields = indicator(1, 2, 3)
    odd = Observation("o-9", "i-1", "2013-01/2013-04", 7.0)
    found = pressure(invented(**fields | {"observations": (*fields["observations"], odd)}), TODAY, "i-1")
    assert found.n == 3
    assert "Left out, being of another kind of period: 2013-01/2013-04." in found.sentences


def test_an_indicator_without_figures_is_not_listed(invented: Make) -> None:
    assert pressures(invented(**indicator(None)), TODAY) == ()
    with pytest.raises(ValueError, match="no indicator"):
        pressure(invented(), TODAY, "i-1")
