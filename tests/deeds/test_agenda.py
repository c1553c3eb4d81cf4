"""The outsiders' agenda and hints in an invented case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from facta.deeds.agenda import agenda
from facta.deeds.hints import hints, matters
from facta.record import AgendaItem, Case, Office, Restatement, Source

Make = Callable[..., Any]
TODAY = date(2024, 12, 31)


def item(key: str, verdict: str = "", **fields: Any) -> AgendaItem:
    """Something asked of both in 2020."""
    values = {"actors": ("both",), "asked": "2020-01", "verdict": verdict, "status_as_of": "2024-01", "cost": "none"}
    return AgendaItem(key, "recommendation", f"Do {key}.", **(values | fields))


@pytest.fixture
def asked(invented: Make, promise: Make, deed: Make) -> Case:
    """Five things asked for, in every combination of promised and done."""
    made: Case = invented(
        (
            deed("a-1", "2020-06-01", of="ag-1"),
            deed("a-2", "2022-06-01", of="ag-1"),
            deed("a-3", "2019-06-01", of="ag-2"),  # before anybody asked
            deed("a-4", "2021-06-01", of="ag-4", direction="contradicts"),
            deed("a-5", "2021-06-01", of="ag-1", material=False),
        ),
        commitments=(promise("c-1", meeting="m-2021"), promise("c-2")),
        agenda=(
            item("ag-1", "done", promised_by=("c-1",)),
            item("ag-2", "partly"),
            item("ag-3", "not done", promised_by=("c-2",), cost="high"),
            item("ag-4", "reversed"),
            item("ag-5"),
            AgendaItem("ag-6", "baseline", "So it is."),
        ),
    )
    return made


def test_promised_and_done(asked: Case) -> None:
    found = agenda(asked, TODAY)
    assert len(found.rows) == 5
    assert (found.promised.count, found.promised.of) == (2, 5)
    assert (found.done.count, found.moved.count, found.done.of) == (1, 2, 4)
    assert [row.id for row in found.unpromised] == ["ag-2"]
    assert [row.id for row in found.broken] == ["ag-3"]
    assert "Neither promised nor done: ag-4 (reversed)." in found.sentences
    assert "1 of 5 not judged by 2024-12-31." in found.sentences


def test_deeds_since_asked_and_before_any_promise(asked: Case) -> None:
    first, second, _, fourth, _ = agenda(asked, TODAY).rows
    assert (first.deeds, first.unprompted, first.first_deed) == (2, 1, date(2020, 6, 1))
    assert second.deeds == 0
    assert fourth.against == 1


def test_what_stands_on_weak_sources_alone(invented: Make, deed: Make) -> None:
    blog, paper = "https://example.org/blog", "https://example.org/paper"
    acts = (
        deed("a-1", "2021", of="ag-1", sources=(blog,)),
        deed("a-2", "2022", of="ag-1", sources=(paper,)),
        deed("a-3", "2022", of="ag-2", direction="contradicts", sources=(blog,)),
    )
    sources = (Source(blog, kind="other"), Source(paper, kind="press"))
    found = agenda(invented(acts, sources=sources, agenda=(item("ag-1", "partly"), item("ag-2", "reversed"))), TODAY)
    assert [(row.deeds, row.weak, row.weak_alone) for row in found.rows] == [(2, 1, False), (0, 0, True)]
    assert "Deeds known from weak sources alone (class other): ag-1 1 of 2." in found.sentences


def test_groups(asked: Case) -> None:
    none, high = agenda(asked, TODAY, "cost").groups
    assert (none.group, none.asked, none.judged, none.promised, none.done, none.partly, none.unpromised) == (
        "none",
        4,
        3,
        1,
        1,
        1,
        1,
    )
    assert (high.group, high.asked, high.done) == ("high", 1, 0)
    assert [group.group for group in agenda(asked, TODAY, "actor").groups] == ["ARV", "BRO"]


def test_on_an_earlier_day_there_is_no_verdict(asked: Case) -> None:
    found = agenda(asked, date(2020, 7, 1))
    assert [row.verdict for row in found.rows] == [""] * 5
    assert found.promised.count == 1
    assert agenda(asked, date(2019, 1, 1)).sentences == ("No recommendation is on record by 2019-01-01.",)


def test_unknown_grouping(asked: Case) -> None:
    with pytest.raises(ValueError, match="no grouping"):
        agenda(asked, TODAY, "mood")


def test_a_hint_a_promise_a_deed(invented: Make, promise: Make, deed: Make) -> None:
    case = invented(
        (
            deed("w-1", "2020-03-01", of="ag-1", material=False, direction="context", text="A minister might agree."),
            deed("w-2", "2020-04-01", of="ag-1", material=False, actors=("ELSE",)),  # not whom it concerns
            deed("a-1", "2022-03-01", of="ag-1"),
        ),
        commitments=(promise("c-1", meeting="m-2021", firmness=3), promise("c-0", firmness=1)),
        restatements=(Restatement("r-1", "c-1", "2023-05-05", meeting="m-2023"),),
        agenda=(item("ag-1", promised_by=("c-1", "c-0")),),
    )
    found = hints(case, TODAY, "ag-1")
    assert [(row.kind, row.id, row.firmness, row.next_promise, row.next_deed) for row in found.rows] == [
        ("promise", "c-0", 1, "c-1", "a-1"),
        ("remark", "w-1", None, "c-1", "a-1"),
        ("promise", "c-1", 3, "", "a-1"),
        ("restated", "r-1", 3, "", ""),
    ]
    assert found.rows[1].days_to_deed == 730
    assert (found.to_promise.count, found.to_deed.count, found.to_deed.of) == (2, 2, 2)
    assert found.sentences[-1] == "What came after is listed because it came after, not because it came of it."


def test_only_those_who_could_keep_it_hint(invented: Make, deed: Make) -> None:
    """An office-holder's name or an office shows who speaks; a party, a member of parliament, a paper are others."""
    said = {
        "w-1": "Orva said he would not rule out drills.",
        "w-2": "The foreign minister called drills important.",
        "w-3": "A party group urged drills.",
        "w-4": "A member of parliament asked for drills.",
        "w-5": "The Harbour Post reported talks on drills.",
    }
    words = tuple(
        deed(key, f"2020-0{month}-01", of="ag-1", material=False, direction="context", text=text)
        for month, (key, text) in enumerate(said.items(), 2)
    )
    orva = Office("o-1", "ARV", "Harbour Warden", "Ines Orva")
    found = hints(
        invented((*words, deed("a-1", "2021", of="ag-1")), offices=(orva,), agenda=(item("ag-1"),)), TODAY, "ag-1"
    )
    assert [row.id for row in found.rows if row.hint] == ["w-1", "w-2"]
    assert [row.kind for row in found.rows][2:] == ["said by others"] * 3
    assert "Said by others, and no hints: 3." in found.sentences


