"""Fits the network of changes (``words/change_net.py``) on pairs that were said before, of which coders said what
changed and which words show it, by AdamW (Loshchilov and Hutter, 2019). Needs torch (docs/how-to/retrain.md).

A row has ``later``, ``earlier``, ``change`` (kinds), and may have ``words``: for each change its kind and the places
of the words that show it, in the earlier and in the later sentence. Half of the pairs are read in the other order,
where each change is its opposite; what is done now is not turned round.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from facta.engines.close import beside
from facta.evaluate.fit_close import batches
from facta.words.act_net import TAGS, shipped
from facta.words.change_net import GAP, LIKE, REACHES
from facta.words.kinds import KINDS, REVERSED
from facta.words.side_by_side import DEEDS, NEW, Rows

WIDTH, STATES, BESIDE = 112, 96, 48
"""Figures of a place, of what the encoder holds for it, of what stands beside it."""
ROUNDS, RATE, WARM, SIZE = 5, 2e-3, 50, 64
LEFT_OUT = 0.4
"""Share of the figures that is left out at random while it learns (Srivastava and others, 2014)."""
SHOWN = 0.1
"""Weight of each word that is to be told, beside the kinds."""
DONE = KINDS.index("done")
_OF_ROWS = ("tags", "status", "place", "deeds", "stretch")

Row = Mapping[str, Any]
Example = dict[str, Any]


def fit(
    rows: Sequence[Row], lots: Sequence[Sequence[int]], tell: Callable[[str], None] = print
) -> list[dict[str, Any]]:
    """A network for each of ``lots``, the places of the labelled pairs that it learns from; its parts have the names
    under which ``change_net`` reads them."""
    both = [(str(row["later"]), str(row["earlier"])) for row in rows]
    examples = [example(row, *seen) for row, seen in zip(rows, beside(both), strict=True)]
    return [learnt(train([examples[at] for at in lot], tell)) for lot in lots]


def example(row: Row, later: Rows, earlier: Rows, later_states: Any, earlier_states: Any) -> Example:
    """What is learnt from one pair: both sentences as the network reads them, the truth for the pair and its words."""
    sides: list[dict[str, Any]] = []
    for which, words, states in ((1, earlier, earlier_states), (2, later, later_states)):
        shown = np.zeros((len(words.spans), len(KINDS)), np.float32)
        for told in row.get("words") or ():
            if told[which]:
                first, last = told[which]
                over = [begin < last and end > first for begin, end in words.spans]
                shown[over, KINDS.index(told[0])] = 1
        sides.append({"rows": words, "states": np.asarray(states, np.float16), "shown": shown})
    kinds = np.array([kind in (row.get("change") or ()) for kind in KINDS], np.float32)
    named = sides[0]["shown"].any(axis=0) | sides[1]["shown"].any(axis=0)
    # Of a change whose words nobody named, nothing is learnt about words.
    return {"sides": sides, "kinds": kinds, "asked": ((kinds == 0) | named).astype(np.float32)}


def train(examples: Sequence[Example], tell: Callable[[str], None], seed: int = 1) -> Any:
    """The fitted torch module."""
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits as entropy

    random.seed(seed)
    torch.manual_seed(seed)
    network = _network(examples[0]["sides"][0]["states"].shape[1])
    optimiser = torch.optim.AdamW([one for one in network.parameters() if one.requires_grad], RATE, weight_decay=0.02)
    steps = ROUNDS * len(examples) // SIZE
    lengths = [sum(len(side["shown"]) for side in one["sides"]) for one in examples]
    network.train()
    for step, chosen in zip(range(steps), batches(lengths, SIZE), strict=False):
        for group in optimiser.param_groups:
            group["lr"] = RATE * min(1, (step + 1) / WARM) * (1 - step / steps)
        lot = together(
            [(examples[at], not examples[at]["kinds"][DONE] and random.random() < 0.5) for at in chosen]  # noqa: S311
        )
        kinds, words = network(lot)
        of_words = entropy(words, lot["shown"], reduction="none") * lot["there"][..., None] * lot["asked"][:, None]
        cost = entropy(kinds, lot["kinds"], reduction="none").sum(1).mean() + SHOWN * of_words.sum() / len(chosen)
        optimiser.zero_grad()
        cost.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        if step % 100 == 0:
            tell(f"step {step} of {steps}, loss {cost.item():.3f}")
    return network.eval()


def _network(wide: int) -> Any:
    """The module; ``wide`` figures of each word come from the encoder. The parts have the names of ``change_net``."""
    import torch
    from torch import nn
    from torch.nn.functional import dropout, normalize, relu

    vectors = [torch.tensor(np.asarray(shipped()[1][0]["table." + tag], np.float32)) for tag in TAGS]
    size = sum(table.shape[1] for table in vectors) + STATES

    class Network(nn.Module):  # type: ignore[misc]  # torch is not installed where types are checked
        def __init__(self) -> None:
            super().__init__()
            self.tables = nn.ModuleList([nn.Embedding.from_pretrained(table) for table in vectors])
            self.states = nn.Linear(wide, STATES)
            self.words, self.beside = nn.Linear(size, WIDTH), nn.Linear(size, BESIDE)
            self.status, self.place, self.side = nn.Embedding(4, 12), nn.Embedding(4, 6), nn.Embedding(2, 8)
            self.mixed = nn.Linear(WIDTH + 2 * BESIDE + 12 + 6 + 8 + len(DEEDS) + 2, WIDTH)
            self.look = nn.ModuleList(
                [nn.Conv1d(WIDTH, WIDTH, far, padding=far // 2 * apart, dilation=apart) for far, apart in REACHES]
            )
            self.spots, self.seen = nn.Linear(WIDTH, len(KINDS)), nn.Linear(WIDTH, len(KINDS))
            self.whole = nn.Linear(2 * WIDTH, len(KINDS))
            self.loud = nn.Parameter(torch.full((len(KINDS),), 0.5))
            with torch.no_grad():  # most words show nothing, and most pairs have none of the kinds
                self.spots.bias.fill_(-4)
                self.whole.bias.fill_(-1.5)

        def forward(self, lot: dict[str, Any]) -> tuple[Any, Any]:
            def some(rows: Any, share: float = LEFT_OUT) -> Any:
                return dropout(rows, share, self.training)

            side, stretch, there = lot["side"], lot["stretch"], lot["there"][..., None]
            words = some(
                torch.cat([table(lot["tags"][..., at]) for at, table in enumerate(self.tables)], -1), LEFT_OUT / 2
            )
            known = torch.cat([words, torch.tanh(self.states(some(lot["states"], LEFT_OUT / 2)))], -1)
            beside_it = torch.tanh(self.beside(known))
            across = side[:, :, None] != side[:, None, :]
            opposite = (across & (stretch[:, :, None] == stretch[:, None, :]) & (stretch >= 0)[:, :, None]).float()
            own = lot["there"][:, None, :] > 0
            changed = (across & (lot["status"] == NEW)[:, None, :] & own).float()
            alone = normalize(words[..., :LIKE], dim=-1)
            likeness = (alone @ alone.transpose(1, 2)).masked_fill(~(across & own), -1).max(-1, keepdim=True).values
            figures = [
                torch.tanh(self.words(known)),
                *(weights @ beside_it / (weights.sum(-1, keepdim=True) + 1) for weights in (opposite, changed)),
                self.status(lot["status"]),
                self.place(lot["place"]),
                self.side(side),
                lot["deeds"],
                likeness.clamp(min=0),
                opposite.max(-1, keepdim=True).values,
            ]
            rows = relu(self.mixed(torch.cat(figures, -1))) * there
            for look in self.look:
                rows = rows + relu(look(some(rows).transpose(1, 2)).transpose(1, 2)) * there
            rows = some(rows)
            spots = self.spots(rows)
            sure = spots + (there - 1) * 1e4
            scores = self.loud * torch.logsumexp(sure, 1) + (torch.softmax(sure, 1) * self.seen(rows)).sum(1)
            pooled = torch.cat([(rows * there).sum(1) / there.sum(1), (rows + (there - 1) * 1e4).max(1).values], -1)
            return scores + self.whole(pooled), spots

    return Network()


def together(chosen: Sequence[tuple[Example, bool]]) -> dict[str, Any]:
    """Examples side by side as tensors, each with whether it is read in the other order."""
    import torch

    read = []
    for one, turned in chosen:
        first, second = one["sides"][::-1] if turned else one["sides"]
        order = list(REVERSED) if turned else list(range(len(KINDS)))
        parts = {name: (getattr(first["rows"], name), getattr(second["rows"], name)) for name in _OF_ROWS}
        parts |= {name: (first[name], second[name]) for name in ("states", "shown")}
        row = {
            name: np.concatenate(
                [one, np.full((GAP, *one.shape[1:]), -1 if name == "stretch" else 0, one.dtype), other]
            )
            for name, (one, other) in parts.items()
        }
        count = len(first["shown"]), len(second["shown"])
        row["side"] = np.repeat([0, 1], (count[0] + GAP, count[1]))
        row["there"] = np.repeat(np.array([1, 0, 1], np.float32), (count[0], GAP, count[1]))
        row["shown"] = row["shown"][:, order]
        read.append(row | {name: one[name][order] for name in ("kinds", "asked")})
    length = max(len(row["there"]) for row in read)

    def stacked(name: str) -> Any:
        rows = [row[name] for row in read]
        if name not in ("kinds", "asked"):
            nothing = {"stretch": -1, "side": 1}.get(name, 0)
            sides = [(0, 0)] * (rows[0].ndim - 1)
            rows = [np.pad(one, [(0, length - len(one)), *sides], constant_values=nothing) for one in rows]
        value = torch.tensor(np.stack(rows))
        return value.float() if value.is_floating_point() else value.long()

    return {name: stacked(name) for name in read[0]}


def learnt(network: Any) -> dict[str, Any]:
    """The parts of a fitted module by the names under which ``change_net`` reads them; tables of words are not among
    them."""
    found: dict[str, Any] = {}
    for name, value in network.state_dict().items():
        part, _, which = name.rpartition(".")
        if part.startswith("tables"):
            continue
        array = value.numpy().copy()
        if name == "loud":
            found[name] = array
        elif part in ("status", "place", "side"):
            found[part] = array
        elif which == "bias":
            found[f"{part}.bias"] = array
        else:  # of a convolution: out by in by places
            found[part] = array.transpose(2, 1, 0).reshape(-1, array.shape[0]) if array.ndim == 3 else array.T
    return found
