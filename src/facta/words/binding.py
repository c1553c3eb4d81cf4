"""Which expression of time and which number in a sentence belong to its promise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

from facta.model import Deadline, Quantity
from facta.vocab import load
from facta.words.promise import Promise, folded, promises
from facta.words.quantities import quantities

NEAR = 80
"""Characters within which a date still tells when "the next meeting" is."""

LOOSE = ("relative to an event", "recurring")
"""How the basis of an expression of time begins that may stand inside a number: "$5 million annually"."""


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(load("binding")[name])


def governing_deadline(
    sentence: str, times: Sequence[Deadline], promise: Promise | None, said: date | None
) -> Deadline | None:
    """The expression of time that binds the promise: the first behind the cue, else one that opens its clause.

    What looks back is left out; so is what dates something else: the speaking ("today"), the deciding ("decided in June
    to"), an event or a clause of its own ("its hosting of the fair next year", "as chair next year, …"), a rate
    ("$5 million each year"). "By" and its like go before others, a repetition ("annually") comes last.
    """
    text = folded(sentence)
    ranked: list[tuple[int, int, Deadline]] = []
    for time in times:
        at = time.span.begin
        behind = promise is None or at >= promise.begin
        opening = not re.search(r"[^\W\d_]", text[:at]) or bool(re.search(r"[:;]\s*$", text[:at]))
        firm = bool(not time.vague and _pattern("firm_time").match(text, at))
        if said and time.latest and time.latest < said:
            continue
        if _of_speech(text, time, promise, said, behind, opening):
            continue
        if behind and _cited(text, promise.end if promise else 0, at):
            continue
        if not firm and (_of_deciding(text, time, promise, said) or (promise and _of_another(text, time, promise))):
            continue
        if not (behind or (promise and (opening or _introduces(text, time, promise)))):
            continue
        if time.basis == "recurring" and _is_rate(sentence, time):
            continue
        rank = 3 if time.basis == "recurring" else 0 if firm else 1
        ranked.append((rank + (not behind and not opening), at if behind or opening else at + len(text), time))
    if not ranked:
        return None
    best = min(ranked, key=lambda one: one[:2])[2]
    later = (
        [time for _, _, time in ranked if not time.vague and _takes_over(best, time, sentence)] if best.vague else []
    )
    return later[0] if later else best


def _of_speech(
    text: str, time: Deadline, promise: Promise | None, said: date | None, behind: bool, opening: bool
) -> bool:
    """Whether "today", or the statement's own date, dates the speaking and not the act that is promised."""
    if said is None or not time.earliest == time.latest == said or not time.basis.endswith("the statement"):
        return False
    if promise is None or promise.cue in load("binding")["decisions"]:
        return True
    if promise.cue == "will" and opening and any(map(str.isdecimal, time.span.quote)):
        return False
    at = time.span.begin
    after = text[at:].partition(" ")[2]
    return not behind or bool(_pattern("said_today").search(text[:at]) or _pattern("says_today").match(after))


def _of_deciding(text: str, time: Deadline, promise: Promise | None, said: date | None) -> bool:
    """Whether a time dates a decision and not the act: it stands between the two, or before a cue in the past tense
    and not ahead of the statement ("agreed in June to build", "this week the two agreed to build").
    """
    at = time.span.begin
    if (
        not time.vague
        and _pattern("decided").search(text[:at])
        and re.match(r"\W*(?:to|that)\b", text[time.span.end :])
    ):
        return True
    if promise is None or promise.cue not in load("binding")["decisions"] or time.vague:
        return False
    if promise.begin <= at < promise.verb_at:
        return True
    past = text[promise.begin : promise.end].split()[0].endswith("ed")
    return at < promise.begin and past and not (said and time.earliest and time.earliest > said)


def _of_another(text: str, time: Deadline, promise: Promise) -> bool:
    """Whether a time belongs to an event or to a clause that is not that of the promise."""
    at, end = time.span.begin, time.span.end
    if end <= promise.begin:
        return bool(_pattern("clause_between").search(text[end : promise.begin]) or _pattern("held").search(text[:at]))
    dated = _pattern("dated_event").search(text[:at])
    if dated and dated.start() > promise.begin and dated.start() != promise.verb_at:
        return True
    return promise.end <= at and bool(_pattern("clause_behind").search(text[promise.end : at]))


def _is_rate(sentence: str, time: Deadline) -> bool:
    """Whether a repetition is the rate of a number: "$5 million annually"."""
    sizes = (size for size in quantities(sentence) if size.per)
    return any(size.span.begin < time.span.begin and time.span.end <= size.span.end for size in sizes)


def _cited(text: str, begin: int, at: int) -> bool:
    """Whether a date belongs to something done before that is only cited: "…, as decided at the summit in June"."""
    asides = re.split(r",\s|\s[–—(]\s?", text[begin:at])
    return len(asides) > 1 and bool(_pattern("cited").match(asides[-1]))


def _introduces(text: str, time: Deadline, promise: Promise) -> bool:
    """Whether an expression of time before the cue opens the clause of the promise, or stands right before the cue."""
    between = text[time.span.end : promise.begin]
    close = re.fullmatch(r"[^\w–—-]*(?:\w+[^\w–—-]+){0,4}", between)
    return bool(
        (_pattern("introduced").search(text[: time.span.begin]) or close) and not _pattern("reason").match(text)
    )


def _takes_over(vague: Deadline, dated: Deadline, sentence: str) -> bool:
    """Whether a date is told for the same thing ("at the next meeting in May") or by a promise of its own.

    "Work will go on in the coming weeks, and the panel will report in June": the dated promise counts.
    """
    begin = dated.span.begin
    if vague.basis == "next meeting" and 0 <= begin - vague.span.end < NEAR:
        return True
    return any(one.level >= 3 and vague.span.end < one.begin < begin for one in promises(sentence))


def measuring(sentence: str, promise: Promise | None, times: Iterable[Deadline]) -> tuple[Quantity, ...]:
    """The numbers that measure what is promised, the first of them the main one.

    Left out: numbers inside an expression of time, before the cue unless money or in its subject, inside a report of
    what was done already or another aside, and small counts in what is merely to be kept consistent with. A limit of
    warming, mostly a purpose, comes last.
    """
    text = folded(sentence)
    taken = [(time.span.begin, time.span.end) for time in times if not time.basis.startswith(LOOSE)]
    begin = promise.begin if promise else 0
    kept: list[tuple[int, int, Quantity]] = []
    for size in quantities(sentence):
        at, end = size.span.begin, size.span.end
        if any(at < stop and start < end for start, stop in taken):
            continue
        if size.kind == "count" and size.unit in load("binding")["spans"]:
            continue
        ahead = at < begin
        if ahead and size.kind != "money" and _pattern("own_clause").search(text[end:begin]):
            continue
        if _done(text, at, promise) or (not ahead and _pattern("aside").search(text[begin:at])):
            continue
        degrees = size.unit == "°C"
        if size.kind == "count" and size.value < 10 and not degrees and _pattern("kept_with").search(text[:at]):
            continue
        kept.append((2 if degrees else int(ahead and size.kind != "money"), at, size))
    return tuple(size for _, _, size in sorted(kept, key=lambda one: one[:2]))


def _done(text: str, at: int, promise: Promise | None) -> bool:
    """Whether the clause around a number reports what was done already."""
    if promise and promise.begin < at:
        return promise.end <= at and bool(_pattern("done").search(text[promise.end : at]))
    clause = re.split(r"[;:]|, (?:and|but|which|while)\b", text[:at])[-1]
    return bool(_pattern("perfect").search(clause)) and not _pattern("announced").search(clause)
