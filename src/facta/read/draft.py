"""What a format reader hands over, before it becomes a ``Statement``: everything that the input itself says."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from facta.model import DateClaim, Problem

MEGABYTE = 1_000_000
DOCUMENT_LIMIT = 50 * MEGABYTE
"""Bytes of one document, page or line of JSONL."""
TEXT_LIMIT = 20 * MEGABYTE
"""Characters of one statement."""
SAVED = "file saved "
"""How the quote of a date claim begins that only tells when an office file was saved."""


@dataclass(slots=True)
class Draft:
    """A text as read. What is "" was not said by the input; ``claims`` hold dates in order of authority."""

    address: str
    text: str
    media_type: str
    title: str = ""
    claims: list[DateClaim] = field(default_factory=list)
    vague: bool = False
    """True where the declared date is a year or a month only, and stands for its first day."""
    language: str = ""
    publisher: str = ""
    series: str = ""
    id: str = ""
    url: str = ""
    licence: str = ""
    line: int | None = None
    sha256: str = ""
    size: int = 0
    snapshot: str = ""
    folder: str = ""
    """Name of the folder it lies in, the series where nothing else names one."""
    margins: str = ""
    """Running heads and feet, left out of the text: they may date it where nothing else does."""
    problems: list[Problem] = field(default_factory=list)

    def warn(self, message: str, remedy: str) -> None:
        """Note a doubt about input that is used."""
        self.problems.append(Problem(self.address, message, remedy, self.line, skipped=False))


def without_site(title: str) -> str:
    """A title without the name of the site, which browsers put into what they print: ``Joint Statement | Ministry``."""
    parts = [part.strip() for part in re.split(r"\s+\|\s+|\s*｜\s*", title)]
    return max(parts, key=len)
