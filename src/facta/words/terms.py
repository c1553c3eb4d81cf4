"""What else a promise comes with: its action, its condition, and whether it is a meeting or a journey."""

from __future__ import annotations

import re
from functools import cache

from facta.model import Span
from facta.vocab import load
from facta.words.parties import subject
from facta.words.promise import Promise, folded


def action(sentence: str, promise: Promise | None) -> Span | None:
    """The verb phrase that is promised: from its verb to the end of the clause."""
    begin = 0
    if promise:
        begin = promise.verb_at if promise.verb_at >= 0 else promise.end
    stop = re.compile(
        r"[;.!?](?=\s|$)|,\s+(?:which|who|where|while|whereas|as well as|and (?:we|they|he|she|it)\b)"
    ).search(sentence, begin)
    end = stop.start() if stop else len(sentence)
    begin += len(sentence[begin:end]) - len(sentence[begin:end].lstrip())
    end = begin + len(sentence[begin:end].rstrip())
    return Span(begin, end, sentence[begin:end]) if end > begin else None


@cache
def _conditions() -> tuple[re.Pattern[str], re.Pattern[str], tuple[re.Pattern[str], ...]]:
    told = load("conditions")
    fixed = "|".join(re.escape(one) for one in sorted(told["phrases"], key=len, reverse=True))
    openers = "|".join(re.escape(one) for one in sorted(told["openers"], key=len, reverse=True))
    return (
        re.compile(rf"\b(?:{fixed})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{openers})\b[^.;,]*", re.IGNORECASE),
        tuple(re.compile(pattern) for pattern in told["patterns"].values()),
    )


@cache
def _soft() -> tuple[frozenset[str], frozenset[str]]:
    told = load("conditions")
    return frozenset(told["soft"]), frozenset(told["legal"])


def condition(sentence: str) -> Span | None:
    """The condition or escape clause of a promise, or None.

    "Consistent with X" and its like count only where X is law, means or circumstances: "consistent with our shared
    values" lets nobody out.
    """
    fixed, openers, patterns = _conditions()
    soft, legal = _soft()
    found = []
    match = fixed.search(sentence)
    if match:
        found.append(match.span())
    for match in openers.finditer(sentence):
        opener = next((one for one in soft if match[0].lower().startswith(one)), "")
        if opener and not legal & set(re.findall(r"[a-z]+", match[0].lower())):
            continue
        found.append(match.span())
    for pattern in patterns:
        match = pattern.search(sentence)
        if match:
            found.append(match.span())
    if not found:
        return None
    begin, end = min(found)
    quote = sentence[begin:end]
    begin += len(quote) - len(quote.lstrip(" ,;"))
    end = begin + len(sentence[begin:end].rstrip(" ,;"))
    return Span(begin, end, sentence[begin:end])


def logistics(sentence: str, promise: Promise | None) -> bool:
    """True for a planned meeting, visit or journey."""
    if promise is None or promise.level < 2:
        return False
    told = load("promises")
    text = folded(sentence)
    window = text[promise.end : promise.end + 120]
    needs = told["travel"].get(promise.verb)
    if re.search(told["again"], text[promise.begin :]):
        return True
    who = folded(subject(sentence, promise)).split()
    if promise.cue == "will":
        acts = promise.kind in told["official_kinds"] or promise.verb in told["official_verbs"]
        if acts and set(who) & set(told["officials"]):
            return True
        if who and who[-1] in told["meetings"] and promise.kind not in {"give", "make"}:
            return True
    if needs is not None and not re.search(r"\b(?:working group|task force)\b", window[:60]):
        near = set(re.findall(r"[a-z-]+", window[:90]))
        if needs == "official":
            return promise.cue == "will" and bool(set(who) & set(told["officials"]))
        return {
            "": True,
            "meeting": bool(near & set(told["meetings"])),
            "met": not set(re.findall(r"[a-z-]+", window[:45])) & set(told["met_things"]),
            "place": bool(set(re.findall(r"[a-z-]+", window[:45])) & set(told["direction"]))
            and promise.verb != "continue",
        }[needs]
    return promise.cue in {"look forward"} and bool(
        re.match(r"\W*(?:to )?(?:\w+ ){0,6}?(?:meeting|summit|visit|visiting|hosting|convening|welcoming)\b", window)
    )
