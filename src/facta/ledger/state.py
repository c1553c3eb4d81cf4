"""State as a fold over entries: who says what now, and what was said as of an earlier entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from facta.errors import LedgerError
from facta.ledger.chain import Entry
from facta.record import HEAD, NOUNS, Case, from_payload

State = dict[tuple[str, str], dict[str, Any]]
"""(noun, key) -> payload of the entry in force. The case's head stands under ("case", "")."""


def fold(entries: Iterable[Entry], state: State | None = None) -> State:
    """Apply entries in order; a later entry on the same subject supersedes, a withdrawal takes it out of force."""
    state = {} if state is None else state
    for entry in entries:
        apply(state, entry)
    return state


def apply(state: State, entry: Entry) -> None:
    """Apply one entry. Raises LedgerError for a kind that this version does not know."""
    noun, _, verb = entry.kind.partition(".")
    if noun == "case" and verb == "set":
        state["case", ""] = entry.data
    elif noun in NOUNS and verb in ("add", "correct"):
        payload = entry.data
        payload.pop("reason", None)
        state[noun, entry.subject] = payload
    elif noun in NOUNS and verb == "withdraw":
        state.pop((noun, entry.subject), None)
    else:
        raise LedgerError(
            f"Entry {entry.sequence} is of a kind this version does not know ({entry.kind}). Use a newer facta."
        )


def case_of(state: Mapping[tuple[str, str], dict[str, Any]]) -> Case:
    """The case that a state describes, each noun in the order of its first entry."""
    found: dict[str, list[Any]] = {}
    for (noun, _), payload in state.items():
        if noun == "case":
            continue
        try:
            found.setdefault(NOUNS[noun][0], []).append(from_payload(noun, payload))
        except TypeError as error:
            raise LedgerError(f"A {noun} has fields that this version does not know. Use a newer facta.") from error
    head = state.get(("case", ""), {"id": "", "title": ""})
    fields: dict[str, Any] = {name: head[name] for name in HEAD if name in head}
    fields |= {name: tuple(items) for name, items in found.items()}
    return Case(**fields)
