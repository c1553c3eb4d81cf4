"""Clean text and the way back. All texts are invented."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.text.normalise import normalise

PIECES = [
    "Aland", "é", "e\u0301", "\u0301", "ﬁ", "\u200b", "\ufeff", "\u00ad", "\u00a0", "\u3000",
    "\t", " ", "\r\n", "\r", "\n", "\x0b", "\x0c", "\x85", "\u2028", "\x00", "\x1b", "\ud800",
    "\udfff", "😀", "\U0002f800", "か\u3099", "\u202e", "\ufdd0", "\uffff", "\u1fef", "\u212b",
    "\uf900", "。", "“", ".",
]  # fmt: skip
hostile = st.lists(st.one_of(st.sampled_from(PIECES), st.text(st.characters(exclude_categories=()), max_size=3))).map(
    "".join
)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("", ""),
        ("plain text.", "plain text."),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a paragraph  \n\n\n\n  and another", "a paragraph\n\n and another"),
        ("tab\tand\u00a0no-break \u2003 space", "tab and no-break space"),
        ("zero\u200bwidth, soft\u00adhyphen, \ufeffmark", "zerowidth, softhyphen, mark"),
        ("e\u0301te\u0301", "été"),
        ("e\u200b\u0301", "é"),
        ("ﬁnance oﬀice", "finance office"),
        ("a lone \ud800 surrogate", "a lone \ufffd surrogate"),
        ("bell\x07 and escape\x1b[31m", "bell and escape[31m"),
        ("“curly” – and ‘dashes’ stay", "“curly” – and ‘dashes’ stay"),
        ("line\u2028separator", "line\nseparator"),
        ("\U0001f600 stays", "\U0001f600 stays"),
    ],
)
def test_what_is_cleaned(text: str, clean: str) -> None:
    assert normalise(text).text == clean


def test_a_quote_is_found_in_the_source() -> None:
    source = "First.\r\n\r\nThe  U.\u200bS.\tand re\u0301gion  act."
    clean = normalise(source)
    begin = clean.text.index("U.S. and région")
    left, right = clean.original(begin, begin + len("U.S. and région"))
    assert source[left:right] == "U.\u200bS.\tand re\u0301gion"


@given(hostile)
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text).text
    assert normalise(once).text == once


@given(hostile)
def test_every_interval_leads_back_in_order(text: str) -> None:
    clean = normalise(text)
    before = 0
    for at, character in enumerate(clean.text):
        begin, end = clean.original(at, at + 1)
        assert 0 <= begin < end <= len(text)
        assert begin >= before or text[before:begin] == ""
        before = begin
        if character.isascii() and character.isalnum():
            assert character in unicodedata.normalize("NFKC", text[begin:end])
    if clean.text:
        begin, end = clean.original(0, len(clean.text))
        assert normalise(text[begin:end]).text == clean.text


@given(hostile, st.integers(-3, 40), st.integers(-3, 40))
def test_an_interval_outside_the_text_is_refused(text: str, begin: int, end: int) -> None:
    clean = normalise(text)
    if 0 <= begin <= end <= len(clean.text):
        left, right = clean.original(begin, end)
        assert left <= right
    else:
        with pytest.raises(ValueError, match="does not lie"):
            clean.original(begin, end)


def test_a_large_hostile_text_takes_linear_time() -> None:
    started = time.perf_counter()
    normalise(" \u200b" * 200_000 + "e" + "\u0301" * 200_000)
    assert time.perf_counter() - started < 5
