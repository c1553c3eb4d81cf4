"""A light clause analysis of an English sentence: who, with which auxiliary, does what, and how deep it stands.

No parser: a left-to-right scan over words that a lexicon knows (``vocab/acts_verbs.yaml``, ``vocab/acts_nouns.yaml``).
Every finite verb group is found with its subject class, modal, tense, voice, negation, lead verb and the infinitive
or gerund it governs. What the lexicon does not know is guessed from position and ending.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from facta.vocab import load

WORD = re.compile(
    r"(?:[A-Za-z]\.){2,}|[A-Za-zÀ-ɏ]+(?:[-‑][A-Za-zÀ-ɏ0-9]+)*|[$€£¥]|\d+(?:[.,]\d+)*(?:st|nd|rd|th)?|['’](?:s|ll|ve|re|d|m|t)\b|[^\s\w]"
)
MODALS = frozenset("will shall would should must may might can could 'll cannot".split())
BE = frozenset("is are was were am be been being 're 'm".split())
HAVE = frozenset("has have had having 've".split())
DO = frozenset("do does did".split())
NEGATIONS = frozenset("not never no nor neither n't 't cannot without".split())
SUBORDINATORS = frozenset(
    "as when while if since although though because once unless until after before given whereas whether where".split()
)
RELATIVES = frozenset("which who whom whose".split())
PREPOSITIONS = frozenset(
    "of in on at by for with from to between among across through during under over against about into toward towards "
    "including regarding concerning alongside within without throughout around via per than like following".split()
)
DETERMINERS = frozenset(
    "the a an our their its his her this these those your my any some all each every no such more other new further".split()
)
PRONOUNS = frozenset("we i they he she it you who which that this these those there both".split())
ADVERBS = frozenset(
    "also further again now today then therefore thus still already always never not once yet just even ever only "
    "together both all each jointly instead soon here furthermore moreover however not n't 't".split()
)
FIRST = frozenset("we i us our my ourselves".split())


@dataclass(frozen=True, slots=True)
class Form:
    """What a word form may be: lemma, verb class and the slots it fills (B base, S third person, D past, N participle, G -ing)."""

    lemma: str
    kind: str
    slots: str
    nominal: bool


@dataclass(slots=True)
class Group:
    """One finite verb group; ``begin`` and ``end`` are word indices of the chain, ``head`` that of its lead verb."""

    begin: int
    head: int
    end: int
    lemma: str
    kind: str
    modal: str = ""
    tense: str = "present"
    passive: bool = False
    negated: bool = False
    depth: str = "main"
    subject: str = "none"
    subject_word: str = ""
    lead: str = ""
    """What follows the lead verb: ``to``, ``that``, ``ing``, ``np``, a preposition, or nothing."""
    inner: str = ""
    """Lemma of the infinitive or gerund that the lead verb governs."""
    inner_kind: str = ""
    inner_at: int = -1
    object: str = ""
    """Class of the first known noun behind the verb."""
    object_word: str = ""
    clause: int = 0
    """Word index where its clause begins."""


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


def _inflect(lemma: str, irregular: dict[str, list[str]]) -> list[tuple[str, str]]:
    """Regular English inflection of one lemma: (form, slot)."""
    vowels = "aeiou"
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        third = lemma + "es"
    elif lemma.endswith("y") and lemma[-2] not in vowels:
        third = lemma[:-1] + "ies"
    else:
        third = lemma + "s"
    doubled = (
        len(lemma) > 2
        and lemma[-1] not in vowels + "wxy"
        and lemma[-2] in vowels
        and lemma[-3] not in vowels
        and (len(lemma) <= 4 or lemma in ("commit", "submit", "permit", "travel", "deter", "transfer", "equip", "harm"))
    )
    stem = lemma + lemma[-1] if doubled else lemma[:-1] if lemma.endswith("e") and not lemma.endswith("ee") else lemma
    past = lemma[:-1] + "ied" if lemma.endswith("y") and lemma[-2] not in vowels else stem + "ed"
    ing = lemma[:-2] + "ying" if lemma.endswith("ie") else stem + "ing"
    forms = [(lemma, "B"), (third, "S"), (ing, "G")]
    if lemma in irregular:
        before, participle = irregular[lemma]
        return [*forms, (before, "D"), (participle, "N")]
    return [*forms, (past, "D"), (past, "N")]


@cache
def verbs() -> dict[str, Form]:
    """Every known verb form."""
    vocabulary = load("acts_verbs")
    irregular = vocabulary["irregular"]
    nominal = frozenset(vocabulary["nominal"])
    found: dict[str, Form] = {}
    for kind, lemmas in vocabulary["classes"].items():
        for lemma in lemmas:
            if "_" in lemma:
                continue
            for form, slot in _inflect(lemma, irregular):
                known = found.get(form)
                if known is None:
                    found[form] = Form(lemma, kind, slot, form in nominal)
                elif known.lemma == lemma and slot not in known.slots:
                    found[form] = Form(lemma, known.kind, known.slots + slot, known.nominal)
    for form in ("is", "are", "am", "'re", "'m"):
        found[form] = Form("be", "state", "BS", False)
    found["was"] = found["were"] = Form("be", "state", "D", False)
    found["has"] = Form("have", "have", "S", False)
    return found


@cache
def nouns() -> tuple[dict[str, str], dict[str, str]]:
    """Known nouns by the part they play as subject and as object."""
    vocabulary = load("acts_nouns")
    tables: list[dict[str, str]] = []
    for part in ("subjects", "objects"):
        table: dict[str, str] = {}
        for kind, words in vocabulary[part].items():
            for word in words:
                table.setdefault(word, kind)
        tables.append(table)
    return tables[0], tables[1]


def _guess(word: str) -> Form | None:
    """A verb form by its ending alone, for words the lexicon does not know."""
    if len(word) > 4 and word.endswith("ed"):
        return Form(word[:-2] if not word.endswith("ied") else word[:-3] + "y", "unknown", "DN", False)
    return None


def _verb_after(words: tuple[str, ...], at: int, table: dict[str, Form]) -> int:
    """Index of the next word that is not an adverb, from ``at``."""
    end = len(words)
    while at < end and (words[at] in ADVERBS or (words[at].endswith("ly") and words[at] not in table)):
        at += 1
    return at


def _starts(words: tuple[str, ...], raw: tuple[str, ...], at: int, table: dict[str, Form]) -> bool:
    """Whether a finite verb group begins at this word."""
    word = words[at]
    if word in MODALS:
        return not (word in ("will", "may", "might", "can", "must") and at and words[at - 1] in DETERMINERS) and not (
            word == "may" and raw[at] == "May" and at > 0
        )
    if word in ("be", "been", "being", "having", "'m") and word != "'m":
        return False
    if word in BE or word in HAVE or word in DO:
        return True
    form = table.get(word)
    if form is None:
        form = _guess(word)
        if form is None:
            return False
    if form.slots in ("G", "N"):
        return False
    if raw[at][0].isupper() and at:
        return False
    previous = words[at - 1] if at else ""
    if not previous:
        return False
    back = at - 1
    while back > 0 and (words[back] in ADVERBS or (words[back].endswith("ly") and words[back] not in table)):
        back -= 1
    previous = words[back]
    if previous == "to" or (previous in DETERMINERS and previous not in ("this", "these", "those", "all", "each")):
        return False
    if previous in PRONOUNS:
        return True
    if form.nominal and "D" not in form.slots:
        return (
            previous in ("and", "states", "leaders", "sides", "ministers", "countries", "nations", "partners")
            and ("B" in form.slots or previous == "and")
            and at + 1 < len(words)
            and (words[at + 1] in DETERMINERS or words[at + 1] in ("efforts", "for", "to", "on"))
        )
    if previous in PREPOSITIONS:
        return False
    if "D" in form.slots:
        # A past form directly behind a plain noun may be a reduced relative ("measures announced by ..."): it is
        # one where "by" follows, or where a finite verb already stands before it in the same clause.
        return not (at + 1 < len(words) and words[at + 1] == "by" and not words[at].endswith("spoke"))
    if "S" in form.slots and previous not in (",", "and"):
        return True
    if "B" in form.slots and "S" not in form.slots:
        return (
            previous in nouns()[0] or previous.endswith("s") or previous in ("and", ",", ")") or raw[back][0].isupper()
        )
    return True


def _chain(words: tuple[str, ...], at: int, table: dict[str, Form]) -> Group | None:
    """Read one verb group from its first word: auxiliaries, adverbs, lead verb."""
    end = len(words)
    modal, passive, negated, tense = "", False, False, ""
    perfect = progressive = False
    begin = at
    while at < end:
        word = words[at]
        if word in MODALS:
            modal = {"'ll": "will", "shall": "will", "cannot": "can"}.get(word, word)
            negated |= word == "cannot"
            at += 1
        elif word in HAVE and (nxt := _verb_after(words, at + 1, table)) < end and _participle(words[nxt], table, "N"):
            perfect = True
            tense = tense or ("past" if word == "had" else "perfect")
            at += 1
        elif (
            word in BE
            and (nxt := _verb_after(words, at + 1, table)) < end
            and (_participle(words[nxt], table, "N") or _participle(words[nxt], table, "G") or words[nxt] == "being")
        ):
            if words[nxt] in BE or _participle(words[nxt], table, "G"):
                progressive = True
            else:
                passive = True
            tense = tense or ("past" if word in ("was", "were") else "")
            at += 1
        elif (
            word in DO
            and (nxt := _verb_after(words, at + 1, table)) < end
            and (form := table.get(words[nxt]))
            and "B" in form.slots
        ):
            tense = "past" if word == "did" else "present"
            at += 1
        elif word in ADVERBS or (word.endswith("ly") and word not in table):
            negated |= word in NEGATIONS
            at += 1
        else:
            break
    if at >= end:
        at = end - 1
    form = table.get(words[at]) or _guess(words[at])
    if form is None:
        if not modal:
            return None
        form = Form(words[at], "unknown", "B", False)
    if not tense:
        tense = "past" if "D" in form.slots and not modal and not passive else "present"
    if modal:
        tense = "modal"
    elif perfect:
        tense = "perfect"
    elif progressive:
        tense = "progressive"
    return Group(begin, at, at + 1, form.lemma, form.kind, modal, tense, passive, negated)


def _participle(word: str, table: dict[str, Form], slot: str) -> bool:
    form = table.get(word)
    if form is not None:
        return slot in form.slots
    return word.endswith("ed") if slot == "N" else word.endswith("ing") and len(word) > 5


def _complement(group: Group, words: tuple[str, ...], table: dict[str, Form], limit: int) -> None:
    """Fill in what follows the lead verb: infinitive, gerund, that-clause or object noun."""
    at = _verb_after(words, group.end, table)
    end = min(limit, len(words))
    objects = nouns()[1]
    if at < end and words[at] in ("forward", "themselves", "ourselves", "itself", "himself"):
        at += 1
    if at < end and words[at] == "to":
        nxt = _verb_after(words, at + 1, table)
        if nxt < len(words):
            word = words[nxt]
            form = table.get(word)
            if (
                form is not None
                and ("B" in form.slots or "G" in form.slots)
                and not (form.nominal and word.endswith("s"))
            ):
                group.lead, group.inner, group.inner_kind, group.inner_at = "to", form.lemma, form.kind, nxt
                group.end = nxt + 1
                at = nxt + 1
            elif word.endswith("ing"):
                group.lead, group.inner, group.inner_kind, group.inner_at = "to", word, "unknown", nxt
                group.end = nxt + 1
                at = nxt + 1
            else:
                group.lead = "to_np"
    elif at < end:
        word = words[at]
        form = table.get(word)
        if word in ("that", "how"):
            group.lead = word
        elif form is not None and "G" in form.slots:
            group.lead, group.inner, group.inner_kind, group.inner_at = "ing", form.lemma, form.kind, at
            at += 1
        elif form is not None and group.kind == "continue" and "B" in form.slots:
            group.lead, group.inner, group.inner_kind, group.inner_at = "to", form.lemma, form.kind, at
        else:
            group.lead = word if word in PREPOSITIONS or word in ("when", "whether") else "np"
    else:
        group.lead = "end"
    for place in range(at, min(end, at + 9)):
        kind = objects.get(words[place])
        if kind is not None:
            group.object, group.object_word = kind, words[place]
            # The head noun of a short phrase is its last noun: look one further.
            if place + 1 < end and words[place + 1] in objects:
                group.object, group.object_word = objects[words[place + 1]], words[place + 1]
            break


def _subject(words: tuple[str, ...], raw: tuple[str, ...], begin: int, at: int) -> tuple[str, str]:
    """Class of the subject in the words ``[begin, at)`` before a verb group."""
    subjects = nouns()[0]
    after_preposition = False
    fallback: tuple[str, str] = ("none", "")
    name = ""
    found: tuple[str, str] | None = None
    for place in range(begin, at):
        word = words[place]
        if word in PREPOSITIONS:
            after_preposition = True
            continue
        if word in (",", "—", "–", ";", ":", "and"):
            if word != "and":
                after_preposition = False
                found = None if word != "," or found is None or found[0] not in ("speakers", "principals") else found
            continue
        kind = subjects.get(word)
        if kind is not None:
            if not after_preposition:
                # "the working group", "the Quad Leaders": the last noun before the verb is the head
                found = (kind, word)
            elif fallback[0] == "none":
                fallback = (kind, word)
        elif raw[place][0].isupper() and word not in SUBORDINATORS:
            name = word
            if not after_preposition and found is None:
                found = ("name", word)
        elif not after_preposition and word.isalpha() and word not in DETERMINERS and word not in ADVERBS:
            if found is None or found[0] not in ("principals", "name", "speakers", "states"):
                found = ("noun", word)
    if found is not None:
        return found
    if fallback[0] != "none":
        return fallback
    return ("name", name) if name else fallback


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
    groups.extend(_participles(words, groups))
    nominals = _nominals(words, groups)
    return Analysis(words, rows, tuple(begins), tuple(ends), tuple(groups), tuple(nominals))


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
        _complement(group, words, table, len(words))
        found.append(group)
    return found


def _nominals(words: tuple[str, ...], groups: list[Group]) -> list[Nominal]:
    """Nouns that stand for an act, with what they govern and what governs them."""
    table = verbs()
    known = _act_nouns()
    heads = {group.head for group in groups}
    found: list[Nominal] = []
    for at, word in enumerate(words):
        kind = known.get(word)
        if kind is None or at in heads:
            continue
        nxt = _verb_after(words, at + 1, table)
        lead = words[nxt] if nxt < len(words) and words[nxt] in PREPOSITIONS or nxt < len(words) and words[nxt] == "that" else ""
        inner, inner_kind, end = "", "", at + 1
        if lead and lead != "that":
            place = _verb_after(words, nxt + 1, table)
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


@cache
def _act_nouns() -> dict[str, str]:
    return {word: kind for kind, words in load("acts_nouns")["nominals"].items() for word in words}


def _groups(words: tuple[str, ...], raw: tuple[str, ...]) -> list[Group]:
    table = verbs()
    groups: list[Group] = []
    clause = 0
    opening = bool(words) and words[0] in SUBORDINATORS
    depth = "adverbial" if opening else "main"
    quoted = False
    at, end = 0, len(words)
    pending: list[tuple[Group, int]] = []
    while at < end:
        word = words[at]
        if word in ('"', "“", "”"):
            quoted = not quoted
        elif word == "," and depth in ("relative", "adverbial"):
            depth = "main"
            clause = at + 1
        elif word in RELATIVES or (word == "that" and at and _noun_before(words, at, table)):
            depth, clause = "relative", at
        elif word == "that" or (word == "how" and groups):
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
        if _starts(words, raw, at, table):
            group = _chain(words, at, table)
            if group is not None:
                kind, head = _subject(words, raw, clause, at)
                if kind == "none" and groups:
                    kind, head = groups[-1].subject, groups[-1].subject_word
                group.subject, group.subject_word, group.clause = kind, head, clause
                group.depth = "quoted" if quoted else depth
                if depth == "main" and groups and any(g.depth == "main" for g in groups):
                    group.depth = "second"
                groups.append(group)
                pending.append((group, group.head))
                at = group.head + 1
                clause = at
                continue
        at += 1
    for position, group in enumerate(groups):
        limit = groups[position + 1].begin if position + 1 < len(groups) else end
        _complement(group, words, table, limit)
    return groups


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
