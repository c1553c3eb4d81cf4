"""Dates as exactly as they are known: ``2021``, ``2021-03``, ``2021-03-16``, ``FY2027``, and ranges of these.

A partial date is an interval of days. Comparisons take the end that is fair to whom they judge: a promise is late only
after the last day of its interval.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
_FISCAL = re.compile(r"FY(\d{4})$")
_RANGE = re.compile(r"\s*(?:/|\.\.)\s*|(?<=\d)\s*-\s*(?=FY)")


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from ``begin`` to ``end``, both included."""

    begin: date
    end: date


def interval(text: str, fiscal_start: int = 4) -> Interval | None:
    """The days that a partial date, fiscal year or range stands for; None for an empty text.

    ``fiscal_start`` is the month in which a fiscal year named ``FY2027`` begins (4: Japan; it runs into the next year;
    10: United States, where FY2027 begins in October 2026). Raises ValueError for what is no date.

    >>> interval("2021-02").end
    datetime.date(2021, 2, 28)
    >>> interval("FY2022-FY2026").end
    datetime.date(2027, 3, 31)
    """
    text = text.strip()
    if not text:
        return None
    parts = _RANGE.split(text)
    if len(parts) == 2:
        first, last = interval(parts[0], fiscal_start), interval(parts[1], fiscal_start)
        if not first or not last or last.end < first.begin:
            raise ValueError(f"no range of dates: {text!r}")
        return Interval(first.begin, last.end)
    if found := _FISCAL.match(text):
        return fiscal_year(int(found[1]), fiscal_start)
    found = _PARTIAL.match(text)
    if not found:
        raise ValueError(f"no date: {text!r}; write 2021, 2021-03, 2021-03-16, FY2027 or a range with /")
    year, month, day = (int(part) if part else 0 for part in found.groups())
    if day:
        return Interval(date(year, month, day), date(year, month, day))
    if month:
        return Interval(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
    return Interval(date(year, 1, 1), date(year, 12, 31))


def fiscal_year(year: int, start: int) -> Interval:
    """A fiscal year: named for the year it begins in, or, where it begins after June, for the year it ends in."""
    first = date(year - 1 if start > 6 else year, start, 1)
    return Interval(first, date(first.year + 1, start, 1) - timedelta(days=1))


def begin(text: str) -> date | None:
    """First day of a partial date."""
    found = interval(text)
    return found.begin if found else None


def end(text: str) -> date | None:
    """Last day of a partial date."""
    found = interval(text)
    return found.end if found else None
