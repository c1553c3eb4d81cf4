"""Ranking figures against worked examples. The sentences are invented."""

from __future__ import annotations

import math

import pytest

from facta.evaluate.reuse import auc, measure, spearman


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([(True, 0.9), (False, 0.1)], 1.0),
        ([(True, 0.1), (False, 0.9)], 0.0),
        ([(True, 0.5), (False, 0.5)], 0.5),
        ([(True, 0.8), (True, 0.4), (False, 0.6), (False, 0.2)], 0.75),
    ],
)
def test_auc(pairs: list[tuple[bool, float]], expected: float) -> None:
    assert auc(pairs) == expected


def test_spearman_follows_ranks_and_ties() -> None:
    assert spearman([(1, 10), (2, 20), (3, 90)]) == pytest.approx(1.0)
    assert spearman([(1, 3), (2, 2), (3, 1)]) == pytest.approx(-1.0)
    assert spearman([(1, 1), (1, 2), (2, 3), (2, 4)]) == pytest.approx(0.894427, abs=1e-6)


def test_without_both_sides_there_is_no_figure() -> None:
    assert math.isnan(auc([(True, 0.5)]))
    assert math.isnan(spearman([(1, 1)]))


def test_reused_passages_outrank_others() -> None:
    left = "The board shall report each year to the council."
    rows = [
        {"left": left, "right": "The board shall report to the council each year.", "label": "2"},
        {"left": left, "right": "No fee is due for fishing in the lake.", "label": "0"},
    ]
    assert [(one.name, one.value) for one in measure(passages=rows).figures] == [("reuse.passages.auc", 1.0)]
