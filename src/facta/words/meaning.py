"""What company a run of words keeps: the mean of the shipped word vectors (``data/relation_words.npz``).

The vectors are learnt without labels (``evaluate/fit_words.py``); whoever learns them anew fits anew what reads them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from importlib import resources

from facta.ids import digest
from facta.words.align import Token

CAP = 8.0
"""Rarer than this (inverse document frequency, natural logarithm) weighs no more: names would drown the matter."""


@cache
def fingerprint() -> str:
    """Short digest of the shipped vectors: a fitted part that reads them keeps it, so that a stale one is noticed."""
    import numpy as np

    path = resources.files("facta.words").joinpath("data/relation_words.npz")
    with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        return digest(str(arrays["stems"]).encode() + arrays["vectors"].tobytes())[:16]


@cache
def _table() -> dict[str, tuple[float, ...]]:
    """Stem -> its vector times its rarity."""
    import numpy as np

    path = resources.files("facta.words").joinpath("data/relation_words.npz")
    with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        stems = str(arrays["stems"]).split("\n")
        weights = np.minimum(arrays["idf"].astype(np.float32), CAP)
        rows = arrays["vectors"].astype(np.float32) / 127 * weights[:, None]
        return {stem: tuple(row) for stem, row in zip(stems, rows.tolist(), strict=True)}


def mean(words: Sequence[Token]) -> tuple[float, ...]:
    """Direction of the mean vector of the distinct content words, of length 1; all zero where none is known."""
    table = _table()
    rows = [table[stem] for stem in {word.stem for word in words if not word.stop} if stem in table]
    sums = (
        [math.fsum(column) for column in zip(*rows, strict=True)] if rows else [0.0] * len(next(iter(table.values())))
    )
    length = math.sqrt(math.fsum(value * value for value in sums))
    return tuple(value / length for value in sums) if length else tuple(sums)
