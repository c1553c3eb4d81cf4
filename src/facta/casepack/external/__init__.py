"""Readers of compliance data that others made, by name of format: file -> ``record.Case``.

Every verdict in such a case is ``external`` and stands apart from a case's own. ``matrix`` reads any table of members
and commitments; ``g20`` is that reader with the columns of one table and the names of its members.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from facta.casepack.external import g20, matrix, trumptracker
from facta.record import Case

Reader = Callable[[Path, Mapping[str, str]], Case]

FORMATS: dict[str, Reader] = {
    "g20": g20.read,
    "matrix": matrix.read,
    "trumptracker": trumptracker.read,
}
"""Name of the format -> reader. The second argument maps fields to columns, as ``--map field=column,…`` gives it."""
