"""The words on both sides that show a change: a pair of one slot, verb against verb, date against date, name in a list.

A change is told only with such a pair: an intensifier counts where it qualifies a word that both sentences have, two
verbs where they stand on one ladder and govern what both share, a name where a list of the others is kept. What only
one side has is shown alone, where the other side has nothing in that slot.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from facta.model import Change, ChangeKind
from facta.vocab import load
from facta.words.align import stem
from facta.words.contrast import Contrast, contrast
from facta.words.name_changes import actor, target
from facta.words.number_changes import amount, deadline
from facta.words.sides import Side, quoted
from facta.words.strength import Cue
from facta.words.terms import condition

_LONGEST = 12
_REACH = 14
"""Words before what both share within which a verb governs it."""
_CARRIED = 4
"""Words from a verb that carries a noun ("express our deep concern") to that noun."""
_LEAST_PREFIX = 5
_OBJECT, _SHARED_OBJECT = 12, 2
_STRONG = 5
"""Level on the ladder of force from which a verb is told though the other side has none in its place."""


@cache
def _words(name: str, stems: bool = False) -> frozenset[str]:
    return frozenset(stem(word) if stems else word for word in load("slots")[name])


def evidence(
    kind: ChangeKind, later: str, earlier: str, dates: tuple[date | None, date | None] = (None, None)
) -> Change | None:
    """The words on both sides that speak most for a kind of change; None where no pair of one slot does."""
    found = contrast(later, earlier)
    if kind == "amount_changed":
        return amount(later, earlier, dates)
    if kind == "deadline_moved":
        return deadline(later, earlier, dates)
    if kind in ("hardened", "softened"):
        return _force(kind, later, earlier, found)
    if kind in ("target_named", "target_unnamed"):
        return target(kind, later, earlier, found)
    if kind in ("actor_added", "actor_dropped"):
        return actor(kind, later, earlier, found)
    if kind == "done":
        return _done(later, earlier, found)
    return _scope(kind, later, earlier, found)


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
            quoted(earlier, b, _carried(b, old)),
            quoted(later, a, _carried(a, new)),
            "the governing verb or noun is " + ("stronger" if stronger else "weaker"),
        )
    alone = _alone(a, b, found.formula[2], found.formula[0]) if stronger else None
    if alone:
        return Change(kind, "", quoted(later, a, (alone.first, alone.last)), "a strong verb or noun was added")
    scales = ("intensifier", "hedge") if stronger else ("hedge", "intensifier")
    for one in _qualifiers(a, b, scales[0], found):
        return Change(kind, "", quoted(later, a, (one.first, one.last)), _REASONS[scales[0], True])
    for one in _qualifiers(b, a, scales[1], found):
        return Change(kind, quoted(earlier, b, (one.first, one.last)), "", _REASONS[scales[1], False])
    set_or_dropped = terms(later, earlier)
    return set_or_dropped if set_or_dropped and set_or_dropped.kind == kind else None


def _carried(one: Side, cue: Cue) -> tuple[int, int]:
    """The words of a cue; those of a verb that only carries a noun of the ladder run to that noun."""
    if one.words[cue.first].stem not in _words("carrying", stems=True):
        return cue.first, cue.last
    near = (other.last for other in one.cues if other.scale == "force" and 0 < other.first - cue.first <= _CARRIED)
    return cue.first, next(near, cue.last)


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
                    quoted(earlier, b, (max(b.promised, at - 3), at + 1)),
                    quoted(later, a, (first, j + 1)),
                    reason,
                )
    thing = {key for at, key in enumerate(b.keys) if at > b.promised and not b.words[at].stop}
    for j, token in enumerate(a.words):
        if not (token.word in _words("come_about") and (j == 0 or a.words[j - 1].word not in _words("base"))):
            continue
        ahead = [at for at in range(j + 1, min(j + 1 + _OBJECT, len(a.words))) if not a.words[at].stop]
        if sum(a.keys[at] in thing for at in ahead) >= _SHARED_OBJECT:
            before = quoted(earlier, b, (b.promised, b.promised + 3))
            return Change("done", before, quoted(later, a, (j, min(j + 4, len(a.words)))), reason)
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
    shown = quoted(text, side, run)
    if not shown:
        return None
    before, after = ("", shown) if wider else (shown, "")
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
