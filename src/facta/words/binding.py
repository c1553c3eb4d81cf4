"""Which expression of time and which number in a sentence belong to its promise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from facta.model import Deadline, Quantity
from facta.words.promise import Promise, folded, promises
from facta.words.quantities import quantities


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
        ahead = promise is not None and promise.cue == "will" and opening and any(map(str.isdecimal, time.span.quote))
        if today and not ahead and (not behind or launched or _announced(sentence, at)):
            continue
        if not (behind or opening):
            introduced = re.search(r"(?:^|[,;:]\s*)(?:and |additionally |that )?$", sentence[:at].lower())
            if not (
                introduced
                or (
                    promise and re.fullmatch(r"[^\w–—-]*(?:\w+[^\w–—-]+){0,4}", sentence[time.span.end : promise.begin])
                )
            ):
                continue
            if re.match(r"\W*(?:as|while|when|since|recalling|noting|recognizing)\b", sentence.lower()):
                continue
        if behind and _cited(sentence, promise.end if promise else 0, at):
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
        dated = [time for _, _, time in chosen if not time.vague and _takes_over(best, time, again)]
        return dated[0] if dated else best
    return best


def _takes_over(vague: Deadline, dated: Deadline, again: Sequence[Promise]) -> bool:
    """Whether a date is told for the same thing ("at the next meeting in May") or by a promise of its own."""
    begin = dated.span.begin
    if vague.basis == "next meeting" and 0 <= begin - vague.span.end < 80:
        return True
    return bool(again) and begin > again[0].begin


def _cited(sentence: str, begin: int, at: int) -> bool:
    """Whether a date belongs to something done before that is only cited: "…, as decided at the summit in June"."""
    aside = re.split(r",\s|\s[–—(]\s?", folded(sentence[begin:at]))
    return len(aside) > 1 and bool(
        re.match(
            r"(?:\w+ ){0,5}?(?:announced|decided|agreed|adopted|established|signed|outlined|launched|set out|held)\b"
            r"(?! to\b)",
            aside[-1],
        )
    )


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
    loose = {"relative to an event", "recurring"}
    spans = [(time.span.begin, time.span.end) for time in times if time.basis not in loose]
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
        if not ahead and (
            _done(sentence, at, promise) or re.search(r",\s(?:which|who|whose)\s(?!will\b)", sentence[begin:at])
        ):
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
