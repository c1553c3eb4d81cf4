"""What is known of an invented case on a day: one verdict for all views, unknown dates, promises said again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from facta.deeds.actors import actors
from facta.deeds.agenda import agenda
from facta.deeds.docket import docket
from facta.deeds.dropped import dropped
from facta.deeds.forecasts import forecasts
from facta.deeds.hints import hints, matters
from facta.deeds.latency import latency
from facta.deeds.outcomes import outcomes
from facta.deeds.pressure import pressures
from facta.deeds.view import view
from facta.record import Assessment, Meeting, Restatement
from facta.scoring.scorecards import scorecards

Make = Callable[..., Any]
TODAY = date(2024, 12, 31)


def judged(key: str, coder: str, level: str, **fields: Any) -> Assessment:
    return Assessment(key, "c-1", coder, "fulfilment", level, "2024-01-01", **fields)


@pytest.mark.parametrize(
    ("verdicts", "status", "shown", "assessed", "disputed"),
    [
        ((judged("1", "ann", "partly"),), "begun", "partly", 1, 0),
        # Coders who differ: disputed, in scorecard and docket alike, whoever came last.
        ((judged("1", "ann", "partly"), judged("2", "ben", "fulfilled")), "done", "disputed", 0, 1),
        ((judged("1", "ann", "fulfilled"), judged("2", "ben", "partly")), "done", "disputed", 0, 1),
        ((judged("1", "ann", "partly"), judged("2", "ben", "partly")), "begun", "partly", 1, 0),
        # Blind and alone: nowhere.
        ((judged("1", "ann", "partly", blind=True),), "done", "", 0, 0),
        ((judged("1", "ann", "partly", blind=True), judged("2", "ben", "partly", blind=True)), "begun", "partly", 1, 0),
        (
            (
                judged("1", "ann", "partly"),
                judged("2", "ben", "fulfilled"),
                judged("3", "eve", "partly", adjudicates=("1",)),
            ),
            "begun",
            "partly",
            1,
            0,
        ),
    ],
)
def test_one_verdict_in_force_for_every_view(
    invented: Make, promise: Make, deed: Make, verdicts: Any, status: str, shown: str, assessed: int, disputed: int
) -> None:
    case = invented(
        (deed("a-1", "2021-03-01", of="c-1"),), commitments=(promise("c-1", due="2021"),), assessments=verdicts
    )
    found = docket(case, TODAY)
    assert (found.rows[0].status, found.rows[0].verdict) == (status, shown)
    total = scorecards(case, "topic", as_of=TODAY).total
    assert (total.assessed, total.disputed) == (assessed, disputed)
    (arvela, _) = actors(case, TODAY).rows
    assert (arvela.judged, arvela.disputed) == (assessed, disputed)
    waits = any("blind verdict" in said for said in found.sentences)
    assert waits == any("blind verdict" in note for note in scorecards(case, "topic").notes)
    assert waits == (len(verdicts) == 1 and verdicts[0].blind)


def test_a_meeting_of_unknown_day_is_no_trouble(invented: Make, promise: Make, deed: Make) -> None:
    case = invented(
        (deed("a-1", "2021-03-01", of="c-1"), deed("a-2", "", of="c-2")),
        commitments=(
            promise("c-1", meeting="m-x", due="2021"),
            promise("c-2", meeting="m-x", unit="meeting"),
            promise("c-3"),
        ),
    )
    case = replace(case, meetings=(Meeting("m-x", "talks", "", success="yes"), *case.meetings))
    found = docket(case, TODAY)
    assert [(row.id, row.said, row.status) for row in found.rows] == [("c-1", None, "done")]
    assert view(case, TODAY).meetings[-1].id == "m-x"
    assert "c-1" not in {wait.id for wait in latency(case, TODAY).waits}
    assert outcomes(case, TODAY).rows[0].held == 4
    for computed in (dropped, agenda, actors, forecasts, matters, pressures):
        computed(case, TODAY)
    assert {row.id for row in hints(case, TODAY, "harbour").rows} == {"c-3"}
    assert scorecards(case, "year").total.promised == 3


def test_a_restatement_names_the_promise_that_says_it_again(invented: Make, promise: Make) -> None:
    promises = (promise("c-1", due="2022"), promise("c-2", meeting="m-2021", due="2022", text="Other words."))
    again = Restatement("r-1", "c-1", "2021-02-01", meeting="m-2021", text="The harbour, again.", by="c-2")
    assert docket(invented(commitments=promises, restatements=(again,)), TODAY).rows[1].repeats == ("c-1",)
    unnamed = replace(again, by="")
    assert docket(invented(commitments=promises, restatements=(unnamed,)), TODAY).rows[1].repeats == ()
