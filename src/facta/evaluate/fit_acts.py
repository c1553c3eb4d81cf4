"""Fit the model of ``words.acts``: a softmax for each clause under a "first act that applies" likelihood, and one for
the sentence as a whole.

Only sentences are labelled, not clauses. The probability of a sentence's label follows from those of its clauses by
the codebook's order of precedence (a noisy-or over ordered labels; cf. multiple-instance learning, Dietterich and
others, 1997), and its logarithm, less an L2 penalty, is climbed directly (L-BFGS). Word vectors (``vectors``: PPMI
and truncated SVD, Levy and Goldberg, 2014) let words unseen in training share the weights of their like: they are
extra columns in training, multiplied out into plain weights of words afterwards, and not needed at run time.

Needs scipy and scikit-learn (the ``train`` extra); nothing at run time does.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from facta.words.acts import LABELS, Model, Weights, model
from facta.words.cues import Features, clauses, masked

Row = Mapping[str, Any]
Matrix = NDArray[np.float64]
PENALTIES = {"clause": 4.0, "whole": 8.0}
"""Strength of the L2 penalty, by view."""
LEAST = 8
"""A feature seen in fewer sentences is left out."""
STEPS = 60
BALANCE = 0.4
"""Exponent of the weight of a rare label: 0 none, 1 full balance."""
SCALES = (
    ("w:", 0.6),
    ("cue:", 1.0),
    ("before", 0.5),
    ("length", 0.5),
    ("ends", 0.5),
    ("title", 0.5),
    ("clauses", 0.5),
    ("genre", 0.8),
)
"""Features by the head of their name -> how freely they may weigh; the first that fits, pairs of words less."""
SLOTS = (("w:", 0.5), ("any|lemma=", 0.7), ("any|inner=", 0.7))
"""Features that take part in word vectors, and how much."""
COMMON = 120
"""So many of the most frequent words have no vector: they are grammar, not matter."""
GRID = 0.02
"""Step of the stored weights."""
SMALL = 5
"""A feature none of whose weights reaches so many steps is not stored."""


@dataclass(frozen=True, slots=True)
class Vectors:
    """Word vectors of unit length; the words are ordered by frequency."""

    words: tuple[str, ...]
    rows: Matrix


def described(rows: Iterable[Row]) -> list[list[Features]]:
    """The clause features of each labelled row."""
    return [clauses(str(row["sentence"]), str(row.get("before") or ""), str(row.get("title") or "")) for row in rows]


def untitled(found: Sequence[list[Features]], every: int = 5) -> list[list[Features]]:
    """The same with the genre taken from every fifth sentence, so that the weights serve texts without a title too."""
    return [
        [{name: place for name, place in clause.items() if not name.startswith("genre=")} for clause in sentence]
        if not number % every
        else sentence
        for number, sentence in enumerate(found)
    ]


def _scale(name: str) -> float:
    if name.startswith("w:") and " " in name:
        return 0.5
    return next((scale for head, scale in SCALES if name.startswith(head)), 0.7)


def fit(found: Sequence[Sequence[Features]], truth: Sequence[str], vectors: Vectors | None = None) -> Model:
    """Both views fitted. Deterministic. Raises ModuleNotFoundError without scipy."""
    return model(*fit_views(found, truth, vectors).values())


def fit_views(
    found: Sequence[Sequence[Features]], truth: Sequence[str], vectors: Vectors | None = None
) -> dict[str, Weights]:
    """The weights of each view, as they are stored."""
    joined = [[{name: place for clause in sentence for name, place in clause.items()}] for sentence in found]
    return {
        "clause": pack_round(_fit(found, truth, vectors, PENALTIES["clause"])),
        "whole": pack_round(_fit(joined, truth, vectors, PENALTIES["whole"])),
    }


def _fit(found: Sequence[Sequence[Features]], truth: Sequence[str], vectors: Vectors | None, penalty: float) -> Weights:
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix, hstack

    counts = Counter(name for sentence in found for name in {name for clause in sentence for name in clause})
    names = sorted(name for name, count in counts.items() if count >= LEAST)
    column = {name: place for place, name in enumerate(names)}
    scales = np.array([_scale(name) for name in names])
    indices: list[int] = []
    pointers = [0]
    for sentence in found:
        for clause in sentence:
            indices.extend(sorted(column[name] for name in clause if name in column))
            pointers.append(len(indices))
    matrix = csr_matrix((scales[indices], indices, pointers), shape=(len(pointers) - 1, len(names)))
    if vectors is not None:
        matrix = hstack([matrix, csr_matrix(_dense(found, vectors))]).tocsr()
    lengths = np.array([len(sentence) for sentence in found])
    first = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    owner = np.repeat(np.arange(len(found)), lengths)
    label = np.array([LABELS.index(name) for name in truth])
    share = np.maximum(np.bincount(label, minlength=len(LABELS)), 1)
    importance = ((len(label) / len(LABELS) / share) ** BALANCE)[label]
    turned = matrix.T.tocsr()
    width, kinds, each = matrix.shape[1], len(LABELS), np.arange(len(found))
    wanted, rung, clause_at = label[owner], np.arange(kinds)[None, :], np.arange(len(owner))

    def loss(flat: Matrix) -> tuple[float, Matrix]:
        table = flat.reshape(width, kinds)
        share = _softmax(matrix @ table)
        # tail[:, y]: probability that a clause does nothing that comes before y in the order of precedence
        tail = np.maximum(np.concatenate([np.cumsum(share[:, ::-1], 1)[:, ::-1], np.zeros((len(share), 1))], 1), 1e-12)
        whole = np.exp(np.add.reduceat(np.log(tail), first, axis=0))
        whole[:, kinds] = 0.0
        right, after = whole[each, label], whole[each, label + 1]
        likely = np.maximum(right - after, 1e-10)
        up = (importance * right / likely)[owner] / tail[clause_at, wanted]
        down = (importance * after / likely)[owner] / tail[clause_at, wanted + 1]
        slope = (rung >= wanted[:, None]) * up[:, None] - (rung > wanted[:, None]) * down[:, None]
        slope = share * (slope - (slope * share).sum(1, keepdims=True))
        value = -(importance * np.log(likely)).sum() + 0.5 * penalty * (flat**2).sum()
        return float(value), np.asarray(-(turned @ slope) + penalty * table).ravel()

    result = minimize(
        loss, np.zeros(width * kinds), jac=True, method="L-BFGS-B", options={"maxiter": STEPS, "maxcor": 8}
    )
    table = result.x.reshape(width, kinds)
    plain = table[: len(names)] * scales[:, None]
    weights: dict[str, Matrix] = dict(zip(names, plain, strict=True))
    if vectors is not None:
        _spread(weights, table[len(names) :], vectors)
    return {name: tuple(row.tolist()) for name, row in weights.items()}


def _softmax(sums: Matrix) -> Matrix:
    shares = np.exp(sums - sums.max(1, keepdims=True))
    return np.asarray(shares / shares.sum(1, keepdims=True))


def _dense(found: Sequence[Sequence[Features]], vectors: Vectors) -> Matrix:
    """Summed word vectors of each clause, one block of columns a slot."""
    known = {word: place for place, word in enumerate(vectors.words) if place >= COMMON}
    width = vectors.rows.shape[1]
    dense = np.zeros((sum(map(len, found)), width * len(SLOTS)))
    place = 0
    for sentence in found:
        for clause in sentence:
            for name in clause:
                for slot, (head, scale) in enumerate(SLOTS):
                    if name.startswith(head) and (at := known.get(name[len(head) :])) is not None:
                        dense[place, slot * width : (slot + 1) * width] += scale * vectors.rows[at]
            place += 1
    return dense


def _spread(weights: dict[str, Matrix], table: Matrix, vectors: Vectors) -> None:
    """Multiply word vectors out: each word's share of the dense columns becomes part of its own weight."""
    width = vectors.rows.shape[1]
    for slot, (head, scale) in enumerate(SLOTS):
        shares = scale * vectors.rows @ table[slot * width : (slot + 1) * width]
        for place, word in enumerate(vectors.words):
            name = head + word
            if place >= COMMON and (slot == 0 or name in weights):
                weights[name] = weights.get(name, np.zeros(len(LABELS))) + shares[place]


