"""Lineage over 1,384 documents: candidates beside their peers, then the comparison, the shares and the stock phrases.

    python benchmarks/lineage.py [--part candidates|series|peers] [--json]

Each measurement runs in a process of its own, with one thread. Time is CPU time of the work itself (reading is not
counted), so that other work on the machine disturbs less; memory is the peak of the whole process.

Candidates: every sentence asks for twenty earlier ones. Recall is that of the labelled pairs "said before" whose
earlier sentence is among the twenty. Peers get the same sentences: scikit-learn's TF-IDF with a sparse product;
datasketch's MinHash LSH at threshold 0.3 (128 permutations); rapidfuzz's ``cdist`` over all pairs, on a sample, its
time multiplied up. LSH gives no ranking: its candidates are ordered by estimated similarity, which is not timed.
Needs the real texts beside the checkout; scikit-learn and datasketch for the peers.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import resource
import subprocess
import sys
import time
from bisect import bisect_left
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from facta.engines.local import propose
from facta.model import Source, Statement
from facta.text.tokens import words_of
from facta.words.corpus import gather
from facta.words.families import families
from facta.words.lineage import ancestry, compare, shares

SHARED = Path(os.environ.get("FACTA_SHARED", Path(__file__).resolve().parents[2] / "shared"))
WANTED = 20
Found = dict[str, float | int | str]


def statements() -> list[Statement]:
    """The documents as they are stored; what reading does to them is measured elsewhere."""
    source = Source("-", datetime(2026, 1, 1, tzinfo=UTC), "0" * 64, "text/plain")
    with (SHARED / "data/whitehouse/wh_foreign_2021_2023.jsonl").open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [
        Statement(row["id"], row["title"], row["markdown"], date.fromisoformat(row["date"]), source) for row in rows
    ]


def pairs() -> tuple[list[tuple[str, ...]], list[dict[str, str]], list[int]]:
    """All distinct sentences by first date, with the labelled earlier ones; the pairs; the bound of each pair."""
    with (SHARED / "gold/pairs.jsonl").open(encoding="utf-8") as file:
        gold = [row for row in map(json.loads, file) if row["relation"] in ("recycled", "reworded")]
    said = {tuple(words_of(row["earlier"])): row["earlier_date"] for row in gold}
    corpus = gather(statements())
    for words, places in zip(corpus.wordings, corpus.copies, strict=True):
        day = str(corpus.statements[corpus.owner[places[0]]].date)
        said[words] = min(said.get(words, day), day)
    ordered = sorted(said, key=lambda words: (said[words], words))
    dates = [said[words] for words in ordered]
    return ordered, gold, [bisect_left(dates, row["later_date"]) for row in gold]


def recall(ordered: Sequence[tuple[str, ...]], gold: Sequence[dict[str, str]], near: Sequence[Sequence[int]]) -> float:
    hits = [
        tuple(words_of(row["earlier"])) in {ordered[place] for place in places[:WANTED]}
        for row, places in zip(gold, near, strict=True)
    ]
    return sum(hits) / len(hits)


def facta_candidates() -> Found:
    ordered, gold, bounds = pairs()
    begin = time.process_time()
    search = propose(ordered)
    built = time.process_time()
    total = sum(len(found) for found in search(ordered, WANTED, range(len(ordered))))
    done = time.process_time()
    near = search([words_of(row["later"]) for row in gold], WANTED, bounds)
    found = recall(ordered, gold, [[candidate.position for candidate in places] for places in near])
    return {"sentences": len(ordered), "index s": built - begin, "all s": done - built, "pairs": total, "recall": found}


def tfidf() -> Found:
    from sklearn.feature_extraction.text import TfidfVectorizer

    ordered, gold, bounds = pairs()
    begin = time.process_time()
    vectoriser = TfidfVectorizer(analyzer=lambda words: words)
    matrix = vectoriser.fit_transform(ordered).tocsr()

    def nearest(rows: Any, begins: Sequence[int]) -> list[list[int]]:
        import numpy as np

        answers = []
        for start in range(0, rows.shape[0], 256):
            dense = (rows[start : start + 256] @ matrix.T).toarray()
            for number, line in enumerate(dense):
                line[begins[start + number] :] = 0
                top = np.argpartition(line, -WANTED)[-WANTED:]
                answers.append([int(place) for place in top if line[place] > 0])
        return answers

    built = time.process_time()
    nearest(matrix, range(len(ordered)))
    done = time.process_time()
    near = nearest(vectoriser.transform([words_of(row["later"]) for row in gold]), bounds)
    return {
        "sentences": len(ordered),
        "index s": built - begin,
        "all s": done - built,
        "recall": recall(ordered, gold, near),
    }


def minhash() -> Found:
    datasketch: Any = importlib.import_module("datasketch")
    ordered, gold, bounds = pairs()
    begin = time.process_time()
    lsh = datasketch.MinHashLSH(threshold=0.3, num_perm=128)
    hashes = []
    for number, words in enumerate(ordered):
        one = datasketch.MinHash(num_perm=128)
        one.update_batch([word.encode() for word in set(words)])
        hashes.append(one)
        lsh.insert(number, one)
    built = time.process_time()
    for number, one in enumerate(hashes):
        [place for place in lsh.query(one) if place < number]
    done = time.process_time()
    near = []
    for row, bound in zip(gold, bounds, strict=True):
        one = datasketch.MinHash(num_perm=128)
        one.update_batch([word.encode() for word in set(words_of(row["later"]))])
        like = [place for place in lsh.query(one) if place < bound]
        near.append(sorted(like, key=lambda place: -one.jaccard(hashes[place])))
    return {
        "sentences": len(ordered),
        "index s": built - begin,
        "all s": done - built,
        "recall": recall(ordered, gold, near),
    }


def all_pairs() -> Found:
    import numpy as np
    from rapidfuzz import fuzz, process

    ordered, gold, bounds = pairs()
    texts = [" ".join(words) for words in ordered]
    sample = texts[:: len(texts) // 100][:100]
    begin = time.process_time()
    process.cdist(sample, texts, scorer=fuzz.token_set_ratio, dtype=np.uint8, workers=1)
    spent = (time.process_time() - begin) / len(sample) * len(texts) / 2  # of each pair, one order
    some = range(0, len(gold), 6)
    near = []
    for number in some:
        query = " ".join(words_of(gold[number]["later"]))
        scores = process.cdist([query], texts[: bounds[number]], scorer=fuzz.token_set_ratio, dtype=np.uint8)[0]
        near.append([int(place) for place in np.argsort(-scores.astype(int), kind="stable")[:WANTED]])
    share = recall(ordered, [gold[number] for number in some], near)
    return {
        "sentences": len(texts), "index s": 0.0, "all s": spent, "recall": share,
        "note": "time from 100 rows, recall from a sixth of the pairs",
    }  # fmt: skip


def comparison() -> Found:
    """One statement of about sixty passages against all the documents, segmenting them included."""
    everything = statements()
    sizes = {one.id: len(gather([one]).passages) for one in everything[-200:]}
    chosen = min(everything[-200:], key=lambda one: abs(sizes[one.id] - 60))
    begin = time.process_time()
    corpus = gather(everything)
    gathered = time.process_time()
    found = compare(corpus, chosen, propose=propose, families=())
    done = time.process_time()
    labels = [link.label for link in found.links]
    return {
        "passages": len(labels), "recycled": labels.count("recycled"), "reworded": labels.count("reworded"),
        "against": len(corpus.passages), "gather s": gathered - begin, "compare s": done - gathered,
    }  # fmt: skip


def series() -> Found:
    """The lineage of every passage, the shares of every statement, and the stock phrases, of all documents."""
    everything = statements()
    begin = time.process_time()
    corpus = gather(everything)
    gathered = time.process_time()
    tree = ancestry(corpus, propose=propose)
    traced = time.process_time()
    figures = shares(corpus, tree)
    phrases = families(corpus, tree)
    done = time.process_time()
    return {
        "passages": len(corpus.passages), "said before": sum(one.recycled + one.reworded for one in figures),
        "families": len(phrases), "gather s": gathered - begin, "ancestry s": traced - gathered,
        "families s": done - traced,
    }  # fmt: skip


TASKS = {
    "candidates": {"facta": facta_candidates},
    "peers": {"TF-IDF, scikit-learn": tfidf, "MinHash LSH, datasketch": minhash, "all pairs, rapidfuzz": all_pairs},
    "series": {"one statement": comparison, "all statements": series},
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=TASKS)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--task", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if not SHARED.is_dir():
        sys.exit("The real texts are not beside this checkout: set FACTA_SHARED to their folder.")
    tasks = {name: task for part in ([chosen.part] if chosen.part else TASKS) for name, task in TASKS[part].items()}
    if chosen.task:
        found = tasks[chosen.task]()
        found["peak MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(found))
        return
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    for name in tasks:
        command = [sys.executable, __file__, "--task", name]
        run = subprocess.run(command, env=os.environ | threads, capture_output=True, text=True, check=False)
        if run.returncode:
            print(f"{name}: {run.stderr.strip().splitlines()[-1]}")
            continue
        row = json.loads(run.stdout)
        if chosen.json:
            print(json.dumps({"task": name} | row))
        else:
            shown = (
                f"{key} {value:,.3f}" if isinstance(value, float) else f"{key} {value}" for key, value in row.items()
            )
            print(f"{name}: {'; '.join(shown)}")


if __name__ == "__main__":
    main()
