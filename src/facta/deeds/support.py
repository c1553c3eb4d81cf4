"""The deeds behind a promise: material actions that support it, while it stood.

A verbal action never counts. Which actions count, and from when to when, is settled in ``facta.standing.promises``.
Where only the year or month of an action is known, its day is the last one possible: by then it had surely happened.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from facta.deeds.view import View, members
from facta.record import Action, Commitment, Direction


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
    """What supports the promise, in order of day; acts of unknown day are not here (``undated``)."""
    made = shown.index.made(commitment)
    return _deeds(shown, shown.index.deeds(commitment, "supports"), made.begin if made is not None else None)


def undated(shown: View, commitment: Commitment) -> tuple[Action, ...]:
    """Acts of unknown day that support the promise: they may have been in time."""
    return tuple(one for one in shown.index.deeds(commitment, "supports") if not one.date)


def supporting(
    shown: View, subject: str, *, since: date | None = None, direction: Direction = "supports", material: bool = True
) -> tuple[Deed, ...]:
    """Actions with evidence of this direction on a subject, in order of day; not those surely before ``since``."""
    return _deeds(shown, shown.index.bearing(subject, direction, material=material, since=since), since)


def remarks(shown: View, subject: str, actors: tuple[str, ...] = ()) -> tuple[Deed, ...]:
    """Verbal actions on a subject that do not contradict it, in order of day; of these actors where any are named."""
    directions: tuple[Direction, ...] = ("supports", "context")
    found = {
        one.id: one
        for direction in directions
        for one in supporting(shown, subject, direction=direction, material=False)
        if not actors or set(actors) & set(one.actors)
    }
    return tuple(sorted(found.values(), key=lambda one: (one.day, one.id)))


def _deeds(shown: View, actions: Iterable[Action], since: date | None) -> tuple[Deed, ...]:
    found = []
    for action in actions:
        days = shown.index.when(action)
        if days is not None:
            earliest = max(days.begin, since) if since else days.begin
            found.append(
                Deed(action.id, earliest, min(days.end, shown.as_of), members(shown, action.actors), action.text)
            )
    return tuple(sorted(found, key=lambda one: (one.day, one.id)))
