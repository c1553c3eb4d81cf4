"""The words on both sides that show a change: a pair of one slot, verb against verb, date against date, name in a list.

A change is told only with such a pair: an intensifier counts where it qualifies a word that both sentences have, two
verbs where they stand on one ladder and govern what both share, a name where a list of the others is kept. What only
one side has is shown alone, where the other side has nothing in that slot.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from facta.model import Change, ChangeKind, Deadline, Quantity
from facta.text import actors
from facta.vocab import load
from facta.words.align import stem
from facta.words.clauses import analyse
from facta.words.contrast import Contrast, Side, contrast
from facta.words.deadlines import deadlines, inside
from facta.words.quantities import quantities
from facta.words.strength import Cue
from facta.words.terms import condition

_DIGIT = re.compile(r"\d")
_TITLE = re.compile(r"(?:['’]s?)? ([A-Z][\w-]+)")
_BOUND = re.compile(
    r"(?i)(?:not? later than|by|before|until|till|ahead of|prior to|within|(?:at |by )?the end|in the \w+ half)\b"
)
_LONGEST = 12
_REACH = 14
"""Words before what both share within which a verb governs it."""
_LEAST_PREFIX = 5
_OBJECT, _SHARED_OBJECT = 12, 2
_STRONG = 5
"""Level on the ladder of force from which a verb is told though the other side has none in its place."""


@cache
def _words(name: str, stems: bool = False) -> frozenset[str]:
    return frozenset(stem(word) if stems else word for word in load("slots")[name])


@dataclass(frozen=True, slots=True)
class Numbers:
    """Amounts and dates of a sentence that count for a change."""

    amounts: tuple[Quantity, ...]
    dates: tuple[Deadline, ...]


@lru_cache(maxsize=4_000)
def numbers(sentence: str, said: date | None) -> Numbers:
    """Amounts and firm dates, kept for the next call; sentences without a digit are not searched."""
    if not _DIGIT.search(sentence):
        return Numbers((), ())
    bounds = (found for found in deadlines(sentence, said) if found.latest and _BOUND.match(found.span.quote))
    return Numbers(quantities(sentence), tuple(bounds))


def differ(later: Numbers, earlier: Numbers) -> tuple[Quantity, Quantity] | None:
    """An amount of the later sentence with another of the same unit in the earlier one, neither standing in both."""
    values_later, values_earlier = {one.value for one in later.amounts}, {one.value for one in earlier.amounts}
    for new in later.amounts:
        for old in earlier.amounts:
            same = new.kind == old.kind and (new.unit == old.unit or new.kind != "count")
            if same and new.value not in values_earlier and old.value not in values_later:
                return old, new
    return None


def moved(later: Numbers, earlier: Numbers) -> tuple[Deadline, Deadline] | None:
    """A date of the earlier sentence and another of the later one, neither standing in both."""
    latest_later, latest_earlier = {one.latest for one in later.dates}, {one.latest for one in earlier.dates}
    for new in later.dates:
        for old in earlier.dates:
            if new.latest not in latest_earlier and old.latest not in latest_later and not inside(new, old):
                return old, new
    return None


def evidence(
    kind: ChangeKind, later: str, earlier: str, dates: tuple[date | None, date | None] = (None, None)
) -> Change | None:
    """The words on both sides that speak most for a kind of change; None where no pair of one slot does."""
    found = contrast(later, earlier)
    if kind == "amount_changed":
        return _amount(later, earlier, dates)
    if kind == "deadline_moved":
        return deadline(later, earlier, dates)
    if kind in ("hardened", "softened"):
        return _force(kind, later, earlier, found)
    if kind in ("target_named", "target_unnamed"):
        return _target(kind, later, earlier, found)
    if kind in ("actor_added", "actor_dropped"):
        return _actor(kind, later, earlier, found)
    if kind == "done":
        return _done(later, earlier, found)
    return _scope(kind, later, earlier, found)


def _amount(later: str, earlier: str, dates: tuple[date | None, date | None]) -> Change | None:
    new, old = numbers(later, dates[0]), numbers(earlier, dates[1])
    pair = differ(new, old)
    if pair:
        return Change("amount_changed", pair[0].span.quote, pair[1].span.quote, "another amount of the same thing")
    before = old.amounts[0].span.quote if old.amounts and not new.amounts else ""
    after = new.amounts[0].span.quote if new.amounts and not old.amounts else ""
    reason = "the amount was dropped" if before else "an amount was given"
    return Change("amount_changed", before, after, reason) if before or after else None


def deadline(later: str, earlier: str, dates: tuple[date | None, date | None] = (None, None)) -> Change | None:
    """Another date for the same thing, a date that was dropped, or one that was set."""
    new, old = numbers(later, dates[0]), numbers(earlier, dates[1])
    pair = moved(new, old)
    if pair:
        return Change("deadline_moved", pair[0].span.quote, pair[1].span.quote, "another date for the same thing")
    named = _named_times(later, earlier, dates)
    if named:
        return Change("deadline_moved", *named, "another date for the same thing")
    before = old.dates[0].span.quote if old.dates and not new.dates else ""
    after = new.dates[0].span.quote if new.dates and not old.dates else ""
    reason = "the date was dropped" if before else "a date was set"
    return Change("deadline_moved", before, after, reason) if before or after else None


def _named_times(later: str, earlier: str, dates: tuple[date | None, date | None]) -> tuple[str, str] | None:
    """The words of the only time that either sentence names, in a promise, where they mean another time."""
    if contrast(later, earlier).later.promised < 0 or contrast(later, earlier).earlier.promised < 0:
        return None
    held = [
        [one for one in deadlines(sentence, said) if one.latest and not one.vague]
        for sentence, said in ((later, dates[0]), (earlier, dates[1]))
    ]
    if [len(one) for one in held] != [1, 1]:
        return None
    new, old = held[0][0], held[1][0]
    if dates[0] and old.latest and old.latest < dates[0]:
        return None  # what was due then is over: this is another event
    same = new.span.quote.casefold() == old.span.quote.casefold() or new.latest == old.latest or inside(new, old)
    return None if same else (old.span.quote, new.span.quote)


def terms(later: str, earlier: str) -> Change | None:
    """A condition that only one of the two sentences sets."""
    new, old = condition(later), condition(earlier)
    if old and not new:
        return Change("hardened", old.quote, "", "a condition was dropped")
    if new and not old:
        return Change("softened", "", new.quote, "a condition was added")
    return None


def _force(kind: ChangeKind, later: str, earlier: str, found: Contrast) -> Change | None:
    """Governing verbs where they differ in strength, else an intensifier, a hedge or a condition gained or lost."""
    a, b = found.later, found.earlier
    stronger = kind == "hardened"
    pair = _verbs(found, stronger)
    if pair:
        new, old = pair
        return Change(
            kind,
            _text(earlier, b, (old.first, old.last)),
            _text(later, a, (new.first, new.last)),
            "the governing verb or noun is " + ("stronger" if stronger else "weaker"),
        )
    alone = _alone(a, b, found.formula[2], found.formula[0]) if stronger else None
    if alone:
        return Change(kind, "", _text(later, a, (alone.first, alone.last)), "a strong verb or noun was added")
    scales = ("intensifier", "hedge") if stronger else ("hedge", "intensifier")
    for one in _qualifiers(a, b, scales[0], found):
        return Change(kind, "", _text(later, a, (one.first, one.last)), _REASONS[scales[0], True])
    for one in _qualifiers(b, a, scales[1], found):
        return Change(kind, _text(earlier, b, (one.first, one.last)), "", _REASONS[scales[1], False])
    set_or_dropped = terms(later, earlier)
    return set_or_dropped if set_or_dropped and set_or_dropped.kind == kind else None


INTENSIFIED = "an intensifier was added"
_REASONS = {
    ("intensifier", True): INTENSIFIED,
    ("intensifier", False): "an intensifier was dropped",
    ("hedge", True): "a reservation was added",
    ("hedge", False): "a reservation was dropped",
}


def _verbs(found: Contrast, stronger: bool) -> tuple[Cue, Cue] | None:
    """A word of the ladder of force on each side, of different levels, that stand in the same change or before the
    same formula.
    """
    a, b = found.later, found.earlier
    i1, _, j1, _ = found.formula
    best: tuple[int, Cue, Cue] | None = None
    new = [cue for cue in a.cues if cue.scale == "force" and a.keys[cue.first] not in b.keys]
    old = [cue for cue in b.cues if cue.scale == "force" and b.keys[cue.first] not in a.keys]
    for one in new:
        for other in old:
            if one.level == other.level or (one.level > other.level) is not stronger:
                continue
            same = any(h.j1 <= one.first < h.j2 and h.i1 <= other.first < h.i2 for h in found.hunks)
            governs = j1 - _REACH <= one.first <= j1 + 1 and i1 - _REACH <= other.first <= i1 + 1
            if same or governs:
                rank = 2 * same + governs
                if best is None or rank > best[0]:
                    best = rank, one, other
    return (best[1], best[2]) if best else None


def _alone(one: Side, other: Side, begin: int, other_begin: int) -> Cue | None:
    """A strong word of the ladder before the formula, where the other side has none there."""
    if any(cue.scale == "force" and cue.first <= other_begin + 1 for cue in other.cues):
        return None
    strong = (cue for cue in one.cues if cue.scale == "force" and cue.level >= _STRONG)
    return next((cue for cue in strong if begin - _REACH <= cue.first < begin), None)


def _qualifiers(one: Side, other: Side, scale: str, found: Contrast) -> list[Cue]:
    """Intensifiers or hedges that only one side has, at a word of content that both have.

    An intensifier in the place of another ("urgent" for "full") is neither gained nor lost.
    """
    kept = []
    for cue in one.cues:
        if cue.scale != scale or one.words[cue.first].stem in {token.stem for token in other.words}:
            continue
        if scale == "intensifier" and _replaced(cue, one, other, found):
            continue
        around = [at for at in (*range(cue.last, cue.last + 3), cue.first - 1) if 0 <= at < len(one.words)]
        near = [at for at in around if not one.words[at].stop and not one.breaks[at]]
        if any(one.keys[at] in other.keys for at in near[:2]):
            kept.append(cue)
    return kept


def _replaced(cue: Cue, one: Side, other: Side, found: Contrast) -> bool:
    """Whether the other side has as many words of the cue's scale in the changed stretch that the cue stands in."""

    def count(side: Side, first: int, end: int) -> int:
        return sum(near.scale == cue.scale and first <= near.first < end for near in side.cues)

    for hunk in found.hunks:
        here, there = (hunk.j1, hunk.j2), (hunk.i1, hunk.i2)
        if one is not found.later:
            here, there = there, here
        if here[0] <= cue.first < here[1]:
            return count(other, *there) >= count(one, *here)
    return False


