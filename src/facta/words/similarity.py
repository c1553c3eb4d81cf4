"""The figures that a pair of sentences is judged by: what they share, how rare it is, and in which order.

"Matter" is the sum of the inverse document frequencies of content words, from the shipped table of words; "soft"
coverage lets a word be covered by one that keeps the same company (cosine of the shipped vectors); classes of
synonyms count as one word where the name of a figure says so. Proper words (names of persons, places, titles: what
texts print with a capital nine times in ten) are counted apart: two sentences that share only names share little.
"""

from __future__ import annotations

import math
from collections.abc import Set
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise
from typing import Any

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from facta import vocab
from facta.words import strength
from facta.words.align import Token, stem, synonyms, tokens

_UNKNOWN = 11.0  # rarity of a stem outside the table: about once in 60,000 sentences
_CAP = 8.0  # rarer than this is no more telling: names and numbers would drown the matter
_PROPER = 90  # per cent of uses with a capital from which a word is a name
_RARE = 4.0

NAMES = (
    "log_ratio", "cover_low", "cover_high", "jaccard", "syn_later", "syn_earlier", "syn_low",
    "soft_later", "soft_earlier", "soft_low", "cosine", "lcs_low", "lcs_high", "ratio", "block", "block_matter",
    "block_share", "bigram_low", "bigram_high", "trigram_low", "trigram_high", "char_ratio", "token_set",
    "capital_later", "capital_earlier", "capitals", "number_conflict", "numbers",
    "shared_matter", "left_later", "left_earlier", "rarest_shared", "lead_same", "opposite", "negation", "same_future",
    "promise_gap", "stance_gap", "criticism_gap", "obligation_gap", "force_gap", "first_half",
    "verb_share", "order", "runs",
    "plain_jaccard",
    "low_later", "low_earlier", "low_min", "low_max", "low_matter", "low_jaccard", "low_syn_max", "low_rare",
    "last_in_later", "last_in_earlier",
    "common_later", "common_earlier", "common_min", "common_max", "common_matter",
    "proper_later", "proper_earlier", "proper_shared", "proper_share_later", "proper_share_earlier",
    "common_run_low", "common_run_high", "common_runs",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Profile:
    """A sentence prepared once for many comparisons. Matter is kept by stem (or by synonym class)."""

    words: tuple[Token, ...]
    stems: list[str]
    kinds: frozenset[str]
    matter: dict[str, float]
    classes: dict[str, float]
    low: dict[str, float]
    """Content words printed in lower case."""
    low_classes: dict[str, float]
    proper: frozenset[str]
    common: dict[str, float]
    total: float
    class_total: float
    bigrams: frozenset[tuple[str, str]]
    trigrams: frozenset[tuple[str, str, str]]
    common_runs: frozenset[tuple[str, str, str]]
    capitals: frozenset[str]
    numbers: frozenset[str]
    vectors: Any
    weights: Any
    mean: Any
    folded: str
    last: str
    lead: str
    scale: tuple[int, ...]
    negations: int
    future: bool
    sides: frozenset[tuple[int, int]]


@cache
def _table() -> tuple[dict[str, int], list[float], list[int], Any]:
    path = resources.files("facta.words").joinpath("data/relation_words.npz")
    with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        stems = str(arrays["stems"]).split("\n")
        return (
            {word: number for number, word in enumerate(stems)},
            arrays["idf"].astype(float).tolist(),
            arrays["capital"].tolist(),
            arrays["vectors"].astype(np.float32) / 127,
        )


@cache
def sides() -> dict[str, list[tuple[int, int]]]:
    """Stem -> (pair of opposites, side)."""
    found: dict[str, list[tuple[int, int]]] = {}
    for number, sides in enumerate(vocab.load("opposites")):
        for side, words in enumerate(sides):
            for word in words:
                found.setdefault(stem(word), []).append((number, side))
    return found


def rarity(key: str) -> float:
    """Inverse document frequency of a stem (natural logarithm), capped at 8."""
    index, idf, _, _ = _table()
    number = index.get(key)
    return float(min(idf[number] if number is not None else _UNKNOWN, _CAP))


def _classed(matter: dict[str, float]) -> dict[str, float]:
    classes_of = synonyms()
    found: dict[str, float] = {}
    for key, value in matter.items():
        name = f"#{classes_of[key]}" if key in classes_of else key
        found[name] = min(value, found.get(name, value))
    return found


@lru_cache(maxsize=6_000)
def profile(sentence: str) -> Profile:
    """Prepare a sentence for comparison; kept for the next call."""
    words = tokens(sentence)
    index, _, capital, vectors = _table()
    sides_of = sides()
    stems = [token.stem for token in words]
    content = [token for token in words if not token.stop] or list(words)
    matter = {token.stem: rarity(token.stem) for token in content}
    low = {t.stem: matter[t.stem] for t in words if not (t.stop or t.capital or t.number)}
    proper = frozenset(
        key for key in matter if (capital[index[key]] if key in index else 100) > _PROPER and not key.isnumeric()
    )
    plain = [t.stem for t in words if not t.number and t.stem not in proper]
    classes = _classed(matter)
    known = [key for key in matter if key in index]
    rows = vectors[[index[key] for key in known]] if known else np.zeros((0, vectors.shape[1]), np.float32)
    weights = np.array([matter[key] for key in known], np.float32)
    mean = weights @ rows if known else np.zeros(vectors.shape[1], np.float32)
    norm = float(np.linalg.norm(mean))
    found = strength.cues(sentence)
    lead = next((words[cue.first].stem for cue in found if cue.scale in strength.SCALES), "")
    last = next((t.stem for t in reversed(words) if not t.stop), "")
    return Profile(
        words=words,
        stems=stems,
        kinds=frozenset(stems),
        matter=matter,
        classes=classes,
        low=low,
        low_classes=_classed(low),
        proper=proper,
        common={key: value for key, value in matter.items() if key not in proper},
        total=sum(matter.values()) or 1.0,
        class_total=sum(classes.values()) or 1.0,
        bigrams=frozenset(pairwise(stems)),
        trigrams=frozenset(zip(stems, stems[1:], stems[2:], strict=False)),
        common_runs=frozenset(zip(plain, plain[1:], plain[2:], strict=False)),
        capitals=frozenset(token.stem for token in words if token.capital and not token.stop),
        numbers=frozenset(token.stem for token in words if token.number),
        vectors=rows,
        weights=weights,
        mean=mean / norm if norm else mean,
        folded=" ".join(token.word for token in words),
        last=next(iter(_classed({last: 0.0})), ""),
        lead=next(iter(_classed({lead: 0.0})), ""),
        scale=(*(strength.top(found, scale) for scale in strength.SCALES), strength.weight(found, "intensifier")),
        negations=strength.negations(words),
        future=strength.future(words),
        sides=frozenset(side for key in matter for side in sides_of.get(key, ())),
    )


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _sum(keys: Set[str], matter: dict[str, float]) -> float:
    return sum(matter[key] for key in keys)


def figures(later: str, earlier: str) -> list[float]:
    """The figures of a pair, in the order of ``NAMES``; all 0 where one of them has no words."""
    a, b = profile(later), profile(earlier)
    n, m = len(a.stems), len(b.stems)
    if not n or not m:
        return [0.0] * len(NAMES)
    shared = a.matter.keys() & b.matter.keys()
    matter = _sum(shared, a.matter)
    cover_later, cover_earlier = matter / a.total, matter / b.total
    same_class = a.classes.keys() & b.classes.keys()
    syn_later, syn_earlier = _sum(same_class, a.classes) / a.class_total, _sum(same_class, b.classes) / b.class_total
    if len(a.weights) and len(b.weights):
        near = a.vectors @ b.vectors.T
        np.square(near, out=near)
        soft_later = float(a.weights @ near.max(axis=1)) / float(a.weights.sum() or 1)
        soft_earlier = float(near.max(axis=0) @ b.weights) / float(b.weights.sum() or 1)
        cosine = float(a.mean @ b.mean)
    else:
        soft_later, soft_earlier, cosine = cover_later, cover_earlier, cover_later
    lcs = runs = block = block_matter = ordered = first_half = 0.0
    for op in Indel.opcodes(a.stems, b.stems):
        if op.tag != "equal":
            continue
        size = op.src_end - op.src_start
        mass = sum(a.matter.get(key, 0.0) for key in a.stems[op.src_start : op.src_end])
        lcs += size
        runs += 1
        ordered += mass
        if op.src_end <= n // 2 + 1:
            first_half += size
        if mass > block_matter or (mass == block_matter and size > block):
            block, block_matter = float(size), mass
    short, long = (n, m) if n < m else (m, n)
    bigrams, trigrams = len(a.bigrams & b.bigrams), len(a.trigrams & b.trigrams)
    capitals, numbers = len(a.capitals & b.capitals), len(a.numbers & b.numbers)
    opposite = sum(
        (pair, 1 - side) in b.sides and (pair, 1 - side) not in a.sides and (pair, side) not in b.sides
        for pair, side in a.sides
    )
    low = a.low.keys() & b.low.keys()
    low_matter, low_a, low_b = _sum(low, a.low), sum(a.low.values()) or 1.0, sum(b.low.values()) or 1.0
    low_same = a.low_classes.keys() & b.low_classes.keys()
    low_syn_max = max(
        _share(_sum(low_same, a.low_classes), sum(a.low_classes.values())),
        _share(_sum(low_same, b.low_classes), sum(b.low_classes.values())),
    )
    common_matter = _sum(a.common.keys() & b.common.keys(), a.common)
    common_a = common_matter / (sum(a.common.values()) + 1)
    common_b = common_matter / (sum(b.common.values()) + 1)
    names = a.proper & b.proper
    proper_matter, proper_a, proper_b = _sum(names, a.matter), _sum(a.proper, a.matter), _sum(b.proper, b.matter)
    common_runs = len(a.common_runs & b.common_runs)
    kinds = len(a.kinds & b.kinds)
    return [
        math.log(n / m), min(cover_later, cover_earlier), max(cover_later, cover_earlier),
        _share(matter, a.total + b.total - matter),
        syn_later, syn_earlier, min(syn_later, syn_earlier),
        soft_later, soft_earlier, min(soft_later, soft_earlier), cosine,
        lcs / short, lcs / long, 2 * lcs / (n + m), min(block, 30) / 10, min(block_matter, 60) / 20,
        _share(block_matter, min(a.total, b.total)),
        _share(bigrams, max(len(a.bigrams), len(b.bigrams))), _share(bigrams, min(len(a.bigrams), len(b.bigrams))),
        _share(trigrams, max(len(a.trigrams), len(b.trigrams))),
        _share(trigrams, min(len(a.trigrams), len(b.trigrams))),
        fuzz.ratio(a.folded, b.folded) / 100, fuzz.token_set_ratio(a.folded, b.folded) / 100,
        _share(capitals, len(a.capitals)), _share(capitals, len(b.capitals)), min(capitals, 6) / 3,
        float(bool(a.numbers and b.numbers) and not numbers), min(numbers, 3),
        math.log1p(matter), math.log1p(max(0.0, a.total - matter)), math.log1p(max(0.0, b.total - matter)),
        max((a.matter[key] for key in shared), default=0.0) / _CAP,
        float(a.lead == b.lead), float(opposite), float(min(abs(a.negations - b.negations), 2)),
        float(a.future == b.future), *(abs(float(y - x)) for x, y in zip(a.scale, b.scale, strict=True)),
        first_half / n, float(bool(a.lead) and a.lead in b.classes), _share(ordered, matter), min(runs, 12) / 6,
        kinds / (len(a.kinds) + len(b.kinds) - kinds),
        low_matter / low_a, low_matter / low_b, min(low_matter / low_a, low_matter / low_b),
        max(low_matter / low_a, low_matter / low_b), math.log1p(low_matter),
        low_matter / max(1.0, low_a + low_b - low_matter), low_syn_max, sum(a.low[key] > _RARE for key in low) / 3,
        float(bool(a.last) and a.last in b.classes), float(bool(b.last) and b.last in a.classes),
        common_a, common_b, min(common_a, common_b), max(common_a, common_b), math.log1p(common_matter),
        proper_matter / (proper_a + 1), proper_matter / (proper_b + 1), min(len(names), 9) / 3,
        proper_a / a.total, proper_b / b.total,
        _share(common_runs, min(len(a.common_runs), len(b.common_runs))),
        _share(common_runs, max(len(a.common_runs), len(b.common_runs))), min(common_runs, 20) / 10,
    ]  # fmt: skip
