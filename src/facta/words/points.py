"""What a sentence says, point by point: its clauses and list items, its verbs with their objects, its topics.

Two long sentences of which one holds the other's point as one clause share little as a whole; matched clause by
clause they share much. A word tells a topic where its uses crowd into few documents: its residual inverse document
frequency (Church and Gale, 1995) is high. "Food" and "semiconductor" do so, "strengthen" and "priority" do not, however
rare they are. Topics themselves are directions of the second set of shipped word vectors, learnt from words that stand
within three sentences of each other.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import numpy as np

from facta.words import sides
from facta.words.align import classes, stem, wide
from facta.words.clauses import Group, analyse

NAMES = (
    "piece_best", "piece_matter", "pieces_full_later", "pieces_full_earlier", "opening_later", "opening_earlier",
    "pieces_matched", "pieces_later", "pieces_earlier", "near_pairs",
    "verb_kind", "verb_main", "verbs_jaccard", "verbs", "deed", "objects", "kinds", "main_shared",
    "verbless", "verbless_both", "middle", "middle_both", "cut", "cut_both", "speaker", "speaker_both", "question",
    "question_both", "will_differs", "past_differs", "subject_same", "short", "long",
    "topical", "topic_share", "topic_share_high", "topical_log", "company", "topic", "topic_later", "topic_earlier",
    "topic_low", "general", "topic_rarest", "topic_low_case", "topic_low_rarest", "names_only",
)  # fmt: skip

_CAP = 8.0
_UNKNOWN = 1.0  # topicality of a word outside the table
_NUMBER = 0.3
_OPENERS = frozenset({"and", "or", "which", "who", "while", "including", "that", "as"})
_NEAR, _REACH = 3, 6  # content words, words between the two of a pair
_SPEAKER = re.compile(r"(?:[A-Z][A-Z.'’-]+ ){1,4}[A-Z.'’-]*:|(?:QUESTION|MR|MS)\b")
_CUT = re.compile(r"(?:\bU\.S\.|\b[A-Z]\.|\bDr\.)$")
_END = frozenset(".;:!?”\"'’")


@dataclass(frozen=True, slots=True)
class Points:
    """A sentence prepared for comparison. Words are keys: stems, or the names of their synonym classes."""

    matter: dict[str, float]
    """Content word -> rarity."""
    topical: dict[str, float]
    """Content word -> rarity times topicality."""
    keys: tuple[str, ...]
    """Content words in order, and the number of the word in the sentence for each."""
    places: tuple[int, ...]
    masses: tuple[float, ...]
    """Rarities of each clause or list item, summed."""
    piece: dict[str, tuple[int, ...]]
    """Content word -> clauses and items in which it stands."""
    main: tuple[str, str]
    """Class and stem of the first main verb; empty where there is none."""
    kinds: frozenset[str]
    mains: frozenset[str]
    verbs: frozenset[str]
    objects: frozenset[str]
    deeds: frozenset[tuple[str, str]]
    subject: str
    verbless: bool
    middle: bool
    """Begins or ends in the middle of a sentence, as list items do."""
    cut: bool
    speaker: bool
    question: bool
    will: bool
    past: bool
    names: frozenset[str]
    size: int
    rows: Any
    """Rows of the table of words; only their numbers are kept, since thousands of sentences are."""
    weights: Any
    topic: Any
    company: Any


@cache
def _table() -> tuple[dict[str, int], list[float], list[float], Any, Any]:
    """Stem -> row; rarities, topicalities, topic vectors, vectors of company."""
    path = resources.files("facta.words").joinpath("data/relation_words.npz")
    with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        stems = str(arrays["stems"]).split("\n")
        return (
            {word: number for number, word in enumerate(stems)},
            np.minimum(arrays["idf"].astype(float), _CAP).tolist(),
            (arrays["burst"].astype(float) / 100).tolist(),
            arrays["topics"].astype(np.float32) / 127,
            arrays["vectors"].astype(np.float32) / 127,
        )


def _key(word: str) -> str:
    key = stem(word)
    return classes().get(key, key)


def _direction(vector: Any) -> Any:
    length = float(np.sqrt(vector @ vector))
    return vector / length if length else vector


@lru_cache(maxsize=8_000)
def points(sentence: str) -> Points:
    """Prepare a sentence; kept for the next call."""
    side = sides.side(sentence)
    index, idf, burst, topics, vectors = _table()
    matter: dict[str, float] = {}
    topical: dict[str, float] = {}
    keys: list[str] = []
    rows: dict[int, None] = {}
    content = [place for place, token in enumerate(side.words) if not token.stop]
    for place in content:
        token = side.words[place]
        key = side.keys[place]
        row = index.get(token.stem)
        rarity = min(_CAP if row is None else idf[row], matter.get(key, _CAP))
        tells = _NUMBER if token.number else _UNKNOWN if row is None else burst[row]
        keys.append(key)
        matter[key], topical[key] = rarity, rarity * tells
        if row is not None:
            rows[row] = None
    pieces: list[dict[str, float]] = []
    opened = True
    before = -1
    for place, key in zip(content, keys, strict=True):
        if any(side.breaks[i] or side.words[i].word in _OPENERS for i in range(before + 1, place + 1)):
            opened = True
        if opened:
            pieces.append({})
            opened = False
        pieces[-1][key] = matter[key]
        before = place
    where: dict[str, tuple[int, ...]] = {}
    for number, piece in enumerate(pieces):
        for key in piece:
            where[key] = (*where.get(key, ()), number)
    numbers = np.array(list(rows), np.int32)
    near, beside = topics[numbers], vectors[numbers]
    rarities = np.array([idf[row] for row in numbers], np.float32)
    weights = rarities * np.clip([burst[row] for row in numbers], 0.1, 2.0).astype(np.float32)
    groups = analyse(sentence).groups
    stripped = sentence.strip()
    return Points(
        matter=matter,
        topical=topical,
        keys=tuple(keys),
        places=tuple(content),
        masses=tuple(sum(piece.values()) for piece in pieces),
        piece=where,
        **_verbs(groups),
        middle=stripped[:1].islower() or stripped[-1:] not in _END,
        cut=_CUT.search(stripped) is not None,
        speaker=_SPEAKER.match(stripped) is not None,
        question=stripped.endswith("?"),
        names=frozenset(key for place, key in zip(content, keys, strict=True) if side.words[place].capital),
        size=len(side.words),
        rows=numbers,
        weights=weights,
        topic=_direction(weights @ near),
        company=_direction(rarities @ beside),
    )


def _verbs(groups: tuple[Group, ...]) -> dict[str, Any]:
    main = [group for group in groups if group.depth in ("main", "bare", "second")]
    leading = main or list(groups)
    return {
        "main": (leading[0].kind, stem(leading[0].lemma)) if leading else ("", ""),
        "kinds": frozenset(kind for group in leading for kind in (group.kind, group.inner_kind) if kind),
        "mains": frozenset(_key(verb) for group in leading for verb in (group.lemma, group.inner) if verb),
        "verbs": frozenset(
            _key(verb)
            for group in groups
            for verb in (group.lemma, group.inner)
            if verb and verb not in ("be", "have", "include")
        ),
        "objects": frozenset(_key(group.object_word) for group in groups if group.object_word),
        "deeds": frozenset(
            (_key(group.inner or group.lemma), _key(group.object_word)) for group in groups if group.object_word
        ),
        "subject": leading[0].subject if leading else "none",
        "verbless": not leading,
        "will": any(group.modal in ("will", "shall") for group in leading),
        "past": any(group.tense in ("past", "perfect") for group in leading),
    }


def _pieces(a: Points, b: Points, shared: list[str]) -> list[float]:
    """How well clauses and items of one are found in the other."""
    common: dict[tuple[int, int], float] = {}
    for key in shared:
        value = a.matter[key]
        for i in a.piece[key]:
            for j in b.piece[key]:
                common[i, j] = common.get((i, j), 0.0) + value
    best_a, best_b = [0.0] * len(a.masses), [0.0] * len(b.masses)
    matter = 0.0
    for (i, j), value in common.items():
        one, other = a.masses[i], b.masses[j]
        union = value / (one + other - value)
        best_a[i] = max(best_a[i], union, 0.8 * value / one)
        best_b[j] = max(best_b[j], union, 0.8 * value / other)
        if value > matter and value > one / 2 and value > other / 2:
            matter = value
    found = [(best, mass) for best, mass in (*zip(best_a, a.masses, strict=True), *zip(best_b, b.masses, strict=True))]
    full = [
        sum(mass for best, mass in zip(side, masses, strict=True) if best > 0.6) / sum(masses)
        for side, masses in ((best_a, a.masses), (best_b, b.masses))
    ]
    return [
        max((best for best, mass in found if mass > _CAP), default=0.0),
        min(matter, 40) / 10,
        *full,
        best_a[0],
        best_b[0],
        min(sum(best > 0.6 for best, _ in found), 8),
        min(len(a.masses), 12),
        min(len(b.masses), 12),
    ]


def _near(one: Points, among: set[str]) -> set[tuple[str, str]]:
    """Pairs of the words ``among`` that stand near each other in a sentence."""
    found = set()
    numbers = [number for number, key in enumerate(one.keys) if key in among]
    for order, i in enumerate(numbers):
        for j in numbers[order + 1 : order + 1 + _NEAR]:
            first, second = one.keys[i], one.keys[j]
            if j - i > _NEAR or one.places[j] - one.places[i] > _REACH:
                break
            if first != second:
                found.add((first, second) if first < second else (second, first))
    return found


def figures(later: str, earlier: str) -> list[float]:
    """The figures of a pair, in the order of ``NAMES``; all 0 where one of them has no content words.

    The verbs and topics known are English: of a pair in Chinese or Japanese script the figures are unknown (NaN).
    """
    if wide(later) or wide(earlier):
        return [math.nan] * len(NAMES)
    a, b = points(later), points(earlier)
    if not a.matter or not b.matter:
        return [0.0] * len(NAMES)
    shared = [key for key in a.matter if key in b.matter]
    among = set(shared)
    near_both = _near(a, among) & _near(b, among)
    pairs = math.fsum(math.sqrt(a.matter[one] * a.matter[other]) for one, other in near_both)
    topical = [a.topical[key] for key in shared]
    total, all_a, all_b = sum(topical), sum(a.topical.values()) + 1, sum(b.topical.values()) + 1
    plain = [a.topical[key] for key in shared if key not in a.names]
    verbs = len(a.verbs & b.verbs)
    if len(a.weights) and len(b.weights):
        topics = _table()[3]
        near = np.maximum(topics[a.rows] @ topics[b.rows].T, 0.0)
        np.square(near, out=near)
        soft_a = float(near.max(axis=1) @ a.weights / a.weights.sum())
        soft_b = float(near.max(axis=0) @ b.weights / b.weights.sum())
    else:
        soft_a = soft_b = 0.0
    return [
        *_pieces(a, b, shared), math.log1p(pairs),
        float(bool(a.main[0]) and a.main[0] == b.main[0]), float(bool(a.main[1]) and a.main[1] == b.main[1]),
        verbs / (len(a.verbs | b.verbs) or 1), min(verbs, 4), float(not a.deeds.isdisjoint(b.deeds)),
        min(len(a.objects & b.objects), 3), len(a.kinds & b.kinds) / (len(a.kinds | b.kinds) or 1),
        float(not a.mains.isdisjoint(b.mains)),
        float(a.verbless or b.verbless), float(a.verbless and b.verbless), float(a.middle or b.middle),
        float(a.middle and b.middle), float(a.cut or b.cut), float(a.cut and b.cut), float(a.speaker or b.speaker),
        float(a.speaker and b.speaker), float(a.question or b.question), float(a.question and b.question),
        float(a.will != b.will), float(a.past != b.past), float(a.subject == b.subject),
        math.log(min(a.size, b.size)), math.log(max(a.size, b.size)),
        min(total, 60) / 10, total / max(all_a, all_b), total / min(all_a, all_b), math.log1p(total),
        float(a.company @ b.company), float(a.topic @ b.topic), soft_a, soft_b, min(soft_a, soft_b),
        math.log1p(math.fsum(max(0.0, a.matter[key] - a.topical[key]) for key in shared)),
        max(topical, default=0.0), math.log1p(sum(plain)), max(plain, default=0.0), float(not plain),
    ]  # fmt: skip
