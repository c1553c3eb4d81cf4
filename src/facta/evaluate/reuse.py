"""How well ``relation``'s score ranks other people's labels of reused text: secondary figures, never trained on.

Two public sets of United States bills: pairs of sections graded 0 (unrelated) to 4 (identical), and passages that are
all aligned already and marked boilerplate (0) or substantive (1, 2). The second asks what the score does not claim to
know: a figure about 0.5 is what to expect. Both are far from diplomatic sentences: the figures say how far the measure
of wording carries, not how well facta does its own task.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from facta.evaluate.figures import Figure, Measured, figure
from facta.words.relation import relate_many

Row = Mapping[str, Any]


def auc(pairs: Sequence[tuple[bool, float]]) -> float:
    """Area under the receiver operating curve: the chance that a true pair outranks a false one; ties count half."""
    true, false = [s for t, s in pairs if t], [s for t, s in pairs if not t]
    if not true or not false:
        return float("nan")
    order = np.sort(np.array(false))
    below = np.searchsorted(order, true, "left") + np.searchsorted(order, true, "right")
    return float(below.mean() / 2 / len(false))


def spearman(pairs: Sequence[tuple[float, float]]) -> float:
    """Rank correlation of (grade, score) pairs (Spearman, 1904), with mean ranks for ties."""
    if len(pairs) < 2:
        return float("nan")
    grades, scores = (_ranks(np.array(column)) for column in zip(*pairs, strict=True))
    if not grades.std() or not scores.std():
        return float("nan")
    return float(np.corrcoef(grades, scores)[0, 1])


def _ranks(values: Any) -> Any:
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return ((ends - counts + ends + 1) / 2)[inverse]


def measure(passages: Sequence[Row] = (), sections: Sequence[Row] = ()) -> Measured:
    """Ranking of passages (``left``, ``right``, ``label``) and of sections (``sec_a_text``, ``sec_b_text``, ``label``).

    ``reuse.passages.auc``: substantive above boilerplate. ``reuse.sections.auc``: any reuse above none;
    ``reuse.sections.spearman``: the grade against the score.
    """
    figures: list[Figure] = []
    if passages:
        scored = _scored(passages, "left", "right")
        figures.append(figure("reuse.passages.auc", scored, lambda rows: auc([(g > 0, s) for g, s in rows])))
    if sections:
        scored = _scored(sections, "sec_a_text", "sec_b_text")
        figures.append(figure("reuse.sections.auc", scored, lambda rows: auc([(g > 0, s) for g, s in rows])))
        figures.append(figure("reuse.sections.spearman", scored, spearman))
    return Measured(tuple(figures), {}, (), ("Secondary: bills of parliaments, not trained on.",))


def _scored(rows: Sequence[Row], left: str, right: str) -> list[tuple[float, float]]:
    told = relate_many([(str(row[left]), str(row[right])) for row in rows])
    return [(float(row["label"]), one.score) for row, one in zip(rows, told, strict=True)]
