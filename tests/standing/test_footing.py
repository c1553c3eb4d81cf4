"""On what sources a verdict stands. The promises, deeds and pages are invented."""

from __future__ import annotations

import pytest

from facta.record import Action, Assessment, Case, Claim, Evidence, Source
from facta.standing.footing import Footing

BLOG, WIRE, UNKNOWN = "https://example.org/blog", "https://example.org/wire", "https://example.org/unknown"
SOURCES = (Source(BLOG, kind="other"), Source(WIRE, kind="wire"))


def case(*sources: str, direction: str = "supports", url: str = "") -> Case:
    action = Action("a-1", "2021", ("ARV",), "A bridge was opened.", sources=sources)
    evidence = Evidence("e-1", "c-1", "a-1", direction, url=url)  # type: ignore[arg-type]
    return Case("x", "X", sources=SOURCES, actions=(action,), evidence=(evidence,))


@pytest.mark.parametrize(
    ("made", "weak"),
    [
        (case(BLOG), True),
        (case(BLOG, direction="contradicts"), True),
        (case(BLOG, WIRE), False),
        (case(BLOG, url=WIRE), False),
        (case(UNKNOWN), False),  # a page that nobody classed is not called weak
        (case(), False),  # nothing is not a weak source
        (case(BLOG, direction="context"), False),  # context carries no verdict
        (Case("x", "X"), False),
    ],
)
def test_weak_where_every_page_behind_the_deeds_is_of_class_other(made: Case, weak: bool) -> None:
    assert Footing(made).weak("c-1") is weak


def test_a_claim_rests_on_the_page_of_its_deed() -> None:
    claim = Claim("p-1", "ARV", "Fishing", "2021", "A minister", "We fish nowhere.", WIRE, deed_source=BLOG)
    assert Footing(Case("x", "X", sources=SOURCES, claims=(claim,))).weak("p-1")


def test_what_a_verdict_cites_counts() -> None:
    action = Action("a-1", "2021", ("ARV",), "A bridge was opened.", sources=(BLOG,))
    verdict = Assessment("v-1", "c-1", "ann", "fulfilment", "fulfilled", "2022", evidence=("a-1",))
    assert Footing(Case("x", "X", sources=SOURCES, actions=(action,), assessments=(verdict,))).weak("c-1")
