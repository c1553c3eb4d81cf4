"""Plain text and Markdown to prose. All texts are invented for these tests."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facta.read.draft import without_site
from facta.read.markdown import looks_like_markdown, markdown
from facta.read.plain import plain

WRAPPED = """\
The Committee of Arland decided today to keep its target for the lending rate
at four percent. Growth has been moderate during the first half of this year,
despite the ongoing adjustment in the housing sector of the country.

Readings on inflation have improved modestly in recent months. However, a long-
term moderation has yet to be shown by the figures that are collected.
"""


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # A wrapped text is joined, a compound at the line's end keeps its hyphen.
        (
            WRAPPED,
            "The Committee of Arland decided today to keep its target for the lending rate at four percent. Growth has "
            "been moderate during the first half of this year, despite the ongoing adjustment in the housing sector of "
            "the country.\n\nReadings on inflation have improved modestly in recent months. However, a long-term "
            "moderation has yet to be shown by the figures that are collected.",
        ),
        # Lines that are paragraphs stay apart.
        ("A first paragraph of one line.\nA second one.\n", "A first paragraph of one line.\n\nA second one."),
        ("Arlen, Arland\nMarch 2030\n\nThe text.", "Arlen, Arland\nMarch 2030\n\nThe text."),
        ("They will:\n- build a port;\n- open a road.", "They will:\n- build a port;\n- open a road."),
        ("100.\t  It is a pleasure.\n101.\tI also thank you.", "100. It is a pleasure.\n101. I also thank you."),
        ("双方同意\n《\n合作协定\n》的内容。\n双方将继续努力。", "双方同意《合作协定》的内容。\n\n双方将继续努力。"),
        ("A note [published today](https://example.org/a_(b)) says so.", "A note published today says so."),
        ("No\u00a0break,\u200b zero\u2060 width,\r\nSoft\u00ad hyphen", "No break, zero width,\nSoft hyphen"),
        ("Koope\u00ad\nration", "Kooperation"),
        ("", ""),
        ("###\n\n---\n", ""),
        ("全文如下。\n\n相关附件\n相关新闻\n", "全文如下。"),
    ],
)
def test_plain(source: str, expected: str) -> None:
    assert plain(source) == expected


def test_wrapped_chinese_is_joined_without_spaces() -> None:
    lines = [
        "双方重申将继续推进两国之间的战略合作伙伴关系并加强在各",
        "个领域的务实合作以造福两国人民并为地区和平与稳定作出新",
    ]
    assert plain("\n".join([*lines, *lines, "的贡献。"])) == "".join([*lines, *lines, "的贡献。"])


def test_wrapped_paragraphs_without_blank_lines_part_at_indents() -> None:
    text = (
        " I bring you the greetings of the people of Arland, who\n"
        "wish to act for the peace of the whole world and who are\n"
        "conscious of the task that lies before us in this Hall.\n"
        " At a time when the world is deeply troubled I have come\n"
        "to tell you that our community has a duty that we must\n"
        "shoulder together and without any further delay at all.\n"
    )
    paragraphs = plain(text).split("\n\n")
    assert [paragraph.split()[0] for paragraph in paragraphs] == ["I", "At"]
    assert all("\n" not in paragraph for paragraph in paragraphs)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "The parties **will\nmeet** *again* [in\nArlen](https://x.org/a(b)c).",
            "The parties will meet again in Arlen.",
        ),
        ("# Title #\n\nText", "Title\n\nText"),
        ("Title\n=====\nText", "Title\n\nText"),
        ("**Security**  \nWe will act.", "Security\n\nWe will act."),
        ("**Security**\nWe will act.", "Security\n\nWe will act."),
        ("**Arland.** We will act.", "Arland. We will act."),
        ("One line ends  \nhere", "One line ends here"),
        ("Rock and roar,  \nLights on the shore,", "Rock and roar,\nLights on the shore,"),
        ("A paragraph.  \n  \n  \nAnother.  \n \n\n\\###", "A paragraph.\n\nAnother."),
        ("-   One that is\n    wrapped\n-   Two\n    -   Nested", "- One that is wrapped\n- Two\n- Nested"),
        ("They agreed:\n- One\n- Two", "They agreed:\n- One\n- Two"),
        ("1.  First.\n\n2.  Second.", "1. First.\n\n2. Second."),
        ("It was signed in\n2009. The parties met.", "It was signed in 2009. The parties met."),
        ("- One\n\n<!-- -->\n\n- Two", "- One\n\n- Two"),
        ("<u>Under</u>lined <span\nstyle='x'>span</span> 27<sup>th</sup>", "Underlined span 27th"),
        ("Before\n\n<figure>\n<img\nsrc='x'/>\n</figure>\n\nAfter", "Before\n\nAfter"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a; b\n1; 2"),
        (
            "<table>\n<tr><td>A. Premier</td>\n<td>B. Chief</td></tr>\n<tr><td>Arland</td><td>Borduria</td>\n</table>",
            "A. Premier; B. Chief\nArland; Borduria",
        ),
        ("> Quoted words\n> go on.", "Quoted words go on."),
        ("See <https://example.org/a_b_c> \\[sic\\] \\*", "See https://example.org/a_b_c [sic] *"),
        ("![a picture](x.png)Text with a note[^1].\n\n[^1]: The note.", "Text with a note."),
        ("snake_case_stays, _this_ goes, 5 * 3 * 2 stays", "snake_case_stays, this goes, 5 * 3 * 2 stays"),
        ("[ref]: https://example.org\n\nA [link][ref] here.", "A link here."),
        ("```\ncode  stays\nLine by line\n```", "code stays\nLine by line"),
        ("AT&amp;T &mdash; yes", "AT&T — yes"),
        ("text <unclosed", "text"),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
    ],
)
def test_markdown(source: str, expected: str) -> None:
    assert markdown(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("**Bold** and a [link](https://example.org)", True),
        ("Plain text with 5 * 3 and a [bracket].", False),
        ("# Heading\n\n**Bold** text", True),
    ],
)
def test_looks_like_markdown(source: str, expected: bool) -> None:
    assert looks_like_markdown(source) is expected


@given(st.text(alphabet=st.sampled_from("ab. \n*_[]()<>#|-1\\`!&;~\u00a0\u200b。合「\ud800"), max_size=200))
def test_any_input_becomes_tidy_text(source: str) -> None:
    for clean in (plain, markdown):
        text = clean(source)
        assert text == text.strip()
        assert "\n\n\n" not in text
        assert "  " not in text
        assert not any(line != line.strip() for line in text.split("\n"))


@settings(max_examples=30)
@given(st.text(max_size=400))
def test_any_unicode_is_survived(source: str) -> None:
    plain(source)
    markdown(source)


@pytest.mark.parametrize(
    "bomb",
    ["[" * 100_000, "[a](" * 50_000, "*a " * 100_000, "<!--" * 50_000, "<a " * 50_000, "> " * 100_000, "`" * 50_000,
     "![" * 50_000, "_a" * 100_000, "- " * 100_000, "a\n" * 100_000, "|" * 100_000, "<table" * 30_000,
     "**a\n" * 30_000],
)  # fmt: skip
def test_bombs_take_seconds_at_most(bomb: str) -> None:
    begin = time.process_time()
    markdown(bomb)
    plain(bomb)
    assert time.process_time() - begin < 5


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Joint Statement of the Ministers | The Ministry", "Joint Statement of the Ministers"),
        ("Ministry | Joint Statement of the Ministers | News", "Joint Statement of the Ministers"),
        ("共同声明の発表について｜外務省", "共同声明の発表について"),
        ("A|B", "A|B"),
        ("", ""),
    ],
)
def test_the_name_of_the_site_is_no_part_of_a_title(title: str, kept: str) -> None:
    assert without_site(title) == kept
