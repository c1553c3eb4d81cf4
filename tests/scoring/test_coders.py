"""Agreement between a case's coders: invented verdicts of Ann, Ben and Cleo."""

from __future__ import annotations

import pytest

from facta.record import Assessment, Case
from facta.scoring.agreement import cohen
from facta.scoring.coders import agreement
from facta.standing.scales import UnknownLevelError

MARKS = {"f": "fulfilled", "p": "partly", "n": "not fulfilled", "-": "not rated"}


def case(blind: bool = False, **marks: str) -> Case:
    """Each coder's marks, one a promise; a full stop is no verdict."""
    return Case(
        "x",
        "X",
        assessments=tuple(
            Assessment(f"{coder}{n}", f"c{n}", coder, "fulfilment", MARKS[mark], "2021", blind=blind)
            for coder, row in marks.items()
            for n, mark in enumerate(row)
            if mark != "."
        ),
    )


def test_two_coders() -> None:
    (found,) = agreement(case(ann="ffpnn-f.", ben="fppnf-.f"))
    assert (found.coders, found.items, found.judged) == (("ann", "ben"), 6, 8)
    assert found.agree == pytest.approx(4 / 6)
    assert found.kappa == pytest.approx(cohen(list(zip("ffpnn-", "fppnf-", strict=True)), "fpn-"))
    assert found.alpha is not None
    assert found.low is not None
    assert found.high is not None
    assert found.low <= found.alpha <= found.high
    assert found.alpha_ordinal is not None
    # Items on which they differ come first.
    assert [one.subject for one in found.by_item][:2] == ["c1", "c4"]
    assert found.by_item[0].values == (("ann", "fulfilled"), ("ben", "partly"))


def test_three_coders_and_the_one_who_differs() -> None:
    (found,) = agreement(case(ann="fpnfpnfp", ben="fpnfpnfp", cleo="pnfpnffp"))
    assert found.kappa is None
    assert found.fleiss is not None
    by = {one.coder: one for one in found.by_coder}
    assert by["cleo"].alpha_without == pytest.approx(1)
    assert by["cleo"].agree < by["ann"].agree


def test_the_latest_verdict_counts_and_adjudications_and_others_do_not() -> None:
    base = case(ann="f", ben="p").assessments
    more = (
        Assessment("x", "c0", "ben", "fulfilment", "fulfilled", "2022"),
        Assessment("y", "c0", "eve", "fulfilment", "contrary", "2023", adjudicates=("ann0",)),
        Assessment("z", "c0", "others", "fulfilment", "contrary", "2023", external=True),
    )
    (found,) = agreement(Case("x", "X", assessments=(*base, *more)))
    assert found.coders == ("ann", "ben")
    assert found.agree == 1
    assert found.alpha is None


def test_scales_are_kept_apart_and_blind_ones_can_be() -> None:
    mixed = Case(
        "x",
        "X",
        assessments=(
            *case(ann="fp", ben="fp").assessments,
            Assessment("t", "c0", "cleo", "toronto", "1", "2021", blind=True),
            Assessment("u", "c0", "dora", "toronto", "1", "2021", blind=True),
            # Sealed: set beside the open ones it would show.
            Assessment("v", "c1", "cleo", "fulfilment", "partly", "2021", blind=True),
        ),
    )
    assert [(one.scale, one.items) for one in agreement(mixed)] == [("fulfilment", 2), ("toronto", 1)]
    assert agreement(mixed)[0].coders == ("ann", "ben")
    assert [one.scale for one in agreement(mixed, blind=True)] == ["toronto"]
    assert [one.scale for one in agreement(mixed, scale="toronto")] == ["toronto"]
    with pytest.raises(UnknownLevelError):
        agreement(mixed, scale="celsius")


def test_nothing_to_measure() -> None:
    assert agreement(Case("x", "X")) == ()
    (found,) = agreement(case(ann="fp"))
    assert (found.items, found.agree, found.alpha, found.kappa, found.fleiss) == (0, None, None, None, None)
