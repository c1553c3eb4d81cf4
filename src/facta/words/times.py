"""Expressions of time: where a period is named in a sentence, and which days it covers.

Each rule is a pattern and a reader that turns a match into a ``Period``; a reader gives None where the words are no
time after all. Relations before a period ("by", "before the end of") are not read here but in ``deadlines``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from facta.vocab import load
from facta.words import calendars
from facta.words.calendars import DAY, Period

Reader = Callable[[re.Match[str], "Frame"], Period | None]
YEAR = r"(?:19|20|21)\d\d"
DASH = r"\s?[-–—‑]\s?"
WORDS = re.compile(r"[a-z]+|年内|[今明来本]年")
TO = rf"(?:{DASH}|\s+(?:to|and|through|until)\s+)"
UNIT = r"(?P<unit>day|week|month|quarter|year|decade)(?P<plural>s)?\b"


class Frame:
    """What relative words hang on: the day of the statement (or None) and the country whose fiscal year is meant."""

    __slots__ = ("country", "said")

    def __init__(self, said: date | None, country: str) -> None:
        self.said, self.country = said, country


def heard(sentence: str) -> frozenset[str]:
    """Words of a sentence by which the rules are chosen."""
    found = set(WORDS.findall(sentence.lower()))
    return frozenset(found | {"0"}) if any(char.isdecimal() for char in sentence) else frozenset(found)


def words(phrase: str) -> str:
    """Pattern of a phrase: any white space between its words, ``~`` for one to three words, both apostrophes."""
    pattern = r"\s+".join(r"\S+(?:\s+\S+){0,2}" if word == "~" else re.escape(word) for word in phrase.split())
    return pattern.replace("'", "['’]")


def choice(phrases: list[str]) -> str:
    """Pattern of any of the phrases, longer ones first."""
    return "(?:" + "|".join(words(phrase) for phrase in sorted(phrases, key=len, reverse=True)) + ")"


def _index(lists: list[list[str]]) -> dict[str, int]:
    return {name: number for number, names in enumerate(lists, 1) for name in names}


@cache
def _months() -> dict[str, int]:
    return _index(load("deadlines")["months"])


@cache
def _weekdays() -> dict[str, int]:
    return _index(load("deadlines")["weekdays"])


def _count(text: str) -> int | None:
    text = re.sub(r"\s+", " ", text.lower())
    return int(text) if text.isdecimal() else load("deadlines")["numbers"].get(text)


def _month(text: str) -> int:
    return _months()[text.lower().rstrip(".")]


def near_day(frame: Frame, month: int, number: int) -> date | None:
    """A day and month without a year: this year's unless it is more than two months gone, then next year's."""
    if frame.said is None:
        return None
    this = date(frame.said.year, month, number)
    return this if this >= frame.said - timedelta(days=60) else date(frame.said.year + 1, month, number)


def dated(match: re.Match[str], frame: Frame) -> Period | None:
    got = match.groupdict()
    first_month = _month(got.get("from") or got["month"])
    last_month = _month(got.get("month2") or got["month"])
    first_day, last_day = int(got["day"]), int(got.get("day2") or got["day"])
    stated = got.get("year")
    if stated:
        first: date | None = date(int(stated), first_month, first_day)
        last: date | None = date(int(stated), last_month, last_day)
    else:
        first, last = near_day(frame, first_month, first_day), near_day(frame, last_month, last_day)
    if first and last and last < first:
        return None
    return Period(first, last, "date" if stated else "date, year by the statement")


def iso(match: re.Match[str], frame: Frame) -> Period:
    return calendars.day(date(int(match["y"]), int(match["m"]), int(match["d"])))


def month_alone(match: re.Match[str], frame: Frame) -> Period | None:
    number = _month(match["month"])
    if match["year"]:
        return calendars.month(int(match["year"]), number)
    if frame.said is None:
        return Period(None, None, "month of an unknown year", grain="month")
    if match["which"]:
        year = frame.said.year + (1 if match["which"].lower() == "next" else 0)
    else:
        year = frame.said.year + (1 if number < frame.said.month else 0)
    return calendars.month(year, number, "month, year by the statement")


def months_range(match: re.Match[str], frame: Frame) -> Period | None:
    first, last = _month(match["month"]), _month(match["month2"])
    year = int(match["year"]) if match["year"] else None
    if year is None:
        if frame.said is None:
            return Period(None, None, "months of an unknown year", grain="month")
        year = frame.said.year + (1 if last < frame.said.month else 0)
    begin = calendars.month(year if first <= last else year - 1, first).first
    return Period(begin, calendars.month(year, last).last, "months", grain="month")


def fiscal(match: re.Match[str], frame: Frame) -> Period | None:
    folded = re.sub(r"\s+", " ", (match["nation"] or "").lower())
    country = "JP" if match["j"] else calendars.fiscal_names().get(folded, frame.country)
    which = (match["which"] or "").lower()
    if match["year"]:
        first = int(match["year"]) if len(match["year"]) == 4 else 2000 + int(match["year"])
        second = match["year2"]
        if second:
            until = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
            many = match["plural"] or until > first + 1
            if until < first:
                return None
            if not many:  # FY2024-25 is one year that bears both its names
                entry = load("calendars").get(country.upper(), {})
                return calendars.fiscal_year(until if entry.get("named_by") == "end" else first, country)
            begin, end = calendars.fiscal_year(first, country), calendars.fiscal_year(until, country)
            return Period(begin.first, end.last, "fiscal years", end.calendar, "year")
        return calendars.fiscal_year(first, country)
    if not which:
        return None
    if frame.said is None:
        return Period(None, None, "relative to an unknown date", grain="year")
    now = calendars.fiscal_year_of(frame.said, country)
    if which in {"next", "the next", "the following", "the coming", "coming"} and now.last:
        return calendars.fiscal_year_of(now.last + DAY, country)
    return now


def years(match: re.Match[str], frame: Frame) -> Period | None:
    first, second = int(match["first"]), match["second"]
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    return calendars.year(first, last, "years") if first < last else None


def year(match: re.Match[str], frame: Frame) -> Period | None:
    return calendars.year(int(match["year"]))


def quarter(match: re.Match[str], frame: Frame) -> Period | None:
    if match["year"] is None and frame.said is None:
        return Period(None, None, "relative to an unknown date", grain="year")
    half = match["q"] in "Hh"
    if half and int(match["n"]) > 2:
        return None
    whole = calendars.year(int(match["year"]) if match["year"] else frame.said.year)  # type: ignore[union-attr]
    return calendars.part(whole, f"{'half' if half else 'quarter'}{match['n']}")


def decade(match: re.Match[str], frame: Frame) -> Period | None:
    if match["tens"]:
        return calendars.decade(int(match["tens"]))
    if frame.said is None:
        return Period(None, None, "relative to an unknown date", grain="decade")
    ahead = 10 if (match["which"] or "").lower() in {"next", "coming"} else 0
    # Spoken of as ending with its round year: "by the end of the decade" and "by 2030" are one target in these texts.
    return calendars.year(
        (frame.said.year - 1) // 10 * 10 + 1 + ahead, (frame.said.year - 1) // 10 * 10 + 10 + ahead, "decade"
    )


def century(match: re.Match[str], frame: Frame) -> Period | None:
    year = frame.said.year if frame.said else 2000
    first = (year - 1) // 100 * 100 + 1
    if (match["mid"] or "").strip():
        return calendars.year(first + 49, None, "middle of century")
    return calendars.year(first, first + 99, "century")


def relative(match: re.Match[str], frame: Frame) -> Period | None:
    said = frame.said
    which, unit = re.sub(r"^the\s+", "", (match["which"] or "").lower()), match["unit"].lower()
    if said is None:
        return Period(None, None, "relative to an unknown date", grain=unit)
    ahead = 1 if which in {"next", "following", "coming", "upcoming"} else 0
    basis = f"{unit} by the statement"
    if unit == "year":
        return calendars.year(said.year + ahead, None, basis)
    if unit == "month":
        moved = calendars.shift(said.replace(day=1), ahead, "month")
        return calendars.month(moved.year, moved.month, basis)
    if unit == "week":
        return calendars.week(said + timedelta(weeks=ahead), basis)
    if unit == "weekend":
        monday = calendars.week(said + timedelta(weeks=ahead)).first or said
        return Period(monday + timedelta(days=5), monday + timedelta(days=6), basis, grain="week")
    if unit == "quarter":
        moved = calendars.shift(said.replace(day=1, month=(said.month - 1) // 3 * 3 + 1), ahead, "quarter")
        return Period(moved, calendars.shift(moved, 1, "quarter") - DAY, basis, grain="quarter")
    found = calendars.season(said.year, unit)
    if (found.last and found.last < said) or which in {"next", "following"}:
        found = calendars.season(said.year + 1, unit)
    return Period(found.first, found.last, basis, grain="season")


def year_end(match: re.Match[str], frame: Frame) -> Period | None:
    if frame.said is None:
        return Period(None, None, "relative to an unknown date", grain="year")
    unit = match["unit"].lower()
    if unit == "month":
        last = calendars.month(frame.said.year, frame.said.month).last
    else:
        last = calendars.year(frame.said.year).last
    return Period(last, last, f"end of {unit}", grain="end")


def weekday(match: re.Match[str], frame: Frame) -> Period | None:
    if frame.said is None:
        return Period(None, None, "relative to an unknown date")
    number = _weekdays()[match["day"].lower().rstrip(".")] - 1
    ahead = (number - frame.said.weekday()) % 7
    if (match["which"] or "").strip().lower() == "next" and ahead < 7 - frame.said.weekday():
        ahead += 7
    return calendars.day(frame.said + timedelta(days=ahead), "relative to the statement")


def today(match: re.Match[str], frame: Frame) -> Period | None:
    if frame.said is None:
        return Period(None, None, "relative to an unknown date")
    ahead = 1 if match[0].lower().startswith("tomorrow") else 0
    return calendars.day(frame.said + timedelta(days=ahead), "relative to the statement")


def duration(match: re.Match[str], frame: Frame) -> Period | None:
    unit, number = match["unit"].lower(), match["number"]
    plural = match["plural"]
    if number is None:
        if plural or not match["ahead"]:
            return Period(None, None, "vague", grain=unit, vague=True) if match["ahead"] else None
        if "fiscal" in match[0].lower():
            return None  # "the next fiscal year" is a period of its own
        count: int | None = 1
    else:
        count = _count(number)
    if match["event"]:
        told = re.sub(r"\s+", " ", match["event"]).strip().partition(" ")[2]
        basis = f"relative to an event: {told}" if told else "relative to an event"
        return Period(None, None, basis, grain="duration", vague=True)
    if count is None or count > 200:
        return Period(None, None, "vague", grain=unit, vague=True)
    if frame.said is None:
        return Period(None, None, "relative to an unknown date", grain=unit)
    last = calendars.shift(frame.said, count, unit)
    return Period(frame.said, last, "relative to the statement", grain="duration")


def vague(match: re.Match[str], frame: Frame) -> Period:
    return Period(None, None, "vague", vague=True)


def recurring(match: re.Match[str], frame: Frame) -> Period:
    return Period(None, None, "recurring", vague=True)


def named_day(match: re.Match[str], frame: Frame) -> Period | None:
    month, number = load("deadlines")["days"][re.sub(r"\s+", " ", match["name"].lower().replace("’", "'"))]
    if match["year"]:
        return calendars.day(date(int(match["year"]), month, number), "named day")
    if frame.said is None:
        return Period(None, None, "relative to an unknown date")
    this = date(frame.said.year, month, number)
    return calendars.day(this if this >= frame.said else date(frame.said.year + 1, month, number), "named day")


def event(match: re.Match[str], frame: Frame) -> Period | None:
    first, last = load("deadlines")["events"][re.sub(r"[\s-]+", "", match["name"].lower())]
    return Period(first, last, "named meeting", grain="event")


def next_meeting(match: re.Match[str], frame: Frame) -> Period:
    return Period(None, None, "next meeting", vague=True)


def east_asian(match: re.Match[str], frame: Frame) -> Period | None:
    got = match.groupdict()
    if got["rel"]:
        if frame.said is None:
            return Period(None, None, "relative to an unknown date", grain="year")
        ahead = 1 if got["rel"] in {"明年", "来年"} else 0
        return calendars.year(frame.said.year + ahead, None, "relative to the statement")
    year = int(got["y"])
    if got["fiscal"]:
        return calendars.fiscal_year(year, "JP")
    if got["d"]:
        return calendars.day(date(year, int(got["m"]), int(got["d"])))
    return calendars.month(year, int(got["m"])) if got["m"] else calendars.year(year)
