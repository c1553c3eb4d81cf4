"""A small network that reads a later and an earlier sentence word by word and says which kinds of change they show.

Each word is a row of vectors: those of its tags (the tables of ``act_net``), what an encoder holds for it, having read
both sentences side by side (``engines.close``), what stands in its place in the other sentence, and what is known of
it beside that (``side_by_side``). Three convolutions, each reaching further (Kim, 2014; Yu and Koltun, 2016), look at
both sentences one after the other. A kind of change is told by the words that show it, by what stands where it is
likeliest shown, and by all words together. It was fitted on pairs of which coders had named those words too
(``evaluate/fit_change_net.py``). There are two, each without one half of the documents of the gold pairs, as with the
networks of acts.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from facta.words.act_net import TAGS, Names, Net, shipped, unpacked, windows
from facta.words.side_by_side import NEW, Rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

LAYERS = (8, 12)
"""The layers of the encoder of which the states are read."""
GAP = 4
"""Empty places between the two sentences, so that the end of one is not read with the beginning of the other."""
REACHES = ((5, 1), (3, 2), (3, 4))
"""Places that each convolution sees, and how far apart they are."""
LIKE = 64
"""Figures of the vector of a word itself, by which the likeness of two words is taken."""


def names() -> Names:
    """The names of the tables of vectors."""
    return shipped()[0]


@cache
def nets() -> tuple[Net, ...]:
    """The networks that come with facta; the tables of words are those of the first network of acts."""
    import numpy as np

    path = resources.files("facta.words").joinpath("data/close_changes.npz")
    with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
        _, found = unpacked(stored)
    tables = {name: value for name, value in shipped()[1][0].items() if name.startswith("table.")}
    return tuple({**tables, **own} for own in found)


def read(
    later: Rows, earlier: Rows, later_states: NDArray[Any], earlier_states: NDArray[Any], which: int | None = None
) -> NDArray[Any]:
    """The probability of each of ``kinds.KINDS`` in one pair, by both networks or by one; states are rows of what the
    encoder holds for each word."""
    import numpy as np

    asked = nets() if which is None else nets()[which : which + 1]
    scores = sum(forward(own, later, earlier, later_states, earlier_states) for own in asked) / len(asked)
    return np.asarray(1 / (1 + np.exp(-np.clip(scores, -30, 30))))


def forward(
    own: Net, later: Rows, earlier: Rows, later_states: NDArray[Any], earlier_states: NDArray[Any]
) -> NDArray[Any]:
    """The score of each kind by one network; the earlier sentence, a gap and the later one are read in a row."""
    import numpy as np

    def both(first: NDArray[Any], second: NDArray[Any], nothing: float = 0) -> NDArray[Any]:
        return np.concatenate([first, np.full((GAP, *first.shape[1:]), nothing, first.dtype), second])

    def apply(rows: NDArray[Any], name: str) -> NDArray[Any]:
        return np.asarray(rows @ own[name] + own[name + ".bias"])

    tags, status = both(earlier.tags, later.tags), both(earlier.status, later.status)
    side = np.arange(len(status)) >= len(earlier.status) + GAP
    there = both(np.ones(len(earlier.status)), np.ones(len(later.status)))[:, None].astype(np.float32)
    stretch = both(earlier.stretch, later.stretch, -1)
    words = np.concatenate([own["table." + tag][tags[:, at]] for at, tag in enumerate(TAGS)], axis=1)
    known = np.concatenate([words, np.tanh(apply(both(earlier_states, later_states), "states"))], axis=1)
    across = side[:, None] != side[None, :]
    beside = np.tanh(apply(known, "beside"))
    opposite = (across & (stretch[:, None] == stretch[None, :]) & (stretch >= 0)[:, None]).astype(np.float32)
    changed = (across & (status == NEW)[None, :] & (there.T > 0)).astype(np.float32)
    length = words[:, :LIKE] / np.maximum(np.linalg.norm(words[:, :LIKE], axis=1, keepdims=True), 1e-12)
    likeness = np.where(across & (there.T > 0), length @ length.T, -1).max(axis=1, keepdims=True)
    figures = [
        np.tanh(apply(known, "words")),
        *(weights @ beside / (weights.sum(axis=1, keepdims=True) + 1) for weights in (opposite, changed)),
        own["status"][status],
        own["place"][both(earlier.place, later.place)],
        own["side"][side.astype(int)],
        both(earlier.deeds, later.deeds),
        np.maximum(likeness, 0),
        opposite.max(axis=1, keepdims=True),
    ]
    rows = np.maximum(apply(np.concatenate(figures, axis=1), "mixed"), 0) * there
    for number, reach in enumerate(REACHES):
        rows = rows + np.maximum(apply(windows(rows[None], *reach)[0], f"look.{number}"), 0) * there
    spots = apply(rows, "spots")
    sure = spots + (there - 1) * 1e4
    highest = sure.max(axis=0)
    powers = np.exp(sure - highest)
    total = powers.sum(axis=0)
    pooled = np.concatenate([(rows * there).sum(axis=0) / there.sum(), (rows + (there - 1) * 1e4).max(axis=0)])
    scores = own["loud"] * (highest + np.log(total)) + (powers / total * apply(rows, "seen")).sum(axis=0)
    return np.asarray(scores + apply(pooled, "whole"))
