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
    remedy: str = ""
    """What to do, where the place alone does not say."""

    def problem(self, folder: str) -> Problem:
        """The same as a problem of reading."""
        where = f"column {self.column}: " if self.column else ""
        return Problem(
            f"{folder}/{self.file}", where + self.message, self.remedy or self._by_place(), self.line or None
        )

    def _by_place(self) -> str:
        if self.column:
            if self.file.endswith(".toml"):
                return f"Correct {self.column}."
            return "Correct the heading." if self.line == 1 and self.file.endswith(".csv") else "Correct the cell."
        return "Correct the line." if self.line else "Correct the file."
