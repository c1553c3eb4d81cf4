"""Typed changes between an earlier wording and a later one, each with the words on both sides and its reason.

The differences of ``contrast`` and the numbers and dates of both sentences are weighed by one small logistic model
per kind of change (``evaluate/fit_relation.py``). Opposite kinds share one model: what is softened from A to B is
hardened from B to A. A change is told where its probability, times that of the pair being said before at all,
exceeds ``THRESHOLD``: half of the F1 that can be reached is the threshold that reaches it (Lipton, Elkan and
Narayanaswamy, 2014).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np

from facta.model import Change, ChangeKind, Deadline, Quantity
from facta.text import actors
from facta.words import points, similarity
from facta.words.contrast import SIGNALS, Contrast, Side, contrast
from facta.words.deadlines import deadlines
from facta.words.quantities import quantities

THRESHOLD = 0.2
CLEAR = 0.5
"""Share of the shorter sentence that must stand in the formula for a plain difference to need no model."""
_PLAIN = 0.6
_KEPT = 0.65  # the same for a list that only grew
_REVERSE: dict[ChangeKind, ChangeKind] = {"hardened": "softened", "scope_widened": "scope_narrowed"}
FAMILIES: tuple[tuple[ChangeKind, ChangeKind | None], ...] = (
    ("scope_widened", "scope_narrowed"),
    ("hardened", "softened"),
    ("target_named", "target_unnamed"),
    ("actor_added", "actor_dropped"),
    ("done", None),
    ("amount_changed", None),
    ("deadline_moved", None),
)
"""Each model's kind of change, and what it is called when the two sentences change places."""
NAMES = (
    *SIGNALS,
    "amounts_differ",
    "amount_gone",
    "amount_come",
    "dates_differ",
    "date_gone",
    "date_come",
    "given_order",
    *similarity.NAMES,
    *points.NAMES,
)
_DIGIT = re.compile(r"\d")
_BOUND = re.compile(
    r"(?i)(?:not? later than|by|before|until|till|ahead of|prior to|within|(?:at |by )?the end|in the \w+ half)\b"
)
_LONGEST = 12


@dataclass(frozen=True, slots=True)
class Numbers:
    """Amounts and dates of a sentence that count for a change."""

    amounts: tuple[Quantity, ...]
    dates: tuple[Deadline, ...]


def numbers(sentence: str, said: date | None) -> Numbers:
    """Amounts and firm dates; sentences without a digit are not searched."""
    if not _DIGIT.search(sentence):
        return Numbers((), ())
    bounds = (found for found in deadlines(sentence, said) if found.latest and _BOUND.match(found.span.quote))
    return Numbers(quantities(sentence), tuple(bounds))


def _differ(later: Numbers, earlier: Numbers) -> tuple[Quantity, Quantity] | None:
    """An amount of the later sentence with another of the same unit in the earlier one, neither standing in both."""
    values_later, values_earlier = {one.value for one in later.amounts}, {one.value for one in earlier.amounts}
    for new in later.amounts:
        for old in earlier.amounts:
            same = new.kind == old.kind and (new.unit == old.unit or new.kind != "count")
            if same and new.value not in values_earlier and old.value not in values_later:
                return old, new
    return None


def _moved(later: Numbers, earlier: Numbers) -> tuple[Deadline, Deadline] | None:
    latest_later, latest_earlier = {one.latest for one in later.dates}, {one.latest for one in earlier.dates}
    for new in later.dates:
        for old in earlier.dates:
            if new.latest not in latest_earlier and old.latest not in latest_later:
                return old, new
    return None


def vector(later: str, earlier: str, new: Numbers, old: Numbers, given: bool = True) -> list[float]:
    """The figures of ``NAMES``; ``given`` is False where the two sentences have changed places."""
    found = contrast(later, earlier)
    return [
        *found.signals,
        float(_differ(new, old) is not None),
        float(bool(old.amounts) and not new.amounts),
        float(bool(new.amounts) and not old.amounts),
        float(_moved(new, old) is not None),
        float(bool(old.dates) and not new.dates),
        float(bool(new.dates) and not old.dates),
        float(given),
        *similarity.figures(later, earlier),
        *points.figures(later, earlier),
    ]


@lru_cache(maxsize=8)
def _places(words: str) -> dict[str, int]:
    return {word: number for number, word in enumerate(words.split("\n"))}


