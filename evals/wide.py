"""Labelled pairs of Chinese sentences: the way back from labels to texts.

The texts are press conferences of the Chinese Foreign Ministry (``data/prc_mfa``); labels keep only document and key of
each sentence. ``words/script.py`` was set with them in view, nothing is fitted on them.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pool

HERE = Path(__file__).parent
TEXTS = "prc_mfa/mfa_press_zh_2020_2023.jsonl"
CUT = re.compile(r"(?<=[。！？?!])(?![”’」』）])|(?<=[。！？?!][”’」』）])|\n")
"""Between two sentences; frozen, so that no label is lost when facta's own segmenter changes."""


def pairs(shared: Path) -> list[dict[str, Any]]:
    """The labelled pairs with their texts. Raises ValueError where a sentence is not found again."""
    labels = pool.read_labels([HERE / "labels" / "wide.csv"])
    wanted = {(row[f"{side}_doc"], row[f"{side}_sha"]) for row in labels for side in ("later", "earlier")}
    documents = {doc for doc, _ in wanted}
    texts: dict[tuple[str, str], str] = {}
    with (shared / "data" / TEXTS).open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            for sentence in CUT.split(row["text"]) if row["id"] in documents else []:
                texts[row["id"], pool.key(sentence)] = " ".join(sentence.split())
    found: list[dict[str, Any]] = []
    for row in labels:
        both = {side: texts.get((row[f"{side}_doc"], row[f"{side}_sha"])) for side in ("later", "earlier")}
        if not all(both.values()):
            raise ValueError(f"a sentence of {row['later_doc']} or {row['earlier_doc']} in wide.csv is not in the data")
        found.append({**row, **both, "change": [], "later_title": row["later_doc"]})
    return found
