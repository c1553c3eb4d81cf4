"""One sentence prepared to be held against another: its words, what they weigh, and what some of them do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from facta import vocab
from facta.text import actors
from facta.words import similarity, strength
from facta.words.align import Token, classes, stem, tokens

_NEAR = 5  # tokens between a target and the word for its wrong
_BREAK = re.compile("[,;:—–、，；]")


@dataclass(frozen=True, slots=True)
class Side:
    """One sentence prepared for contrast; token numbers throughout."""

    words: tuple[Token, ...]
    keys: list[str]
    """Synonym class or stem of each word."""
    weights: list[float]
    cues: tuple[strength.Cue, ...]
    actors: dict[str, int]
    """Actor -> token at which it is first named."""
    targets: dict[str, int]
    promised: int
    """Token of the first word that puts the matter into the future; -1 for none."""
    future: bool
    perfect: int
    """Token of the first verb that reports something as done; -1 for none."""
    head: int
    """Token of the first cue of promise, stance or criticism; -1 for none."""
    breaks: tuple[bool, ...]
    """For each word, whether a comma, semicolon or coordinating word stands before it (or it is one itself)."""
    wide: tuple[int, ...]
    wrongs: tuple[int, ...]
    achieved: bool


@cache
def _words(name: str) -> tuple[frozenset[str], tuple[tuple[str, ...], ...]]:
    """Single stems and runs of stems of a list in ``vocab/strength.yaml``."""
    singles, runs = set(), []
    for entry in vocab.load("strength")[name]:
        parts = tuple(stem(part) for part in str(entry).split())
        if len(parts) == 1:
            singles.add(parts[0])
        else:
            runs.append(parts)
    return frozenset(singles), tuple(runs)


def _find(name: str, stems: list[str], start: int = 0) -> list[int]:
    singles, runs = _words(name)
    found = [i for i in range(start, len(stems)) if stems[i] in singles]
    for run in runs:
        size = len(run)
        found += [i for i in range(start, len(stems) - size + 1) if tuple(stems[i : i + size]) == run]
    return sorted(found)


@lru_cache(maxsize=6_000)
def side(sentence: str) -> Side:
    """Prepare a sentence; kept for the next call."""
    words = tokens(sentence)
    stems = [token.stem for token in words]
    class_of = classes()
    keys = [class_of.get(key, key) for key in stems]
    weights = [
        0.3 if token.stop else min(similarity.rarity(token.stem), 7.0) * (0.5 if token.capital or token.number else 1.0)
        for token in words
    ]
    cues = strength.cues(sentence)
    begins = [token.begin for token in words]
    named: dict[str, int] = {}
    for key, span in actors.actors_in(sentence):
        place = next((i for i, begin in enumerate(begins) if begin >= span.begin), len(words) - 1)
        named.setdefault(key, place)
    wrongs = _find("wrongs", stems)
    called = [i for i, token in enumerate(words) if stems[i] in {"call", "urg"} or token.word == "must"]
    targets = {
        key: place
        for key, place in named.items()
        if any(-1 <= wrong - place <= _NEAR or 0 <= place - wrong <= 3 for wrong in wrongs)
        or any(0 < place - call <= 3 for call in called)
        or (place + 1 < len(words) and words[place + 1].word == "must")
    }
    ahead = [i for i, token in enumerate(words) if token.word in {"will", "shall"}]
    promised = min([*ahead, *_find("promised", stems)], default=-1)
    done = -1
    for i, token in enumerate(words):
        previous = words[i - 1].word if i else ""
        if (
            token.word.endswith("ed") and len(token.word) > 4 and previous not in {"be", "to", "will", "the", "and"}
        ) or (
            token.word in {"met", "held", "began", "was", "were", "led", "took", "made", "underway"}
            or previous in {"has", "have", "had"}
        ):
            done = i
            break
    head = next((cue.first for cue in cues if cue.scale in ("promise", "stance", "criticism")), -1)
    breaks = tuple(
        token.word in {"and", "or"} or (i > 0 and bool(_BREAK.search(sentence, words[i - 1].end, token.begin)))
        for i, token in enumerate(words)
    )
    return Side(
        words,
        keys,
        weights,
        cues,
        named,
        targets,
        promised,
        bool(ahead),
        done,
        head,
        breaks,
        tuple(_find("wideners", stems)),
        tuple(wrongs),
        bool(_find("achieved", stems)),
    )


def quoted(sentence: str, side: Side, run: tuple[int, int]) -> str:
    """The text of a run of words of a sentence, by its first place and the one after its last."""
    begin, end = run[0], min(run[1], len(side.words))
    return sentence[side.words[begin].begin : side.words[end - 1].end] if 0 <= begin < end else ""
