"""Promises taken apart. All sentences, states, offices and agreements here are invented or generic."""

from __future__ import annotations

import json
from datetime import date
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.briefing.wording import promised
from facta.model import Act, Commitment, Passage
from facta.words.commitments import commitment
from facta.words.firmness import firmness
from facta.words.meaning import fingerprint

SAID = date(2023, 3, 15)
ACT = Act("commitment", 0.8, None, "'will': promise by the speakers")


def read(sentence: str, said: date | None = SAID, before: str = "", speakers: tuple[str, ...] = ()) -> Commitment:
    return commitment(Passage("s", 0, "sentence", 0, len(sentence), sentence), ACT, said, before, speakers)


def test_a_promise_is_taken_apart() -> None:
    sentence = (
        "Japan will provide at least $40 million to Kenya by the end of FY2027, subject to the availability of funds."
    )
    found = read(sentence)
    assert found.actors == ("Japan",)
    assert found.action
    assert found.action.quote.startswith("provide at least $40 million")
    assert found.deadline
    assert str(found.deadline.latest) == "2028-03-31"
    assert [(size.value, size.unit, size.bound) for size in found.quantities] == [(4e7, "USD", "at least")]
    assert found.condition
    assert found.condition.quote == "subject to the availability of funds"
    assert (found.firmness, found.testability) == (4, "yes")
    assert found.firmness_reason == "'will': decided or binding"
    assert found.testability_reason
    assert (found.third_party, found.logistics) == (False, False)
    assert found.confidence == 0.8


@pytest.mark.parametrize(
    ("sentence", "level"),
    [
        ("We will build a harbour.", 4),
        ("They have decided to open an embassy.", 4),
        ("The leaders agreed to resume the talks.", 4),
        ("We pledge to cut the tariff.", 4),
        ("Today we are launching a joint fund.", 4),
        ("The ministers tasked their officials to report by May.", 4),
        ("We committed to providing 40 buses.", 4),
        ("Establish a seed bank in the north.", 4),
        ("We intend to build a harbour.", 3),
        ("They plan to meet in the spring.", 3),
        ("We aim to double exports.", 3),
        ("She looks forward to signing the treaty.", 3),
        ("We will seek to widen the bridge.", 3),
        ("Working to widen the bridge over the Ister.", 3),
        ("We will explore a joint fund.", 2),
        ("They are considering options for a bridge.", 2),
        ("We stand ready to send engineers.", 2),
        ("He reaffirmed their readiness to impose tariffs.", 2),
        ("We will share, as appropriate, our findings.", 2),
        ("Further talks may be held.", 2),
        ("We will not hesitate to act.", 2),
        ("We will continue to support the people of Ruritania.", 1),
        ("We will stand firmly with Ruritania.", 1),
        ("They agreed to continue working closely together on trade.", 1),
        ("We continue to support the mission.", 1),
    ],
)
def test_firmness(sentence: str, level: int) -> None:
    assert firmness(sentence)[0] == level


@pytest.mark.parametrize(
    ("sentence", "latest"),
    [
        ("In 2024, the ministry will widen the canal.", "2024-12-31"),
        ("As chair of the League next year, Ruritania will ensure fair prices.", None),
        ("We will implement the plan that was announced in May 2021.", None),
        ("We will widen the road, as decided at the talks in June.", None),
        ("The leaders announced today that they will widen the road.", None),
        ("The envoy will visit the capital today.", "2023-03-15"),
        ("Work will go on in the coming weeks, and the panel will report in June.", "2023-06-30"),
        ("They will close the mine in the coming months, before their visit in June.", None),
        ("Building on the 2019 accord, we will cut the tariff by 2026.", "2026-12-31"),
        ("We will meet at the next session of the League in October.", "2023-10-31"),
        ("We will cut emissions by 40% from 2005 levels by 2035.", "2035-12-31"),
        ("This year, we welcome the scholars who will begin their studies in August 2023.", "2023-08-31"),
        ("We look forward to working with Ruritania through its hosting of the fair this year.", None),
        ("We commit to help Ruritania as chair of the League in 2024.", None),
        ("Ruritania will host the fair in 2024.", "2024-12-31"),
        ("The council decided today to keep the tariff at 3 percent.", None),
        ("The council decided in June to build a bridge.", None),
        ("To widen trade, the council today reaffirmed its view that tolls will stay low.", None),
        ("This week, the two states agreed to build a bridge.", None),
        ("Ruritania commits to give $5 million today.", None),
        ("We will widen the road as announced in November.", None),
        ("Building on the fair held on 13 December, we will open a school.", None),
        ("Ruritania will send engineers to Freedonia, which starts its survey this week.", None),
        ("We welcome the work done for 2023 and look forward to new pledges.", None),
        ("We will send a mission that will report in June.", "2023-06-30"),
        ("By 2030, we commit to cut the tariff.", "2030-12-31"),
    ],
)
def test_the_deadline_that_binds(sentence: str, latest: str | None) -> None:
    found = read(sentence).deadline
    assert (str(found.latest) if found and found.latest else None) == latest


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("Ruritania, which has given $3 million already, will give $5 million more.", "$5 million"),
        ("4,000 soldiers will be trained.", "4,000 soldiers"),
        ("The two leaders will fund 12 schools in the next five years.", "12 schools"),
        ("We will visit Ruritania, which sustains over a million people.", ""),
        ("We will meet within 90 days.", ""),
        ("We will give $10 million annually.", "$10 million annually"),
        ("We will raise the budget by 10% a year for the next five years.", "10% a year"),
    ],
)
def test_the_number_that_measures(sentence: str, quote: str) -> None:
    found = read(sentence).quantities
    assert (found[0].span.quote if found else "") == quote


