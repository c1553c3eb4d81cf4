"""The hash chain. Each entry carries the digest of itself and of the one before it, so a change anywhere shows.

The digest is SHA-256 over the canonical JSON of the entry's fields in fixed order. Canonical: keys sorted, no space,
UTF-8, no NaN; so that two writers, or two databases, give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from facta.ids import digest

GENESIS = "0" * 64
"""What the first entry names as the digest before it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the ledger. ``payload`` is canonical JSON text, kept as it was hashed."""

    sequence: int
    at: str
    """ISO 8601 in UTC, with microseconds."""
    author: str
    kind: str
    """``commitment.add``, ``action.correct``, ``assessment.withdraw``, ``case.set``."""
    subject: str
    payload: str
    previous: str
    hash: str

    @property
    def data(self) -> dict[str, Any]:
        """The payload, parsed."""
        parsed: dict[str, Any] = json.loads(self.payload)
        return parsed


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wants to enter: kind, subject and payload; the rest is the ledger's."""

    kind: str
    subject: str
    payload: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """The first entry that does not hold, and why."""

    sequence: int
    reason: str


def canonical(value: Any) -> str:
    """JSON in the one form that is hashed. Raises ValueError for NaN and infinities."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def seal(sequence: int, at: str, author: str, draft: Draft, previous: str) -> Entry:
    """The entry for a draft, with its digest."""
    payload = canonical(draft.payload)
    return Entry(
        sequence,
        at,
        author,
        draft.kind,
        draft.subject,
        payload,
        previous,
        fingerprint(sequence, at, author, draft.kind, draft.subject, payload, previous),
    )


def fingerprint(*fields: int | str) -> str:
    """SHA-256 over the fields of an entry."""
    return digest(canonical(list(fields)))


def check(entries: Iterable[Entry], count: int = 0, previous: str = GENESIS) -> Iterator[Entry | Fault]:
    """Pass the entries through, and end with a Fault at the first that does not hold.

    ``count`` and ``previous`` are number and digest of the entry that these follow on.
    """
    for sequence, entry in enumerate(entries, count + 1):
        if entry.sequence != sequence:
            yield Fault(sequence, f"it is missing: the next one is {entry.sequence}")
            return
        if entry.previous != previous:
            yield Fault(sequence, "it does not name the digest of the entry before it")
            return
        if entry.hash != _fingerprint_of(entry):
            yield Fault(sequence, "its content does not give its digest")
            return
        previous = entry.hash
        yield entry


def _fingerprint_of(entry: Entry) -> str:
    try:
        return fingerprint(
            entry.sequence, entry.at, entry.author, entry.kind, entry.subject, entry.payload, entry.previous
        )
    except (TypeError, ValueError):
        # SQLite lets bytes and nothing at all stand where text belongs.
        return ""
