"""How a later sentence relates to an earlier one: recycled, reworded, related or unrelated, and what changed.

Word overlap proposes and slots decide: the figures of ``similarity`` (what is shared), ``contrast`` (what differs:
governing verb, actors, numbers, tense, place in the sentence) and ``points`` (which clauses, deeds and topics are
shared) go through three small logistic models, fitted on labelled pairs (``evaluate/fit_relation.py``) and shipped as
numbers: was it said before; if so, in the same words; if not, on the same topic. Each model also knows how much it
tells that a common word is shared, or is not: "cooperation" tells little. Identical wording needs no model. Two rules
stand behind the models: a formula whose core is another is reworded (``changes.core_changed``), and what says the
opposite of it too. Of Chinese and Japanese the characters tell whether the words are the same (``script``). A fourth
model, over what is shared alone, spares mere candidates the rest. The typed changes come from ``changes``. A close
reader, where one is given, is asked about the pairs that are left in doubt.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from importlib import resources
from typing import Any, NamedTuple

import numpy as np

from facta.model import Change, ChangeKind, Relation, RelationLabel
from facta.words import changes, contrast, points, script, similarity
from facta.words.kinds import KINDS
from facta.words.polarity import reversal

LABELS: tuple[RelationLabel, ...] = ("recycled", "reworded", "related", "unrelated")
SAID_BEFORE: frozenset[str] = frozenset({"recycled", "reworded"})
NAMES = (*similarity.NAMES, *contrast.SIGNALS, *points.NAMES)
CARE = (1.0, 1.3, 1.0, 1.0)
"""Reworded is the hardest to tell: told only where it is the likeliest, it is told too seldom."""
HOPELESS = 0.1
"""Probability of "said before" by what is shared alone, below which a mere candidate is not read further. Of 12,891
candidates in 450 statements, two in a thousand of those that would be believed are so lost, and 41 % of the others are
spared."""
SURE = 0.9
"""Probability from which a close reader is not asked."""
CLOSE = 0.7
"""Its share in the geometric mean."""
_LIMIT = 6_000  # characters of a sentence that are looked at; alignment is quadratic


class Close(NamedTuple):
    """A close reader of (later, earlier) pairs (``engines.close``)."""

    relations: Callable[[Sequence[tuple[str, str]]], Any]
    """The probabilities of ``LABELS``."""
    changes: Callable[..., Sequence[changes.Seen]] | None = None
    """What changed in pairs that were said before, with ``halves`` by one of two readers each; None for none."""


@cache
def model() -> dict[str, Any]:
    """The shipped models: means and scales of the figures, weights (models by figures), intercepts."""
    path = resources.files("facta.words").joinpath("data/relation_model.npz")
    with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        return {name: arrays[name] if arrays[name].dtype.kind == "U" else arrays[name].astype(float) for name in arrays}


@lru_cache(maxsize=8)
def listed(words: str) -> dict[str, int]:
    """Place of each of the words that a fitted model weighs; they are given one a line."""
    return {word: number for number, word in enumerate(words.split("\n"))}


def figures(pairs: Sequence[tuple[str, str]], shared: Sequence[Sequence[float]] | None = None) -> Any:
    """Figures of (later, earlier) pairs as rows, in the order of ``NAMES``; ``shared`` are those of ``similarity``
    where they are known already."""
    first = [similarity.figures(*pair) for pair in pairs] if shared is None else shared
    rows = [
        [*known, *contrast.contrast(*pair).signals, *points.figures(*pair)]
        for known, pair in zip(first, pairs, strict=True)
    ]
    return np.array(rows, np.float64).reshape(-1, len(NAMES))


def held(later: str, earlier: str) -> tuple[list[str], list[str]]:
    """Content words that both sentences have, and those that only one of them has."""
    a, b = points.points(later).matter, points.points(earlier).matter
    return [key for key in a if key in b], [*(key for key in a if key not in b), *(key for key in b if key not in a)]


def _told_by_words(pairs: Sequence[tuple[str, str]], fitted: dict[str, Any]) -> Any:
    """What the words themselves add to the score of each model, pairs by models."""
    places = listed(str(fitted["words"]))
    rows: list[int] = []
    numbers: list[int] = []
    for row, pair in enumerate(pairs):
        for kind, words in enumerate(held(*pair)):
            found = [kind * len(places) + places[word] for word in words if word in places]
            numbers += found
            rows += [row] * len(found)
    return np.stack(
        [
            np.bincount(np.array(rows, np.intp), weights.ravel()[numbers], len(pairs))
            for weights in fitted["word_weights"]
        ],
        axis=1,
    )


def probabilities(pairs: Sequence[tuple[str, str]], fitted: dict[str, Any], rows: Any = None) -> Any:
    """Probability of each of ``LABELS`` for each pair; ``rows`` are its figures where they are known already."""
    rows = figures(pairs) if rows is None else rows
    # A figure that is unknown counts as its mean.
    scaled = np.nan_to_num((rows - fitted["mean"]) / fitted["scale"])
    scores = scaled @ fitted["weights"].T + fitted["intercepts"]
    scores += _told_by_words(pairs, fitted)
    said, same, topic = (1 / (1 + np.exp(-np.clip(scores, -30, 30)))).T
    table = np.stack([said * same, said * (1 - same), (1 - said) * topic, (1 - said) * (1 - topic)], axis=1)
    table *= CARE
    return table / table.sum(axis=1, keepdims=True)


def precision(kind: ChangeKind) -> float | None:
    """Share of what is told of a kind of change that is right, cross-validated; None where too little was told."""
    fitted = model()
    if kind not in KINDS or "change_precisions" not in fitted:
        return None
    share = float(fitted["change_precisions"][KINDS.index(kind)])
    return None if np.isnan(share) else share


def relate_many(
    pairs: Sequence[tuple[str, str]],
    *,
    dates: Sequence[tuple[date | None, date | None]] | None = None,
    typed: bool = True,
    fitted: dict[str, Any] | None = None,
    close: Close | None = None,
) -> list[Relation]:
    """Relation of each (later, earlier) pair of sentences.

    ``dates`` (of the later and earlier statement) serve the reading of deadlines only. With ``typed=False`` changes
    and reason are left out, and what is hopeless (``HOPELESS``) is called unrelated at sight, with a rough score:
    faster, and enough for mere candidates. ``fitted`` replaces the shipped models; ``close`` is asked about the pairs
    that they leave in doubt.
    """
    if not pairs:
        return []
    fitted = fitted or model()
    pairs = [(later[:_LIMIT], earlier[:_LIMIT]) for later, earlier in pairs]
    return _read(pairs, dates, fitted, figures(pairs), close, typed=True) if typed else _quick(pairs, fitted, close)


def _quick(pairs: Sequence[tuple[str, str]], fitted: dict[str, Any], close: Close | None) -> list[Relation]:
    """The relations without changes and reasons; what shares too little is not read further."""
    shared = [similarity.figures(*pair) for pair in pairs]
    size = len(similarity.NAMES)
    scaled = np.nan_to_num((np.array(shared) - fitted["mean"][:size]) / fitted["scale"][:size])
    chances = 1 / (1 + np.exp(-np.clip(scaled @ fitted["hope"] + fitted["hope_intercept"], -30, 30)))
    found = [Relation("unrelated", 1 - chance, (), "", chance) for chance in chances.tolist()]
    worth = [
        at
        for at, pair in enumerate(pairs)
        if found[at].score >= HOPELESS or script.both_wide(*pair) or _same(*pair) is not None
    ]
    rows = figures([pairs[at] for at in worth], [shared[at] for at in worth])
    read = _read([pairs[at] for at in worth], None, fitted, rows, close, typed=False)
    for at, relation in zip(worth, read, strict=True):
        found[at] = relation
    return found


def _read(
    pairs: Sequence[tuple[str, str]],
    dates: Sequence[tuple[date | None, date | None]] | None,
    fitted: dict[str, Any],
    rows: Any,
    close: Close | None,
    *,
    typed: bool,
) -> list[Relation]:
    """The relations by the ``rows`` of all figures; with changes and reasons where they are ``typed``."""
    table = probabilities(pairs, fitted, rows)
    if close:
        table = _closely(pairs, table, close)
    found = [_verdict(later, earlier, row) for (later, earlier), row in zip(pairs, table.tolist(), strict=True)]
    if not typed:
        return found
    differing = [at for at, pair in enumerate(pairs) if _same(*pair) is None]
    said = [at for at in differing if found[at].label in SAID_BEFORE]
    read = _changes_read(pairs, said, close)
    for at in differing:
        pair = pairs[at]
        told: tuple[Change, ...] = ()
        if at in read:
            days = dates[at] if dates else (None, None)
            told = changes.changes(
                *pair, fitted, score=found[at].score, later_date=days[0], earlier_date=days[1], read=read[at]
            )
        found[at] = replace(found[at], changes=told, reason=_reason(*pair))
    return found


def _verdict(later: str, earlier: str, row: list[float]) -> Relation:
    """The relation by the probabilities of ``LABELS``, without changes and reason."""
    same = _same(later, earlier)
    if same is not None:
        return same
    score = min(1.0, row[0] + row[1])
    wide = script.both_wide(later, earlier)
    if wide and 0 < score < 1:
        lifted = script.score(score)
        row = [
            *(share * lifted / score for share in row[:2]),
            *(share * (1 - lifted) / (1 - score) for share in row[2:]),
        ]
        score = lifted
    best = max((0, 1) if score > 0.5 else (2, 3), key=row.__getitem__)
    if wide and best < 2:
        best = 0 if script.same(later, earlier) else 1
    if best == 0 and changes.core_changed(later, earlier):
        best = 1
    return Relation(LABELS[best], min(1.0, row[best] if best != 1 else max(row[:2])), (), "", score)


def _changes_read(pairs: Sequence[tuple[str, str]], said: Sequence[int], close: Close | None) -> dict[int, Any]:
    """What a close reader says of changes in the pairs that were said before; None where it is not asked."""
    found: dict[int, Any] = dict.fromkeys(said)
    asked = [at for at in said if not script.both_wide(*pairs[at])]
    if close and close.changes and asked:
        found |= zip(asked, close.changes([pairs[at] for at in asked]), strict=True)
    return found


def _closely(pairs: Sequence[tuple[str, str]], table: Any, close: Close) -> Any:
    """The probabilities, those of the pairs in doubt amended by what a close reader says of them."""
    doubted = [
        at
        for at, (pair, row) in enumerate(zip(pairs, table, strict=True))
        if row.max() < SURE and _same(*pair) is None and not script.both_wide(*pair)
    ]
    if doubted:
        told = close.relations([pairs[at] for at in doubted])
        table[doubted] = table[doubted] ** (1 - CLOSE) * told**CLOSE
        table[doubted] /= table[doubted].sum(axis=1, keepdims=True)
    return table


def relate(later: str, earlier: str, *, later_date: date | None = None, earlier_date: date | None = None) -> Relation:
    """Relation of a later sentence to an earlier one.

    ``confidence`` is the model's probability of the label; ``score`` its probability that the matter was said before
    (recycled or reworded), the figure to rank candidates by.

    >>> relate("We oppose any use of force.", "We oppose any use of force.").label
    'recycled'
    """
    return relate_many([(later, earlier)], dates=[(later_date, earlier_date)])[0]


def _same(later: str, earlier: str) -> Relation | None:
    """The verdict where no model is needed: the same words in the same order, or no words at all."""
    a, b = similarity.profile(later), similarity.profile(earlier)
    # "Can" and "can't" fold to one word.
    if later.strip() == earlier.strip() or (a.stems and a.folded == b.folded and not reversal(later, earlier)):
        return Relation("recycled", 1.0, (), "the same words", 1.0)
    if not a.stems or not b.stems:
        return Relation("unrelated", 1.0, (), "one of the two has no words")
    return None


def _reason(later: str, earlier: str) -> str:
    a, b = similarity.profile(later), similarity.profile(earlier)
    shared = sorted(a.matter.keys() & b.matter.keys(), key=lambda key: (-a.matter[key], key))
    if not shared:
        return "no content words in common"
    share = round(100 * sum(a.matter[key] for key in shared) / a.total)
    printed = {token.stem: token.word for token in reversed(a.words)}
    words = ", ".join(printed[key] for key in shared[:4])
    return f"{share} % of the later sentence's matter stands in the earlier one: {words}"
