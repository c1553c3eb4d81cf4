"""How well the target of criticism is told: on sentences labelled with who is criticised and whether it is named.

A guess is right where it is one of the actors that the label names, or a part of it or the whole it is part of (the
Hong Kong authorities and China). Labels and guesses are compared through the vocabulary of actors; a label that no
actor of the vocabulary answers to is wrong unless the sentence's own words for the target are the label's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from facta.evaluate.figures import Figure, Measured, Mistake, accuracy, confusion_table, figure
from facta.text.actors import belongs_to, kind, mentions, name
from facta.words.targets import Target, targets


@dataclass(frozen=True, slots=True)
class Judged:
    """One labelled sentence with the guess: for the list of worst errors."""

    row: Mapping[str, Any]
    guess: Target
    target_right: bool
    named_right: bool


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

    def share(part: str) -> Figure:
        return figure(
            f"criticism.{part}",
            judged,
            lambda rows: accuracy([(True, getattr(item, f"{part}_right")) for item in rows]),
            by_document,
        )

    wrong = tuple(
        Mistake(str(one.row["sentence"]), str(one.row["target"]), name(one.guess.id) if one.guess.id else "nobody", 0.0)
        for one in judged
        if not one.target_right
    )
    named = confusion_table(
        [(_said(one.row["named"]), _said(one.guess.named)) for one in judged if one.row.get("named") is not None]
    )
    return Measured((share("target"), share("named")), {"named": named}, wrong)


def _said(named: object) -> str:
    return "named" if named else "evident"