def changed(later: str, earlier: str) -> tuple[list[str], list[str]]:
    """Content words that were added and those that were dropped."""
    found = contrast(later, earlier)
    return (
        list(dict.fromkeys(found.later.keys[place] for place in found.added)),
        list(dict.fromkeys(found.earlier.keys[place] for place in found.dropped)),
    )


def likelihoods(
    later: str, earlier: str, fitted: dict[str, Any], dates: tuple[date | None, date | None] = (None, None)
) -> dict[ChangeKind, float]:
    """Probability of each kind of change in a pair that was said before."""
    new, old = numbers(later, dates[0]), numbers(earlier, dates[1])
    rows = np.array([vector(later, earlier, new, old), vector(earlier, later, old, new, False)])
    scaled = np.clip(np.nan_to_num((rows - fitted["change_mean"]) / fitted["change_scale"]), -5, 5)
    scores = scaled @ fitted["change_weights"].T
    places = _places(str(fitted["change_words"]))
    numbered = [[places[word] for word in words if word in places] for words in changed(later, earlier)]
    for row, sides in enumerate((numbered, numbered[::-1])):
        for side, chosen in enumerate(sides):
            scores[row] += fitted["change_word_weights"][:, side, chosen].sum(axis=1)
    table = (1 / (1 + np.exp(-np.clip(scores + fitted["change_intercepts"], -30, 30)))).tolist()
    found: dict[ChangeKind, float] = {}
    plain = {**_plain(rows[0]), **{_REVERSE.get(kind, kind): value for kind, value in _plain(rows[1]).items()}}
    for place, (kind, reverse) in enumerate(FAMILIES):
        found[kind] = table[0][place]
        if reverse:
            found[reverse] = table[1][place]
    return {kind: max(value, plain.get(kind, 0.0)) for kind, value in found.items()}


def _plain(row: Any) -> dict[ChangeKind, float]:
    """Kinds that hardly need weighing: one thing differs within a formula that is otherwise kept."""
    value = dict(zip(NAMES, row.tolist(), strict=True))
    if value["formula_low"] <= CLEAR:
        return {}
    found: dict[ChangeKind, float] = {}
    if value["amounts_differ"]:
        found["amount_changed"] = _PLAIN
    if value["dates_differ"]:
        found["deadline_moved"] = _PLAIN
    if (value["verb_up"] or value["net_near"] > 0) and not value["verb_down"] and value["net_near"] >= 0:
        found["hardened"] = _PLAIN
    if value["all_in_later"] and value["list_in"] and value["formula_low"] > _KEPT:
        found["scope_widened"] = _PLAIN
    if value["done"] and value["future_gone"] and value["given_order"]:
        found["done"] = _PLAIN
    return found


def core_changed(later: str, earlier: str) -> bool:
    """Whether a formula is kept but its core is another: another amount, or a promise now reported as done.

    The codebook calls such a pair reworded, however alike its words are.
    """
    found = contrast(later, earlier)
    value = dict(zip(SIGNALS, found.signals, strict=True))
    if value["formula_low"] <= CLEAR:
        return False
    if value["done"] and value["future_gone"]:
        return True
    return _differ(numbers(later, None), numbers(earlier, None)) is not None


def changes(
    later: str,
    earlier: str,
    fitted: dict[str, Any],
    *,
    score: float = 1.0,
    later_date: date | None = None,
    earlier_date: date | None = None,
) -> tuple[Change, ...]:
    """What changed that matters, the likeliest first; ``score`` is the probability that the pair was said before.

    Of two opposite kinds (hardened and softened) only the likelier is told, save for scope, where one item may be
    dropped and another added.
    """
    likely = likelihoods(later, earlier, fitted, (later_date, earlier_date))
    told: list[tuple[float, Change]] = []
    for kind, reverse in FAMILIES:
        names = [kind, reverse] if reverse else [kind]
        if reverse and kind != "scope_widened":
            names = [max(names, key=lambda name: likely[name])]
        for name in names:
            probability = likely[name] * score
            if probability > THRESHOLD:
                change = evidence(name, later, earlier, (later_date, earlier_date))
                if change:
                    told.append((probability, change))
    return tuple(change for _, change in sorted(told, key=lambda item: -item[0]))


