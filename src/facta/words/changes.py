"""Typed changes between an earlier wording and a later one, each with the words on both sides and its reason.

The differences of ``contrast`` and the numbers and dates of both sentences are weighed by one small logistic model
per kind of change (``evaluate/fit_relation.py``). Opposite kinds share one model: what is softened from A to B is
hardened from B to A. A change is told where its probability, times that of the pair being said before at all,
exceeds the threshold of its kind, which is fitted with the models, and where ``evidence`` has a pair of one slot to
show. A close reader (``engines.close``), where one was asked, has its share in that, and may show words of its own.
What says the opposite of the earlier wording (``polarity``) is told as reversed, and needs no model.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from facta.model import Change, ChangeKind
from facta.words import points, similarity
from facta.words.contrast import SIGNALS, contrast
from facta.words.evidence import evidence, terms
from facta.words.kinds import FAMILIES, KINDS
from facta.words.number_changes import Numbers, deadline, differ, moved, numbers
from facta.words.polarity import replaced, reversal

__all__ = ["Numbers", "changes", "evidence", "likelihoods", "numbers"]

THRESHOLD = 0.2
"""Where the fitted models bring no threshold for a kind: half of the F1 that can be reached is the threshold that
reaches it (Lipton, Elkan and Narayanaswamy, 2014)."""
CLOSE, CLOSE_THRESHOLD = 0.65, 0.28
"""The share of a close reader in the mean of logarithmic odds, and the probability from which a kind is told where it
was asked: the share is the best on 3,090 pairs of our own that it had not read, on which 0.22 to 0.3 tell alike."""
ALONE = 0.45
"""The probability from which a kind is told with the words of the close reader alone; of those pairs three in four are
right so."""
CLOSELY = "read closely, these words show it"
"""The reason of such a change."""
SETTLED, WHOLE = ("done", "amount_changed", "deadline_moved"), 0.8
"""Kinds of which a plain difference tells more than a close reader, and the share of the shorter sentence that must
stand in the formula for it to do so of any kind but scope: whether it matters that a list grew is what a close reader
knows better."""
CLEAR = 0.5
"""Share of the shorter sentence that must stand in the formula for a plain difference to need no model."""
_PLAIN = 0.6
_SURE = 0.9  # another amount of one unit speaks for itself
_KEPT = 0.65  # the same for a list that only grew
SCOPE = frozenset(("scope_widened", "scope_narrowed"))
_MOST = 0.6
_REVERSE: dict[ChangeKind, ChangeKind] = {"hardened": "softened", "scope_widened": "scope_narrowed"}
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


class Seen(NamedTuple):
    """What a close reader says of a pair that was said before."""

    chances: Sequence[float]
    """The probability of each of ``KINDS``."""
    words: Mapping[ChangeKind, tuple[str, str]]
    """Of likely kinds the words of the earlier and of the later sentence that show them."""


def vector(later: str, earlier: str, new: Numbers, old: Numbers, given: bool = True) -> list[float]:
    """The figures of ``NAMES``; ``given`` is False where the two sentences have changed places."""
    found = contrast(later, earlier)
    return [
        *found.signals,
        float(differ(new, old) is not None),
        float(bool(old.amounts) and not new.amounts),
        float(bool(new.amounts) and not old.amounts),
        float(moved(new, old) is not None),
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
    later: str,
    earlier: str,
    fitted: dict[str, Any],
    dates: tuple[date | None, date | None] = (None, None),
    read: Seen | None = None,
) -> dict[ChangeKind, float]:
    """Probability of each kind of change in a pair that was said before, ``read`` by a close reader or not (None)."""
    new, old = numbers(later, dates[0]), numbers(earlier, dates[1])
    rows = np.array([vector(later, earlier, new, old), vector(earlier, later, old, new, False)])
    return weighed(rows, changed(later, earlier), fitted, read)


def weighed(
    rows: Any, words: tuple[list[str], list[str]], fitted: dict[str, Any], read: Seen | None = None
) -> dict[ChangeKind, float]:
    """The same from the figures of a pair in both orders and the words that were added and dropped."""
    scaled = np.clip(np.nan_to_num((rows - fitted["change_mean"]) / fitted["change_scale"]), -5, 5)
    scores = scaled @ fitted["change_weights"].T
    places = _places(str(fitted["change_words"]))
    numbered = [[places[word] for word in side if word in places] for side in words]
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
    if read is not None:
        found = {kind: _mean(found[kind], read.chances[at]) for at, kind in enumerate(KINDS)}
        whole = rows[0][NAMES.index("formula_low")] > WHOLE
        plain = {kind: value for kind, value in plain.items() if kind in SETTLED or (whole and kind not in SCOPE)}
    return {kind: max(value, plain.get(kind, 0.0)) for kind, value in found.items()}


def _mean(own: float, close: float) -> float:
    """The mean of two probabilities, taken of their logarithmic odds; the second is that of a close reader."""
    odds = [math.log(max(chance, 1e-6) / max(1 - chance, 1e-6)) for chance in (own, close)]
    return 1 / (1 + math.exp(-(1 - CLOSE) * odds[0] - CLOSE * odds[1]))


def _plain(row: Any) -> dict[ChangeKind, float]:
    """Kinds that hardly need weighing: one thing differs within a formula that is otherwise kept."""
    value = dict(zip(NAMES, row.tolist(), strict=True))
    found: dict[ChangeKind, float] = {}
    if value["amounts_differ"]:
        found["amount_changed"] = _SURE
    if value["formula_low"] <= CLEAR:
        return found
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
    """Whether a formula is kept but its core is another: the opposite is said, something else is said of the same
    subject, the governing verb is stronger or weaker, the amount is another, or a promise is now reported as done.

    The codebook calls such a pair reworded, however alike its words are.
    """
    if reversal(later, earlier) or replaced(later, earlier):
        return True
    found = contrast(later, earlier)
    value = dict(zip(SIGNALS, found.signals, strict=True))
    if value["formula_low"] <= CLEAR:
        return False
    if (value["done"] and value["future_gone"]) or value["verb_up"] or value["verb_down"]:
        return True
    return differ(numbers(later, None), numbers(earlier, None)) is not None


def changes(
    later: str,
    earlier: str,
    fitted: dict[str, Any],
    *,
    score: float = 1.0,
    later_date: date | None = None,
    earlier_date: date | None = None,
    read: Seen | None = None,
) -> tuple[Change, ...]:
    """What changed that matters, the likeliest first; ``score`` is the probability that the pair was said before,
    ``read`` what a close reader says, where one was asked.

    Of two opposite kinds (hardened and softened) only the likelier is told, save for scope, where one item may be
    dropped and another added. What is reversed is neither harder nor softer.
    """
    dates = (later_date, earlier_date)
    likely = likelihoods(later, earlier, fitted, dates, read)
    ruled = _kept_formula(later, earlier, dates)
    bound = terms(later, earlier) if _clear(later, earlier, _KEPT, promised=True) else None
    turned = reversal(later, earlier)
    told: list[tuple[float, Change]] = []
    if turned:
        told.append((1.0, Change("reversed", *turned, "the opposite is said")))
    if bound and not turned:
        told.append((_SURE, bound))
    for kind, reverse in FAMILIES:
        if turned and kind in ("hardened", "done"):
            continue
        names = [kind, reverse] if reverse else [kind]
        if reverse and kind != "scope_widened":
            names = [name for name in names if name in ruled] or [max(names, key=lambda name: likely[name])]
        for name in names:
            probability = likely[name] * score
            if bound and name in ("hardened", "softened"):
                continue
            if name in ruled or probability > (threshold(name, fitted) if read is None else CLOSE_THRESHOLD):
                change = evidence(name, later, earlier, dates)
                if read and not change and probability > ALONE:
                    change = _seen(name, read)
                if change:
                    told.append((probability, change))
    found = [change for _, change in sorted(told, key=lambda item: -item[0])]
    return tuple(one for one in found if not (one.kind in SCOPE and any(_within(one, other) for other in found)))


def _seen(kind: ChangeKind, read: Seen) -> Change | None:
    """The change with the words that a close reader takes to show it, where it knows any."""
    before, after = read.words.get(kind, ("", ""))
    return Change(kind, before, after, CLOSELY) if before or after else None


def _within(scope: Change, other: Change) -> bool:
    """Whether what was added or dropped is told by another change already: the actor, the date or the condition."""
    if other.kind in SCOPE:
        return False
    words, told = (one.after or one.before for one in (scope, other))
    return bool(told) and (words in told or (told in words and len(told) > _MOST * len(words)))


def threshold(kind: ChangeKind, fitted: dict[str, Any]) -> float:
    """Probability from which a kind is told; of the fitted models, or ``THRESHOLD``."""
    return float(fitted["change_thresholds"][KINDS.index(kind)]) if "change_thresholds" in fitted else THRESHOLD


def _clear(later: str, earlier: str, share: float = CLEAR, promised: bool = False) -> bool:
    """Whether the formula is kept, and both sentences promise where that is asked."""
    value = dict(zip(SIGNALS, contrast(later, earlier).signals, strict=True))
    return value["formula_low"] > share and not (
        promised and not (value["promised_earlier"] and value["promised_later"])
    )


def _kept_formula(later: str, earlier: str, dates: tuple[date | None, date | None]) -> list[ChangeKind]:
    """Kinds whose evidence alone tells them, where the formula is otherwise kept: a member added to the list of those
    who act, or gone from it; the date of a promise, set, dropped or moved.
    """
    if not _clear(later, earlier):
        return []
    found: list[ChangeKind] = [
        kind for kind in ("actor_added", "actor_dropped") if evidence(kind, later, earlier, dates)
    ]
    if _clear(later, earlier, promised=True) and deadline(later, earlier, dates):
        found.append("deadline_moved")
    return found
