"""Where wordings of a corpus were said before: candidates read, and followed step by step back in time.

Uses of a passage are the earlier passages that relate to it, every verbatim copy of those, and, step by step back in
time, what those in turn recycled. A step back goes through *recycled* only, and only while a third of the content words
is still that of the passage: a formula may drift over twenty years, but it must be recognisable in its first use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from rapidfuzz.distance import LCSseq

from facta.model import LineageLabel, Relation
from facta.words.corpus import Corpus
from facta.words.formulas import content

LIMIT = 20
"""Candidates that are read for each passage."""
WORTH = 0.14
"""What a candidate must reach to be read: its overlap, times the share of content words in common, times their number.
Chosen so that 97 % of what would be believed is read, and a fifth of the rest."""
SURE = 0.6
"""Least score of "said before" that is believed. A pair that was picked as the best of many must be surer than one
that was given, for which one half is enough."""
KEPT = 0.33
"""A use further back counts where it shares, in order, this much of the shorter one's content with the passage."""
SHORT = 4
"""A passage of fewer content words says the same only where nearly all of them are the same on both sides."""
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


def verdict(relation: Relation, later: Sequence[str], earlier: Sequence[str]) -> LineageLabel:
    """Recycled, reworded or new, for a candidate pair given as folded words."""
    label = relation.label
    if (label != "recycled" and label != "reworded") or relation.score < SURE:
        return "new"
    if min(len(later), len(earlier)) < 3 * SHORT:
        old, new = content(earlier), content(later)
        if min(len(old), len(new)) < SHORT and alike(earlier, later) < 0.8:
            return "new"
    return label


def alike(earlier: Sequence[str], later: Sequence[str]) -> float:
    """Content words that two wordings have in common and in order, as a share of the mean of both: 0..1."""
    old, new = content(earlier), content(later)
    return 2 * LCSseq.similarity(old, new) / (len(old) + len(new)) if old and new else float(earlier == later)


def _kept(passage: Sequence[str], use: Sequence[str]) -> bool:
    new, old = content(passage), content(use)
    return LCSseq.similarity(old, new) >= KEPT * min(len(old), len(new))


def default_relation() -> RelateMany:
    """The decision that is used where none is given; imported late, for it reads a model."""
    from facta.words.relation import relate_many

    return relate_many


@dataclass(frozen=True, slots=True)
class Ancestry:
    """Of each wording of a corpus, the closest earlier wording that it recycles or rewords, if any."""

    parent: tuple[int | None, ...]
    label: tuple[LineageLabel, ...]

    def until(self, wordings: int) -> Ancestry:
        """That of the first so many wordings alone; a parent always comes before its wording."""
        return Ancestry(self.parent[:wordings], self.label[:wordings])


class Reader:
    """Relations between wordings of a corpus, each pair read once."""

    def __init__(self, corpus: Corpus, relate: RelateMany) -> None:
        self.corpus = corpus
        self.relate = relate
        self.label: dict[tuple[int, int], LineageLabel] = {}
        """Of each (later, earlier) pair that was read."""
        self.score: dict[tuple[int, int], float] = {}
        self._matter: dict[int, frozenset[str]] = {}

    def worth(self, later: int, candidates: Iterable[tuple[int, float]]) -> list[int]:
        """The candidates that are worth reading, in their order; the wording itself is not."""
        mine = self._content(later)
        kept: list[int] = []
        for place, overlap in candidates:
            other = self._content(place)
            shared = len(mine & other)
            if place != later and 2 * overlap * shared * shared >= WORTH * (len(mine) + len(other)):
                kept.append(place)
        return kept

    def forget(self) -> None:
        """Drop what was read, where it will not be asked again."""
        self.label.clear()
        self.score.clear()

    def _content(self, wording: int) -> frozenset[str]:
        if wording not in self._matter:
            self._matter[wording] = frozenset(content(self.corpus.keys[wording]))
        return self._matter[wording]

    def read(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Read the (later, earlier) wordings that are not known yet, in one batch."""
        fresh = list(dict.fromkeys(pair for pair in pairs if pair not in self.label))
        quotes = self.corpus.quote
        relations = self.relate([(quotes(later), quotes(earlier)) for later, earlier in fresh], typed=False)
        for pair, relation in zip(fresh, relations, strict=True):
            later, earlier = (self.corpus.keys[number] for number in pair)
            self.label[pair] = "recycled" if later == earlier else verdict(relation, later, earlier)
            self.score[pair] = 1.0 if later == earlier else relation.score


def said(numbers: Sequence[int], bounds: Sequence[int], search: Search, reader: Reader) -> list[list[int]]:
    """Of each wording, the wordings before its bound that say the same."""
    keys = reader.corpus.keys
    found = search([keys[number] for number in numbers], LIMIT, bounds)
    # A wording that was printed before as it stands needs no search.
    places = [
        reader.worth(number, near) + [number] * (number < bound)
        for number, bound, near in zip(numbers, bounds, found, strict=True)
    ]
    reader.read((number, place) for number, near in zip(numbers, places, strict=True) for place in near)
    return [
        [place for place in near if reader.label[number, place] != "new"]
        for number, near in zip(numbers, places, strict=True)
    ]


def trace(
    numbers: Sequence[int], bounds: Sequence[int], search: Search, reader: Reader
) -> tuple[list[list[int]], list[set[int]]]:
    """Of each wording: what says the same directly, and all wordings it goes back to (see the module)."""
    corpus = reader.corpus
    direct = said(numbers, bounds, search, reader)
    uses = [set(near) for near in direct]
    ends: list[int | None] = [
        min((place for place in near if reader.label[number, place] == "recycled"), default=None)
        for number, near in zip(numbers, direct, strict=True)
    ]
    back: dict[int, list[int]] = {}
    for _ in range(STEPS):
        asked = sorted({end for end in ends if end is not None} - back.keys())
        limits = [corpus.seen[corpus.owner[corpus.copies[end][0]]] for end in asked]
        for end, near in zip(asked, said(asked, limits, search, reader), strict=True):
            back[end] = [place for place in near if reader.label[end, place] == "recycled"]
        for index, place in enumerate(ends):
            if place is not None:
                words = corpus.keys[numbers[index]]
                kept = [use for use in back[place] if _kept(words, corpus.keys[use])]
                uses[index].update(kept)
                ends[index] = min(kept, default=None)
    return direct, uses
