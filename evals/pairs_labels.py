"""The way back from labels of pairs to their texts.

The texts lie outside the project (a folder ``data``); labels keep only corpus, document and a key of each sentence.
Documents and sentences are those of ``pool.py`` (frozen splitter), with the central bank's statements besides. Pairs
are drawn by ``pairs_pool.py``.

    python evals/pairs_labels.py DATA LABELS.csv [...]    say how many labels are found again
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from pool import documents as documents_of_pool
from pool import key, read_labels, sentences


def documents(data: Path) -> Iterator[dict[str, str]]:
    """Every document of the four corpora: corpus, doc, date, title, text."""
    yield from documents_of_pool(data)
    with (data / "fomc/fomc_statements_1994_2016.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            title = f"FOMC statement, {row['date']}"
            yield {"corpus": "fomc", "doc": row["id"], "date": row["date"], "title": title, "text": row["text"]}


def find(labels: Iterable[dict[str, str]], data: Path) -> list[dict[str, str]]:
    """Labels joined with their texts: ``later``, ``earlier`` and the date and title of each.

    A label of which a sentence is not there is left out; the number lost is ``len(labels) - len(result)``.
    """
    labels = list(labels)
    wanted: dict[tuple[str, str], set[str]] = defaultdict(set)
    for label in labels:
        for side in ("later", "earlier"):
            wanted[label[f"{side}_corpus"], label[f"{side}_doc"]].add(label[f"{side}_sha"])
    texts: dict[tuple[str, str, str], dict[str, str]] = {}
    for document in documents(data):
        place = document["corpus"], document["doc"]
        for sentence in sentences(document["text"], document["corpus"]) if place in wanted else []:
            if key(sentence) in wanted[place]:
                flat, title = " ".join(sentence.split()), " ".join(document["title"].split())
                texts[(*place, key(sentence))] = {"": flat, "_date": document["date"][:10], "_title": title}
    rows = []
    for label in labels:
        row = dict(label)
        for side in ("later", "earlier"):
            place = label[f"{side}_corpus"], label[f"{side}_doc"]
            row |= {side + name: text for name, text in texts.get((*place, label[f"{side}_sha"]), {}).items()}
        if row.get("later") and row.get("earlier"):
            rows.append(row)
    return rows


def main(data: Path, *paths: Path) -> int:
    labels = read_labels(paths)
    lost = len(labels) - len(find(labels, data))
    print(f"{len(labels)} labels, {lost} lost")
    return 0 if lost <= 0.02 * len(labels) else 1


if __name__ == "__main__":
    raise SystemExit(main(*map(Path, sys.argv[1:])))
