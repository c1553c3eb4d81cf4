"""A light clause analysis of an English sentence: who, with which auxiliary, does what, and how deep it stands.

No parser: a left-to-right scan over words that a lexicon knows (``words.lexicon``).
Every finite verb group is found with its subject class, modal, tense, voice, negation, lead verb and the infinitive
or gerund it governs. What the lexicon does not know is guessed from position and ending.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from facta.words.lexicon import Form, act_nouns, nouns, verbs
from facta.words.verbgroups import (
    ADVERBS,
    BE,
    DETERMINERS,
    HAVE,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    Group,
    chain,
    complement,
    starts,
    subject,
    verb_after,
)

__all__ = ["ADVERBS", "Analysis", "Group", "Nominal", "analyse", "nouns", "verbs"]

WORD = re.compile(
    r"(?:[A-Za-z]\.){2,}|[A-Za-zÀ-ɏ]+(?:[-‑][A-Za-zÀ-ɏ0-9]+)*|[$€£¥]|\d+(?:[.,]\d+)*(?:st|nd|rd|th)?|['’](?:s|ll|ve|re|d|m|t)\b|[^\s\w]"
)


@dataclass(frozen=True, slots=True)
class Nominal:
    """An act said with a noun: "their *readiness* to impose", "*concerns* about"; ``verb`` kind governs it."""

    at: int
    end: int
    noun: str
    kind: str
    lead: str
    inner: str
    inner_kind: str
    verb: str
    owner: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """Words of a sentence with offsets, its verb groups in order (participles last), and its act nouns."""

    words: tuple[str, ...]
    raw: tuple[str, ...]
    begins: tuple[int, ...]
    ends: tuple[int, ...]
    groups: tuple[Group, ...]
    nominals: tuple[Nominal, ...]


@lru_cache(maxsize=4096)
def analyse(sentence: str) -> Analysis:
    """Words and finite verb groups of one sentence. Any text will do; never raises."""
    raw: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    for match in WORD.finditer(sentence):
        raw.append(match.group())
        begins.append(match.start())
        ends.append(match.end())
        if len(raw) >= 400:
            break
    words = tuple(word.lower().replace("’", "'").replace("‑", "-") for word in raw)
    rows = tuple(raw)
    groups = _groups(words, rows)
    if not any(group.depth == "main" for group in groups):
        groups = [*_bare(words), *groups]
    groups.extend(_participles(words, groups))
    nominals = _nominals(words, groups)
    return Analysis(words, rows, tuple(begins), tuple(ends), tuple(groups), tuple(nominals))


def _bare(words: tuple[str, ...]) -> list[Group]:
    """The verb that opens a list item: "Expand the network", "to launch cooperation"."""
    table = verbs()
    at = verb_after(words, 0, table)
    to = at < len(words) and words[at] == "to"
    at = verb_after(words, at + to, table)
    form = table.get(words[at]) if at + 1 < len(words) else None
    if form is None or "B" not in form.slots or form.lemma == "be":
        return []
    if form.nominal and not to and words[at + 1] not in DETERMINERS:
        return []
    group = Group(at, at, at + 1, form.lemma, form.kind, depth="bare", tense="to" if to else "base")
    complement(group, words, table, len(words))
    return [group]


def _participles(words: tuple[str, ...], groups: list[Group]) -> list[Group]:
    """Participles that carry an act of their own: "..., calling on", "Recognizing that ...", "and reaffirming"."""
    table = verbs()
    taken = {place for group in groups for place in range(group.begin, group.end)}
    found: list[Group] = []
    for at, word in enumerate(words):
        if at in taken or not word.endswith("ing"):
            continue
        form = table.get(word)
        if form is None or "G" not in form.slots:
            continue
        back = at - 1
        while back >= 0 and (words[back] in ADVERBS or words[back].endswith("ly")):
            back -= 1
        if back >= 0 and words[back] not in (",", ";", ":", "—", "–", "and", "while", "by", "-"):
            continue
        depth = "opening" if back < 0 else "means" if words[back] == "by" else "participle"
        group = Group(at, at, at + 1, form.lemma, form.kind, depth=depth, tense="ing", clause=at)
        if groups and depth != "opening":
            group.subject, group.subject_word = groups[-1].subject, groups[-1].subject_word
        complement(group, words, table, len(words))
        found.append(group)
    return found


def _nominals(words: tuple[str, ...], groups: list[Group]) -> list[Nominal]:
    """Nouns that stand for an act, with what they govern and what governs them."""
    table = verbs()
    known = act_nouns()
    heads = {group.head for group in groups}
    found: list[Nominal] = []
    for at, word in enumerate(words):
        kind = known.get(word)
        if kind is None or at in heads:
            continue
        nxt = verb_after(words, at + 1, table)
        after = words[nxt] if nxt < len(words) else ""
        lead = after if after in PREPOSITIONS or after == "that" else ""
        inner, inner_kind, end = "", "", at + 1
        if lead and lead != "that":
            place = verb_after(words, nxt + 1, table)
            end = nxt + 1
            if place < len(words):
                form = table.get(words[place])
                wanted = "BG" if lead == "to" else "G"
                if form is not None and any(slot in form.slots for slot in wanted):
                    inner, inner_kind, end = form.lemma, form.kind, place + 1
                elif words[place].endswith("ing") and len(words[place]) > 5:
                    inner, inner_kind, end = words[place], "unknown", place + 1
        verb = next((group.kind for group in reversed(groups) if group.head < at and group.tense != "ing"), "")
        owner = next((word for word in reversed(words[max(0, at - 4) : at]) if word in DETERMINERS or word == "'s"), "")
        found.append(Nominal(at, end, word, kind, lead, inner, inner_kind, verb, owner))
    return found


def _groups(words: tuple[str, ...], raw: tuple[str, ...]) -> list[Group]:
    table = verbs()
    groups: list[Group] = []
    clause = 0
    # "As we meet today, ..." opens with a clause of its own; "As many as ten may ..." does not.
    opening = bool(words) and words[0] in SUBORDINATORS and "," in words
    depth = "adverbial" if opening else "main"
    quoted = False
    at, end, parted = 0, len(words), 0
    while at < end:
        word = words[at]
        if word in ('"', "“", "”"):
            quoted = not quoted
        elif word == "," and depth in ("relative", "adverbial"):
            depth = "main"
            clause = at + 1
        elif word in RELATIVES or (word == "that" and at and _noun_before(words, at, table)):
            depth, clause, parted = "relative", at, at
        elif (word == "that" and at) or (word == "how" and groups):
            depth, clause = "reported", at + 1
        elif (
            word in SUBORDINATORS
            and at
            and not (word in ("as", "before", "after", "since", "until") and not _clause_follows(words, at, table))
        ):
            depth, clause = "adverbial", at + 1
        elif word in (";", ":") or (word in ("and", "but") and at and words[at - 1] == ","):
            if word in (";", ":") or depth in ("relative", "adverbial"):
                depth = "main"
            clause = at + 1
        if starts(words, raw, at, table):
            group = chain(words, at, table)
            if group is not None:
                joined = _joined(words, at, table)
                # "Those who pay had no role": a second verb closes a relative clause that parts subject and verb.
                closes = (
                    depth == "relative"
                    and not joined
                    and bool(groups)
                    and groups[-1].depth == "relative"
                    and not any(earlier.depth == "main" for earlier in groups)
                )
                if closes:
                    depth, clause = "main", at
                kind, head = subject(words, raw, 0, parted) if closes else subject(words, raw, clause, at)
                if groups and (joined or kind == "none"):
                    kind, head = groups[-1].subject, groups[-1].subject_word
                group.subject, group.subject_word, group.clause = kind, head, clause
                group.depth = "quoted" if quoted else depth
                if depth == "main" and groups and any(g.depth == "main" for g in groups):
                    group.depth = "second"
                groups.append(group)
                at = group.head + 1
                clause = at
                continue
        at += 1
    for position, group in enumerate(groups):
        limit = groups[position + 1].begin if position + 1 < len(groups) else end
        complement(group, words, table, limit)
    return groups


def _joined(words: tuple[str, ...], at: int, table: dict[str, Form]) -> bool:
    """Whether a verb is joined to the one before it and shares its subject: "met and agreed"."""
    at -= 1
    while at > 0 and (words[at] in ADVERBS or (words[at].endswith("ly") and words[at] not in table)):
        at -= 1
    return at > 0 and words[at] in ("and", "or", "but", ",")


def _noun_before(words: tuple[str, ...], at: int, table: dict[str, Form]) -> bool:
    """Whether "that" at this place follows a noun (a relative pronoun) and not a verb of speech."""
    form = table.get(words[at - 1])
    return form is None or form.nominal


def _clause_follows(words: tuple[str, ...], at: int, table: dict[str, Form]) -> bool:
    """Whether a finite verb stands within the next words: "as we continue" against "as president"."""
    for word in words[at + 1 : at + 7]:
        if word in (",", ";"):
            return False
        if word in MODALS or word in BE or word in HAVE or word in PRONOUNS:
            return True
        form = table.get(word)
        if form is not None and not form.nominal and ("S" in form.slots or "D" in form.slots):
            return True
    return False
