"""Rating scales and the crosswalk between them: a verdict is stored once and shown on any scale.

Each level has a place, the number that enters a mean, and covers a stretch of one axis from 1 (kept) over 0 (nothing
done) to -1 (acted against). A level is shown as those levels of another scale whose stretch meets its own; where there
are several, all are given, because a coarse verdict cannot be made finer by a table. What lies between kept and nothing
done is shown as neither of the two: where the other scale has nothing between them, no level answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from facta.errors import FactaError
from facta.record import Case
from facta.vocab import load

OPEN = "unrated"
EXACT = 1e-9


class UnknownLevelError(FactaError, LookupError):
    """A scale or level that there is not."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level: its place in a mean (None: not rated), the stretch it covers, if any, and in what sense it is open."""

    name: str
    place: float | None
    covers: tuple[float, float] | None = None
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
    """A value on another scale: the levels it may be there (best first), and the lowest and highest place of these.

    No level is none such; no place where one of the levels is no rating.
    """

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
    stretch = (float(covers[0]), float(covers[1])) if covers else None
    if place is None:
        return Level(name, None, stretch, opens or OPEN)
    return Level(name, float(place), stretch or (float(place), float(place)))


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

    Those that cover the same stretch; else the nearest, but what is partly kept is never shown as kept or as nothing
    done. What is not rated is shown as what is open in the same sense.

    >>> str(show_on("0", "toronto", "fulfilment"))
    'partly'
    >>> str(show_on("-1", "toronto", "fulfilment"))
    'not fulfilled or contrary'
    >>> str(show_on("partly", "fulfilment", "kroc"))
    '2 or 1'
    >>> str(show_on("partly", "fulfilment", "docket"))
    'no such level'
    """
    source, target = family(from_scale, among).level(value), family(to_scale, among)
    if from_scale == to_scale:
        return Shown((value,), source.place, source.place)
    if source.place is None or source.covers is None:
        return Shown(_open(source, target), None, None)
    gaps = {level: _gap(source.covers, level.covers) for level in target.levels if level.covers is not None}
    if (nearest := min(gaps.values(), default=0.0)) > 0 and _between(source.covers):
        gaps = {level: gap for level, gap in gaps.items() if level.covers is not None and _between(level.covers)}
        nearest = min(gaps.values(), default=0.0)
    found = [level for level, gap in gaps.items() if gap <= nearest + EXACT]
    if len(found) > 1 and source.covers[0] == source.covers[1]:
        # A point that one level names and another only reaches is what the first one names.
        points = [level for level in found if level.covers == source.covers]
        found = points or found
    places = [level.place for level in found if level.place is not None]
    if len(places) < len(found):
        places = []
    return Shown(tuple(level.name for level in found), min(places, default=None), max(places, default=None))


def _gap(one: tuple[float, float], two: tuple[float, float]) -> float:
    """What lies between two stretches; 0 where they meet."""
    return max(one[0] - two[1], two[0] - one[1], 0.0)


def _between(stretch: tuple[float, float]) -> bool:
    """Whether a stretch has something between kept, 1, and nothing done, 0, and neither end of it."""
    return stretch[0] > 0 and stretch[1] < 1


def _open(source: Level, target: Family) -> tuple[str, ...]:
    waiting = [level for level in target.levels if level.place is None]
    for wanted in (source.open, OPEN):
        found = tuple(level.name for level in waiting if level.open == wanted)
        if found:
            return found
    return tuple(level.name for level in waiting)
