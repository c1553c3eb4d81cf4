"""Pressure: an indicator with the points at which its level changed, beside the record, with no claim of cause.

Change points are those of least squares under a penalty (PELT: Killick, Fearnhead and Eckley, 2012): 3 s^2 ln n for
each, with s the noise of one value, taken from the median of the absolute differences of neighbours. A straight line
through the whole series is weighed against the steps by Schwarz' criterion (BIC, 1978): where the line does better, the
series is said to climb or fall, and no step is named. Fewer than eight points are shown and not searched.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from statistics import fmean, median

from facta.deeds.say import amount, count, joined, number
from facta.deeds.series import Point, series
from facta.deeds.support import held
from facta.deeds.view import View, members, view, when
from facta.record import Case

ENOUGH = 8
"""Points below which no change is looked for."""
SMALLEST = 2
"""Least points of a level: one odd year is no level."""
WEIGHT = 3.0
"""Penalty for a change point, in units of the noise variance times ln n."""


@dataclass(frozen=True, slots=True)
class Level:
    """A stretch of the series at one level."""

    begin: str
    end: str
    points: int
    mean: float


@dataclass(frozen=True, slots=True)
class Change:
    """A period with which the level changed, and what stands in the record in that period and the one before."""

    period: str
    before: float
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
    shape: str
    """steps, climbs, falls, no change found, too few points."""
    levels: tuple[Level, ...]
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
    shape, cuts = _shape(values)
    edges = [0, *cuts, len(points)]
    levels = tuple(
        Level(points[a].period, points[b - 1].period, b - a, fmean(values[a:b])) for a, b in pairwise(edges) if b > a
    )
    shown = view(case, as_of)
    changes = tuple(
        _beside(shown, points[max(0, cut - 1)], points[cut], levels[k].mean, levels[k + 1].mean)
        for k, cut in enumerate(cuts)
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
        shape,
        levels,
        changes,
        points,
        (),
    )
    said = _sentences(found, known.left_out)
    return replace(found, sentences=said)


def change_points(values: Sequence[float]) -> list[int]:
    """Positions at which a new level begins. Raises ValueError for fewer than ``ENOUGH`` values."""
    if len(values) < ENOUGH:
        raise ValueError(f"{len(values)} values are too few to look for a change; {ENOUGH} are needed.")
    noise = _noise(values)
    if noise == 0:
        noise = 1e-9 * (max(values) - min(values) or 1.0)
    import numpy as np
    import ruptures

    penalty = WEIGHT * noise**2 * math.log(len(values))
    search = ruptures.Pelt(model="l2", min_size=SMALLEST, jump=1).fit(np.asarray(values, float).reshape(-1, 1))
    return [int(cut) for cut in search.predict(pen=penalty)[:-1]]


def _noise(values: Sequence[float]) -> float:
    """Standard deviation of one value, from the differences of neighbours, so that a few steps do not enter it."""
    return median(abs(b - a) for a, b in pairwise(values)) / (0.6745 * math.sqrt(2))


def _shape(values: Sequence[float]) -> tuple[str, list[int]]:
    if len(values) < ENOUGH:
        return "too few points", []
    cuts = change_points(values)
    slope, line = _line(values)
    if _criterion(line, len(values), 2) < _criterion(_steps(values, cuts), len(values), 2 * len(cuts) + 1):
        return ("climbs" if slope > 0 else "falls"), []
    return ("steps" if cuts else "no change found"), cuts


def _line(values: Sequence[float]) -> tuple[float, float]:
    """Slope of the straight line through the values, and the squares it leaves."""
    n = len(values)
    middle, height = (n - 1) / 2, fmean(values)
    slope = sum((k - middle) * (value - height) for k, value in enumerate(values)) / sum(
        (k - middle) ** 2 for k in range(n)
    )
    return slope, sum((value - height - slope * (k - middle)) ** 2 for k, value in enumerate(values))


def _steps(values: Sequence[float], cuts: Sequence[int]) -> float:
    edges = [0, *cuts, len(values)]
    parts = [values[a:b] for a, b in pairwise(edges)]
    return sum((value - fmean(part)) ** 2 for part in parts for value in part)


def _criterion(squares: float, n: int, parameters: int) -> float:
    return n * math.log(max(squares, 1e-12) / n) + parameters * math.log(n)


def _beside(shown: View, last: Point, first: Point, before: float, after: float) -> Change:
    begin, end = last.days.begin, first.days.end
    meetings = [one for one in shown.meetings if held(one) and begin <= when(one.date).begin <= end]
    promises = sum(begin <= day <= end for day in shown.said.values())
    acts = Counter(
        actor
        for action in shown.actions.values()
        if action.material and action.date and begin <= when(action.date).begin <= end
        for actor in members(shown.case, action.actors)
    )
    return Change(first.period, before, after, tuple(one.id for one in meetings), promises, tuple(sorted(acts.items())))


def _sentences(found: Pressure, left_out: Sequence[str]) -> tuple[str, ...]:
    if not found.n or found.first_value is None or found.last_value is None:
        return (f"{found.title}: no figure is known by {found.as_of}.",)
    said = [
        f"{found.title}: {amount(found.first_value, found.unit)} in {found.first}, "
        f"{number(found.last_value)} in {found.last}, {count(found.n, 'point')}."
    ]
    if found.n < ENOUGH:
        said.append(f"{count(found.n, 'point is', 'points are')} too few to look for a change ({ENOUGH} are needed).")
    elif found.shape in ("climbs", "falls"):
        said.append(f"It {found.shape} over the whole time: a straight line describes it as well as any steps.")
    elif found.shape == "no change found":
        said.append("No change of level stands out from its noise.")
    for change in found.changes:
        acts = joined([f"{actor} {number}" for actor, number in change.deeds]) or "none"
        said.append(
            f"From {change.period} the level is {number(change.after)} on average, {number(change.before)} before it. "
            f"In that period and the one before, the record has {count(len(change.meetings), 'meeting')} and "
            f"{count(change.promises, 'promise')}; material actions on record: {acts}. They stand beside it, "
            "and nothing is said about cause."
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


def _gaps(points: Sequence[Point]) -> list[str]:
    gaps = []
    for one, two in pairwise(points):
        head, year = one.period[:-4], one.period[-4:]
        if head in ("", "FY") and year.isdecimal() and two.period[-4:].isdecimal():
            gaps += [f"{head}{missing}" for missing in range(int(year) + 1, int(two.period[-4:]))]
    return gaps
