"""Words that changed between two versions of a sentence. All texts are invented."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.words.operations import Operation, operations, plain, same_to_a_reader, whole

WORDS = [
    "we",
    "will",
    "the",
    "of",
    "peace",
    "Aland",
    "2025",
    "$",
    "1.5",
    ",",
    ".",
    " ",
    "\n",
    "“",
    '"',
    "中",
    "和",
    "\ud800",
    "😀",
]
prose = st.lists(st.one_of(st.sampled_from(WORDS), st.text(st.characters(exclude_categories=()), max_size=2))).map(
    lambda words: " ".join(words)
)


def marked(old: str, new: str) -> str:
    """The operations as of wdiff: ``[-removed-]{+added+}``."""
    marks = {"equal": ("", ""), "insert": ("{+", "+}"), "delete": ("[-", "-]")}
    return "".join(marks[one.kind][0] + one.text + marks[one.kind][1] for one in plain(operations(old, new)))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", ""),
        ("We agree.", "We agree.", "We agree."),
        ("", "We agree.", "{+We agree.+}"),
        ("We agree.", "", "[-We agree.-]"),
        ("We will build ten ships.", "We intend to build twelve ships.",
         "We [-will-]{+intend to+} build [-ten-]{+twelve+} ships."),
        ("We support peace.", "We support peace and order.", "We support peace{+ and order+}."),
        ("by 2025, with partners", "by 2027, with partners", "by [-2025-]{+2027+}, with partners"),
        ("about $1.5 billion", "about $2 billion", "about $[-1.5-]{+2+} billion"),
        # A word common by chance between two long changes is given up.
        ("We thank the hosts of Aland for a warm welcome.", "We condemn attacks by the forces that crossed a border.",
         "We [-thank the hosts of Aland for a warm welcome-]{+condemn attacks by the forces that crossed a border+}."),
        # Words removed here and there: what stays is not broken up.
        ("a free, open, and secure region", "a free and secure region", "a free[-, open,-] and secure region"),
        # Spacing, quotation marks and dashes: no change.
        ("We remain\n  “united” – as ever.", "We remain \"united\" - as ever.", "We remain \"united\" - as ever."),
        ("Longer-term aims", "longer-term aims", "[-Longer-term-]{+longer-term+} aims"),
        ("中国人民有勇气有能力。", "全国上下聚力攻坚。", "[-中国人民有勇气有能力-]{+全国上下聚力攻坚+}。"),
        ("中方支持和平。", "中方坚定支持和平。", "中方{+坚定+}支持和平。"),
    ],
)  # fmt: skip
def test_words(old: str, new: str, expected: str) -> None:
    assert marked(old, new) == expected


def test_a_rewritten_sentence_is_not_spliced() -> None:
    assert whole("We met.", "They left.") == (Operation("delete", "We met."), Operation("insert", "They left."))


def test_a_long_common_opening_of_a_rewritten_sentence_stays() -> None:
    steps = whole(
        "News since the Council of Aland met shows growth.", "News since the Council of Aland met tells of loss."
    )
    assert [one.kind for one in steps] == ["equal", "delete", "insert", "equal"][: len(steps)]
    assert steps[0].text == "News since the Council of Aland met "


@given(prose, prose)
def test_whole_reproduces_both_texts(old: str, new: str) -> None:
    steps = whole(old, new)
    assert "".join(one.text for one in steps if one.kind != "insert") == old
    assert "".join(one.text for one in steps if one.kind != "delete") == new


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("We “agree”.", 'We "agree".', True),
        ("We\nagree.", "We agree.", True),
        ("We agree", "We agree.", False),
        ("we agree.", "We agree.", False),
        ("", "", True),
    ],
)
def test_what_a_reader_takes_for_the_same(old: str, new: str, same: bool) -> None:
    assert same_to_a_reader(old, new) is same
    assert all(one.kind == "equal" for one in plain(operations(old, new))) is same


@given(prose, prose)
def test_operations_reproduce_both_texts(old: str, new: str) -> None:
    steps = operations(old, new)
    assert "".join(one.text for one in steps if one.kind != "insert") == old
    assert "".join(one.text for one in steps if one.kind != "delete") == new
    assert all(one.text for one in steps)
    assert all(left.kind != right.kind for left, right in pairwise(steps))
    assert not any(left.kind == "insert" and right.kind == "delete" for left, right in pairwise(steps))


@given(prose, prose)
def test_the_plain_view_shows_the_new_text(old: str, new: str) -> None:
    shown = "".join(one.text for one in plain(operations(old, new)) if one.kind != "delete")
    assert shown.split() == new.split()


@given(prose)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert same_to_a_reader(text, text)
    assert all(one.kind == "equal" for one in operations(text, text))
