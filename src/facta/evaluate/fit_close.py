"""Fits what stands beside the weights of the encoder of close reading (``engines/encoder.py``) on labelled sentences
and pairs: low-rank matrices (Hu and others, 2021) and a last layer, by AdamW (Loshchilov and Hutter, 2019).

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
from facta.engines.close import PAIR
from facta.engines.weights import folder, tensors
from facta.text.stand_ins import stand_ins
from facta.words.acts import LABELS as ACTS
from facta.words.kinds import KINDS, REVERSED
from facta.words.relation import LABELS as RELATIONS

RANK = 16
RATE, RATE_PAIRS, WARM = 4e-4, 5e-4, 60
"""The highest learning rate, and the steps in which it is reached, or fewer where there are few; from there it falls in
a line to nothing."""
SMOOTH = 0.05
"""Share of the truth that is given to all labels alike: a label is one coder's reading."""
SIZE = 32
"""How many are read at one step."""
RARE = -2.0
"""Where the weighing of a kind of change begins: most pairs have none."""
AGAIN, RATE_AGAIN = 1.5, 1.5e-4
"""Rounds over a half of the documents, and their learning rate."""
AHEAD = 40
"""Steps whose rows are sorted by length together, so that little is padding."""

Row = Mapping[str, Any]
Example = tuple[list[int], Any]
Learner = tuple[Any, dict[tuple[int, str], Any], Any]
"""The encoder, the maps that have thin matrices beside them, the last layer."""


def fit_acts(
    rows: Sequence[Row], halves: Sequence[Sequence[Row]], rounds: float, tell: Callable[[str], None] = print
) -> list[dict[str, Any]]:
    """Fit on labelled sentences (``sentence``, ``act``), and from there once more on each of ``halves``."""
    from torch.nn.functional import cross_entropy

    def loss(said: Any, truth: list[Any]) -> Any:
        import torch

        return cross_entropy(said, torch.tensor(truth), label_smoothing=SMOOTH)

    learner = _learner(len(ACTS))
    _train(learner, _sentences(rows), rounds, loss, tell)
    common = _learnt(learner)
    found = []
    for half in halves:
        _set(learner, common)
        _train(learner, _sentences(half), AGAIN, loss, tell, RATE_AGAIN)
        found.append(_learnt(learner))
    return found


def _sentences(rows: Sequence[Row]) -> list[Example]:
    read = encoder.pieces([stand_ins(str(row["sentence"]))[0] for row in rows])
    return [(ids, ACTS.index(row["act"])) for ids, row in zip(read, rows, strict=True)]


def fit_pairs(rows: Sequence[Row], rounds: float, tell: Callable[[str], None] = print) -> dict[str, Any]:
    """Fit on labelled pairs (``later``, ``earlier``, ``relation``, ``change``).

    Half of them are read in the other order, where each change is its opposite. The changes are a second task beside
    the relation, from which the layers below learn too: a kind of change may show in the mean of all places, or in any
    one of them. What was learnt for changes alone is left out.
    """
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

    named = [stand_ins(str(row["earlier"]), str(row["later"])) for row in rows]
    earlier, later = (encoder.pieces([pair[which] for pair in named], PAIR) for which in (0, 1))
    done, kinds = KINDS.index("done"), len(RELATIONS)
    examples: list[Example] = []
    for first, second, row in zip(earlier, later, rows, strict=True):
        changed = np.array([kind in (row["change"] or ()) for kind in KINDS], np.float32)
        examples.append((encoder.joined(first, second), (RELATIONS.index(row["relation"]), changed, first, second)))

    def turned(example: Example) -> Example:
        ids, (relation, changed, first, second) = example
        if changed[done] or random.random() < 0.5:  # noqa: S311 - no secret
            return ids, (relation, changed)
        return encoder.joined(second, first), (relation, changed[list(REVERSED)])

    def loss(said: Any, truth: list[Any]) -> Any:
        relation = torch.tensor([one for one, _ in truth])
        before = (relation < 2).float()
        changed = torch.tensor(np.stack([row for _, row in truth]))
        of_changes = binary_cross_entropy_with_logits(said[:, kinds:], changed, reduction="none").sum(1) * before
        of_relations = cross_entropy(said[:, :kinds], relation, label_smoothing=SMOOTH)
        return of_relations + of_changes.sum() / before.sum().clamp(min=1)

    learner = _learner(kinds + len(KINDS))
    spots = torch.nn.Linear(encoder.WIDTH, len(KINDS))
    with torch.no_grad():
        learner[2].bias[kinds:] = RARE
    _train(learner, examples, rounds, loss, tell, RATE_PAIRS, turned, spots)
    found = _learnt(learner)
    return found | {"last": found["last"][:kinds], "bias": found["bias"][:kinds]}


