"""A pool of sentences to label by hand, and the way back from a label to its sentence.

The texts lie outside the project (a folder ``data`` with ``whitehouse``, ``state_department`` and ``ungdc``); labels
keep only the corpus, the document and a key of the sentence. Documents that the labelled gold set uses are left out.

The splitter below is frozen on purpose and is not facta's segmenter: keys hash what it yields, so a change there would
lose labels, and its naive cuts after initials ("Antony J. | Blinken met today") are those of the gold set.

    python evals/pool.py DATA GOLD POOL.jsonl      make the pool
    python evals/pool.py DATA GOLD POOL.jsonl LABELS.csv
                                                   make the second pool, of sentences that LABELS.csv has not
    python evals/pool.py DATA LABELS.csv [...]     say how many labels are found again
"""

from __future__ import annotations

import csv
import hashlib
import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

SEED = 20240
SIZE = 2400
FIRST_SPEECH = 2000
"""Year of the first UN speech used: the gold set starts there."""

FILES = {
    "whitehouse": "whitehouse/wh_foreign_2021_2023.jsonl",
    "state_department": "state_department/state_press_2021-05_2022-04.jsonl",
    "ungdc": "ungdc/ungdc_12states_1970_2019.jsonl",
}
# Share of the pool and sentences a document, by corpus and kind; close to the mix of the gold set.
STRATA = {
    ("whitehouse", "fact sheet"): (0.12, 15),
    ("whitehouse", "joint"): (0.17, 6),
    ("whitehouse", "readout"): (0.15, 5),
    ("whitehouse", "statement"): (0.13, 4),
    ("state_department", "joint"): (0.09, 5),
    ("state_department", "readout"): (0.16, 4),
    ("state_department", "statement"): (0.06, 4),
    ("ungdc", "speech"): (0.12, 4),
}
# The second draw: richer in joint statements, fact sheets, condemnations and speeches, poorer in readouts.
SECOND = {
    ("whitehouse", "fact sheet"): (0.13, 17),
    ("whitehouse", "joint"): (0.27, 9),
    ("whitehouse", "readout"): (0.07, 3),
    ("whitehouse", "statement"): (0.05, 5),
    ("state_department", "joint"): (0.14, 9),
    ("state_department", "readout"): (0.04, 3),
    ("state_department", "statement"): (0.17, 5),
    ("ungdc", "speech"): (0.13, 5),
}
SPOKEN_OR_TRAVEL = re.compile(
    r"^(?:remarks|secretary antony|secretary blinken (?:to|with)|.*\b(?:briefing|press call|press availability"
    r"|interview|public schedule|to deliver|travels?|visits?|to meet|advisory committee|remarks)\b)"
)
KINDS = (
    ("fact sheet", r"fact sheet"),
    ("readout", r"readout|\bcall with|meeting with|\bmeets\b|travel|\bvisit"),
    ("joint", r"joint|leaders|\bg7\b|\bg-7\b|quad|communiqu|declaration|dialogue|principles|summit|ministerial"),
)
CUT = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][\"”’]))\s+(?=[\"“‘']?[A-Z0-9À-Þ])")


def key(sentence: str) -> str:
    """First 16 hexadecimal digits of the SHA-256 of the sentence, every run of white space made one space."""
    return hashlib.sha256(" ".join(sentence.split()).encode()).hexdigest()[:16]


def documents(data: Path) -> Iterator[dict[str, str]]:
    """Every document of the three corpora: corpus, doc, date, title, text."""
    for corpus, name in FILES.items():
        with (data / name).open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if corpus == "ungdc":
                    title, day = f"UN General Debate, {row['actor']} {row['year']}", f"{row['year']}-09-25"
                    yield {"corpus": corpus, "doc": row["id"], "date": day, "title": title, "text": row["text"]}
                else:
                    text = row.get("markdown") or row.get("text") or ""
                    doc = row.get("id") or row["url"]
                    yield {"corpus": corpus, "doc": doc, "date": row["date"], "title": row["title"], "text": text}


def sentences(text: str, corpus: str) -> list[str]:
    """The sentences of one text, markup removed; a heading or list item is one or more sentences of its own."""
    if corpus == "ungdc":
        text = re.sub(r"(?m)^\s*\d+\.\s", "", text)
        blocks = [text]
    else:
        text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
        text = re.sub(r"<[^>]*>|[*_#>]{1,}|\\", "", text)
        blocks = re.split(r"\n\s*\n|\n\s*(?=[-•–]\s)", text)
    found = []
    for block in blocks:
        flat = " ".join(re.sub(r"^\s*[-•–]\s+", "", block).split())
        found += [piece for piece in CUT.split(flat) if piece and re.search(r"[^\W\d_]{2}", piece)]
    return found


