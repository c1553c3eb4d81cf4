"""Draw sentences to label by what the shipped model doubts: half at random, half where it is least sure.

Documents are those of ``pool.py``, those of the gold set among them (whoever cross-validates on gold leaves out the
rows of the documents in the fold), in the mix of its first draw with more of the joint statements. A sentence that
shares four fifths of its words with one that is labelled or drawn already is left out, since formulas teach little the
second time. The doubt moves with the model, so a draw is not made twice alike; labels hang on sentences and are found
again all the same.

    python evals/draw.py DATA GOLD OUT.jsonl SIZE LABELS.csv [...]
"""

from __future__ import annotations

import json
import random
import sys
from collections import defaultdict
from pathlib import Path

import pool

from facta.words.acts import acts

MOST_OF_DOCUMENT = 150
SHARES = {
    ("whitehouse", "fact sheet"): 0.14,
    ("whitehouse", "joint"): 0.26,
    ("whitehouse", "readout"): 0.12,
    ("whitehouse", "statement"): 0.11,
    ("state_department", "joint"): 0.12,
    ("state_department", "readout"): 0.08,
    ("state_department", "statement"): 0.07,
    ("ungdc", "speech"): 0.10,
}
NEAR = 0.8
"""Jaccard index of the words of two sentences from which they count as the same."""


class Seen:
    """Sentences met so far, by their words; asks only those that share the rarest of a sentence's words."""

    def __init__(self) -> None:
        self.by_word: dict[str, list[frozenset[str]]] = defaultdict(list)

    def near(self, sentence: str) -> bool:
        """Whether one like it was met; remembers it if not."""
        words = frozenset(sentence.lower().split())
        rare = sorted(words, key=lambda word: (len(self.by_word.get(word, ())), word))[: max(1, len(words) // 3)]
        for word in rare:
            for other in self.by_word.get(word, ()):
                if len(words & other) >= NEAR * len(words | other):
                    return True
        for word in words:
            self.by_word[word].append(words)
        return False


def draw(data: Path, gold: Path, size: int, labelled: list[dict[str, str]], seed: int = 20242) -> list[dict[str, str]]:
    """About ``size`` rows as ``pool.pool`` gives them."""
    golden = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line]
    seen = Seen()
    for row in [*golden, *pool.find(labelled, data)]:
        seen.near(row["sentence"])
    strata: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    chance = random.Random(seed)
    documents = list(pool.documents(data))
    chance.shuffle(documents)
    for document in documents:
        stratum = document["corpus"], pool.kind(document["corpus"], document["title"])
        recent = document["corpus"] != "ungdc" or int(document["date"][:4]) >= pool.FIRST_SPEECH
        spoken = document["doc"].startswith("briefings-statements/") or document["title"].startswith("Remarks")
        spoken = spoken or bool(pool.SPOKEN_OR_TRAVEL.match(" ".join(document["title"].lower().split())))
        if stratum not in SHARES or not recent or spoken:
            continue
        split = pool.sentences(document["text"], document["corpus"])
        places = chance.sample(range(len(split)), min(MOST_OF_DOCUMENT, len(split)))
        kept = {name: document[name] for name in ("corpus", "doc", "date", "title")}
        for place in sorted(places):
            if len(split[place].split()) >= 4 and not seen.near(split[place]):
                strata[stratum].append({**kept, "before": split[place - 1] if place else "", "sentence": split[place]})
    chosen: list[dict[str, str]] = []
    for stratum, share in SHARES.items():
        rows, wanted = strata[stratum], round(share * size)
        chance.shuffle(rows)
        half, rest = rows[: wanted // 2], rows[wanted // 2 :]
        told = acts([(row["sentence"], row["before"]) for row in rest], [row["title"] for row in rest])
        doubt = sorted(range(len(rest)), key=lambda at: told[at].confidence)
        # Not the very least sure alone, which are mostly fragments: every second of the doubtful ones.
        chosen += half + [rest[at] for at in doubt[: 2 * (wanted - len(half)) : 2]]
        print(f"{stratum}: {len(rows)} found, {wanted} wanted", file=sys.stderr)
    chance.shuffle(chosen)
    return chosen


def main(arguments: list[str]) -> int:
    """Command line."""
    data, gold, out = map(Path, arguments[:3])
    rows = draw(data, gold, int(arguments[3]), pool.read_labels(map(Path, arguments[4:])))
    out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    print(f"{len(rows)} sentences of {len({row['doc'] for row in rows})} documents")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
