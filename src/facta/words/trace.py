"""Where wordings of a corpus were said before: candidates read, and followed step by step back in time.

Uses of a passage are the earlier passages that relate to it, every verbatim copy of those, and, step by step back in
time, what those in turn recycled. A step back goes through *recycled* only: the formula stays recognisable from use to
use while it may drift over twenty years, whereas rewordings of rewordings would soon lead to another matter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from facta.model import LineageLabel, Relation
from facta.words.corpus import Corpus

LIMIT = 20
"""Candidates that are read for each passage."""
WORTH = 0.11
"""Least overlap of a candidate that is worth reading."""
STEPS = 6
"""How many steps back the uses of a passage are followed."""


class Search(Protocol):
    """An index: candidates for each query, as (position in the corpus, overlap), the best first."""

    def __call__(
        self, queries: Sequence[Sequence[str]], limit: int = ..., before: Sequence[int] | None = ...
    ) -> Iterable[Sequence[tuple[int, float]]]: ...


class RelateMany(Protocol):
    """Decides over (later, earlier) pairs of sentences; ``relation.relate_many``."""

    def __call__(
        self,
        pairs: Sequence[tuple[str, str]],
        *,
        dates: Sequence[tuple[date | None, date | None]] | None = ...,
        typed: bool = ...,
    ) -> list[Relation]: ...


Propose = Callable[[Sequence[Sequence[str]]], Search]


def lineage_of(relation: Relation) -> LineageLabel:
    """``new`` for what is merely related."""
    return relation.label if relation.label == "recycled" or relation.label == "reworded" else "new"


def default_relation() -> RelateMany:
    """The decision that is used where none is given; imported late, for it reads a model."""
    from facta.words.relation import relate_many

    return relate_many


@dataclass(frozen=True, slots=True)
class Ancestry:
    """Of each wording of a corpus, the closest earlier wording that it recycles or rewords, if any."""

    parent: tuple[int | None, ...]
    label: tuple[LineageLabel, ...]
    score: tuple[float, ...]


class Reader:
    """Relations between wordings of a corpus, each pair read once."""

    def __init__(self, corpus: Corpus, relate: RelateMany) -> None:
        self.corpus = corpus
        self.relate = relate
        self.known: dict[tuple[int, int], Relation] = {}

    def read(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Read the (later, earlier) wordings that are not known yet, in one batch."""
        fresh = list(dict.fromkeys(pair for pair in pairs if pair not in self.known))
        passages, copies = self.corpus.passages, self.corpus.copies
        texts = [(passages[copies[later][0]].quote, passages[copies[earlier][0]].quote) for later, earlier in fresh]
        self.known.update(zip(fresh, self.relate(texts, typed=False), strict=True))


def said(numbers: Sequence[int], bounds: Sequence[int], search: Search, reader: Reader) -> list[dict[int, Relation]]:
    """Of each wording, the wordings before its bound that say the same, with the relation."""
    wordings = reader.corpus.wordings
    found = search([wordings[number] for number in numbers], LIMIT, bounds)
    places = [
        [place for place, overlap in candidates if overlap >= WORTH and place != number] + [number] * (number < bound)
        for number, bound, candidates in zip(numbers, bounds, found, strict=True)
    ]
    reader.read((number, place) for number, near in zip(numbers, places, strict=True) for place in near)
    return [
        {place: reader.known[number, place] for place in near if lineage_of(reader.known[number, place]) != "new"}
        for number, near in zip(numbers, places, strict=True)
    ]


def trace(
    numbers: Sequence[int], bounds: Sequence[int], search: Search, reader: Reader
) -> tuple[list[dict[int, Relation]], list[set[int]]]:
    """Of each wording: what says the same directly, and all wordings it goes back to (see the module)."""
    corpus = reader.corpus
    direct = said(numbers, bounds, search, reader)
    uses = [set(near) for near in direct]
    ends: list[int | None] = [
        min((place for place, relation in near.items() if relation.label == "recycled"), default=None)
        for near in direct
    ]
    back: dict[int, list[int]] = {}
    for _ in range(STEPS):
        asked = sorted({end for end in ends if end is not None} - back.keys())
        if asked:
            limits = [corpus.seen[corpus.owner[corpus.copies[end][0]]] for end in asked]
            for end, near in zip(asked, said(asked, limits, search, reader), strict=True):
                back[end] = [place for place, relation in near.items() if relation.label == "recycled"]
        for index, place in enumerate(ends):
            if place is not None:
                uses[index].update(back[place])
                ends[index] = min(back[place], default=None)
    return direct, uses
