"""Dates of statements. All texts are invented for these tests."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.read import dates


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2023-01-13", "2023-01-13"),
        ("2023-01-13T23:30:00+09:00", "2023-01-13"),
        ("Fri, 11 Feb 2022 03:11:10 +0000", "2022-02-11"),
        ("11 Feb 22", None),
        ("January 13, 2023", "2023-01-13"),
        ("Jan. 13th, 2023", "2023-01-13"),
        ("13 Sept 2023", "2023-09-13"),
        ("the 3rd of May 2023", "2023-05-03"),
        ("May 19-21, 2023", "2023-05-21"),
        ("19–21 May 2023", "2023-05-21"),
        ("2023/1/5", "2023-01-05"),
        ("20230113", "2023-01-13"),
        (20230113, "2023-01-13"),
        ("13.01.2023", "2023-01-13"),
        ("01/13/2023", "2023-01-13"),
        ("03/04/2023", None),
        ("04/04/2023", "2023-04-04"),
        ("2023年1月13日", "2023-01-13"),
        ("２０２３年１月１３日（金）", "2023-01-13"),
        ("二〇二三年十二月三十一日", "2023-12-31"),
        ("令和5年1月13日", "2023-01-13"),
        ("令和元年五月一日", "2019-05-01"),
        ("平成三十一年4月30日", "2019-04-30"),
        ("昭和47年9月29日", "1972-09-29"),
        ("2023년 1월 13일", "2023-01-13"),
        ("13 janvier 2023", "2023-01-13"),
        ("3. September 2023", "2023-09-03"),
        ("3 septembre 2023", "2023-09-03"),
        ("13 de enero de 2023", "2023-01-13"),
        ("13 января 2023 г.", "2023-01-13"),
        ("January 2023", "2023-01-01"),
        ("2023", "2023-01-01"),
        (2023, "2023-01-01"),
        (2023.0, "2023-01-01"),
        (date(2023, 1, 13), "2023-01-13"),
        (datetime(2023, 1, 13, 5), "2023-01-13"),  # noqa: DTZ001
        ("2023-02-30", None),
        ("soon", None),
        ("", None),
        (None, None),
        (True, None),
        (["2023-01-13"], None),
    ],
)
def test_parse(value: object, expected: str | None) -> None:
    parsed = dates.parse(value)
    assert (parsed and parsed.value.isoformat()) == expected


def test_a_year_alone_says_that_it_is_one() -> None:
    year, month = dates.parse("2023"), dates.parse("March 2023")
    assert year is not None
    assert month is not None
    assert (year.precision, month.precision) == ("year", "month")


def test_ambiguity_is_seen() -> None:
    assert dates.is_ambiguous("03/04/2023")
    assert not dates.is_ambiguous("13/04/2023")


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("", "Joint Statement\n\nArlen, 13 January 2023\n\nThe ministers met.", "2023-01-13"),
        ("", "ARLEN, January 13, 2023 — The ministers of Arland and Borduria met today.", "2023-01-13"),
        ("", "ARLEN, Jan. 13, 2023 (Agency) -- The ministers met today and they spoke.", "2023-01-13"),
        ("", "For immediate release: 13 January 2023\n\nThe ministers met.", "2023-01-13"),
        ("Joint Statement (January 13, 2023)", "The ministers met.", "2023-01-13"),
        ("2022年5月16日外交部发言人主持例行记者会", "记者：请问。", "2022-05-16"),
        ("共同声明", "二〇二三年一月十三日于阿伦\n\n双方一致认为。", "2023-01-13"),
        # A date inside a sentence or a title is when something happened.
        ("Remarks on the attack of March 3, 2020 in Arlen", "The ministers met.", None),
        ("", "As the treaty of 3 March 2020 set out, the ministers of both countries will meet again soon.", None),
        ("", "They were last seen together in Arlen on 3 March 2020.", None),
        ("", "The text.\n\nDone.", None),
    ],
)
def test_in_text(title: str, text: str, expected: str | None) -> None:
    claim = dates.in_text(title, text)
    assert (claim and claim.value.isoformat()) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On 13 January 2023, the ministers of Arland and Borduria met in Arlen and spoke at length.", "2023-01-13"),
        ("The ministers met.\n\n" * 12 + "THE PALACE,\nJanuary 13, 2023.", "2023-01-13"),
    ],
)
def test_last_resorts(text: str, expected: str) -> None:
    assert dates.in_text("", text) is None
    claim = dates.in_text("", text, last_resort=True)
    assert claim is not None
    assert claim.value.isoformat() == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2023-01-13-joint-statement", "2023-01-13"),
        ("joint_20230113", "2023-01-13"),
        ("joint-statement-13-January-2023", "2023-01-13"),
        ("https://example.org/news/2022/05/06/statement/", "2022-05-06"),
        ("https://example.org/202205/t20220516_10686612.shtml", "2022-05-16"),
        ("statement-4", None),
        ("resolution-12345678", None),
    ],
)
def test_in_name(name: str, expected: str | None) -> None:
    claim = dates.in_name(name)
    assert (claim and claim.value.isoformat()) == expected


@given(st.text(max_size=200))
def test_any_text_is_survived(text: str) -> None:
    dates.parse(text)
    dates.in_text(text[:80], text, last_resort=True)
    dates.in_name(text)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_iso_dates_come_back(day: date) -> None:
    parsed = dates.parse(day.isoformat())
    assert parsed is not None
    assert parsed.value == day
