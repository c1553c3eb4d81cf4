"""Which passage of one statement is which passage of the other.

Passages are proposed by the words they share, scored by word-level similarity, and assigned one to one, the most
similar first. The heaviest chain of pairs that keeps the order of both statements stands where it is; every other pair
has moved. Between two such pairs a passage may have been rewritten: it is paired where it shares much of its content
in whatever order, and marked so, since its words must not be spliced. Unrelated passages are never paired.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from facta.model import Passage
from facta.text.tokens import words_of
from facta.vocab import load

_WORD = re.compile(r"[^\W\d_][\w.’'-]*")
_CANDIDATES = 6
"""Passages that are looked at closely for each passage without an identical twin."""
_LONG_ENOUGH_TO_MOVE = 4
"""Shorter passages (a heading, a name) recur by chance: they move only as they are, and only where unique."""

_REWRITTEN = 0.35
"""Least share of common words of content (Dice) at which a passage counts as rewritten in its place."""
_MATTER = 2
"""Least common words of content, beside names, of a passage that was rewritten."""
_LARGEST_GAP = 900
"""Pairs looked at between two passages that stand; a larger gap is another text."""


class Pair(NamedTuple):
    """Passage ``old`` of the one statement is passage ``new`` of the other."""

    old: int
    new: int
    similarity: float
    """0..1, on words; 1 for the same words."""
    moved: bool
    rewritten: bool = False
    """Said anew in other words: the same place and matter, but no common wording to speak of."""


def pair(old: Sequence[Passage], new: Sequence[Passage], *, threshold: float = 0.5) -> list[Pair]:
    """The pairs in order of the new statement. ``threshold`` is the least similarity of a pair."""
    before = [words_of(passage.quote) for passage in old]
    after = [words_of(passage.quote) for passage in new]
    keys_old = [_key(words, passage) for words, passage in zip(before, old, strict=True)]
    keys_new = [_key(words, passage) for words, passage in zip(after, new, strict=True)]
    found = _identical(keys_old, keys_new)
    left_old = sorted(set(range(len(old))) - {i for i, _ in found})
    left_new = sorted(set(range(len(new))) - {j for _, j in found})
    standing = sorted(_chain([(i, j, 1.0 + len(after[j])) for i, j in found]))
    scored = [(i, j, 1.0) for i, j in found]
    scored += _similar(before, after, left_old, left_new, old, new, threshold, standing)
    chain = _chain([(i, j, score * (1 + len(after[j]))) for i, j, score in scored])
    unique = {key for key, count in Counter(keys_old).items() if count == 1}
    unique &= {key for key, count in Counter(keys_new).items() if count == 1}
    result = []
    for i, j, score in sorted(scored, key=lambda entry: entry[1]):
        moved = (i, j) not in chain
        if moved and len(after[j]) < _LONG_ENOUGH_TO_MOVE and not (score == 1.0 and keys_new[j] in unique):
            continue
        result.append(Pair(i, j, score, moved))
    result += _rewritten(before, after, old, new, result)
    return sorted(result, key=lambda one: one.new)


def _rewritten(
    before: list[list[str]], after: list[list[str]], old: Sequence[Passage], new: Sequence[Passage], pairs: list[Pair]
) -> list[Pair]:
    """Pairs of what is left between two pairs that stand: by shared words of content, in order."""
    used_old, used_new = {one.old for one in pairs}, {one.new for one in pairs}
    result: list[Pair] = []
    edges = [(one.old, one.new) for one in pairs if not one.moved]
    at_old = at_new = 0
    for i_end, j_end in [*edges, (len(old), len(new))]:
        olds = [i for i in range(at_old, i_end) if i not in used_old and old[i].kind != "heading"]
        news = [j for j in range(at_new, j_end) if j not in used_new and new[j].kind != "heading"]
        at_old, at_new = i_end + 1, j_end + 1
        if not olds or not news or len(olds) * len(news) > _LARGEST_GAP:
            continue
        bags_old = {i: _bag(before[i]) for i in olds}
        bags_new = {j: _bag(after[j]) for j in news}
        names = {word for i in olds for word in _names(old[i])} | {word for j in news for word in _names(new[j])}
        scored = []
        for i in olds:
            for j in news:
                total = bags_old[i].total() + bags_new[j].total()
                common = bags_old[i] & bags_new[j]
                share = 2 * common.total() / total if total >= 8 else 0.0
                # The same persons and states stand in every sentence: they make no two sentences versions of one.
                if share >= _REWRITTEN and sum(word not in names for word in common) >= _MATTER:
                    scored.append((i, j, share))
        chain = _chain([(i, j, share * min(len(before[i]), len(after[j]))) for i, j, share in scored])
        result += [Pair(i, j, share, False, True) for i, j, share in scored if (i, j) in chain]
    return result


def _names(passage: Passage) -> set[str]:
    """Words with a capital letter behind the first word."""
    found = _WORD.findall(passage.quote)[1:]
    return {word for name in found if name[0].isupper() for word in words_of(name)}


def _bag(words: list[str]) -> Counter[str]:
    stop = _function_words()
    return Counter(word for word in words if word not in stop)


def _key(words: list[str], passage: Passage) -> tuple[str, ...]:
    return tuple(words) if words else (passage.quote,)


def _identical(old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]) -> list[tuple[int, int]]:
    """Passages of the same words: first those that keep their order, then the others, the first with the first."""
    from rapidfuzz.distance import LCSseq

    found: list[tuple[int, int]] = []
    for block in LCSseq.opcodes(old, new):
        if block.tag == "equal":
            pairs = zip(range(block.src_start, block.src_end), range(block.dest_start, block.dest_end), strict=True)
            # The sequences are compared by hash: a collision must not pair two wordings.
            found.extend((i, j) for i, j in pairs if old[i] == new[j])
    used_old, used_new = {i for i, _ in found}, {j for _, j in found}
    places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in range(len(old) - 1, -1, -1):
        if i not in used_old:
            places[old[i]].append(i)
    for j, key in enumerate(new):
        if j not in used_new and places.get(key):
            found.append((places[key].pop(), j))
    return found


@cache
def _function_words() -> frozenset[str]:
    return frozenset(str(load("wording")["stop"]).split())


def _similar(
    before: list[list[str]],
    after: list[list[str]],
    left_old: list[int],
    left_new: list[int],
    old: Sequence[Passage],
    new: Sequence[Passage],
    threshold: float,
    standing: list[tuple[int, int]],
) -> list[tuple[int, int, float]]:
    """The most similar pairs of what is left, one to one. ``standing`` are identical pairs in order."""
    from rapidfuzz.distance import Indel

    stand_old, stand_new = [i for i, _ in standing], [j for _, j in standing]

    stop = _function_words()
    # Any figure counts as any other: "by 2027" and "by 2030" are the same promise, moved.
    content_old, content_new = (
        {at: ["#" if word[0].isdigit() else word for word in texts[at] if word not in stop] or texts[at] for at in left}
        for texts, left in ((before, left_old), (after, left_new))
    )
    postings: defaultdict[str, list[int]] = defaultdict(list)
    for i, words in content_old.items():
        for word in set(words):
            postings[word].append(i)
    # A word that stands nearly everywhere proposes nothing.
    limit = max(12, len(left_old) // 8)
    scored: list[tuple[float, float, int, int, int]] = []
    for j, words in content_new.items():
        shared: Counter[int] = Counter()
        # In order of the words, not of a set: ties must fall the same way in every run.
        for word in dict.fromkeys(words):
            places = postings.get(word, ())
            if len(places) <= limit:
                shared.update(places)
        for i, count in shared.most_common(_CANDIDATES):
            if (old[i].kind == "heading") != (new[j].kind == "heading") or 4 * count < min(len(words), 8):
                continue
            # Function words alone make sentences alike: the words of content must agree as well.
            content = Indel.normalized_similarity(content_old[i], words, score_cutoff=threshold - 0.1)
            if not content:
                continue
            score = Indel.normalized_similarity(before[i], after[j], score_cutoff=threshold)
            if score:
                # Of several much alike, as in a statement of stock phrases, the one at the same place is meant:
                # between the same two passages that stand.
                away = 0.0 if bisect_left(stand_old, i) == bisect_left(stand_new, j) else 0.15
                scored.append((away - (score + content) / 2, away, abs(i * len(after) - j * len(before)), i, j))
    scored.sort()
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    result = []
    for score, away, _, i, j in scored:
        if i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            result.append((i, j, min(away - score, 0.999)))
    return result


def _chain(weighted: list[tuple[int, int, float]]) -> set[tuple[int, int]]:
    """The heaviest set of pairs ascending on both sides (heaviest increasing subsequence, in O(n log n))."""
    ends: list[int] = []
    """Ascending: where a best chain ends on the new side; ``totals`` and ``tails`` are parallel, totals ascending."""
    totals: list[float] = []
    tails: list[int] = []
    # Of pairs with the same old passage the later new one comes first: so no chain can hold both.
    ordered = sorted(weighted, key=lambda entry: (entry[0], -entry[1]))
    previous = [-1] * len(ordered)
    for at, (_, j, weight) in enumerate(ordered):
        place = bisect_left(ends, j)
        total = weight
        if place:
            total += totals[place - 1]
            previous[at] = tails[place - 1]
        stop = place
        while stop < len(ends) and totals[stop] <= total:
            stop += 1
        ends[place:stop] = [j]
        totals[place:stop] = [total]
        tails[place:stop] = [at]
    chain: set[tuple[int, int]] = set()
    at = tails[-1] if tails else -1
    while at >= 0:
        chain.add(ordered[at][:2])
        at = previous[at]
    return chain
