"""What a brief says in plain words of a date, a change, a criticism, a promise, a stock phrase; all faces use these."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from facta.model import Change, Commitment, Criticism, Deadline, Family
from facta.words.changes import CLOSELY

STRENGTH = {1: "concern", 2: "call", 3: "opposition", 4: "condemnation", 5: "condemnation with consequences"}
FIRMNESS = {4: "decided", 3: "intended", 2: "tentative", 1: "continuing support"}
CHANGE = {
    "reversed": "the opposite is said",
    "softened": "softened",
    "hardened": "hardened",
    "deadline_moved": "deadline moved",
    "amount_changed": "amount changed",
    "actor_added": "actor added",
    "actor_dropped": "actor dropped",
    "target_named": "target named",
    "target_unnamed": "target no longer named",
    "scope_widened": "scope widened",
    "scope_narrowed": "scope narrowed",
    "done": "promised before, now reported done",
}


def day(value: date | None) -> str:
    """A date as a reader writes it: ``13 January 2023``; ``undated`` for none."""
    return f"{value.day} {value:%B %Y}" if value else "undated"


def counted(number: int, one: str, many: str = "") -> str:
    """``1 passage``, ``2 passages``, ``no passage``."""
    return f"{f'{number:,}' if number else 'no'} {one if number in (0, 1) else many or one + 's'}"


def first_time(first: str) -> str:
    """A first in words: ``for the first time: China called out``; ``first`` as ``Criticism.firsts`` has it."""
    if first.startswith("target "):
        return f"for the first time: {first.removeprefix('target ')} called out"
    who, colon, rest = first.partition(": ")
    levels = [int(word) for word in re.findall(r"\d", rest)] if rest.startswith("strength ") else []
    if levels:
        then = STRENGTH.get(levels[1], "nothing")
        return f"strongest so far: {who}, {STRENGTH[levels[0]]}, before at most {then}"
    if colon and rest[:1] == rest[-1:] == "'":
        rest = f"“{rest[1:-1]}”"
    return f"for the first time: {who}{colon}{rest}"


def worded(changes: Iterable[Change]) -> tuple[str, ...]:
    """Each change in words, with what stood before and what stands now; repeated kinds once.

    >>> worded([Change("softened", "must", "should"), Change("done", "", "has opened", CLOSELY)])
    ('softened: “must” → “should”', 'promised before, now reported done: “has opened” (read closely)')
    """
    marks = []
    for change in changes:
        mark = CHANGE[change.kind]
        if change.before and change.after:
            mark += f": “{change.before}” → “{change.after}”"
        elif change.reason == CLOSELY:
            mark += f": “{change.before or change.after}”"
        elif change.after:
            mark += f": added “{change.after}”"
        elif change.before:
            mark += f": without “{change.before}”"
        marks.append(mark + " (read closely)" * (change.reason == CLOSELY))
    return tuple(dict.fromkeys(marks))


def last_said(last: date | None, first: date | None, uses: int) -> str:
    """When a passage that is gone was said last, and how often since when."""
    said = f"last said {day(last)}" if last else "last said in an undated statement"
    if uses < 2:
        return said
    if first == last:
        return f"{said}, {times(uses)} there" if last is None else f"{said}, {times(uses)} that day"
    return f"{said}, {times(uses)} since {day(first)}" if first else f"{said}, {times(uses)} in all"


def accusation(one: Criticism) -> str:
    """One criticism in a line: ``China (named), opposition, over South China Sea: “coercive”``."""
    claim = f"{one.target or 'nobody in particular'}{'' if one.named or not one.target else ' (evident, not named)'}"
    claim += f", {STRENGTH[one.strength]} (“{one.cue.quote}”)"
    over = list(dict.fromkeys((*one.places, *one.matters)))
    if over:
        claim += f", over {listed(over)}"
    if one.epithets:
        claim += f", in the words {listed([f'“{span.quote}”' for span in one.epithets])}"
    return claim


def promised(one: Commitment) -> str:
    """Who promises what: ``United States, Japan: will establish a working group``."""
    who = listed(one.actors) or "the speakers"
    return f"{who}: {shortened(deed(one))}" if one.action else who


def deed(one: Commitment) -> str:
    """What is promised, in the words of the text; what is promised not to be done says so: ``not to deploy ships``."""
    words = one.action.quote if one.action else ""
    if not one.negated:
        return words
    rest = re.sub(r"^(?:not|never|no longer|neither)\b\W*(?:to )?", "", words)
    return f"{one.negated} {rest}" if re.match(r"\w+ing\b", rest) else f"{one.negated} to {rest}"


def shortened(text: str, limit: int = 110) -> str:
    """The text on one line, cut at a word where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rsplit(" ", 1)[0] + "…"


def due(deadline: Deadline) -> str:
    """A deadline in words: ``due by 31 December 2025 (“before year's end”)``."""
    if deadline.latest is None:
        return f"no date: “{deadline.span.quote}”"
    if deadline.basis.startswith("start"):
        return f"to begin by {day(deadline.latest)} (“{deadline.span.quote}”)"
    if deadline.earliest and deadline.earliest == deadline.latest:
        return f"due on {day(deadline.latest)} (“{deadline.span.quote}”)"
    return f"due by {day(deadline.latest)} (“{deadline.span.quote}”)"


def phrase(family: Family, said: Sequence[str], until: Sequence[str], dates: dict[str, date | None]) -> str:
    """A formula with its age: ``“free and open Indo-Pacific”: in 5 of 6 statements since 16 April 2021``.

    ``said`` are the ids of the statements that have it, ``until`` those of the series up to the one that is briefed.
    """
    age = f"“{shortened(family.formula)}”: in {len(said)} of {len(until)} statements since {day(dates.get(said[0]))}"
    return age if said[-1] == until[-1] else f"{age}, last on {day(dates.get(said[-1]))}, not here"


def times(number: int) -> str:
    """``once``, ``twice``, ``3 times``."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def listed(names: Sequence[str]) -> str:
    """Names in a row: ``A, B and C``."""
    return ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else "".join(names)
