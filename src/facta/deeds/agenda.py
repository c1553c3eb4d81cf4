"""The outsiders' agenda: of what was asked for, how much was ever promised, how much done, and what without a promise.

Done and partly are the editor's verdicts, dated; before their date they are not known. A promise covers an item where
the case says so. Deeds are material actions that support the item, on or after the day it was asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from facta.dates import begin
from facta.deeds.intervals import FEW, Share, wilson
from facta.deeds.say import count, joined
from facta.deeds.support import supporting
from facta.deeds.view import View, members, view
from facta.record import AgendaItem, Case
from facta.standing.footing import Footing

GROUPS = ("cost", "immediacy", "actor")


@dataclass(frozen=True, slots=True)
class Asked:
    """One item, and what came of it by the day."""

    id: str
    text: str
    actors: tuple[str, ...]
    cost: str
    immediacy: str
    asked: str
    promised: tuple[str, ...]
    """Ids of the promises that cover it."""
    first_promised: date | None
    verdict: str
    """done, partly, not done, reversed; "" where not known by the day."""
    deeds: int
    """Material actions for it, since it was asked."""
    first_deed: date | None
    unprompted: int
    """Of these deeds, those before any promise covered the item: done without having been promised."""
    against: int
    """Material actions against it, since it was asked."""
    status: str
    status_as_of: str
    weak: int = 0
    """Of the deeds for it, known from sources of class other alone."""
    weak_alone: bool = False
    """All that bears on it, deeds for and against and what the verdict names, is known from such sources alone."""


@dataclass(frozen=True, slots=True)
class Group:
    """Items of one cost, immediacy or actor."""

    group: str
    asked: int
    judged: int
    promised: int
    done: int
    partly: int
    unpromised: int
    """Done or partly, without a promise."""
    done_share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Agenda:
    """What outsiders asked for, as of the day."""

    as_of: date
    kind: Literal["recommendation", "prediction"]
    rows: tuple[Asked, ...]
    groups: tuple[Group, ...]
    promised: Share
    done: Share
    """Done, of those judged; partly is not done."""
    moved: Share
    """Done or partly, of those judged."""
    unpromised: tuple[Asked, ...]
    broken: tuple[Asked, ...]
    """Promised, and neither done nor partly."""
    sentences: tuple[str, ...]


def agenda(
    case: Case, as_of: date, by: str = "cost", kind: Literal["recommendation", "prediction"] = "recommendation"
) -> Agenda:
    """The agenda as of the day, in groups by ``GROUPS``. Raises ValueError for another grouping."""
    if by not in GROUPS:
        raise ValueError(f"no grouping {by!r}; there are {joined(GROUPS)}.")
    shown = view(case, as_of)
    footing = Footing(case)
    rows = tuple(_asked(shown, footing, item) for item in case.agenda if item.kind == kind and _by(item, as_of))
    keys: dict[str, list[Asked]] = {}
    for row in rows:
        for key in row.actors if by == "actor" else [getattr(row, by) or "not said"]:
            keys.setdefault(key, []).append(row)
    judged = [row for row in rows if row.verdict]
    promised = wilson(sum(bool(row.promised) for row in rows), len(rows))
    done = wilson(sum(row.verdict == "done" for row in judged), len(judged))
    moved = wilson(sum(_moved(row) for row in judged), len(judged))
    unpromised = tuple(row for row in rows if _moved(row) and not row.promised)
    broken = tuple(row for row in judged if row.promised and not _moved(row))
    found = Agenda(
        as_of,
        kind,
        rows,
        tuple(_group(key, items) for key, items in keys.items()),
        promised,
        done,
        moved,
        unpromised,
        broken,
        (),
    )
    return replace(found, sentences=_sentences(found, judged, by))


def _by(item: AgendaItem, as_of: date) -> bool:
    day = begin(item.asked)
    return day is None or day <= as_of


def _moved(row: Asked) -> bool:
    return row.verdict in ("done", "partly")


def _asked(shown: View, footing: Footing, item: AgendaItem) -> Asked:
    since = begin(item.asked)
    promises = {one.id for one in shown.commitments}
    promised = tuple(one for one in item.promised_by if one in promises)
    days = [shown.said[one] for one in promised if one in shown.said]
    judged = begin(item.status_as_of)
    known = judged is None or judged <= shown.as_of
    found = supporting(shown, item.id, since=since)
    against = supporting(shown, item.id, since=since, direction="contradicts")
    bearing = {*(deed.id for deed in (*found, *against)), *(item.evidence if known else ())}
    return Asked(
        item.id,
        item.text,
        members(shown, item.actors),
        item.cost,
        item.immediacy,
        item.asked,
        promised,
        min(days, default=None),
        item.verdict if known else "",
        len(found),
        found[0].day if found else None,
        sum(not days or deed.day < min(days) for deed in found),
        len(against),
        item.status if known else "",
        item.status_as_of if known else "",
        sum(footing.weak_deeds((deed.id,)) for deed in found),
        footing.weak_deeds(bearing),
    )


def _group(name: str, rows: Sequence[Asked]) -> Group:
    judged = [row for row in rows if row.verdict]
    done = wilson(sum(row.verdict == "done" for row in judged), len(judged))
    return Group(
        name,
        len(rows),
        len(judged),
        sum(bool(row.promised) for row in rows),
        done.count,
        sum(row.verdict == "partly" for row in judged),
        sum(_moved(row) and not row.promised for row in rows),
        done.share,
        done.low,
        done.high,
    )


def _sentences(found: Agenda, judged: Sequence[Asked], by: str) -> tuple[str, ...]:
    rows = found.rows
    if not rows:
        return (f"No {found.kind} is on record by {found.as_of}.",)
    partly = sum(row.verdict == "partly" for row in judged)
    if found.kind == "prediction":
        came = f"Came true: {found.done.told('judged')}; partly: {partly}."
        said = [f"Outsiders predicted {count(len(rows), 'thing')}. {came}"]
        if len(rows) - len(judged):
            said.append(f"{len(rows) - len(judged)} of {len(rows)} not judged by {found.as_of}.")
        return tuple(said)
    said = [
        f"Outsiders asked for {count(len(rows), 'thing')}. Ever promised: {found.promised.text}. "
        f"Done: {found.done.told('judged')}; partly: {partly}."
    ]
    names = joined([row.id for row in found.unpromised])
    said.append(f"Done or partly without having been promised: {names or 'none'}.")
    early = [f"{row.id} {row.unprompted} of {row.deeds}" for row in rows if row.unprompted]
    said.append(f"Single deeds on record before any promise covered the item: {joined(early) or 'none'}.")
    weak = [f"{row.id} {row.weak} of {row.deeds}" for row in rows if row.weak]
    if weak:
        said.append(f"Deeds known from weak sources alone (class other): {joined(weak)}.")
    broken = joined([f"{row.id} ({row.verdict})" for row in found.broken])
    said.append(f"Promised, and neither done nor partly: {broken or 'none'}.")
    neither = [row for row in judged if not row.promised and not _moved(row)]
    said.append(f"Neither promised nor done: {joined([f'{row.id} ({row.verdict})' for row in neither]) or 'none'}.")
    if by == "cost" and (free := [row for row in rows if row.cost in ("none", "low")]):
        done = wilson(sum(row.verdict == "done" for row in free), sum(bool(row.verdict) for row in free))
        said.append(f"Of what would cost nothing or little, done: {done.told('judged')}.")
    if len(rows) - len(judged):
        said.append(f"{len(rows) - len(judged)} of {len(rows)} not judged by {found.as_of}.")
    small = [group.group for group in found.groups if group.asked < FEW]
    if small:
        said.append(f"By {by}, groups of fewer than {FEW} are listed, not compared: {joined(small)}.")
    return tuple(said)
