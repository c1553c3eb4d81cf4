"""What has to be entered so that a ledger says what a pack says: additions and corrections, nothing twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from facta.record import HEAD, NOUNS, Case, key, to_payload


@dataclass(frozen=True, slots=True)
class Difference:
    """One entry to be made."""

    kind: str
    subject: str
    payload: dict[str, Any]


def differences(before: Case, after: Case, reason: str = "", *, withdraw: bool = False) -> list[Difference]:
    """Entries that lead from ``before`` to ``after``, in the order of the nouns.

    What ``after`` lacks stays in force, unless ``withdraw`` is set: a pack may hold a part of a ledger. ``reason`` is
    entered with corrections and withdrawals.
    """
    found: list[Difference] = []
    head = {name: getattr(after, name) for name in HEAD if getattr(after, name)}
    if head and head != {name: getattr(before, name) for name in HEAD if getattr(before, name)}:
        found.append(Difference("case.set", after.id, head))
    for noun, (name, _) in NOUNS.items():
        old = {key(item): item for item in getattr(before, name)}
        new = {key(item): item for item in getattr(after, name)}
        for one, item in new.items():
            if one not in old:
                found.append(Difference(f"{noun}.add", one, to_payload(item)))
            elif old[one] != item:
                found.append(Difference(f"{noun}.correct", one, to_payload(item) | {"reason": reason}))
        if withdraw:
            found += [Difference(f"{noun}.withdraw", one, {"reason": reason}) for one in old if one not in new]
    return found