def test_a_rate_and_a_span_of_time_are_read_together() -> None:
    found = read("We will raise the budget by 10% a year for the next five years.")
    assert [(size.value, size.unit, size.per) for size in found.quantities] == [(10, "%", "year")]
    assert found.deadline
    assert (found.deadline.span.quote, str(found.deadline.latest)) == ("for the next five years", "2028-03-15")
    assert read("We will give $10 million each year.").deadline is None


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("We will meet as appropriate.", "as appropriate"),
        ("We will impose tariffs should it cut the cable.", "should it cut the cable"),
        ("If Ruritania agrees, we will meet.", "If Ruritania agrees"),
        ("We will help, where possible, with repairs.", "where possible"),
        ("We will act, consistent with our legal authorities.", "consistent with our legal authorities"),
        ("We will act, consistent with our shared values.", ""),
        ("We will not rest until the cable is mended.", "until the cable is mended"),
        ("We will help for as long as it takes.", ""),
        ("Resources permitting, we will send 20 ships.", "Resources permitting"),
        ("The envoy will travel to Ruritania, weather and security permitting.", "weather and security permitting"),
        ("We will pay, subject to approval by the U.S. Congress.", "subject to approval by the U.S. Congress"),
        ("We will pay if the U.S. Congress agrees.", "if the U.S. Congress agrees"),
        ("We will act as soon as possible.", ""),
        ("This is consistent with our policies, and we will act.", ""),
        ("We will act.", ""),
    ],
)  # fmt: skip
def test_conditions(sentence: str, quote: str) -> None:
    found = read(sentence).condition
    assert (found.quote if found else "") == quote


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("We will, resources permitting, send 20 ships.", "send 20 ships"),
        ("We will send 20 ships by 2030, subject to the availability of funds.", "send 20 ships by 2030"),
        ("We will share findings, as appropriate and as necessary.", "share findings"),
        ("We will help, where possible, with repairs.", "help, where possible, with repairs"),
        ("We will not rest until the cable is mended.", "rest until the cable is mended"),
        ("They will start exchanges between the U.S. and Ruritania.", "start exchanges between the U.S. and Ruritania"),
        ("They will open offices in the U.S.", "open offices in the U.S."),
        ("We will fund St. Vitus College, which opens soon.", "fund St. Vitus College"),
    ],
)
def test_the_action_is_cut_at_its_clause_and_without_conditions(sentence: str, quote: str) -> None:
    found = read(sentence).action
    assert found
    assert found.quote.removeprefix("not ") == quote


@pytest.mark.parametrize(
    ("sentence", "third", "meeting"),
    [
        ("The President welcomed Norway’s decision to provide 20 ships.", True, False),
        ("We thanked Ghana for its commitment to send 20 ships.", True, False),
        ("We welcome the report and will act on it.", False, False),
        ("The Secretary will travel to Lima on May 4.", False, True),
        ("The Secretary will underscore our support for fishermen.", False, True),
        ("The leaders agreed to meet again soon.", False, True),
        ("We will provide 20 ships.", False, False),
        ("We will meet these goals.", False, False),
        ("The next meeting will be held in Tokyo in January 2025.", False, True),
        ("The next round of talks will take place in June.", False, True),
        ("We agreed to hold the next meeting in June.", False, True),
        ("We will conclude the agreement at the next meeting.", False, False),
        ("Ruritania is drafting a plan that will be considered at the next board meeting.", False, False),
    ],
)
def test_flags(sentence: str, third: bool, meeting: bool) -> None:
    found = read(sentence)
    assert (found.third_party, found.logistics) == (third, meeting)


