"""The kinds of change that are weighed, and what each is called when the two sentences change places."""

from __future__ import annotations

from facta.model import ChangeKind

FAMILIES: tuple[tuple[ChangeKind, ChangeKind | None], ...] = (
    ("scope_widened", "scope_narrowed"),
    ("hardened", "softened"),
    ("target_named", "target_unnamed"),
    ("actor_added", "actor_dropped"),
    ("done", None),
    ("amount_changed", None),
    ("deadline_moved", None),
)
"""Each kind of change, and what it is called when the two sentences change places; None: the same, or nothing."""
KINDS: tuple[ChangeKind, ...] = tuple(kind for family in FAMILIES for kind in family if kind)
"""In the order of their fitted thresholds."""
_OPPOSITES = dict(FAMILIES) | {other: kind for kind, other in FAMILIES if other}
REVERSED: tuple[int, ...] = tuple(KINDS.index(_OPPOSITES[kind] or kind) for kind in KINDS)
"""For each kind the place of what it is called when the two sentences change places."""
