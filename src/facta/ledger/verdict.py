"""Does a ledger hold: every entry, the chain, what is derived from them, and the triggers that guard them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from facta.errors import LedgerError, LedgerVersionError, TamperedError
from facta.ledger.chain import GENESIS, Entry, Fault, check
from facta.ledger.state import State, apply, name_of
from facta.record import from_payload

_DIGEST = re.compile(r"[0-9a-f]{12,64}")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What ``verify`` found."""

    entries: int
    """How many entries hold, from the first on."""
    head: str
    fault: Fault | None = None
    stale: tuple[str, ...] = ()
    """Subjects whose row of what is in force is not what the entries give; ``rebuild`` mends them."""
    unguarded: tuple[str, ...] = ()
    """Triggers that are gone; somebody could have written past the ledger. ``rebuild`` puts them back."""
    missing: str = ""
    """The head noted earlier, where the chain no longer has it: the ledger was cut off or rewritten."""

    @property
    def holds(self) -> bool:
        """Whether every entry and everything derived from them holds."""
        return not (self.fault or self.stale or self.unguarded or self.missing)


class Verifiable(Protocol):
    """What ``verify`` asks of a ledger."""

    @property
    def embedded(self) -> bool: ...

    def entries(self, since: int = 0, until: int | None = None) -> Iterator[Entry]: ...

    def head(self) -> tuple[int, str]: ...

    def in_force(self, *, damaged: bool = False) -> State: ...

    def unguarded(self) -> tuple[str, ...]: ...


def verify(ledger: Verifiable, against: str = "") -> Verdict:
    """Recompute everything; ``against`` is a head digest noted earlier (its first 12 digits at least).

    Others may write meanwhile: the entries they add are read too, until there are no more. Raises LedgerError where
    the database does not answer, or ``against`` is no digest.
    """
    against = against.strip().lower()
    if against and not _DIGEST.fullmatch(against):
        raise LedgerError(f"“{against}” is no digest. Give the head that facta verify printed, or its first 12 digits.")
    state: State = {}
    count, head, seen = 0, GENESIS, not against or GENESIS.startswith(against)
    while True:
        try:
            for checked in check(_entries(ledger, count), count, head):
                fault = checked if isinstance(checked, Fault) else _apply(state, checked)
                if fault or isinstance(checked, Fault):
                    return Verdict(count, head, fault, unguarded=_unguarded(ledger))
                count, head = checked.sequence, checked.hash
                seen = seen or head.startswith(against)
        except _UnreadableError as error:
            fault = Fault(count + 1, f"it cannot be read ({error})")
            return Verdict(count, head, fault, unguarded=_unguarded(ledger))
        current = ledger.in_force(damaged=True)
        if ledger.head()[0] <= count:
            break
    stale = sorted(" ".join(name).strip() for name in {*state, *current} if state.get(name) != current.get(name))
    return Verdict(count, head, None, tuple(stale), ledger.unguarded(), "" if seen else against)


def replay(entries: Iterable[Entry]) -> State:
    """The state by entries that hold. Raises TamperedError, which names the first that does not.

    Raises LedgerVersionError for an entry that holds and is of a kind that this version does not know.
    """
    state: State = {}
    for checked in check(entries):
        if isinstance(checked, Fault):
            fault: Fault | None = checked
        else:
            name_of(checked)
            fault = _apply(state, checked)
        if fault:
            raise TamperedError(
                f"Entry {fault.sequence} does not hold: {fault.reason}. Nothing was made anew from it. "
                "Go back to a copy that holds (facta verify), or find out who wrote past the ledger."
            )
    return state


def _unguarded(ledger: Verifiable) -> tuple[str, ...]:
    """Triggers that are gone; none where a damaged file does not tell."""
    try:
        return ledger.unguarded()
    except LedgerError:
        return ()


def _apply(state: State, entry: Entry) -> Fault | None:
    try:
        apply(state, entry)
        noun, _, verb = entry.kind.partition(".")
        if noun != "case" and verb != "withdraw":
            from_payload(noun, state[noun, entry.subject].payload)
    except LedgerVersionError as error:
        return Fault(entry.sequence, str(error).rstrip("."))
    except TamperedError:
        return Fault(entry.sequence, "its payload is no JSON object")
    except TypeError:
        return Fault(entry.sequence, f"its payload makes no {entry.kind.partition('.')[0]}")
    return None


class _UnreadableError(Exception):
    """An entry that a damaged file does not give."""


def _entries(ledger: Verifiable, since: int) -> Iterator[Entry]:
    """The entries; one by one where a damaged file does not give them in bulk, so that the first bad one is named."""
    last = since
    try:
        for entry in ledger.entries(since):
            yield entry
            last = entry.sequence
    except LedgerError:
        if not ledger.embedded:
            raise
        while True:
            try:
                one = next(ledger.entries(last, last + 1), None)
            except LedgerError as error:
                raise _UnreadableError(str(error)) from error
            if one is None:
                raise
            yield one
            last = one.sequence