@pytest.mark.parametrize(
    ("sentence", "speakers", "actors"),
    [
        ("We will build a harbour.", ("Japan", "Kenya"), ("Japan", "Kenya")),
        ("We will build a harbour.", (), ("the speakers",)),
        ("Canada and Mexico will build a harbour.", ("Japan",), ("Canada", "Mexico")),
        ("The Harbour Board will build a quay.", (), ("Harbour Board",)),
    ],
)
def test_who_must_act(sentence: str, speakers: tuple[str, ...], actors: tuple[str, ...]) -> None:
    assert read(sentence, speakers=speakers).actors == actors


@pytest.mark.parametrize(
    ("sentence", "actors"),
    [
        ("Japan, the Republic of Korea, and Norway are determined to widen it.", ("Japan", "South Korea", "Norway")),
        ("Norway, Japan and Kenya will build a quay.", ("Norway", "Japan", "Kenya")),
        ("To help fishermen, Ghana, Kenya, the UK, and Peru will pay.", ("Ghana", "Kenya", "United Kingdom", "Peru")),
        ("In the League, Norway and Japan will speak with one voice.", ("Norway", "Japan")),
        ("Foreign ministers from Norway, Japan, and Kenya will meet.", ("Norway", "Japan", "Kenya")),
        ("The embassy in Norway will issue visas.", ("embassy in Norway",)),
        ("Japan, together with Ghana, will build a quay.", ("Japan",)),
        ("Japan together with Ghana will build a quay.", ("Japan",)),
        ("We thank Ghana for hosting the fair and commit to build a quay.", ("A", "B")),
        ("This is a year of change and the Harbour Board will build a quay.", ("Harbour Board",)),
        ("The League, which met in May, will build a quay.", ("League",)),
        ("The Harbour Board, meeting in the old hall, agreed to build a quay.", ("Harbour Board",)),
        ("The envoys praised the new Harbour Board, which will build a quay.", ("new Harbour Board",)),
        ("In a sign of its commitment to the sea, Norway will host the fair.", ("Norway",)),
        ("In addition, this effort will help fishermen.", ("effort",)),
        ("The envoy welcomed Norway’s decision to send ships.", ("Norway",)),
        ("We welcome Norway’s announcement that it will send ships.", ("Norway",)),
        ("The School of Advanced Harbour Studies intends to build a quay.", ("School of Advanced Harbour Studies",)),
        ("The pact provides a frame for the Harbour Board to continue to build.", ("Harbour Board",)),
        ("Our countries will build a quay.", ("A", "B")),
        ("I'm going to build a quay.", ("A", "B")),
        ("Under no circumstances will Japan permit the raid.", ("Japan",)),
    ],
)  # fmt: skip
def test_the_subject_is_a_noun_phrase_and_keeps_all_of_a_list(sentence: str, actors: tuple[str, ...]) -> None:
    assert read(sentence, speakers=("A", "B")).actors == actors


def test_it_means_the_subject_of_the_sentence_before() -> None:
    found = read("It will also build a quay.", before="Norway will pay for the dam.", speakers=("Japan",))
    assert found.actors == ("Norway",)
    assert read("It will also build a quay.", speakers=("Japan",)).actors == ("Japan",)


@pytest.mark.parametrize(
    ("sentence", "partners"),
    [
        ("In partnership with India, Japan will build a quay.", ("India",)),
        ("Japan, together with Ghana and Kenya, will build a quay.", ("Ghana", "Kenya")),
        ("Japan together with Ghana will build a quay.", ("Ghana",)),
        ("Japan will work with the Government of Ghana, Kenya and Peru.", ("Ghana", "Kenya", "Peru")),
        ("Japan will hold exercises between Japan and Ghana.", ("Ghana",)),
        ("Japan will act in accordance with the Charter of the United Nations.", ()),
        ("Japan will comply with the UN Charter.", ()),
        ("Japan will compete with Ghana.", ()),
        ("Japan will stock the ponds with Ghanaian fish.", ()),
        ("Japan will consult with Ghanaian officials.", ("Ghana",)),
    ],
)
def test_partners_are_whom_it_is_done_with(sentence: str, partners: tuple[str, ...]) -> None:
    assert read(sentence).partners == partners


