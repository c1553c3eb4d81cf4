"""A later and an earlier sentence word by word: which words both have, in the same order or elsewhere, and which only
one has. The encoder of close reading is told so of each word (``engines/beside.py``)."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from facta.words.clauses import analyse
from facta.words.contrast import contrast
from facta.words.sides import Side

MOST = 80
"""Words of a sentence that are told."""
KEPT, MOVED, NEW, BETWEEN = range(4)
"""A word that both sentences have in the same order, or elsewhere, or that only one has; a mark between such words."""


class Told(NamedTuple):
    """A word, where it stands in its sentence, and how it stands to the other one."""

    begin: int
    end: int
    status: int


def side_by_side(later: str, earlier: str) -> tuple[list[Told], list[Told]]:
    """The words of both sentences.

    >>> later, _ = side_by_side("We condemn the raid.", "We note the raid.")
    >>> ["kept moved new between".split()[one.status] for one in later]
    ['kept', 'new', 'kept', 'kept', 'kept']
    """
    found = contrast(later, earlier)
    return (
        _told(later, found.later, found.earlier, [(hunk.j1, hunk.j2) for hunk in found.hunks]),
        _told(earlier, found.earlier, found.later, [(hunk.i1, hunk.i2) for hunk in found.hunks]),
    )


def _told(text: str, own: Side, other: Side, stretches: list[tuple[int, int]]) -> list[Told]:
    analysis = analyse(text)
    changed = {word for begin, end in stretches for word in range(begin, end)}
    elsewhere, begins = set(other.keys), [word.begin for word in own.words]
    found = []
    for begin, raw in list(zip(analysis.begins, analysis.raw, strict=True))[:MOST]:
        word = bisect_right(begins, begin) - 1
        if word >= 0 and begin < own.words[word].end:
            status = (MOVED if own.keys[word] in elsewhere else NEW) if word in changed else KEPT
        else:
            status = BETWEEN if word in changed and word + 1 in changed else KEPT
        found.append(Told(begin, begin + len(raw), status))
    return found
