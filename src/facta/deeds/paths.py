"""Pledged paths: what a pledge implies year by year, against the observed series.

Three kinds. ``growth``: so many per cent more a year over a base year, for so many years; read both as a path (each
year against base times (1 + rate) to the power of k) and as a promise for every single year. ``level``: a level to be
reached by a date. ``each``: a level to be reached in every period. The verdict is put together from the figures:
drafts, conflicting values and breaks of the definition are said, for a figure is no firmer than what it rests on.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from facta.deeds.intervals import Share, wilson
from facta.deeds.say import amount, count, days_text, gap_unit, joined, number, percent, scaled
from facta.deeds.series import Point, Series, series
from facta.record import Case, Pledge

STEEPEST, LONGEST = 1000, 200
"""Most per cent a year, and most years, of a pledge of growth."""


State = Literal["met", "met in part", "missed", "reached", "not reached", "open", "no figure"]
"""How a pledge stands, in a word; open: not reached, and its day has not come."""


@dataclass(frozen=True, slots=True)
class Year:
    """One period of a path."""

    period: str
    pledged: float | None
    observed: float | None
    gap: float | None
    """Observed minus pledged; below zero: short."""
    growth: float | None
    """On the period before, as a fraction; None across a gap in the figures."""
    met: bool | None
    status: str
    others: tuple[str, ...]
    source_class: str
    remark: str


@dataclass(frozen=True, slots=True)
class Path:
    """A pledge held against what was observed."""

    pledge: Pledge
    as_of: date
    unit: str
    rows: tuple[Year, ...]
    met: Share
    """Periods in which the pledge held, of those with a figure."""
    cumulative: float | None
    """Sum of the gaps over the periods with a figure."""
    verdict: str
    sentences: tuple[str, ...]
    """The verdict, what more the figures say, and every caution, in order."""
    cautions: tuple[str, ...]
    """In short what the verdict rests on: drafts, years not over, conflicting figures, breaks of the definition."""
    asides: tuple[str, ...]
    """The same of figures on which the verdict does not rest, and the periods without one."""
    more: tuple[str, ...]
    """What else the figures say."""
    state: State = "no figure"
    told: str = ""
    """The verdict in one short line for a reader."""
    marks: tuple[str, ...] = ()
    """The cautions in a word or two each, with the periods that they touch."""
    hedge: str = ""
    """What the verdict must not be said without, where its own figures are soft or others differ."""


def path(case: Case, as_of: date, pledge: Pledge) -> Path:
    """Hold the pledge against the series as known on the day. Raises ValueError where a figure is missing to do so."""
    known = series(case, pledge.indicator, as_of)
    if not -100 <= pledge.rate <= STEEPEST:
        raise ValueError(f"a rate lies between -100 and {STEEPEST:,} per cent a year, not {pledge.rate}.")
    if not math.isfinite(pledge.target):
        raise ValueError(f"a target is a number, not {pledge.target}.")
    return {"growth": _growth, "level": _level, "each": _each}[pledge.kind](known, as_of, pledge)


def _growth(known: Series, as_of: date, pledge: Pledge) -> Path:
    points = {point.period: point for point in known.points}
    base = points.get(pledge.base)
    if base is None:
        raise ValueError(f"{known.indicator.id} has no figure for the base year {pledge.base or '(none given)'}.")
    if not 1 <= pledge.years <= LONGEST or base.value == 0:
        raise ValueError(f"a pledge of growth needs a number of years, at most {LONGEST}, and a base that is not zero.")
    factor = 1 + pledge.rate / 100
    rows = [_year(base, None, None, None, "base year")]
    before: Point | None = base
    yearly: list[float] = []
    for step in range(1, pledge.years + 1):
        period = _later(pledge.base, step)
        point = points.get(period)
        wanted = base.value * factor**step
        if point is None:
            rows.append(Year(period, wanted, None, None, None, None, "", (), "", "no figure found"))
            before = None
            continue
        growth = point.value / before.value - 1 if before is not None and before.value else None
        if growth is not None:
            yearly.append(growth)
        rows.append(_year(point, wanted, growth, _at_least(point.value, wanted), ""))
        before = point
    seen = [row for row in rows[1:] if row.observed is not None]
    gaps = [row.gap for row in seen if row.gap is not None]
    met = wilson(sum(bool(row.met) for row in seen), len(seen))
    if not seen:
        verdict = f"No figure after {pledge.base} is known by {as_of}: the pledge cannot be judged."
        return _made(known, as_of, pledge, rows, met, None, verdict, [])
    last = seen[-1]
    length = rows.index(last)
    total, asked = (last.observed or 0) / base.value - 1, factor**length - 1
    average = (1 + total) ** (1 / length) - 1 if total > -1 else -1.0
    fulfilled = bool(last.met)
    verdict = (
        f"{pledge.base} to {last.period}: {number(base.value)} to {amount(last.observed or 0, base.unit)}, "
        f"{percent(total, 1)} in all or {percent(average, 1)} a year; {pledge.rate:g} % a year asks for "
        f"{percent(asked, 1)}. The path was {'met' if fulfilled else 'missed'} at its "
        f"{'end' if length == pledge.years else 'latest figure'}, {'above' if fulfilled else 'below'} it by "
        f"{amount(abs(last.gap or 0), base.unit)}."
    )
    said = [f"Year by year it held in {met.told('years with a figure')}."]
    missed = [row.period for row in seen if row.met is False]
    if missed:
        said.append(f"Below the path in {joined(missed)}.")
    grown = joined([f"{row.period} {percent(row.growth, 1)}" for row in seen if row.growth is not None])
    kept = sum(_at_least(growth, pledge.rate / 100) for growth in yearly)
    said.append(
        f"Read as a promise for every single year, it was kept in {kept} of the {count(len(yearly), 'year')} whose "
        f"growth is known ({grown or 'none'})."
    )
    total_gap = sum(gaps)
    said.append(
        f"Added up over {len(seen)} of {count(pledge.years, 'year')}: "
        f"{amount(abs(total_gap), base.unit)} {'more' if total_gap >= 0 else 'less'} than the path."
    )
    place = "above" if fulfilled else "below"
    told = (
        f"{percent(total, 1)} from {pledge.base} to {last.period}, {percent(asked, 1)} asked: "
        f"{scaled(abs(last.gap or 0), base.unit)} {place} the path; kept in {kept} of {len(yearly)} single years"
    )
    state: State = "met" if fulfilled else "missed"
    return _made(known, as_of, pledge, rows, met, total_gap, verdict, said, (pledge.base, last.period), state, told)


def _level(known: Series, as_of: date, pledge: Pledge) -> Path:
    deadline, since = _end(known, pledge.by), _begin(known, pledge.since)
    points = [point for point in known.points if since is None or point.days.begin >= since]
    rows = [_year(point, pledge.target, None, _reached(point.value, pledge), "") for point in points]
    due = [row for row in rows if row.period == pledge.by]
    if deadline is not None and not due:
        rows.append(Year(pledge.by, pledge.target, None, None, None, None, "", (), "", "no figure yet"))
    seen = [row for row in rows if row.observed is not None]
    met = wilson(sum(bool(row.met) for row in seen), len(seen))
    if not seen:
        return _made(known, as_of, pledge, rows, met, None, f"No figure is known by {as_of}.", [])
    last, unit = seen[-1], points[-1].unit
    first = next((point for point in points if _reached(point.value, pledge)), None)
    if first is None:
        short = abs(pledge.target - (last.observed or 0))
        how: State = "open" if deadline is None or deadline >= as_of else "not reached"
        if deadline is None or deadline >= as_of:
            state = "not reached yet" + (
                f", {days_text((deadline - as_of).days)} before the deadline" if deadline else ""
            )
        else:
            state = f"not reached, {days_text((as_of - deadline).days)} after the deadline"
        verdict = (
            f"{amount(pledge.target, unit)}{f' by {pledge.by}' if pledge.by else ''}: {state}; the latest figure is "
            f"{number(last.observed or 0)} ({last.period}), {number(short)} {'above' if pledge.below else 'short'}."
        )
        told = f"{number(last.observed or 0)} {unit} in {last.period}: {state}"
        return _made(known, as_of, pledge, rows, met, last.gap, verdict, [], (last.period,), how, told)
    early = ""
    if deadline is not None:
        gap = (deadline - first.days.end).days
        early = (
            f", {days_text(gap)} before the deadline {pledge.by}"
            if gap > 0
            else f", {days_text(-gap)} after the deadline {pledge.by}"
            if gap < 0
            else f", by the deadline {pledge.by}"
        )
    verdict = (
        f"{amount(pledge.target, unit)}: reached in {first.period} ({number(first.value)}){early}; "
        f"the latest figure is {number(last.observed or 0)} ({last.period})."
    )
    later = {point.period for point in points if point.days.begin > first.days.begin}
    fallen = [row.period for row in seen if row.met is False and row.period in later]
    again = [f"{'Above' if pledge.below else 'Below'} it again in {joined(fallen)}."] if fallen else []
    told = f"{number(first.value)} {unit} in {first.period}{early}"
    return _made(
        known, as_of, pledge, rows, met, last.gap, verdict, again, (first.period, last.period), "reached", told
    )


def _each(known: Series, as_of: date, pledge: Pledge) -> Path:
    first, last = _begin(known, pledge.since), _end(known, pledge.by)
    points = [
        point
        for point in known.points
        if (first is None or point.days.begin >= first) and (last is None or point.days.end <= last)
    ]
    rows = [_year(point, pledge.target, None, _reached(point.value, pledge), "") for point in points]
    met = wilson(sum(bool(row.met) for row in rows), len(rows))
    if not rows:
        return _made(known, as_of, pledge, rows, met, None, f"No figure is known by {as_of}.", [])
    unit = points[0].unit
    short = [row for row in rows if row.met is False]
    word = "above" if pledge.below else "short of"
    verdict = f"{amount(pledge.target, unit)} in each period: met in {met.told('periods with a figure')}"
    if short:
        listed = joined([f"{row.period} by {number(abs(row.gap or 0))}" for row in short])
        verdict += f"; {word} it in {listed}"
    said = []
    if pledge.compare is not None:
        worse = [row for row in rows if row.observed is not None and row.observed < pledge.compare]
        apart = f"{number(abs(pledge.target - pledge.compare))} {gap_unit(unit)}".rstrip()
        said.append(
            f"{pledge.compare_words or 'The figure claimed'}: {apart} {word} it; "
            f"the observed gap was larger in {len(worse)} of {len(rows)}."
        )
    total = sum(row.gap or 0 for row in rows)
    gaps, periods = (
        joined(one) for one in ([number(abs(row.gap or 0)) for row in short], [row.period for row in short])
    )
    size = f"{gaps} {gap_unit(unit)}".rstrip()
    missed = f"; {word} it by {size} in {periods}" if short else ""
    told = f"{met.count} of {count(met.of, 'period')} at {number(pledge.target)} {unit}{missed}"
    state: State = "met" if not short else "met in part" if met.count else "missed"
    return _made(known, as_of, pledge, rows, met, total, verdict + ".", said, [row.period for row in rows], state, told)


def _begin(known: Series, period: str) -> date | None:
    days = known.days(period)
    return days.begin if days is not None else None


def _end(known: Series, period: str) -> date | None:
    days = known.days(period)
    return days.end if days is not None else None


def _reached(value: float, pledge: Pledge) -> bool:
    return _at_least(pledge.target, value) if pledge.below else _at_least(value, pledge.target)


def _at_least(value: float, wanted: float) -> bool:
    """Whether it is reached, with the last digits of arithmetic forgiven."""
    return value >= wanted or math.isclose(value, wanted, rel_tol=1e-9, abs_tol=1e-12)


def _year(point: Point, pledged: float | None, growth: float | None, met: bool | None, remark: str) -> Year:
    remarks = [remark, point.broken and f"definition: {point.broken}"]
    gap = point.value - pledged if pledged is not None else None
    return Year(
        point.period,
        pledged,
        point.value,
        gap,
        growth,
        met,
        point.status,
        point.others,
        point.source_class,
        "; ".join(part for part in remarks if part),
    )


def _later(period: str, step: int) -> str:
    """The period so many years on: ``FY2021``, 2 -> ``FY2023``."""
    head, year = period[:-4], period[-4:]
    if not year.isdecimal() or head not in ("", "FY"):
        raise ValueError(f"the base must be a year, such as FY2021 or 2021, not {period!r}.")
    return f"{head}{int(year) + step}"


def _within(known: Series, change: str, used: Sequence[Point]) -> bool:
    """Whether a break of the definition lies after the first figure used and not after the last."""
    day = _begin(known, change.partition(":")[0])
    return day is not None and bool(used) and used[0].days.begin < day <= used[-1].days.begin


def _made(
    known: Series,
    as_of: date,
    pledge: Pledge,
    rows: Sequence[Year],
    met: Share,
    cumulative: float | None,
    verdict: str,
    said: Sequence[str],
    deciding: Sequence[str] = (),
    state: State = "no figure",
    line: str = "",
) -> Path:
    """The path with its cautions; ``deciding``: periods whose figures the verdict rests on."""
    periods = {row.period for row in rows if row.observed is not None}
    used = [point for point in known.points if point.period in periods]
    cautions: list[tuple[str, str]] = []
    marks: list[str] = []
    asides: list[str] = []
    soft = [point for point in used if point.soft and point.period in deciding]
    for status, word in (("draft", "a draft"), ("estimate", "an estimate")):
        if names := [point.period for point in soft if point.status == status]:
            cautions.append((f"Rests on {word if len(names) == 1 else status + 's'}: {joined(names)}.", ""))
            marks.append(f"{status}: {joined(names)}")
    beside = [f"{point.period} ({point.status})" for point in used if point.soft and point.period not in deciding]
    if beside:
        asides.append(f"Drafts and estimates among the other figures: {joined(beside)}.")
    running = [point.period for point in used if point.days.end > as_of and point.period in deciding and not point.soft]
    if running:
        over = f"{joined(running)} {'was' if len(running) == 1 else 'were'} not over on {as_of}"
        figures = "its figure is" if len(running) == 1 else "their figures are"
        cautions.append((f"{over}.", f"{over}: {figures} what was planned or expected by then."))
        marks.append(f"not over: {joined(running)}")
    conflicts = [point for point in used if point.others]
    if conflicts:
        listed = joined([f"{point.period} {joined(point.others)}, beside {number(point.value)}" for point in conflicts])
        cautions.append((f"Other figures on record: {listed}.", ""))
        shown = [f"{point.period} {joined([one.partition(' (')[0] for one in point.others])}" for point in conflicts]
        marks.append(f"other figures: {joined(shown)}")
    broken = [text for text in known.indicator.breaks if _within(known, text, used)]
    if broken:
        changed = joined([text.partition(":")[0] for text in broken])
        told = f"The definition changed ({'; '.join(broken)}): not like for like across it."
        cautions.append((f"The definition changed ({changed}): not like for like.", told))
        # Of what changed the last clause, which says what that means for the figure.
        last = [(text.partition(":")[0], text.rpartition(";" if ";" in text else ":")[2].strip()) for text in broken]
        marks.append(f"definition changed: {'; '.join(f'{period}, {what}' for period, what in last)}")
    missing = [row.period for row in rows if row.observed is None]
    if missing:
        asides.append(f"No figure for {joined(missing)}.")
    others = [point.period for point in used if point.source_class == "other"]
    if others:
        told = f"Source of class other (neither official, wire nor press): {joined(others)}."
        cautions.append((f"Source of class other: {joined(others)}.", told))
        marks.append("weak sources")
    if 0 < len(used) < 3:
        cautions.append((f"{count(len(used), 'figure')} only: too few to speak of a path.", ""))
        marks.append(f"{count(len(used), 'figure')} only")
    unit = used[0].unit if used else known.indicator.unit
    sentences = (verdict, *said, *(full or short for short, full in cautions), *asides)
    return Path(
        pledge, as_of, unit, tuple(rows), met, cumulative, verdict, sentences, tuple(short for short, _ in cautions),
        tuple(asides), tuple(said), state, line or verdict.rstrip("."), tuple(marks),
        _hedge(pledge, [point for point in used if point.period in deciding], bool(broken)),
    )  # fmt: skip


def _hedge(pledge: Pledge, deciding: Sequence[Point], broken: bool) -> str:
    """In a few words why the verdict is no firmer; a change of definition touches no pledge that is met period by
    period, for each is held against the figure of its own."""
    for status, words in (("draft", "on a draft figure"), ("estimate", "on an estimate")):
        if any(point.soft and point.status == status for point in deciding):
            return words
    if any(point.others for point in deciding) or (broken and pledge.kind != "each"):
        return "on one reading"
    return "on weak sources" if any(point.source_class == "other" for point in deciding) else ""
