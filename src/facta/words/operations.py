"""The words that changed between two versions of one passage.

The longest common subsequence of the words (Hunt and Szymanski 1977 and successors; rapidfuzz computes it bit-parallel
after Hyyrö 2004) is minimal but not readable: it keeps a lone "the" of one sentence because another "the" stands
somewhere in the other. Such stray matches between two changes are given up (``_tidy``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from facta.text.tokens import fold
from facta.vocab import load

# A unit is a word or a mark with the space behind it; Chinese and Japanese text has one unit a character.
_CJK = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\uff0b\U00020000-\U0003ffff"
_UNIT = re.compile(
    rf"((?:[^\W\d_]\.){{2,}}|\d+(?:[.,:]\d+)*|(?:[^\W_{_CJK}])+(?:['’\-\u2010\u2011][^\W_{_CJK}]+)*|[\s\S])(\s*)"
)
_UNIT_CJK = re.compile(rf"[{_CJK}]")
_MARKS = str.maketrans("“”„«»‘’‚`´‐‑–—−", "\"\"\"\"\"'''''-----")


@dataclass(frozen=True, slots=True)
class Operation:
    """A run of text that both versions have (``equal``), or only the new (``insert``), or only the old (``delete``)."""

    kind: Literal["equal", "insert", "delete"]
    text: str


@dataclass(frozen=True, slots=True)
class _Unit:
    core: str
    space: str
    key: str


def whole(old: str, new: str) -> tuple[Operation, ...]:
    """All of the old, then all of the new: for a rewritten sentence, whose common words are chance.

    Only a common opening or ending of some length is kept.
    """
    before, after = _units(old), _units(new)
    short = min(len(before), len(after))
    head = 0
    while head < short and before[head].key == after[head].key:
        head += 1
    head = head if _weight(after[:head]) >= _TELLING else 0
    tail = 0
    while tail < short - head and before[-1 - tail].key == after[-1 - tail].key:
        tail += 1
    tail = tail if _weight(after[len(after) - tail :]) >= _TELLING else 0
    hunks: list[_Hunk] = [
        (True, before[:head], after[:head]),
        (False, before[head : len(before) - tail], after[head : len(after) - tail]),
        (True, before[len(before) - tail :], after[len(after) - tail :]),
    ]
    return _merge(_spell(hunks))


def operations(old: str, new: str) -> tuple[Operation, ...]:
    """How ``old`` becomes ``new``, in reading order, deletions before insertions.

    ``equal`` and ``delete`` joined give exactly ``old``, ``equal`` and ``insert`` joined exactly ``new``. Other spacing
    and other forms of quotation mark or dash do not break an alignment; they appear as a tiny change (see ``plain``).
    """
    if old == new:
        return (Operation("equal", old),) if old else ()
    from rapidfuzz.distance import LCSseq

    before, after = _units(old), _units(new)
    codes = LCSseq.opcodes([unit.key for unit in before], [unit.key for unit in after])
    hunks = _tidy(
        [
            (code.tag == "equal", before[code.src_start : code.src_end], after[code.dest_start : code.dest_end])
            for code in codes
        ]
    )
    return _merge(_spell(hunks))


def plain(steps: Iterable[Operation]) -> tuple[Operation, ...]:
    """The operations as a reader wants them: a change of spacing or of the form of quotation marks is no change.

    What the new text has is shown, white space as one space. The result no longer reproduces the old text exactly.
    """
    result: list[Operation] = []
    held: list[Operation] = []

    def release() -> None:
        gone = "".join(step.text for step in held if step.kind == "delete")
        come = "".join(step.text for step in held if step.kind == "insert")
        if _look(gone) == _look(come):
            result.append(Operation("equal", come))
        else:
            gone, come = (re.sub(r"\s+", " ", text) for text in (gone, come))
            # A space that both sides begin or end with is no part of the change.
            before = " " if gone[:1] == come[:1] == " " else ""
            behind = " " if gone[-1:] == come[-1:] == " " else ""
            result.append(Operation("equal", before))
            result.append(Operation("delete", gone[len(before) : len(gone) - len(behind)]))
            result.append(Operation("insert", come[len(before) : len(come) - len(behind)]))
            result.append(Operation("equal", behind))
        held.clear()

    for step in steps:
        if step.kind == "equal":
            release()
            result.append(step)
        else:
            held.append(step)
    release()
    spaced = [Operation(step.kind, re.sub(r"\s+", " ", step.text)) for step in result]
    return _merge((step.kind, step.text) for step in spaced)


def same_to_a_reader(old: str, new: str) -> bool:
    """Whether nothing but spacing and the form of quotation marks and dashes differs."""
    return old == new or _look(old) == _look(new)


def _look(text: str) -> str:
    return " ".join(text.translate(_MARKS).split())


def _units(text: str) -> list[_Unit]:
    lead = len(text) - len(text.lstrip())
    units = [_Unit("", text[:lead], " ")] if lead else []
    for core, space in _UNIT.findall(text, lead) if not lead else _UNIT.findall(text[lead:]):
        units.append(_Unit(core, space, core if core.isascii() else core.translate(_MARKS)))
    return units


_Hunk = tuple[bool, list[_Unit], list[_Unit]]


@cache
def _function_words() -> frozenset[str]:
    return frozenset(str(load("wording")["stop"]).split())


_TELLING = 2.5
"""From this weight on, an equal run is no stray match."""


def _weight(units: list[_Unit]) -> float:
    """How much a run says: a word of content 1, a Chinese character 0.6, a function word 0.3, a mark 0.1."""
    return sum(_unit_weight(unit.core) for unit in units)


def _unit_weight(core: str) -> float:
    if not core[:1].isalnum():
        return 0.1
    if core[0] >= "\u3040" and _UNIT_CJK.match(core):
        return 0.6
    return 0.3 if fold(core) in _function_words() else 1.0


def _tidy(hunks: list[_Hunk]) -> list[_Hunk]:
    """Give up equal runs that say less than the changes on both their sides: the reader sees one change, not three.

    A run at the head or tail of the passage has a change on one side only, and stays.
    """
    result: list[_Hunk] = []
    for same, old, new in hunks:
        if same or not result or result[-1][0]:
            result.append((same, old, new))
        else:
            result[-1] = (False, result[-1][1] + old, result[-1][2] + new)
        # Only the last three can have changed: change, equal run, change.
        while not result[-1][0] and len(result) >= 3 and _stray(result[-3], result[-2], result[-1]):
            _, old_2, new_2 = result.pop()
            _, old_1, new_1 = result.pop()
            _, old_0, new_0 = result.pop()
            result.append((False, old_0 + old_1 + old_2, new_0 + new_1 + new_2))
    return result


def _stray(left: _Hunk, run: _Hunk, right: _Hunk) -> bool:
    weight = _weight(run[2])
    if weight >= _TELLING:
        return False
    around = [max(_weight(hunk[1]), _weight(hunk[2])) for hunk in (left, right)]
    # Between a pure insertion and a pure insertion (or deletion and deletion) a run is never stray: nothing is crossed.
    if not (left[1] or right[1]) or not (left[2] or right[2]):
        return False
    return weight < min(around) or (weight < 1 and weight < max(around))


def _spell(hunks: list[_Hunk]) -> Iterable[tuple[str, str]]:
    for same, old, new in hunks:
        if same:
            text = "".join([unit.core + unit.space for unit in new])
            if text == "".join([unit.core + unit.space for unit in old]):
                yield "equal", text
                continue
            for left, right in zip(old, new, strict=True):
                yield from _same_or_not(left.core, right.core)
                yield from _same_or_not(left.space, right.space)
        else:
            yield "delete", "".join(unit.core + unit.space for unit in old)
            yield "insert", "".join(unit.core + unit.space for unit in new)


def _same_or_not(old: str, new: str) -> Iterable[tuple[str, str]]:
    if old == new:
        yield "equal", old
    else:
        yield "delete", old
        yield "insert", new


def _merge(steps: Iterable[tuple[str, str]]) -> tuple[Operation, ...]:
    """Join neighbours of one kind; between two equal runs, deletions come first."""
    merged: list[Operation] = []
    gone: list[str] = []
    come: list[str] = []
    kept: list[str] = []

    def release() -> None:
        if text := "".join(gone):
            merged.append(Operation("delete", text))
        if text := "".join(come):
            merged.append(Operation("insert", text))
        gone.clear()
        come.clear()

    for kind, text in steps:
        if not text:
            continue
        if kind == "equal":
            if gone or come:
                release()
            kept.append(text)
            continue
        if kept:
            merged.append(Operation("equal", "".join(kept)))
            kept.clear()
        (gone if kind == "delete" else come).append(text)
    release()
    if kept:
        merged.append(Operation("equal", "".join(kept)))
    return tuple(merged)
