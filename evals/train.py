"""Fit the trained parts again and write them into the package.

python evals/train.py [acts] [act-nets] [words] [relation] [testability] --shared ../shared
python evals/train.py close-acts close-pairs close-changes --shared ../shared

The acts are fitted on ``gold/acts.jsonl`` and on our own labels (``evals/labels/acts_*.csv``), whose texts are found
again in ``data``; word vectors come from the running text of the same corpora, without the documents of the gold set.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from facta.evaluate.fit_acts import Vectors

HERE = Path(__file__).parent
DATA = HERE.parent / "src" / "facta" / "words" / "data"


def gold_acts(shared: Path) -> list[dict[str, Any]]:
    """The labelled sentences of the gold set."""
    text = (shared / "gold" / "acts.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line]


def extra_acts(shared: Path) -> list[dict[str, Any]]:
    """Our own labelled sentences; those that stand in the gold set too are left out."""
    sys.path.insert(0, str(HERE))
    import pool

    judged = {pool.key(str(row["sentence"])) for row in gold_acts(shared)}
    labels = pool.read_labels(sorted((HERE / "labels").glob("acts_*.csv")))
    rows: list[dict[str, Any]] = [dict(row) for row in pool.find(labels, shared / "data")]
    return [row for row in rows if pool.key(str(row["sentence"])) not in judged]


def extra_pairs(shared: Path) -> list[dict[str, Any]]:
    """Our own labelled pairs, ``change`` as a list."""
    sys.path.insert(0, str(HERE))
    import pairs_labels
    import pool

    labels = pool.read_labels(sorted((HERE / "labels").glob("pairs_*.csv")))
    rows: list[dict[str, Any]] = [dict(row) for row in pairs_labels.find(labels, shared / "data")]
    return [row | {"change": [kind for kind in str(row["change"]).split(";") if kind]} for row in rows]


def extra_changes(shared: Path) -> list[dict[str, Any]]:
    """Our own labelled pairs of which coders named the words that show what changed: ``change`` as a list, ``words`` as
    kinds with their places in the earlier and in the later sentence. A pair that two coders read stands twice."""
    sys.path.insert(0, str(HERE))
    import pairs_labels
    import pool

    rows: list[dict[str, Any]] = []
    for path in sorted((HERE / "labels").glob("changes_*.csv")):
        for row in pairs_labels.find(pool.read_labels([path]), shared / "data"):
            words = [_told(one) for one in row["words"].split(";") if one]
            rows.append(dict(row) | {"change": sorted({kind for kind, _, _ in words}), "words": words})
    return rows


def _told(text: str) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    """``hardened:12-16:4-12`` as a kind and two places; a side that shows nothing is empty."""
    kind, *places = text.split(":")
    earlier, later = (tuple(int(number) for number in place.split("-") if number) for place in places)
    return kind, earlier, later


def gold_pairs(shared: Path) -> list[dict[str, Any]]:
    """The labelled pairs of the gold set."""
    text = (shared / "gold" / "pairs.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line]


def word_vectors(shared: Path, size: int = 80, words: int = 9000, least: int = 12) -> Vectors:
    """Vectors of words from the corpora, documents of the gold set and speeches before 1990 left out."""
    sys.path.insert(0, str(HERE))
    import pool

    from facta.evaluate.fit_acts import vectors

    judged = {str(row["doc"]) for row in gold_acts(shared)}
    texts = (
        document["text"]
        for document in pool.documents(shared / "data")
        if document["doc"] not in judged and (document["corpus"] != "ungdc" or document["date"] >= "1990")
    )
    return vectors(texts, size, words, least)


def train_acts(shared: Path) -> list[Path]:
    """Fit ``words/data/acts_clause.json`` and ``acts_whole.json``."""
    from facta.evaluate.fit_acts import described, fit_views, pack, untitled

    rows = [*gold_acts(shared), *extra_acts(shared)]
    views = fit_views(untitled(described(rows)), [str(row["act"]) for row in rows], word_vectors(shared))
    written = []
    for view, weights in views.items():
        written.append(DATA / f"acts_{view}.json")
        written[-1].write_text(pack(weights, view), encoding="utf-8")
    return written


def train_act_nets(shared: Path) -> list[Path]:
    """Fit ``words/data/act_nets.npz``: two networks, each without the gold documents that it is measured on."""
    from facta.evaluate.fit_act_net import fit, save

    judged = gold_acts(shared)
    names, nets = fit([*judged, *extra_acts(shared)], judged, word_vectors(shared, 64, 14000, 6))
    path = DATA / "act_nets.npz"
    path.write_bytes(save(names, nets))
    return [path]


def train_words(shared: Path) -> list[Path]:
    """Learn ``words/data/relation_words.npz`` from the corpora, without labels or the documents of gold pairs."""
    sys.path.insert(0, str(HERE))
    import pairs_labels

    from facta.evaluate.fit_words import save, sentences, table

    judged = {
        (" ".join(row[f"{side}_title"].split()), row[f"{side}_date"])
        for row in gold_pairs(shared)
        for side in ("later", "earlier")
    }
    path = DATA / "relation_words.npz"
    arrays = table(
        sentences(row["text"])
        for row in pairs_labels.documents(shared / "data")
        if (" ".join(row["title"].split()), row["date"][:10]) not in judged
        and (row["corpus"] != "ungdc" or row["date"] >= "1990")
    )
    save(path, arrays)
    return [path]


def train_relation(shared: Path) -> list[Path]:
    """Fit ``words/data/relation_model.npz``; it reads the table of words, so it comes after it."""
    from facta.evaluate.fit_relation import described, fit, save

    path = DATA / "relation_model.npz"
    save(path, fit(described(gold_pairs(shared), extra_pairs(shared))))
    return [path]


def train_testability(shared: Path) -> list[Path]:
    """Fit ``words/data/testability.json``; it reads the word vectors of the relation, so it comes after them."""
    from facta.evaluate.fit_commitments import train

    path = DATA / "testability.json"
    path.write_text(train([*gold_acts(shared), *extra_acts(shared)]), encoding="utf-8")
    return [path]


def train_close_acts(shared: Path) -> list[Path]:
    """Fit ``words/data/close_acts_0.npz`` and ``_1``: on our own labelled sentences without the documents of the gold
    set, then each on the half of those documents by which it is not measured, gold sentences (twice) and our own."""
    from facta.evaluate.fit_close import fit_acts, packed
    from facta.words.act_net import NETS, half

    gold, own = gold_acts(shared), extra_acts(shared)
    judged = {str(row["doc"]) for row in gold}
    halves = []
    for which in range(NETS):
        measured = {" ".join(row["sentence"].split()) for row in gold if half(row["doc"]) == which}
        others = [row for row in own if row["doc"] in judged] + gold * 2
        halves.append(
            [row for row in others if half(row["doc"]) != which and " ".join(row["sentence"].split()) not in measured]
        )
    found = fit_acts([row for row in own if row["doc"] not in judged], halves, ROUNDS)
    paths = [DATA / f"close_acts_{which}.npz" for which in range(NETS)]
    for path, one in zip(paths, found, strict=True):
        path.write_bytes(packed(one))
    return paths


def _apart(rows: list[dict[str, Any]], gold: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The pairs of which neither the later document nor a sentence stands in the gold pairs."""
    from facta.evaluate.figures import key

    def said(row: dict[str, Any]) -> set[str]:
        return {" ".join(row[side].split()) for side in ("later", "earlier")}

    documents, sentences = {key(row) for row in gold}, set().union(*map(said, gold))
    return [row for row in rows if key(row) not in documents and not said(row) & sentences]


