"""An indicator as a series of points: one figure a period in front, the conflicting ones kept beside it.

In front stands the figure furthest along from draft to settled, then the latest vintage, then the first recorded.
Periods of another kind than most (a half-year among years, a running count) are counted and left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from facta.dates import Interval, end, interval
from facta.record import Case, Indicator, Observation
from facta.standing.calendars import Calendars
from facta.standing.members import Members

RANK = {"settled": 5, "revised": 4, "enacted": 3, "": 2, "estimate": 1, "draft": 0}
"""How far along a figure is."""
SOFT = ("draft", "estimate")
"""Statuses on which a verdict is said to rest."""


@dataclass(frozen=True, slots=True)
class Point:
    """The figure of one period."""

    period: str
    days: Interval
    value: float
    unit: str
    status: str
    vintage: str
    source_class: str
    """official, wire, press, other; "" where the source is not described."""
    others: tuple[str, ...]
    """The figures for the period that differ: ``356 (estimate)``."""
    broken: str
    """What changed in the definition with this period."""
    note: str

    @property
    def soft(self) -> bool:
        """Whether it is a draft or an estimate."""
        return self.status in SOFT


@dataclass(frozen=True, slots=True)
class Series:
    """An indicator and its points in order of time."""

    indicator: Indicator
    points: tuple[Point, ...]
    left_out: tuple[str, ...]
    """Periods of another kind than most."""
    calendars: Calendars

    def days(self, period: str) -> Interval | None:
        """The days of a period of this series: its fiscal years are those of its country; None for an empty one.

        Raises ValueError for what is no period.
        """
        return _days(self.calendars, self.indicator, period)

    @property
    def conflicts(self) -> tuple[Point, ...]:
        """Points with more than one figure."""
        return tuple(point for point in self.points if point.others)


def find(case: Case, name: str) -> Indicator:
    """The indicator of this id. Raises ValueError with the ids there are."""
    for one in case.indicators:
        if one.id == name:
            return one
    known = ", ".join(sorted(one.id for one in case.indicators)) or "none in this case"
    raise ValueError(f"there is no indicator {name!r}; there are: {known}.")


def series(case: Case, name: str, as_of: date) -> Series:
    """The series as known on the day.

    A figure without a vintage is taken as known from the first day of its period, and on the last day that the case
    covers in any event. Raises ValueError for an indicator that there is not.
    """
    indicator = find(case, name)
    last = end(case.covers_until)
    whole = last is not None and as_of >= last
    calendars = Calendars(case.actors, Members(case.actors))
    spans = {one.period: _days(calendars, indicator, one.period) for one in case.observations if one.indicator == name}
    found: dict[str, list[Observation]] = defaultdict(list)
    for one in case.observations:
        if one.indicator == name and one.value is not None and _known(one, spans[one.period], as_of, whole):
            found[one.period].append(one)
    kinds = Counter(_kind(period, spans[period]) for period in found)
    usual, most = kinds.most_common(1)[0] if kinds else ("", 0)
    alike = 2 * most > len(found)  # where most periods are unlike, each is a spell of its own and all are kept
    classes = {source.url: source.kind for source in case.sources}
    changes = dict(_change(text) for text in indicator.breaks)
    points: list[Point] = []
    for period, all_of in found.items():
        days = spans[period]
        if days is None or (alike and _kind(period, days) != usual):
            continue
        ranked = sorted(all_of, key=lambda one: (RANK[one.status], one.vintage), reverse=True)
        front = ranked[0]
        others = tuple(dict.fromkeys(_other(one) for one in ranked[1:] if one.value != front.value))
        points.append(
            Point(
                period,
                days,
                float(front.value or 0.0),
                front.unit or indicator.unit,
                front.status,
                front.vintage,
                classes.get(front.source, ""),
                others,
                changes.get(period, ""),
                front.note,
            )
        )
    points.sort(key=lambda point: (point.days.begin, point.days.end))
    unlike = sorted(period for period in found if alike and _kind(period, spans[period]) != usual)
    return Series(indicator, tuple(points), tuple(unlike), calendars)


def _days(calendars: Calendars, indicator: Indicator, period: str) -> Interval | None:
    return calendars.days(period, indicator.fiscal or indicator.actor)


def _known(one: Observation, days: Interval | None, as_of: date, whole: bool) -> bool:
    known_at = interval(one.vintage) if one.vintage else None
    if known_at is not None:
        return known_at.begin <= as_of
    return whole or (days is not None and days.begin <= as_of)


def _kind(period: str, days: Interval | None) -> str:
    """What kind of period it is: ``12 months``, ``FY 12 months``, ``1 day``."""
    if days is None:
        return "no period"
    length = (days.end - days.begin).days + 1
    months = round(length / 30.4375)
    size = f"{months} months" if abs(length - months * 30.4375) < 4 and months else f"{length} days"
    return f"FY {size}" if period.startswith("FY") else size


def _other(one: Observation) -> str:
    value = f"{one.value:,g}"
    tags = ", ".join(part for part in (one.status, one.vintage) if part)
    return f"{value} ({tags})" if tags else value


def _change(text: str) -> tuple[str, str]:
    period, _, what = text.partition(":")
    return period.strip(), what.strip() or "definition changed"
