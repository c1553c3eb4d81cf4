"""A redline as plain data."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from facta.model import Passage, Statement
from facta.words.redline import Redline


def to_json(redline: Redline) -> dict[str, Any]:
    """Dictionaries, lists, text and numbers only: what ``json.dumps`` takes.

    ``blocks`` are in reading order. The texts of ``equal`` and ``delete`` operations, joined, are the old quote; of
    ``equal`` and ``insert``, the new one. Offsets are code points in the text of the statement.
    """
    return {
        "old": _statement(redline.old),
        "new": _statement(redline.new),
        "counts": dict(redline.counts),
        "blocks": [
            {
                "kind": block.kind,
                "similarity": round(block.similarity, 3),
                "old": _passage(block.old),
                "new": _passage(block.new),
                "operations": [{"kind": one.kind, "text": one.text} for one in block.operations],
                "changes": [asdict(change) for change in block.changes],
            }
            for block in redline.blocks
        ],
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "id": statement.id,
        "title": statement.title,
        "date": statement.date.isoformat() if statement.date else None,
        "address": statement.source.address,
        "sha256": statement.source.sha256,
    }


def _passage(passage: Passage | None) -> dict[str, Any] | None:
    if passage is None:
        return None
    return {
        "index": passage.index,
        "kind": passage.kind,
        "begin": passage.begin,
        "end": passage.end,
        "quote": passage.quote,
        "paragraph": passage.paragraph,
        "number": passage.number,
    }
