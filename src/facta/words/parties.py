"""Who promises, with whom, and whether it is somebody else's promise that the speakers merely welcome."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from facta.text.actors import Mention, mentions, name
from facta.text.coordination import runs
from facta.vocab import load
from facta.words import subjects
from facta.words.promise import Promise, folded, governing

THE_SPEAKERS = "the speakers"
_POINTS_BACK = frozenset({"it", "this", "these", "that", "those", "its"})


def actors(sentence: str, promise: Promise | None, speakers: Sequence[str], before: str = "") -> tuple[str, ...]:
    """Short names of those who must act; the words of the subject where they are no known actor.

    "We", office-holders told by their office alone and a sentence without a subject mean the speakers; "it" means the
    actor named last in the sentence, else the subject of the sentence ``before``, else the speakers too.
    """
    ours = tuple(speakers) or (THE_SPEAKERS,)
    found = subjects.subject(sentence, promise) if promise else None
    if promise is None or found is None:
        return ours
    phrase, low = found.span.quote, folded(found.span.quote)
    if low in _POINTS_BACK:
        return _meant(sentence[: found.span.begin], before) or ours
    named = acting(phrase)
    words = low.split()
    if words[:1] == ["we"] and len(words) > 1:
        return tuple(dict.fromkeys((*ours, *named)))
    if named:
        return named
    if _is_speaker(low, words, folded(sentence[: found.span.begin]).split()[-2:]):
        return ours
    return (f"any {phrase}",) if found.negator == "no" else (_shorn(phrase),)


def acting(phrase: str) -> tuple[str, ...]:
    """Short names of the known actors that a noun phrase is, not of those it merely mentions.

    "The leaders of Japan and Norway" are two; "the embassy in Norway" or "exports to Norway" is not Norway.
    """
    found = [one for one in mentions(phrase) if one.role not in ("place", "class")]
    asides = re.compile(load("promises")["asides"])
    told: dict[str, None] = {}
    for number, one in enumerate(found):
        low = folded(phrase[: one.begin])
        lead = next((first for first, last in runs(phrase, found) if first < number <= last), number)
        opening = folded(phrase[: found[lead].begin])
        part = lead == number and told and re.search(r"\bof (?:the )?$", low)
        if part or asides.search(opening) or (lead == number and asides.search(low)):
            continue
        told.setdefault(name(one.id))
    return tuple(told)


def _is_speaker(low: str, words: Sequence[str], ahead: Sequence[str]) -> bool:
    """Whether a subject means those who issue the text, given the two words ahead of it ("our", "the two")."""
    told = load("promises")
    whole = {low, *(f"{' '.join(ahead[-count:])} {low}" for count in (1, 2))}
    return bool(whole & set(told["speakers"]) or {*words[:1], *words[-1:]} & set(told["anaphors"]))


def _meant(left: str, before: str) -> tuple[str, ...]:
    """The actor that "it" points back to: named last before it in the sentence, else subject of the one before."""
    named = [one for one in mentions(left) if one.role in ("name", "capital")]
    if named:
        return (name(named[-1].id),)
    cue = governing(before) if before else None
    earlier = subjects.subject(before, cue) if cue else None
    return acting(earlier.span.quote) if earlier else ()


def _shorn(phrase: str) -> str:
    """The phrase up to its first relative clause or comma that opens no list."""
    kept = re.split(
        r"\s*[(,]\s*(?:which|who|whose|including|as|and)?\b|\s+(?:that|which|who|whose)\s", phrase, maxsplit=1
    )
    whole = phrase if re.search(r", (?:and|or) ", phrase) else kept[0] or phrase
    return " ".join(whole.split()).strip(" ,'’“”\"")


def subject(sentence: str, promise: Promise) -> str:
    """The noun phrase that must act, as printed; "" where the sentence has none."""
    found = subjects.subject(sentence, promise)
    return found.span.quote if found else ""


def partners(sentence: str, promise: Promise | None, who: Sequence[str]) -> tuple[str, ...]:
    """Known actors with whom the act is promised: "together with Japan" anywhere, "work with Japan" in the action.

    All members of a list count; a document or a rule that bears a name ("the UN Charter") is no partner.
    """
    patterns = _partnering()
    begin = promise.end if promise else 0
    found = [one for one in mentions(sentence) if one.role not in ("place", "class")]
    text = folded(sentence)
    lists = dict(runs(sentence, found))
    told: list[str] = []
    last = -1
    for place, one in enumerate(found):
        if place <= last:
            continue
        last = lists.get(place, place)
        left = text[max(0, one.begin - 90) : one.begin]
        anywhere = patterns["anywhere"].search(left)
        inside = one.begin >= begin and patterns["inside"].search(text[begin : one.begin])
        members = [name(each.id) for each in found[place : last + 1] if _acts(text, each)]
        # "Exercises between Japan and Norway" have a partner where one of the two promises them.
        between = one.begin >= begin and patterns["between"].search(left) and set(members) & set(who)
        if (anywhere or inside or between) and not patterns["never"].search(left):
            told += members
    return tuple(shown for shown in dict.fromkeys(told) if shown not in who)


def _acts(text: str, one: Mention) -> bool:
    """Whether a name stands for its bearer and not for a document, a rule or a thing."""
    patterns = _partnering()
    if patterns["thing"].match(text, one.end):
        return False
    return one.role != "adjective" or patterns["office"].match(text, one.end) is not None


@cache
def _partnering() -> dict[str, re.Pattern[str]]:
    return {key: re.compile(pattern) for key, pattern in load("promises")["partnering"].items()}


@cache
def _welcoming() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in load("promises")["welcoming"])


def third_party(sentence: str, promise: Promise | None) -> bool:
    """True for somebody else's promise that the speakers merely welcome, thank for or note."""
    text = folded(sentence)
    limit = promise.begin if promise else len(text)
    for pattern in _welcoming():
        match = pattern.search(text)
        if match and match.start() <= limit and not re.search(load("promises")["own_again"], text[match.end() :]):
            return True
    if promise:
        words = folded(subject(sentence, promise)).split()
        return bool(set(words) & set(load("promises")["private"]))
    return False