def kind(corpus: str, title: str) -> str:
    if corpus == "ungdc":
        return "speech"
    return next((name for name, pattern in KINDS if re.search(pattern, title.lower())), "statement")


def weight(sentence: str) -> float:
    """How readily the second draw takes a sentence: long ones more, fragments less."""
    words = len(sentence.split())
    return 0.3 if words < 6 else 2.0 if words > 30 else 1.0


def pool(
    data: Path, gold: Path, size: int = SIZE, seed: int = SEED, labelled: Iterable[dict[str, str]] | None = None
) -> list[dict[str, str]]:
    """About ``size`` sentences from documents outside the gold set, shuffled by document; the same for a seed.

    With ``labelled`` (rows of an earlier draw) it is the second draw: other sentences, of the mix ``SECOND``.
    """
    with gold.open(encoding="utf-8") as lines:
        golden = [json.loads(line) for line in lines]
    used = {row["doc"] for row in golden}
    second = labelled is not None
    shares = SECOND if second else STRATA
    seen = {row["sentence_sha"] for row in labelled or ()} | {key(row["sentence"]) for row in golden if second}
    strata = defaultdict(list)
    for document in documents(data):
        stratum = document["corpus"], kind(document["corpus"], document["title"])
        recent = document["corpus"] != "ungdc" or int(document["date"][:4]) >= FIRST_SPEECH
        spoken = document["doc"].startswith("briefings-statements/") or document["title"].startswith("Remarks")
        spoken = spoken or (second and bool(SPOKEN_OR_TRAVEL.match(" ".join(document["title"].lower().split()))))
        if document["doc"] not in used and stratum in shares and recent and not spoken:
            strata[stratum].append(document)
    chance = random.Random(seed + second)
    chosen = []
    for stratum, (share, most) in shares.items():
        wanted = round(share * size)
        for document in chance.sample(strata[stratum], len(strata[stratum])):
            split = sentences(document["text"], document["corpus"])
            places = range(len(split))
            if second:
                # Weighted draw without replacement (Efraimidis and Spirakis, 2006).
                rank = [chance.random() ** (1 / weight(sentence)) for sentence in split]
                fresh = [place for place in places if key(split[place]) not in seen]
                taken = sorted(sorted(fresh, key=rank.__getitem__)[-most:])
            else:
                taken = sorted(chance.sample(places, min(most, len(split))))
            rows = []
            for place in taken:
                if key(split[place]) in seen or wanted <= 0:
                    continue
                seen.add(key(split[place]))
                wanted -= 1
                kept = {name: document[name] for name in ("corpus", "doc", "date", "title")}
                rows.append({**kept, "before": split[place - 1] if place else "", "sentence": split[place]})
            if rows:
                chosen.append(rows)
    chance.shuffle(chosen)
    return [row for rows in chosen for row in rows]


def read_labels(paths: Iterable[Path]) -> list[dict[str, str]]:
    """The rows of label files as they stand."""
    rows: list[dict[str, str]] = []
    for path in paths:
        with path.open(encoding="utf-8", newline="") as lines:
            rows += csv.DictReader(lines)
    return rows


def find(labels: Iterable[dict[str, str]], data: Path) -> list[dict[str, str]]:
    """Labels joined with their texts (date, title, before, sentence); labels whose sentence is not there are left out.

    The number lost is ``len(labels) - len(result)``.
    """
    wanted: dict[tuple[str, str], dict[str, dict[str, str]]] = defaultdict(dict)
    for label in labels:
        wanted[label["corpus"], label["doc"]][label["sentence_sha"]] = label
    rows = []
    for document in documents(data):
        left = dict(wanted.get((document["corpus"], document["doc"]), {}))
        split = sentences(document["text"], document["corpus"]) if left else []
        for before, sentence in zip(["", *split], split, strict=False):
            label = left.pop(key(sentence), {})
            if label:
                kept = {name: document[name] for name in ("date", "title")}
                rows.append({**label, **kept, "before": before, "sentence": sentence})
    return rows


def main(arguments: list[str]) -> int:
    data, *rest = map(Path, arguments)
    if rest[0].suffix == ".jsonl":
        rows = pool(data, rest[0], labelled=read_labels(rest[2:]) if rest[2:] else None)
        rest[1].write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
        print(f"{len(rows)} sentences of {len({row['doc'] for row in rows})} documents")
        return 0
    labels = read_labels(rest)
    rows = find(labels, data)
    print(f"{len(labels)} labels, {len(labels) - len(rows)} lost")
    return 0 if len(labels) - len(rows) <= 0.02 * len(labels) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
