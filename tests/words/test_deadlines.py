"""Expressions of time and what they cover. All sentences, states and meetings here are invented."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.words.calendars import fiscal_year, middle, part, shift, year
from facta.words.deadlines import deadlines, inside, named_year

SAID = date(2023, 3, 15)  # a Wednesday


def read(phrase: str, said: date | None = SAID, country: str = "") -> tuple[str | None, str | None, str]:
    """Earliest, latest and basis of the only deadline in a sentence with the phrase."""
    found = deadlines(f"Ruritania will open the port {phrase}.", said, country)
    assert len(found) == 1, found
    return str(found[0].earliest), str(found[0].latest), found[0].basis


@pytest.mark.parametrize(
    ("phrase", "earliest", "latest"),
    [
        ("by 2030", "2023-03-15", "2030-12-31"),
        ("before 2030", "2023-03-15", "2029-12-31"),
        ("before the end of 2024", "2023-03-15", "2024-12-31"),
        ("before year's end", "2023-03-15", "2023-12-31"),
        ("before year’s end", "2023-03-15", "2023-12-31"),
        ("by the end of this year", "2023-03-15", "2023-12-31"),
        ("by the end of the month", "2023-03-15", "2023-03-31"),
        ("by the end of next month", "2023-03-15", "2023-04-30"),
        ("in the second half of 2024", "2024-07-01", "2024-12-31"),
        ("in the third quarter of 2024", "2024-07-01", "2024-09-30"),
        ("in Q3 2024", "2024-07-01", "2024-09-30"),
        ("in H1 2024", "2024-01-01", "2024-06-30"),
        ("in the 3rd quarter of 2024", "2024-07-01", "2024-09-30"),
        ("by the end of the second quarter of 2024", "2023-03-15", "2024-06-30"),
        ("by the end of second quarter 2024", "2023-03-15", "2024-06-30"),
        ("by the end of Q2 2024", "2023-03-15", "2024-06-30"),
        ("by the end of the first half of 2024", "2023-03-15", "2024-06-30"),
        ("by the middle of the second quarter of 2024", "2023-03-15", "2024-05-16"),
        ("in the first quarter of 2024", "2024-01-01", "2024-03-31"),
        ("by mid-2025", "2023-03-15", "2025-06-30"),
        ("in early 2024", "2024-01-01", "2024-04-30"),
        ("in late 2024", "2024-09-01", "2024-12-31"),
        ("early next year", "2024-01-01", "2024-04-30"),
        ("starting in early 2024", "2024-01-01", "2024-04-30"),
        ("in July", "2023-07-01", "2023-07-31"),
        ("in February", "2024-02-01", "2024-02-29"),
        ("in March", "2023-03-15", "2023-03-31"),
        ("before July", "2023-03-15", "2023-06-30"),
        ("in July of next year", "2024-07-01", "2024-07-31"),
        ("in October 2024", "2024-10-01", "2024-10-31"),
        ("on April 25", "2023-04-25", "2023-04-25"),
        ("on the 8th of May", "2023-05-08", "2023-05-08"),
        ("on Jan. 12, 2024", "2024-01-12", "2024-01-12"),
        ("no later than 30 June 2024", "2023-03-15", "2024-06-30"),
        ("by 2024-06-30", "2023-03-15", "2024-06-30"),
        ("from September 4-7", "2023-09-04", "2023-09-07"),
        ("from May 20 to May 24", "2023-05-20", "2023-05-24"),
        ("from 28 April to 2 May", "2023-04-28", "2023-05-02"),
        ("on Monday", "2023-03-20", "2023-03-20"),
        ("next Monday", "2023-03-20", "2023-03-20"),
        ("this week", "2023-03-15", "2023-03-19"),
        ("later this spring", "2023-03-20", "2023-06-20"),
        ("this fall", "2023-09-23", "2023-12-20"),
        ("in autumn 2024", "2024-09-23", "2024-12-20"),
        ("by the Fourth of July", "2023-03-15", "2023-07-04"),
        ("tomorrow", "2023-03-16", "2023-03-16"),
        ("within 90 days", "2023-03-15", "2023-06-13"),
        ("within the next six months", "2023-03-15", "2023-09-15"),
        ("over the next five years", "2023-03-15", "2028-03-15"),
        ("in the next ten years", "2023-03-15", "2033-03-15"),
        ("two years from now", "2023-03-15", "2025-03-15"),
        ("in the coming year", "2023-03-15", "2024-03-15"),
        ("between 2024 and 2026", "2024-01-01", "2026-12-31"),
        ("from 2022 to 2026", "2023-03-15", "2026-12-31"),
        ("in the 2030s", "2030-01-01", "2039-12-31"),
        ("by the end of the decade", "2023-03-15", "2030-12-31"),
        ("by mid-century", "2023-03-15", "2050-12-31"),
        ("by COP29", "2023-03-15", "2024-11-11"),
        ("at COP29", "2024-11-11", "2024-11-24"),
        ("at this year's fair", "2023-03-15", "2023-12-31"),
    ],
)
def test_a_phrase_covers_days(phrase: str, earliest: str, latest: str) -> None:
    assert read(phrase)[:2] == (earliest, latest)


@pytest.mark.parametrize(
    ("phrase", "country", "latest", "calendar"),
    [
        ("by the end of FY2027", "JP", "2028-03-31", "fiscal year JP (April to March)"),
        ("by the end of FY2027", "US", "2027-09-30", "fiscal year US (October to September)"),
        ("by the end of FY2027", "AU", "2027-06-30", "fiscal year AU (July to June)"),
        ("in FY2024-25", "IN", "2025-03-31", "fiscal year IN (April to March)"),
        ("in FY2024-25", "AU", "2025-06-30", "fiscal year AU (July to June)"),
        ("in JFY 2027", "US", "2028-03-31", "fiscal year JP (April to March)"),
        ("by the end of Japanese fiscal year 2027", "", "2028-03-31", "fiscal year JP (April to March)"),
        ("in U.S. fiscal year 2025", "JP", "2025-09-30", "fiscal year US (October to September)"),
        ("by the end of the current fiscal year", "JP", "2023-03-31", "fiscal year JP (April to March)"),
        ("in the next fiscal year", "JP", "2024-03-31", "fiscal year JP (April to March)"),
        ("in the first half of FY2027", "JP", "2027-09-30", "fiscal year JP (April to March)"),
    ],
)
def test_fiscal_years_follow_the_country(phrase: str, country: str, latest: str, calendar: str) -> None:
    (found,) = deadlines(f"It will be built {phrase}.", SAID, country)
    assert (str(found.latest), found.calendar) == (latest, calendar)


def test_a_span_counted_from_an_event_is_quoted_with_the_event() -> None:
    (found,) = deadlines("Both will report no later than 30 days after entry into force, in writing.", SAID)
    assert found.span.quote == "no later than 30 days after entry into force"
    assert found.vague


def test_a_rate_owns_its_year_and_the_span_of_time_is_the_period() -> None:
    (found,) = deadlines("Ruritania will spend 10% a year for the next five years.", SAID)
    assert (found.span.quote, str(found.latest)) == ("for the next five years", "2028-03-15")


def test_an_unknown_fiscal_calendar_is_said_to_be_unknown() -> None:
    (found,) = deadlines("It will be built by the end of FY2027.", SAID)
    assert str(found.latest) == "2027-12-31"
    assert "unknown" in found.calendar
    assert named_year(found) == "FY2027"


@pytest.mark.parametrize(
    ("phrase", "basis"),
    [
        ("in due course", "vague"),
        ("soon", "vague"),
        ("in the coming months", "vague"),
        ("in the weeks and months ahead", "vague"),
        ("as soon as possible", "vague"),
        ("as soon as circumstances permit", "vague"),
        ("for years to come", "vague"),
        ("at a later date", "vague"),
        ("at the next Harbour Commission meeting", "next meeting"),
        ("ahead of our next summit", "next meeting"),
        ("within 30 days of the signing", "relative to an event: the signing"),
        ("no later than 30 days after entry into force", "relative to an event: entry into force"),
        ("60 days before the vote", "relative to an event: the vote"),
        (
            "within ninety (90) days after the pact enters into force",
            "relative to an event: the pact enters into force",
        ),
        ("at least annually", "recurring"),
    ],
)
def test_vague_phrases_give_no_date(phrase: str, basis: str) -> None:
    assert read(phrase) == ("None", "None", basis)


@pytest.mark.parametrize(
    "sentence",
    [
        "We will uphold the 1960 treaty.",
        "We will implement Resolution 2231.",
        "We will implement the 2030 Agenda for Ruritania.",
        "We will build on Agenda 2030.",
        "Emissions will stay below 2013 levels.",
        "Emissions will be cut from 1990 levels.",
        "We will send over 2000 vessels.",
        "We will honour the declaration of 15 June.",
        "The March Summit may settle this.",
        "We may march on and will not fall.",
        "Under the 2022 strategy we will act.",
        "",
    ],
)
def test_numbers_and_names_that_are_no_time(sentence: str) -> None:
    assert deadlines(sentence, SAID) == ()


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("Emissions will fall 30% from 2005 levels by 2030.", "by 2030"),
        ("We will reach our 2050 net zero goal.", "2050 net zero goal"),
        ("2030年までに建設する。", "2030年"),
        ("2027年度に完成する。", "2027年度"),
        ("年内に訪問する。", "年内"),
    ],
)
def test_the_span_quotes_the_words(sentence: str, quote: str) -> None:
    (found,) = deadlines(sentence, SAID)
    assert found.span.quote == quote
    assert sentence[found.span.begin : found.span.end] == quote


def test_without_a_date_of_the_statement_relative_words_stay_open() -> None:
    (found,) = deadlines("We will meet next month.", None)
    assert found.latest is None
    assert not found.vague
    (found,) = deadlines("We will meet in May 2024.", None)
    assert found.latest == date(2024, 5, 31)


def test_a_day_that_does_not_exist_is_no_date() -> None:
    assert not any("31" in found.span.quote for found in deadlines("It will open on 31 February 2024.", SAID))


def test_periods_have_parts() -> None:
    whole = year(2025)
    assert part(whole, "half2").first == date(2025, 7, 1)
    assert part(whole, "quarter4").last == date(2025, 12, 31)
    assert part(whole, "middle").first == date(2025, 5, 1)
    assert part(whole, "winter").last == date(2026, 3, 19)
    assert middle(whole) == date(2025, 6, 30)
    assert shift(date(2024, 1, 31), 1, "month") == date(2024, 2, 29)
    assert fiscal_year(2025, "us").first == date(2024, 10, 1)


@given(st.text(max_size=300), st.one_of(st.none(), st.dates()), st.sampled_from(["", "JP", "US", "XX", "日"]))
def test_any_text_is_taken(sentence: str, said: date | None, country: str) -> None:
    check(sentence, said, country)


PHRASES = """by before in on the end of FY 2027 FY27-28 2030 99 31 February May 4-7 Q3 next this week year decade days
90 within over first half mid- early 2025 summer COP29 from to until soon at meeting 2027年度 9999 2199 weeks ago"""
WORDS = st.sampled_from(PHRASES.split())


@given(st.lists(WORDS, max_size=14).map(" ".join), st.one_of(st.none(), st.dates()))
def test_any_words_of_time_are_taken(sentence: str, said: date | None) -> None:
    check(sentence, said, "JP")


def check(sentence: str, said: date | None, country: str) -> None:
    end = 0
    for found in deadlines(sentence, said, country):
        assert sentence[found.span.begin : found.span.end] == found.span.quote
        assert found.span.begin < found.span.end
        assert found.span.end >= end
        end = found.span.end
        if found.earliest and found.latest:
            assert found.earliest <= found.latest
        if found.vague:
            assert found.earliest is None
            assert found.latest is None


@pytest.mark.parametrize(
    ("later", "earlier", "expected"),
    [
        ("in August 2023", "in the third quarter of 2023", True),
        ("in October 2023", "in the third quarter of 2023", False),
        ("in May 2024", "in the first half of 2024", True),
        ("by 2027", "by 2030", False),
        ("in June 2023", "within six months", False),
        ("in June 2023", "by the third quarter of 2023", False),
    ],
)
def test_a_time_inside_the_period_named_before_is_no_other_time(later: str, earlier: str, expected: bool) -> None:
    (new,) = deadlines(f"Ruritania will open the port {later}.", SAID)
    (old,) = deadlines(f"Ruritania will open the port {earlier}.", SAID)
    assert inside(new, old) is expected
