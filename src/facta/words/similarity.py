"""The figures that a pair of sentences is judged by: what they share, how rare it is, and in which order.

All figures are symmetric or come as two directions. "Matter" is the sum of the inverse document frequencies of
content words, from the shipped table of words; "soft" coverage lets a word be covered by one that keeps the same
company (cosine of the shipped vectors) or stands in the same class of synonyms.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from facta import vocab
from facta.words import strength
from facta.words.align import Token, stem, synonyms, tokens

_UNKNOWN = 11.0  # rarity of a stem outside the table: about once in 60,000 sentences
_CAP = 8.0  # rarer than this is no more telling: names and numbers would drown the matter

NAMES = (
    "length_later", "length_earlier", "log_ratio",
    "cover_later", "cover_earlier", "cover_low", "cover_high", "jaccard",
    "syn_later", "syn_earlier", "soft_later", "soft_earlier", "cosine",
    "lcs_low", "lcs_high", "ratio", "block", "block_matter", "block_share",
    "bigram_low", "bigram_high", "trigram_low", "trigram_high",
    "char_ratio", "token_set",
    "capital_later", "capital_earlier", "capitals", "number_conflict", "numbers",
    "shared_matter", "left_later", "left_earlier", "rarest_shared",
    "lead_same", "opposite", "negation", "same_future",
    "promise", "stance", "criticism", "obligation", "intensifier",
    "syn_low", "soft_low", "first_half", "verb_share",
    "order", "runs", "plain_jaccard",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Profile:
    """A sentence prepared once for many comparisons."""

    words: tuple[Token, ...]
    stems: list[str]
    matter: dict[str, float]
    classes: dict[str, float]
    total: float
    class_total: float
    bigrams: frozenset[tuple[str, str]]
    trigrams: frozenset[tuple[str, str, str]]
    capitals: frozenset[str]
    numbers: frozenset[str]
    vectors: Any
    weights: Any
    mean: Any
    folded: str
    lead: str
    scale: tuple[int, ...]
    negations: int
    future: bool
    sides: frozenset[tuple[int, int]]


@cache
def _table() -> tuple[dict[str, int], Any, Any]:
    path = resources.files("facta.words").joinpath("data/relation_words.npz")
    with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        stems = str(arrays["stems"]).split("\n")
        return (
            {word: number for number, word in enumerate(stems)},
            arrays["idf"].astype(float).tolist(),
            arrays["vectors"].astype(np.float32) / 127,
        )


@cache
def _sides() -> dict[str, list[tuple[int, int]]]:
    """Stem -> (pair of opposites, side)."""
    found: dict[str, list[tuple[int, int]]] = {}
    for number, sides in enumerate(vocab.load("opposites")):
        for side, words in enumerate(sides):
            for word in words:
                found.setdefault(stem(word), []).append((number, side))
    return found


def rarity(key: str) -> float:
    """Inverse document frequency of a stem (natural logarithm), capped at 8."""
    index, idf, _ = _table()
    number = index.get(key)
    return float(min(idf[number] if number is not None else _UNKNOWN, _CAP))


@lru_cache(maxsize=20_000)
def profile(sentence: str) -> Profile:
    """Prepare a sentence for comparison; kept for the next call."""
    words = tokens(sentence)
    index, _, vectors = _table()
    classes_of = synonyms()
    sides_of = _sides()
    stems = [token.stem for token in words]
    content = [token for token in words if not token.stop] or list(words)
    matter = {token.stem: rarity(token.stem) for token in content}
    classes: dict[str, float] = {}
    for key, value in matter.items():
        name = f"#{classes_of[key]}" if key in classes_of else key
        classes[name] = min(value, classes.get(name, value))
    known = [key for key in matter if key in index]
    rows = vectors[[index[key] for key in known]] if known else np.zeros((0, vectors.shape[1]), np.float32)
    weights = np.array([matter[key] for key in known], np.float32)
    mean = weights @ rows if known else np.zeros(vectors.shape[1], np.float32)
    norm = float(np.linalg.norm(mean))
    found = strength.cues(sentence)
    lead = next((words[cue.first].stem for cue in found if cue.scale in strength.SCALES), "")
    return Profile(
        words=words,
        stems=stems,
        matter=matter,
        classes=classes,
        total=sum(matter.values()) or 1.0,
        class_total=sum(classes.values()) or 1.0,
        bigrams=frozenset(zip(stems, stems[1:], strict=False)),
        trigrams=frozenset(zip(stems, stems[1:], stems[2:], strict=False)),
        capitals=frozenset(token.stem for token in words if token.capital and not token.stop),
        numbers=frozenset(token.stem for token in words if token.number),
        vectors=rows,
        weights=weights,
        mean=mean / norm if norm else mean,
        folded=" ".join(token.word for token in words),
        lead=f"#{classes_of[lead]}" if lead in classes_of else lead,
        scale=(*(strength.top(found, scale) for scale in strength.SCALES), strength.weight(found, "intensifier")),
        negations=strength.negations(words),
        future=strength.future(words),
        sides=frozenset(side for key in matter for side in sides_of.get(key, ())),
    )


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def figures(later: str, earlier: str) -> list[float]:
    """The figures of a pair, in the order of ``NAMES``."""
    a, b = profile(later), profile(earlier)
    n, m = len(a.stems), len(b.stems)
    if not n or not m:
        return [0.0] * len(NAMES)
    shared = a.matter.keys() & b.matter.keys()
    matter = sum(a.matter[key] for key in shared)
    cover_later, cover_earlier = matter / a.total, matter / b.total
    same_class = a.classes.keys() & b.classes.keys()
    syn_later = sum(a.classes[key] for key in same_class) / a.class_total
    syn_earlier = sum(b.classes[key] for key in same_class) / b.class_total
    if len(a.weights) and len(b.weights):
        near = a.vectors @ b.vectors.T
        np.square(near, out=near)
        soft_later = float(a.weights @ near.max(axis=1)) / float(a.weights.sum())
        soft_earlier = float(near.max(axis=0) @ b.weights) / float(b.weights.sum())
        cosine = float(a.mean @ b.mean)
    else:
        soft_later = soft_earlier = cosine = cover_later
    ops = Indel.opcodes(a.stems, b.stems)
    equal = [(op.src_start, op.src_end, op.dest_start) for op in ops if op.tag == "equal"]
    lcs = sum(end - begin for begin, end, _ in equal)
    block = block_matter = ordered = first_half = 0.0
    for begin, end, _ in equal:
        mass = sum(a.matter.get(key, 0.0) for key in a.stems[begin:end])
        ordered += mass
        if end <= n // 2 + 1:
            first_half += end - begin
        if mass > block_matter or mass == block_matter and end - begin > block:
            block, block_matter = float(end - begin), mass
    bigrams, trigrams = len(a.bigrams & b.bigrams), len(a.trigrams & b.trigrams)
    capitals = len(a.capitals & b.capitals)
    numbers = len(a.numbers & b.numbers)
    low, high = (n, m) if n < m else (m, n)
    opposite = sum((number, 1 - side) in b.sides and (number, 1 - side) not in a.sides and (number, side) not in b.sides
                   for number, side in a.sides)  # fmt: skip
    gaps = [y - x for x, y in zip(a.scale, b.scale, strict=True)]
    return [
        min(n, 80) / 20, min(m, 80) / 20, math.log(n / m),
        cover_later, cover_earlier, min(cover_later, cover_earlier), max(cover_later, cover_earlier),
        matter / (a.total + b.total - matter),
        syn_later, syn_earlier, soft_later, soft_earlier, cosine,
        lcs / low, lcs / high, 2 * lcs / (n + m), min(block, 30) / 10, min(block_matter, 60) / 20,
        block_matter / min(a.total, b.total),
        _share(bigrams, max(len(a.bigrams), len(b.bigrams))), _share(bigrams, min(len(a.bigrams), len(b.bigrams))),
        _share(trigrams, max(len(a.trigrams), len(b.trigrams))), _share(trigrams, min(len(a.trigrams), len(b.trigrams))),
        fuzz.ratio(a.folded, b.folded) / 100, fuzz.token_set_ratio(a.folded, b.folded) / 100,
        _share(capitals, len(a.capitals)), _share(capitals, len(b.capitals)), min(capitals, 6) / 3,
        float(bool(a.numbers and b.numbers) and not numbers), min(numbers, 3),
        math.log1p(matter), math.log1p(a.total - matter), math.log1p(b.total - matter),
        max((a.matter[key] for key in shared), default=0.0) / _CAP,
        float(a.lead == b.lead), float(opposite), float(min(abs(a.negations - b.negations), 2)),
        float(a.future == b.future),
        *(abs(float(gap)) for gap in gaps),
        min(syn_later, syn_earlier), min(soft_later, soft_earlier), first_half / n,
        float(bool(a.lead) and a.lead in b.classes),
        _share(ordered, matter), min(len(equal), 12) / 6, len(set(a.stems) & set(b.stems)) / len(set(a.stems) | set(b.stems)),
    ]  # fmt: skip


def matrix(pairs: Sequence[tuple[str, str]]) -> Any:
    """Figures of many (later, earlier) pairs as rows."""
    return np.array([figures(later, earlier) for later, earlier in pairs], np.float32).reshape(-1, len(NAMES))
