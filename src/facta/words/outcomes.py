"""How those who met describe their meeting and their relationship, and how much such a description tells.

A description that stands in every statement of a series tells its meetings apart no longer. How much one use tells
is its self-information, -log2 of the share of statements that use it (Shannon, 1948): 0 bits where all do, 1 bit
where half do.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from facta.model import Outcome, Passage
from facta.text.phrases import compile_phrases, language, lower, squeeze
from facta.vocab import load

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Share:
    """In how many statements of a series a description stands, and what its use there tells."""

    descriptor: str
    """Key of the description in ``vocab/outcomes.yaml``."""
    name: str
    """The description as printed."""
    about: Literal["meeting", "relationship"]
    statements: int
    """Statements that use it."""
    total: int
    """Statements of the series."""
    used: tuple[int, ...]
    """Positions, in the order given, of the statements that use it."""

    @property
    def share(self) -> float:
        """Share of the statements that use it, 0..1."""
        return self.statements / self.total

    @property
    def bits(self) -> float:
        """Information carried by its use: -log2 of the share; infinite where it is never used."""
        return -math.log2(self.share) + 0.0 if self.statements else math.inf

    @property
    def sentence(self) -> str:
        """What this means, in a plain sentence."""
        stands = f"“{self.name}” stands in {self.statements} of {self.total} statements"
        what = "meetings" if self.about == "meeting" else "statements"
        if self.total == 1:
            return f"“{self.name}” stands in the one statement there is: nothing to compare it with."
        if self.statements == self.total:
            return f"{stands}: used every time, it carries no information about these {what} (0 bits)."
        if self.statements == 1:
            return f"{stands}: its use here is singular ({self.bits:.1f} bits of information)."
        return f"{stands}: its use carries {self.bits:.1f} bits of information (0 if used every time)."


@dataclass(frozen=True, slots=True)
class _Description:
    key: str
    about: Literal["meeting", "relationship"]
    words: re.Pattern[str]
    alone: bool
    near: int | None


@cache
def _descriptions(script: str) -> tuple[_Description, ...]:
    entries: dict[str, Any] = load("outcomes")["descriptions"]
    return tuple(
        _Description(key, entry["about"], compile_phrases(entry[script]), entry.get("alone", False), entry.get("near"))
        for key, entry in entries.items()
    )


@cache
def _any(script: str) -> re.Pattern[str]:
    """The words of every description at once: most sentences hold none, and are done with."""
    return compile_phrases(phrase for entry in load("outcomes")["descriptions"].values() for phrase in entry[script])


@cache
def _contexts(script: str) -> dict[str, re.Pattern[str]]:
    data: dict[str, Any] = load("outcomes")
    return {
        "meeting": compile_phrases(data["meetings"][script]),
        "relationship": compile_phrases(data["relationships"][script]),
    }


def outcomes(passages: Sequence[Passage]) -> tuple[Outcome, ...]:
    """Every description of the meeting or the relationship, in the order of the text. Offsets are in the passage."""
    found: list[Outcome] = []
    for passage in passages:
        squeezed = squeeze(passage.quote)
        text, script = lower(squeezed.text), language(passage.quote)
        if not _any(script).search(text):
            continue
        here: list[Outcome] = []
        for description in _descriptions(script):
            context = None if description.alone else _contexts(script)[description.about]
            for match in description.words.finditer(text):
                if context is None or _beside(text, match, context, description.near, script):
                    span = squeezed.span(match.start(), match.end(), passage.quote)
                    here.append(Outcome(passage, description.key, description.about, span))
        found.extend(sorted(here, key=lambda outcome: (outcome.span.begin, -outcome.span.end)))
    return tuple(found)


def _beside(text: str, match: re.Match[str], context: re.Pattern[str], near: int | None, script: str) -> bool:
    """Whether a word of the context stands in the sentence, at most ``near`` words away where that is given.

    Chinese and Japanese words are counted as two characters.
    """
    for other in context.finditer(text):
        if other.start() < match.end() and match.start() < other.end():
            continue
        if near is None:
            return True
        low, high = min(match.end(), other.end()), max(match.start(), other.start())
        between = text[low:high]
        distance = len(between) // 2 if script != "en" else len(_WORD.findall(between))
        if distance <= near and not re.search(r"[;:。；]", between):
            return True
    return False


def shares(series: Sequence[Sequence[Outcome]]) -> tuple[Share, ...]:
    """For each description used at all, in what share of the statements; the most used first, then by key.

    ``series`` holds the outcomes of each statement; a statement without any counts in the total.
    """
    used: dict[str, dict[int, None]] = {}
    for position, items in enumerate(series):
        for item in items:
            used.setdefault(item.descriptor, {})[position] = None
    entries: dict[str, Any] = load("outcomes")["descriptions"]
    found = [
        Share(key, entries[key]["name"], entries[key]["about"], len(places), len(series), tuple(places))
        for key, places in used.items()
    ]
    return tuple(sorted(found, key=lambda share: (-share.statements, share.descriptor)))