def evidence(
    kind: ChangeKind, later: str, earlier: str, dates: tuple[date | None, date | None] = (None, None)
) -> Change | None:
    """The words on both sides that speak most for a kind of change; None where there are none to show."""
    if kind in ("amount_changed", "deadline_moved"):
        return _numbers_evidence(kind, later, earlier, dates)
    found = contrast(later, earlier)
    a, b = found.later, found.earlier
    added, dropped = _run(a, found.added), _run(b, found.dropped)
    after, before = _text(later, a, added), _text(earlier, b, dropped)
    reason = ""
    if kind in ("hardened", "softened"):
        before, after, reason = _force(kind, later, earlier, found)
    elif kind in ("target_named", "target_unnamed", "actor_added", "actor_dropped"):
        side, other, text = (a, b, later) if kind in ("target_named", "actor_added") else (b, a, earlier)
        pool = side.targets if kind.startswith("target") else side.actors
        new = sorted((place, key) for key, place in pool.items() if key not in other.actors)
        if not new:
            return None
        quoted = _text(text, side, (new[0][0], new[0][0] + 1))
        before, after = ("", quoted) if side is a else (quoted, "")
        verb = {"target_named": "is named", "target_unnamed": "is no longer named"}.get(
            kind, "is among the actors" if kind == "actor_added" else "is no longer among the actors"
        )
        reason = f"{', '.join(actors.name(key) for _, key in new[:3])} {verb}"
    elif kind == "scope_widened":
        before, reason = "", "items or qualifiers were added"
    elif kind == "scope_narrowed":
        after, reason = "", "items or qualifiers were dropped"
    elif kind == "done":
        before = _text(earlier, b, (b.promised, b.promised + 3)) if b.promised >= 0 else before
        after = _text(later, a, (a.perfect, a.perfect + 3)) if a.perfect >= 0 else after
        reason = "promised or planned before, reported as done now"
    if not before and not after:
        return None
    return Change(kind, before, after, reason)


def _numbers_evidence(
    kind: ChangeKind, later: str, earlier: str, dates: tuple[date | None, date | None]
) -> Change | None:
    new, old = numbers(later, dates[0]), numbers(earlier, dates[1])
    if kind == "amount_changed":
        pair = _differ(new, old)
        if pair:
            return Change(kind, pair[0].span.quote, pair[1].span.quote, "another amount of the same thing")
        before = old.amounts[0].span.quote if old.amounts and not new.amounts else ""
        after = new.amounts[0].span.quote if new.amounts and not old.amounts else ""
        reason = "the amount was dropped" if before else "an amount was given"
    else:
        moved = _moved(new, old)
        if moved:
            return Change(kind, moved[0].span.quote, moved[1].span.quote, "another date for the same thing")
        before = old.dates[0].span.quote if old.dates and not new.dates else ""
        after = new.dates[0].span.quote if new.dates and not old.dates else ""
        reason = "the date was dropped" if before else "a date was set"
    return Change(kind, before, after, reason) if before or after else None


def _force(kind: ChangeKind, later: str, earlier: str, found: Contrast) -> tuple[str, str, str]:
    """Governing verbs where they differ in strength, else the intensifiers gained or lost."""
    a, b = found.later, found.earlier

    def strongest(side: Side) -> tuple[int, tuple[int, int]] | None:
        levels = [(cue.level, (cue.first, cue.last)) for cue in side.cues if cue.scale == "force"]
        return max(levels, key=lambda item: (item[0], -item[1][0]), default=None)

    new, old = strongest(a), strongest(b)
    if new and old and (new[0] > old[0] if kind == "hardened" else new[0] < old[0]):
        return (
            _text(earlier, b, old[1]),
            _text(later, a, new[1]),
            "the governing verb or noun is " + ("stronger" if kind == "hardened" else "weaker"),
        )
    gained = [c for c in a.cues if c.scale == "intensifier" and a.keys[c.first] not in b.keys]
    lost = [c for c in b.cues if c.scale == "intensifier" and b.keys[c.first] not in a.keys]
    if kind == "hardened" and gained:
        return "", _text(later, a, (gained[0].first, gained[0].last)), "an intensifier was added"
    if kind == "softened" and lost:
        return _text(earlier, b, (lost[0].first, lost[0].last)), "", "an intensifier was dropped"
    return (
        _text(earlier, b, _run(b, found.dropped)),
        _text(later, a, _run(a, found.added)),
        "the wording is " + ("stronger" if kind == "hardened" else "weaker"),
    )


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