@pytest.mark.parametrize(
    ("sentence", "negated", "action"),
    [
        ("Norway does not seek and will not acquire such ships.", "not", "not acquire such ships"),
        ("Norway will never possess such ships.", "never", "never possess such ships"),
        ("Norway does not and will never buy such ships.", "never", "never buy such ships"),
        ("We will no longer fund the mine.", "no longer", "no longer fund the mine"),
        ("We pledged not to deploy such ships.", "not", "not to deploy such ships"),
        ("We committed to not deploying such ships.", "not", "not deploying such ships"),
        ("We will neither buy nor build such ships.", "not", "neither buy nor build such ships"),
        ("Norway does not intend to buy such ships.", "not", "buy such ships"),
        ("Norway has no intention of buying such ships.", "not", "buying such ships"),
        ("We are not going to leave.", "not", "leave"),
        ("Neither side will deploy such ships.", "not", "deploy such ships"),
        ("Under no circumstances will Norway permit the raid.", "not", "permit the raid"),
        ("We will not only build a quay but also a dam.", "", "build a quay but also a dam"),
        ("We will build a quay, not a dam.", "", "build a quay, not a dam"),
        ("No state will be left out.", "not", "be left out"),
    ],
)
def test_a_promise_not_to_act_says_so(sentence: str, negated: str, action: str) -> None:
    found = read(sentence)
    assert found.action
    assert (found.negated, found.action.quote) == (negated, action)


@pytest.mark.parametrize(
    ("sentence", "line"),
    [
        ("Norway will never possess such ships.", "Norway: never to possess such ships"),
        ("Neither side will deploy such ships.", "the speakers: not to deploy such ships"),
        ("Neither Norway nor Japan will deploy such ships.", "Norway and Japan: not to deploy such ships"),
        ("We committed to not deploying such ships.", "the speakers: not deploying such ships"),
        ("We will neither buy nor build such ships.", "the speakers: not to buy nor build such ships"),
        ("No state will be left out.", "any state: not to be left out"),
        ("Norway will build a quay.", "Norway: build a quay"),
    ],
)
def test_the_line_of_a_promise_not_to_act(sentence: str, line: str) -> None:
    assert promised(read(sentence)) == line


@pytest.mark.parametrize(
    ("sentence", "action"),
    [
        ("Norway will, resources permitting, send ships.", "send ships"),
        ("Norway will, jointly with Ghana, send ships.", "send ships"),
        ("We commit, as members of the Fund for Wells, to take a lead in drilling.", "take a lead in drilling"),
        ("The two sides agreed, subject to available funds, to open a consulate.", "open a consulate"),
        ("We commit, and will continue to commit, aid.", "continue to commit, aid"),
        ("The League will:", None),
    ],
)
def test_the_action_begins_at_the_promised_verb(sentence: str, action: str | None) -> None:
    found = read(sentence).action
    assert (found.quote if found else None) == action


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("We will provide $30 million for 12 schools by 2025.", "yes"),
        ("The Secretary will travel to Lima on May 4 to meet his counterpart.", "yes"),
        ("We will continue to work together to advance our shared values.", "no"),
        ("We will stand with our friends for peace and prosperity.", "no"),
    ],
)
def test_testability(sentence: str, verdict: str) -> None:
    assert read(sentence).testability == verdict


def test_the_model_of_testability_was_fitted_with_the_shipped_word_vectors() -> None:
    """Word vectors learnt anew make its weights meaningless: fit it again (``evaluate/fit_commitments.train``)."""
    text = resources.files("facta.words").joinpath("data/testability.json").read_text(encoding="utf-8")
    assert json.loads(text)["vectors"] == fingerprint()


@pytest.mark.parametrize("sentence", ["我们将在2030年前提供3亿元人民币。", "日本は2027年度までに支援する。"])
def test_other_languages_are_taken(sentence: str) -> None:
    found = read(sentence)
    assert found.deadline
    assert found.deadline.latest


@given(st.text(max_size=300), st.one_of(st.none(), st.dates()))
def test_any_text_is_taken(sentence: str, said: date | None) -> None:
    check(read(sentence, said))


PIECES = (
    "we will intend to agreed should it if $5 million in 2030 today welcome Japan with as appropriate , . ; support"
)


@given(st.lists(st.sampled_from(PIECES.split()), max_size=16).map(" ".join))
def test_any_mix_of_cues_is_taken(sentence: str) -> None:
    check(read(sentence))


def check(found: Commitment) -> None:
    sentence = found.passage.quote
    spans = [found.action, found.condition, *(size.span for size in found.quantities)]
    spans.append(found.deadline.span if found.deadline else None)
    for span in spans:
        if span:
            assert sentence[span.begin : span.end] == span.quote
            assert span.quote
    assert found.firmness in {1, 2, 3, 4}
    assert found.testability in {"yes", "partly", "no"}
    assert found.firmness_reason
    assert found.testability_reason
