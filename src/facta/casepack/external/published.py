"""Averages that a table prints beside its scores, held against the averages that the scores themselves give.

A printed average is kept in the note of its commitment, so a ledger can still be asked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from facta.record import Case
from facta.standing.promises import Index
from facta.standing.verdicts import Verdicts

NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_TOLD = re.compile(rf"Published average: ({NUMBER.pattern})")


def told(average: str) -> str:
    """A printed average as the note of its commitment keeps it."""
    return f"Published average: {average}."


def averages(case: Case) -> dict[str, str]:
    """The published average of each commitment that has one, as printed, from its note."""
    return {one.id: said[1] for one in case.commitments if (said := _TOLD.match(one.note))}


@dataclass(frozen=True, slots=True)
class Compared:
    """A published mean beside the one computed from the scores. ``rounding``: half a unit of its last digit."""

    key: str
    published: float
    computed: float
    n: int
    rounding: float = 0.0

    @property
    def difference(self) -> float:
        """Computed less published."""
        return self.computed - self.published

    @property
    def agrees(self) -> bool:
        """Whether the one rounds to the other."""
        return abs(self.difference) <= self.rounding + 1e-9


def published(case: Case) -> tuple[Compared, ...]:
    """Every commitment with a published average, beside the mean of the external scores that the case holds."""
    scores = _scores(case)
    said = averages(case)
    return tuple(
        Compared(key, float(text), _mean(scores[key]), len(scores[key]), 0.5 * 10.0 ** -len(text.partition(".")[2]))
        for key, text in said.items()
        if key in scores
    )


def published_by_year(case: Case) -> tuple[Compared, ...]:
    """Published averages averaged over the commitments of a year, beside the same of the computed means."""
    said = Index(case).said
    year = {one.id: said(one)[:4] for one in case.commitments}
    groups: dict[str, list[Compared]] = defaultdict(list)
    for one in published(case):
        groups[year[one.key]].append(one)
    return tuple(together(key, some) for key, some in sorted(groups.items()))


def together(key: str, some: Sequence[Compared]) -> Compared:
    """The mean of several published averages beside the mean of the computed ones; ``n`` counts the commitments."""
    return Compared(key, _mean([one.published for one in some]), _mean([one.computed for one in some]), len(some))


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)


def _scores(case: Case) -> dict[str, list[float]]:
    index, verdicts = Index(case), Verdicts(case, external=True)
    found: dict[str, list[float]] = defaultdict(list)
    for one in case.commitments:
        for actor in index.actors(one):
            place = verdicts.of(one.id, actor).place
            if place is not None:
                found[one.id].append(place)
    return found
