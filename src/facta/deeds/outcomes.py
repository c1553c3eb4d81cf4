"""Declared outcomes: how often a meeting was described favourably by those who met, and how much that still tells.

How much the word tells is its self-information, -log2 of its share (Shannon, 1948): 0 bits where every meeting is
called a success. A share of all is not certainty, so the bits at the lower end of its interval stand beside it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from facta.deeds.intervals import FEW, Chance, Share, next_one, wilson
from facta.deeds.say import count
from facta.deeds.view import view
from facta.record import Case, Meeting
from facta.standing.promises import held


@dataclass(frozen=True, slots=True)
class Declared:
    """The outcomes declared in one series."""

    series: str
    title: str
    held: int
    coded: int
    """Held, with a declared outcome that was found and coded."""
    favourable: int
    share: float | None
    low: float | None
    high: float | None
    bits: float | None
    """What the word "success" tells at this share; None where no meeting is coded."""
    bits_at_most: float | None
    """The same at the lower end of the interval."""
    next_favourable: float | None
    """Probability that the next one is called favourable (Jeffreys' prior)."""
    not_held: int
    """Postponed or cancelled."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One meeting and what was said of it."""

    id: str
    series: str
    date: str
    status: str
    success: str
    declared_outcome: str


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Declared outcomes of a case."""

    as_of: date
    rows: tuple[Declared, ...]
    meetings: tuple[Outcome, ...]
    sentences: tuple[str, ...]


def outcomes(case: Case, as_of: date) -> Outcomes:
    """Declared outcomes by series and over all, as of the day."""
    shown = view(case, as_of)
    titles = {one.id: one.title for one in case.series}
    names = list(dict.fromkeys(one.series for one in shown.meetings))
    rows = [_declared(name, titles.get(name, name), [m for m in shown.meetings if m.series == name]) for name in names]
    if len(rows) != 1:
        rows.append(_declared("all", "all meetings", list(shown.meetings)))
    listed = tuple(
        Outcome(one.id, one.series, one.date, one.status, one.success, one.declared_outcome) for one in shown.meetings
    )
    return Outcomes(as_of, tuple(rows), listed, _sentences(rows))


def favourable(meetings: Sequence[Meeting]) -> Share:
    """Meetings held and described favourably, of those held whose description was found."""
    coded = [one for one in meetings if held(one) and one.success]
    return wilson(sum(one.success == "yes" for one in coded), len(coded))


def next_success(meetings: Sequence[Meeting]) -> Chance:
    """The probability that the next meeting will be called a success."""
    share = favourable(meetings)
    return next_one(share.count, share.of)


def surprise(share: float) -> float:
    """Bits that a description tells which this share of meetings has; infinite for none."""
    return -math.log2(share) + 0.0 if share else math.inf


def _declared(name: str, title: str, meetings: Sequence[Meeting]) -> Declared:
    share = favourable(meetings)
    known = share.share is not None
    return Declared(
        name,
        title,
        sum(held(one) for one in meetings),
        share.of,
        share.count,
        share.share,
        share.low,
        share.high,
        surprise(share.share) if share.share else None,
        surprise(share.low) if share.low else None,
        next_success(meetings).probability if known else None,
        sum(one.status != "held" for one in meetings),
    )


def _sentences(rows: Sequence[Declared]) -> tuple[str, ...]:
    said = []
    for row in rows:
        if not row.coded:
            said.append(f"{row.title}: no declared outcome was found for {count(row.held, 'meeting')} held.")
            continue
        share = wilson(row.favourable, row.coded)
        bits = f"{row.bits:.2f} bits" if row.bits is not None else "nothing that can be counted"
        most = f", {row.bits_at_most:.2f} at most" if row.bits_at_most is not None else ""
        said.append(
            f"{row.title}: described favourably {share.told('meetings coded')}, of {row.held} held. "
            f"To hear it again tells {bits}{most}; the next one will be described so with probability "
            f"{row.next_favourable:.2f}." + (" Too few to lean on." if row.coded < FEW else "")
        )
    if any(row.not_held for row in rows):
        said.append("Meetings postponed or cancelled have no declared outcome and are not counted as failures.")
    return tuple(said)