def train_close_pairs(shared: Path) -> list[Path]:
    """Fit ``words/data/close_pairs.npz`` on our own labelled pairs, without the later documents and the sentences of
    the gold set."""
    from facta.evaluate.fit_close import packed
    from facta.evaluate.fit_close_pairs import fit_pairs

    path = DATA / "close_pairs.npz"
    path.write_bytes(packed(fit_pairs(_apart(extra_pairs(shared), gold_pairs(shared)), ROUNDS_PAIRS)))
    return [path]


def train_close_changes(shared: Path) -> list[Path]:
    """Fit ``words/data/close_changes_0.npz`` and ``_1``: on the same and on those of which coders named words, likewise
    without gold; then each on the gold pairs of the half of the documents by which it is not measured. They begin with
    what ``close-pairs`` holds, so they come after it."""
    from facta.evaluate.figures import key
    from facta.evaluate.fit_close import packed
    from facta.evaluate.fit_close_changes import fit_changes
    from facta.words.act_net import NETS, half

    gold = gold_pairs(shared)
    rows = _apart([*extra_pairs(shared), *extra_changes(shared)], gold)
    halves = [_apart(gold, [row for row in gold if half(key(row)) == which]) for which in range(NETS)]
    paths = [DATA / f"close_changes_{which}.npz" for which in range(NETS)]
    for path, one in zip(paths, fit_changes(rows, halves, ROUNDS_CHANGES), strict=True):
        path.write_bytes(packed(one))
    return paths


ROUNDS, ROUNDS_PAIRS, ROUNDS_CHANGES = 1.7, 4.0, 4.0
"""How often each labelled sentence and pair of close reading is read."""
TRAINERS = {
    "acts": train_acts,
    "act-nets": train_act_nets,
    "words": train_words,
    "relation": train_relation,
    "testability": train_testability,
}
"""In the order in which they rest on one another."""
CLOSE = {"close-acts": train_close_acts, "close-pairs": train_close_pairs, "close-changes": train_close_changes}
"""Fitted only where they are named: they need torch, and two cores for an hour."""


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=[*TRAINERS, *CLOSE], nargs="*", default=list(TRAINERS))
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder of gold and data")
    arguments = parser.parse_args()
    for part in arguments.part:
        for path in (TRAINERS | CLOSE)[part](arguments.shared):
            print(f"{path}: {path.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
