"""How a meeting and a relationship are described, and what that tells. Every sentence is invented."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.model import Outcome, Passage
from facta.words.outcomes import outcomes, shares


def read(*sentences: str) -> tuple[Outcome, ...]:
    return outcomes([Passage("s", i, "sentence", 0, len(quote), quote) for i, quote in enumerate(sentences)])


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The ministers held a candid and productive meeting.", ["candid", "productive"]),
        ("Both sides declared the visit a success.", ["success"]),
        ("The alliance has never been stronger.", ["never-stronger"]),
        ("It remains the cornerstone of peace in the region.", ["cornerstone"]),
        ("They stressed their ironclad commitment.", ["ironclad"]),
        ("Our unbreakable bond rests on shared values.", ["unbreakable", "shared-values"]),
        ("We stand in lockstep.", ["lockstep"]),
        ("The harvest was productive.", []),
        ("A successful launch of the satellite took place in May.", []),
        ("They signed a treaty.", []),
        ("双方进行了坦诚、深入、富有成果的会谈。", ["candid", "in-depth", "productive"]),
        ("日米同盟は揺るぎない。", ["unbreakable"]),
        ("会談は建設的であった。", ["constructive"]),
        ("", []),
    ],
)
def test_descriptions(sentence: str, expected: list[str]) -> None:
    found = read(sentence)
    assert [outcome.descriptor for outcome in found] == expected
    assert all(sentence[outcome.span.begin : outcome.span.end] == outcome.span.quote for outcome in found)


def test_about_the_meeting_or_the_relationship() -> None:
    assert [outcome.about for outcome in read("A candid meeting.", "An unbreakable alliance.")] == [
        "meeting",
        "relationship",
    ]


def test_a_description_used_every_time_tells_nothing() -> None:
    always, once = "The alliance is the cornerstone of peace.", "We had a candid meeting."
    found = shares([read(always), read(always, once), read(always, always), read(always)])
    assert [(share.descriptor, share.statements, share.total, share.bits) for share in found] == [
        ("cornerstone", 4, 4, 0.0),
        ("candid", 1, 4, 2.0),
    ]
    assert (
        found[0].sentence == "“cornerstone” stands in 4 of 4 statements: "
        "used every time, it carries no information about these statements (0 bits)."
    )
    assert (
        found[1].sentence == "“candid” stands in 1 of 4 statements: its use here is singular (2.0 bits of information)."
    )
    assert found[1].used == (1,)


def test_shares_of_little() -> None:
    assert shares([]) == ()
    assert shares([(), ()]) == ()
    assert "nothing to compare" in shares([read("A candid meeting.")])[0].sentence
    half = shares([read("A candid meeting."), read("A candid talk, candid talks."), (), ()])[0]
    assert (
        half.sentence
        == "“candid” stands in 2 of 4 statements: its use carries 1.0 bits of information (0 if used every time)."
    )


@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from(["candid", " ", "meeting", "İ", "同盟", "基石", "\n"])).map("".join)
)
def test_nothing_raises_and_spans_quote(sentence: str) -> None:
    found = read(sentence)
    assert all(sentence[outcome.span.begin : outcome.span.end] == outcome.span.quote for outcome in found)
    assert all(math.isclose(share.bits, 0) for share in shares([found]))
