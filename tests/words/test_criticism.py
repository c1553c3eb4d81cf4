"""Criticism: whom, how strongly, over what.

Every sentence is invented; the quarrels in it are between states that have none of the kind, or are put in general
words. The same words must give the same reading whoever is criticised.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.model import Act, ActLabel, Criticism, Passage
from facta.words.criticism import criticisms
from facta.words.targets import scored, targets


def passages(*sentences: str, paragraph: int = 0) -> list[Passage]:
    found, begin = [], 0
    for index, quote in enumerate(sentences):
        found.append(Passage("s", index, "sentence", begin, begin + len(quote), quote, paragraph))
        begin += len(quote) + 1
    return found


def read(*sentences: str, label: ActLabel = "criticism", speakers: tuple[str, ...] = ()) -> tuple[Criticism, ...]:
    found = passages(*sentences)
    return criticisms(found, [Act(label, 1.0, None, "")] * len(found), speakers)


TARGETS = [
    # sentence, sentence before, target, named
    ("We condemn Norway's unprovoked attack on Iceland.", "", "Norway", True),
    ("Sweden, Peru, and Kenya strongly condemn today's Danish missile launches.", "", "Denmark", True),
    ("The ministers called on Chile to end its blockade of Peru.", "", "Chile", True),
    ("They urged Lisbon to withdraw its forces from Malta.", "", "Portugal", True),
    ("The attacks carried out by Ghana against civilians in Togo must stop.", "", "Ghana", True),
    ("Fiji has repeatedly threatened its neighbors and bombed ports in Tonga.", "", "Fiji", True),
    ("Secretary Blinken expressed concern over Austria's sham vote in Tyrol.", "", "Austria", True),
    ("The Deputy Secretary and Ambassador Doe condemned Cuban interference in Haiti.", "", "Cuba", True),
    ("U.S. opposition to Brazil's unlawful claims is firm.", "", "Brazil", True),
    ("We are alarmed by the reckless rhetoric of the Finnish leadership.", "", "Finland", True),
    ("This attack is a flagrant violation of the Charter.", "We condemn Norway's attack on Iceland.", "Norway", False),
    ("Such actions are unacceptable.", "Laos jailed its critics again.", "Laos", False),
    ("We oppose unilateral attempts to change the status quo in the East China Sea.", "", "China", False),
    ("We remain concerned by the crisis in Myanmar.", "", "Myanmar military regime", False),
    ("Some countries keep selling arms to both sides of the war.", "", "some states", False),
    ("Terrorists threaten us all.", "", "terrorists", True),
    ("This is deplorable.", "", "", False),
    ("We call on the world to act.", "", "", False),
    ("中方敦促法方停止干涉别国内政。", "", "France", True),
    ("我们坚决反对巴西的霸凌行径。", "", "Brazil", True),
    ("ノルウェーによる一方的な攻撃を強く非難する。", "", "Norway", True),
]


@pytest.mark.parametrize(("sentence", "before", "target", "named"), TARGETS)
def test_whom_it_is_aimed_at(sentence: str, before: str, target: str, named: bool) -> None:
    guess = targets(sentence, before)[0]
    assert (guess.name, guess.named) == (target, named), guess.reason


@pytest.mark.parametrize("first", ["China", "United States", "Japan", "Russia", "France", "North Korea"])
@pytest.mark.parametrize("second", ["Brazil", "United Kingdom", "India"])
def test_the_same_rubric_for_every_state(first: str, second: str) -> None:
    sentence = "{} condemns the unlawful and coercive actions of {}, and calls for restraint."
    assert targets(sentence.format(first, second))[0].name == second
    assert targets(sentence.format(second, first))[0].name == first


def test_who_speaks_is_not_the_target() -> None:
    sentence = "We regret the decisions that France and Egypt took, and Egypt's attacks above all."
    assert targets(sentence, speakers=["EG"])[0].name == "France"
    assert [target.id for target in scored("Egypt condemns it.")] == ["EG"]
    assert scored("Egypt condemns it.")[0].score < 0


def test_a_place_in_dispute_points_away_from_the_speaker() -> None:
    assert targets("We oppose provocations in the South China Sea.", speakers=["CN"])[0].name == ""


def test_two_targets_of_one_sentence() -> None:
    found = read("We condemn Denmark's destabilizing missile tests and Norway's brutal invasion of Iceland.")
    assert [(item.target, [span.quote for span in item.epithets]) for item in found] == [
        ("Denmark", ["destabilizing"]),
        ("Norway", ["brutal"]),
    ]
    assert found[1].places == ("Iceland",)


@pytest.mark.parametrize(
    ("sentence", "strength", "cue"),
    [
        ("We are concerned about Norway's behavior.", 1, "concerned"),
        ("We call on Norway to end its attacks.", 2, "call on"),
        ("Norway has bombed a hospital in Iceland.", 3, "bombed"),
        ("We oppose Norway's claims.", 3, "oppose"),
        ("We condemn Norway's claims.", 4, "condemn"),
        ("We condemn Norway's claims, and will hold Norway accountable.", 5, "condemn"),
        ("Any further attack by Norway is unacceptable and will have severe costs.", 5, "unacceptable"),
        ("We call on Norway to condemn the attack.", 2, "call on"),
        ("我们对挪威的行为表示严重关切。", 1, "关切"),
        ("我们敦促挪威停止挑衅。", 2, "敦促"),
        ("我们坚决反对挪威的霸凌行径。", 3, "反对"),
        ("我们强烈谴责挪威的袭击。", 4, "谴责"),
        ("ノルウェーの行動に深刻な懸念を表明する。", 1, "懸念"),
        ("ノルウェーの攻撃を強く非難する。", 4, "非難"),
    ],
)
def test_how_strong_it_is(sentence: str, strength: int, cue: str) -> None:
    item = read(sentence)[0]
    assert item.strength == strength
    if strength != 3 or "bombed" not in sentence:
        assert item.cue.quote == cue
    assert sentence[item.cue.begin : item.cue.end] == item.cue.quote


def test_epithets_places_and_matters() -> None:
    item = read("We oppose China’s coercive and  unlawful use of coast guard vessels near the Senkaku Islands.")[0]
    assert [span.quote for span in item.epithets] == ["coercive", "unlawful"]
    assert item.places == ("Senkaku Islands",)
    assert "maritime claims and coercion" in item.matters


def test_a_wrapped_line_is_read_as_one() -> None:
    sentence = "We   condemn\n     the Russian\n     Federation’s   illegal\n     attack."
    item = read(sentence)[0]
    assert (item.target, item.named, item.strength) == ("Russia", True, 4)
    assert all(sentence[span.begin : span.end] == span.quote for span in (item.cue, *item.epithets))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("We will give aid to Iceland in the face of Norway's brutal and illegal invasion.", ["Norway"]),
        ("We will hold talks with Norway about illegal fishing.", []),
        ("We call on Norway to join the treaty.", []),
        ("We will strengthen our brutal honesty with Norway.", []),
        ("They reaffirmed the strength of the alliance.", []),
        # A grave noun, an epithet before a wrong, a breach behind one.
        ("We stand with Iceland against Norway's unprovoked and unjust war.", ["Norway"]),
        (
            "We face challenges, from actions inconsistent with the Charter by Peru to provocations by Fiji.",
            ["Peru", "Fiji"],
        ),
        ("The ministers discussed actions by Peru that are contrary to maritime law.", ["Peru"]),
        ("The ministers discussed Danish coercion.", ["Denmark"]),
        ("Families mourn the victims of the brutal Norwegian attack.", ["Norway"]),
        ("We will hold Norway accountable for its unprovoked invasion.", ["Norway"]),
        ("As long as Norway continues its brutal assault, we will help Iceland.", ["Norway"]),
        ("War crimes committed by Norway will be investigated.", ["Norway"]),
        # Neither conduct by its plain name, nor somebody else's charge, nor an attribute of another noun.
        ("The ministers discussed Norway's actions in the north.", []),
        ("The ministers discussed violations of the truce condemned by Norway.", []),
        ("They spoke of Norway's aggression, and of addressing the challenges posed by Peru.", ["Norway"]),
        ("They praised Iceland's war crimes prosecutors.", []),
        ("We will help Iceland defeat aggression.", []),
        ("We will support Iceland's right to resist unlawful attacks.", []),
    ],
)
def test_secondary_criticism_is_marked_and_rare(sentence: str, expected: list[str]) -> None:
    found = read(sentence, label="commitment")
    assert [item.target for item in found] == expected
    assert all(item.secondary for item in found)


@pytest.mark.parametrize(
    ("sentence", "strength", "cue"),
    [
        ("We will give aid in the face of Norway's brutal war.", 3, "brutal war"),
        ("They share concerns about Norway's coercive behavior and will meet again.", 1, "concerns"),
        ("They will call on Norway to end its brutal war.", 2, "call on"),
        ("United in condemnation of Norway's brutal war, they will meet again.", 4, "condemnation"),
        ("They will hold Norway accountable for its brutal war.", 5, "brutal war"),
        ("They will consult on the consequences of Norway's brutal war.", 3, "brutal war"),
        # What stands in another clause does not count.
        ("We urge all to join the treaty; we will give aid in the face of Norway's brutal war.", 3, "brutal war"),
        ("We face challenges, from provocations by Norway to drought.", 3, "provocations"),
    ],
)
def test_a_charge_has_its_own_strength(sentence: str, strength: int, cue: str) -> None:
    (item,) = read(sentence, label="commitment")
    assert (item.target, item.strength, item.cue.quote, item.secondary) == ("Norway", strength, cue, True)


def test_all_that_an_actor_is_charged_with_is_one_criticism() -> None:
    (item,) = read("They will answer Norway's brutal war and the unlawful attacks by Norway.", label="commitment")
    assert [span.quote for span in item.epithets] == ["brutal", "unlawful"]


def test_places_and_matters_of_a_charge_are_those_of_its_clause() -> None:
    (item,) = read(
        "They discussed pandemics, Norway's brutal attacks on hospitals in Iceland, and the grain of Kenya.",
        label="position",
    )
    assert item.places == ("Iceland",)
    assert item.matters == ("military attack", "harm to civilians")


@pytest.mark.parametrize(
    ("sentence", "target"),
    [
        ("We oppose any attempt to change borders by force, anywhere in the world.", ""),
        ("We call on all UN Member States to implement the resolutions.", ""),
        ("This holds for attempts to change borders by force anywhere in the world.", "Norway"),
        ("We oppose any attempt to change borders by force.", "Norway"),
    ],
)
def test_a_target_is_taken_from_the_sentence_before_only_where_something_links_them(sentence: str, target: str) -> None:
    assert read("We condemn Norway's attack on Iceland.", sentence)[1].target == target


def test_in_another_paragraph_a_shared_name_or_matter_is_needed() -> None:
    first = passages("We condemn Norway's attack on Iceland.")
    act = Act("criticism", 1.0, None, "")
    for sentence, target in (
        ("We are alarmed by the damage to ships.", ""),
        ("We are alarmed by the damage to ships of Iceland.", "Norway"),
    ):
        both = [*first, replace(passages(sentence, paragraph=1)[0], index=1)]
        assert criticisms(both, [act, act])[1].target == target


def test_headings_are_passed_over_and_lengths_must_agree() -> None:
    assert criticisms(passages("We condemn Norway."), [None]) == ()
    assert criticisms([], []) == ()
    with pytest.raises(ValueError, match="one act"):
        criticisms(passages("We condemn Norway."), [])


def test_a_place_named_in_the_next_sentence_tells() -> None:
    found = passages("We oppose any change of the status quo.", "This holds in the East China Sea above all.")
    acts = [Act("criticism", 1.0, None, ""), Act("position", 1.0, None, "")]
    assert [(item.target, item.named) for item in criticisms(found, acts)] == [("China", False)]


def test_a_call_for_release_is_no_opposition() -> None:
    assert read("We call for the release of all whom Norway has arbitrarily detained.")[0].strength == 2


WORDS = [
    "China",
    "’s",
    " ",
    "  ",
    "\n",
    "condemn",
    "unlawful",
    "Norway",
    "attack",
    ",",
    "台湾",
    "反对",
    "非難",
    "\u2060",
    "İ",
]


@given(st.text(max_size=200) | st.lists(st.sampled_from(WORDS), max_size=40).map("".join), st.text(max_size=60))
def test_nothing_raises_and_spans_quote(sentence: str, before: str) -> None:
    targets(sentence, before)
    labels: tuple[ActLabel, ...] = ("criticism", "commitment")
    for label in labels:
        for item in read(before, sentence, label=label):
            quote = item.passage.quote
            assert 1 <= item.strength <= 5
            assert all(quote[span.begin : span.end] == span.quote for span in (item.cue, *item.epithets))
