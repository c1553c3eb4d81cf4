"""Fits what stands beside the weights of the encoder of close reading on pairs of which coders said what changed, and
which words show it, beginning with what was fitted for the relation. Needs torch (docs/how-to/retrain.md).

A row has ``later``, ``earlier``, ``relation``, ``change`` (kinds), and may have ``words``: for each change its kind and
the places of the words that show it, in the earlier and in the later sentence. A pair that two coders read is there
twice. Half of the pairs are read in the other order, where each change is its opposite; what is done now is not turned.
The relation is a second task from which the layers learn too; what reads it is left out.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from facta.engines import encoder
from facta.engines.beside import MARKS, Marked, beside, in_a_row
from facta.evaluate.fit_close import SMOOTH, adapted, held, mean, numbers, put, reset, train
from facta.words.kinds import KINDS, REVERSED
from facta.words.relation import LABELS as RELATIONS
from facta.words.relation import SAID_BEFORE

RATE, RATE_HEADS = 3e-4, 1e-3
"""The highest learning rates, of the thin matrices and of what reads the last layer."""
AGAIN, RATE_AGAIN = 6.0, 1.5e-4
"""Rounds over the gold pairs of one half of the documents, and their learning rate."""
FITS = 3
"""How often they are read from the beginning, in another order."""
SHOWN = 0.07
"""Weight of each piece that is to be told, beside the kinds."""
ASIDE = 0.25
"""Weight of a relation that the coder told in passing, naming words."""
FEW, SELDOM = -1.5, -4.0
"""Where the weighing of a kind begins, for a pair and for a piece: most show nothing."""
LEFT_OUT = 0.1
"""Share of what is held that is left out at random while it learns (Srivastava and others, 2014)."""
DONE = KINDS.index("done")

Labels = Mapping[str, Any]


class Example(NamedTuple):
    """A pair as it is learnt from."""

    sides: tuple[Marked, Marked]
    shown: tuple[Any, Any]
    """Pieces by kinds: which show a change, in the earlier and in the later sentence."""
    kinds: Any
    asked: Any
    """Kinds of whose words something is known: of a change whose words nobody named, nothing is."""
    relation: int
    weight: float
    """Of its relation."""


def fit_changes(
    rows: Sequence[Labels], halves: Sequence[Sequence[Labels]], rounds: float, tell: Callable[[str], None] = print
) -> list[dict[str, Any]]:
    """Fit on labelled pairs, and from there once more on each of ``halves``, of which the mean of some fits is taken
    (Wortsman and others, 2022)."""
    reset()
    model, thin = adapted()
    for (layer, name), both in encoder.fitted("pairs").thin.items():
        put(thin, {f"{layer}.{name}.{way}": one for way, one in zip(("into", "out"), both, strict=True)})
    heads = _heads()
    learnt = thin | heads
    marked: list[Any] = [None]
    # Each piece is marked where the first layer begins that has something fitted beside it.
    model.encoder.layer[encoder.FIRST].register_forward_pre_hook(
        lambda _, given: (given[0] + heads["marks"][marked[0]], *given[1:])
    )

    def learn(rows: Sequence[Labels], rounds: float, rates: tuple[float, float]) -> None:
        examples = described(rows)

        def cost(chosen: list[int]) -> Any:
            lot = together([turned(examples[at]) for at in chosen])
            marked[0] = lot["marks"]
            return _cost(*_said(heads, *held(model, lot["ids"]), lot["words"]), lot)

        parameters = [(list(part.values()), rate) for part, rate in zip((thin, heads), rates, strict=True)]
        train(parameters, [sum(len(side.pieces) for side in one.sides) for one in examples], rounds, cost, tell)

    learn(rows, rounds, (RATE, RATE_HEADS))
    common, found = numbers(learnt), []
    for half in halves:
        fits = []
        for chance in range(FITS):
            put(learnt, common)
            reset(chance + 1)
            learn(half, AGAIN, (RATE_AGAIN, RATE_AGAIN))
            fits.append(numbers(learnt))
        kept = (name for name in common if not name.startswith("relation"))
        found.append({name: np.mean([one[name] for one in fits], axis=0) for name in kept})
    return found


def described(rows: Sequence[Labels]) -> list[Example]:
    """What is learnt from each row."""
    found = []
    for row, sides in zip(rows, beside([(str(row["later"]), str(row["earlier"])) for row in rows]), strict=True):
        shown = tuple(np.zeros((len(side.pieces), len(KINDS)), np.float32) for side in sides)
        for kind, *places in row.get("words") or ():
            for side, place, own in zip(sides, places, shown, strict=True):
                if place:
                    own[side.at(place), KINDS.index(kind)] = 1
        kinds = np.array([kind in (row["change"] or ()) for kind in KINDS], np.float32)
        named = shown[0].any(axis=0) | shown[1].any(axis=0)
        asked = ((kinds == 0) | named).astype(np.float32)
        weight = 1.0 if row.get("words") is None else ASIDE
        found.append(Example(sides, (shown[0], shown[1]), kinds, asked, RELATIONS.index(row["relation"]), weight))
    return found


def turned(one: Example) -> Example:
    """The pair in the other order, every second time."""
    if one.kinds[DONE] or random.random() < 0.5:  # noqa: S311 - no secret
        return one
    order = list(REVERSED)
    shown = one.shown[1][:, order], one.shown[0][:, order]
    return Example(one.sides[::-1], shown, one.kinds[order], one.asked[order], one.relation, one.weight)


def together(chosen: Sequence[Example]) -> dict[str, Any]:
    """Examples side by side as tensors, pieces as lists."""
    import torch

    rows = [in_a_row(*one.sides) for one in chosen]
    length = max(len(row.pieces) for row in rows)
    marks, words = (torch.zeros((len(rows), length), dtype=kind) for kind in (torch.long, torch.float))
    shown = torch.zeros((len(rows), length, len(KINDS)))
    for at, row in enumerate(rows):
        marks[at, : len(row.marks)], words[at, : len(row.words)] = (
            torch.tensor(row.marks),
            torch.tensor(row.words).float(),
        )
        shown[at, : len(row.words)][torch.tensor(row.words)] = torch.tensor(np.concatenate(chosen[at].shown))
    return {
        "ids": [row.pieces for row in rows],
        "marks": marks,
        "words": words,
        "shown": shown,
        "kinds": torch.tensor(np.stack([one.kinds for one in chosen])),
        "asked": torch.tensor(np.stack([one.asked for one in chosen])),
        "relation": torch.tensor([one.relation for one in chosen]),
        "weight": torch.tensor([one.weight for one in chosen]),
    }


def _heads() -> dict[str, Any]:
    """What is learnt beside the thin matrices, by the name under which ``engines.close`` reads it."""
    import torch

    found: dict[str, Any] = {}
    for name in ("relation", "spots", "seen", "whole"):
        linear = torch.nn.Linear(encoder.WIDTH, len(RELATIONS if name == "relation" else KINDS))
        found |= {name: linear.weight, name + ".bias": linear.bias}
    with torch.no_grad():
        found["spots.bias"].fill_(SELDOM)
        found["whole.bias"].fill_(FEW)
    found["loud"] = torch.nn.Parameter(torch.full((len(KINDS),), 0.5))
    found["marks"] = torch.nn.Parameter(torch.zeros((MARKS, encoder.WIDTH)))
    return found


def _said(heads: Mapping[str, Any], there: Any, state: Any, words: Any) -> tuple[Any, Any, Any]:
    """Scores of relations, of kinds, and of each kind for each piece."""
    import torch
    from torch.nn.functional import dropout, linear

    def apply(held: Any, name: str) -> Any:
        return linear(dropout(held, LEFT_OUT), heads[name], heads[name + ".bias"])

    whole, spots = mean(there, state), apply(state, "spots")
    sure = spots + (words[..., None] - 1) * 1e4
    seen = (torch.softmax(sure, 1) * apply(state, "seen")).sum(1)
    kinds = heads["loud"] * torch.logsumexp(sure, 1) + seen + apply(whole, "whole")
    return apply(whole, "relation"), kinds, spots


def _cost(relations: Any, kinds: Any, spots: Any, lot: Mapping[str, Any]) -> Any:
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits as entropy
    from torch.nn.functional import cross_entropy

    said = torch.tensor([RELATIONS[int(one)] in SAID_BEFORE for one in lot["relation"]]).float()
    of_kinds = (entropy(kinds, lot["kinds"], reduction="none").sum(1) * said).sum() / said.sum().clamp(min=1)
    asked = lot["words"][..., None] * lot["asked"][:, None] * said[:, None, None]
    of_words = (entropy(spots, lot["shown"], reduction="none") * asked).sum() / len(said)
    of_relations = cross_entropy(relations, lot["relation"], label_smoothing=SMOOTH, reduction="none") * lot["weight"]
    return of_kinds + SHOWN * of_words + of_relations.sum() / lot["weight"].sum()
