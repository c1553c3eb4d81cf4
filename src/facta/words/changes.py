"""Typed changes between an earlier wording and a later one."""

from __future__ import annotations

from datetime import date

from facta.model import Change


def changes(
    later: str, earlier: str, *, later_date: date | None = None, earlier_date: date | None = None
) -> tuple[Change, ...]:
    """What changed that matters, with the words on both sides."""
    return ()