def test_hints_that_share_one_deed_have_no_interval(invented: Make, deed: Make) -> None:
    words = tuple(
        deed(f"w-{k}", f"2020-0{k}-01", of="ag-1", material=False, direction="context", text="A minister hinted.")
        for k in range(1, 8)
    )
    case = invented((*words, deed("a-1", "2021", of="ag-1")), agenda=(item("ag-1", status="one drill, no more"),))
    told = " ".join(hints(case, TODAY, "ag-1").sentences)
    assert "by a deed: 7 of 7 hints, all by 1 deed." in told
    assert "What came next: a-1 (Deed a-1)." in told
    assert "(100 %" not in told
    assert "The editor on ag-1, 2024-01: one drill, no more." in told
    many = tuple(deed(f"a-{k}", f"2020-0{k}-02", of="ag-1") for k in range(1, 8))
    spread = hints(invented((*words, *many), agenda=(item("ag-1"),)), TODAY, "ag-1")
    assert "by a deed: 7 of 7 hints (100 %, 95 % interval" in " ".join(spread.sentences)


def test_a_topic_and_the_list_of_matters(invented: Make, promise: Make) -> None:
    case = invented(commitments=(promise("c-1", firmness=1), promise("c-2", meeting="m-2023", topic="Harbour")))
    assert [row.id for row in hints(case, TODAY, "HARBOUR").rows] == ["c-1", "c-2"]
    assert {row.matter: (row.first_firmness, row.last_firmness) for row in matters(case, TODAY)}["harbour"] == (1, 4)


def test_no_such_matter(invented: Make, promise: Make) -> None:
    with pytest.raises(ValueError, match=r"no matter 'fish'.*harbour"):
        hints(invented(commitments=(promise("c-1"),)), TODAY, "fish")


def test_nothing_said(invented: Make) -> None:
    found = hints(invented(agenda=(item("ag-1"),)), TODAY, "ag-1")
    assert found.sentences == ("Nothing was said on ag-1 by 2024-12-31, as far as the record goes.",)
