"""Fits what stands beside the weights of the encoder of close reading (``engines/encoder.py``) on labelled sentences:
low-rank matrices (Hu and others, 2021) and a last layer, by AdamW (Loshchilov and Hutter, 2019). ``fit_close_pairs``
and ``fit_close_changes`` do so on pairs, with what is here.

Needs torch and transformers, which nothing else does (docs/how-to/retrain.md). The published weights are held in
sixteen bits while the rest is fitted: on two cores that know how to multiply those, a round over 9,000 pairs takes
some nine minutes, three times as fast as with all bits.
"""

from __future__ import annotations

import io
import math
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from facta.engines import encoder
from facta.engines.weights import folder, tensors
from facta.text.stand_ins import stand_ins
from facta.words.acts import LABELS as ACTS

RANK = 16
RATE, WARM = 4e-4, 60
"""The highest learning rate, and the steps in which it is reached, or fewer where there are few; from there it falls in
a line to nothing."""
SMOOTH = 0.05
"""Share of the truth that is given to all labels alike: a label is one coder's reading."""
SIZE = 32
"""How many are read at one step."""
AGAIN, RATE_AGAIN = 1.5, 1.5e-4
"""Rounds over a half of the documents, and their learning rate."""
AHEAD = 40
"""Steps whose rows are sorted by length together, so that little is padding."""

Row = Mapping[str, Any]
Cost = Callable[[list[int]], Any]
"""What the examples at some places cost."""


def fit_acts(
    rows: Sequence[Row], halves: Sequence[Sequence[Row]], rounds: float, tell: Callable[[str], None] = print
) -> list[dict[str, Any]]:
    """Fit on labelled sentences (``sentence``, ``act``), and from there once more on each of ``halves``."""
    import torch
    from torch.nn.functional import cross_entropy, dropout

    reset()
    model, learnt = adapted()
    last = torch.nn.Linear(encoder.WIDTH, len(ACTS))
    learnt |= {"last": last.weight, "bias": last.bias}

    def learn(rows: Sequence[Row], rounds: float, rate: float) -> None:
        read = encoder.pieces([stand_ins(str(row["sentence"]))[0] for row in rows])
        acts = torch.tensor([ACTS.index(row["act"]) for row in rows])

        def cost(chosen: list[int]) -> Any:
            there, state = held(model, [read[at] for at in chosen])
            return cross_entropy(last(dropout(mean(there, state), 0.1)), acts[chosen], label_smoothing=SMOOTH)

        train([(list(learnt.values()), rate)], [len(ids) for ids in read], rounds, cost, tell)

    learn(rows, rounds, RATE)
    common, found = numbers(learnt), []
    for half in halves:
        put(learnt, common)
        learn(half, AGAIN, RATE_AGAIN)
        found.append(numbers(learnt))
    return found


def reset(chance: int = 1) -> None:
    """The same numbers by chance in each fit."""
    import torch

    torch.manual_seed(chance)
    random.seed(chance)


def train(
    parameters: Sequence[tuple[list[Any], float]],
    lengths: Sequence[int],
    rounds: float,
    cost: Cost,
    tell: Callable[[str], None],
) -> None:
    """Learn ``parameters``, each list at its highest rate, so that examples of these ``lengths`` cost less."""
    import torch

    optimiser = torch.optim.AdamW([{"params": some, "highest": rate} for some, rate in parameters], weight_decay=0.01)
    steps = int(rounds * len(lengths) / SIZE)
    warm = min(WARM, steps / 15)
    for step, chosen in zip(range(steps), batches(lengths, SIZE), strict=False):
        for group in optimiser.param_groups:
            group["lr"] = group["highest"] * min(1, (step + 1) / warm) * (1 - step / steps)
        paid = cost(chosen)
        optimiser.zero_grad()
        paid.backward()
        torch.nn.utils.clip_grad_norm_([one for some, _ in parameters for one in some], 1.0)
        optimiser.step()
        if step % 100 == 0:
            tell(f"step {step} of {steps}, loss {paid.item():.3f}")


