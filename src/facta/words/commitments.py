"""A promise taken apart: who, does what, by when, how much, on what condition, how firmly, and can it be checked.

Rules over the cue that binds (``promise``), the expressions of time and number in the sentence, and vocabularies;
``testability`` adds a small trained model. English; other languages give dates and quantities only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from facta.ids import digest
from facta.model import Act, Commitment, Deadline, Passage, Quantity, Span
from facta.text.actors import mentions, name
from facta.vocab import load
from facta.words.deadlines import deadlines
from facta.words.firmness import rule
from facta.words.promise import Promise, folded, governing, promises
from facta.words.quantities import quantities
from facta.words.testability import features, verdict


@dataclass(frozen=True, slots=True)
class Parts:
    """What a sentence's promise is made of, before it is told as a Commitment."""

    promise: Promise | None
    deadline: Deadline | None
    quantities: tuple[Quantity, ...]
    firmness: int
    firmness_reason: str
    logistics: bool
    features: dict[str, float]
    """What the model of testability sees."""


def parts(sentence: str, said: date | None, before: str = "", speakers: Sequence[str] = ()) -> Parts:
    """Cue, deadline, quantities, firmness and flags of the promise in a sentence."""
    promise = governing(sentence)
    times = deadlines(sentence, said, _country(sentence, promise, speakers))
    when = governing_deadline(sentence, times, promise, said)
    sizes = measuring(sentence, promise, times)
    level, why = rule(sentence, promise)
    planned = logistics(sentence, promise)
    seen = features(sentence, promise, level, when, sizes, planned, before)
    return Parts(promise, when, sizes, level, why, planned, seen)


def commitment(
    passage: Passage, act: Act, said: date | None, before: str = "", speakers: Sequence[str] = ()
) -> Commitment:
    """The commitment that a passage makes; ``act`` is its act (its confidence is carried over), ``said`` the
    statement's date, ``before`` the sentence before it, ``speakers`` short names of those who issue the statement
    ("we" means them; without them it stands as "the speakers").
    """
    sentence = passage.quote
    read = parts(sentence, said, before, speakers)
    who = actors(sentence, read.promise, speakers)
    checkable, because, _ = verdict(read.features)
    return Commitment(
        id=f"c-{digest(passage.id + sentence)[:12]}",
        passage=passage,
        actors=who,
        action=action(sentence, read.promise),
        partners=partners(sentence, read.promise, who),
        deadline=read.deadline,
        quantities=read.quantities,
        condition=condition(sentence),
        firmness=read.firmness,
        firmness_reason=read.firmness_reason,
        testability=checkable,
        testability_reason=because,
        third_party=third_party(sentence, read.promise),
        logistics=read.logistics,
        confidence=act.confidence,
    )


def _country(sentence: str, promise: Promise | None, speakers: Sequence[str]) -> str:
    """Whose fiscal year is meant: the one state named before the cue, else the only speaker."""
    named = [one for one in mentions(sentence) if len(one.id) == 2]
    ahead = {one.id for one in named if promise and one.begin < promise.begin}
    for group in (ahead, {one.id for text in speakers for one in mentions(text)}):
        if len(group) == 1:
            return next(iter(group))
    return ""


def governing_deadline(
    sentence: str, times: Sequence[Deadline], promise: Promise | None, said: date | None
) -> Deadline | None:
    """The expression of time that binds the promise: the first behind the cue, else one that opens the sentence.

    What looks back is left out, and so is "today", which dates the announcement unless the act follows it; a date
    in a clause of reason before the cue ("as chair next year, …") does not bind.
    """
    chosen: list[tuple[int, int, Deadline]] = []
    for time in times:
        if said and time.latest and time.latest < said:
            continue
        at = time.span.begin
        today = said is not None and time.earliest == time.latest == said and time.basis.endswith("the statement")
        behind = promise is None or at >= promise.begin
        opening = not re.sub(r"[\W\d_]+", "", sentence[:at]) or bool(re.search(r"[:;]\s*$", sentence[:at]))
        launched = promise is not None and promise.cue in {"launching", "announced"}
        if today and (not behind or launched or _announced(sentence, at)):
            continue
        if not (behind or opening):
            introduced = re.search(r"(?:^|[,;:]\s*)(?:and |additionally |that )?$", sentence[:at].lower())
            if not (
                introduced or (promise and re.fullmatch(r"\W*(?:\w+\W+){0,4}", sentence[time.span.end : promise.begin]))
            ):
                continue
            if re.match(r"\W*(?:as|while|when|since|recalling|noting|recognizing)\b", sentence.lower()):
                continue
        if time.basis == "recurring":
            rank = 3
        elif time.vague:
            rank = 1
        else:
            rank = (
                0
                if re.match(
                    r"(?:by|before|until|within|no later|not later|prior to|ahead of)\b", time.span.quote.lower()
                )
                else 1
            )
        if not behind and not opening:
            rank += 1
        chosen.append((rank, at if behind else at + len(sentence) * (not opening), time))
    if not chosen:
        return None
    best = min(chosen, key=lambda one: one[:2])[2]
    if best.vague:  # "will go on in the coming weeks, and the committee will meet in June": the dated promise counts
        again = [one for one in promises(sentence) if one.level >= 3 and one.begin > best.span.end]
        dated = [time for _, _, time in chosen if again and not time.vague and time.span.begin > again[0].begin]
        return dated[0] if dated else best
    return best


