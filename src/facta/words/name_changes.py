"""Names that came or went between an earlier wording and a later one: who is charged, who acts, who is on a roll."""

from __future__ import annotations

import re
from functools import cache

from facta.model import Change, ChangeKind
from facta.text import actors
from facta.vocab import load
from facta.words.clauses import analyse
from facta.words.contrast import Contrast
from facta.words.sides import Side, quoted

_TITLE = re.compile(r"(?:['’]s?)? ([A-Z][\w-]+)")


def target(kind: ChangeKind, later: str, earlier: str, found: Contrast) -> Change | None:
    """A name that is charged on one side only, and is no victim there."""
    a, b = found.later, found.earlier
    side, other, text = (a, b, later) if kind == "target_named" else (b, a, earlier)
    new = sorted(
        (place, key)
        for key, place in side.targets.items()
        if key not in other.actors and not (place and side.words[place - 1].word in load("slots")["victim"])
    )
    if not new:
        return None
    words = quoted(text, side, (new[0][0], new[0][0] + 1))
    before, after = ("", words) if side is a else (words, "")
    verb = "is named" if kind == "target_named" else "is no longer named"
    return Change(kind, before, after, f"{actors.name(new[0][1])} {verb}")


def actor(kind: ChangeKind, later: str, earlier: str, found: Contrast) -> Change | None:
    """A member of the list of those who act, where the other sentence has the rest of that list and nobody else."""
    a, b = found.later, found.earlier
    rolls = _roll(later), _roll(earlier)
    if rolls[0] and rolls[1]:
        here, there = rolls if kind == "actor_added" else rolls[::-1]
        names = "; ".join(name for name in here if name not in there)
        added = kind == "actor_added"
        reason = "is on the roll" if added else "is no longer on the roll"
        return Change(kind, "" if added else names, names if added else "", reason) if names else None
    side, other, text, other_text = (a, b, later, earlier) if kind == "actor_added" else (b, a, earlier, later)
    mine, theirs = _subjects(text, side), _subjects(other_text, other)
    if not theirs or not theirs.keys() < mine.keys():
        return None
    offices = _officers(text, other)
    new = sorted((place, key) for key, place in mine.items() if key not in other.actors and key not in offices)
    if not new:
        return None
    words = quoted(text, side, (new[0][0], new[0][0] + 1))
    before, after = ("", words) if side is a else (words, "")
    verb = "is among the actors" if side is a else "is no longer among the actors"
    return Change(kind, before, after, f"{', '.join(actors.name(key) for _, key in new[:3])} {verb}")


def _officers(sentence: str, other: Side) -> set[str]:
    """Actors named only as whose office or officer somebody is, whom the other sentence has without that name.

    "U.S. Special Representative" is nobody else than "Special Representative".
    """
    titles = {token.word for token in other.words if not token.stop}
    bare: dict[str, bool] = {}
    for key, span in actors.actors_in(sentence):
        title = _TITLE.match(sentence, span.end)
        bare[key] = bare.get(key, True) and title is not None and title[1].lower() in titles
    return {key for key, all_bare in bare.items() if all_bare}


@cache
def _rolls() -> re.Pattern[str]:
    return re.compile(load("wording")["forms"]["rolls"], re.IGNORECASE)


def _roll(sentence: str) -> list[str]:
    """The names on a roll of votes, without their offices; none where the sentence is no roll."""
    if not _rolls().match(sentence):
        return []
    listed = re.sub(r"^[^:]*?(?::|\b(?:were|was)\b:?)", "", sentence).strip(" .")
    parts = re.split(r"\s*;\s*(?:and\s+)?", listed) if ";" in listed else re.split(r",\s*(?:and\s+)?|\s+and\s+", listed)
    return [name for part in parts if (name := part.split(",")[0].strip()) and name[0].isupper()]


def _subjects(sentence: str, side: Side) -> dict[str, int]:
    """Actors that are named before the first main verb, if they are all of one list."""
    read = analyse(sentence)
    main = next((group for group in read.groups if group.depth == "main"), None)
    end = read.begins[main.begin] if main else -1
    named = {key: place for key, place in side.actors.items() if side.words[place].begin < end}
    first, last = min(named.values(), default=0), max(named.values(), default=0)
    listed = any(token.word == "and" for token in side.words[first:last])
    return named if listed or len(named) == 1 else {}
