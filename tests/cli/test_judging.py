"""The commands of judging, run on a ledger of an invented case: Aland and Borduria build a lighthouse."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from facta.casepack.differences import differences
from facta.cli import adjudicate, agreement, assess, score, verify
from facta.cli import show as show_
from facta.ledger.chain import Draft
from facta.ledger.store import open_ledger
from facta.record import Action, Actor, Assessment, Case, Commitment, Document, Evidence, Meeting, Source

CASE = Case(
    "x",
    "X",
    covers_until="2022-01-01",
    actors=(
        Actor("ALA", "Aland"),
        Actor("BOR", "Borduria"),
        Actor("both", "Both", "group", ("ALA", "BOR")),
    ),
    meetings=(Meeting("m", "", "2020-12-01"),),
    commitments=(
        Commitment("c-1", "m", ("both",), "Build a lighthouse.", "sea", 4, due="2021-06"),
        Commitment("c-2", "m", ("ALA",), "Dredge the channel.", "sea", 2, due="2021-06"),
        Commitment("c-3", "m", ("ALA",), "Paint the buoys.", "sea", origin="machine"),
    ),
    actions=(Action("a-1", "2021-07-07", ("ALA",), "The lighthouse was lit."),),
    evidence=(Evidence("e-1", "c-1", "a-1", "supports"),),
    assessments=(Assessment("ext", "c-1", "others", "toronto", "1", "", external=True),),
)
COMMANDS = {
    "score": score,
    "assess": assess,
    "adjudicate": adjudicate,
    "agreement": agreement,
    "verify": verify,
    "show": show_,
}


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    """A ledger with the case."""
    path = str(tmp_path / "facta.db")
    drafts = [Draft(one.kind, one.subject, one.payload) for one in differences(Case("", ""), CASE)]
    open_ledger(path).append(drafts, "editor")
    return path


def run(ledger: str, name: str, *args: str) -> Result:
    """One command."""
    words = list(args)
    # Where the command is a group the ledger belongs to what follows it.
    at = 1 if words[:1] == ["list"] else 0
    return CliRunner().invoke(COMMANDS[name].command, [*words[:at], "--ledger", ledger, *words[at:]])


def judge(ledger: str, coder: str, subject: str, value: str, *more: str) -> Result:
    """One verdict."""
    return run(ledger, "assess", subject, value, "--coder", coder, "--rationale", f"So says {coder}.", *more)


def verdicts(ledger: str, *args: str) -> list[dict[str, object]]:
    """The verdicts listed."""
    result = run(ledger, "assess", "list", "--json", *args)
    assert result.exit_code == 0, result.output
    rows: list[dict[str, object]] = json.loads(result.output)["rows"]
    return rows


def test_a_verdict_is_an_entry_with_its_author_and_reason(ledger: str) -> None:
    result = judge(ledger, "ann", "c-1", "fulfilled", "--evidence", "a-1", "--rule", "done late", "--blind")
    assert result.exit_code == 0, result.output
    *_, entry = open_ledger(ledger).entries()
    assert (entry.author, entry.kind, entry.subject) == ("ann", "assessment.add", "c-1.ann")
    assert f"Entry {entry.sequence}" in result.output
    assert entry.data == {
        "id": "c-1.ann",
        "subject": "c-1",
        "coder": "ann",
        "scale": "fulfilment",
        "value": "fulfilled",
        # The day that the case speaks for.
        "date": "2022-01-01",
        "rationale": "So says ann.",
        "evidence": ["a-1"],
        "rule": "done late",
        "blind": True,
    }


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("c-9", "fulfilled"), "There is no “c-9” to judge. Did you mean c-"),
        (("a-1", "fulfilled"), "There is no “a-1” to judge."),
        (("c-3", "fulfilled"), "machine's suggestion"),
        (("c-1", "splendid"), "no level of the scale fulfilment"),
        (("c-1", "7", "--scale", "toronto"), "no level of the scale toronto"),
        (("c-1", "1", "--scale", "celsius"), "There is no scale “celsius”"),
        (("c-1", "fulfilled", "--date", "May"), "no date"),
        (("c-1", "fulfilled", "--evidence", "a-7"), "“a-7” is no action or evidence"),
        (("c-2", "fulfilled", "--actor", "BOR"), "“BOR” is no actor of c-2"),
        (("c-1", "fulfilled", "--actor", "both"), "“both” is no actor"),
        (("c-1", "fulfilled", "--rule", "mercy"), "“mercy” is no rule"),
        (("c-1", "fulfilled", "--rule", "overdue"), "does not permit “fulfilled”"),
        (("c-1", "fulfilled", "--colour", "red"), ""),
        (("c-1",), "Missing argument"),
    ],
)
def test_bad_input_ends_with_2_and_enters_nothing(ledger: str, args: tuple[str, ...], says: str) -> None:
    before = open_ledger(ledger).head()
    result = run(ledger, "assess", *args, "--coder", "ann", "--rationale", "Because.")
    assert result.exit_code == 2
    assert says in " ".join(result.output.split())
    assert open_ledger(ledger).head() == before


def test_a_verdict_without_reason_is_none(ledger: str) -> None:
    result = run(ledger, "assess", "c-1", "fulfilled", "--coder", "ann", "--rationale", " ")
    assert result.exit_code == 2
    assert "needs a reason" in result.output


def test_minus_one_is_a_level(ledger: str) -> None:
    assert judge(ledger, "ann", "c-1", "-1", "--scale", "toronto", "--actor", "BOR").exit_code == 0
    (row,) = verdicts(ledger)
    assert (row["value"], row["actor"]) == ("-1", "BOR")


def test_blind_verdicts_adjudication_and_score(ledger: str) -> None:
    assert judge(ledger, "ann", "c-1", "fulfilled", "--blind").exit_code == 0
    assert verdicts(ledger, "--as", "ben") == []
    assert verdicts(ledger) == []
    assert "1 verdict not shown" in run(ledger, "assess", "list", "--as", "ben").output
    assert "1 blind verdict not shown" in run(ledger, "assess", "list").output
    assert judge(ledger, "ben", "c-1", "partly", "--blind").exit_code == 0
    assert [row["coder"] for row in verdicts(ledger, "--as", "ben")] == ["ann", "ben"]
    assert len(verdicts(ledger, "--disputed")) == 2

    card = json.loads(run(ledger, "score", "--by", "series", "--json").output)["rows"][-1]
    assert (card["disputed"], card["assessed"], card["mean"]) == (1, 0, None)

    result = run(ledger, "adjudicate", "c-1", "partly", "--coder", "eve", "--rationale", "Late and half.")
    assert result.exit_code == 0, result.output
    assert "ann: fulfilled; ben: partly" in result.output
    card = json.loads(run(ledger, "score", "--by", "series", "--json").output)["rows"][-1]
    assert (card["disputed"], card["assessed"], card["mean"]) == (0, 1, 0.5)
    # The coders' own verdicts stay.
    assert len(verdicts(ledger, "c-1")) == 3
    assert verdicts(ledger, "--disputed") == []


def test_a_verdict_is_shown_on_any_scale(ledger: str) -> None:
    judge(ledger, "ann", "c-1", "-1", "--scale", "toronto")
    (row,) = verdicts(ledger, "--scale", "fulfilment")
    assert (row["value"], row["shown"]) == ("-1", "not fulfilled or contrary")
    assert run(ledger, "assess", "list", "--scale", "celsius").exit_code == 2


def test_nothing_to_adjudicate(ledger: str) -> None:
    for subject, says in (("c-1", "Nobody has judged c-1 yet"), ("c-8", "no “c-8”")):
        result = run(ledger, "adjudicate", subject, "partly", "--coder", "eve", "--rationale", "x")
        assert result.exit_code == 2
        assert says in result.output


def test_a_second_verdict_of_one_coder_supersedes(ledger: str) -> None:
    judge(ledger, "ann", "c-2", "partly")
    judge(ledger, "ann", "c-2", "not fulfilled", "--rule", "overdue")
    assert [row["id"] for row in verdicts(ledger, "c-2")] == ["c-2.ann", "c-2.ann.2"]
    rows = json.loads(run(ledger, "score", "--json").output)["rows"]
    assert rows[0]["levels"] == [["not fulfilled", 1]]


def test_as_of_an_entry_before_the_verdict(ledger: str) -> None:
    head, _ = open_ledger(ledger).head()
    judge(ledger, "ann", "c-2", "partly")
    rows = json.loads(run(ledger, "score", "--json", "--as-of", str(head)).output)["rows"]
    assert rows[-1]["assessed"] == 0


def test_scores_as_table_and_csv(ledger: str) -> None:
    judge(ledger, "ann", "c-1", "fulfilled")
    judge(ledger, "ann", "c-2", "contrary")
    table = run(ledger, "score", "--by", "actor").output
    assert "2 of 2" in table
    assert "A promise that several made" in table
    assert "1 suggestions of a machine are not counted" in " ".join(table.split())
    assert "1 verdicts that others made stand apart" in " ".join(table.split())
    rows = list(csv.DictReader(io.StringIO(run(ledger, "score", "--csv").output)))
    assert [(row["group"], row["promised"], row["fulfilled"], row["contrary"]) for row in rows] == [
        ("Aland", "2", "1", "1"),
        ("Borduria", "1", "1", ""),
        ("all", "3", "2", "1"),
    ]
    assert "toronto" in run(ledger, "score", "--sensitivity").output
    others = json.loads(run(ledger, "score", "--external", "--json", "--by", "series").output)["rows"]
    assert others[-1]["levels"] == [["1", 1]]


def test_score_refuses_what_it_does_not_know(ledger: str) -> None:
    assert run(ledger, "score", "--by", "colour").exit_code == 2
    assert run(ledger, "score", "--scale", "celsius").exit_code == 2
    assert run(ledger, "score", "--on", "May").exit_code == 2
    assert run(f"{ledger}.none", "score").exit_code == 2
    assert run(ledger, "agreement", "--scale", "celsius").exit_code == 2
    assert run(ledger, "assess", "list", "c-9").exit_code == 2


def test_agreement_per_scale_coder_and_item(ledger: str) -> None:
    assert "no agreement to measure" in run(ledger, "agreement").output
    for coder, first, second in (("ann", "fulfilled", "partly"), ("ben", "fulfilled", "not fulfilled")):
        judge(ledger, coder, "c-1", first)
        judge(ledger, coder, "c-2", second)
    (row,) = json.loads(run(ledger, "agreement", "--json").output)["rows"]
    assert (row["items"], row["agree"], row["coders"]) == (2, 0.5, ["ann", "ben"])
    assert row["kappa"] == pytest.approx(1 / 3)
    items = json.loads(run(ledger, "agreement", "--by", "item", "--json").output)["rows"]
    assert items[0] == {
        "scale": "fulfilment", "subject": "c-2", "actor": "", "agree": 0.0,
        "values": {"ann": "partly", "ben": "not fulfilled"},
    }  # fmt: skip
    assert {row["coder"] for row in json.loads(run(ledger, "agreement", "--by", "coder", "--json").output)["rows"]} == {
        "ann",
        "ben",
    }
    assert "Under 30 items" in run(ledger, "agreement").output
    assert run(ledger, "agreement", "--csv").output.startswith("scale,coders,items")


def test_rules_and_findings(ledger: str) -> None:
    rules = run(ledger, "assess", "list", "--rules", "--csv").output
    assert "too vague to rate" in rules
    rows = json.loads(run(ledger, "assess", "list", "--findings", "--json").output)["rows"]
    assert [(row["commitment"], row["rule"], row["days"]) for row in rows] == [
        ("c-1", "done late", 7),
        ("c-2", "overdue", 185),
    ]


@pytest.mark.parametrize(
    "words", [["score"], ["assess"], ["assess", "verdict"], ["assess", "list"], ["adjudicate"], ["agreement"]]
)
def test_every_help_has_an_example(words: list[str]) -> None:
    result = CliRunner().invoke(COMMANDS[words[0]].command, [*words[1:], "--help"])
    assert result.exit_code == 0
    assert f"facta {words[0]}" in result.output.partition("Example:")[2]


def test_hostile_text_stays_text(ledger: str) -> None:
    assert judge(ledger, "=cmd()|[red]", "c-1", "fulfilled").exit_code == 0
    listed = run(ledger, "assess", "list", "--csv").output
    assert "'=cmd()" in listed
    assert "[red]" in run(ledger, "assess", "list").output


def test_a_blind_verdict_enters_no_scorecard_before_its_second(ledger: str) -> None:
    said = judge(ledger, "ann", "c-1", "partly", "--blind")
    assert "counted nowhere, until another coder has judged it blind" in " ".join(said.output.split())
    alone = json.loads(run(ledger, "score", "--by", "topic", "--json").stdout)
    assert alone["rows"][0]["assessed"] == 0
    assert any("1 blind verdict of a single coder enters no figure" in note for note in alone["notes"])
    second = judge(ledger, "ben", "c-1", "partly", "--blind")
    assert "both are shown and count from now on" in " ".join(second.output.split())
    both = json.loads(run(ledger, "score", "--by", "topic", "--json").stdout)
    assert both["rows"][0]["assessed"] == 1
    assert not any("blind" in note for note in both["notes"])


def test_where_an_editor_has_judged_openly_a_blind_verdict_is_sealed_all_the_same(ledger: str) -> None:
    def everything(*more: str) -> str:
        """All that is said of c-1."""
        words = (("assess", "list", "c-1", *more), ("show", "c-1", *more))
        return " ".join(run(ledger, *each).output for each in words)

    judge(ledger, "editor", "c-1", "fulfilled")
    said = judge(ledger, "ann", "c-1", "partly", "--blind")
    assert "hidden, and counted nowhere, until another coder has judged it blind" in " ".join(said.output.split())
    card = json.loads(run(ledger, "score", "--by", "topic", "--json").stdout)["rows"][0]
    assert (card["disputed"], card["levels"]) == (0, [["fulfilled", 1]])
    assert "So says ann" not in everything() + run(ledger, "agreement", "--by", "item").output
    assert "So says editor" in everything()
    for words in ("So says editor", "Verdict in force", "fulfilled"):
        assert words not in everything("--as", "ben"), "who judges blind sees no verdict, open or not"
    assert "2 verdicts not shown" in " ".join(everything("--as", "ben").split())
    assert "So says ann" in everything("--as", "ann")
    assert "So says editor" in everything("--as", "ann")
    judge(ledger, "ben", "c-1", "fulfilled", "--blind")
    assert all(f"So says {name}" in everything("--as", "ben") for name in ("editor", "ann", "ben"))
    assert "disputed" in everything()


def test_a_coder_makes_a_blind_verdict_final_by_giving_it_openly(ledger: str) -> None:
    judge(ledger, "ann", "c-1", "partly", "--blind")
    judge(ledger, "ann", "c-1", "partly")
    found = json.loads(run(ledger, "score", "--by", "topic", "--json").stdout)
    assert found["rows"][0]["assessed"] == 1
    assert not any("blind" in note for note in found["notes"])


def test_a_quote_that_the_stored_text_does_not_have_is_a_finding(tmp_path: Path) -> None:
    path = str(tmp_path / "facta.db")
    page = "https://example.org/statement"
    case = replace(
        CASE,
        sources=(Source(page),),
        documents=(Document("d-1", "m", "Statement", "2020-12-01", page, text="We will build a lighthouse."),),
        evidence=(
            Evidence("e-1", "c-1", "a-1", "supports", quote="We will build a lighthouse.", url=page),
            Evidence("e-2", "c-2", "", "context", quote="We will dredge the channel.", url=page),
        ),
    )
    drafts = [Draft(one.kind, one.subject, one.payload) for one in differences(Case("", ""), case)]
    open_ledger(path).append(drafts, "editor")
    found = json.loads(run(path, "assess", "list", "--findings", "--json").stdout)
    told = [(row["commitment"], row["sentence"]) for row in found["rows"] if row["rule"].startswith("quote not found")]
    assert [subject for subject, _ in told] == ["c-2"]
    assert told[0][1].startswith(
        "e-2: The quote was not found in the stored text of d-1: “We will dredge the channel.”"
    )
    assert (
        "Quotes of evidence: 2; found in the stored text 1, not found 1, no text stored to check against 0."
        in (found["notes"])
    )
    checked = run(path, "verify")
    assert checked.exit_code == 0, "a wrong quote is for a person to judge; the chain holds"
    assert "found in the stored text 1, not found 1" in checked.stdout
    assert "e-2: The quote was not found" in checked.stdout
    assert json.loads(run(path, "verify", "--json").stdout)["quotes_not_found"] == ["e-2"]
