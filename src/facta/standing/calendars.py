"""The days that a date of the record stands for, fiscal years by the calendar of those whom it concerns.

``FY2024`` of the United States is October 2023 to September 2024, of Japan April 2024 to March 2025
(``vocab/calendars.yaml``). What several share is every day that it may be: from the first by any of their calendars to
the last by any, so that a joint promise is late only when it is late by each of them. An actor without a known
calendar has April to March, as ``facta.dates`` reads a fiscal year that nobody is named for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from facta.dates import Interval
from facta.dates import interval as parse
from facta.record import Actor
from facta.standing.members import Members
from facta.vocab import load

FISCAL = "FY"
interval = lru_cache(maxsize=50_000)(parse)
UNKNOWN = 4
"""First month of a fiscal year where the country's calendar is not known."""


class Calendars:
    """The fiscal calendars of a case's actors."""

    def __init__(self, actors: Iterable[Actor], members: Members) -> None:
        self._actors: Mapping[str, Actor] = {actor.id: actor for actor in actors}
        self._members = members
        self._starts: dict[str, int] = {}

    def days(self, text: str, *who: str) -> Interval | None:
        """Every day that the date may be; None for an empty one.

        ``who``: actors of the case, groups among them, or countries by code or name; those without a known calendar
        do not widen what the others say. Raises ValueError for what is no date.
        """
        if FISCAL not in text:
            return interval(text)
        starts = {self.start(one) for one in self._members.of(who)} - {0} or {UNKNOWN}
        found = [days for start in sorted(starts) if (days := interval(text, start)) is not None]
        return Interval(min(one.begin for one in found), max(one.end for one in found))

    def start(self, who: str) -> int:
        """First month of the fiscal year of an actor or country, 1 to 12; 0 where it is not known."""
        if who not in self._starts:
            actor = self._actors.get(who)
            names = (who, actor.name, *actor.names) if actor else (who,)
            self._starts[who] = next((start for name in names if (start := _starts().get(name.casefold()))), 0)
        return self._starts[who]


@cache
def _starts() -> dict[str, int]:
    """First month by code and by name, folded."""
    found: dict[str, int] = {}
    for code, entry in load("calendars").items():
        for name in (code, entry.get("alpha3", code), *entry["names"]):
            found[str(name).casefold()] = entry["start"]
    return found
