"""The G20 compliance table: 397 commitments of 2008-2021 by 20 members, scored 1, 0, -1 by people (Toronto scale).

Only ``score`` is human; the columns that describe the wording are a machine's and stay out. ``NA`` is kept as a verdict
that is not rated, so that every cell of the table is in the ledger. The table does not say when a verdict was given.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from facta.casepack.external import matrix
from facta.record import Case, Commitment, Meeting
from facta.standing.promises import Index
from facta.standing.verdicts import Verdicts


@cache
def words() -> dict[str, Any]:
    """``g20.yaml``."""
    text = resources.files(__package__).joinpath("g20.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def read(path: Path, mapping: Mapping[str, str] | None = None) -> Case:
    """The table as a case. Raises UnreadableError with the line where it is not that table."""
    how = {**words()["mapping"], **(mapping or {})}
    case = matrix.read(Path(path), how)
    names = words()["members"]
    meetings = {one.id: _summit(one, names) for one in case.meetings}
    off = {one.key: one for one in published(case) if not one.agrees}
    return replace(
        case,
        actors=tuple(replace(actor, name=names.get(actor.id, actor.name)) for actor in case.actors),
        meetings=tuple(sorted(meetings.values(), key=lambda one: one.date)),
        commitments=tuple(
            replace(one, said=meetings[one.meeting].date, note=_note(one, off)) for one in case.commitments
        ),
    )


def _note(one: Commitment, off: Mapping[str, Compared]) -> str:
    """The published average, with the scores' own where the table contradicts itself."""
    return f"{one.note} The scores give {off[one.id].computed:.2f}." if one.id in off else one.note


def _summit(meeting: Meeting, names: Mapping[str, str]) -> Meeting:
    """A summit by its host; the table names it by day and host, and one day wrongly."""
    right = words()["summits"].get(meeting.document_title, {})
    host = meeting.document_title.partition(" ")[2]
    title = f"G20 summit, host {names.get(host, host)}"
    return replace(meeting, date=right.get("date", meeting.date), document_title=title, note=right.get("note", ""))


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
    said = matrix.averages(case)
    return tuple(
        Compared(key, float(text), _mean(scores[key]), len(scores[key]), 0.5 * 10.0 ** -len(text.partition(".")[2]))
        for key, text in said.items()
        if key in scores
    )


def published_by_year(case: Case) -> tuple[Compared, ...]:
    """Published averages averaged over the commitments of a year, beside the same of the computed means."""
    year = {one.id: one.said[:4] for one in case.commitments}
    groups: dict[str, list[Compared]] = defaultdict(list)
    for one in published(case):
        groups[year[one.key]].append(one)
    return tuple(
        Compared(
            key,
            sum(one.published for one in some) / len(some),
            sum(one.computed for one in some) / len(some),
            len(some),
        )
        for key, some in sorted(groups.items())
    )


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
