"""Tails of the distributions that intervals and tests need, in plain Python.

Importing scipy.special takes longer than any view of a ledger; these are the four of its functions that the views use,
and the tests hold them to it. The incomplete beta function is Lentz's continued fraction, its inverse a bisection.
"""

from __future__ import annotations

import math

STEPS = 500
"""Terms of the continued fraction at most; enough for parameters up to some ten thousand."""
TINY = 1e-300
HALVINGS = 64


def normal(x: float) -> float:
    """Share of the standard normal distribution below x."""
    return math.erfc(-x / math.sqrt(2)) / 2


def chi_squared_above(x: float, degrees: int) -> float:
    """Share of the chi-squared distribution above x, for whole degrees of freedom: a finite sum.

    >>> round(chi_squared_above(3.841459, 1), 6)
    0.05
    """
    half = x / 2
    if half <= 0:
        return 1.0
    odd = degrees % 2
    total = math.erfc(math.sqrt(half)) if odd else 0.0
    for step in range(odd, degrees, 2):
        total += math.exp(step / 2 * math.log(half) - half - math.lgamma(step / 2 + 1))
    return min(total, 1.0)


def beta_below(a: float, b: float, x: float) -> float:
    """Share of the beta distribution below x: the regularised incomplete beta function."""
    if not 0 < x < 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        # The fraction converges fast below the mode only.
        return 1 - beta_below(b, a, 1 - x)
    front = a * math.log(x) + b * math.log1p(-x) + math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    return math.exp(front) * _fraction(a, b, x) / a


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta function, by the method of Lentz (1976)."""
    c, d = 1.0, 1 - (a + b) * x / (a + 1)
    d = 1 / (d if abs(d) > TINY else TINY)
    value = d
    for m in range(1, STEPS):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d, c = 1 + term * d, 1 + term / c
            d = 1 / (d if abs(d) > TINY else TINY)
            c = c if abs(c) > TINY else TINY
            value *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return value


def beta_quantile(a: float, b: float, share: float) -> float:
    """The point below which that share of the beta distribution lies.

    >>> round(beta_quantile(0.5, 0.5, 0.5), 12)
    0.5
    """
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if beta_below(a, b, middle) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def t_quantile(degrees: float, share: float) -> float:
    """The point below which that share of Student's t distribution lies, for a share under one half.

    >>> round(t_quantile(10, 0.025), 4)
    -2.2281
    """
    x = beta_quantile(degrees / 2, 0.5, 2 * share)
    return -math.sqrt(degrees * (1 - x) / x)
