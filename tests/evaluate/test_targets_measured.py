"""Measuring climate targets. Countries and figures are invented, except in the test of the coded file."""

from __future__ import annotations

import csv
from pathlib import Path

from facta.evaluate.targets import measure

ROW = {
    "Country": "Ruritania",
    "indc_summary": "<p>Ruritania cuts emissions by 30% below 2005 levels by 2030.</p>",
    "ghg_target": "30% reduction by 2030 compared to 2005",
    "reference_base_year_label": "2005",
    "time_target_year_label": "2030",
}


def values(rows: list[dict[str, str]]) -> dict[str, tuple[float, int]]:
    return {figure.name: (figure.value, figure.n) for figure in measure(rows).figures}


def test_every_cell_of_a_row_counts() -> None:
    assert values([ROW]) == {
        "targets.accuracy": (1.0, 3),
        "targets.year.accuracy": (1.0, 1),
        "targets.base_year.accuracy": (1.0, 1),
        "targets.percentage.accuracy": (1.0, 1),
    }


def test_a_wrong_cell_is_wrong_and_shown() -> None:
    wrong = {**ROW, "time_target_year_label": "2025 and 2030", "reference_base_year_label": "1990"}
    measured = measure([wrong])
    assert measured.figures[0].value == 1 / 3
    assert {(one.truth, one.guess) for one in measured.worst} == {
        ("year (2025, 2030)", "(2030,)"),
        ("base_year 1990", "2005"),
    }


def test_labels_without_a_year_leave_their_cell_out() -> None:
    row = {**ROW, "time_target_year_label": "Other", "reference_base_year_label": "Multiple base years"}
    assert values([row])["targets.accuracy"] == (1.0, 1)


def test_not_applicable_means_none() -> None:
    row = {**ROW, "reference_base_year_label": "Not Applicable"}
    assert values([row])["targets.base_year.accuracy"] == (0.0, 1)


def test_the_percentage_needs_both_texts() -> None:
    assert values([{**ROW, "indc_summary": "It joins the League's plan."}])["targets.percentage.accuracy"][1] == 0
    assert values([{"Country": "Nowhere"}])["targets.accuracy"][1] == 0


def test_the_coded_targets(shared: Path) -> None:
    with (shared / "data/targets/ndc_cait_a.csv").open(encoding="utf-8-sig", newline="") as file:
        found = values(list(csv.DictReader(file)))
    assert all(value >= 0.9 for value, _ in found.values()), found
