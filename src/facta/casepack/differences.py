"""What has to be entered so that a ledger says what a pack says: additions and corrections, nothing twice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from facta.casepack.columns import columns
from facta.record import HEAD, NOUNS, Case, key, to_payload


@dataclass(frozen=True, slots=True)
class Difference:
    """One entry to be made."""

    kind: str
    subject: str
    payload: dict[str, Any]


def differences(before: Case, after: Case, reason: str = "", *, withdraw: bool = False) -> list[Difference]:
    """Entries that lead from ``before`` to ``after``, in the order of the nouns.

    What ``after`` lacks stays in force, unless ``withdraw`` is set: a pack may hold a part of a ledger. So does what
    was fetched (columns marked so in ``columns.yaml``) where ``after`` has an empty cell, and what a person accepted
    where ``after`` still has the machine's suggestion, and the title and dates of a record that is joined by a pack of
    another id. ``reason`` is entered with corrections and withdrawals.
    """
    found: list[Difference] = []
    head = {name: getattr(after, name) for name in HEAD if getattr(after, name)}
    same = withdraw or not before.id or before.id == after.id
    if same and after.id and head != {name: getattr(before, name) for name in HEAD if getattr(before, name)}:
        found.append(Difference("case.set", after.id, head))
    for noun, (name, _) in NOUNS.items():
        old = {key(item): item for item in getattr(before, name)}
        new = {key(item): item for item in getattr(after, name)}
        for one, item in new.items():
            if one not in old:
                found.append(Difference(f"{noun}.add", one, to_payload(item)))
            elif old[one] != (kept := _kept(name, old[one], item)):
                found.append(Difference(f"{noun}.correct", one, to_payload(kept) | {"reason": reason}))
        if withdraw:
            found += [Difference(f"{noun}.withdraw", one, {"reason": reason}) for one in old if one not in new]
    return found


def _kept(table: str, old: Any, new: Any) -> Any:
    """The new item with what is not its to undo."""
    if getattr(old, "origin", "") == "person" and getattr(new, "origin", "") == "machine":
        return old
    fetched = {column for column, rule in columns()[table].items() if rule.get("fetched")}
    kept = {column: getattr(old, column) for column in fetched if getattr(old, column) and not getattr(new, column)}
    return replace(new, **kept) if kept else new
