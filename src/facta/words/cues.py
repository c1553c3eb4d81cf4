"""What a sentence offers the act classifier: for each of its clauses, named features and the words that carry them.

A feature is a name with a readable form, ``main|speakers|will|give``, and the offsets of its words, so that the
reason of a verdict can be told and shown. Cue phrases stand in ``vocab/acts_cues.yaml``, classes of verbs and nouns
in ``vocab/acts_verbs.yaml`` and ``vocab/acts_nouns.yaml``; the weights are learned (``evaluate/fit_acts.py``). Words
are used too, but names of persons, places and states are masked: the same conduct must be read the same way
whoever it is about.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from facta.text.actors import actors_in
from facta.vocab import load
from facta.words.clauses import Analysis, Nominal, analyse
from facta.words.lexicon import grammar, verbs
from facta.words.verbgroups import Group

Features = dict[str, tuple[int, int] | None]
"""Feature name -> offsets of its words in the sentence, or None where no single place carries it."""

FUTURE = frozenset(("will", "'ll", "shall", "would"))
YEAR = re.compile(r"(?:19|20)\d\d")
STOPS = ".:;?!,)"


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


@cache
def _families() -> tuple[dict[str, str], dict[str, str]]:
    """Verb class -> family; subject class -> agency."""
    return tuple(  # type: ignore[return-value]
        {member: name for name, members in load(vocabulary)[part].items() for member in members}
        for vocabulary, part in (("acts_verbs", "families"), ("acts_nouns", "agency"))
    )


@cache
def _genres() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in load("acts_genres").items()}


@lru_cache(maxsize=256)
def genres(title: str) -> tuple[str, ...]:
    """What kind of text a title promises, as feature names; empty for no title."""
    if not title.strip():
        return ()
    low = fold(title)
    return tuple(f"genre={name}" for name, pattern in _genres().items() if pattern.search(low)) or ("genre=none",)


def fold(text: str) -> str:
    """Lower case and straight quotes, character by character: offsets stay what they are."""
    folded = text.lower()
    if len(folded) != len(text):
        folded = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return folded.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"').replace("\xa0", " ")


def clauses(sentence: str, before: str = "", title: str = "") -> list[Features]:
    """The features of each clause of a sentence, given the sentence before it and the title of its text.

    A sentence without a finite verb is one clause. Any text will do; never raises.
    """
    analysis = analyse(sentence)
    words = analysis.words
    if not words:
        return [{"bias": None}]
    shared: Features = {"bias": None}
    shape(shared, analysis, sentence)
    context(shared, before)
    shared.update(dict.fromkeys(genres(title)))
    groups = sorted(analysis.groups, key=lambda group: group.clause)
    starts = [0, *(group.clause for group in groups[1:])] if groups else [0]
    shared[f"clauses={min(len(starts), 5)}"] = None
    found: list[Features] = []
    bounds: list[tuple[int, int]] = []
    for place, start in enumerate(starts):
        end = next((later for later in starts[place + 1 :] if later > start), len(words))
        clause: Features = {}
        numbered = _words(clause, analysis, start, end)
        if groups:
            _verb(clause, groups[place], analysis, numbered)
        else:
            clause["no verb"] = None
        for nominal in analysis.nominals:
            if start <= nominal.at < end:
                _noun(clause, nominal, analysis)
        found.append(clause)
        bounds.append((analysis.begins[start], analysis.ends[end - 1]))
    for name, (begin, stop) in cue_spans(analysis, sentence):
        for clause, (left, right) in zip(found, bounds, strict=True):
            if left <= begin < right:
                clause["cue:" + name] = (begin, stop)
    for clause in found:
        clause.update(shared)
    return found


def cue_spans(analysis: Analysis, sentence: str) -> list[tuple[str, tuple[int, int]]]:
    """Every cue phrase of the sentence and where it stands; patterns are tried where a trigger word occurs."""
    folded = fold(sentence)
    triggers, patterns = cues()
    names = {name for word in analysis.words for name in triggers.get(word, ())}
    return [(name, match.span()) for name in sorted(names) for match in patterns[name][0].finditer(folded)]


def _verb(found: Features, group: Group, analysis: Analysis, numbered: bool) -> None:
    span = (analysis.begins[group.begin], analysis.ends[max(group.head, group.end - 1)])
    form = group.modal or group.tense
    if group.negated:
        form += "-not"
    if group.passive:
        form += "-passive"
    named = group.kind == "unknown" and analysis.raw[group.head][0].isupper()
    lemma = "<name>" if named else group.lemma
    names: list[str] = []
    for at in (group.depth, "any"):
        names += [
            f"{at}|kind={group.kind}",
            f"{at}|lemma={lemma}",
            f"{at}|form={form}",
            f"{at}|subject={group.subject}",
            f"{at}|{group.subject}|{form}|{group.kind}",
            f"{at}|{form}|{lemma}",
            f"{at}|{form}|{group.kind}",
            f"{at}|{group.subject}|{form}",
            f"{at}|{group.subject}|{lemma}",
            f"{at}|{group.kind}>{group.lead}",
            f"{at}|{lemma}>{group.lead}",
        ]
        if group.inner_kind:
            names += [
                f"{at}|{group.kind}>{group.inner_kind}",
                f"{at}|{lemma}>{group.inner_kind}",
                f"{at}|{group.subject}|{group.kind}>{group.inner_kind}",
                f"{at}|inner={group.inner}",
            ]
        if group.object:
            names += [f"{at}|{group.kind}>>{group.object}", f"{at}|{form}>>{group.object}"]
            names += [f"{at}|{lemma}>>{group.object}"]
        if group.modal:
            names += [f"{at}|modal={group.modal}|{group.subject}|{group.inner_kind or group.kind}"]
            names += [f"{at}|modal={group.modal}|{group.inner_kind or group.kind}>>{group.object}"]
    families, agency = _families()
    agent = agency.get(group.subject, group.subject)
    family = families.get(group.kind, group.kind)
    if group.inner_kind:
        family += ">" + families.get(group.inner_kind, group.inner_kind)
    time = "future" if group.modal in FUTURE else group.modal or group.tense
    depth = group.depth if group.depth in ("relative", "adverbial") else "top"
    names += [
        f"sum|{agent}|{time}|{family}",
        f"sum|{time}|{family}|{group.object}",
        f"sum|{agent}|{time}|{family}|{group.object}",
        f"sum|{agent}|{time}|{family}|{depth}",
    ]
    if numbered:
        names += [f"sum|{agent}|{time}|{family}|number", f"sum|{time}|{family}|number"]
    for name in names:
        found[name] = span


def _noun(found: Features, nominal: Nominal, analysis: Analysis) -> None:
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


def shape(found: Features, analysis: Analysis, sentence: str) -> None:
    """Length, punctuation, title case, opening words, numbers and money."""
    words, raw = analysis.words, analysis.raw
    found[f"length={min(len(words) // 6, 8)}"] = None
    last = sentence.rstrip()[-1:]
    found["ends=" + (last if last in STOPS else "letter")] = None
    alphabetic = [word for word in raw if word[0].isalpha()]
    if alphabetic:
        share = sum(word[0].isupper() for word in alphabetic) / len(alphabetic)
        found[f"title case={int(share * 5)}"] = None
    form = verbs().get(words[0])
    if form is not None:
        found[f"opens={form.kind}/{form.slots[:1]}"] = (analysis.begins[0], analysis.ends[0])
    if raw[0][0].islower():
        found["opens=lower case"] = None
    if not grammar("money").isdisjoint(words):
        found["money"] = None
    if any(word[0].isdigit() for word in words):
        found["number"] = None
        for word in words:
            if YEAR.fullmatch(word):
                found[f"year={word[:3]}0s"] = None
    if "“" in sentence or '"' in sentence:
        found["quotation"] = None


def context(found: Features, before: str) -> None:
    """What the sentence before says of this one: a list that it opens, a promise that goes on."""
    tail = before.rstrip()
    if not tail:
        found["before=none"] = None
        return
    found["before ends=" + (tail[-1] if tail[-1] in STOPS else "letter")] = None
    for group in analyse(before[-600:]).groups:
        if group.depth == "main":
            found[f"before|{group.kind}"] = None
            found[f"before|{group.subject}|{group.modal or group.tense}"] = None
            break


@lru_cache(maxsize=4096)
def _names_somebody(word: str) -> bool:
    return bool(actors_in(word))


def masked(word: str, inside: bool) -> bool:
    """Whether a capitalised word is a name: any one ``inside`` a sentence; at its head only the name of an actor."""
    return inside or _names_somebody(word)


def is_name(analysis: Analysis, at: int) -> bool:
    """Whether a capitalised word of a sentence is a name."""
    return masked(analysis.raw[at], at > 0 and analysis.words[at - 1] not in (".", ":", '"', "“"))


def _words(found: Features, analysis: Analysis, start: int, end: int) -> bool:
    """Words and pairs of words of one clause, names and numbers masked. Says whether there is a number."""
    previous, numbered = "^", False
    words, raw, begins, ends = analysis.words, analysis.raw, analysis.begins, analysis.ends
    for place in range(start, end):
        word, letter = words[place], raw[place][0]
        if letter.isdigit():
            word, numbered = "<number>", True
        elif letter.isupper() and is_name(analysis, place):
            word = "<name>"
        found["w:" + word] = (begins[place], ends[place])
        found[f"w:{previous} {word}"] = (begins[place - 1] if place > start else begins[place], ends[place])
        previous = word
    return numbered