def held(model: Any, rows: Sequence[Sequence[int]]) -> tuple[Any, Any]:
    """Which pieces of rows are there, and what the last layer holds for them."""
    import torch

    length = max(map(len, rows))
    ids = torch.tensor([[*row, *[encoder.PAD] * (length - len(row))] for row in rows])
    there = (ids != encoder.PAD).float()
    with torch.autocast("cpu", torch.bfloat16):
        state = model(ids, there).last_hidden_state
    return there, state.float()


def mean(there: Any, state: Any) -> Any:
    """The mean of what is held for the pieces of each row."""
    return (state * there[..., None]).sum(1) / there.sum(1, keepdim=True)


def numbers(learnt: Mapping[str, Any]) -> dict[str, Any]:
    """What was learnt, as arrays."""
    return {name: one.detach().numpy().copy() for name, one in learnt.items()}


def put(learnt: Mapping[str, Any], found: Mapping[str, Any]) -> None:
    """Set what is learnt to what was found before."""
    import torch

    with torch.no_grad():
        for name, one in found.items():
            learnt[name].copy_(torch.tensor(one))


def adapted() -> tuple[Any, dict[str, Any]]:
    """The encoder with its weights as published, and the thin matrices to be learnt beside them, by the name under
    which they are stored."""
    import torch
    from transformers import MPNetConfig, MPNetModel

    class Beside(torch.nn.Module):  # type: ignore[misc]  # torch is not installed where types are checked
        def __init__(self, linear: Any) -> None:
            super().__init__()
            self.linear = linear
            self.into = torch.nn.Parameter(torch.randn(RANK, linear.in_features) / math.sqrt(linear.in_features))
            self.out = torch.nn.Parameter(torch.zeros(linear.out_features, RANK))

        def forward(self, rows: Any) -> Any:
            return self.linear(rows) + (rows @ self.into.T) @ self.out.T * encoder.LOUD

    config = MPNetConfig(
        max_position_embeddings=514, layer_norm_eps=1e-5, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0
    )
    model = MPNetModel(config, add_pooling_layer=False)
    stored = {name: torch.tensor(value) for name, value in tensors(folder() / "model.safetensors").items()}
    missing = model.load_state_dict(stored, strict=False).missing_keys
    if missing:
        raise ValueError(f"the encoder lacks {', '.join(missing)}")
    model.requires_grad_(False)
    for module in model.modules():
        if isinstance(module, torch.nn.Linear):
            module.to(torch.bfloat16)
    learnt: dict[str, Any] = {}
    for layer in range(encoder.FIRST, encoder.LAYERS):
        for name, path in encoder.ADAPTED.items():
            *above, own = path.split(".")
            place = model.encoder.layer[layer].get_submodule(".".join(above))
            beside = Beside(getattr(place, own))
            setattr(place, own, beside)
            learnt |= {f"{layer}.{name}.into": beside.into, f"{layer}.{name}.out": beside.out}
    return model, learnt


def batches(lengths: Sequence[int], size: int) -> Iterator[list[int]]:
    """Without end: the places of ``size`` rows of about the same length, each row once a round."""
    while True:
        places = random.sample(range(len(lengths)), len(lengths))
        lots = []
        for begin in range(0, len(places), size * AHEAD):
            near = sorted(places[begin : begin + size * AHEAD], key=lengths.__getitem__)
            lots += [near[at : at + size] for at in range(0, len(near), size)]
        yield from random.sample(lots, len(lots))


def packed(found: Mapping[str, Any]) -> bytes:
    """What was fitted as a compressed npz: matrices in whole numbers of eight bits, with a step for each row."""
    stored: dict[str, Any] = {}
    for name, value in found.items():
        if value.ndim == 2:
            step = np.maximum(np.abs(value).max(axis=1, keepdims=True), 1e-9) / 127
            stored[name] = np.round(value / step).astype(np.int8)
            stored[name + ".step"] = step.astype(np.float32)
        else:
            stored[name] = value.astype(np.float32)
    file = io.BytesIO()
    np.savez_compressed(file, allow_pickle=False, **stored)
    return file.getvalue()
