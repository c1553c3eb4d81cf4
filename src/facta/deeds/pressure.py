"""Pressure: an indicator with the points at which its course changed, beside the record, with no claim of cause.

How the points are found, and that fewer than eight are not searched, stands in ``shapes``. Beside each change stand the
meetings, promises and material actions of that period and the one before: they stand there, and no more is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from facta.deeds.say import amount, count, joined, number
from facta.deeds.series import Point, series
from facta.deeds.shapes import ENOUGH, Shape, shape
from facta.deeds.view import View, members, view
from facta.record import Case
from facta.standing.promises import held

DAYS = ("day", "days")
"""Units of which a period holds no more than it is long."""


@dataclass(frozen=True, slots=True)
class Change:
    """A period with which the course changed, and what stands in the record in that period and the one before."""

    period: str
    before: float
    """Level before it; change per year where the line bends."""
    after: float
    meetings: tuple[str, ...]
    promises: int
    deeds: tuple[tuple[str, int], ...]
    """Material actions on record, by actor."""


@dataclass(frozen=True, slots=True)
class Pressure:
    """One indicator beside the record."""

    indicator: str
    title: str
    unit: str
    actor: str
    as_of: date
    n: int
    first: str
    last: str
    first_value: float | None
    last_value: float | None
    shape: Shape
    kind: str
    """too few points, no change found, climbs, falls, steps, bends."""
    changes: tuple[Change, ...]
    points: tuple[Point, ...]
    sentences: tuple[str, ...]


def pressures(case: Case, as_of: date) -> tuple[Pressure, ...]:
    """Every indicator of the case that has a figure."""
    return tuple(found for one in case.indicators if (found := pressure(case, as_of, one.id)).n)


def pressure(case: Case, as_of: date, indicator: str) -> Pressure:
    """One indicator as of the day. Raises ValueError for one that there is not."""
    known = series(case, indicator, as_of)
    points = known.points
    values = [point.value for point in points]
    origin = points[0].days.begin if points else as_of
    times = [(point.days.begin - origin).days / 365.25 for point in points]
    best = shape(times, values)
    shown = view(case, as_of) if best.cuts else None
    changes = (
        ()
        if shown is None
        else tuple(
            _beside(shown, points[cut - 1], points[cut], before, after)
            for cut, (before, after) in zip(best.cuts, pairwise(best.sides), strict=True)
        )
    )
    found = Pressure(
        known.indicator.id,
        known.indicator.title,
        points[0].unit if points else known.indicator.unit,
        known.indicator.actor,
        as_of,
        len(points),
        points[0].period if points else "",
        points[-1].period if points else "",
        values[0] if values else None,
        values[-1] if values else None,
        best,
        best.kind,
        changes,
        points,
        (),
    )
    said = _sentences(found, known.left_out)
    return replace(found, sentences=said)


def _beside(shown: View, last: Point, first: Point, before: float, after: float) -> Change:
    begin, end = last.days.begin, first.days.end
    meetings = [
        one for one in shown.meetings if held(one) and one.id in shown.met and begin <= shown.met[one.id].begin <= end
    ]
    promises = sum(begin <= day <= end for day in shown.said.values())
    acts = Counter(
        actor
        for action in shown.actions.values()
        if action.material and (days := shown.index.when(action)) is not None and begin <= days.begin <= end
        for actor in members(shown, action.actors)
    )
    return Change(first.period, before, after, tuple(one.id for one in meetings), promises, tuple(sorted(acts.items())))


def _sentences(found: Pressure, left_out: Sequence[str]) -> tuple[str, ...]:
    if not found.n or found.first_value is None or found.last_value is None:
        return (f"{found.title}: no figure is known by {found.as_of}.",)
    said = [
        f"{found.title}: {amount(found.first_value, found.unit)} in {found.first}, "
        f"{number(found.last_value)} in {found.last}, {count(found.n, 'point')}."
    ]
    if found.kind == "too few points":
        said.append(f"{count(found.n, 'point is', 'points are')} too few to look for a change ({ENOUGH} are needed).")
    elif found.kind in ("climbs", "falls"):
        said.append(
            f"It {found.kind} over the whole time, by {number(abs(found.shape.sides[0]))} a year: "
            "a straight line describes it better than a level, steps or bends."
        )
        if beyond := _beyond(found):
            said.append(beyond)
    elif found.kind == "no change found":
        said.append("No change stands out from its noise.")
    for change in found.changes:
        acts = joined([f"{actor} {number}" for actor, number in change.deeds]) or "none"
        course = (
            f"the level is {number(change.after)} on average, {number(change.before)} before it"
            if found.kind == "steps"
            else f"it changes by {number(change.after)} a year, by {number(change.before)} before it"
        )
        said.append(
            f"From {change.period} {course}. In that period and the one before, the record has "
            f"{count(len(change.meetings), 'meeting')} and {count(change.promises, 'promise')}; material actions on "
            f"record: {acts}. They stand beside it, and nothing is said about cause."
        )
    soft = [f"{point.period} ({point.status})" for point in found.points if point.soft]
    if soft:
        said.append(f"Drafts and estimates: {joined(soft)}.")
    conflicts = [f"{point.period} ({joined(point.others)})" for point in found.points if point.others]
    if conflicts:
        said.append(f"Other figures on record: {joined(conflicts)}.")
    broken = [f"{point.period}: {point.broken}" for point in found.points if point.broken]
    if broken:
        said.append(f"The definition changed ({'; '.join(broken)}).")
    gaps = _gaps(found.points)
    if gaps:
        said.append(f"Periods without a figure are passed over, not filled in: {joined(gaps)}.")
    if left_out:
        said.append(f"Left out, being of another kind of period: {joined(left_out, 4)}.")
    return tuple(said)


def _beyond(found: Pressure) -> str:
    """Where the line runs past what a period can hold: more days than it has, or less than nothing."""
    for point, fit in reversed(list(zip(found.points, found.shape.fitted, strict=True))):
        days = (point.days.end - point.days.begin).days + 1
        if found.unit.casefold() in DAYS and fit > days:
            limit = f"more than the {days} days that it has"
        elif fit < 0 <= min(one.value for one in found.points):
            limit = "below zero, where no figure lies"
        else:
            continue
        return (
            f"The line gives {number(fit)} for {point.period}, {limit}: so near its limit it cannot go on, and the "
            "slope describes the past alone."
        )
    return ""


def _gaps(points: Sequence[Point]) -> list[str]:
    gaps = []
    for one, two in pairwise(points):
        head, year = one.period[:-4], one.period[-4:]
        if head in ("", "FY") and year.isdecimal() and two.period[-4:].isdecimal():
            gaps += [f"{head}{missing}" for missing in range(int(year) + 1, int(two.period[-4:]))]
    return gaps
