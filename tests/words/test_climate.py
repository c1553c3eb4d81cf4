"""National climate targets in one text. All countries, years and figures here are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.words.climate import Target, clean, target


@pytest.mark.parametrize(
    ("text", "years", "base", "low", "high"),
    [
        ("Ruritania will reduce emissions by 30% below 2005 levels by 2030.", (2030,), 2005, 30, None),
        ("A 12% cut in GHG emissions by 2030 compared to business as usual.", (2030,), None, 12, None),
        ("Reduce emissions by 26%-28% below its 2005 level in 2025.", (2025,), 2005, 26, 28),
        ("Reduction of 7% to 22% by 2030 relative to the BAU scenario.", (2030,), None, 7, 22),
        ("Emissions shall not exceed 60% of the 1990 level by 2030.", (2030,), 1990, 60, None),
        ("It intends a reduction of 15% by 2030, taking 2010 as the base year.", (2030,), 2010, 15, None),
        ("22% reduction in 2025 and 35% in 2030 compared to 2010.", (2025, 2030), 2010, 22, None),
        ("A cut of 18% by 2020 and of 40% by 2030 against 2008.", (2030,), 2008, 18, None),
        ("5% by 2030 and 25% by 2050 below 2000 levels.", (2030,), 2000, 5, None),
        ("Réduction de 18,2% des émissions par rapport à 1990 à l’horizon 2030.", (2030,), 1990, 18.2, None),
        ("Reducir las emisiones en un 20 por ciento para 2030 respecto a 2005.", (2030,), 2005, 20, None),
        ("In the years 2021-2030 emissions fall by 16%.", (2030,), None, 16, None),
        ("Renewables reach 27% of electricity; emissions fall by 10% below 2010 by 2030.", (2030,), 2010, 10, None),
        ("Ruritania will plant trees and protect its wetlands.", (), None, None, None),
        ("", (), None, None, None),
    ],
)
def test_the_target_of_a_text(
    text: str, years: tuple[int, ...], base: int | None, low: float | None, high: float | None
) -> None:
    assert target(text) == Target(years, base, low, high)


def test_the_first_year_is_the_year() -> None:
    assert target("A cut by 2035 of 10% compared to 1990").year == 2035
    assert target("Nothing").year is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>Cut &ldquo;CO<sub>2</sub>&rdquo;&nbsp;by&nbsp;5%</p>", "Cut “CO2” by 5%"),
        ("by 2025<a href='#f1'>[1]</a> or<br />later", "by 2025 or later"),
        ("&amp;eacute;t&eacute;", "été"),
    ],
)
def test_mark_up_is_taken_away(text: str, expected: str) -> None:
    assert clean(text) == expected


@given(st.text(max_size=300))
def test_any_text_is_taken(text: str) -> None:
    check(target(text))


PIECES = "by 2030 2010 % 5 to 20 below compared levels <p> &amp; - percent BAU respectively in 2050 , and of"


@given(st.lists(st.sampled_from(PIECES.split()), max_size=16).map(" ".join))
def test_any_mix_is_taken(text: str) -> None:
    check(target(text))


def check(found: Target) -> None:
    assert list(found.years) == sorted(set(found.years))
    assert found.percent_high is None or (found.percent is not None and found.percent_high > found.percent)
    assert found.base_year is None or found.base_year not in found.years
