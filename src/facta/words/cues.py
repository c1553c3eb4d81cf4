"""What a sentence offers the act classifier: named features, each with the words that carry it.

A feature is a name with a readable form, ``main|speakers|will|give``, and the offsets of its words, so that the
reason of a verdict can be told and shown. Rules stand in ``vocab/acts_cues.yaml`` and in the clause analysis; the
weights are learned (``evaluate/fit_acts.py``). Words are used too, but names of persons, places and states are
not: the same conduct must be read the same way whoever it is about.
"""

from __future__ import annotations

import re
from functools import cache

from facta.vocab import load
from facta.words.clauses import Analysis, Group, Nominal, analyse

Features = dict[str, tuple[int, int] | None]
"""Feature name -> offsets of its words in the sentence, or None where no single place carries it."""

NUMBER = re.compile(r"^\d")
SPLIT = re.compile(r"\s+")


@cache
def cues() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[re.Pattern[str], str, str]]]:
    """Cue phrases by trigger word, and each cue's pattern, act and meaning."""
    vocabulary = load("acts_cues")
    macros = {"{" + name + "}": text for name, text in vocabulary["macros"].items()}
    triggers: dict[str, list[str]] = {}
    patterns: dict[str, tuple[re.Pattern[str], str, str]] = {}
    for name, cue in vocabulary["cues"].items():
        text = cue["pattern"]
        for macro, value in macros.items():
            text = text.replace(macro, value)
        patterns[name] = (re.compile(text), cue["for"], cue["means"])
        for word in cue["key"]:
            triggers.setdefault(str(word), []).append(name)
    return {word: tuple(names) for word, names in triggers.items()}, patterns


def fold(text: str) -> str:
    """Lower case and straight quotes and dashes, character by character: offsets stay what they are."""
    folded = text.lower()
    if len(folded) != len(text):
        folded = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return folded.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"').replace("\xa0", " ")


def _verb_features(found: Features, group: Group, analysis: Analysis) -> None:
    span = (analysis.begins[group.begin], analysis.ends[max(group.head, group.end - 1)])
    form = group.modal or group.tense
    if group.negated:
        form += "-not"
    if group.passive:
        form += "-passive"
    for at in (group.depth, "any"):
        names = [
            f"{at}|kind={group.kind}",
            f"{at}|lemma={group.lemma}",
            f"{at}|form={form}",
            f"{at}|subject={group.subject}",
            f"{at}|{group.subject}|{form}|{group.kind}",
            f"{at}|{form}|{group.lemma}",
            f"{at}|{form}|{group.kind}",
            f"{at}|{group.subject}|{form}",
            f"{at}|{group.subject}|{group.lemma}",
            f"{at}|{group.kind}>{group.lead}",
            f"{at}|{group.lemma}>{group.lead}",
        ]
        if group.inner_kind:
            names += [
                f"{at}|{group.kind}>{group.inner_kind}",
                f"{at}|{group.lemma}>{group.inner_kind}",
                f"{at}|{group.subject}|{group.kind}>{group.inner_kind}",
                f"{at}|inner={group.inner}",
            ]
        if group.object:
            names += [f"{at}|{group.kind}>>{group.object}", f"{at}|{form}>>{group.object}"]
            names += [f"{at}|{group.lemma}>>{group.object}"]
        if group.modal:
            names += [f"{at}|modal={group.modal}|{group.subject}|{group.inner_kind or group.kind}"]
            names += [f"{at}|modal={group.modal}|{group.inner_kind or group.kind}>>{group.object}"]
        for name in names:
            found[name] = span


def _noun_features(found: Features, nominal: Nominal, analysis: Analysis) -> None:
    span = (analysis.begins[nominal.at], analysis.ends[nominal.end - 1])
    names = [
        f"noun={nominal.kind}",
        f"noun={nominal.kind}>{nominal.lead}",
        f"noun={nominal.noun}>{nominal.lead}",
        f"noun={nominal.verb}>{nominal.kind}",
        f"noun={nominal.verb}>{nominal.kind}>{nominal.lead}",
        f"noun={nominal.kind}|owner={nominal.owner}",
    ]
    if nominal.inner_kind:
        names += [
            f"noun={nominal.kind}>{nominal.lead}>{nominal.inner_kind}",
            f"noun={nominal.verb}>{nominal.kind}>{nominal.lead}>{nominal.inner_kind}",
            f"noun={nominal.kind}>{nominal.inner}",
            f"noun={nominal.noun}>{nominal.inner_kind}",
        ]
    for name in names:
        found[name] = span


