"""A redline as rows to read: what every face of it (page, terminal) shows, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from facta.model import Change, Passage, Statement
from facta.words.operations import Operation, plain
from facta.words.redline import Block, Redline, Step

# What no page and no terminal should be given: control characters, lone surrogates, direction overrides.
_UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Row:
    """One step of the reading order."""

    block: Block
    mark: str
    """What happened, in words: ``unchanged``, ``added``, ``moved here from ¶ 3``."""
    kind: str
    """One of same, changed, added, removed, moved-here, moved-away."""
    operations: tuple[Operation, ...]
    changes: tuple[Change, ...]
    number: str
    """Printed number, where the passage opens a numbered paragraph or item."""
    opens: bool
    """True where a paragraph begins."""
    heading: bool
    anchor: str = ""
    other: str = ""
    """Anchor of the other place of a moved passage."""


def rows(redline: Redline) -> Iterator[Row]:
    """The rows of a redline in reading order; spacing and the form of quotation marks are no change here."""
    paragraphs = {"old": -1, "new": -1}
    for step in redline.steps:
        block = step.block
        passage = block.old if step.side == "old" else block.new
        assert passage is not None
        opens = False
        for side in ("old", "new") if step.side == "both" else (step.side,):
            own = block.old if side == "old" else block.new
            if own is not None and own.paragraph != paragraphs[side]:
                paragraphs[side] = own.paragraph
                opens = True
        kind, mark, steps = _told(step)
        moved = block.moved
        yield Row(
            block=block,
            mark=mark,
            kind=kind,
            operations=tuple(Operation(one.kind, fit(one.text)) for one in steps),
            changes=block.changes if step.side != "old" else (),
            number=fit(passage.number) if opens else "",
            opens=opens,
            heading=passage.kind == "heading",
            anchor=f"{'from' if step.side == 'old' else 'to'}-{block.new.index}" if moved and block.new else "",
            other=f"{'to' if step.side == 'old' else 'from'}-{block.new.index}" if moved and block.new else "",
        )


def _told(step: Step) -> tuple[str, str, tuple[Operation, ...]]:
    block = step.block
    if not block.moved:
        steps = plain(block.operations)
        if block.kind == "changed" and all(one.kind != "equal" for one in steps):
            return "changed", "rewritten", steps
        return block.kind, {"same": "unchanged"}.get(block.kind, block.kind), steps
    assert block.old is not None
    assert block.new is not None
    if step.side == "old":
        text = " ".join(block.old.quote.split())
        return "moved-away", f"moved from here to {where(block.new)}", (Operation("delete", text),)
    changed = " and changed" if block.kind == "moved and changed" else ""
    return "moved-here", f"moved here from {where(block.old)}{changed}", plain(block.operations)


def where(passage: Passage) -> str:
    """The place of a passage as a reader finds it: its printed number, or the number of its paragraph."""
    return fit(passage.number) if any(map(str.isdigit, passage.number)) else f"¶ {passage.paragraph + 1}"


def summary(redline: Redline) -> str:
    """The counts in one sentence."""
    counts = redline.counts
    moved = counts["moved"] + counts["moved and changed"]
    as_well = counts["moved and changed"]
    names = [
        (counts["same"], "unchanged"),
        (counts["changed"], "changed"),
        (moved, _moved(moved, as_well)),
        (counts["added"], "added"),
        (counts["removed"], "removed"),
    ]
    parts = [f"{count} {name}" for count, name in names if count]
    return "Passages: " + (", ".join(parts) if parts else "none") + "."


def _moved(moved: int, as_well: int) -> str:
    if as_well in (0, moved):
        return "moved and changed" if as_well else "moved"
    return f"moved ({as_well} of them changed as well)"


def title(statement: Statement) -> str:
    """The title with its date, as far as known."""
    day = statement.date.isoformat() if statement.date else ""
    return fit(", ".join(part for part in (statement.title or statement.id, day) if part))


def told(change: Change) -> str:
    """A typed change in words."""
    kind = change.kind.replace("_", " ")
    if change.before and change.after:
        return fit(f"{kind}: “{change.before}” → “{change.after}”")
    if change.before or change.after:
        return fit(f"{kind}: “{change.before or change.after}”")
    return kind


def fit(text: str) -> str:
    """Text without characters that a reader cannot see and a program might obey."""
    return _UNFIT.sub("\ufffd", text)