def _learner(kinds: int) -> Learner:
    import torch

    torch.manual_seed(1)
    random.seed(1)
    model, beside = _adapted()
    return model, beside, torch.nn.Linear(encoder.WIDTH, kinds)


def _train(
    learner: Learner,
    examples: Sequence[Example],
    rounds: float,
    loss: Callable[[Any, list[Any]], Any],
    tell: Callable[[str], None],
    rate: float = RATE,
    shown: Callable[[Example], Example] = lambda example: example,
    spots: Any = None,
) -> None:
    """``shown`` may change an example each time that it is read; what ``spots`` finds at the likeliest places is added
    to the last scores."""
    import torch
    from torch.nn.functional import dropout

    model, _, last = learner
    parameters = [one for one in model.parameters() if one.requires_grad] + list(last.parameters())
    parameters += [] if spots is None else list(spots.parameters())
    optimiser = torch.optim.AdamW(parameters, lr=rate, weight_decay=0.01)
    steps = int(rounds * len(examples) / SIZE)
    warm = min(WARM, steps / 15)
    for step, chosen in zip(range(steps), batches([len(ids) for ids, _ in examples], SIZE), strict=False):
        for group in optimiser.param_groups:
            group["lr"] = rate * min(1, (step + 1) / warm) * (1 - step / steps)
        rows = [shown(examples[at]) for at in chosen]
        length = max(len(ids) for ids, _ in rows)
        ids = torch.tensor([[*row, *[encoder.PAD] * (length - len(row))] for row, _ in rows])
        there = (ids != encoder.PAD).float()
        with torch.autocast("cpu", torch.bfloat16):
            state = model(ids, there).last_hidden_state
        state, extent = state.float(), there.sum(1, keepdim=True)
        said = last(dropout((state * there[..., None]).sum(1) / extent, 0.1))
        if spots is not None:
            found = torch.logsumexp(spots(dropout(state, 0.1)) + (there[..., None] - 1) * 1e4, 1) - torch.log(extent)
            said = torch.cat([said[:, : -found.shape[1]], said[:, -found.shape[1] :] + found], 1)
        cost = loss(said, [truth for _, truth in rows])
        optimiser.zero_grad()
        cost.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        if step % 100 == 0:
            tell(f"step {step} of {steps}, loss {cost.item():.3f}")


def _parameters(learner: Learner) -> dict[str, Any]:
    """What is learnt, by the name under which it is stored."""
    _, beside, last = learner
    thin = {
        f"{layer}.{name}.{which}": getattr(linear, which)
        for (layer, name), linear in beside.items()
        for which in ("into", "out")
    }
    return thin | {"last": last.weight, "bias": last.bias}


def _learnt(learner: Learner) -> dict[str, Any]:
    return {name: one.detach().numpy().copy() for name, one in _parameters(learner).items()}


def _set(learner: Learner, learnt: Mapping[str, Any]) -> None:
    import torch

    with torch.no_grad():
        for name, one in _parameters(learner).items():
            one.copy_(torch.tensor(learnt[name]))


def _adapted() -> tuple[Any, dict[tuple[int, str], Any]]:
    """The encoder with its weights as published, and the maps that have thin matrices to be learnt beside them."""
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
    beside = {}
    for layer in range(encoder.FIRST, encoder.LAYERS):
        for name, path in encoder.ADAPTED.items():
            *above, own = path.split(".")
            place = model.encoder.layer[layer].get_submodule(".".join(above))
            beside[layer, name] = Beside(getattr(place, own))
            setattr(place, own, beside[layer, name])
    return model, beside


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
