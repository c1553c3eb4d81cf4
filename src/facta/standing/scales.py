"""Rating scales and the crosswalk between them: a verdict is stored once and shown on any scale.

Each level has a place, the number that enters a mean, and covers a stretch of one axis from 1 (kept) over 0 (nothing
done) to -1 (acted against). A level is shown as those levels of another scale whose stretch meets its own; where there
are several, all are given, because a coarse verdict cannot be made finer by a table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from facta.errors import FactaError
from facta.record import Case
from facta.vocab import load

OPEN = "unrated"


class UnknownLevelError(FactaError, LookupError):
    """A scale or level that there is not."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level: its place in a mean (None: not rated), the stretch it covers, and in what sense it is open."""

    name: str
    place: float | None
    low: float = 0.0
    high: float = 0.0
    open: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """A scale with what the crosswalk needs; levels from best to worst."""

    id: str
    title: str
    levels: tuple[Level, ...]
    note: str = ""

    def level(self, name: str) -> Level:
        """The level of this name. Raises UnknownLevelError."""
        for one in self.levels:
            if one.name == name:
                return one
        names = ", ".join(one.name for one in self.levels)
        raise UnknownLevelError(f"“{name}” is no level of the scale {self.id}. Its levels are {names}.")


Families = Mapping[str, Family]


@dataclass(frozen=True, slots=True)
class Shown:
    """A value on another scale: the levels it may be there (best first), and the lowest and highest place of these."""

    levels: tuple[str, ...]
    low: float | None
    high: float | None

    @property
    def exact(self) -> bool:
        """Whether just one level answers."""
        return len(self.levels) == 1

    def __str__(self) -> str:
        return " or ".join(self.levels) if self.levels else "no such level"


@cache
def _built_in() -> dict[str, Family]:
    found = {}
    for name, scale in load("scales").items():
        covers, opens = scale.get("covers", {}), scale.get("open", {})
        levels = tuple(
            _level(level, place, covers.get(level), opens.get(level, "")) for level, place in scale["levels"]
        )
        found[name] = Family(name, scale["title"], levels, scale.get("note", ""))
    return found


def _level(name: str, place: float | None, covers: list[float] | None = None, opens: str = "") -> Level:
    if place is None:
        return Level(name, None, open=opens or OPEN)
    low, high = covers or (place, place)
    return Level(name, float(place), float(low), float(high))


def families(case: Case | None = None) -> Families:
    """Every scale: those built in and those that the case brings. A case's scale covers its places alone."""
    if case is None or not case.scales:
        return _built_in()
    own = {
        one.id: Family(one.id, one.title, tuple(_level(name, place) for name, place in one.levels), one.note)
        for one in case.scales
    }
    return _built_in() | own


def family(scale: str, among: Families | None = None) -> Family:
    """The scale of this name. Raises UnknownLevelError with the names there are."""
    known = _built_in() if among is None else among
    if scale not in known:
        raise UnknownLevelError(f"There is no scale “{scale}”. There are {', '.join(sorted(known))}.")
    return known[scale]


def place(value: str, scale: str, among: Families | None = None) -> float | None:
    """The number of a level, -1 to 1; None where it is not rated.

    >>> place("partly", "fulfilment")
    0.5
    """
    return family(scale, among).level(value).place


def show_on(value: str, from_scale: str, to_scale: str, among: Families | None = None) -> Shown:
    """A level of one scale as levels of another.

    Those that cover the same stretch; else the nearest. What is not rated is shown as what is open in the same sense.

    >>> str(show_on("0", "toronto", "fulfilment"))
    'partly'
    >>> str(show_on("-1", "toronto", "fulfilment"))
    'not fulfilled or contrary'
    >>> str(show_on("partly", "fulfilment", "kroc"))
    '2 or 1'
    """
    source, target = family(from_scale, among).level(value), family(to_scale, among)
    if from_scale == to_scale:
        return Shown((value,), source.place, source.place)
    if source.place is None:
        return Shown(_open(source, target), None, None)
    rated = [level for level in target.levels if level.place is not None]
    gaps = {level.name: max(level.low - source.high, source.low - level.high, 0.0) for level in rated}
    nearest = min(gaps.values(), default=0.0)
    found = [level for level in rated if gaps[level.name] <= nearest + 1e-9]
    if len(found) > 1 and source.low == source.high:
        # A point that one level names and another only reaches is what the first one names.
        points = [level for level in found if level.low == level.high == source.low]
        found = points or found
    places = [level.place for level in found if level.place is not None]
    return Shown(tuple(level.name for level in found), min(places, default=None), max(places, default=None))


def _open(source: Level, target: Family) -> tuple[str, ...]:
    waiting = [level for level in target.levels if level.place is None]
    for wanted in (source.open, OPEN):
        found = tuple(level.name for level in waiting if level.open == wanted)
        if found:
            return found
    return tuple(level.name for level in waiting)
