"""A pre-trained encoder that reads a sentence, or two, whole: MPNet (Song and others, 2020) in numpy.

Twelve layers of attention with relative places. Its weights stay as published (``weights``); what was fitted to our
labels are small matrices beside some of them (low-rank adaptation; Hu and others, 2021) and a last layer, which are
shipped (``words/data/close_*.npz``) and fitted by ``evaluate/fit_close.py``. One core reads some twenty sentences a
second.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from facta.engines.weights import folder, tensors

if TYPE_CHECKING:
    from numpy.typing import NDArray

LAYERS, HEADS, WIDTH = 12, 12, 768
BUCKETS, FAR = 32, 128
"""Classes of distance between two words, and the distance from which all are one."""
FIRST = 3
"""The first layer that has fitted matrices beside it."""
LOUD = 2.0
"""How loud they are."""
ADAPTED = {
    "q": "attention.attn.q",
    "k": "attention.attn.k",
    "v": "attention.attn.v",
    "o": "attention.attn.o",
    "up": "intermediate.dense",
    "down": "output.dense",
}
"""The linear maps of a layer, by a short name."""
BEGIN, PAD, END = 0, 1, 2
MOST = 96
"""Pieces of words of one sentence that are read."""
_LETTERS = 40
"""More letters than a piece has on average, by far: what cannot be read need not be cut up."""
BATCH = 16

Weights = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fitted:
    """What was fitted beside the published weights: pairs of thin matrices by layer and map, and what else a task has,
    by name; of these ``marks`` are added to what layer ``FIRST`` reads."""

    thin: Mapping[tuple[int, str], tuple[NDArray[Any], NDArray[Any]]]
    own: Weights


@cache
def base() -> Weights:
    """The published weights."""
    return tensors(folder() / "model.safetensors")


@cache
def tokenizer() -> Any:
    """Cuts texts into the pieces of words that the encoder knows."""
    from facta.errors import MissingEncoderError

    try:
        from tokenizers import Tokenizer
    except ImportError:
        raise MissingEncoderError("The package tokenizers is not installed.") from None
    made = Tokenizer.from_file(str(folder() / "tokenizer.json"))
    made.no_padding()
    made.no_truncation()
    return made


@cache
def fitted(task: str) -> Fitted:
    """What is shipped for one task: ``acts_0``, ``acts_1``, ``pairs``, ``changes_0`` or ``changes_1``."""
    import numpy as np

    path = resources.files("facta.words").joinpath(f"data/close_{task}.npz")
    with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
        table = {name: stored[name].astype(np.float32) for name in stored}
    steps = {name.removesuffix(".step"): table.pop(name) for name in list(table) if name.endswith(".step")}
    table = {name: value * steps[name] if name in steps else value for name, value in table.items()}
    thin = {
        (layer, name): (table.pop(f"{layer}.{name}.into"), table.pop(f"{layer}.{name}.out"))
        for layer in range(FIRST, LAYERS)
        for name in ADAPTED
    }
    return Fitted(thin, table)


def ready() -> None:
    """Read what is needed; raises MissingEncoderError where a part of it is not installed."""
    tokenizer()
    base()


def pieces(texts: Sequence[str], most: int = MOST) -> list[list[int]]:
    """The numbers of the pieces of each text, begin and end marked; no more than ``most`` of them."""
    return [[BEGIN, *ids, END] for ids, _ in cut(texts, most)]


def cut(texts: Sequence[str], most: int = MOST) -> list[tuple[list[int], list[tuple[int, int]]]]:
    """The pieces of each text without the marks, and where each stands in it; no more than ``most`` less two."""
    read = tokenizer().encode_batch([text[: most * _LETTERS] for text in texts], add_special_tokens=False)
    return [(one.ids[: most - 2], one.offsets[: most - 2]) for one in read]


def states(
    rows: Sequence[Sequence[int]], task: str, marks: Sequence[Sequence[int]] | None = None
) -> Iterator[tuple[list[int], NDArray[Any], NDArray[Any]]]:
    """What the last layer holds for each piece of each row. Rows of about the same length come together: their places,
    which of their pieces are there, and what is held (rows by pieces by ``WIDTH``). ``marks``: one for each piece,
    where the task was fitted with marks."""
    import numpy as np

    weights, told = base(), fitted(task)
    order = sorted(range(len(rows)), key=lambda at: len(rows[at]))
    for begin in range(0, len(order), BATCH):
        part = order[begin : begin + BATCH]
        length = max(len(rows[at]) for at in part)
        ids, marked = np.full((len(part), length), PAD), np.zeros((len(part), length), int)
        for place, at in enumerate(part):
            ids[place, : len(rows[at])] = rows[at]
            marked[place, : len(rows[at])] = 0 if marks is None else marks[at]
        there = ids != PAD
        # Places are counted from the number of the padding on, which stands at its own.
        places = np.where(there, np.cumsum(there, axis=1) + PAD, PAD)
        state = weights["embeddings.word_embeddings.weight"][ids]
        state = _normal(
            state + weights["embeddings.position_embeddings.weight"][places], weights, "embeddings.LayerNorm"
        )
        bias = _distances(length, weights)[None] + np.where(there, 0, -1e9)[:, None, None, :].astype(np.float32)
        for layer in range(LAYERS):
            if layer == FIRST and marks is not None:
                state = state + told.own["marks"][marked]
            state = _layer(state, layer, bias, weights, told)
        yield part, there, state


def mean(there: NDArray[Any], state: NDArray[Any]) -> NDArray[Any]:
    """The mean of what is held for the pieces of each row (rows by ``WIDTH``)."""
    import numpy as np

    counted = there[..., None].astype(state.dtype)
    return np.asarray((state * counted).sum(1) / counted.sum(1))


def _layer(state: NDArray[Any], layer: int, bias: NDArray[Any], weights: Weights, told: Fitted) -> NDArray[Any]:
    import numpy as np

    count, length, _ = state.shape
    name = f"encoder.layer.{layer}."

    def apply(rows: NDArray[Any], which: str) -> NDArray[Any]:
        path = name + ADAPTED[which]
        given = rows @ weights[path + ".weight"].T
        given += weights[path + ".bias"]
        if thin := told.thin.get((layer, which)):
            given += (rows @ thin[0].T) @ (thin[1].T * LOUD)
        return np.asarray(given)

    def heads(rows: NDArray[Any]) -> NDArray[Any]:
        return rows.reshape(count, length, HEADS, -1).transpose(0, 2, 1, 3)

    flat = state.reshape(-1, WIDTH)
    query, key, value = (heads(apply(flat, which)) for which in "qkv")
    looked = query @ key.transpose(0, 1, 3, 2) * np.float32((WIDTH / HEADS) ** -0.5) + bias
    looked -= looked.max(-1, keepdims=True)
    np.exp(looked, out=looked)
    looked /= looked.sum(-1, keepdims=True)
    seen = (looked @ value).transpose(0, 2, 1, 3).reshape(-1, WIDTH)
    flat = _normal(apply(seen, "o") + flat, weights, name + "attention.LayerNorm")
    flat = _normal(apply(_gelu(apply(flat, "up")), "down") + flat, weights, name + "output.LayerNorm")
    return np.asarray(flat.reshape(state.shape))


def _gelu(rows: NDArray[Any]) -> NDArray[Any]:
    """Gaussian error linear unit, in the form with tanh (Hendrycks and Gimpel, 2016)."""
    import numpy as np

    inner = rows * rows
    inner *= np.float32(0.044715)
    inner += 1
    inner *= rows
    inner *= np.float32(0.7978845608)
    np.tanh(inner, out=inner)
    inner += 1
    inner *= rows
    inner *= np.float32(0.5)
    return np.asarray(inner)


def _normal(rows: NDArray[Any], weights: Weights, name: str) -> NDArray[Any]:
    """Each row with mean 0 and variance 1, then scaled and shifted (Ba and others, 2016)."""
    import numpy as np

    rows = rows - rows.mean(-1, keepdims=True)
    rows /= np.sqrt((rows * rows).mean(-1, keepdims=True) + 1e-5)
    rows *= weights[name + ".weight"]
    rows += weights[name + ".bias"]
    return np.asarray(rows)


def _distances(length: int, weights: Weights) -> NDArray[Any]:
    """What each head adds for the distance of two places (heads by places by places): exact when near, in
    logarithmic classes when far (Raffel and others, 2020)."""
    import numpy as np

    away = np.arange(length)[:, None] - np.arange(length)[None, :]
    half, near = BUCKETS // 2, BUCKETS // 4
    size = np.abs(away)
    far = near + np.log(np.maximum(size, 1) / near) / np.log(FAR / near) * (half - near)
    classes = (away < 0) * half + np.where(size < near, size, np.minimum(far.astype(int), half - 1))
    return np.asarray(weights["encoder.relative_attention_bias.weight"][classes].transpose(2, 0, 1))
