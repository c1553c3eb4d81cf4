"""The bundled case holds together: counts, references, dates, classes of sources, and verdicts with their reasons.

The tables are read as plain CSV as well as with ``read_pack``, so that a fault in the reader hides none in the data.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from urllib.parse import urlsplit

import pytest

from facta.casepack.pack import read_pack
from facta.casepack.references import find
from facta.cases import folder, names
from facta.dates import begin, end, interval
from facta.deeds.actors import actors
from facta.errors import FactaError
from facta.record import NOUNS, Action, Case, Evidence
from facta.scoring.rules import permitted, rules
from facta.standing.footing import Footing

PACK = folder("us_japan")
LAST = date(2026, 3, 20)
ADDED = "Added by the editor"
MERGED = "Also collected as "
DATES = {
    "actions": ("date", "period"),
    "meetings": ("date",),
    "commitments": ("due", "said"),
    "restatements": ("date", "due"),
    "agenda": ("asked", "status_as_of"),
    "claims": ("date", "deed_date"),
    "observations": ("period", "vintage"),
    "assessments": ("date",),
    "forecasts": ("made", "resolves", "resolved"),
    "offices": ("since", "until"),
    "documents": ("date",),
}
HAPPENED = ("actions", "meetings", "commitments", "restatements", "claims", "offices", "documents")
"""Tables of what has happened: their first dates may not lie after what the case covers."""


def rows(table: str) -> list[dict[str, str]]:
    with (PACK / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.fixture(scope="module")
def case() -> Case:
    pack = read_pack(PACK)
    assert pack.faults == ()
    return pack.case


def verdicts(case: Case) -> dict[str, str]:
    return {one.subject: one.value for one in case.assessments}


def test_names_and_spellings_of_a_case() -> None:
    assert "us_japan" in names()
    assert folder("us-japan") == PACK
    for wrong in ("", ".", "..", "us_japan/..", "atlantis"):
        with pytest.raises(FactaError, match="us_japan"):
            folder(wrong)


def test_head_says_what_the_case_covers_and_on_what_terms() -> None:
    head = tomllib.loads((PACK / "case.toml").read_text(encoding="utf-8"))
    assert (head["id"], head["covers_from"], head["covers_until"]) == ("us-japan", "1996", "2026-03-20")
    assert head["editor"]
    assert "CC-BY-4.0" in head["licence"]


@pytest.mark.parametrize(
    ("table", "number"), [("meetings", 32), ("commitments", 112), ("agenda", 21), ("claims", 36), ("documents", 22)]
)
def test_everything_of_the_record_is_here(table: str, number: int) -> None:
    assert len(rows(table)) == number


def test_actions_of_the_record_and_those_the_editor_added() -> None:
    """One event is one action; the note of those merged names the other row."""
    added = [one["id"] for one in rows("actions") if ADDED in one["note"]]
    merged = [one["note"].partition(MERGED)[2].partition(".")[0] for one in rows("actions") if MERGED in one["note"]]
    assert (len(rows("actions")) - len(added) + len(merged), len(added), len(merged)) == (231, 6, 8)
    assert set(merged).isdisjoint(one["id"] for one in rows("actions"))


@pytest.mark.parametrize(("noun", "table"), [(noun, name) for noun, (name, _) in NOUNS.items()])
def test_columns_are_the_fields_in_order(noun: str, table: str) -> None:
    path = PACK / f"{table}.csv"
    if not path.exists():
        assert table == "scales"  # the scales are built in
        return
    raw = path.read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    heading = next(csv.reader([raw.decode("utf-8").splitlines()[0]]))
    assert heading == [each.name for each in fields(NOUNS[noun][1])]


@pytest.mark.parametrize(("table", "columns"), DATES.items())
def test_dates_can_be_read_and_do_not_lie_after_the_case(table: str, columns: tuple[str, ...]) -> None:
    for row in rows(table):
        for column in columns:
            if row[column]:
                assert interval(row[column]) is not None
        if table in HAPPENED:
            first = begin(row[columns[0]])
            assert first is None or first <= LAST or columns[0] == "due", row["id"]


def test_every_reference_resolves(case: Case) -> None:
    ids = {one.id for name, _ in NOUNS.values() if name != "sources" for one in getattr(case, name)}
    urls = {one.url for one in case.sources}
    actions = {one.id for one in case.actions}
    assert all(one.subject in ids and one.action in actions for one in case.evidence)
    assert all(one.id == f"e-{one.action}--{one.subject}" for one in case.evidence)
    assert all(one.commitment in ids and (not one.meeting or one.meeting in ids) for one in case.restatements)
    assert all(set(one.promised_by) | set(one.evidence) <= ids for one in case.agenda)
    assert all(one.subject in ids and set(one.evidence) <= ids for one in case.assessments)
    assert all(not one.subject or one.subject in ids for one in case.forecasts)
    cited = [one.sources for one in case.actions]
    cited += [one.sources for one in case.commitments]
    cited += [one.sources for one in case.meetings]
    assert all(cited)
    assert {url for some in cited for url in some} <= urls


def test_sources_have_a_class_and_official_ones_an_official_host(case: Case) -> None:
    ends = (".go.jp", ".gov", ".mil", "usembassy-china.org.cn", "dvidshub.net", "ipdefenseforum.com")
    for one in case.sources:
        host = urlsplit(one.url).hostname or ""
        assert one.title
        assert one.kind in ("official", "wire", "press", "other")
        if one.kind == "official":
            assert host.endswith(ends), one.url
        if "5ch.net" in host or "blog" in host:
            assert one.kind == "other", one.url
    assert {one.kind for one in case.sources} == {"official", "wire", "press", "other"}


def test_coordinates_are_on_earth_and_in_pairs(case: Case) -> None:
    points = [(one.lat, one.lon) for one in case.actions] + [(one.lat, one.lon) for one in case.places]
    for lat, lon in points:
        assert (lat is None) == (lon is None)
        assert lat is None or lon is None or (-90 <= lat <= 90 and -180 <= lon <= 180)


def test_disputed_islands_carry_the_names_of_each_side(case: Case) -> None:
    [one] = [one for one in case.places if "Senkaku" in one.name]
    for side in ("JPN: ", "PRC: ", "Taiwan: "):
        assert any(name.startswith(side) for name in one.names)
    assert sum(action.place == one.name for action in case.actions) > 10


def test_every_place_of_an_action_is_described_and_no_part_of_the_islands_is_a_place_apart(case: Case) -> None:
    names = {one.name for one in case.places}
    assert len(names) == len(case.places)
    assert {one.place for one in case.actions if one.place} == names
    parts = ("Senkaku", "Diaoyu", "Uotsuri", "Taisho", "Kuba", "Kojima")
    assert {one.place for one in case.actions if any(part in one.place for part in parts)} == {"Senkaku Islands"}


@pytest.mark.parametrize(
    "name",
    [
        "Senkaku",
        "尖閣諸島",
        "Diaoyu Dao",
        "Diaoyu Dao and its affiliated islands (钓鱼岛及其附属岛屿)",
        "PRC: Diaoyu Dao and its affiliated islands (钓鱼岛及其附属岛屿)",
        "釣魚臺列嶼",
        "Minami-Kojima",
    ],
)
def test_the_islands_are_found_in_the_names_of_each_side(case: Case, name: str) -> None:
    found = find(case, name)
    assert found
    assert found[1].id == "pl-senkaku-islands"


def test_every_promise_and_recommendation_is_judged_or_says_why_not(case: Case) -> None:
    judged = Counter(one.subject for one in case.assessments)
    wanted = {one.id for one in case.commitments} | {one.id for one in case.agenda if one.kind == "recommendation"}
    assert set(judged) == wanted | {one.id for one in case.claims}
    assert set(judged.values()) == {1}
    for one in case.assessments:
        assert one.coder == "editor"
        assert one.date == "2026-03-20"
        assert one.rationale
        assert one.evidence or one.note, one.id
        if one.value not in ("not rated", "unlinked") and one.scale == "fulfilment":
            assert one.evidence, one.id
        if one.rule:
            assert one.rule in rules(), one.id
            assert permitted(one.rule, one.value, one.scale), one.id


def material(case: Case) -> dict[str, Action]:
    return {one.id: one for one in case.actions if one.material}


def supporting(case: Case, subject: str) -> Iterator[Evidence]:
    return (one for one in case.evidence if one.subject == subject and one.direction == "supports")


def test_words_are_no_deeds(case: Case) -> None:
    """Words support a promise or request only where it is to talk or to seek; what was said, words may show."""
    talk = {"c-2024-05", "c-2022-05-23-3", "c-2024-14", "c-2024-04"}
    deeds = material(case)
    asked = {one.id for one in case.commitments} | {one.id for one in case.agenda if one.kind == "recommendation"}
    for one in case.evidence:
        if one.direction == "supports" and one.subject in asked - talk:
            assert one.action in deeds, one.id


WORDS = re.compile(
    r"\b(announced|reported|reports said|forecast|told|planned|urged|asked for|floated|weighed|draft|discussed)\b"
    r"|\bput\b.*\boff\b|became known",
    re.IGNORECASE,
)
"""What an action that is told in such words reports is no deed, but for those named below."""


def test_reports_announcements_drafts_and_plans_are_no_deeds(case: Case) -> None:
    done = {
        "a-tpy2-kyogamisaki",  # announced once it was in place
        "a-ccg-radio-2024",  # what the ships did was to tell others to leave
        "a-mq9-kanoya",  # flown; it is the number of aircraft that was planned
        "a-p8-kadena-2013",  # the first arrived; the others were planned
        "a-f35b-iwakuni",  # the same
        "a-typhon-out-2025",  # withdrawn, after the day that had been announced
        "a-ishigaki-camp-2023",  # opened; it is the island camps that were planned
        "a-recruit-fy2023",  # counted against the number planned
        "a-tomahawk-contract",  # signed, a year earlier than planned
    }
    assert {one.id for one in case.actions if one.material and WORDS.search(one.text)} == done


def test_no_author_bears_witness_to_their_own_request(case: Case) -> None:
    assert {one.direction for one in case.evidence if one.action == "a-newsham-jtf-update"} == {"context"}


def test_every_row_of_evidence_says_where_it_can_be_read(case: Case) -> None:
    """At the best-classed page of its action."""
    kinds = {one.url: ("official", "wire", "press", "other").index(one.kind) for one in case.sources}
    cited = {one.id: one.sources for one in case.actions}
    for one in case.evidence:
        assert one.url in cited[one.action], one.id
        assert kinds[one.url] == min(kinds[url] for url in cited[one.action]), one.id


def test_the_follow_up_meeting_rests_on_more_than_a_blog(case: Case) -> None:
    held = next(one for one in case.actions if one.id == "a-22-held-2022")
    assert "press" in {one.kind for one in case.sources if one.url in held.sources}


def test_an_office_ends_only_where_somebody_follows(case: Case) -> None:
    """The end of a term is not in the record: `until` is the last meeting, and empty for who is not followed."""
    still = {one.holder for one in case.offices if not one.until}
    assert still >= {"Sanae Takaichi", "Donald Trump", "Marco Rubio", "Pete Hegseth"}
    for one in case.offices:
        if one.until:
            assert any(other.actor == one.actor and other.since > one.since for other in case.offices), one.id


def test_nobody_is_credited_for_what_is_older_than_the_promise(case: Case) -> None:
    """Only where the very deed that is promised had been done, and the row says so."""
    deeds = material(case)
    for promise in case.commitments:
        for one in supporting(case, promise.id):
            action = deeds.get(one.action)
            last = end(action.date) if action else None
            said = begin(promise.said)
            if last and said and last < said:
                assert "older than the words" in one.note, one.id


def test_rated_promises_rest_on_deeds(case: Case) -> None:
    judged = verdicts(case)
    for promise in case.commitments:
        if judged[promise.id] in ("fulfilled", "partly"):
            assert next(supporting(case, promise.id), None) is not None, promise.id


def test_untestable_promises_are_not_rated(case: Case) -> None:
    judged = verdicts(case)
    assert {judged[one.id] for one in case.commitments if one.testable == "no"} == {"not rated"}


def test_one_promise_said_again_is_judged_alike(case: Case) -> None:
    """Restatements of the base at Henoko may differ only in being unrated."""
    judged = verdicts(case)
    again = [
        one.id.split("--")[1]
        for one in case.restatements
        if one.commitment == "c-2013-09" and one.id.split("--")[1] in judged
    ]
    assert len(again) == 8
    assert {judged[one] for one in (*again, "c-2013-09")} <= {"partly", "not rated"}


def test_restatements_come_later_than_the_promise_but_for_plans_of_before(case: Case) -> None:
    said = {one.id: begin(one.said) for one in case.commitments}
    older = {"r-c-2021-04-02--plan-2019", "r-c-2013-09--goal-2014", "r-c-2013-13--goal-2014"}
    for one in case.restatements:
        first, again = said[one.commitment], end(one.date)
        assert first is not None
        assert again is not None
        assert (first < again) == (one.id not in older), one.id
        if one.id in older:
            assert one.due, one.id
            assert "older than the promise" in one.note.lower(), one.id


def test_the_same_formula_at_later_meetings_is_a_restatement(case: Case) -> None:
    """Henoko as the only solution was last said so in January 2023; shared use of bases too."""
    last = {one.commitment: one.date for one in sorted(case.restatements, key=lambda one: one.date)}
    assert (last["c-2013-17"], last["c-2013-19"]) == ("2023-01-11", "2023-01-11")
    texts = {one.id: one.text for one in case.commitments}
    only = {name for name, text in texts.items() if re.search(r"\b(only|sole)\b", text)}
    again = {one.by for one in case.restatements if one.commitment == "c-2013-17"}
    assert only == again | {"c-2013-17"}


def test_days_that_slipped_without_a_promise_are_on_record(case: Case) -> None:
    """Mageshima: end of FY2024, then March 2027, then March 2030. Futenma: 2014, then not before the 2030s."""
    days = {name: [one.due for one in case.restatements if one.commitment == name and one.due] for name in SLIPPED}
    assert days == SLIPPED


SLIPPED = {"c-2021-04-02": ["FY2024", "2027-03-31", "2030-03-31"], "c-2013-09": ["2014", "2036"]}


def test_commitments_share_actors_by_name(case: Case) -> None:
    assert {one.actors for one in case.commitments} == {("USA", "JPN"), ("USA",), ("JPN",)}
    assert {one.id: one.members for one in case.actors}["both"] == ("USA", "JPN")


def test_postponed_and_cancelled_meetings_have_no_outcome(case: Case) -> None:
    lost = [one for one in case.meetings if one.status != "held"]
    assert sorted(one.status for one in lost) == ["cancelled", "postponed"]
    assert all(not one.success and not one.declared_outcome for one in lost)
    assert all(one.declared_outcome for one in case.meetings if one.success)


def test_the_follow_up_meeting_slipped_by_a_week(case: Case) -> None:
    promise = next(one for one in case.commitments if one.id == "c-2021-05")
    held = next(one for one in case.meetings if one.id == "scc-2022-01-07")
    due, day = end(promise.due), begin(held.date)
    assert due
    assert day
    assert (day - due).days == 7
    told = {one.id: one.outcome for one in case.forecasts}
    assert (told["f-op-ed-by-year-end"], told["f-op-ed-success"]) == ("no", "yes")


def test_conflicting_figures_stand_side_by_side(case: Case) -> None:
    values = {one.value for one in case.observations if (one.indicator, one.period) == ("i-scrambles", "FY2016")}
    assert values == {1168, 1180}
    ships = {one.value for one in case.observations if (one.indicator, one.period) == ("i-ccg-sea-vessels", "2020")}
    assert ships == {78, 88}


def test_budget_series_has_no_gap_and_says_what_is_a_draft(case: Case) -> None:
    known = {one.period: one for one in case.observations if one.indicator == "i-jp-budget"}
    assert [f"FY{year}" for year in range(2010, 2027)] == sorted(known)
    assert [period for period, one in known.items() if one.status == "draft"] == ["FY2026"]


def test_open_forecasts_have_no_answer_yet(case: Case) -> None:
    for one in case.forecasts:
        resolves = end(one.resolves)
        assert resolves is not None
        assert 0 <= one.probability <= 1
        assert bool(one.outcome) == (resolves <= LAST) == bool(one.resolved)


def test_how_much_rests_on_the_last_class_of_source_is_as_the_page_says(case: Case) -> None:
    footing = Footing(case)
    weak = [sum(footing.all_weak(one.sources) for one in some) for some in (case.commitments, case.actions)]
    assert weak == [44, 62]
    rated = {row.actor: (row.weak, row.judged) for row in actors(case, date(2026, 3, 20)).rows if row.judged}
    assert rated == {"USA": (1, 51), "JPN": (2, 52), "PRC": (11, 31)}
