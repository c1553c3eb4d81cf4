"""Words with their places.

A word is folded for comparison (case, quotation marks, dashes, full-width forms, British and American spelling); its
offsets lead back to the text as printed. Punctuation is dropped. What counts as one word:

* letters and digits, joined inside by hyphen, apostrophe or ``&``: ``indo-pacific``, ``japan's``, ``covid-19``;
* a dotted abbreviation: ``u.s.``, ``d.p.r.k.`` (``U.S.-Japan`` gives two words, ``u.s.`` and ``japan``);
* a number with its points and commas: ``1.5``, ``100,000``; a range ``2021–2023`` gives two words;
* a currency or per-cent sign by itself: ``$``, ``%``;
* one Chinese character or Japanese kana: such text has no spaces, and single characters compare well. Korean is split
  at its spaces, as printed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from facta.text.spelling import one_spelling

_CJK = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LETTER = rf"[^\W\d_{_CJK}]"
_MARK = r"\u0300-\u036f"
_ALNUM = rf"(?:[^\W_{_CJK}][{_MARK}]*)"
_TOKEN = re.compile(
    rf"(?:{_LETTER}\.){{2,}}"
    r"|\d+(?:[.,．，]\d+)+"
    rf"|{_ALNUM}+(?:(?:[-\u2010\u2011'\u2019&]|(?<=[^\W\d_])[\u2013\u2212](?=[^\W\d_])){_ALNUM}+)*"
    rf"|[$€£¥₩₹₽₺₴₪₫₱฿￥￡％%‰\u00a2\u20a0-\u20cf]"
    rf"|[{_CJK}]"
)
# ASCII text (most of it) takes the plain form of the same rule.
_ASCII_TOKEN = re.compile(r"(?:[a-z]\.){2,}|\d+(?:[.,]\d+)+|[a-z0-9]+(?:[-'&][a-z0-9]+)*|[$%]")
_FOLD = str.maketrans({"\u2018": "'", "\u2019": "'", "\u2010": "-", "\u2011": "-", "\u2013": "-", "\u2212": "-"})


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text in order: folded, with the half-open interval ``[begins[i], ends[i])`` of each."""

    words: tuple[str, ...]
    begins: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.words)


def tokenise(text: str, language: str = "en") -> Tokens:
    """Split ``text`` into folded words with offsets. The rule is the same in every language (see the module).

    >>> tokenise("The U.S.\u2013Japan Alliance: $1.5 billion").words
    ('the', 'u.s.', 'japan', 'alliance', '$', '1.5', 'billion')
    """
    if text.isascii():
        folded = text.lower()
        spans = [match.span() for match in _ASCII_TOKEN.finditer(folded)]
        words = tuple([one_spelling(folded[begin:end]) for begin, end in spans])
    else:
        spans = [match.span() for match in _TOKEN.finditer(text)]
        words = tuple([one_spelling(fold(text[begin:end])) for begin, end in spans])
    return Tokens(words, tuple([begin for begin, _ in spans]), tuple([end for _, end in spans]))


def words_of(text: str) -> list[str]:
    """The folded words alone, where places do not matter: the cheaper half of ``tokenise``."""
    if text.isascii():
        return list(map(one_spelling, _ASCII_TOKEN.findall(text.lower())))
    return [one_spelling(fold(word)) for word in _TOKEN.findall(text)]


def fold(word: str) -> str:
    """A word in one script form: lower case, plain quotation marks and hyphens, full-width forms made ordinary.

    Its spelling stays: a redline shows it. ``tokenise`` and ``words_of`` go one step further (``text.spelling``).
    """
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFKC", word).casefold().translate(_FOLD)
