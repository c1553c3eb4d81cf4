"""The lexicon behind the clause analysis: verb forms with their classes, nouns by their part, closed classes.

All words stand in ``vocab/acts_verbs.yaml``, ``vocab/acts_nouns.yaml`` and ``vocab/acts_grammar.yaml``; regular verb
forms are derived here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from facta.vocab import load


@cache
def grammar(name: str) -> frozenset[str]:
    """A closed class of words: ``modals``, ``prepositions``, ..."""
    return frozenset(load("acts_grammar")[name])


@dataclass(frozen=True, slots=True)
class Form:
    """What a word form may be: lemma, class and slots: B base, S third person, D past, N participle, G -ing."""

    lemma: str
    kind: str
    slots: str
    nominal: bool


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
    past = lemma + "d" if lemma.endswith("e") else stem + "ed"
    if lemma.endswith("y") and lemma[-2] not in vowels:
        past = lemma[:-1] + "ied"
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


@cache
def _adjectives() -> frozenset[str]:
    return frozenset(load("acts_verbs")["adjectives"])


def guess(word: str) -> Form | None:
    """A verb form by its ending alone, for words the lexicon does not know."""
    if len(word) > 4 and word.endswith("ed") and "-" not in word and word not in _adjectives():
        return Form(word[:-2] if not word.endswith("ied") else word[:-3] + "y", "unknown", "DN", False)
    return None


@cache
def act_nouns() -> dict[str, str]:
    """Nouns that stand for an act of speech or will, with the class of the verb they replace."""
    return {word: kind for kind, words in load("acts_nouns")["nominals"].items() for word in words}
