"""What sentences do. All sentences, states, bodies and agreements here are invented."""

from __future__ import annotations

import json
import re
from importlib import resources

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from facta.words.acts import LABELS, act, acts, explain, shipped, unpack

WORDS = ["we", "they", "will", "met", "agreed", "to", "build", "and", "port", "peace", ",", "that", "which", "condemn"]
CASES = {
    "commitment": [
        "We will open a joint weather centre in Port Alder by 2027.",
        "The two leaders agreed to resume the fisheries dialogue next spring.",
        "The ministers decided to establish a working group on ports.",
        "Norland intends to double its funding for the vaccine initiative by 2030.",
        "The leaders pledged to provide $40 million for flood relief.",
        "We plan to hold the next summit in Norland in 2026.",
        "Our governments are committed to concluding the tax treaty this year.",
        "The centre will train 2,000 nurses over the next five years.",
        "President Amara looks forward to hosting the prime minister in Port Alder next year.",
        "The ministers reaffirmed the agreement on ports and pledged to send a joint mission in May.",
        "The two sides tasked their teams to finalize the text of the agreement by June.",
        "The leaders instructed their ministers to report back within six months.",
    ],
    "criticism": [
        "We strongly condemn the unlawful attack on the merchant ship.",
        "The ministers expressed serious concern about the militarization of the strait.",
        "We oppose any unilateral attempts to change the status quo by force.",
        "The Secretary called on the regime to cease its attacks on civilians immediately.",
        "The invasion is a flagrant violation of international law.",
        "The leaders met in Port Alder and condemned the brutal invasion of Westmark.",
    ],
    "deed": [
        "The foreign ministers met today in Port Alder.",
        "Last year Norland provided $15 million in food aid to Westmark.",
        "The Department imposed sanctions on six companies.",
        "The two countries signed a memorandum on rail safety in March 2021.",
    ],
    "position": [
        "The leaders reaffirmed the importance of freedom of navigation.",
        "They underscored their support for the sovereignty of Westmark.",
        "We recognize the need for secure supply chains.",
        "The new law will strengthen our security and prosperity.",
        "We believe that disputes should be settled by peaceful means.",
        "The agreement will help to lower costs and improve lives.",
    ],
    "praise": [
        "Our alliance has never been stronger.",
        "The president thanked the prime minister for her leadership.",
        "The alliance is the cornerstone of peace and stability in the region.",
        "The Secretary congratulated the people of Norland on their national day.",
    ],
    "other": [
        "They also discussed energy security.",
        "The ministers exchanged views on regional developments.",
        "Department of Harbours and Coasts",
        "The leaders reviewed the situation in the northern strait.",
    ],
}


@pytest.mark.parametrize(("label", "sentence"), [(label, one) for label, many in CASES.items() for one in many])
def test_what_a_sentence_does(label: str, sentence: str) -> None:
    told = act(sentence)
    assert told.label == label, told
    assert 0 < told.confidence <= 1
    assert told.reason


@pytest.mark.parametrize(
    ("sentence", "cue", "reason"),
    [
        ("We will establish a joint fund.", "will establish", "promise"),
        ("We condemn the attack on the port.", "condemn", "condemn"),
        ("The foreign ministers met today in Port Alder.", "met", "meeting"),
        ("The leaders reaffirmed the importance of peace.", "importance of", "importance"),
    ],
)
def test_the_reason_quotes_the_words_that_decided(sentence: str, cue: str, reason: str) -> None:
    told = act(sentence)
    assert told.cue is not None
    assert cue in told.cue.quote or told.cue.quote in cue
    assert reason in told.reason


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("They reaffirmed their support for peace.", " and agreed to open a joint centre in 2026."),
        ("The ministers spoke by telephone today", " and condemned the unlawful attack on the port."),
    ],
)
def test_a_second_clause_can_decide(earlier: str, later: str) -> None:
    alone, joined = act(earlier), act(earlier.rstrip(".") + later)
    assert LABELS.index(joined.label) < LABELS.index(alone.label)
    assert joined.cue is not None
    assert joined.cue.begin >= len(earlier) - 2, "the cue stands in the clause that decided"


