"""Verb groups: where one begins, how its chain of auxiliaries is read, what it governs, who its subject is."""

from __future__ import annotations

from dataclasses import dataclass

from facta.words.lexicon import Form, grammar, guess, nouns

MODALS = grammar("modals")
BE = grammar("be")
HAVE = grammar("have")
DO = grammar("do")
NEGATIONS = grammar("negations")
SUBORDINATORS = grammar("subordinators")
RELATIVES = grammar("relatives")
PREPOSITIONS = grammar("prepositions")
DETERMINERS = grammar("determiners")
PRONOUNS = grammar("pronouns")
ADVERBS = grammar("adverbs")
OBJECT_OPENERS = grammar("object_openers")


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


def verb_after(words: tuple[str, ...], at: int, table: dict[str, Form]) -> int:
    """Index of the next word that is not an adverb, from ``at``."""
    end = len(words)
    while at < end and (words[at] in ADVERBS or (words[at].endswith("ly") and words[at] not in table)):
        at += 1
    return at


def starts(words: tuple[str, ...], raw: tuple[str, ...], at: int, table: dict[str, Form]) -> bool:
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
        form = guess(word)
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
        # "The States support a ...", "Japan calls on ...": an actor before, an object behind.
        actor = nouns()[0].get(previous) in ("speakers", "principals", "states") or raw[back][0].isupper()
        behind = words[at + 1] if at + 1 < len(words) else ""
        return (actor or previous == "and") and (behind in DETERMINERS or behind in OBJECT_OPENERS)
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


def chain(words: tuple[str, ...], at: int, table: dict[str, Form]) -> Group | None:
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
        elif word in HAVE and (nxt := verb_after(words, at + 1, table)) < end and _participle(words[nxt], table, "N"):
            perfect = True
            tense = tense or ("past" if word == "had" else "perfect")
            at += 1
        elif (
            word in BE
            and (nxt := verb_after(words, at + 1, table)) < end
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
            and (nxt := verb_after(words, at + 1, table)) < end
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
    form = table.get(words[at]) or guess(words[at])
    if form is None:
        if at == begin:
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


def complement(group: Group, words: tuple[str, ...], table: dict[str, Form], limit: int) -> None:
    """Fill in what follows the lead verb: infinitive, gerund, that-clause or object noun."""
    at = verb_after(words, group.end, table)
    end = min(limit, len(words))
    objects = nouns()[1]
    if at < end and words[at] in ("forward", "themselves", "ourselves", "itself", "himself"):
        at += 1
    if at < end and words[at] == "to":
        nxt = verb_after(words, at + 1, table)
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


def subject(words: tuple[str, ...], raw: tuple[str, ...], begin: int, at: int) -> tuple[str, str]:
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
        elif (
            not after_preposition
            and word.isalpha()
            and word not in DETERMINERS
            and word not in ADVERBS
            and (found is None or found[0] not in ("principals", "name", "speakers", "states"))
        ):
            found = ("noun", word)
    if found is not None:
        return found
    if fallback[0] != "none":
        return fallback
    return ("name", name) if name else fallback
