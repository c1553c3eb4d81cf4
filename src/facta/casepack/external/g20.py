"""The G20 compliance table: 397 commitments of 2008-2021 by 20 members, scored 1, 0, -1 by people (Toronto scale).

Only ``score`` is human; the columns that describe the wording are a machine's and stay out. ``NA`` is kept as a verdict
that is not rated, so that every cell of the table is in the ledger. The table does not say when a verdict was given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from facta.casepack.external import matrix
from facta.casepack.external.published import Compared, published
from facta.record import Case, Commitment, Meeting


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
