"""Measuring commitments. The sentences are invented, except in the test of the labelled set."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from facta.evaluate.commitments import cross_validate, measure, same_deadline, same_quantity
from facta.words.deadlines import deadlines
from facta.words.quantities import quantities

ROW: dict[str, Any] = {
    "doc": "a",
    "date": "2023-03-15",
    "before": "",
    "sentence": "Japan will provide $5 million by 2025.",
    "act": "commitment",
    "firmness": 4,
    "testable": "yes",
    "deadline": "2025",
    "deadline_phrase": "by 2025",
    "quantity": "$5 million",
    "third_party": False,
    "logistics": False,
}


def values(rows: list[dict[str, Any]]) -> dict[str, float]:
    return {figure.name: figure.value for figure in measure(rows).figures}


def test_a_row_read_rightly() -> None:
    assert set(values([ROW]).values()) == {1.0}


@pytest.mark.parametrize(
    ("field", "label", "name"),
    [
        ("firmness", 2, "firmness.accuracy"),
        ("testable", "no", "testability.accuracy"),
        ("deadline", "2026", "deadline.accuracy"),
        ("quantity", "$6 million", "quantity.accuracy"),
    ],
)
def test_a_wrong_label_counts_against_its_figure_alone(field: str, label: object, name: str) -> None:
    found = values([{**ROW, field: label}])
    assert found[name] == 0.0
    assert all(value == 1.0 for other, value in found.items() if other not in {name, f"{name}.all"})


def test_only_commitments_are_measured() -> None:
    measured = measure([{**ROW, "act": "position"}])
    assert all(figure.n == 0 for figure in measured.figures)


@pytest.mark.parametrize(
    ("label", "phrase", "right"),
    [
        ("2025", "by 2025", True),
        ("2025-06", "in June 2025", True),
        ("2025-06-30", "by 30 June 2025", True),
        ("2025-06-29", "by 30 June 2025", False),
        ("FY2027", "by the end of FY2027", True),
        ("FY2027", "by the end of 2027", False),
        (None, "in due course", True),
        (None, "in the 2030s", True),
        (None, "by 2025", False),
        ("2025", "soon", False),
    ],
)
def test_deadlines_are_compared_at_the_labels_length(label: str | None, phrase: str, right: bool) -> None:
    (found,) = deadlines(f"It will open {phrase}.", date(2023, 3, 15), "JP")
    assert same_deadline(label, found) is right


def test_no_deadline_is_right_where_none_is_labelled() -> None:
    assert same_deadline(None, None)
    assert not same_deadline("2025", None)


@pytest.mark.parametrize(
    ("label", "text", "right"),
    [
        ("at least $5 million", "Give $5 million.", True),
        ("$5 million", "Give €5 million.", False),
        ("$5 million", "Send 5 million masks.", False),
        ("15 million", "Send 15 million masks.", True),
        ("5,000 trainers, who train 200,000 pupils", "Train 5,000 trainers.", True),
        ("two", "Open two key ports.", True),
        (None, "Open a port.", True),
        (None, "Open two key ports.", False),
        ("two", "Open a port.", False),
    ],
)
def test_quantities_are_compared_by_value(label: str | None, text: str, right: bool) -> None:
    assert same_quantity(label, quantities(text)) is right


def test_cross_validation_fits_without_the_fold_it_judges() -> None:
    pytest.importorskip("sklearn")
    plain = "We will continue to work together."
    rows = [{**ROW, "doc": f"a{n}"} for n in range(10)]
    rows += [{**ROW, "doc": f"b{n}", "sentence": plain, "testable": "no", "firmness": 1} for n in range(10)]
    figures = {figure.name: figure.value for figure in cross_validate(rows, folds=5).figures}
    assert figures["testability.accuracy"] == 1.0
    flipped = [{**row, "testable": "yes" if row["testable"] == "no" else "no"} for row in rows]
    figures = {figure.name: figure.value for figure in cross_validate(flipped, folds=5).figures}
    assert figures["testability.accuracy"] == 1.0


def test_the_labelled_set(shared: Path) -> None:
    lines = (shared / "gold/acts.jsonl").read_text(encoding="utf-8").splitlines()
    found = values([json.loads(line) for line in lines])
    assert found["firmness.accuracy"] >= 0.84
    assert found["deadline.accuracy"] >= 0.95
    assert found["quantity.accuracy"] >= 0.9
    assert found["deadline.accuracy.all"] >= 0.97
    assert found["quantity.accuracy.all"] >= 0.97
