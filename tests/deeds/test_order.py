"""Order in an invented case: first, second, same day, unknown; and the questions that a case names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from facta.deeds.order import Side, asked, order, side, sides
from facta.record import AgendaItem, Case, Source

Make = Callable[..., Any]
TODAY = date(2024, 12, 31)
PEOPLE_FIRST = asked(Side("people", kinds=("crew",)), Side("ships", kinds=("ship",)))


@pytest.mark.parametrize(
    ("people", "ships", "answer", "days"),
    [
        ("2021-03-01", "2021-03-31", "as asked", 30),
        ("2021-03-31", "2021-03-01", "reversed", -30),
        ("2021-03-01", "2021-03-01", "same time", 0),
        ("2021-03", "2021-03-15", "cannot be told", None),
        ("2021", "2022", "as asked", 1),  # at least
        ("2021", "", "only the first", None),
        ("", "2021", "only the second", None),
        ("", "", "neither", None),
        ("2023-01-01", "2030-01-01", "only the first", None),  # the ships are still to come
    ],
)
def test_which_came_first(invented: Make, deed: Make, people: str, ships: str, answer: str, days: int | None) -> None:
    acts = [deed("a-crew", people, kind="crew")] if people else []
    acts += [deed("a-ship", ships, kind="ship")] if ships else []
    found = order(invented(tuple(acts)), TODAY, PEOPLE_FIRST)
    assert (found.answer, found.days) == (answer, days)
    assert found.sentences[0].endswith(".")


def test_an_answer_on_weak_sources_says_so(invented: Make, deed: Make) -> None:
    blog, paper = "https://example.org/blog", "https://example.org/paper"
    acts = (
        deed("a-crew", "2022", kind="crew", sources=(paper,)),
        deed("a-ship", "2021", kind="ship", sources=(blog,)),
        deed("a-boat", "2023", kind="ship", sources=(blog,)),  # the answer does not rest on it
    )
    found = order(
        invented(acts, sources=(Source(blog, kind="other"), Source(paper, kind="press"))), TODAY, PEOPLE_FIRST
    )
    assert found.weak == ("a-ship",)
    assert found.sentences[-1] == "Known from weak sources alone (class other): a-ship."
    assert {step.id: step.weak for step in found.rows} == {"a-ship": True, "a-crew": False, "a-boat": True}


def test_words_never_count(invented: Make, deed: Make) -> None:
    acts = (deed("a-1", "2020-05-01", kind="crew", material=False), deed("a-2", "2021-05-01", kind="ship"))
    assert order(invented(acts), TODAY, PEOPLE_FIRST).answer == "only the second"


def test_how_many_came_before(invented: Make, deed: Make) -> None:
    ships = tuple(deed(f"s-{k}", f"2021-0{k}-01", kind="ship") for k in range(1, 7))
    found = order(invented((*ships, deed("crew", "2021-05-15", kind="crew"))), TODAY, PEOPLE_FIRST)
    assert (found.before.count, found.before.of) == (5, 6)
    assert [step.side for step in found.rows] == ["ships"] * 5 + ["people", "ships"]
    assert "Of 6 actions for ships, 5 came before the first for people: 5 of 6 (83 %" in found.sentences[1]


def test_sides_by_subject_actor_and_since(invented: Make, promise: Make, deed: Make) -> None:
    acts = (
        deed("a-1", "2020-05-01", of="c-1", actors=("BRO",)),
        deed("a-2", "2021-05-01", of="c-1", actors=("ARV",)),
        deed("a-3", "2022-05-01", of="c-1", actors=("ARV",)),
        deed("a-4", "2021-08-01", of="c-2"),
    )
    case = invented(acts, commitments=(promise("c-1"), promise("c-2")))
    one = Side("one", subjects=("c-1",), actors=("ARV",), since="2022")
    found = order(case, TODAY, asked(one, Side("two", subjects=("c-2",))))
    assert [step.id for step in found.rows] == ["a-4", "a-3"]
    assert found.answer == "reversed"


def test_sides_as_written(invented: Make, promise: Make, deed: Make) -> None:
    case: Case = invented(
        (deed("a-1", "2021", kind="ship"),),
        commitments=(promise("c-1"),),
        agenda=(AgendaItem("ag-1", "recommendation", "Ask."),),
    )
    assert side(case, "a-1").ids == ("a-1",)
    assert side(case, "c-1").subjects == ("c-1",)
    assert side(case, "ag-1").subjects == ("ag-1",)
    assert side(case, "topic:Harbour").subjects == ("c-1",)
    assert side(case, "kind:ship").kinds == ("ship",)
    assert side(case, "2021-12-31").day == "2021-12-31"


@pytest.mark.parametrize("text", ["", "c-9", "topic:", "topic:fish", "kind:fish", "2021-13", "; DROP TABLE", "\u202e"])
def test_sides_that_are_none(invented: Make, text: str) -> None:
    with pytest.raises(ValueError, match="is no action, promise or agenda item"):
        side(invented(), text)


def test_a_side_that_says_nothing_is_refused(invented: Make) -> None:
    with pytest.raises(ValueError, match="“ships” names no subject"):
        order(invented(), TODAY, asked(Side("people", kinds=("crew",)), Side("ships", since="2020")))


def test_a_question_keeps_both_sides() -> None:
    first = Side("a", ("s",), ("k",), ("X",), ("i",), "2020", "")
    then = Side("b", day="2021")
    assert sides(asked(first, then, "q", "Q")) == (first, then)
