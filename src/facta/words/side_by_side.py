"""A later and an earlier sentence word by word, as the network of changes (``change_net``) reads them.

Each word comes with the tags that the network of acts reads, whether the other sentence has it too, where it stands
to the formula that both share, what it does (a strong verb, a hedge, a blame, an actor that only one side names), and
the stretch of changed words in which it stands.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from facta.words.act_net import Names, numbers, tagged
from facta.words.clauses import analyse
from facta.words.contrast import contrast
from facta.words.sides import Side

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST = 80
"""Words of a sentence that are read."""
KEPT, MOVED, NEW, BETWEEN = range(4)
"""A word that both sentences have in the same order, or elsewhere, or that only one has; a mark between such words."""
OUTSIDE, BEFORE, WITHIN, AFTER = range(4)
"""No formula is shared; where a word stands to it."""
_SCALES = {"force": 6, "criticism": 4, "obligation": 5}
"""Scales of ``strength`` whose level is told, with the height of their ladder."""
_CUES = (*_SCALES, "intensifier", "hedge")
DEEDS = (*_CUES, "said", "shared_actor", "own_actor", "target")
"""What a word may do, as figures from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The words of one sentence, beside the other; arrays with a row for each."""

    tags: NDArray[Any]
    """Rows of the tables of vectors, words by ``act_net.TAGS``."""
    status: NDArray[Any]
    place: NDArray[Any]
    deeds: NDArray[Any]
    """Words by ``DEEDS``."""
    stretch: NDArray[Any]
    """Number of the changed stretch, the same on both sides; -1 for none."""
    spans: tuple[tuple[int, int], ...]
    """Where each word stands in its sentence."""


def side_by_side(later: str, earlier: str, names: Names) -> tuple[Rows, Rows]:
    """The words of both sentences; ``names`` are those of the tables of vectors."""
    found = contrast(later, earlier)
    i1, i2, j1, j2 = found.formula
    return (
        _rows(later, found.later, found.earlier, [(h.j1, h.j2) for h in found.hunks], (j1, j2), names),
        _rows(earlier, found.earlier, found.later, [(h.i1, h.i2) for h in found.hunks], (i1, i2), names),
    )


def _rows(
    text: str, own: Side, other: Side, stretches: list[tuple[int, int]], formula: tuple[int, int], names: Names
) -> Rows:
    import numpy as np

    analysis = analyse(text)
    tags = np.array(numbers(names, tagged(text)), np.intp).T[:MOST]
    spans = tuple((begin, begin + len(raw)) for begin, raw in zip(analysis.begins, analysis.raw, strict=True))[:MOST]
    stretch_of = {word: number for number, (begin, end) in enumerate(stretches) for word in range(begin, end)}
    deeds, elsewhere = _deeds(own, other), set(other.keys)
    begins = [word.begin for word in own.words]
    status, place, figures, stretch = [], [], [], []
    for begin, _ in spans or ((0, 0),):
        word = bisect_right(begins, begin) - 1
        if word >= 0 and begin < own.words[word].end:
            changed = word in stretch_of
            status.append((MOVED if own.keys[word] in elsewhere else NEW) if changed else KEPT)
            figures.append(deeds.get(word, _NOTHING))
            stretch.append(stretch_of.get(word, -1))
        else:
            status.append(BETWEEN if word in stretch_of and word + 1 in stretch_of else KEPT)
            figures.append(_NOTHING)
            stretch.append(-1)
        at = BEFORE if word < formula[0] else AFTER if word >= formula[1] else WITHIN
        place.append(at if formula[0] < formula[1] else OUTSIDE)
    return Rows(
        tags, np.array(status), np.array(place), np.array(figures, np.float32), np.array(stretch), spans or ((0, 0),)
    )


_NOTHING = (0.0,) * len(DEEDS)


def _deeds(own: Side, other: Side) -> dict[int, tuple[float, ...]]:
    """For the words that do something the figures of ``DEEDS``."""
    found: dict[int, dict[str, float]] = {}
    for cue in reversed(own.cues):
        for word in range(cue.first, max(cue.last, cue.first + 1)):
            name = cue.scale if cue.scale in _CUES else "said"
            found[word] = {name: cue.level / _SCALES[name] if name in _SCALES else 1.0}
    for actor, word in own.actors.items():
        found.setdefault(word, {})["shared_actor" if actor in other.actors else "own_actor"] = 1.0
    for word in own.targets.values():
        found.setdefault(word, {})["target"] = 1.0
    return {word: tuple(told.get(name, 0.0) for name in DEEDS) for word, told in found.items()}