def pack_round(table: Weights) -> Weights:
    """Weights as they are stored: what is common to all labels taken off, steps of ``GRID``, small ones dropped."""
    rows: dict[str, list[float]] = {}
    for name, row in sorted(table.items()):
        middle = sum(row) / len(row)
        steps = [round((value - middle) / GRID) for value in row]
        if max(map(abs, steps)) >= SMALL:
            rows[name] = [step * GRID for step in steps]
    return rows


def pack(table: Weights, view: str) -> str:
    """The stored form of one view as JSON text, a feature a line."""
    about = f"weights of facta.words.acts by {view}, in steps of scale; made by evals/train.py"
    head = json.dumps({"about": about, "labels": LABELS, "scale": GRID})[:-1]
    lines = [
        f"{json.dumps(name, ensure_ascii=False)}:{json.dumps([round(v / GRID) for v in row], separators=(',', ':'))}"
        for name, row in table.items()
    ]
    return head + ', "weights": {\n' + ",\n".join(lines) + "\n}}\n"


WORD = re.compile(r"[A-Za-z]+(?:[-'’][A-Za-z]+)*|\d+|[.,;:]")


def vectors(texts: Iterable[str], size: int = 80, words: int = 9000, least: int = 12, context: int = 2000) -> Vectors:
    """Word vectors from running text: positive pointwise mutual information with the two neighbours on each side, each
    place counted apart, by truncated SVD. Names and numbers are masked as in ``words.cues``. Deterministic."""
    from scipy.sparse import csr_matrix
    from sklearn.utils.extmath import randomized_svd

    streams = [_masked(text) for text in texts]
    counts = Counter(word for stream in streams for word in stream)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    kept = [word for word, count in ranked[:words] if count >= least]
    known = {word: place for place, word in enumerate(kept)}
    numbers = [np.array([known.get(word, -1) for word in stream]) for stream in streams]
    total = csr_matrix((len(kept), 4 * context))
    for slot, shift in enumerate((-2, -1, 1, 2)):
        lefts, rights = [], []
        for stream in numbers:
            here = stream[max(0, -shift) : len(stream) - max(0, shift)]
            there = stream[max(0, shift) : len(stream) + min(0, shift)]
            good = (here >= 0) & (there >= 0) & (there < context)
            lefts.append(here[good])
            rights.append(there[good] + slot * context)
        left, right = np.concatenate(lefts), np.concatenate(rights)
        total = total + csr_matrix((np.ones(len(left)), (left, right)), shape=total.shape)
    cells = total.tocoo()
    by_word, by_context = np.asarray(total.sum(1)).ravel(), np.asarray(total.sum(0)).ravel()
    surprise = np.log(cells.data * total.sum() / (by_word[cells.row] * by_context[cells.col]))
    positive = csr_matrix((np.maximum(surprise - 0.3, 0), (cells.row, cells.col)), shape=total.shape)
    left_vectors, strengths, _ = randomized_svd(positive, size, random_state=1, n_iter=3)
    rows = left_vectors * np.sqrt(strengths)
    return Vectors(tuple(kept), rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9))


def _masked(text: str) -> list[str]:
    stream, previous = [], "."
    for word in WORD.findall(text):
        if word[0].isdigit():
            stream.append("<number>")
        elif word[0].isupper() and masked(word, previous not in ".;:"):
            stream.append("<name>")
        else:
            stream.append(word.lower().replace("’", "'"))
        previous = word
    return stream
