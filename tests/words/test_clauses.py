"""Who does what in a clause. All sentences are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.words.clauses import analyse
from facta.words.lexicon import verbs


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # depth, subject class, modal or tense, class of the verb, lemma
        ("We will establish a fund.", [("main", "speakers", "will", "make", "establish")]),
        ("The leaders agreed to build a port.", [("main", "principals", "past", "decide", "agree")]),
        ("The fund has provided grants.", [("main", "instrument", "perfect", "give", "provide")]),
        ("Sanctions were imposed in May.", [("main", "instrument", "past", "make", "impose")]),
        (
            "They met today and agreed on a plan.",
            [("main", "principals", "past", "meet", "meet"), ("second", "principals", "past", "decide", "agree")],
        ),
        (
            "The minister said that Norland will sign the treaty.",
            [("main", "principals", "past", "say", "say"), ("reported", "name", "will", "make", "sign")],
        ),
        (
            "As we meet today, we condemn the attack.",
            [
                ("adverbial", "speakers", "present", "meet", "meet"),
                ("main", "speakers", "present", "condemn", "condemn"),
            ],
        ),
        (
            "Those who pay the price had no role.",
            [("relative", "anaphor", "present", "give", "pay"), ("main", "anaphor", "past", "have", "have")],
        ),
        ("Expand the network of clinics.", [("bare", "none", "base", "effect", "expand")]),
        ("Norland calls on the regime to stop.", [("main", "name", "present", "meet", "call")]),
        ("Support for the plan", []),
    ],
)
def test_verb_groups(sentence: str, expected: list[tuple[str, ...]]) -> None:
    found = [(g.depth, g.subject, g.modal or g.tense, g.kind, g.lemma) for g in analyse(sentence).groups]
    assert found == expected


@pytest.mark.parametrize(
    ("sentence", "lead", "inner"),
    [
        ("We plan to open a school.", "to", "open"),
        ("They committed to providing aid.", "to", "provide"),
        ("We look forward to hosting the summit.", "to", "host"),
        ("They agreed that peace matters.", "that", ""),
        ("We support the plan.", "np", ""),
    ],
)
def test_what_the_verb_governs(sentence: str, lead: str, inner: str) -> None:
    group = analyse(sentence).groups[0]
    assert (group.lead, group.inner) == (lead, inner)


@pytest.mark.parametrize(
    ("sentence", "noun", "kind", "inner"),
    [
        ("They reaffirmed their readiness to impose sanctions.", "readiness", "ready", "impose"),
        ("We share concerns about the launch.", "concerns", "concern", ""),
        ("He restated his commitment to building schools.", "commitment", "promise", "build"),
    ],
)
def test_nouns_that_stand_for_acts(sentence: str, noun: str, kind: str, inner: str) -> None:
    found = {(one.noun, one.kind, one.inner) for one in analyse(sentence).nominals}
    assert (noun, kind, inner) in found


@pytest.mark.parametrize(
    ("sentence", "negated", "passive"),
    [
        ("We will not accept the claim.", True, False),
        ("The port will be rebuilt next year.", False, True),
        ("Norland cannot accept the claim.", True, False),
    ],
)
def test_negation_and_voice(sentence: str, negated: bool, passive: bool) -> None:
    group = analyse(sentence).groups[0]
    assert (group.negated, group.passive) == (negated, passive)


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("agreed", "agree"),
        ("committed", "commit"),
        ("denies", "deny"),
        ("building", "build"),
        ("undertook", "undertake"),
    ],
)
def test_inflection(form: str, lemma: str) -> None:
    assert verbs()[form].lemma == lemma


@given(st.text(max_size=300))
def test_offsets_are_those_of_the_text(sentence: str) -> None:
    read = analyse(sentence)
    for raw, begin, end in zip(read.raw, read.begins, read.ends, strict=True):
        assert sentence[begin:end] == raw
    for group in read.groups:
        assert 0 <= group.begin <= group.head < len(read.words)
        assert 0 <= group.clause <= group.begin
