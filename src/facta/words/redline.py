"""What changed between two statements, passage by passage and word by word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from facta.ids import digest
from facta.model import Change, Passage, Source, Statement
from facta.text.segment import segment
from facta.words.operations import Operation, operations, same_to_a_reader, whole
from facta.words.pairing import Pair, pair

__all__ = ["Block", "BlockKind", "ChangeTypes", "Operation", "Redline", "Step", "operations", "redline"]

BlockKind = Literal["same", "changed", "moved", "moved and changed", "added", "removed"]
KINDS: tuple[BlockKind, ...] = ("same", "changed", "moved", "moved and changed", "added", "removed")
ChangeTypes = Callable[[str, str], tuple[Change, ...]]
"""Called with the later and the earlier wording; gives the typed changes between them."""


@dataclass(frozen=True, slots=True)
class Block:
    """One passage in its old and its new version; ``old`` is None where it was added, ``new`` where it was removed.

    ``equal`` and ``delete`` operations joined are ``old.quote``; ``equal`` and ``insert`` joined are ``new.quote``.
    """

    kind: BlockKind
    old: Passage | None
    new: Passage | None
    operations: tuple[Operation, ...]
    similarity: float = 0.0
    changes: tuple[Change, ...] = ()
    """What kind of change it is, by machine: softened, deadline moved, …; none for mere wording."""

    @property
    def moved(self) -> bool:
        """Whether it stands elsewhere in the order of the statement."""
        return self.kind in ("moved", "moved and changed")


@dataclass(frozen=True, slots=True)
class Step:
    """A block at one place of the reading order; a moved block has two: ``old`` where it was, ``new`` where it is.

    ``old_lead`` and ``new_lead``: what stands before the passage in each text (spaces, line breaks, numbers, markers).
    """

    block: Block
    side: Literal["both", "old", "new"]
    old_lead: str = ""
    new_lead: str = ""


@dataclass(frozen=True, slots=True)
class Redline:
    """Two statements and the blocks between them: every passage of either stands in exactly one block."""

    old: Statement
    new: Statement
    blocks: tuple[Block, ...]
    """In reading order: what was removed stands before what came in its place; what moved stands where it is now."""
    steps: tuple[Step, ...]
    """The reading order in which moved blocks stand at both places. Leads and passages of the old side, joined,
    are the old text but for its tail; those of the new side are the new text."""

    def __repr__(self) -> str:
        counts = ", ".join(f"{count} {kind}" for kind, count in self.counts.items() if count)
        return f"Redline({self.old.id!r} to {self.new.id!r}: {counts or 'no passage'})"

    @property
    def tails(self) -> tuple[str, str]:
        """What stands behind the last passage of the old and of the new text."""
        old = next((step.block.old for step in reversed(self.steps) if step.side != "new"), None)
        new = next((step.block.new for step in reversed(self.steps) if step.side != "old"), None)
        return self.old.text[old.end if old else 0 :], self.new.text[new.end if new else 0 :]

    @property
    def counts(self) -> dict[BlockKind, int]:
        """How many blocks of each kind there are."""
        kinds = [block.kind for block in self.blocks]
        return {kind: kinds.count(kind) for kind in KINDS}


def redline(
    old: Statement | str,
    new: Statement | str,
    *,
    change_types: ChangeTypes | None = None,
    threshold: float = 0.5,
) -> Redline:
    """The changes from ``old`` to ``new``.

    ``change_types`` types the changes of a passage (default: ``facta.words.relation``); ``threshold`` is the least
    similarity, in 0..1, at which two passages are taken for versions of one another. Source of the method: words are
    aligned by longest common subsequence, passages by a heaviest chain of pairs; moves are the pairs outside it.
    """
    before, after = _statement(old, "old"), _statement(new, "new")
    old_passages, new_passages = segment(before), segment(after)
    pairs = pair(old_passages, new_passages, threshold=threshold)
    types = change_types or _default_types
    by_old: dict[int, Block] = {}
    by_new: dict[int, Block] = {}
    for found in pairs:
        block = _paired(found, old_passages[found.old], new_passages[found.new], types)
        by_old[found.old] = by_new[found.new] = block
    anchors = [(found.old, found.new) for found in pairs if not found.moved]
    steps: list[Step] = []
    at_old = at_new = 0
    for i, j in [*anchors, (len(old_passages), len(new_passages))]:
        for place in range(at_old, i):
            passage = old_passages[place]
            block = by_old.get(place) or Block("removed", passage, None, (Operation("delete", passage.quote),))
            steps.append(Step(block, "old", old_lead=_lead(before, old_passages, place)))
        for place in range(at_new, j):
            passage = new_passages[place]
            block = by_new.get(place) or Block("added", None, passage, (Operation("insert", passage.quote),))
            steps.append(Step(block, "new", new_lead=_lead(after, new_passages, place)))
        if i < len(old_passages) and j < len(new_passages):
            leads = _lead(before, old_passages, i), _lead(after, new_passages, j)
            steps.append(Step(by_new[j], "both", *leads))
        at_old, at_new = i + 1, j + 1
    blocks = tuple(step.block for step in steps if not (step.side == "old" and step.block.moved))
    return Redline(before, after, blocks, tuple(steps))


def _paired(found: Pair, old: Passage, new: Passage, types: ChangeTypes) -> Block:
    steps = whole(old.quote, new.quote) if found.rewritten else operations(old.quote, new.quote)
    if same_to_a_reader(old.quote, new.quote):
        return Block("moved" if found.moved else "same", old, new, steps, 1.0)
    kind: BlockKind = "moved and changed" if found.moved else "changed"
    return Block(kind, old, new, steps, found.similarity, types(new.quote, old.quote))


def _default_types(later: str, earlier: str) -> tuple[Change, ...]:
    from facta.words.relation import relate

    return relate(later, earlier).changes


def _lead(statement: Statement, passages: tuple[Passage, ...], place: int) -> str:
    return statement.text[passages[place - 1].end if place else 0 : passages[place].begin]


def _statement(text: Statement | str, name: str) -> Statement:
    if isinstance(text, Statement):
        return text
    source = Source(name, datetime.now(UTC), digest(text), "text/plain", size=len(text))
    return Statement(id=name, title=name, text=text, date=None, source=source)
