"""Numbers that measure something. All sentences, states and programmes here are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.words.quantities import quantities


@pytest.mark.parametrize(
    ("phrase", "value", "unit"),
    [
        ("$40 million", 4e7, "USD"),
        ("US$1.2bn", 1.2e9, "USD"),
        ("USD 50 million", 5e7, "USD"),
        ("USD50 million", 5e7, "USD"),
        ("$500m", 5e8, "USD"),
        ("$7.5 billion", 7.5e9, "USD"),
        ("5 million dollars", 5e6, "USD"),
        ("half a billion dollars", 5e8, "USD"),
        ("€3 billion", 3e9, "EUR"),
        ("3 billion euros", 3e9, "EUR"),
        ("£250,000", 2.5e5, "GBP"),
        ("A$12 million", 1.2e7, "AUD"),
        ("C$12 million", 1.2e7, "CAD"),
        ("NT$8 billion", 8e9, "TWD"),
        ("₩900 billion", 9e11, "KRW"),
        ("RMB443.2 million", 4.432e8, "CNY"),
        ("¥5 trillion", 5e12, "JPY"),
        ("2 trillion yen", 2e12, "JPY"),
        ("300 million yuan", 3e8, "CNY"),
        ("20 per cent", 20, "%"),
        ("7.5 percent", 7.5, "%"),
        ("1.5 degrees Celsius", 1.5, "°C"),
        ("1.5 °C", 1.5, "°C"),
        ("30 gigawatts", 30, "GW"),
        ("15 bcm", 15, "bcm"),
        ("1.2 billion doses", 1.2e9, "doses"),
        ("500,000 people", 5e5, "people"),
        ("twelve patrol boats", 12, "boats"),
        ("twenty-five new schools", 25, "schools"),
        ("a dozen", 12, ""),
        ("59 entities", 59, "entities"),
        ("1/4 percent", 0.25, "%"),
        ("1-1/4 percent", 1.25, "%"),
        ("1 1/4 percent", 1.25, "%"),
        ("¼ percentage point", 0.25, "%"),
        ("2¾ per cent", 2.75, "%"),
        ("half a percentage point", 0.5, "%"),
        ("25 basis points", 25, "basis points"),
    ],
)
def test_a_number_with_its_unit(phrase: str, value: float, unit: str) -> None:
    (found,) = quantities(f"Ruritania will deliver {phrase}.")
    assert found.value == pytest.approx(value)
    assert found.unit == unit
    assert found.span.quote == phrase


@pytest.mark.parametrize(
    ("phrase", "bound"),
    [
        ("at least $3 million", "at least"),
        ("more than 40 ships", "at least"),
        ("up to 200 officers", "at most"),
        ("no more than 5 percent", "at most"),
        ("about 90 wells", "about"),
        ("nearly 500 posts", "about"),
        ("hundreds of millions of dollars", "at least"),
    ],
)
def test_bounds(phrase: str, bound: str) -> None:
    (found,) = quantities(f"They will fund {phrase}.")
    assert found.bound == bound


@pytest.mark.parametrize(
    ("phrase", "value", "high"),
    [
        ("10 to 20 percent", 10, 20),
        ("26-28%", 26, 28),
        ("$3-5 billion", 3e9, 5e9),
        ("$3 billion to $5 billion", 3e9, 5e9),
        ("100 to 150 teachers", 100, 150),
        ("between 10 and 20 ships", 10, 20),
        ("1/4 to 1/2 percent", 0.25, 0.5),
        ("0 to ¼ percent", 0, 0.25),
        ("1-1/4 to 1-1/2 percent", 1.25, 1.5),
    ],
)
def test_ranges(phrase: str, value: float, high: float) -> None:
    (found,) = quantities(f"It will add {phrase}.")
    assert found.value == pytest.approx(value)
    assert found.high == pytest.approx(high)


@pytest.mark.parametrize(
    ("phrase", "quotes"),
    [
        ("US$100m and 50,000 tons of rice", ["US$100m", "50,000 tons"]),
        ("$5 million to 20 countries", ["$5 million", "20 countries"]),
        ("up to 30,000 tonnes and 5 ships", ["up to 30,000 tonnes", "5 ships"]),
    ],
)
def test_two_numbers_of_two_units_are_no_range(phrase: str, quotes: list[str]) -> None:
    found = quantities(f"Ruritania will send {phrase}.")
    assert [size.span.quote for size in found] == quotes
    assert {size.high for size in found} == {None}


@pytest.mark.parametrize("phrase", ["9/11", "24/7", "in the 2023/24 season", "10/11"])
def test_two_numbers_and_a_stroke_measure_nothing_without_a_unit(phrase: str) -> None:
    assert quantities(f"The guard will stand {phrase} at the gate.") == ()


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("double the size of the corps", 2),
        ("triple its grants", 3),
        ("seek a threefold increase", 3),
        ("halve the fee", 0.5),
    ],
)
def test_multiples(phrase: str, value: float) -> None:
    (found,) = quantities(f"They will {phrase}.")
    assert (found.kind, found.value) == ("multiple", value)


def test_a_share_says_of_what_and_a_rate_per_what() -> None:
    (share,) = quantities("Ruritania will spend 2 per cent of gross domestic product on defence.")
    assert (share.kind, share.of) == ("percent", "gross domestic product")
    (rate,) = quantities("Ruritania will give $4 million per year to the fund.")
    assert rate.per == "year"
    (each,) = quantities("Both banks will provide USD50 million each.")
    assert each.per == "each"


def test_the_yen_sign_is_read_by_its_surroundings() -> None:
    assert quantities("China will lend ¥3 billion.")[0].unit == "CNY"
    assert quantities("Japan will lend ¥3 billion.")[0].unit == "JPY"


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        ("中国将提供3亿元人民币。", 3e8, "CNY"),
        ("日本は500億円を拠出する。", 5e10, "JPY"),
        ("我们将派遣2万人。", 2e4, "人"),
    ],
)
def test_chinese_and_japanese_numbers(sentence: str, value: float, unit: str) -> None:
    (found,) = quantities(sentence)
    assert found.value == pytest.approx(value)
    assert found.unit == unit


@pytest.mark.parametrize(
    "sentence",
    [
        "The two leaders will meet.",
        "Both sides will meet in 2030.",
        "The G7 will meet on 4 May 2024.",
        "We will uphold Article 5.",
        "We will amend E.O. 13959.",
        "The Ruritania Council 1267 Committee will meet.",
        "We will end the COVID-19 pandemic and deploy 5G.",
        "The Three Lakes Initiative will grow.",
        "This is one of our aims.",
        "We will do so. 12.",
        "(4) Engage partners.",
        "They will take a 360-degree view.",
        "",
    ],
)
def test_numbers_that_measure_nothing(sentence: str) -> None:
    assert quantities(sentence) == ()


@given(st.text(max_size=300))
def test_any_text_is_taken(sentence: str) -> None:
    check(sentence)


PIECES = (
    "$ 1,200 3.5 million bn -20 to % per cent a half of the dozen doses € RMB 5G 万 億円 3 ¥ twice double one two year"
)


@given(st.lists(st.sampled_from(PIECES.split()), max_size=14).map(" ".join))
def test_any_mix_of_numbers_is_taken(sentence: str) -> None:
    check(sentence)


def check(sentence: str) -> None:
    end = 0
    for found in quantities(sentence):
        assert sentence[found.span.begin : found.span.end] == found.span.quote
        assert found.span.begin >= end
        end = found.span.end
        assert found.value >= 0
        assert found.high is None or found.high >= found.value
