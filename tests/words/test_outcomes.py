"""How a meeting and a relationship are described, and what that tells. Every sentence is invented."""

from __future__ import annotations

import math
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.model import Outcome, Passage, Source, Statement
from facta.words.outcomes import outcomes, parties, shares


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


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("They held candid, substantive and constructive discussions.", ["candid", "substantive", "constructive"]),
        ("Our productive session ended at noon.", ["productive"]),
        ("We thank the minister for a fruitful exchange.", ["fruitful"]),
        ("The two leaders spoke candidly.", ["candid"]),
        ("We call on Fiji to engage in substantive dialogue.", []),
        ("We seek the release of all prisoners and engagement in constructive dialogue.", []),
        ("They look forward to a successful meeting in Lima.", []),
        ("The reserve was founded after a historic flood, and the meeting spoke of it.", []),
        ("The Global Partnership on Rye met.", []),
        ("We are deepening our partnership.", []),
    ],
)
def test_a_description_is_of_this_meeting_and_this_relationship(sentence: str, expected: list[str]) -> None:
    assert [outcome.descriptor for outcome in read(sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The alliance of Peru and Fiji has never been stronger.", ["never-stronger"]),
        ("We work with others through the Quad, which has never been stronger.", []),
        ("We welcome the close partnership between Norway and Iceland.", []),
        ("Our close partnership rests on work.", ["close"]),
    ],
)
def test_what_is_said_of_others_is_no_description_of_those_who_met(sentence: str, expected: list[str]) -> None:
    found = outcomes([Passage("s", 0, "sentence", 0, len(sentence), sentence)], {"PE", "FJ"})
    assert [outcome.descriptor for outcome in found] == expected


def test_those_who_met_are_named_in_title_publisher_and_opening() -> None:
    source = Source("-", datetime(2030, 1, 1, tzinfo=UTC), "0" * 64, "text/plain")
    said = Statement("s", "Joint Statement of Peru and Fiji", "Ministers of Kenya were guests.", None, source)
    assert parties(said) == {"PE", "FJ", "KE"}


def test_only_words_that_stand_there_are_in_quotation_marks() -> None:
    share = shares([read("We have an unshakeable bond."), ()])[0]
    assert share.sentence.startswith("unbreakable (in the words “unshakeable”) stands in 1 of 2 statements")
    both = read("Ours is a rock-solid and unbreakable bond.")
    assert shares([both, ()])[0].sentence.startswith("“unbreakable” (also “rock-solid”) stands in")
    assert shares([read("We have an unbreakable bond."), ()])[0].sentence.startswith("“unbreakable” stands in")


def test_a_title_is_read_too() -> None:
    said = "Ours is a global partnership."
    share = shares([(), read(said)], ["PERU–FIJI GLOBAL PARTNERSHIP", "Joint Statement"])[0]
    assert (share.descriptor, share.statements, share.used, share.words) == (
        "global-partnership",
        2,
        (0, 1),
        ("global partnership",),
    )


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
