"""Fits what stands beside the weights of the encoder of close reading on labelled pairs, as ``fit_close`` does on
sentences: how a later sentence relates to an earlier one. Needs torch (docs/how-to/retrain.md).

Half of the pairs are read in the other order, where each change is its opposite. The changes are a second task beside
the relation, from which the layers below learn too: a kind of change may show in the mean of all places, or in any one
of them. What was learnt for changes alone is left out; ``fit_close_changes`` begins anew.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from facta.engines import encoder
from facta.engines.beside import PAIR, joined
from facta.evaluate.fit_close import SMOOTH, adapted, held, mean, numbers, reset, train
from facta.text.stand_ins import stand_ins
from facta.words.kinds import KINDS, REVERSED
from facta.words.relation import LABELS as RELATIONS

RATE = 5e-4
"""The highest learning rate."""
RARE = -2.0
"""Where the weighing of a kind of change begins: most pairs have none."""
LEFT_OUT = 0.1
"""Share of what is held that is left out at random while it learns (Srivastava and others, 2014)."""


def fit_pairs(rows: Sequence[Mapping[str, Any]], rounds: float, tell: Callable[[str], None] = print) -> dict[str, Any]:
    """Fit on labelled pairs (``later``, ``earlier``, ``relation``, ``change``)."""
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy, dropout

    named = [stand_ins(str(row["earlier"]), str(row["later"])) for row in rows]
    earlier, later = (encoder.pieces([pair[which] for pair in named], PAIR) for which in (0, 1))
    relations = torch.tensor([RELATIONS.index(row["relation"]) for row in rows])
    changes = np.array([[kind in (row["change"] or ()) for kind in KINDS] for row in rows], np.float32)
    done, kinds = KINDS.index("done"), len(RELATIONS)

    reset()
    model, learnt = adapted()
    last, spots = torch.nn.Linear(encoder.WIDTH, kinds + len(KINDS)), torch.nn.Linear(encoder.WIDTH, len(KINDS))
    with torch.no_grad():
        last.bias[kinds:] = RARE

    def shown(at: int) -> tuple[list[int], Any]:
        if changes[at, done] or random.random() < 0.5:  # noqa: S311 - no secret
            return joined(earlier[at], later[at]), changes[at]
        return joined(later[at], earlier[at]), changes[at, list(REVERSED)]

    def cost(chosen: list[int]) -> Any:
        read = [shown(at) for at in chosen]
        there, state = held(model, [ids for ids, _ in read])
        said = last(dropout(mean(there, state), LEFT_OUT))
        found = torch.logsumexp(spots(dropout(state, LEFT_OUT)) + (there[..., None] - 1) * 1e4, 1)
        told = said[:, kinds:] + found - torch.log(there.sum(1, keepdim=True))
        before = (relations[chosen] < 2).float()
        truth = torch.tensor(np.stack([row for _, row in read]))
        of_changes = binary_cross_entropy_with_logits(told, truth, reduction="none").sum(1) * before
        of_relations = cross_entropy(said[:, :kinds], relations[chosen], label_smoothing=SMOOTH)
        return of_relations + of_changes.sum() / before.sum().clamp(min=1)

    parameters = [*learnt.values(), *last.parameters(), *spots.parameters()]
    lengths = [len(one) + len(other) for one, other in zip(earlier, later, strict=True)]
    train([(parameters, RATE)], lengths, rounds, cost, tell)
    return numbers(learnt | {"last": last.weight[:kinds], "bias": last.bias[:kinds]})
