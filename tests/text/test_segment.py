"""Headings, items and sentences. All texts, countries and agreements are invented where they are not mere names."""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.model import Source, Statement
from facta.text.normalise import normalise
from facta.text.segment import segment, sentences


def statement(text: str, language: str = "en") -> Statement:
    source = Source("-", datetime(2026, 1, 1, tzinfo=UTC), "", "text/plain")
    return Statement(id="s", title="", text=text, date=None, source=source, language=language)


def cut(text: str) -> list[str]:
    return [one.quote for one in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        # Every sentence stands between two bars; the space around a bar is not part of it.
        "They met in Aland.| They will meet again.",
        "They concluded talks with the U.S.| Japan welcomed the outcome.",
        "They concluded talks with the U.S.| North Korea has rejected it.",
        "They concluded talks with the U.S.| Japan and Australia will join.",
        "With the U.S. Japan welcomed the outcome.| They left.",
        "It was late.| Together with the U.S. Japan will host the talks.",
        "In close partnership with the U.S. Australia has opened a port.",
        "With Aland they met the U.S.| Japan welcomed the outcome.",
        "They concluded talks with the U.S.| The two sides agreed.",
        "They concluded talks with the U.S.| In addition, they ate.",
        "They met in the U.S.| Did they agree?",
        "The Aland–U.S. Comprehensive Partnership and the Bland-U.S. Dialogue grew.",
        "They met in Washington, D.C.| President Adams warmly welcomed them.",
        "They met in Washington, D.C. July 9.| It opened at 9 a.m. Eastern time.",
        "They thanked U.S. President Adams for his visit.",
        "The U.S. Senate approved it.| U.S. Navy ships arrived.",
        "The U.S. Japan alliance has grown.",
        "The D.P.R.K. Government and the U.N. Security Council met at 5 p.m. Tuesday.",
        "They met at 5 p.m.| We thank them.",
        "See Art. 5 and paras. 12 and 13 of Res. 2231.| It stands.",
        "Article 5.| The parties agree.",
        "The answer is no.| The leaders left.",
        "Decision No. 7 was taken.| No. 8 follows.",
        "Lt. Cmdr. Ann B. Smith and Gen. Lee met Mr. Jones Jr. on Feb. 3 and Sept. 4.",
        "It opened in Feb.| The rest followed.",
        "President Joseph R. Adams spoke.| Mme. Curie and Dr. J. K. Low replied.",
        "Many partners, e.g. Aland, i.e. the north, helped, cf. Annex A.",
        "He said they are “free.”| The leaders agreed.",
        "He said: “We are free.| We stay free.”| They left.",
        "“Are we free?” he asked.| “Yes!”| They cheered.",
        "It rose by 2.5 percent to $1.75 billion.| That was enough.",
        "They waited...| Then they left.",
        "They waited … and left.",
        "See https://example.org/a.b/c.d?e=1. They did.".replace(". T", ".| T"),
        "Is it so?| It is!| Good.",
        "It grew (see para. 5).| It shrank.",
        "It ended.[12]| It began.",
        "We support the Indo-Pacific.|We will act.",
        "The state.gov page and node.js stay whole.",
        "They agreed – U.S. and Aland – to act.| So be it.",
        "Aland, Bland, etc. are partners.| Aland, Bland, etc.| They agreed.",
        "Acme Inc. and Bcme Ltd. signed.| It is done.",
    ],
)
def test_sentences(text: str) -> None:
    expected = [part.strip() for part in text.split("|")]
    assert cut(text.replace("|", "")) == expected


@pytest.mark.parametrize(
    "text",
    [
        "中方重视合作。|双方同意！|有何评论？",
        "他说：“我们同意。会谈很好。”|会议结束。",
        "他说“我们同意。”的时候，会议结束。",
        "会议（见附件。）结束。|再见。",
        "两国首脑表示欢迎。|Aland will act. 之后，双方同意。".replace(". 之", ".| 之"),
        "首相は「行く。」と述べた。|次に進む。",
        "「行く。」|大臣は述べた。",
        "彼は『「はい。」と言う。』と書いた。|終わり。",
        "引号没有关上：“我们同意。|会议结束。",
        "增长３．６８％。|很好。",
    ],
)
def test_sentences_without_spaces(text: str) -> None:
    assert cut(text.replace("|", "")) == [part.strip() for part in text.split("|")]


LAYOUT = """\
# Joint Statement

Aland and Bland met today.
They agreed.

I. Economic Security

1. We met. We ate well.
12.\tWe will act.

We will:

- build ten ships;
• plant trees
(a) first, and
b) second.
◦ Eat. And drink.

Our Shared Future
We look ahead.

***

Strengthening the rule of law

We will do so.
"""


def test_layout() -> None:
    found = [(p.kind, p.number, p.quote, p.heading) for p in segment(statement(LAYOUT))]
    assert found == [
        ("heading", "", "Joint Statement", ""),
        ("sentence", "", "Aland and Bland met today.", "Joint Statement"),
        ("sentence", "", "They agreed.", "Joint Statement"),
        ("heading", "I.", "Economic Security", ""),
        ("sentence", "1.", "We met.", "Economic Security"),
        ("sentence", "1.", "We ate well.", "Economic Security"),
        ("sentence", "12.", "We will act.", "Economic Security"),
        ("sentence", "", "We will:", "Economic Security"),
        ("item", "", "build ten ships;", "Economic Security"),
        ("item", "", "plant trees", "Economic Security"),
        ("item", "(a)", "first, and", "Economic Security"),
        ("item", "b)", "second.", "Economic Security"),
        ("sentence", "", "Eat.", "Economic Security"),
        ("sentence", "", "And drink.", "Economic Security"),
        ("heading", "", "Our Shared Future", ""),
        ("sentence", "", "We look ahead.", "Our Shared Future"),
        ("heading", "", "Strengthening the rule of law", ""),
        ("sentence", "", "We will do so.", "Strengthening the rule of law"),
    ]


