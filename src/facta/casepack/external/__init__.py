"""Readers of compliance data that others made, by name of format: file -> ``record.Case``.

Every verdict in such a case is ``external`` and stands apart from a case's own. ``matrix`` reads any table of members
and commitments; ``g20`` is that reader with the columns of one table and the names of its members.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from facta.casepack.external import g20, matrix, trumptracker
from facta.record import Case


class Reader(Protocol):
    """Reads a file; ``mapping`` says which column holds which field, as ``--map field=column,…`` gives it."""

    def __call__(self, path: Path, mapping: Mapping[str, str] | None = None) -> Case: ...


FORMATS: dict[str, Reader] = {
    "g20": g20.read,
    "matrix": matrix.read,
    "trumptracker": trumptracker.read,
}
"""Name of the format -> reader."""
