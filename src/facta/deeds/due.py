"""One promise with a deadline, and how it stands on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Status = Literal[
    "done",
    "done late",
    "kept, day unknown",
    "begun",
    "acted against",
    "nothing against it",
    "not yet due",
    "extended",
    "overdue",
    "dropped",
    "withdrawn",
    "superseded",
    "dated later",
    "day given up",
]


@dataclass(frozen=True, slots=True)
class Due:
    """One promise with a deadline, and how it stands on the day."""

    id: str
    text: str
    actors: tuple[str, ...]
    topic: str
    said: date | None
    due: date
    """As first promised."""
    due_now: date
    """As moved in time, later or sooner; the same where it never was."""
    status: Status
    days: int
    """Days late where it was done, overdue where it is open; below zero: early, or still to run."""
    at_least: bool
    """The deed is known to the month or year only: it is late by that much or more."""
    slip: int
    """Days that the deadline itself was moved; below zero: brought forward."""
    too_late: date | None
    """The day that was named only when the one in force had passed: it moves nothing."""
    done: date | None
    """The day by which the first deed had surely happened."""
    deed: str
    """Its id."""
    verdict: str
    """The level in force, “disputed” where coders differ, "" where nobody has judged it."""
    rule: str
    last_said: date | None
    """When a meeting last mentioned it."""
    meetings_since: int
    """Meetings of its series held after that."""
    repeats: tuple[str, ...]
    """Earlier promises that it merely says again; it is listed and enters no rate."""
    weak: bool = False
    """The first deed is known from sources of class other alone."""
    planned: date | None = None
    """The day of a plan older than the promise."""
    named: date | None = None
    """Dated later: when the day was named."""
