"""Where a sentence stands on the ordinal scales of ``vocab/strength.yaml``, and which of its words put it there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from facta import vocab
from facta.words.align import Token, stem, tokens

SCALES = ("promise", "stance", "criticism", "obligation")
_NEGATION = frozenset({"not", "no", "never", "cannot", "without", "nor", "neither"})
_FUTURE = frozenset({"will", "shall"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or run of words that stands on a scale. Offsets are token numbers ``[first, last)``."""

    scale: str
    level: int
    first: int
    last: int


@cache
def _entries() -> dict[str, list[tuple[tuple[str, ...], str, int]]]:
    """First stem -> (run of stems, scale, level), the longest run first."""
    data: dict[str, Any] = vocab.load("strength")
    listed: dict[str, list[tuple[tuple[str, ...], str, int]]] = {}

    def add(phrase: str, scale: str, level: int) -> None:
        run = tuple(stem(word) for word in phrase.split())
        listed.setdefault(run[0], []).append((run, scale, level))

    for scale, levels in data["scales"].items():
        for level, words in enumerate(levels, 1):
            for word in words:
                add(word, scale, level)
    for level, words in enumerate(data["force"], 1):
        for word in words:
            add(word, "force", level)
    for phrase, weight in data["intensifiers"].items():
        add(phrase, "intensifier", weight)
    for phrase, weight in data["hedges"].items():
        add(phrase, "hedge", weight)
    for entries in listed.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return listed


@lru_cache(maxsize=40_000)
def cues(sentence: str) -> tuple[Cue, ...]:
    """Every word or run of the sentence that stands on a scale, in order; of two readings on one scale the longer."""
    words = tokens(sentence)
    listed = _entries()
    found: list[Cue] = []
    for i, token in enumerate(words):
        seen: set[str] = set()
        for run, scale, level in listed.get(token.stem, ()):
            if scale in seen or any(
                i + k >= len(words) or words[i + k].stem != part for k, part in enumerate(run) if k
            ):
                continue
            seen.add(scale)
            found.append(Cue(scale, level, i, i + len(run)))
    return tuple(found)


def top(found: tuple[Cue, ...], scale: str) -> int:
    """Highest level of a scale that the cues reach; 0 for none."""
    return max((cue.level for cue in found if cue.scale == scale), default=0)


def first(found: tuple[Cue, ...], scale: str) -> int:
    """Level of the first cue of a scale; 0 for none."""
    return next((cue.level for cue in found if cue.scale == scale), 0)


def weight(found: tuple[Cue, ...], scale: str) -> int:
    """Sum of the weights of all cues of a scale."""
    return sum(cue.level for cue in found if cue.scale == scale)


def negations(words: tuple[Token, ...]) -> int:
    """How many negating words the sentence has."""
    return sum(token.word in _NEGATION for token in words)


def future(words: tuple[Token, ...]) -> bool:
    """True where the sentence speaks of what will be."""
    return any(token.word in _FUTURE for token in words)
