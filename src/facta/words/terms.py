"""What else a promise comes with: its action, its condition, and whether it is a meeting or a journey."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from facta.model import Span
from facta.text.segment import sentences
from facta.vocab import load
from facta.words.parties import subject
from facta.words.promise import Promise, folded

_STOP = re.compile(
    r"[;!?](?=\s|$)|,\s+(?:which|who"
    r"|where(?! (?:\w+ )?(?:possible|appropriate|necessary|feasible|applicable|relevant|practicable))"
    r"|while|whereas|as well as|and (?:we|they|he|she|it)\b)"
)
_ABBREVIATED = re.compile(r"\b(?:[^\W\d_]\.){2,}\s*$")
_EDGES = " ,()\n\t\u00a0"
_STATED = re.compile(r"\b(?:is|are|was|were|be|being|remains?)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_JOINT = re.compile(r"[\s,.)]*(?:and|or)?[\s,.)]*")
"""What may stand between a condition and the end of the action, or another condition."""


def action(sentence: str, promise: Promise | None, negator: int = -1) -> Span | None:
    """The verb phrase that is promised: from its verb, or the ``negator`` before it, to the end of the clause."""
    begin = 0
    if promise:
        begin = promise.verb_at if promise.verb_at >= 0 else promise.end
        if promise.end <= negator < begin:
            begin = negator
        elif re.search(r"(?<=\W)be $", sentence[promise.end : begin]):
            begin -= len("be ")
    begin, end = _unconditioned(sentence, begin, _clause_end(sentence, begin))
    begin += len(sentence[begin:end]) - len(re.sub(r"^[\s,]+", "", sentence[begin:end]))
    end = begin + len(sentence[begin:end].rstrip())
    return Span(begin, end, sentence[begin:end]) if re.search(r"\w", sentence[begin:end]) else None


def _clause_end(sentence: str, begin: int) -> int:
    """Where the clause from ``begin`` ends: a full stop of an abbreviation ("U.S.") ends none."""
    end = next((span.end for span in sentences(sentence) if span.end > begin), len(sentence))
    if not _ABBREVIATED.search(sentence, begin, end):
        end = begin + len(sentence[begin:end].rstrip(".!? "))
    stop = _STOP.search(sentence, begin, end)
    return stop.start() if stop else end


def _unconditioned(sentence: str, begin: int, end: int) -> tuple[int, int]:
    """The action without conditions before and behind it; one in its middle stays, as the action is one quote, and so
    does a term ("not rest until the cable is mended").
    """
    found = [span for span in conditions(sentence) if not sentence.startswith("until", span[0])]
    whole = (begin, end)
    for first, last in found:
        if begin <= first < last < end and not sentence[begin:first].strip(_EDGES):
            begin = last + len(sentence[last:end]) - len(sentence[last:end].lstrip(_EDGES))
    for first, last in reversed(found):
        if begin < first < end and _JOINT.fullmatch(sentence, min(last, end), end):
            end = begin + len(sentence[begin:first].rstrip(_EDGES))
    return (begin, end) if re.search(r"\w", sentence[begin:end]) else whole


@cache
def _conditions() -> tuple[re.Pattern[str], re.Pattern[str], tuple[re.Pattern[str], ...]]:
    told = load("conditions")
    fixed = "|".join(re.escape(one) for one in sorted(told["phrases"], key=len, reverse=True))
    openers = "|".join(re.escape(one) for one in sorted(told["openers"], key=len, reverse=True))
    return (
        re.compile(rf"(?<!soon )(?<!early )(?<!quickly )(?<!rapidly )(?<!swiftly )\b(?:{fixed})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{openers})\b(?:[^.;,]|[.,](?=\w)|(?<=\.[a-z])\.)*", re.IGNORECASE),
        tuple(re.compile(pattern) for pattern in told["patterns"].values()),
    )


@cache
def _soft() -> tuple[frozenset[str], frozenset[str]]:
    told = load("conditions")
    return frozenset(told["soft"]), frozenset(told["legal"])


def condition(sentence: str) -> Span | None:
    """The first condition or escape clause of a promise, or None."""
    found = conditions(sentence)
    return Span(*found[0], sentence[found[0][0] : found[0][1]]) if found else None


@lru_cache(maxsize=64)
def conditions(sentence: str) -> tuple[tuple[int, int], ...]:
    """Begin and end of every condition and escape clause, in order.

    "Consistent with X" and its like count only where X is law, means or circumstances: "consistent with our shared
    values" lets nobody out.
    """
    fixed, openers, patterns = _conditions()
    soft, legal = _soft()
    found = [match.span() for match in fixed.finditer(sentence)]
    for match in openers.finditer(sentence):
        opener = next((one for one in soft if match[0].lower().startswith(one)), "")
        if opener and not legal & set(re.findall(r"[a-z]+", match[0].lower())):
            continue
        if opener and _STATED.search(sentence, 0, match.start()):
            continue  # "this is consistent with our policies": a claim, no escape
        found.append(match.span())
    found += [hit.span() for pattern in patterns if (hit := pattern.search(sentence))]
    trimmed = []
    for begin, end in sorted(found):
        quote = sentence[begin:end]
        begin += len(quote) - len(quote.lstrip(" ,;"))
        trimmed.append((begin, begin + len(quote.strip(" ,;"))))
    return tuple(trimmed)


def _head(words: Sequence[str]) -> str:
    """Last word of a noun phrase before its first preposition: "meeting" of "the next meeting of the board"."""
    last = ""
    for word in words:
        if word in {"of", "with", "between", "on", "in", "for", "among", "at"}:
            break
        last = word
    return last


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
    if _head(who) in told["meetings"] and re.match(told["held"], text[promise.begin :]):
        return True
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