def features(sentence: str, before: str = "") -> tuple[Features, Analysis]:
    """All features of a sentence, given the sentence before it."""
    analysis = analyse(sentence)
    words, raw, begins, ends = analysis.words, analysis.raw, analysis.begins, analysis.ends
    found: Features = {"bias": None}
    folded = fold(sentence)
    triggers, patterns = cues()
    tried: set[str] = set()
    for word in words:
        for name in triggers.get(word, ()):
            if name not in tried:
                tried.add(name)
                match = patterns[name][0].search(folded)
                if match is not None:
                    found["cue:" + name] = match.span()
    main = None
    for group in analysis.groups:
        _verb_features(found, group, analysis)
        if main is None and group.depth == "main":
            main = group
    for nominal in analysis.nominals:
        _noun_features(found, nominal, analysis)
    found["groups=" + str(min(len(analysis.groups), 4))] = None
    if main is None:
        found["no main verb"] = None
    else:
        for name in tuple(found):
            if name.startswith("cue:"):
                found[f"{name}&{main.kind}"] = found[name]
                found[f"{name}&{main.subject}"] = found[name]
    _shape(found, words, raw, sentence, begins, ends)
    _context(found, before)
    _words(found, words, raw, begins, ends)
    return found, analysis


def _shape(
    found: Features,
    words: tuple[str, ...],
    raw: tuple[str, ...],
    sentence: str,
    begins: tuple[int, ...],
    ends: tuple[int, ...],
) -> None:
    """Length, punctuation, title case, opening words, numbers and money."""
    length = len(words)
    found[f"length={min(length // 6, 8)}"] = None
    if not length:
        return
    stripped = sentence.rstrip()
    last = stripped[-1:] if stripped else ""
    found["ends=" + (last if last in ".:;?!,)" else "letter")] = None
    alphabetic = [word for word in raw if word[0].isalpha()]
    if alphabetic:
        share = sum(word[0].isupper() for word in alphabetic) / len(alphabetic)
        found[f"title case={int(share * 5)}"] = None
    first = words[0]
    from facta.words.clauses import verbs

    form = verbs().get(first)
    if form is not None:
        found[f"opens={form.kind}/{form.slots[:1]}"] = (begins[0], ends[0])
    if raw[0][0].islower():
        found["opens=lower case"] = None
    if any(word in ("$", "€", "£", "¥", "billion", "million", "trillion", "usd") for word in words):
        found["money"] = None
    if any(NUMBER.match(word) for word in words):
        found["number"] = None
    if "“" in sentence or '"' in sentence:
        found["quotation"] = None


def _context(found: Features, before: str) -> None:
    """What the sentence before says of this one: a list that it opens, a promise that goes on."""
    if not before:
        found["before=none"] = None
        return
    found["before ends=" + (before.rstrip()[-1:] if before.rstrip()[-1:] in ".:;?!" else "letter")] = None
    analysis = analyse(before[-600:])
    for group in analysis.groups:
        if group.depth == "main":
            found[f"before|{group.kind}"] = None
            found[f"before|{group.subject}|{group.modal or group.tense}"] = None
            break


def _words(
    found: Features, words: tuple[str, ...], raw: tuple[str, ...], begins: tuple[int, ...], ends: tuple[int, ...]
) -> None:
    """Words and pairs of words; names and numbers are masked."""
    previous = "^"
    for place, word in enumerate(words):
        letter = raw[place][0]
        if letter.isdigit():
            word = "<number>"
        elif place and letter.isupper() and not (place and words[place - 1] in (".", ":", '"', "“")):
            word = "<name>"
        span = (begins[place], ends[place])
        found.setdefault("w:" + word, span)
        found.setdefault(f"w:{previous} {word}", (begins[place - 1] if place else begins[0], ends[place]))
        previous = word
    found["w:" + previous + " $"] = (begins[-1], ends[-1]) if words else None
