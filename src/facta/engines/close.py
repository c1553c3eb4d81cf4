"""Close reading: what a pre-trained encoder, fitted to our labels, makes of a sentence, and of two side by side.

It sees stand-ins instead of names (``text.stand_ins``). ``words.acts`` and ``words.relation`` ask it, where they are
given these functions, about what they are not sure of themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from facta.engines.encoder import BEGIN, END, cut, held, joined, pieces, scores
from facta.text.stand_ins import replaced, stand_ins
from facta.words.act_net import NETS
from facta.words.acts import LABELS
from facta.words.change_net import LAYERS, names, read
from facta.words.kinds import KINDS
from facta.words.side_by_side import Rows, side_by_side

if TYPE_CHECKING:
    from numpy.typing import NDArray

PAIR = 90
"""Pieces of words that are read of each sentence of a pair."""
AT_ONCE = 256
"""Pairs of which the states of all words are held at once: some hundred megabytes."""


def acts(sentences: Sequence[str], halves: Sequence[int] | None = None) -> NDArray[Any]:
    """Probability of each act (``words.acts.LABELS``) for each sentence.

    Two were fitted, each without one half of the labelled documents, as the networks are (``words.act_net``); the mean
    of both is given, or with ``halves`` (0 or 1 for each sentence) that one alone.
    """
    import numpy as np

    read = pieces([stand_ins(one)[0] for one in sentences])
    total = np.zeros((len(read), len(LABELS)), np.float32)
    for which in range(NETS):
        own = [at for at in range(len(read)) if halves is None or halves[at] == which]
        if own:
            total[own] += _softmax(scores([read[at] for at in own], f"acts_{which}"))
    return np.asarray(total / total.sum(axis=1, keepdims=True))


def pairs(both: Sequence[tuple[str, str]]) -> NDArray[Any]:
    """Probability of each relation (``words.relation.LABELS``) of each (later, earlier) pair."""
    named = [stand_ins(earlier, later) for later, earlier in both]
    first, second = (pieces([pair[which] for pair in named], PAIR) for which in (0, 1))
    return _softmax(scores([joined(*pair) for pair in zip(first, second, strict=True)], "pairs"))


def changes(both: Sequence[tuple[str, str]], halves: Mapping[tuple[str, str], int] | None = None) -> NDArray[Any]:
    """Probability of each kind of change (``words.kinds.KINDS``) in each (later, earlier) pair, by the networks of
    changes (``words.change_net``); with ``halves`` (0 or 1 for a pair) by that one alone."""
    import numpy as np

    told = [read(*one, (halves or {}).get(pair)) for pair, one in zip(both, beside(both), strict=True)]
    return np.array(told, np.float32).reshape(-1, len(KINDS))


def beside(both: Sequence[tuple[str, str]]) -> Iterator[tuple[Rows, Rows, NDArray[Any], NDArray[Any]]]:
    """For (later, earlier) pairs the words of both, and what the encoder holds for those of each, having read both."""
    for begin in range(0, len(both), AT_ONCE):
        yield from _beside(both[begin : begin + AT_ONCE])


def _beside(both: Sequence[tuple[str, str]]) -> Iterator[tuple[Rows, Rows, NDArray[Any], NDArray[Any]]]:
    flat = [(" ".join(later.split()), " ".join(earlier.split())) for later, earlier in both]
    named = [replaced(earlier, later) for later, earlier in flat]
    first, second = (cut(["".join(new for new, _, _ in pair[which]) for pair in named], PAIR) for which in (0, 1))
    rows = [
        joined([BEGIN, *one, END], [BEGIN, *other, END]) for (one, _), (other, _) in zip(first, second, strict=True)
    ]
    states = held(rows, "pairs", LAYERS)
    for at, (later, earlier) in enumerate(flat):
        new, old = side_by_side(later, earlier, names())
        # One mark stands before the pieces of the earlier sentence, two between them and those of the later one.
        middle = 1 + len(first[at][0])
        yield (
            new,
            old,
            _by_word(states[at][middle + 2 : -1], new.spans, named[at][1], second[at][1]),
            _by_word(states[at][1:middle], old.spans, named[at][0], first[at][1]),
        )


def _by_word(
    states: NDArray[Any],
    spans: Sequence[tuple[int, int]],
    parts: Sequence[tuple[str, int, int]],
    pieces_of: Sequence[tuple[int, int]],
) -> NDArray[Any]:
    """The mean state of the pieces of each word; ``spans`` are those of the words in the text with its names,
    ``pieces_of`` those of the pieces in the text with stand-ins, ``parts`` lead from the one to the other."""
    import numpy as np

    rows = np.zeros((len(spans), states.shape[1]), np.float32)
    for at, (begin, end) in enumerate(_moved(spans, parts)):
        own = [number for number, (first, last) in enumerate(pieces_of) if first < end and last > begin]
        if own:
            rows[at] = states[own].mean(axis=0)
    return rows


def _moved(spans: Sequence[tuple[int, int]], parts: Sequence[tuple[str, int, int]]) -> list[tuple[int, int]]:
    """Where words stand after names were replaced; a word of a name has all of its stand-in, one that is gone nothing.

    >>> _moved([(0, 2), (7, 10), (11, 17), (24, 25)], [("We met ", 0, 7), ("Alpha", 7, 24), (".", 24, 25)])
    [(0, 2), (7, 12), (7, 12), (12, 13)]
    """
    found = []
    for begin, end in spans:
        at, touched = 0, []
        for number, (new, first, last) in enumerate(parts):
            if first < end and last > begin:
                # What was kept and what was replaced take turns.
                inner = (0, len(new)) if number % 2 else (max(begin - first, 0), min(end - first, len(new)))
                touched += [at + inner[0], at + inner[1]]
            at += len(new)
        found.append((min(touched), max(touched)) if touched else (0, 0))
    return found


def _softmax(rows: NDArray[Any]) -> NDArray[Any]:
    import numpy as np

    powers = np.exp(rows - rows.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))
