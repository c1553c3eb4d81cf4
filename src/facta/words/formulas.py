"""Formulas inside sentences: runs of words that come again and again in a series of statements.

Every run of three words or more that enough statements share is counted, level by level: a run of n words can only be
frequent where both runs of n - 1 words in it are (Agrawal and Srikant, 1994). Of these, a run is a formula where it
begins and ends with a content word, is more than names and numbers, does not break off inside a phrase, and where no
longer such run is nearly as frequent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from facta import vocab
from facta.text.tokens import tokenise
from facta.words.align import stem
from facta.words.corpus import Corpus, wide

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

LEAST_LENGTH = 3
LEAST_WIDE = 6
"""Least length of a formula, in words; in Chinese and Japanese characters."""
MOST_LENGTH = 48
NEARLY = 0.7
"""A longer run takes the place of a shorter one where it has this share of its statements."""
OWN_WORDS = 0.34
"""Least share of content words that are printed small somewhere: the rest are names and numbers."""


SOME = 12
"""How many uses, the last ones, are looked at closely."""
DANGLING = 0.7
"""Share of uses in which a content word follows at once, from which a run is no phrase of its own."""


_BREAK = re.compile(r"[;:.!?()\[\]\"“”«»…—；：。！？，（）、《》「」『』【】]")


@dataclass(frozen=True, slots=True)
class Formula:
    """A run of words: where each use begins, as (passage number, first word)."""

    words: tuple[str, ...]
    statements: int
    places: tuple[tuple[int, int], ...]


@cache
def function_words() -> frozenset[str]:
    """Words without matter of their own, and the characters that stand for such in Chinese and Japanese."""
    return frozenset(vocab.load("wording")["stop"].split()) | frozenset(vocab.load("formulas")["edges"])


@cache
def _prepositions() -> frozenset[str]:
    return frozenset(vocab.load("formulas")["prepositions"])


@cache
def _weak() -> frozenset[str]:
    return frozenset(stem(word) for word in vocab.load("formulas")["weak"].split())


@lru_cache(maxsize=100_000)
def _edge(word: str) -> bool:
    """Whether a formula may begin or end with the word: no function word, number or weak verb, no genitive."""
    return not (word in function_words() or word[0].isdigit() or word.endswith(("'s", "s'")) or stem(word) in _weak())


def content(words: Sequence[str]) -> list[str]:
    """The words that carry matter."""
    empty = function_words()
    return [word for word in words if word not in empty]


def formulas(corpus: Corpus, least: int) -> list[Formula]:
    """Maximal runs that at least ``least`` statements share, the most telling first."""
    if not corpus.passages:
        return []
    import numpy as np

    numbers: dict[str, int] = {}
    flat: list[int] = []
    starts: list[int] = []
    for wording in corpus.wording:
        starts.append(len(flat))
        flat.extend(numbers.setdefault(word, len(numbers)) for word in corpus.wordings[wording])
        flat.append(-1)
    words = list(numbers)
    edge = np.array([*map(_edge, words), False])
    tokens = np.array(flat, dtype=np.int64)
    lengths = [len(corpus.wordings[wording]) + 1 for wording in corpus.wording]
    owner = np.repeat(np.array(corpus.owner, dtype=np.int64), lengths)
    cut = np.zeros(len(flat) + 1, dtype=bool)
    cut[[start + word for number, start in enumerate(starts) for word in _cuts(corpus, number)]] = True
    levels = _levels(tokens, owner, cut, least)
    found: list[Formula] = []
    passage = np.repeat(np.arange(len(starts), dtype=np.int64), lengths)
    above: Ints | None = None
    for length in range(len(levels), 0, -1):
        level = levels[length - 1]
        good = edge[tokens[level.sample]] & edge[tokens[level.sample + length - 1]]
        best = np.zeros(len(level.support), dtype=np.int64)
        if above is not None:
            upper = levels[length]
            np.maximum.at(best, upper.left, above)
            np.maximum.at(best, upper.right, above)
        order = np.argsort(level.grams, kind="stable")
        ends = np.cumsum(np.bincount(level.grams))
        for gram in np.flatnonzero(good & (best < NEARLY * level.support)):
            sample = int(level.sample[gram])
            run = tuple(words[number] for number in flat[sample : sample + length])
            if not _long_enough(run, int(level.support[gram])):
                continue
            at = level.places[order[ends[gram - 1] if gram else 0 : ends[gram]]]
            places = tuple((int(passage[p]), int(p) - starts[int(passage[p])]) for p in at)
            if _own_words(corpus, run, places) and not _dangles(corpus, run, places):
                run, places = _with_preposition(corpus, run, places)
                found.append(Formula(run, int(level.support[gram]), places))
        above = np.maximum(best, np.where(good, level.support, 0))
    found.sort(key=lambda formula: (-formula.statements * len(content(formula.words)) ** 0.5, formula.words))
    return _distinct(found)


@dataclass(frozen=True, slots=True)
class _Level:
    """The frequent runs of one length: of each, statements, a sample place, and the shorter runs it is made of."""

    support: Ints
    sample: Ints
    left: Ints
    right: Ints
    places: Ints
    grams: Ints
    """The run that begins at each of ``places``."""


def _levels(tokens: Ints, owner: Ints, cut: NDArray[np.bool_], least: int) -> list[_Level]:
    import numpy as np

    levels: list[_Level] = []
    places = np.flatnonzero(tokens >= 0)
    left = right = tokens[places]
    gram_at = np.full(len(tokens) + 1, -1, dtype=np.int64)
    while len(places) and len(levels) < MOST_LENGTH:
        _, names = np.unique((left << 32) | right, return_inverse=True)
        seen = np.unique((names << 32) | owner[places])
        support = np.bincount(seen >> 32)
        renamed = np.cumsum(support >= least) - 1
        kept = support[names] >= least
        places, left, right, grams = places[kept], left[kept], right[kept], renamed[names[kept]]
        if not len(places):
            break
        sample = np.zeros(int(grams.max()) + 1, dtype=np.int64)
        lefts, rights = sample.copy(), sample.copy()
        sample[grams], lefts[grams], rights[grams] = places, left, right
        levels.append(_Level(support[support >= least], sample, lefts, rights, places, grams))
        gram_at[:] = -1
        gram_at[places] = grams
        both = (gram_at[places + 1] >= 0) & ~cut[places + 1]
        places = places[both]
        left, right = gram_at[places], gram_at[places + 1]
    return levels


def _cuts(corpus: Corpus, passage: int) -> list[int]:
    """Words of a passage that no run reaches across: what stands behind a stop, a bracket or a quotation mark."""
    quote = corpus.passages[passage].quote
    if not _BREAK.search(quote, 1, len(quote) - 2):
        return []
    tokens = tokenise(quote)
    return [
        number
        for number in range(1, len(tokens))
        if _BREAK.search(quote, tokens.ends[number - 1], tokens.begins[number])
    ]


def _distinct(found: list[Formula]) -> list[Formula]:
    """Of formulas that lie in one another and stand in the same places mostly, the first."""
    kept: list[Formula] = []
    at: dict[int, list[tuple[int, int, int]]] = {}
    for formula in found:
        size = len(formula.words)
        hits: dict[int, int] = {}
        for passage, begin in formula.places:
            for number in {n for first, last, n in at.get(passage, ()) if begin < last and first < begin + size}:
                hits[number] = hits.get(number, 0) + 1
        if any(2 * hit > min(len(formula.places), len(kept[number].places)) for number, hit in hits.items()):
            continue
        for passage, begin in formula.places:
            at.setdefault(passage, []).append((begin, begin + size, len(kept)))
        kept.append(formula)
    return kept


def _long_enough(run: tuple[str, ...], statements: int) -> bool:
    """Three words or six characters, two of them content words; where only two statements have it, three."""
    characters = sum(wide(word) for word in run)
    least = LEAST_LENGTH + (LEAST_WIDE - LEAST_LENGTH) * characters / len(run)
    return len(run) >= least and len(content(run)) >= (3 if statements < 3 else 2)


def _own_words(corpus: Corpus, run: tuple[str, ...], places: Sequence[tuple[int, int]]) -> bool:
    """False for mere names and numbers: too few content words are printed small in any of the last uses."""
    small: set[int] = set()
    for passage, begin in places[-SOME:]:
        quote = corpus.passages[passage].quote
        begins = tokenise(quote).begins[begin : begin + len(run)]
        small.update(index for index, place in enumerate(begins) if quote[place].islower() or wide(quote[place]))
    matter = [index for index, word in enumerate(run) if word not in function_words()]
    return sum(index in small for index in matter) >= OWN_WORDS * len(matter)


def _dangles(corpus: Corpus, run: tuple[str, ...], places: Sequence[tuple[int, int]]) -> bool:
    """True where a content word nearly always follows at once: the run breaks off inside a phrase."""
    if wide(run[-1]):
        return False
    some = places[-SOME:]
    followed = 0
    for passage, begin in some:
        quote = corpus.passages[passage].quote
        tokens = tokenise(quote)
        end = begin + len(run)
        if end < len(tokens) and quote[tokens.ends[end - 1] : tokens.begins[end]].isspace():
            followed += tokens.words[end] not in function_words()
    return followed > DANGLING * len(some)


def _with_preposition(
    corpus: Corpus, run: tuple[str, ...], places: tuple[tuple[int, int], ...]
) -> tuple[tuple[str, ...], tuple[tuple[int, int], ...]]:
    """The run with the preposition, and the article, that always stand before it: ``in accordance with``."""
    taken: tuple[str, ...] = ()
    while len(taken) < 2:
        far = len(taken) + 1
        before = {
            corpus.wordings[corpus.wording[passage]][begin - far] if begin >= far else "" for passage, begin in places
        }
        word = before.pop()
        if before or word not in function_words():
            break
        taken = (word, *taken)
        if word in _prepositions():
            return (*taken, *run), tuple((passage, begin - far) for passage, begin in places)
    return run, places