def _target(kind: ChangeKind, later: str, earlier: str, found: Contrast) -> Change | None:
    a, b = found.later, found.earlier
    side, other, text = (a, b, later) if kind == "target_named" else (b, a, earlier)
    new = sorted(
        (place, key)
        for key, place in side.targets.items()
        if key not in other.actors and not (place and side.words[place - 1].word in _words("victim"))
    )
    if not new:
        return None
    quoted = _text(text, side, (new[0][0], new[0][0] + 1))
    before, after = ("", quoted) if side is a else (quoted, "")
    verb = "is named" if kind == "target_named" else "is no longer named"
    return Change(kind, before, after, f"{actors.name(new[0][1])} {verb}")


def _actor(kind: ChangeKind, later: str, earlier: str, found: Contrast) -> Change | None:
    """A member of the list of those who act, where the other sentence has the rest of that list and nobody else."""
    a, b = found.later, found.earlier
    rolls = _roll(later), _roll(earlier)
    if rolls[0] and rolls[1]:
        here, there = rolls if kind == "actor_added" else rolls[::-1]
        names = "; ".join(name for name in here if name not in there)
        added = kind == "actor_added"
        reason = "is on the roll" if added else "is no longer on the roll"
        return Change(kind, "" if added else names, names if added else "", reason) if names else None
    side, other, text, other_text = (a, b, later, earlier) if kind == "actor_added" else (b, a, earlier, later)
    mine, theirs = _subjects(text, side), _subjects(other_text, other)
    if not theirs or not theirs.keys() < mine.keys():
        return None
    offices = _officers(text, other)
    new = sorted((place, key) for key, place in mine.items() if key not in other.actors and key not in offices)
    if not new:
        return None
    quoted = _text(text, side, (new[0][0], new[0][0] + 1))
    before, after = ("", quoted) if side is a else (quoted, "")
    verb = "is among the actors" if side is a else "is no longer among the actors"
    return Change(kind, before, after, f"{', '.join(actors.name(key) for _, key in new[:3])} {verb}")


