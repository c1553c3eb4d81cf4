"""Who stands behind an actor: the members of a group, of groups within it too."""

from __future__ import annotations

from collections.abc import Iterable

from facta.record import Actor


class Members:
    """The groups of a case, asked many times."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._groups = {actor.id: actor.members for actor in actors if actor.members}

    def of(self, actors: Iterable[str]) -> tuple[str, ...]:
        """The single actors behind these, each once; a group that contains itself ends there."""
        return tuple(dict.fromkeys(one for actor in actors for one in self._of(actor, frozenset())))

    def _of(self, actor: str, seen: frozenset[str]) -> tuple[str, ...]:
        if actor not in self._groups or actor in seen:
            return (actor,)
        return tuple(one for member in self._groups[actor] for one in self._of(member, seen | {actor}))
