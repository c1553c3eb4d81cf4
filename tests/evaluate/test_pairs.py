"""Measuring pairs. The sentences are invented, except where the ``shared`` fixture reads the labelled set."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from facta.evaluate.figures import key
from facta.evaluate.pairs import cross_validate, measure
from facta.model import Change, Relation

ROWS: list[dict[str, Any]] = [
    {"n": 1, "later_title": "A", "later_date": "2030-01-01", "later": "a", "earlier": "b", "relation": "recycled",
     "change": ["hardened"]},
    {"n": 2, "later_title": "A", "later_date": "2030-01-01", "later": "c", "earlier": "d", "relation": "reworded",
     "change": []},
    {"n": 3, "later_title": "B", "later_date": "2030-01-01", "later": "e", "earlier": "f", "relation": "related",
     "change": []},
    {"n": 4, "later_title": "B", "later_date": "2031-01-01", "later": "g", "earlier": "h", "relation": "unrelated"},
]  # fmt: skip


def values(predicted: list[Relation]) -> dict[str, float]:
    def told(_: Sequence[Any]) -> list[Relation]:
        return predicted

    return {figure.name: figure.value for figure in measure(ROWS, told).figures}


def test_a_perfect_reader_scores_one() -> None:
    truth = [
        Relation(row["relation"], 1.0, tuple(Change(kind, "", "x") for kind in row.get("change", []))) for row in ROWS
    ]
    assert values(truth) == {"relation.macro_f1": 1.0, "said_before.f1": 1.0, "change.micro_f1": 1.0}


def test_said_before_does_not_ask_in_which_words() -> None:
    swapped = [
        Relation("reworded", 0.9),
        Relation("recycled", 0.9),
        Relation("unrelated", 0.9),
        Relation("related", 0.9),
    ]
    assert values(swapped) == {"relation.macro_f1": 0.0, "said_before.f1": 1.0, "change.micro_f1": 0.0}


def test_the_confusion_table_and_the_worst_errors_are_given() -> None:
    def told(_: Sequence[Any]) -> list[Relation]:
        return [
            Relation("unrelated", 0.8),
            Relation("reworded", 0.9),
            Relation("reworded", 0.6),
            Relation("unrelated", 1),
        ]

    found = measure(ROWS, told)
    assert found.confusion["relation"]["recycled"]["unrelated"] == 1
    assert found.confusion["change"]["hardened"] == {"told": 0, "missed": 1, "told wrongly": 0}
    assert [(mistake.truth, mistake.guess) for mistake in found.worst] == [
        ("recycled", "unrelated"),
        ("related", "reworded"),
    ]


def test_pairs_of_one_later_document_share_a_key() -> None:
    assert key(ROWS[0]) == key(ROWS[1]) != key(ROWS[2]) != key(ROWS[3])


def test_a_document_is_the_same_whatever_white_space_its_title_is_given_with() -> None:
    titles = ["Joint Statement of the Five", "Joint\u00a0Statement  of the Five", " Joint Statement\nof the Five "]
    assert len({key({"later_title": title, "later_date": "2030-01-01"}) for title in titles}) == 1


@pytest.mark.shared
def test_the_labelled_pairs_are_read_above_the_surface_baseline(shared: Path) -> None:
    pytest.importorskip("sklearn")
    rows = [json.loads(line) for line in (shared / "gold/pairs.jsonl").read_text(encoding="utf-8").splitlines()]
    found = {figure.name: figure.value for figure in cross_validate(rows, folds=3)[0].figures}
    assert found["relation.macro_f1"] > 0.6
    assert found["said_before.f1"] > 0.82
    assert found["change.micro_f1"] > 0.3


def test_thresholds_keep_what_is_told_right() -> None:
    pytest.importorskip("sklearn")
    from facta.evaluate.fit_relation import described, fit
    from facta.words.changes import KINDS, threshold

    rows: list[dict[str, Any]] = []
    for number, port in enumerate(("Varna", "Ostra", "Velm", "Tarn", "Rye", "Dora", "Marrow", "Harbour")):
        plain, strong = (
            f"We condemn the attack on the port of {port}.",
            f"We strongly condemn the attack on the {port} port.",
        )
        for relation, change, later in (("recycled", ["hardened"], strong), ("recycled", [], plain)):
            rows.append(
                {"later_title": number, "later": later, "earlier": plain, "relation": relation, "change": change}
            )
        for relation, earlier in (
            ("unrelated", "The choir sang."),
            ("related", f"The mayor of {port} repaired the port."),
            ("reworded", f"We deplore that the harbour of {port} was shelled."),
        ):
            rows.append({"later_title": number, "later": plain, "earlier": earlier, "relation": relation})
    fitted = fit(described(rows))
    assert len(fitted["change_thresholds"]) == len(fitted["change_precisions"]) == len(KINDS)
    assert all(0.1 <= threshold(kind, fitted) <= 0.5 for kind in KINDS)
