"""Fit the networks of ``words.act_net`` on labelled sentences, with numpy and scipy alone.

Gradients are written out by hand; steps by AdamW (Loshchilov and Hutter, 2019) with a warm start and a linear decline,
labels smoothed, inputs and pooled figures dropped at random (Srivastava and others, 2014). Word vectors start from
those of running text (``fit_acts.vectors``). The first of the two networks reads no document of the labelled set whose
``half`` is 0, the second none whose half is 1. Deterministic for a seed and a machine.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from facta.evaluate.fit_acts import Vectors
from facta.words.act_net import NETS, SPREAD, TAGS, WIDTH, Net, Word, half, marks, numbers, stacked, tagged, windows
from facta.words.acts import LABELS

Row = Mapping[str, Any]
Floats = NDArray[np.float32]
SIZES = {"print": 4, "kind": 24, "form": 12, "subject": 12, "depth": 6, "lead": 10, "cue": 16}
NEAR, FAR = 112, 64
"""Figures that the two convolutions give for each place."""
LEAST = {"word": 4, "cue": 3, "marks": 5}
"""A value seen in fewer sentences is not known by name."""
EPOCHS, BATCH, POOL = 8, 64, 30
RATE, SLOW, WARM, LAST = 2e-3, 0.3, 100, 0.02
"""Rate of learning, that of word vectors beside it, steps until it is reached, share that is left at the end."""
DECAY, SMOOTH = 0.02, 0.05
DROP_ROWS, DROP_POOLED = 0.2, 0.4
CLIP = 2.0


def fit(
    rows: Sequence[Row], judged: Sequence[Row], vectors: Vectors, say: Callable[[str], None] = print
) -> tuple[dict[str, list[str]], list[Net]]:
    """The names that the networks know, and the two networks, fitted on ``rows`` (``sentence``, ``act``, ``doc``, and
    ``before``, ``title`` where there are); ``judged`` are those among them that quality is measured on."""
    read = [
        (tagged(str(row["sentence"])), marks(*(str(row.get(name) or "") for name in ("sentence", "before", "title"))))
        for row in rows
    ]
    names = _names(read, vectors)
    known = {tag: {name: at for at, name in enumerate(values)} for tag, values in names.items()}
    told = [
        (numbers(known, words), [known["marks"][name] for name in found if name in known["marks"]])
        for words, found in read
    ]
    nets = []
    for which in range(NETS):
        own = [row for row in judged if half(str(row["doc"])) == which]
        docs, texts = {str(row["doc"]) for row in own}, {str(row["sentence"]) for row in own}
        use = [at for at, row in enumerate(rows) if str(row["doc"]) not in docs and str(row["sentence"]) not in texts]
        say(f"network {which}: {len(use)} sentences")
        truth = np.array([LABELS.index(rows[at]["act"]) for at in use])
        nets.append(_fit([told[at] for at in use], truth, _start(names, vectors, which), which, say))
    return names, nets


def _names(read: Sequence[tuple[list[Word], list[str]]], vectors: Vectors) -> dict[str, list[str]]:
    """The names that each table knows, in order; the first two rows are for nothing and for the unknown."""
    names = {}
    for at, tag in enumerate(TAGS):
        counts = Counter(value for words, _ in read for value in {word[at] for word in words} if value)
        seen = sorted(value for value, count in counts.items() if count >= LEAST.get(tag, 5))
        if tag == "word":
            known = set(vectors.words)
            seen = [*vectors.words, *(value for value in seen if value not in known)]
        names[tag] = ["", "\x00", *seen]
    counts = Counter(name for _, found in read for name in set(found))
    names["marks"] = sorted(name for name, count in counts.items() if count >= LEAST["marks"])
    return names


def _start(names: Mapping[str, list[str]], vectors: Vectors, seed: int) -> dict[str, Floats]:
    chance = np.random.default_rng(seed)
    sizes = {"word": vectors.rows.shape[1], **SIZES}
    weights: dict[str, Any] = {}
    for tag in TAGS:
        table = chance.normal(0, 0.05 if tag == "word" else 0.3, (len(names[tag]), sizes[tag]))
        if tag == "word":
            table[2 : 2 + len(vectors.words)] = vectors.rows
        table[0] = 0
        weights["table." + tag] = table
    for name, height, width in (
        ("near", WIDTH * sum(sizes.values()), NEAR),
        ("far", 3 * NEAR, FAR),
        ("last", 2 * NEAR + FAR, len(LABELS)),
    ):
        weights[name] = chance.uniform(-1, 1, (height, width)) / np.sqrt(height)
        weights[name + ".bias"] = np.zeros(width)
    weights["marks"] = np.zeros((len(names["marks"]), len(LABELS)))
    return {name: value.astype(np.float32) for name, value in weights.items()}


def _fit(
    told: Sequence[tuple[list[list[int]], list[int]]],
    truth: Any,
    weights: dict[str, Floats],
    seed: int,
    say: Callable[[str], None],
) -> Net:
    chance = np.random.default_rng(seed)
    means = {name: np.zeros_like(value) for name, value in weights.items()}
    squares = {name: np.zeros_like(value) for name, value in weights.items()}
    lengths = [len(columns[0]) for columns, _ in told]
    steps, step = EPOCHS * -(-len(told) // BATCH), 0
    for epoch in range(EPOCHS):
        lost = 0.0
        for batch in _batches(lengths, chance):
            arrays = stacked([told[at] for at in batch], len(weights["marks"]))
            loss, slopes = _slopes(weights, *arrays, truth[batch], chance)
            lost += loss * len(batch)
            step += 1
            _step(weights, slopes, means, squares, step, steps)
        say(f"  epoch {epoch + 1} of {EPOCHS}: loss {lost / len(told):.3f}")
    return weights


def _batches(lengths: Sequence[int], chance: np.random.Generator) -> list[list[int]]:
    """All sentences in batches of like length, in an order of chance."""
    order, batches = chance.permutation(len(lengths)).tolist(), []
    for begin in range(0, len(order), BATCH * POOL):
        pool = sorted(order[begin : begin + BATCH * POOL], key=lengths.__getitem__)
        batches += [pool[at : at + BATCH] for at in range(0, len(pool), BATCH)]
    return [batches[at] for at in chance.permutation(len(batches))]


def _kept(shape: tuple[int, ...], drop: float, chance: np.random.Generator) -> Floats:
    """A mask that drops figures at random and makes up for it in those that stay."""
    return (chance.random(shape, np.float32) >= drop).astype(np.float32) / np.float32(1 - drop)


def _slopes(
    weights: dict[str, Floats], places: Any, there: Floats, marked: Floats, truth: Any, chance: np.random.Generator
) -> tuple[float, dict[str, Floats]]:
    """Loss of a batch and its slope by each weight."""
    count, length = places.shape[:2]
    mask = _kept((count, length, sum(weights["table." + tag].shape[1] for tag in TAGS)), DROP_ROWS, chance) * there
    rows = np.concatenate([weights["table." + tag][places[:, :, at]] for at, tag in enumerate(TAGS)], 2) * mask
    wide = windows(rows, WIDTH, 1)
    near = np.maximum(wide @ weights["near"] + weights["near.bias"], 0) * there
    broad = windows(near, 3, SPREAD)
    far = np.maximum(broad @ weights["far"] + weights["far.bias"], 0) * there
    extent = there.sum(1)
    pooled = np.concatenate([near.max(1), far.max(1), near.sum(1) / extent], 1)
    kept = _kept(pooled.shape, DROP_POOLED, chance)
    used = pooled * kept
    sums = used @ weights["last"] + weights["last.bias"] + marked @ weights["marks"]
    shares = np.exp(sums - sums.max(1, keepdims=True))
    shares /= shares.sum(1, keepdims=True)
    wanted = np.full_like(shares, SMOOTH / len(LABELS))
    wanted[np.arange(count), truth] += 1 - SMOOTH
    loss = -float((wanted * np.log(np.maximum(shares, 1e-9))).sum()) / count

    down = (shares - wanted) / count
    slopes: dict[str, Floats] = {
        "last": used.T @ down,
        "last.bias": down.sum(0),
        "marks": marked.T @ down,
    }
    back = (down @ weights["last"].T) * kept
    of_near = np.zeros_like(near)
    of_far = np.zeros_like(far)
    _to_largest(of_near, near, back[:, :NEAR])
    _to_largest(of_far, far, back[:, NEAR : NEAR + FAR])
    of_near += (back[:, NEAR + FAR :] / extent)[:, None, :]
    of_far *= far > 0
    slopes["far"], slopes["far.bias"] = _by_weights(broad, of_far)
    of_near += _unwind(of_far @ weights["far"].T, 3, SPREAD)
    of_near *= near > 0
    slopes["near"], slopes["near.bias"] = _by_weights(wide, of_near)
    of_rows = (_unwind(of_near @ weights["near"].T, WIDTH, 1) * mask).reshape(count * length, -1)
    begin = 0
    for at, tag in enumerate(TAGS):
        table = weights["table." + tag]
        slopes["table." + tag] = _gathered(
            places[:, :, at].ravel(), of_rows[:, begin : begin + table.shape[1]], len(table)
        )
        begin += table.shape[1]
    return loss, slopes


def _to_largest(slope: Floats, values: Floats, back: Floats) -> None:
    """What comes back through a maximum over places goes to the place that had it."""
    best = values.argmax(1)
    np.put_along_axis(slope, best[:, None, :], back[:, None, :], 1)


def _by_weights(rows: Floats, slope: Floats) -> tuple[Floats, Floats]:
    flat = slope.reshape(-1, slope.shape[-1])
    return rows.reshape(len(flat), -1).T @ flat, flat.sum(0)


def _unwind(wide: Floats, width: int, spread: int) -> Floats:
    """The transpose of ``windows``: what came to each place from the windows it stands in."""
    count, length, size = wide.shape[0], wide.shape[1], wide.shape[2] // width
    reach = width // 2 * spread
    total = np.zeros((count, length + 2 * reach, size), np.float32)
    for at in range(width):
        total[:, at * spread : at * spread + length] += wide[:, :, at * size : (at + 1) * size]
    return total[:, reach : reach + length]


def _gathered(rows: Any, slopes: Floats, height: int) -> Floats:
    """Sum of the slopes of each row of a table; the row for nothing has none."""
    from scipy.sparse import csr_matrix

    chosen = csr_matrix((np.ones(len(rows), np.float32), (rows, np.arange(len(rows)))), shape=(height, len(rows)))
    total: Floats = chosen @ slopes
    total[0] = 0
    return total


def _step(
    weights: dict[str, Floats],
    slopes: dict[str, Floats],
    means: dict[str, Floats],
    squares: dict[str, Floats],
    step: int,
    steps: int,
) -> None:
    """One step of AdamW."""
    size = np.sqrt(sum(float((slope**2).sum()) for slope in slopes.values()))
    scale = np.float32(min(1.0, CLIP / (size + 1e-9)))
    rate = RATE * min(1.0, step / WARM) * max(LAST, 1 - step / steps)
    for name, slope in slopes.items():
        slope *= scale
        means[name] *= 0.9
        means[name] += 0.1 * slope
        squares[name] *= 0.999
        squares[name] += 0.001 * slope**2
        own = rate * (SLOW if name == "table.word" else 1.0)
        if name != "table.word" and not name.endswith(".bias"):
            weights[name] *= 1 - own * DECAY
        weights[name] -= (own / (1 - 0.9**step)) * means[name] / (np.sqrt(squares[name] / (1 - 0.999**step)) + 1e-8)


def save(names: Mapping[str, list[str]], nets: Sequence[Net]) -> bytes:
    """The stored form: tables and weights in eight bits with a step for each row, the rest in sixteen."""
    stored: dict[str, Any] = {"names." + tag: np.array("\n".join(values)) for tag, values in names.items()}
    for which, net in enumerate(nets):
        for name, value in net.items():
            key = f"{which}.{name}"
            if value.ndim == 2:
                steps = np.maximum(np.abs(value).max(1, keepdims=True) / 127, 1e-7).astype(np.float16)
                whole = np.round(value / np.maximum(steps.astype(np.float32), 1e-8))
                stored[key], stored[key + ".step"] = np.clip(whole, -127, 127).astype(np.int8), steps
            else:
                stored[key] = value.astype(np.float16)
    out = io.BytesIO()
    np.savez_compressed(out, allow_pickle=False, **stored)
    return out.getvalue()
