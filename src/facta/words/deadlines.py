"""When a thing is promised for: every expression of time in a sentence, as an interval with what it rests on.

The grammar has three layers: a relation ("by", "ahead of"), a part ("the second half of"), a period ("FY2027").
Periods are found by ``times``; parts and relations are read backwards from the period, so that any of the three
combine freely. Years that name a thing or a yardstick ("2013 levels", "the 2015 agreement") are no times: a bare
year counts only behind a relation or part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from facta.model import Deadline, Span
from facta.vocab import load
from facta.words import calendars
from facta.words.calendars import DAY, Period
from facta.words.time_rules import rules
from facta.words.times import Frame, choice, heard

LIMIT = 20_000
_OPENED = re.compile(r"(?:within|in|over|for|during|throughout|across)\b", re.IGNORECASE)
"""A duration that begins with its own preposition takes no other, nor a part: "10 % a year for the next five years"."""


def deadlines(sentence: str, said: date | None, country: str = "") -> tuple[Deadline, ...]:
    """Expressions of time that may bind an act, in order; ``said`` is the statement's date, for relative ones.

    ``country`` (ISO 3166 alpha-2) says whose fiscal year is meant where the words do not. A Deadline whose ``latest``
    lies before ``said`` looks back; which one governs a promise is decided in ``commitments``. For "by X" the
    interval runs from the statement to the end of X (of a named meeting: to its first day), for "before X" to the day
    before X, for "from X" it is X itself, in which the thing is to begin. Never raises on any text.
    """
    found = []
    for match, period, needs in _periods(sentence[:LIMIT], Frame(said, country)):
        complete = (period.vague and not needs) or (period.grain == "duration" and _OPENED.match(match[0]))
        relation, parts, begin = ("", (), match.start()) if complete else _before(sentence, match.start())
        if relation == "past" or (needs and not (relation or parts)) or not _is_time(sentence, match, relation, begin):
            continue
        found.append(_deadline(sentence, begin, match.end(), period, relation, parts, said))
    return tuple(found)


def _periods(sentence: str, frame: Frame) -> list[tuple[re.Match[str], Period, bool]]:
    """Matches of the rules without overlap, the longer one where two compete, in order."""
    matches = []
    spoken = heard(sentence)
    for rank, (pattern, reader, needs, triggers) in enumerate(rules()):
        if triggers.isdisjoint(spoken):
            continue
        matches += [(match, rank, reader, needs) for match in pattern.finditer(sentence) if match[0].strip()]
    matches.sort(key=lambda found: (-(found[0].end() - found[0].start()), found[1]))
    taken: list[tuple[re.Match[str], Period, bool]] = []
    for match, _, reader, needs in matches:
        if any(match.start() < other.end() and other.start() < match.end() for other, _, _ in taken):
            continue
        try:
            period = reader(match, frame)
        except (ValueError, OverflowError, KeyError):
            continue  # 31 February, month 13, a year out of range: no date
        if period is not None:
            taken.append((match, period, needs))
    return sorted(taken, key=lambda found: found[0].start())


@cache
def _backwards(table: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern that ends where a period begins, and the name of each of its phrases."""
    names = {phrase.lower(): name for name, phrases in load("deadlines")[table].items() for phrase in phrases}
    glue = r"(?:\s*[-–]\s*|\s+|^)" if table == "parts" else r"\s+"
    rate = r"(?<!\ba )(?<!\bper )(?<!\beach )(?<!\bevery )"  # "5 % a year 2025 to 2030"
    return re.compile(rf"(?<![\w-]){rate}(?P<said>{choice(list(names))}){glue}(?:the\s+)?$", re.IGNORECASE), names


def _before(sentence: str, begin: int) -> tuple[str, tuple[str, ...], int]:
    """Relation and parts that stand before a period, and where they begin; the part of a part comes after it."""
    parts: tuple[str, ...] = ()
    for _ in range(2):
        pattern, names = _backwards("parts")
        match = pattern.search(sentence, max(0, begin - 60), begin)
        if not match:
            break
        name = names[re.sub(r"\s+", " ", match["said"].lower())]
        parts = parts if name == "whole" and parts else (*parts, name)
        begin = match.start()
    pattern, names = _backwards("relations")
    match = pattern.search(sentence, max(0, begin - 60), begin)
    if not match:
        return "", parts, begin
    return names[re.sub(r"\s+", " ", match["said"].lower())], parts, match.start()


