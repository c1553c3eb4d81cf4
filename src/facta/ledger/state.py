"""State as a fold over entries: who says what now, and what was said as of an earlier entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from facta.errors import LedgerVersionError, TamperedError
from facta.ledger.chain import Entry
from facta.record import HEAD, NOUNS, Case, from_payload

KINDS = frozenset({"case.set", *(f"{noun}.{verb}" for noun in NOUNS for verb in ("add", "correct", "withdraw"))})
"""Every kind of entry that this version knows."""


class Held(NamedTuple):
    """What is in force for one subject."""

    payload: dict[str, Any]
    first: int
    """Number of the entry that brought the subject in; it gives the order."""
    since: int
    """Number of the entry in force."""


State = dict[tuple[str, str], Held]
"""(noun, key) -> what is in force. The case's head stands under ("case", "")."""


def name_of(entry: Entry) -> tuple[str, str]:
    """The noun and key that an entry is about. Raises LedgerVersionError for a kind that this version does not know."""
    if entry.kind not in KINDS:
        raise LedgerVersionError(
            f"Entry {entry.sequence} is of a kind that this version does not know ({entry.kind}). Use a newer facta."
        )
    noun = entry.kind.partition(".")[0]
    return noun, "" if noun == "case" else entry.subject


def fold(entries: Iterable[Entry], state: State | None = None) -> State:
    """Apply entries in order; a later entry on the same subject supersedes, a withdrawal takes it out of force."""
    state = {} if state is None else state
    for entry in entries:
        apply(state, entry)
    return state


def apply(state: State, entry: Entry) -> None:
    """Apply one entry. Raises LedgerVersionError and TamperedError as ``name_of`` and ``payload_of`` do."""
    name = name_of(entry)
    if entry.kind.endswith(".withdraw"):
        state.pop(name, None)
        return
    payload = payload_of(entry)
    before = state.get(name)
    state[name] = Held(payload, before.first if before else entry.sequence, entry.sequence)


def payload_of(entry: Entry) -> dict[str, Any]:
    """What an entry says, without its reason. Raises TamperedError where that is no JSON object."""
    try:
        payload = entry.data
        payload.pop("reason", None)
    except (TypeError, ValueError, AttributeError):
        raise TamperedError(f"Entry {entry.sequence} does not hold: its payload is no JSON object.") from None
    return payload


def case_of(state: Mapping[tuple[str, str], Held]) -> Case:
    """The case that a state describes, each noun in the order of its first entry."""
    found: dict[str, list[Any]] = {}
    head: dict[str, Any] = {"id": "", "title": ""}
    for (noun, _), held in state.items():
        if noun == "case":
            head |= {name: held.payload[name] for name in HEAD if name in held.payload}
            continue
        try:
            found.setdefault(NOUNS[noun][0], []).append(from_payload(noun, held.payload))
        except (KeyError, TypeError) as error:
            raise LedgerVersionError(
                f"A {noun} has fields that this version does not know. Use a newer facta."
            ) from error
    head |= {name: tuple(items) for name, items in found.items()}
    return Case(**head)
