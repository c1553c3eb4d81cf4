"""Periods of the calendar and of fiscal years: what "the second half of FY2027" begins and ends with.

A period is closed: both of its days belong to it. Arithmetic that would leave the years 1 to 9999 raises
OverflowError or ValueError; the grammar of deadlines turns that into "no date".
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from facta.vocab import load

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, how the words were read, and by which calendar; ``grain`` is the unit that was named."""

    first: date | None
    last: date | None
    basis: str
    calendar: str = "calendar year"
    grain: str = "day"
    vague: bool = False


def day(value: date, basis: str = "date") -> Period:
    """One day."""
    return Period(value, value, basis)


def month(year: int, number: int, basis: str = "month") -> Period:
    """One month of the calendar, 1..12."""
    return Period(date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1]), basis, grain="month")


def year(value: int, until: int | None = None, basis: str = "year") -> Period:
    """A calendar year, or the years up to ``until``."""
    return Period(date(value, 1, 1), date(until or value, 12, 31), basis, grain="year")


def week(value: date, basis: str = "week") -> Period:
    """The week of a day, Monday to Sunday (ISO 8601)."""
    monday = value - timedelta(days=value.weekday())
    return Period(monday, monday + timedelta(days=6), basis, grain="week")


def decade(first: int) -> Period:
    """The ten years from ``first``."""
    return Period(date(first, 1, 1), date(first + 9, 12, 31), "decade", grain="decade")


def season(year_: int, name: str) -> Period:
    """A northern season by the usual astronomical days; winter is named by the year it begins in."""
    first_month, first_day, last_month, last_day = load("deadlines")["seasons"][name]
    last_year = year_ + 1 if last_month < first_month else year_
    return Period(date(year_, first_month, first_day), date(last_year, last_month, last_day), "season", grain="season")


def shift(value: date, count: int, unit: str) -> date:
    """A day so many days, weeks, months or years on; the day of the month is cut to the month's length."""
    if unit == "day":
        return value + timedelta(days=count)
    if unit == "week":
        return value + timedelta(weeks=count)
    months = value.year * 12 + value.month - 1 + count * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
    to_year, to_month = divmod(months, 12)
    return date(to_year, to_month + 1, min(value.day, calendar.monthrange(to_year, to_month + 1)[1]))


@cache
def fiscal_names() -> dict[str, str]:
    """Folded name of a country, as said before "fiscal year", to its ISO 3166 code."""
    return {name: code for code, entry in load("calendars").items() for name in entry["names"]}


def fiscal_year(named: int, country: str) -> Period:
    """The fiscal year that a country calls ``named``; the calendar year, and so labelled, for an unknown country."""
    entry = load("calendars").get(country.upper())
    if entry is None:
        told = f"fiscal year {country}".strip()
        return replace(
            year(named), basis="fiscal year", calendar=f"{told} (calendar unknown, January to December taken)"
        )
    begin = entry["start"]
    first = date(named - 1 if entry["named_by"] == "end" and begin > 1 else named, begin, 1)
    last = shift(first, 1, "year") - DAY
    names = calendar.month_name
    label = f"fiscal year {country.upper()} ({names[first.month]} to {names[last.month]})"
    return Period(first, last, "fiscal year", label, "year")


def fiscal_year_of(value: date, country: str) -> Period:
    """The fiscal year that a day lies in."""
    for named in (value.year - 1, value.year, value.year + 1):
        period = fiscal_year(named, country)
        if period.first and period.last and period.first <= value <= period.last:
            return period
    return fiscal_year(value.year, country)


def part(period: Period, name: str) -> Period:
    """A part of a period: ``begin``, ``middle``, ``end``, ``half1``, ``quarter3``, a season of a year, ``whole``."""
    first, last = period.first, period.last
    if name == "whole" or first is None or last is None or first == last:
        return period
    if name in load("deadlines")["seasons"]:
        return season(first.year, name) if period.grain == "year" else period
    length = (last - first).days + 1
    if period.grain == "year" and name[:-1] in {"half", "quarter"}:
        width = 6 if name.startswith("half") else 3
        begin = shift(first, width * (int(name[-1]) - 1), "month")
        return replace(
            period,
            first=begin,
            last=shift(begin, width, "month") - DAY,
            basis=f"part of {period.basis}",
            grain=name[:-1],
        )
    shares = {
        "begin": (0.0, 1 / 3),
        "middle": (1 / 3, 2 / 3),
        "end": (2 / 3, 1.0),
        "half1": (0.0, 0.5),
        "half2": (0.5, 1.0),
        "quarter1": (0.0, 0.25),
        "quarter2": (0.25, 0.5),
        "quarter3": (0.5, 0.75),
        "quarter4": (0.75, 1.0),
    }
    begin_share, end_share = shares[name]
    if period.grain == "year" and name in {"begin", "middle", "end"} and length < 370:
        begin = shift(first, round(12 * begin_share), "month")
        stop = shift(first, round(12 * end_share), "month") - DAY
    else:
        begin = first + timedelta(days=round(length * begin_share))
        stop = first + timedelta(days=max(round(length * begin_share), round(length * end_share) - 1))
    basis = {"begin": "beginning of", "middle": "middle of", "end": "end of"}.get(name, "part of")
    return replace(period, first=begin, last=stop, basis=f"{basis} {period.basis}")


def middle(period: Period) -> date | None:
    """The day half-way through: what "by mid-2025" promises."""
    if period.first is None or period.last is None:
        return None
    if period.grain == "year" and (period.last - period.first).days < 370:
        return shift(period.first, 6, "month") - DAY
    return period.first + (period.last - period.first) / 2
