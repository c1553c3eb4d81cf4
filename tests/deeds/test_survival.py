"""The product-limit curve, its median and the log-rank test against scipy and statsmodels and a published example."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from facta.deeds.survival import curve, log_rank, median

TIMES = st.lists(st.tuples(st.integers(0, 40).map(float), st.booleans()), min_size=1, max_size=40)

# Remission of leukaemia in weeks (Freireich and others, 1963), as in every text on the log-rank test.
SIX_MP = [(6, 1), (6, 1), (6, 1), (6, 0), (7, 1), (9, 0), (10, 1), (10, 0), (11, 0), (13, 1), (16, 1), (17, 0), (19, 0)]
SIX_MP += [(20, 0), (22, 1), (23, 1), (25, 0), (32, 0), (32, 0), (34, 0), (35, 0)]
PLACEBO = [(t, 1) for t in (1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23)]


def _times(rows: list[tuple[int, int]]) -> list[tuple[float, bool]]:
    return [(float(time), bool(event)) for time, event in rows]


def test_published_example() -> None:
    drug, placebo = _times(SIX_MP), _times(PLACEBO)
    steps = curve(drug)
    assert [round(step.open, 4) for step in steps] == [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482]
    assert median(steps)[0] == 23
    assert median(curve(placebo)) == (8, 4, 11)
    test = log_rank({"drug": drug, "placebo": placebo})
    assert test is not None
    assert test.chi_squared == pytest.approx(16.793, abs=1e-3)
    assert test.p == pytest.approx(4.17e-5, rel=0.01)


@given(TIMES)
@settings(deadline=None, max_examples=60)
def test_curve_is_that_of_scipy(times: list[tuple[float, bool]]) -> None:
    from scipy.stats import CensoredData, ecdf

    assume(any(event for _, event in times))
    data = CensoredData([t for t, event in times if event], right=[t for t, event in times if not event])
    theirs = ecdf(data).sf
    for step in curve(times):
        assert step.open == pytest.approx(float(theirs.evaluate(step.day)), abs=1e-12)
        assert step.low <= step.open <= step.high


@given(TIMES.map(lambda times: [*times, (1.0, True), (41.0, False)]))  # one acted on, one open to the end
@settings(deadline=None, max_examples=60)
def test_median_and_interval_are_those_of_statsmodels(times: list[tuple[float, bool]]) -> None:
    import numpy as np
    from statsmodels.duration.survfunc import SurvfuncRight

    steps = curve(times)
    assume(all(abs(step.open - 0.5) > 1e-9 and 0 < step.open < 1 for step in steps))
    theirs = SurvfuncRight(np.array([t for t, _ in times]), np.array([int(event) for _, event in times]))
    middle, low, high = median(steps)
    assert (middle if middle is not None else float("nan")) == pytest.approx(theirs.quantile(0.5), nan_ok=True)
    with np.errstate(all="ignore"):
        lower, upper = theirs.quantile_ci(0.5, method="cloglog")
    if low is not None and np.isfinite(lower):
        assert low == pytest.approx(lower)
    if high is not None and np.isfinite(upper):
        assert high == pytest.approx(upper)


@given(TIMES, TIMES)
@settings(deadline=None, max_examples=60)
def test_log_rank_of_two_is_that_of_scipy(one: list[tuple[float, bool]], two: list[tuple[float, bool]]) -> None:
    import numpy as np
    from scipy.stats import CensoredData, logrank

    assume(any(event for _, event in one) and any(event for _, event in two))
    x, y = (
        CensoredData([t for t, event in group if event], right=[t for t, event in group if not event])
        for group in (one, two)
    )
    with np.errstate(all="ignore"):
        theirs = logrank(x, y)
    assume(np.isfinite(theirs.statistic))
    ours = log_rank({"one": one, "two": two})
    assert ours is not None
    assert ours.chi_squared == pytest.approx(float(theirs.statistic) ** 2, rel=1e-6, abs=1e-9)
    assert ours.p == pytest.approx(float(theirs.pvalue), rel=1e-6, abs=1e-9)


def test_log_rank_of_three_is_that_of_statsmodels() -> None:
    import numpy as np
    from statsmodels.duration.survfunc import survdiff

    groups = {"a": _times(SIX_MP), "b": _times(PLACEBO), "c": _times([(t + 3, e) for t, e in PLACEBO[:9]])}
    rows = [(t, int(e), name) for name, part in groups.items() for t, e in part]
    chi, p = survdiff(*(np.array(column) for column in zip(*rows, strict=True)))
    ours = log_rank(groups)
    assert ours is not None
    assert (ours.groups, ours.chi_squared, ours.p) == (3, pytest.approx(chi), pytest.approx(p))


@pytest.mark.parametrize(
    "groups", [{}, {"a": [(3.0, True)]}, {"a": [(3.0, False)], "b": [(4.0, False)]}, {"a": [(3.0, True)], "b": []}]
)
def test_no_test(groups: dict[str, list[tuple[float, bool]]]) -> None:
    assert log_rank(groups) is None


def test_nothing_happened_yet() -> None:
    assert curve([(5.0, False), (9.0, False)]) == ()
    assert median(()) == (None, None, None)
