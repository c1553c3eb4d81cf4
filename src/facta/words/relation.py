"""How a later sentence relates to an earlier one: recycled, reworded, related or unrelated, and what changed.

Word overlap proposes and slots decide: the figures of ``similarity`` go through a small multinomial logistic model
that was fitted on labelled pairs (``evaluate/fit_relation.py``) and is shipped as numbers. Identical wording needs no
model. The typed changes come from ``changes``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from facta.model import Relation, RelationLabel
from facta.words import changes, similarity

LABELS: tuple[RelationLabel, ...] = ("recycled", "reworded", "related", "unrelated")
SAID_BEFORE: frozenset[str] = frozenset({"recycled", "reworded"})


@cache
def model() -> dict[str, Any]:
    """The shipped model: mean and scale of the figures, weights (labels by figures), intercepts."""
    path = resources.files("facta.words").joinpath("data/relation_model.npz")
    with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        return {name: arrays[name].astype(np.float64) for name in arrays.files}


def probabilities(figures: Any, fitted: dict[str, Any]) -> Any:
    """Probability of each of ``LABELS`` for each row of figures."""
    scores = (figures - fitted["mean"]) / fitted["scale"] @ fitted["weights"].T + fitted["intercepts"]
    scores -= scores.max(axis=1, keepdims=True)
    exponent = np.exp(scores)
    return exponent / exponent.sum(axis=1, keepdims=True)


def relate_many(
    pairs: Sequence[tuple[str, str]],
    *,
    dates: Sequence[tuple[date | None, date | None]] | None = None,
    typed: bool = True,
) -> list[Relation]:
    """Relation of each (later, earlier) pair of sentences.

    ``dates`` (of the later and earlier statement) serve the reading of deadlines only. With ``typed=False`` the
    changes are left out, which is faster: enough for ranking candidates.
    """
    if not pairs:
        return []
    table = probabilities(similarity.matrix(pairs), model())
    found: list[Relation] = []
    for number, ((later, earlier), row) in enumerate(zip(pairs, table.tolist(), strict=True)):
        score = row[0] + row[1]
        if similarity.profile(later).stems == similarity.profile(earlier).stems:
            empty = not similarity.profile(later).stems and later != earlier
            found.append(
                Relation("unrelated", 1.0, (), "no words in common")
                if empty
                else Relation("recycled", 1.0, (), "the same words", 1.0)
            )
            continue
        best = int(np.argmax(row))
        if (score > 0.5) != (best < 2):
            best = (0 if row[0] >= row[1] else 1) if score > 0.5 else (2 if row[2] >= row[3] else 3)
        label = LABELS[best]
        said = dates[number] if dates else (None, None)
        typed_changes = (
            changes.changes(later, earlier, later_date=said[0], earlier_date=said[1]) if typed and best < 2 else ()
        )
        found.append(Relation(label, row[best], typed_changes, _reason(later, earlier), min(1.0, score)))
    return found


def relate(later: str, earlier: str, *, later_date: date | None = None, earlier_date: date | None = None) -> Relation:
    """Relation of a later sentence to an earlier one.

    ``confidence`` is the model's probability of the label; ``score`` its probability that the matter was said before
    (recycled or reworded), the figure to rank candidates by.
    """
    return relate_many([(later, earlier)], dates=[(later_date, earlier_date)])[0]


def _reason(later: str, earlier: str) -> str:
    a, b = similarity.profile(later), similarity.profile(earlier)
    shared = sorted(a.matter.keys() & b.matter.keys(), key=lambda key: -a.matter[key])
    if not shared:
        return "no content words in common"
    share = round(100 * sum(a.matter[key] for key in shared) / a.total)
    printed = {token.stem: token.word for token in reversed(a.words)}
    return f"{share} % of the later sentence's matter stands in the earlier one: {', '.join(printed[key] for key in shared[:4])}"
