"""How well the target of criticism is told: on sentences labelled with who is criticised and whether it is named.

A guess is right where it is one of the actors that the label names, or a part of it or the whole it is part of (the
Hong Kong authorities and China). Labels and guesses are compared through the vocabulary of actors; a label that no
actor of the vocabulary answers to is wrong unless the sentence's own words for the target are the label's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from facta.evaluate.figures import Figure, accuracy, figure
from facta.text.actors import belongs_to, kind, mentions
from facta.words.targets import Target, targets


@dataclass(frozen=True, slots=True)
class Judged:
    """One labelled sentence with the guess: for the list of worst errors."""

    row: Mapping[str, Any]
    guess: Target
    target_right: bool
    named_right: bool


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures ``criticism.target`` and ``criticism.named``, and every judgement that they rest on."""

    figures: tuple[Figure, ...]
    judged: tuple[Judged, ...]

    @property
    def errors(self) -> tuple[Judged, ...]:
        """Sentences with a wrong target, in the order of the rows."""
        return tuple(judged for judged in self.judged if not judged.target_right)


def labelled(target: str) -> frozenset[str]:
    """Ids of the actors that a label names."""
    found = mentions(target)
    ids = {mention.id for mention in found if mention.role != "place"}
    return frozenset(ids)


def agrees(guess: str, truth: frozenset[str]) -> bool:
    """Whether the guess is one of the true actors, or a territory or institution of one, or the whole of one."""
    part = ("territory", "institution")
    return guess in truth or any(
        (kind(guess) in part and belongs_to(guess) == key) or (kind(key) in part and belongs_to(key) == guess)
        for key in truth
    )


def judge(row: Mapping[str, Any]) -> Judged:
    """Guess the target of one row with ``sentence``, ``before``, ``target`` and ``named``."""
    guess = targets(str(row["sentence"]), str(row.get("before") or ""))[0]
    truth = labelled(str(row["target"]))
    return Judged(row, guess, agrees(guess.id, truth), guess.named == bool(row["named"]))


def measure(rows: Sequence[Mapping[str, Any]]) -> Measured:
    """Measure on the rows whose act is criticism and whose target is labelled; intervals by document."""
    judged = tuple(judge(row) for row in rows if row.get("act") == "criticism" and row.get("target"))

    def by_document(item: Judged) -> str:
        return str(item.row.get("doc") or item.row.get("n"))

    def share(name: str) -> Figure:
        return figure(
            f"criticism.{name}",
            judged,
            lambda rows: accuracy([(True, getattr(item, f"{name}_right")) for item in rows]),
            by_document,
        )

    return Measured((share("target"), share("named")), judged)