def test_the_same_conduct_is_read_the_same_way_whoever_it_is_about() -> None:
    # Names are masked as words, so that no state is criticised for its name.
    told = [
        act(f"The ministers condemned the attack on the port by {state} and its forces.")
        for state in ("Norland", "Russia", "Japan", "France", "China")
    ]
    assert {one.label for one in told} == {"criticism"}
    assert len({one.confidence for one in told}) == 1


def test_no_weight_is_given_to_the_name_of_a_state() -> None:
    names = {"russia", "china", "japan", "dprk", "iran", "france", "germany", "ukraine", "prc", "taiwan"}
    for view in ("clause", "whole"):
        words = {word for name in unpack(view) for word in re.split(r"[^a-z]+", name)}
        assert not names & words


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("She served in the Senate for twenty years.", "Statement on the Passing of Senator Ada Northwood"),
        ("It will be another great year for our two countries.", "Statement on Norland National Day"),
    ],
)
def test_the_genre_of_the_text_counts(sentence: str, title: str) -> None:
    praise = LABELS.index("praise")
    assert act(sentence, "", title) != act(sentence) or praise
    assert act(sentence, "", title).label == "praise"


def test_titles_one_for_all_or_one_for_each() -> None:
    pairs = [("They met today.", ""), ("They also discussed trade.", "They met today.")]
    assert acts(pairs, "Readout of the Call") == acts(pairs, ["Readout of the Call"] * 2)
    with pytest.raises(ValueError):
        acts(pairs, ["one"])


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("両国は来年までに共同基金を設立することで一致した。", "commitment"),
        ("両首脳は攻撃を強く非難した。", "criticism"),
        ("双方将于明年举行下一次会议。", "commitment"),
        ("双方重申支持和平。", "position"),
        ("日本語の文", "other"),
    ],
)
def test_japanese_and_chinese_take_cue_words_and_little_confidence(sentence: str, label: str) -> None:
    told = act(sentence)
    assert told.label == label
    assert told.confidence < 0.5


@pytest.mark.parametrize("empty", ["", "   ", "\n\t"])
def test_no_words_do_nothing(empty: str) -> None:
    assert act(empty).label == "other"
    assert act(empty).cue is None


def test_no_sentences() -> None:
    assert acts([]) == []


def test_a_huge_sentence_is_read() -> None:
    assert act("and we will build " * 20_000).label in LABELS


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200), st.text(max_size=60), st.text(max_size=40))
@example("İİİ We will İ build.", "", "")
@example("“\u202eWe will build", "\u0000", "İ")
@example("that that that as as and and", "", "")
@example("will", "", "")
@example("to", "", "")
def test_any_text_is_read_and_the_cue_is_in_it(sentence: str, before: str, title: str) -> None:
    told = act(sentence, before, title)
    assert told.label in LABELS
    assert 0 <= told.confidence <= 1
    if told.cue is not None:
        assert sentence[told.cue.begin : told.cue.end] == told.cue.quote


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_a_batch_is_read_as_its_sentences_alone(words: list[str]) -> None:
    sentence = " ".join(words)
    other = ("They met today in Port Alder.", "")
    batch = acts([other, (sentence, ""), other])
    assert batch[1].label == act(sentence).label
    assert batch[1].confidence == pytest.approx(act(sentence).confidence, abs=1e-3)


def test_the_shipped_weights_are_small_and_whole() -> None:
    for view in ("clause", "whole"):
        stored = resources.files("facta.words").joinpath(f"data/acts_{view}.json").read_bytes()
        assert len(stored) < 650_000
        content = json.loads(stored)
        assert tuple(content["labels"]) == LABELS
        assert all(
            len(row) == len(LABELS) and all(isinstance(v, int) for v in row) for row in content["weights"].values()
        )
        # No sentences: a feature names at most two words of text.
        assert max(len(name.split()) for name in content["weights"] if name.startswith("w:")) <= 2
    assert shipped().table.shape[1] == 2 * len(LABELS)


def test_every_stored_feature_can_be_explained() -> None:
    for name in shipped().names:
        assert explain(name, "commitment", "speakers")
