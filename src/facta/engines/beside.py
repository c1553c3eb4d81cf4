"""A later and an earlier sentence as the encoder reads them: pieces of words in a row, the earlier sentence first, each
piece marked by its sentence and by how its word stands to the other one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from facta.engines.encoder import BEGIN, END, cut
from facta.text.stand_ins import replaced
from facta.words.side_by_side import BETWEEN, Told, side_by_side

PAIR = 90
"""Pieces of words that are read of each sentence, two marks among them."""
STATUSES = BETWEEN + 1
MARKS = 1 + 2 * STATUSES
"""None; a status of ``side_by_side`` in the earlier sentence; in the later one."""

Part = tuple[str, int, int]


class Marked(NamedTuple):
    """The pieces of one sentence, names replaced by stand-ins."""

    pieces: list[int]
    statuses: list[int]
    """0 for none, else one more than that of the word."""
    offsets: list[tuple[int, int]]
    """Where each piece stands in the text with stand-ins."""
    parts: list[Part]
    """What leads from the sentence, white space squeezed, to that text."""
    words: list[tuple[tuple[int, int], list[int]]]
    """Where each word stands in the sentence, white space squeezed, and its pieces."""

    def at(self, place: tuple[int, int]) -> list[int]:
        """Which pieces stand for a place in the sentence, white space squeezed."""
        begin, end = moved(place, self.parts)
        return [number for number, (first, last) in enumerate(self.offsets) if first < end and last > begin]


class Row(NamedTuple):
    """Two sentences in a row: a value for each piece."""

    pieces: list[int]
    marks: list[int]
    words: list[bool]
    """Whether it stands for a word, not for the begin or end of a sentence."""


def beside(both: Sequence[tuple[str, str]]) -> list[tuple[Marked, Marked]]:
    """For (later, earlier) pairs the earlier and the later sentence."""
    flat = [(" ".join(later.split()), " ".join(earlier.split())) for later, earlier in both]
    named = [replaced(earlier, later) for later, earlier in flat]
    first, second = (cut(["".join(new for new, _, _ in pair[side]) for pair in named], PAIR) for side in (0, 1))
    found = []
    for pair, names, cuts in zip(flat, named, zip(first, second, strict=True), strict=True):
        words = side_by_side(*pair)[::-1]
        old, new = (_marked(*one) for one in zip(cuts, names, words, strict=True))
        found.append((old, new))
    return found


def _marked(cuts: tuple[list[int], list[tuple[int, int]]], parts: list[Part], words: list[Told]) -> Marked:
    pieces, offsets = cuts
    found = Marked(pieces, [0] * len(pieces), offsets, parts, [])
    for word in words:
        place = word.begin, word.end
        found.words.append((place, found.at(place)))
        for piece in found.words[-1][1]:
            found.statuses[piece] = word.status + 1
    return found


def in_a_row(first: Marked, second: Marked) -> Row:
    """Two sentences in a row: a mark before the first, two between them, one behind the second."""
    later = [one and one + STATUSES for one in second.statuses]
    return Row(
        joined([BEGIN, *first.pieces, END], [BEGIN, *second.pieces, END]),
        [0, *first.statuses, 0, 0, *later, 0],
        [False, *[True] * len(first.pieces), False, False, *[True] * len(second.pieces), False],
    )


def joined(first: Sequence[int], second: Sequence[int]) -> list[int]:
    """The pieces of two texts as one row, so that each is read beside the other."""
    return [*first, END, *second[1:]]


def moved(place: tuple[int, int], parts: Sequence[Part]) -> tuple[int, int]:
    """Where a place stands after names were replaced; a word of a name has all of its stand-in, one that is gone
    nothing.

    >>> parts = [("We met ", 0, 7), ("Alpha", 7, 24), (".", 24, 25)]
    >>> [moved(place, parts) for place in ((0, 2), (7, 10), (11, 17), (24, 25))]
    [(0, 2), (7, 12), (7, 12), (12, 13)]
    """
    begin, end = place
    at, touched = 0, []
    for number, (new, first, last) in enumerate(parts):
        if first < end and last > begin:
            # What was kept and what was replaced take turns.
            inner = (0, len(new)) if number % 2 else (max(begin - first, 0), min(end - first, len(new)))
            touched += [at + inner[0], at + inner[1]]
        at += len(new)
    return (min(touched), max(touched)) if touched else (0, 0)
