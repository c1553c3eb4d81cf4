"""One key for two spellings, and two keys for two words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.text.spelling import one_spelling
from facta.text.tokens import words_of


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("destabilising", "destabilizing"),
        ("denuclearisation", "denuclearization"),
        ("finalised", "finalized"),
        ("mobilises", "mobilizes"),
        ("analyse", "analyze"),
        ("behaviour", "behavior"),
        ("neighbouring", "neighboring"),
        ("favourably", "favorably"),
        ("labour's", "labor's"),
        ("programmes", "programs"),
        ("centre", "center"),
        ("defences", "defenses"),
        ("travelled", "traveled"),
        ("fulfil", "fulfill"),
        ("whilst", "while"),
        ("co-operation", "cooperation"),
        ("non-proliferation", "nonproliferation"),
        ("counter-terrorism", "counterterrorism"),
        ("long-standing", "longstanding"),
        ("de-centralisation", "decentralization"),
    ],
)
def test_two_spellings_have_one_key(british: str, american: str) -> None:
    assert one_spelling(british) == one_spelling(american)


@pytest.mark.parametrize(
    "word",
    ["exercise", "promises", "enterprise", "revised", "advising", "otherwise", "rise", "hour", "contour", "compelled",
     "controlled", "programmed", "u.s.", "2021", "indo-pacific", "people-to-people", "un-led", "over-the-counter",
     "会", "été"],
)  # fmt: skip
def test_other_words_are_their_own_key(word: str) -> None:
    assert one_spelling(word) == word


def test_a_sentence_in_two_spellings_has_the_same_words() -> None:
    british = "The programme of denuclearisation was finalised in co-operation with neighbours."
    american = "The program of denuclearization was finalized in cooperation with neighbors."
    assert words_of(british) == words_of(american)


@given(st.text(max_size=30))
def test_a_key_is_its_own_key(word: str) -> None:
    assert one_spelling(one_spelling(word)) == one_spelling(word)
