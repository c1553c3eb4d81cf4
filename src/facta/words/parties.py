"""Who promises, with whom, and whether it is somebody else's promise that the speakers merely welcome."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from facta.text.actors import mentions, name
from facta.vocab import load
from facta.words.promise import Promise, folded


def actors(sentence: str, promise: Promise | None, speakers: Sequence[str]) -> tuple[str, ...]:
    """Short names of those who must act; the words of the subject where they are no known actor."""
    told = load("promises")
    if promise is None:
        return tuple(speakers)
    phrase = subject(sentence, promise)
    found = []
    for one in mentions(phrase):
        shown = name(one.id)
        if shown not in found:
            found.append(shown)
    if found:
        return tuple(found)
    low = folded(phrase).strip()
    if not low or low in told["speakers"] or {low.split(" ")[0], low.split(" ")[-1]} & set(told["anaphors"]):
        return tuple(speakers) or ("the speakers",)
    return (re.sub(r"^(?:the|a|an|this|these|our|their)\s+", "", phrase.strip(), flags=re.IGNORECASE),)


def subject(sentence: str, promise: Promise) -> str:
    """The noun phrase before the cue, without openers."""
    left = sentence[: promise.begin]
    piece = re.split(r"[;:]\s|,\s(?=(?:the|our|its|a|an|we|they|he|she|it|[A-Z])\b)|\bthat\s+(?!will)", left)[-1]
    words = piece.strip(" ,")
    cut = re.search(
        r"(?:^|\s)((?:the |our |its |their )?[A-Z][^,]*(?:,? and [A-Z][^,]*)?|we|they|he|she|it|both [a-z]+|leaders)"
        r"(?:\s+(?:also|further|jointly|together|has|have|is|are|today|now|therefore|both))*$",
        words,
    )
    chosen = cut[1] if cut else words
    return re.sub(
        r"\s+(?:also|further|jointly|together|has|have|had|is|are|today|now|therefore|both|reiterated|reaffirmed)$",
        "",
        chosen,
    ).strip(" ,")[:120]


def partners(sentence: str, promise: Promise | None, who: Sequence[str]) -> tuple[str, ...]:
    """Known actors with or for whom the act is promised: named behind "with" in the action."""
    begin = promise.end if promise else 0
    found: list[str] = []
    for one in mentions(sentence):
        if one.begin >= begin and re.search(
            r"\b(?:with|alongside|together with|partner(?:ing)? with)\s+(?:[\w’'.-]+[\s,]+){0,4}$",
            sentence[begin : one.begin],
        ):
            shown = name(one.id)
            if shown not in found and shown not in who:
                found.append(shown)
    return tuple(found)


@cache
def _welcoming() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in load("promises")["welcoming"])


def third_party(sentence: str, promise: Promise | None) -> bool:
    """True for somebody else's promise that the speakers merely welcome, thank for or note."""
    text = folded(sentence)
    limit = promise.begin if promise else len(text)
    for pattern in _welcoming():
        match = pattern.search(text)
        if match and match.start() <= limit and not re.search(load("promises")["own_again"], text[match.end() :]):
            return True
    if promise:
        words = folded(subject(sentence, promise)).split()
        return bool(set(words) & set(load("promises")["private"]))
    return False
