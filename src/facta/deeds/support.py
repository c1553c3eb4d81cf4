"""The deeds behind a promise: material actions that support it, on or after the day it was made.

A verbal action never counts. Where only the year or month of an action is known, its day is the last one possible: by
then it had surely happened. A promise to meet again is kept by the next meeting of its series that was held.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from facta.deeds.view import View, members, when
from facta.record import Commitment

MEETING = "meeting"
"""Unit of a promise whose deed is a meeting."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One material act, or one meeting, that bears out a promise."""

    id: str
    earliest: date
    day: date
    """The last day possible: by then it had surely happened."""
    actors: tuple[str, ...]
    text: str


def deeds(shown: View, commitment: Commitment) -> tuple[Deed, ...]:
    """What supports the promise, in order of day."""
    found = list(supporting(shown, commitment.id, since=shown.said.get(commitment.id)))
    if commitment.unit.casefold() == MEETING:
        found += _meetings(shown, commitment)
    return tuple(sorted({one.id: one for one in found}.values(), key=lambda one: (one.day, one.id)))


def supporting(
    shown: View, subject: str, *, since: date | None = None, direction: str = "supports", material: bool = True
) -> tuple[Deed, ...]:
    """Actions with evidence of this direction on a subject, in order of day; not those surely before ``since``."""
    found: dict[str, Deed] = {}
    for item in shown.evidence.get(subject, ()):
        action = shown.actions.get(item.action)
        if item.direction != direction or action is None or action.material != material or not action.date:
            continue
        days = when(action.date)
        if since is not None and days.end < since:
            continue
        earliest = max(days.begin, since) if since else days.begin
        done = Deed(action.id, earliest, min(days.end, shown.as_of), members(shown.case, action.actors), action.text)
        found[action.id] = done
    return tuple(sorted(found.values(), key=lambda one: (one.day, one.id)))


def remarks(shown: View, subject: str, actors: tuple[str, ...] = ()) -> tuple[Deed, ...]:
    """Verbal actions on a subject that do not contradict it, in order of day; of these actors where any are named."""
    found = {
        one.id: one
        for direction in ("supports", "context")
        for one in supporting(shown, subject, direction=direction, material=False)
        if not actors or set(actors) & set(one.actors)
    }
    return tuple(sorted(found.values(), key=lambda one: (one.day, one.id)))


def _meetings(shown: View, commitment: Commitment) -> list[Deed]:
    """The next meeting held of the series in which it was promised to meet again."""
    said = shown.said.get(commitment.id)
    series = next((one.series for one in shown.meetings if one.id == commitment.meeting), "")
    if said is None or not series:
        return []
    for meeting in shown.meetings:
        days = when(meeting.date)
        if meeting.series == series and held(meeting) and days.begin > said:
            actors = members(shown.case, commitment.actors)
            return [
                Deed(meeting.id, days.begin, min(days.end, shown.as_of), actors, meeting.document_title or "meeting")
            ]
    return []


def held(meeting: object) -> bool:
    """Whether people met: a document issued without a meeting is none."""
    return getattr(meeting, "status", "") == "held" and getattr(meeting, "format", "") != "document only"
