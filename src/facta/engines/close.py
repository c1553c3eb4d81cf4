"""Close reading: what a pre-trained encoder, fitted to our labels, makes of a sentence, and of two side by side.

It sees stand-ins instead of names (``text.stand_ins``). ``words.acts`` and ``words.relation`` ask it, where they are
given these functions, about what they are not sure of themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from facta.engines.encoder import joined, pieces, scores
from facta.text.stand_ins import stand_ins
from facta.words.act_net import NETS
from facta.words.acts import LABELS

if TYPE_CHECKING:
    from numpy.typing import NDArray

PAIR = 90
"""Pieces of words that are read of each sentence of a pair."""


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


def _softmax(rows: NDArray[Any]) -> NDArray[Any]:
    import numpy as np

    powers = np.exp(rows - rows.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))
