"""Scorecards: how what was promised was judged, per actor, meeting, series, topic, year, firmness or testability.

The distribution over levels comes first, the mean of places second, with a 95 % bootstrap interval (Efron, 1979) that
draws whole promises and takes expanded percentiles, because plain ones are too narrow for few (Hesterberg, 2015). Where
every verdict is the same the bootstrap knows no doubt; the interval then allows for the share of other verdicts that n
verdicts cannot exclude, 1 - 0.05^(1/n) (Hanley and Lippman-Hand, 1983). Under the minimum there is no interval.

What counts: promises of persons; a machine's suggestion does not until it is accepted. A promise that several share
counts for each of them, per actor; in the other views it counts once, or once per actor where actors were judged one by
one. Verdicts that are not rated or disputed are promised but not assessed; best and worst case put all of these at the
ends of the scale.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from facta.record import Case, Commitment
from facta.scoring.card_notes import notes, weak_note
from facta.scoring.cards import Card, OnScale
from facta.standing.footing import Footing
from facta.standing.promises import Index
from facta.standing.scales import Families, Shown, families, family, show_on
from facta.standing.unrated import why
from facta.standing.verdicts import Verdict, Verdicts, waiting_note
from facta.tails import normal, t_quantile
from facta.vocab import load

By = Literal["actor", "meeting", "series", "topic", "year", "firmness", "testability"]
VIEWS: tuple[str, ...] = get_args(By)
MINIMUM = 5
"""Fewest verdicts with which a group has an interval and is ranked."""
DRAWS = 2000
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Scorecards:
    """The cards of one view, in an order that is no ranking, with the total and what a reader must know."""

    by: str
    scale: str
    cards: tuple[Card, ...]
    total: Card
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Unit:
    promise: Commitment
    actor: str
    verdict: Verdict


def scorecards(
    case: Case,
    by: By = "actor",
    *,
    scale: str = "",
    external: bool = False,
    minimum: int = MINIMUM,
    as_of: date | None = None,
) -> Scorecards:
    """Score the promises of a case in one view.

    ``scale``: on which to show it; default: the one that all verdicts use, else ``fulfilment``. ``external``: verdicts
    that others made, instead of the case's own. ``as_of``: promises and verdicts up to that day.
    Raises ValueError for an unknown view, UnknownLevelError for an unknown scale.
    """
    if by not in VIEWS:
        raise ValueError(f"There is no view “{by}”. There are {', '.join(VIEWS)}.")
    among = families(case)
    index = Index(case, as_of)
    verdicts = Verdicts(case, external=external, as_of=as_of)
    units = list(_units(index, verdicts, by))
    used = {unit.verdict.scale for unit in units if unit.verdict.scale}
    chosen = scale or (used.pop() if len(used) == 1 else "fulfilment")
    family(chosen, among)
    groups: dict[str, list[_Unit]] = defaultdict(list)
    for unit in units:
        groups[_key(index, unit, by)].append(unit)
    titles = _titles(case, by)
    maker = _Maker(index, among, chosen, minimum)
    keys = sorted(groups, key=lambda key: _order(index, titles, by, key))
    cards = [maker.card(key, titles.get(key, key or UNKNOWN), groups[key]) for key in keys]
    total = maker.card("", "all", units)
    cards = _ranked(cards, minimum)
    rated = {unit.promise.id for unit in units if unit.verdict.place is not None}
    said = (
        *notes(case, by, total, cards, minimum, external),
        *weak_note(Footing(case), rated),
        *waiting_note(verdicts.waiting),
    )
    return Scorecards(by, chosen, tuple(cards), total, said)


def _units(index: Index, verdicts: Verdicts, by: By) -> Iterable[_Unit]:
    for promise in index.promises():
        each = by == "actor" or verdicts.actors(promise.id)
        for actor in index.actors(promise) if each else ("",):
            yield _Unit(promise, actor, verdicts.of(promise.id, actor))


def _key(index: Index, unit: _Unit, by: By) -> str:
    promise = unit.promise
    if by == "actor":
        return unit.actor
    if by == "meeting":
        return promise.meeting
    if by == "series":
        meeting = index.meetings.get(promise.meeting)
        return meeting.series if meeting else ""
    if by == "topic":
        return promise.topic
    if by == "year":
        return index.said(promise)[:4]
    return str(promise.firmness) if by == "firmness" else promise.testable


def _titles(case: Case, by: By) -> Mapping[str, str]:
    if by == "actor":
        return {actor.id: actor.name for actor in case.actors}
    if by == "meeting":
        return {one.id: f"{one.date} {one.document_title or one.id}" for one in case.meetings}
    if by == "series":
        return {one.id: one.title for one in case.series}
    if by in ("firmness", "testability"):
        names: dict[str, str] = load("bands")["firmness" if by == "firmness" else "testable"]
        return names
    return {}


def _order(index: Index, titles: Mapping[str, str], by: By, key: str) -> tuple[bool, int, str]:
    """Time for meetings, the order of the bands, else the alphabet; never the mean, which would read as a ranking."""
    if by in ("firmness", "testability"):
        return False, list(titles).index(key) if key in titles else len(titles), key
    if by == "meeting" and key in index.meetings:
        return False, 0, index.meetings[key].date
    return not key, 0, titles.get(key, key).casefold()


class _Maker:
    """Makes cards on one scale; remembers how each stored level is shown on each scale."""

    def __init__(self, index: Index, among: Families, scale: str, minimum: int) -> None:
        self._index = index
        self._minimum = max(minimum, 2)
        self._among = among
        self._scale = scale
        self._seen: dict[tuple[str, str, str], Shown] = {}
        self._order = {level.name: number for number, level in enumerate(among[scale].levels)}
        places = [level.place for level in among[scale].levels if level.place is not None]
        self._ends = (min(places, default=-1.0), max(places, default=1.0))

    def _shown(self, verdict: Verdict, scale: str) -> Shown:
        name = (verdict.value, verdict.scale, scale)
        if name not in self._seen:
            self._seen[name] = show_on(*name, self._among)
        return self._seen[name]

    def _place(self, unit: _Unit) -> float | None:
        """The number of a verdict on the scale; halfway where the scale cannot tell levels apart."""
        if not unit.verdict.value:
            return None
        shown = self._shown(unit.verdict, self._scale)
        return None if shown.low is None or shown.high is None else (shown.low + shown.high) / 2

    def card(self, key: str, title: str, units: Sequence[_Unit]) -> Card:
        """The card of a group; its rank is given later, beside the others."""
        standing = Counter(unit.verdict.standing for unit in units)
        levels = Counter(self._shown(unit.verdict, self._scale) for unit in units if unit.verdict.value)
        placed = [(unit, place) for unit in units if (place := self._place(unit)) is not None]
        plain = [place for unit, place in placed if not unit.promise.logistics]
        promised, assessed = len(units), len(placed)
        total = sum(place for _, place in placed)
        low, high = self._interval(placed)
        lacking = promised - assessed
        return Card(
            key,
            title,
            promised,
            assessed,
            sum(levels.values()) - assessed,
            self._unrated(units),
            standing["disputed"],
            standing["none"],
            tuple((str(level), count) for level, count in sorted(levels.items(), key=lambda one: self._rank(one[0]))),
            total / assessed if assessed else None,
            low,
            high,
            (total + lacking * self._ends[0]) / promised if promised else None,
            (total + lacking * self._ends[1]) / promised if promised else None,
            None,
            sum(unit.promise.logistics for unit in units),
            sum(plain) / len(plain) if plain else None,
            self._scales(placed),
        )

    def _unrated(self, units: Sequence[_Unit]) -> tuple[tuple[str, int], ...]:
        without = [unit for unit in units if unit.verdict.value and self._place(unit) is None]
        return tuple(Counter(why(self._index, unit.promise, unit.verdict) for unit in without).most_common())

    def _rank(self, shown: Shown) -> tuple[int, ...]:
        return tuple(self._order[name] for name in shown.levels) or (len(self._order),)

    def _interval(self, placed: Sequence[tuple[_Unit, float]]) -> tuple[float | None, float | None]:
        sums: dict[str, float] = defaultdict(float)
        counts: Counter[str] = Counter()
        for unit, place in placed:
            sums[unit.promise.id] += place
            counts[unit.promise.id] += 1
        size = len(counts)
        if size < self._minimum:
            return None, None
        places = {place for _, place in placed}
        if len(places) == 1:
            place, share = places.pop(), 1 - 0.05 ** (1 / size)
            return place + share * (self._ends[0] - place), place + share * (self._ends[1] - place)
        import numpy as np

        picked = np.random.default_rng(1).integers(0, size, (DRAWS, size))
        total = np.array([sums[one] for one in counts])[picked].sum(axis=1)
        number = np.array([counts[one] for one in counts])[picked].sum(axis=1)
        tail = 100 * normal(t_quantile(size - 1, 0.025) * (size / (size - 1)) ** 0.5)
        low, high = np.percentile(total / number, [tail, 100 - tail])
        return float(low), float(high)

    def _scales(self, placed: Sequence[tuple[_Unit, float]]) -> tuple[OnScale, ...]:
        """The mean on every scale that has a level for every verdict."""
        values = Counter((unit.verdict.value, unit.verdict.scale) for unit, _ in placed)
        found = []
        for scale in sorted(self._among) if values else ():
            ends = []
            for (value, origin), count in values.items():
                shown = self._shown(Verdict("", value=value, scale=origin), scale)
                if shown.low is not None and shown.high is not None:
                    ends.append((shown.low * count, shown.high * count))
            if len(ends) == len(values):
                low, high = (sum(side) / len(placed) for side in zip(*ends, strict=True))
                found.append(OnScale(scale, low, high))
        return tuple(found)


def _ranked(cards: Sequence[Card], minimum: int) -> list[Card]:
    """Ranks that the intervals allow: a group stands behind another only where the whole interval does."""
    from dataclasses import replace

    fit = [card for card in cards if card.assessed >= minimum and card.low is not None and card.high is not None]
    found = []
    for card in cards:
        rank = None
        if card in fit:
            above = sum(other.low > card.high for other in fit)  # type: ignore[operator]
            below = sum(other.high < card.low for other in fit)  # type: ignore[operator]
            rank = (1 + above, len(fit) - below) if above or below else None
        found.append(replace(card, rank=rank))
    return found