def _officers(sentence: str, other: Side) -> set[str]:
    """Actors named only as whose office or officer somebody is, whom the other sentence has without that name.

    "U.S. Special Representative" is nobody else than "Special Representative".
    """
    titles = {token.word for token in other.words if not token.stop}
    bare: dict[str, bool] = {}
    for key, span in actors.actors_in(sentence):
        title = _TITLE.match(sentence, span.end)
        bare[key] = bare.get(key, True) and title is not None and title[1].lower() in titles
    return {key for key, all_bare in bare.items() if all_bare}


@cache
def _rolls() -> re.Pattern[str]:
    return re.compile(load("wording")["forms"]["rolls"], re.IGNORECASE)


def _roll(sentence: str) -> list[str]:
    """The names on a roll of votes, without their offices; none where the sentence is no roll."""
    if not _rolls().match(sentence):
        return []
    listed = re.sub(r"^[^:]*?(?::|\b(?:were|was)\b:?)", "", sentence).strip(" .")
    parts = re.split(r"\s*;\s*(?:and\s+)?", listed) if ";" in listed else re.split(r",\s*(?:and\s+)?|\s+and\s+", listed)
    return [name for part in parts if (name := part.split(",")[0].strip()) and name[0].isupper()]


def _subjects(sentence: str, side: Side) -> dict[str, int]:
    """Actors that are named before the first main verb, if they are all of one list."""
    read = analyse(sentence)
    main = next((group for group in read.groups if group.depth == "main"), None)
    end = read.begins[main.begin] if main else -1
    named = {key: place for key, place in side.actors.items() if side.words[place].begin < end}
    first, last = min(named.values(), default=0), max(named.values(), default=0)
    listed = any(token.word == "and" for token in side.words[first:last])
    return named if listed or len(named) == 1 else {}


