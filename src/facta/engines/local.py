"""Candidate pairs on one machine: an inverted index over words and three-word runs, in numpy.

``propose(corpus)`` takes passages as word lists, in the order of time, and gives a ``Search``; calling that with
other word lists gives, for each, the positions of the passages of the corpus that may say the same, best first.
That is the whole interface: an engine that shards its index or runs on many machines offers the same two calls.

Candidates share a word or a run of three words; the rarest are looked up first, and a budget of postings ends the
look-up, so the cost of a query does not grow with the corpus. The overlap that ranks them is the cosine of the two
sets of words and runs weighted by inverse document frequency (Salton and Buckley, 1988), as far as they were looked
up. It proposes only; whether a passage was said before is for a reader of both to decide (``words.relation``).

Words and runs are numbers by hash, the same in every process, so that indexes can be kept and merged. Two features
that share a number (one in a thousand million) at worst propose a needless candidate.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

Words = Sequence[str]

BUDGET = 3000
"""Postings that one query may read, rarest feature first; the rarest is always read."""
BATCH = 256
"""Queries answered together; bounds the working memory to some 50 MB."""
RUN_WEIGHT = 0.25
"""Weight of a three-word run beside a word of the same rarity; chosen by recall on labelled pairs."""
FLOOR = 0.07
"""Least overlap that is proposed at all; below it nearly nothing was said before."""
RUN = 1 << 30
"""Numbers of words lie below, of runs from here to twice this."""


class Candidate(NamedTuple):
    """A passage of the corpus proposed for a query."""

    position: int
    """Place in the corpus, from 0."""
    overlap: float
    """0..1: share of the weighted words and runs of both that they have in common, as far as looked up."""


class Search:
    """The index of one corpus. Nothing changes after it is built: it may be shared between threads."""

    def __init__(self, corpus: Sequence[Words]) -> None:
        import numpy as np

        self.size = len(corpus)
        # The postings: (feature, position) packed into one number, sorted, so a feature's postings lie together.
        owner, feature = _features(corpus)
        self._pairs: Ints = _distinct((feature << 32) | owner)
        feature = self._pairs >> 32
        heads = np.flatnonzero(np.diff(feature, prepend=-1))
        counts = np.diff(np.append(heads, len(feature)))
        weights = np.repeat(self._weight(feature[heads], counts), counts)
        # Weights are summed as whole numbers of twelve bits; the largest possible one is that of an unknown word.
        self._grain = 4095 / float(np.log(2 * self.size + 2) ** 2)
        self._norms: Floats = np.sqrt(np.bincount(self._pairs & 0xFFFFFFFF, weights, minlength=self.size))

    def __call__(
        self, queries: Sequence[Words], limit: int = 20, before: Sequence[int] | None = None
    ) -> Iterator[list[Candidate]]:
        """For each query, in order, at most ``limit`` candidates, the largest overlap first, on a tie the latest.

        ``before[i]`` restricts query i to the first ``before[i]`` passages of the corpus: a corpus in the order of
        time is so searched for earlier passages only. Lazy: a batch is answered when it is reached.
        Raises ValueError where the bounds are not one a query.
        """
        if before is not None and len(before) != len(queries):
            raise ValueError(f"{len(queries)} queries but {len(before)} bounds: give one bound a query, or none")
        for start in range(0, len(queries), BATCH):
            part = queries[start : start + BATCH]
            bounds = [self.size] * len(part) if before is None else list(before[start : start + BATCH])
            yield from self._batch(part, max(limit, 0), bounds)

    def _weight(self, feature: Ints, counts: Ints) -> Floats:
        """Squared inverse document frequency, so that a cosine of two sets weighs each feature as TF-IDF does."""
        import numpy as np

        weight: Floats = np.log((self.size + 1) / (counts + 0.5)) ** 2
        return weight * np.where(feature >= RUN, RUN_WEIGHT, 1.0)

    def _batch(self, queries: Sequence[Words], limit: int, bounds: list[int]) -> list[list[Candidate]]:
        import numpy as np

        answers: list[list[Candidate]] = [[] for _ in queries]
        owner, feature = _features(queries)
        pairs = _distinct((owner << 32) | feature)
        query, feature = pairs >> 32, pairs & 0xFFFFFFFF
        names = _distinct(feature.copy())
        name = np.searchsorted(names, feature)
        first = np.searchsorted(self._pairs, names << 32)
        counts = np.searchsorted(self._pairs, (names + 1) << 32) - first
        weight, first = self._weight(names, counts)[name], first[name]
        norms = np.sqrt(np.bincount(query, weight, minlength=len(queries)))
        bound = np.clip(np.asarray(bounds, dtype=np.int64), 0, self.size)
        length = counts[name]
        part = bound[query] < self.size
        length[part] = np.searchsorted(self._pairs, (feature[part] << 32) | bound[query[part]]) - first[part]
        # Rarest first within each query, until the budget is spent.
        order = np.argsort((query << 32) | length, kind="stable")
        order = order[length[order] > 0]
        query, first, length, weight = query[order], first[order], length[order], weight[order]
        if not len(query) or not limit:
            return answers
        spent = np.cumsum(length)
        opening = np.searchsorted(query, query)
        kept = (spent - (spent - length)[opening] <= BUDGET) | (np.arange(len(query)) == opening)
        query, first, length, weight = query[kept], first[kept], length[kept], weight[kept]
        # Read all postings in one go, and sum the weights of each (query, position).
        place = np.repeat(first - (np.cumsum(length) - length), length)
        place += np.arange(len(place))
        packed = np.clip(np.ceil(weight * self._grain), 1, 4095).astype(np.int64) | (query << 44)
        keys = np.repeat(packed, length) | ((self._pairs[place] & 0xFFFFFFFF) << 12)
        keys.sort()
        heads = np.flatnonzero(np.diff(keys >> 12, prepend=-1))
        shared = np.add.reduceat(keys & 4095, heads) / self._grain
        keys = keys[heads] >> 12
        query, position = keys >> 32, keys & 0xFFFFFFFF
        # Rounded, so that two passages of the same words tie.
        overlap = np.minimum(np.round(shared / (norms[query] * self._norms[position]), 6), 1.0)
        high = overlap >= FLOOR
        query, position, overlap = query[high], position[high], overlap[high]
        order = np.lexsort((-position, -overlap, query))
        order = order[np.arange(len(order)) - np.searchsorted(query, query) < limit]
        chosen = zip(query[order].tolist(), position[order].tolist(), overlap[order].tolist(), strict=True)
        for number, at, value in chosen:
            answers[number].append(Candidate(at, value))
        return answers


def propose(corpus: Sequence[Words]) -> Search:
    """Index ``corpus``: passages as word lists, in the order of time."""
    return Search(corpus)


def _distinct(keys: Ints) -> Ints:
    """The keys sorted, each once. (``numpy.unique`` hashes before it sorts: ten times slower on many keys.)"""
    import numpy as np

    keys.sort()
    return keys[np.diff(keys, prepend=-1) > 0]


def _features(passages: Sequence[Words]) -> tuple[Ints, Ints]:
    """The words and runs of three words of each passage, as (passage, number), with repeats."""
    import numpy as np

    numbers: dict[str, int] = {}
    for words in passages:
        for word in words:
            if word not in numbers:
                numbers[word] = zlib.crc32(word.encode("utf-8", "surrogatepass")) & (RUN - 1)
    flat = np.fromiter((numbers[word] for words in passages for word in words), dtype=np.int64)
    owner = np.repeat(np.arange(len(passages), dtype=np.int64), [len(words) for words in passages])
    mixed = flat.astype(np.uint64)
    mixed = (
        mixed[:-2] * np.uint64(0x9E3779B97F4A7C15)
        ^ mixed[1:-1] * np.uint64(0xC2B2AE3D27D4EB4F)
        ^ (mixed[2:] * np.uint64(0x165667B19E3779F9))
    )
    mixed *= np.uint64(0xFF51AFD7ED558CCD)
    runs = (mixed >> np.uint64(34)).astype(np.int64) + RUN
    inside = owner[:-2] == owner[2:]
    return np.concatenate([owner, owner[:-2][inside]]), np.concatenate([flat, runs[inside]])