def test_sentences_of_one_paragraph_share_its_number() -> None:
    paragraphs = [p.paragraph for p in segment(statement("1. One. Two.\n2. Three.\n\nFour. Five."))]
    assert paragraphs == [0, 0, 1, 2, 2]


WRAPPED = """\
The leaders of Aland and Bland met today in the capital of Aland and they
discussed with Prime Minister Cedric Low of Celand the state of the treaty
of 1996. They will meet again in the spring of next year, in a place that
will be announced. On this day, they thanked the people of Aland for their
warm welcome.
The Treaty of 1996
"""


def test_wrapped_lines_are_one_paragraph() -> None:
    found = segment(statement(WRAPPED))
    assert [(p.paragraph, p.quote.split()[0], p.quote.split()[-1]) for p in found] == [
        (0, "The", "1996."),
        (0, "They", "announced."),
        (0, "On", "welcome."),
        (1, "The", "1996"),
    ]


def test_a_number_in_a_wrapped_sentence_is_no_paragraph() -> None:
    text = WRAPPED.replace("of the treaty\nof 1996. They", "under its Article\n5. They")
    assert text != WRAPPED
    assert not any(p.number for p in segment(statement(text)))


@pytest.mark.parametrize("text", ["", " \n\t\r\n ", "***\n\n###\n---", "\u200b\ufeff", "。", "..."])
def test_nothing_is_said(text: str) -> None:
    assert segment(statement(text)) == ()


def test_chinese_headings_and_paragraphs() -> None:
    text = "一、工作回顾\n过去一年，双方合作良好。成果丰硕。\n（二）展望未来\n双方将继续努力。"
    found = [(p.kind, p.number, p.quote) for p in segment(statement(text, "zh"))]
    assert found == [
        ("heading", "一、", "工作回顾"),
        ("sentence", "", "过去一年，双方合作良好。"),
        ("sentence", "", "成果丰硕。"),
        ("heading", "（二）", "展望未来"),
        ("sentence", "", "双方将继续努力。"),
    ]


PIECES = [
    "Aland", "Japan", "will", "U.S.", "No.", "Art.", "e.g.", "J.", ". ", ".", "? ", "! ", "… ",
    "...", "。", "！", "「", "」", "『", "』", "“", "”", "（", "）", "\r\n", "\n\n", "\n", "\t",
    "\u00a0", "\u200b", "\ufeff", "\ud800", "\udc00", "😀", "- ", "• ", "1. ", "100.\t", "(a) ",
    "II. ", "# ", "**", "\x00", "\x1c", "\x85", "\u2028", "\u0301", " ", "We", "中", "か\u3099",
]  # fmt: skip
hostile = st.lists(st.one_of(st.sampled_from(PIECES), st.text(st.characters(exclude_categories=()), max_size=3))).map(
    "".join
)


@given(hostile)
def test_every_passage_is_its_quote(text: str) -> None:
    last = 0
    covered: set[int] = set()
    for index, passage in enumerate(segment(statement(text))):
        assert passage.index == index
        assert text[passage.begin : passage.end] == passage.quote
        assert last <= passage.begin < passage.end <= len(text)
        assert any(character.isalnum() for character in passage.quote)
        assert not passage.quote[0].isspace()
        assert not passage.quote[-1].isspace()
        last = passage.end
        covered.update(range(passage.begin, passage.end))
    # What stands between passages is short: markers, numbers, spaces, marks; never a word.
    between = "".join(character if at not in covered else "\n" for at, character in enumerate(text))
    assert all(len(run) <= 6 for run in "".join(c if c.isalpha() else " " for c in between).split())


@given(hostile)
def test_passages_of_the_clean_text_are_found_in_the_source(text: str) -> None:
    clean = normalise(text)
    for passage in segment(statement(clean.text)):
        begin, end = clean.original(passage.begin, passage.end)
        assert normalise(text[begin:end]).text.split() == passage.quote.split()


@given(hostile)
def test_sentences_cover_every_letter(text: str) -> None:
    found = sentences(text)
    assert "".join(c for s in found for c in s.quote if c.isalnum()) == "".join(c for c in text if c.isalnum())
    assert all(text[s.begin : s.end] == s.quote for s in found)


@pytest.mark.parametrize(
    "text", ["a" * 1_000_000, ". " * 300_000, "U.S. " * 200_000, "“" * 300_000 + "。", "1. " * 200_000]
)
def test_hostile_length_takes_linear_time(text: str) -> None:
    started = time.perf_counter()
    segment(statement(text))
    assert time.perf_counter() - started < 10


def test_real_texts_keep_the_invariant(shared) -> None:
    import json

    lines = (shared / "data" / "prc_mfa" / "mfa_press_zh_2020_2023.jsonl").read_text(encoding="utf-8").splitlines()[:50]
    lines += (
        (shared / "data" / "ungdc" / "ungdc_12states_1970_2019.jsonl").read_text(encoding="utf-8").splitlines()[:10]
    )
    for line in lines:
        text = json.loads(line)["text"]
        passages = segment(statement(text))
        assert all(text[p.begin : p.end] == p.quote for p in passages)
        assert max(len(p.quote) for p in passages) < 4_000
