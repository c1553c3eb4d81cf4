"""Words with their places. All texts are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.text.spelling import one_spelling
from facta.text.tokens import fold, tokenise, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ()),
        ("—“”… !", ()),
        ("The Leaders met.", ("the", "leaders", "met")),
        ("The U.S.-Aland Treaty", ("the", "u.s.", "aland", "treaty")),
        ("the U.S.–Aland Treaty’s aims", ("the", "u.s.", "aland", "treaty's", "aims")),
        ("Indo‑Pacific and Indo-Pacific", ("indo-pacific", "and", "indo-pacific")),
        (
            "$1.5 billion, 100,000 doses, 40% by 2030",
            ("$", "1.5", "billion", "100,000", "doses", "40", "%", "by", "2030"),
        ),
        ("2021–2023", ("2021", "2023")),
        ("COVID-19, 5th, G7", ("covid-19", "5th", "g7")),
        ("D.P.R.K. tests", ("d.p.r.k.", "tests")),
        ("中方愿同各方", ("中", "方", "愿", "同", "各", "方")),
        ("第76届G7会议", ("第", "76", "届", "g7", "会", "议")),
        ("首脳はクアッド", ("首", "脳", "は", "ク", "ア", "ッ", "ド")),
        ("３．６８％", ("3.68", "%")),
        ("Straße ÉTÉ", ("strasse", "été")),
        ("한국과 협력", ("한국과", "협력")),
    ],
)
def test_what_is_a_word(text: str, words: tuple[str, ...]) -> None:
    assert tokenise(text).words == words


@given(st.text(st.characters(exclude_categories=())))
def test_every_word_stands_where_it_says(text: str) -> None:
    tokens = tokenise(text)
    assert list(tokens.words) == words_of(text)
    assert len(tokens) == len(tokens.begins) == len(tokens.ends)
    last = 0
    for word, begin, end in zip(tokens.words, tokens.begins, tokens.ends, strict=True):
        assert last <= begin < end <= len(text)
        assert one_spelling(fold(text[begin:end])) == word
        last = end


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_text_is_cut_like_any_other(text: str) -> None:
    # A non-breaking space sends the same text down the general path.
    assert tokenise(text + " \u00a0").words == tokenise(text).words
