"""Quotes of evidence against stored texts; the statements are invented."""

from __future__ import annotations

import pytest

from facta.record import Action, Case, Commitment, Document, Evidence
from facta.standing.quotes import quotes, verified

TEXT = "The Ministers said: “The lighthouse\u00a0will be built by 2027.”\n\nThey met in a\u00adgain."
PAGE = "https://example.org/statement"


def case(quote: str, text: str = TEXT, **fields: object) -> Case:
    """A promise at a meeting whose statement is stored, and one piece of evidence with a quote."""
    return Case(
        "x",
        "X",
        documents=(Document("d-1", "m-1", "Statement", "2021-03-16", PAGE, text=text),),
        commitments=(Commitment("c-1", "m-1", ("ALA",), "Build a lighthouse."),),
        actions=(Action("a-1", "2021-04", ("ALA",), "Work began.", sources=("https://example.org/news",)),),
        evidence=(Evidence("e-1", "c-1", quote=quote, **fields),),  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("quote", "state"),
    [
        ("The lighthouse will be built by 2027.", "found"),
        ("“The lighthouse will\n be built", "found"),  # wrapped by hand
        ('"The lighthouse will be built by 2027."', "found"),
        ("They met in again.", "found"),  # a soft hyphen is no character of the text
        ("the lighthouse will be built", "not found"),
        ("The lighthouse will be built by 2028.", "not found"),
    ],
)
def test_a_quote_is_looked_for_as_it_reads(quote: str, state: str) -> None:
    (one,) = quotes(case(quote))
    assert one.state == state
    assert one.documents == ("d-1",)
    assert (one.evidence.id in verified(case(quote))) == (state == "found")


def test_only_the_document_it_names_is_searched() -> None:
    quote = "The lighthouse will be built by 2027."
    assert quotes(case(quote, url=PAGE))[0].state == "found"
    assert quotes(case(quote, url="https://example.org/other"))[0].state == "no stored text"
    assert quotes(case(quote, text=""))[0].state == "no stored text"
    # It cites an action whose report is not stored: the meeting's own statement is searched.
    assert quotes(case(quote, action="a-1"))[0].state == "found"


def test_evidence_without_a_quote_is_not_checked() -> None:
    assert quotes(case(" ")) == ()


def test_what_was_entered_as_verified_and_is_not_there_is_said() -> None:
    (one,) = quotes(case("No lighthouse will be built.", verified=True))
    assert one.sentence == (
        "The quote was not found in the stored text of d-1: “No lighthouse will be built.”. It is entered as verified."
    )