@cache
def _names() -> tuple[re.Pattern[str], re.Pattern[str]]:
    told = load("deadlines")["not_years"]
    after = re.compile(rf"[\s-]+(?:GHG\s+|emissions?\s+)?{choice(told['after'])}\b", re.IGNORECASE)
    return after, re.compile(rf"(?<!\w){choice(told['before'])}\s*$", re.IGNORECASE)


def _is_time(sentence: str, match: re.Match[str], relation: str, begin: int) -> bool:
    """False for numbers and months that only look like time: part of a name, a yardstick, a count."""
    after, before = _names()
    if not relation and re.search(r"\bof\s+$", sentence[:begin]) and after.search(sentence, max(0, begin - 30), begin):
        return False  # "the joint declaration of 15 June"
    if re.search(r"['’]s$", match[0]) and relation and sentence[begin : begin + 3].lower() == "for":
        return False  # "the theme for this year's meeting"
    if re.fullmatch(r"(?:19|20|21)\d\d|[A-Z][a-z]+", match[0]):
        if re.search(r"\bthe\s+$", sentence[begin : match.start()], re.IGNORECASE):
            return False  # "at the June summit", "under the 2022 strategy": the name of a thing
        if match[0].isalpha():
            return True
        if after.match(sentence, match.end()) or before.search(sentence, max(0, match.start() - 20), match.start()):
            return False
        word = re.sub(r"\s+", " ", sentence[begin : match.start()].strip().lower())
        # "over 2000 vessels": behind a preposition that also measures, a noun must not follow the number.
        if word in load("deadlines")["weak"] and re.match(
            r"\s+(?!and\b|or\b|to\b|in\b|with\b|for\b|by\b|the\b|as\b)[a-z]", sentence[match.end() :]
        ):
            return False
    return True


def _deadline(
    sentence: str, begin: int, end: int, period: Period, relation: str, parts: Sequence[str], said: date | None
) -> Deadline:
    end = begin + len(sentence[begin:end].rstrip())
    whole = cut = period
    for name in parts:
        whole, cut = cut, calendars.part(cut, name)
    part = parts[-1] if parts else ""
    first, last, basis = cut.first, cut.last, cut.basis
    if first is not None and last is not None:
        begun: date | None = first
        until: date | None = last
        if relation == "by":
            begun, until = None, last
            if period.grain == "event":
                until = first
            elif part == "middle":
                until = calendars.middle(whole)
        elif relation == "before":
            begun = None
            if part != "end" and period.grain != "end":
                until, basis = (first - DAY if first > date.min else first), f"before {basis}"
        elif relation == "after" and last < date.max:
            begun, until, basis = last + DAY, None, f"after {basis}"
        elif relation == "start":
            basis = f"start in {basis}"
        if begun is None and until is not None:
            begun = min(said, until) if said else until
        elif begun and until and said and begun < said <= until:
            begun = said
        first, last = begun, until
    quote = sentence[begin:end]
    return Deadline(Span(begin, end, quote), first, last, basis, cut.calendar, cut.vague)


def inside(new: Deadline, old: Deadline) -> bool:
    """Whether a time lies in the period that was named before: "in August" after "in the third quarter".

    A bound is no such period: after "by 2030", "by 2027" is another day.
    """
    if old.earliest is None or old.latest is None or new.latest is None or old.basis.startswith("relative"):
        return False
    bounds = [phrase for name in ("by", "before") for phrase in load("deadlines")["relations"][name]]
    bound = re.match(rf"(?:{choice(bounds)}|within)\b", old.span.quote, re.IGNORECASE)
    return not bound and old.earliest <= new.latest <= old.latest


def named_year(deadline: Deadline) -> str:
    """``FY2027`` where the words name a fiscal year, else the empty string."""
    if not deadline.calendar.startswith("fiscal year"):
        return ""
    match = re.search(r"(?:fy|fiscal(?:\s+years?)?)\s?((?:19|20|21)?\d\d)\b", deadline.span.quote, re.IGNORECASE)
    return f"FY{match[1] if len(match[1]) == 4 else '20' + match[1]}" if match else ""