def _announced(sentence: str, at: int) -> bool:
    """Whether "today" dates speech ("announced today", "spoke today") and not the act that is promised."""
    text = folded(sentence)
    return bool(
        re.search(
            r"\b(?:announc\w+|spoke|met|joined|said|told|issued|released|signed|committed|gathered|held)\b[^.;]{0,40}$",
            text[:at],
        )
        or re.match(
            r"[^.;,]{0,12},?\s*(?:we|the|president|they)\b[^.;]{0,60}\b(?:announc|commit|launch|agree|are|embark)",
            text[at:].split(" ", 1)[-1],
        )
    )


def measuring(sentence: str, promise: Promise | None, times: Iterable[Deadline]) -> tuple[Quantity, ...]:
    """The numbers that measure what is promised, the first of them the main one.

    Left out: numbers inside an expression of time, before the cue unless money that the act spends, inside a report
    of what was done already, behind what merely is to be kept consistent with, and counts of the parties themselves.
    """
    spans = [
        (time.span.begin, time.span.end) for time in times if not (time.vague and time.basis == "relative to an event")
    ]
    kept: list[tuple[int, int, Quantity]] = []
    begin = promise.begin if promise else 0
    for size in quantities(sentence):
        at, end = size.span.begin, size.span.end
        if any(at < stop and start < end for start, stop in spans):
            continue
        if size.unit in {"years", "year", "months", "anniversary"} and size.kind == "count":
            continue
        ahead = at < begin
        if ahead and ((size.kind != "money" and not _heads(sentence, end, begin)) or _done(sentence, at, promise)):
            continue
        if not ahead and _done(sentence, at, promise):
            continue
        if (
            re.search(
                r"\b(?:consistent with|in line with|among|of the|one of|these|those|all|supplement)\s+[^.,;]{0,60}$",
                folded(sentence[:at]),
            )
            and size.kind == "count"
            and size.value < 10
            and size.unit not in {"°C"}
        ):
            continue
        kept.append((2 if size.unit == "°C" else int(ahead and size.kind != "money"), at, size))
    return tuple(size for _, _, size in sorted(kept, key=lambda one: one[:2]))


def _heads(sentence: str, end: int, begin: int) -> bool:
    """Whether a number before the cue stands in the subject of the promise: "4,000 soldiers will …"."""
    return not re.search(
        r"[,.;:—–]|\b(?:makes?|made|is|are|was|were|has|have|had|since|after|which|who)\b", folded(sentence[end:begin])
    )


def _done(sentence: str, at: int, promise: Promise | None) -> bool:
    """Whether the clause around a number reports what was done already."""
    clause = re.split(r"[;:]|, (?:and|but|which|while)\b", folded(sentence[:at]))[-1]
    if promise and promise.begin < at:
        clause = folded(sentence[promise.end : at]) if promise.end <= at else ""
        return bool(
            re.search(
                r"\b(?:has|have|had) (?:\w+ ){0,2}(?:\w+ed|made|given|spent|sent|built|led)\b[^,;]*$"
                r"|\brecent announcement of\b",
                clause,
            )
        )
    return bool(
        re.search(r"\b(?:has|have|had|having) (?:\w+ ){0,2}(?:\w+ed|made|given|spent|sent|built)\b", clause)
    ) and not re.search(r"\bannounced\b", clause)


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


def actors(sentence: str, promise: Promise | None, speakers: Sequence[str]) -> tuple[str, ...]:
    """Short names of those who must act; the words of the subject where they are no known actor."""
    told = load("promises")
    if promise is None:
        return tuple(speakers)
    subject = _subject(sentence, promise)
    found = []
    for one in mentions(subject):
        shown = name(one.id)
        if shown not in found:
            found.append(shown)
    if found:
        return tuple(found)
    low = folded(subject).strip()
    if (
        not low
        or low in told["speakers"]
        or low.split(" ")[-1] in {"we", "they", "leaders", "sides", "i", "he", "she", "both"}
    ):
        return tuple(speakers) or ("the speakers",)
    return (re.sub(r"^(?:the|a|an|this|these|our|their)\s+", "", subject.strip(), flags=re.IGNORECASE),)


def _subject(sentence: str, promise: Promise) -> str:
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


@cache
def _welcoming() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in load("promises")["welcoming"])


def third_party(sentence: str, promise: Promise | None) -> bool:
    """True for somebody else's promise that the speakers merely welcome, thank for or note."""
    text = folded(sentence)
    limit = promise.begin if promise else len(text)
    for pattern in _welcoming():
        match = pattern.search(text)
        if (
            match
            and match.start() <= limit
            and not re.search(
                r"\b(?:we|they|and)\s+(?:also\s+)?(?:will|commit|intend|look forward|agree|decid|pledg)",
                text[match.end() :],
            )
        ):
            return True
    if promise:
        subject = folded(_subject(sentence, promise)).split()
        return bool(set(subject) & set(load("promises")["private"]))
    return False


def logistics(sentence: str, promise: Promise | None) -> bool:
    """True for a planned meeting, visit or journey."""
    if promise is None or promise.level < 2:
        return False
    told = load("promises")
    text = folded(sentence)
    window = text[promise.end : promise.end + 120]
    needs = told["travel"].get(promise.verb)
    if needs is not None and not re.search(r"\b(?:working group|task force)\b", window[:60]):
        near = set(re.findall(r"[a-z-]+", window[:90]))
        if needs == "official":
            return promise.cue == "will" and bool(
                set(folded(_subject(sentence, promise)).split()) & set(told["officials"])
            )
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
