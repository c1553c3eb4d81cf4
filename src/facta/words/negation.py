"""Whether a promise is one not to act: "will never deploy", "does not intend to", "neither side will".

"Not only build" negates nothing; "cannot but" and the like are not read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from facta.vocab import load
from facta.words.promise import Promise, folded
from facta.words.subjects import subject

Words = Literal["not", "never", "no longer"]
REACH = 30
"""Characters behind a cue in which its negator stands, where no promised verb is found."""


@dataclass(frozen=True, slots=True)
class Negation:
    """What negates: its words as told before an infinitive, and its place where it stands before the promised verb."""

    words: Words
    """``not``, ``never`` or ``no longer``."""
    at: int = -1
    """Offset in the sentence; -1 where the cue or the subject is negated and not the verb itself."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in load("promises")["negators"].items()}


def negation(sentence: str, promise: Promise | None) -> Negation | None:
    """What negates the promise; None for a promise to act, and where no cue binds."""
    if promise is None:
        return None
    patterns, text = _patterns(), folded(sentence)
    inside = patterns["inside"].search(text, promise.begin, promise.end)
    limit = promise.verb_at if promise.verb_at >= promise.end else promise.end + REACH
    behind = patterns["behind"].match(text, promise.end, limit)
    if behind:
        return Negation(_told(behind[1]), behind.start(1))
    if inside:
        return Negation(_told(inside[0]))
    ahead = patterns["ahead"].search(text[: promise.begin])
    if ahead:
        return Negation(_told(ahead[0]))
    who = subject(sentence, promise)
    return Negation("not") if who and who.negator else None


def _told(words: str) -> Words:
    return "never" if "never" in words else "no longer" if "no longer" in words else "not"
