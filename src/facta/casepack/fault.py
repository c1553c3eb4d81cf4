"""Where a case pack is wrong, to the cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from facta.model import Problem

Row = tuple[int, dict[str, Any]]
"""Line, and the values by column: text as a cell has it, or a tuple from YAML."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Where a pack is wrong, to the cell."""

    file: str
    line: int
    column: str
    message: str

    def problem(self, folder: str) -> Problem:
        """The same as a problem of reading."""
        where = f"column {self.column}: " if self.column else ""
        return Problem(f"{folder}/{self.file}", where + self.message, "Correct the cell.", self.line or None)
