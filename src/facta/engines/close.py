"""Close reading: what a pre-trained encoder, fitted to our labels, makes of a sentence, and of two side by side.

It sees stand-ins instead of names (``text.stand_ins``). ``words.acts`` and ``words.relation`` ask it, where they are
given these functions, about what they are not sure of themselves.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from facta.engines.beside import PAIR, Marked, Row, beside, in_a_row, joined
from facta.engines.encoder import fitted, mean, pieces, states
from facta.text.stand_ins import stand_ins
from facta.words.act_net import NETS
from facta.words.acts import LABELS
from facta.words.changes import Seen
from facta.words.kinds import KINDS, REVERSED

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST_SHOWN, BESIDE = 0.2, 0.4
"""The least probability of a kind, and that a word shows it, for it to be shown; the share of that which the words
beside it must have to be shown with it."""
DONE = KINDS.index("done")


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
            total[own] += _chances([read[at] for at in own], f"acts_{which}")
    return np.asarray(total / total.sum(axis=1, keepdims=True))


def pairs(both: Sequence[tuple[str, str]]) -> NDArray[Any]:
    """Probability of each relation (``words.relation.LABELS``) of each (later, earlier) pair."""
    named = [stand_ins(earlier, later) for later, earlier in both]
    first, second = (pieces([pair[which] for pair in named], PAIR) for which in (0, 1))
    return _chances([joined(*pair) for pair in zip(first, second, strict=True)], "pairs")


def changes(both: Sequence[tuple[str, str]], halves: Mapping[tuple[str, str], int] | None = None) -> list[Seen]:
    """What changed in each (later, earlier) pair that was said before, and which words show it; ``halves`` as for
    ``acts``, by pair.

    Each pair is read in both orders, and the mean of the scores taken: in the other one each change is its opposite.
    What is done now is not turned round, and words are shown as the given order has them.
    """
    sides = beside(both)
    scores: list[list[NDArray[Any]]] = [[] for _ in both]
    spots: list[list[NDArray[Any]]] = [[] for _ in both]
    for which in range(NETS):
        own = [at for at, pair in enumerate(both) if (halves or {}).get(pair, which) == which]
        for at, told, shown in _kinds([in_a_row(*sides[at]) for at in own], f"changes_{which}"):
            scores[own[at]].append(told)
            spots[own[at]].append(shown)
        for at, told, _ in _kinds([in_a_row(*sides[at][::-1]) for at in own], f"changes_{which}"):
            turned = told[list(REVERSED)]
            turned[DONE] = math.nan
            scores[own[at]].append(turned)
    return [_seen(*one) for one in zip(both, sides, scores, spots, strict=True)]


def _kinds(rows: Sequence[Row], task: str) -> Iterator[tuple[int, NDArray[Any], NDArray[Any]]]:
    """For each place in ``rows`` the scores of the kinds of change, and those of each piece.

    A kind is told by all pieces together, by those of words that show it, and by what stands where it is likeliest
    shown.
    """
    import numpy as np

    own = fitted(task).own

    def apply(held: NDArray[Any], name: str) -> NDArray[Any]:
        return np.asarray(held @ own[name].T + own[name + ".bias"])

    for part, there, state in states([row.pieces for row in rows], task, [row.marks for row in rows]):
        words = np.zeros((*there.shape, 1), bool)
        for place, at in enumerate(part):
            words[place, : len(rows[at].words), 0] = rows[at].words
        spots = np.where(words, apply(state, "spots"), -1e4)
        highest = spots.max(axis=1, keepdims=True)
        powers = np.exp(spots - highest)
        total = powers.sum(axis=1)
        shown = own["loud"] * (highest[:, 0] + np.log(total))
        seen = (powers * apply(state, "seen")).sum(axis=1) / total
        yield from zip(part, shown + seen + apply(mean(there, state), "whole"), spots, strict=True)


def _seen(
    pair: tuple[str, str],
    sides: tuple[Marked, Marked],
    scores: Sequence[NDArray[Any]],
    spots: Sequence[NDArray[Any]],
) -> Seen:
    """The mean of what was said of a pair: scores of the kinds, and those of each piece."""
    import numpy as np

    chances = _odds(np.nanmean(scores, axis=0))
    length = sum(len(side.pieces) for side in sides) + 4
    pieces_of = _odds(np.mean([one[:length] for one in spots], axis=0))
    likely = [at for at, chance in enumerate(chances) if chance > LEAST_SHOWN]
    return Seen(tuple(chances.tolist()), {KINDS[at]: _shown(pair, sides, pieces_of[:, at]) for at in likely})


def _shown(pair: tuple[str, str], sides: tuple[Marked, Marked], pieces_of: NDArray[Any]) -> tuple[str, str]:
    """The words of the earlier and of the later sentence that show a kind of change, by the probability of each piece
    of both; nothing where none is likely."""
    found, at = [], 1
    for text, side in zip(reversed(pair), sides, strict=True):
        own = pieces_of[at : at + len(side.pieces)]
        at += len(side.pieces) + 2
        words = [max((float(own[piece]) for piece in pieces), default=0.0) for _, pieces in side.words]
        best = max(range(len(words)), key=words.__getitem__, default=0)
        if not words or words[best] < LEAST_SHOWN:
            found.append("")
            continue
        first = last = best
        while first > 0 and words[first - 1] > words[best] * BESIDE:
            first -= 1
        while last + 1 < len(words) and words[last + 1] > words[best] * BESIDE:
            last += 1
        place = slice(side.words[first][0][0], side.words[last][0][1])
        # The sentence itself may have other white space.
        spaced = r"\s+".join(map(re.escape, " ".join(text.split())[place].split()))
        match = re.search(spaced, text)
        found.append(match.group() if match else "")
    return found[0], found[1]


def _odds(scores: NDArray[Any]) -> NDArray[Any]:
    import numpy as np

    return np.asarray(1 / (1 + np.exp(-np.clip(scores, -30, 30))))


def _chances(rows: Sequence[Sequence[int]], task: str) -> NDArray[Any]:
    """The probabilities that the last layer of a task gives each row of pieces."""
    import numpy as np

    own = fitted(task).own
    found = np.zeros((len(rows), len(own["bias"])), np.float32)
    for part, there, state in states(rows, task):
        found[part] = mean(there, state) @ own["last"].T + own["bias"]
    powers = np.exp(found - found.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))
