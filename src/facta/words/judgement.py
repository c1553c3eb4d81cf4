"""How strongly a sentence judges: its cues, on the scale of ``vocab/criticism.yaml``, and how far they reach.

In a sentence that is criticism as a whole the strongest cue counts. A charge inside a sentence that does something else
is as strong as the judgement that governs it, in its own clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from facta.model import Passage, Span
from facta.text.phrases import Squeezed, compile_phrases, language, lower, squeeze
from facta.vocab import load
from facta.words.charges import Charge, forms
from facta.words.targets import Target

REACH = 10
"""How many words may lie between a judgement of strength 3 or more and what it governs."""
_SHORT_REACH = 6
"""The same for a concern or a call, and for what stands behind a charge."""
_CLAUSE = re.compile(r"[;:—]|\.(?= |$)|,(?! in the strongest)|\b(?:while|as well as|including|amid|despite)\b")


@dataclass(frozen=True, slots=True)
class Cues:
    """The expressions of one language that sentences are judged by."""

    strengths: tuple[tuple[int, re.Pattern[str]], ...]
    """Strength and expression of each class of cues, the strongest first."""
    judged: re.Pattern[str]
    """Every cue of strength 3 or more."""
    consequences: re.Pattern[str]
    wrongs: re.Pattern[str]
    epithets: re.Pattern[str]
    loose: re.Pattern[str]
    general: re.Pattern[str]
    back: re.Pattern[str]
    """A word at the head of a sentence that points to the one before."""
    matters: tuple[tuple[str, re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A passage prepared for matching: its text with single blanks, in lower case, and the way back."""

    quote: str
    squeezed: Squeezed
    text: str
    cues: Cues

    def span(self, begin: int, end: int) -> Span:
        """The span of the passage that [begin, end) of ``text`` came from."""
        return self.squeezed.span(begin, end, self.quote)


def prepare(passage: Passage) -> Sentence:
    """A passage with its cues."""
    squeezed = squeeze(passage.quote)
    return Sentence(passage.quote, squeezed, lower(squeezed.text), cues_of(language(passage.quote)))


@cache
def cues_of(script: str) -> Cues:
    """The expressions of a language (``text.phrases.language``)."""
    data: dict[str, Any] = load("criticism")
    classes = sorted(data["cues"].values(), key=lambda cue: -int(cue["strength"]))
    wrongs = data["wrongs"]["en"] if script == "en" else data["wrongs_cjk"][script]
    return Cues(
        tuple((int(cue["strength"]), compile_phrases(cue[script])) for cue in classes),
        compile_phrases(word for cue in classes if int(cue["strength"]) >= 3 for word in cue[script]),
        compile_phrases(data["consequences"][script]),
        compile_phrases(wrongs),
        compile_phrases(word for entry in load("epithets").values() for word in forms(entry[script])),
        compile_phrases(data["loose"].get(script, ())),
        compile_phrases(data["general"].get(script, ())),
        re.compile(rf"\W*(?:\w+,? ){{0,2}}(?:{compile_phrases(data['anaphora'].get(script, ())).pattern})"),
        tuple((entry["name"], compile_phrases(entry[script])) for entry in load("matters").values()),
    )


def strength_of(sentence: Sentence, text: str, target: Target) -> tuple[int, Span]:
    """Strength on the scale and the words that give it; a wrong stated as such counts as opposition."""
    cues = sentence.cues
    hits = ((strength, pattern.search(text)) for strength, pattern in cues.strengths)
    strength, found = next(((strength, hit) for strength, hit in hits if hit), (0, None))
    if found is None:
        strength = int(load("criticism")["charge"])
        found = cues.epithets.search(text) or cues.wrongs.search(text)
    if found is None:
        cue = target.span or Span(0, len(sentence.quote), sentence.quote)
        return (int(load("criticism")["charge"]) if target.score >= 3 else 1), cue
    if strength >= 3 and cues.consequences.search(sentence.text):
        strength = 5
    return strength, sentence.span(found.start(), found.end())


def governed(sentence: Sentence, charge: Charge) -> tuple[int, Span]:
    """Strength of a charge and the words that give it: the judgement that governs it, else the charge itself.

    A judgement governs where it stands close before the phrase, or directly behind it, in one clause.
    """
    text, cues = sentence.text, sentence.cues
    strength, cue = int(load("criticism")["charge"]), charge.words
    for level, pattern in cues.strengths:
        hits = (match.span() for match in pattern.finditer(text))
        governing = [
            (begin, end)
            for begin, end in hits
            if not cues.loose.fullmatch(text, begin, end)
            and (
                close(text, end, charge.begin, REACH if level >= 3 else _SHORT_REACH)
                or (level >= 3 and close(text, charge.end, begin, _SHORT_REACH))
            )
        ]
        if governing:
            strength, cue = level, governing[-1]
            break
    if strength >= 3 and any(
        close(text, match.end(), charge.words[0], REACH) or close(text, charge.end, match.start(), _SHORT_REACH)
        for match in cues.consequences.finditer(text)
        # The "consequences of X's war" are its effects, not an answer to it.
        if not text.startswith(" of ", match.end())
    ):
        strength = 5
    return strength, sentence.span(*cue)


def close(text: str, end: int, begin: int, reach: int) -> bool:
    """Whether ``begin`` comes after ``end``, at most so many words away and in the same clause."""
    if begin < end:
        return False
    between = text[end:begin]
    return len(between.split()) <= reach and not _CLAUSE.search(between)


def clause_end(text: str, begin: int) -> int:
    """Where the clause ends in which ``begin`` stands."""
    stop = _CLAUSE.search(text, begin)
    return stop.start() if stop else len(text)
