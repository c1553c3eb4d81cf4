"""Tails in plain Python are those of scipy, over the whole range that the views use."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.tails import beta_below, beta_quantile, chi_squared_above, normal, t_quantile

special = pytest.importorskip("scipy.special")


@given(st.integers(0, 3000), st.integers(0, 3000), st.sampled_from([0.025, 0.05, 0.5, 0.975]))
def test_beta(count: int, others: int, share: float) -> None:
    a, b = count + 0.5, others + 0.5
    found = beta_quantile(a, b, share)
    assert found == pytest.approx(special.betaincinv(a, b, share), rel=1e-9)
    assert beta_below(a, b, found) == pytest.approx(share, abs=1e-9)


@given(st.integers(1, 10_000))
def test_t(degrees: int) -> None:
    assert t_quantile(degrees, 0.025) == pytest.approx(special.stdtrit(degrees, 0.025), rel=1e-9)


@given(st.floats(0, 400), st.integers(1, 60))
def test_chi_squared(x: float, degrees: int) -> None:
    assert chi_squared_above(x, degrees) == pytest.approx(special.gammaincc(degrees / 2, x / 2), rel=1e-9, abs=1e-300)


@given(st.floats(-30, 30))
def test_normal(x: float) -> None:
    assert normal(x) == pytest.approx(special.ndtr(x), rel=1e-9)


VIEWS = ("score --external", "latency", "forecast", "forecast --rates", "outcomes", "actors", "agenda", "overdue")


def test_no_view_waits_for_scipy(tmp_path: Path) -> None:
    table, ledger = tmp_path / "woods.csv", tmp_path / "woods.db"
    rows = [f"{number},Plant tree {number}.,{who},{number % 2},2020" for number in range(8) for who in ("ALA", "BOR")]
    table.write_text("\n".join(["id,text,actor,score,date", *rows]), encoding="utf-8")
    lines = [f"import {table} --format matrix", *VIEWS]
    code = "import sys; from facta.cli import main\n" + "".join(
        f"main({[*line.split(), '--ledger', str(ledger)]}, standalone_mode=False)\n" for line in lines
    )
    ended = subprocess.run([sys.executable, "-c", code + "sys.exit(3 if 'scipy' in sys.modules else 0)"], check=False)
    assert ended.returncode == 0
