"""Agreement between coders against worked examples that the authors published (numbers), and against two oracles.

The examples: Cohen (1960), table 1; Fleiss (1971), thirty patients and six psychiatrists; the ten subjects and fourteen
raters of Wikipedia's article on Fleiss' kappa; Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability".
"""

from __future__ import annotations

import math
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facta.scoring.agreement import cohen, fleiss, krippendorff, krippendorff_interval


def spread(rows: list[list[int]]) -> list[tuple[int, int]]:
    """A table of two coders as pairs."""
    return [(i, j) for i, row in enumerate(rows) for j, count in enumerate(row) for _ in range(count)]


COHEN_1960 = spread([[88, 10, 2], [14, 40, 6], [18, 10, 12]])

FLEISS_1971 = """
    444444 222555 233335 555555 222444 113333 333355 113334 114444 555555 144444 124444 222333 144444 224445
    333335 111455 111112 224444 133555 555555 244444 224555 114444 144445 222224 111155 224444 133333 555555
"""

FOURTEEN = [
    [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
]  # fmt: skip


def columns(*coders: str) -> list[dict[str, str]]:
    """Coders as rows of marks, one a column; a full stop is missing."""
    return [
        {str(coder): mark for coder, mark in enumerate(marks) if mark != "."} for marks in zip(*coders, strict=True)
    ]


FOUR_OBSERVERS = columns("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
BINARY = columns("0100000010", "1110010000")
NOMINAL = columns("aabbdcccedda", "babbbccceddd")


def test_cohen_1960() -> None:
    assert cohen(COHEN_1960, range(3)) == pytest.approx(0.492, abs=0.0005)


def test_fleiss_1971() -> None:
    table = [Counter(row) for row in FLEISS_1971.split()]
    assert fleiss(table) == pytest.approx(0.430, abs=0.0005)


def test_fleiss_fourteen_raters() -> None:
    table = [dict(enumerate(row)) for row in FOURTEEN]
    assert fleiss(table) == pytest.approx(0.210, abs=0.0005)


@pytest.mark.parametrize(
    ("items", "metric", "published"),
    [
        (BINARY, "nominal", 0.095),
        (NOMINAL, "nominal", 0.692),
        (FOUR_OBSERVERS, "nominal", 0.743),
        (FOUR_OBSERVERS, "ordinal", 0.815),
        (FOUR_OBSERVERS, "interval", 0.849),
    ],
)
def test_krippendorff_2011(items: list[dict[str, str]], metric: str, published: float) -> None:
    levels = sorted({value for item in items for value in item.values()})
    assert krippendorff(items, levels, metric) == pytest.approx(published, abs=0.0005)  # type: ignore[arg-type]


def test_the_interval_holds_the_value_and_narrows_with_more_items() -> None:
    levels = list("12345")
    alpha = krippendorff(FOUR_OBSERVERS, levels)
    low, high = krippendorff_interval(FOUR_OBSERVERS, levels) or (math.nan, math.nan)
    assert alpha is not None
    assert low <= alpha <= high
    wide = high - low
    low, high = krippendorff_interval(FOUR_OBSERVERS * 8, levels) or (math.nan, math.nan)
    assert high - low < wide / 2


def test_bootstrap_is_the_same_in_every_run() -> None:
    assert krippendorff_interval(NOMINAL, "abcde") == krippendorff_interval(NOMINAL, "abcde")


PAIRS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=40)


@settings(deadline=None)
@given(PAIRS, st.sampled_from(["", "linear", "quadratic"]))
def test_cohen_as_scikit_learn(pairs: list[tuple[int, int]], weights: str) -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    ours = cohen(pairs, range(4), weights)  # type: ignore[arg-type]
    if ours is None:
        assert len({value for pair in pairs for value in pair}) == 1
        return
    first, second = zip(*pairs, strict=True)
    theirs = metrics.cohen_kappa_score(first, second, labels=range(4), weights=weights or None)
    assert ours == pytest.approx(theirs)


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3), min_size=2, max_size=20))
def test_fleiss_as_statsmodels(rows: list[list[int]]) -> None:
    oracle = pytest.importorskip("statsmodels.stats.inter_rater")
    ours = fleiss([Counter(row) for row in rows])
    if ours is None:
        assert len({value for row in rows for value in row}) == 1
        return
    assert ours == pytest.approx(oracle.fleiss_kappa([[row.count(level) for level in range(4)] for row in rows]))


@given(PAIRS)
def test_alpha_is_one_for_equal_verdicts_and_symmetric(pairs: list[tuple[int, int]]) -> None:
    same = [{"a": one, "b": one} for one, _ in pairs]
    alpha = krippendorff(same, range(4), "ordinal")
    assert alpha is None or alpha == pytest.approx(1)
    here = krippendorff([{"a": one, "b": other} for one, other in pairs], range(4), "interval")
    there = krippendorff([{"a": other, "b": one} for one, other in pairs], range(4), "interval")
    assert here == (pytest.approx(there) if there is not None else None)


@pytest.mark.parametrize("items", [[], [{}], [{"a": 1}], [{"a": 1}, {"b": 2}], [{"a": 1, "b": 1}] * 3])
def test_undefined_is_none(items: list[dict[str, int]]) -> None:
    assert krippendorff(items, [1, 2]) is None
    assert krippendorff_interval(items, [1, 2]) is None


def test_undefined_kappas() -> None:
    assert cohen([], [1]) is None
    assert cohen([(1, 1)] * 4, [1, 2]) is None
    assert fleiss([]) is None
    assert fleiss([{1: 1}]) is None
    with pytest.raises(ValueError, match="same number of coders"):
        fleiss([{1: 2}, {1: 3}])