def _done(later: str, earlier: str, found: Contrast) -> Change | None:
    """What was put into the future before and is reported now: by the same verb, its noun, or a verb of coming about
    that governs the same thing.
    """
    a, b = found.later, found.earlier
    if b.promised < 0:
        return None
    reason = "promised or planned before, reported as done now"
    for at in range(b.promised, len(b.words)):
        verb = b.words[at]
        if verb.stop or verb.capital or verb.stem in _words("empty", stems=True) or verb.word.endswith("ed"):
            continue
        for j, token in enumerate(a.words):
            if not token.capital and _same_verb(verb.stem, token.stem) and _reports(a, j, verb.stem):
                first = j - 1 if j and a.words[j - 1].word in _words("held") else j
                return Change(
                    "done",
                    _text(earlier, b, (max(b.promised, at - 3), at + 1)),
                    _text(later, a, (first, j + 1)),
                    reason,
                )
    thing = {key for at, key in enumerate(b.keys) if at > b.promised and not b.words[at].stop}
    for j, token in enumerate(a.words):
        if not (token.word in _words("come_about") and (j == 0 or a.words[j - 1].word not in _words("base"))):
            continue
        ahead = [at for at in range(j + 1, min(j + 1 + _OBJECT, len(a.words))) if not a.words[at].stop]
        if sum(a.keys[at] in thing for at in ahead) >= _SHARED_OBJECT:
            before = _text(earlier, b, (b.promised, b.promised + 3))
            return Change("done", before, _text(later, a, (j, min(j + 4, len(a.words)))), reason)
    return None


def _reports(side: Side, place: int, verb: str) -> bool:
    """Whether a form of a verb tells that it came about: past, perfect, present of its own, or its noun."""
    token = side.words[place]
    previous = side.words[place - 1].word if place else ""
    if token.stem != verb:
        return side.achieved
    if previous in _words("base"):
        return False
    present = token.word.endswith("s") and not token.word.endswith("ss") and not side.future
    return token.word.endswith("ed") or previous in _words("held") or present


def _same_verb(one: str, other: str) -> bool:
    if one == other:
        return True
    least = min(len(one), len(other))
    return least >= _LEAST_PREFIX and one[:least] == other[:least]


def _scope(kind: ChangeKind, later: str, earlier: str, found: Contrast) -> Change | None:
    """Words that were added to, or dropped from, what the formula covers."""
    wider = kind == "scope_widened"
    side, places, text = (found.later, found.added, later) if wider else (found.earlier, found.dropped, earlier)
    begin = found.formula[2] if wider else found.formula[0]
    within = tuple(place for place in places if place >= begin)
    run = _run(side, within or places)
    quoted = _text(text, side, run)
    if not quoted:
        return None
    before, after = ("", quoted) if wider else (quoted, "")
    return Change(kind, before, after, f"items or qualifiers were {'added' if wider else 'dropped'}")


def _run(side: Side, changed: tuple[int, ...]) -> tuple[int, int]:
    """The weightiest run of changed words (function words between them included), at most twelve words long."""
    best: tuple[float, tuple[int, int]] = (0.0, (0, 0))
    place = 0
    while place < len(changed):
        last, weight = place, side.weights[changed[place]]
        while (
            last + 1 < len(changed)
            and changed[last + 1] - changed[last] <= 3
            and changed[last + 1] - changed[place] < _LONGEST
        ):
            last += 1
            weight += side.weights[changed[last]]
        best = max(best, (weight, (changed[place], changed[last] + 1)))
        place = last + 1
    return best[1]


def _text(sentence: str, side: Side, run: tuple[int, int]) -> str:
    begin, end = run[0], min(run[1], len(side.words))
    return sentence[side.words[begin].begin : side.words[end - 1].end] if 0 <= begin < end else ""
