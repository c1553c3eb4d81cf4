"""Pledge or no pledge in sentences of election manifestos: the acts model on a published task it was not made for.

The set: Fornaciari, Hovy, Naurin, Runeson, Thomson and Adhikari, "'We will reduce taxes': identifying election
pledges with language models" (Findings of ACL 2021), manifestos of Indian parties. Columns of the tab-separated file:
``text`` and ``label`` (``pledge`` or ``no pledge``). A sentence counts as a pledge where facta reads a commitment.
Reported only: nothing is trained on it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from facta.evaluate.figures import Measured, accuracy, confusion_table, f1, figure, macro_f1
from facta.words.acts import acts

Pair = tuple[object, object]


def read(paths: Iterable[Path]) -> list[dict[str, str]]:
    """Rows of the files; cut to those with a text and a known label."""
    rows: list[dict[str, str]] = []
    for path in paths:
        with path.open(encoding="utf-8", newline="") as lines:
            rows += csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [row for row in rows if row.get("text") and row.get("label") in ("pledge", "no pledge")]


def measure(rows: Iterable[dict[str, str]]) -> Measured:
    """F1 of the pledges and macro-F1, with the shipped weights."""
    kept = list(rows)
    told = acts([(row["text"], "") for row in kept])
    pairs: list[Pair] = [
        (row["label"], "pledge" if one.label == "commitment" else "no pledge")
        for row, one in zip(kept, told, strict=True)
    ]
    figures = (
        figure("pledge.f1", pairs, lambda held: f1(held, "pledge")),
        figure("pledge.macro_f1", pairs, macro_f1),
        figure("pledge.accuracy", pairs, accuracy),
    )
    return Measured(figures, {"pledge": confusion_table(pairs)})
