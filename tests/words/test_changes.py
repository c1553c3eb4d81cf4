"""Typed changes between two wordings, with the words that show them. All sentences are invented."""

from __future__ import annotations

from datetime import date

import pytest

from facta.model import Change
from facta.words import changes
from facta.words.align import stem, tokens
from facta.words.contrast import SIGNALS, contrast
from facta.words.relation import model, relate


def kinds(later: str, earlier: str) -> set[str]:
    return {change.kind for change in relate(later, earlier).changes}


@pytest.mark.parametrize(
    ("kind", "later", "earlier", "before", "after"),
    [
        (
            "hardened",
            "We strongly condemn the attack on the port of Varna.",
            "We condemn the attack on the port of Varna.",
            "",
            "strongly",
        ),
        (
            "softened",
            "The two countries condemn the attack on the port of Varna.",
            "The two countries strongly condemn the attack on the port of Varna.",
            "strongly",
            "",
        ),
        (
            "hardened",
            "We will build a bridge over the Dora for both countries.",
            "We intend to build a bridge over the Dora for both countries.",
            "intend",
            "will",
        ),
        (
            "softened",
            "The ministers discussed the unlawful blockade of the northern islands.",
            "The ministers condemned the unlawful blockade of the northern islands.",
            "condemned",
            "discussed",
        ),
        (
            "amount_changed",
            "We will provide $40 million to rebuild the schools of Elbonia.",
            "We will provide $25 million to rebuild the schools of Elbonia.",
            "$25 million",
            "$40 million",
        ),
        (
            "deadline_moved",
            "We will complete the railway between our two capitals by 2034.",
            "We will complete the railway between our two capitals by 2030.",
            "by 2030",
            "by 2034",
        ),
        (
            "done",
            "We have established the joint fund for the protection of the river basin.",
            "We will establish the joint fund for the protection of the river basin.",
            "will establish",
            "established",
        ),
        (
            "scope_widened",
            "They reaffirmed the importance of peace and stability in the Amber Strait, the Coral Gulf and the Baltic.",
            "They reaffirmed the importance of peace and stability in the Amber Strait.",
            "",
            "",
        ),
    ],
)
def test_each_kind_is_told_with_its_words(kind: str, later: str, earlier: str, before: str, after: str) -> None:
    found = [change for change in relate(later, earlier).changes if change.kind == kind]
    assert found, f"{kind} was not told"
    assert before in found[0].before
    assert after in found[0].after
    assert found[0].reason


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ("We reaffirmed our alliance.", "We reaffirmed our alliance!"),
        ("They reiterated their support for the river treaty.", "They reaffirmed their support for the river treaty."),
        ("The centre will organise the programme.", "The center will organize the program."),
        ("The leaders of the U.S. and the ROK met.", "The leaders of the United States and the Republic of Korea met."),
    ],
)
def test_spelling_synonyms_and_abbreviations_are_no_change(later: str, earlier: str) -> None:
    assert kinds(later, earlier) == set()


def test_opposite_kinds_are_not_told_together() -> None:
    told = kinds(
        "We strongly urge all sides to respect the river treaty.",
        "We urge all sides to fully respect the river treaty.",
    )
    assert not {"hardened", "softened"} <= told


def test_what_was_not_said_before_has_no_changes() -> None:
    assert kinds("We will provide $40 million for schools.", "The choir sang for 25 minutes.") == set()


@pytest.mark.parametrize(
    ("kind", "later", "earlier", "expected"),
    [
        (
            "target_named",
            "We condemn Russia's attack on the port.",
            "We condemn the attack on the port.",
            ("", "Russia"),
        ),
        (
            "target_unnamed",
            "We condemn the attack on the port.",
            "We condemn Russia's attack on the port.",
            ("Russia", ""),
        ),
        ("actor_added", "Japan, India and France will build it.", "Japan and India will build it.", ("", "France")),
        ("actor_dropped", "Japan and India will build it.", "Japan, India and France will build it.", ("France", "")),
        (
            "scope_narrowed",
            "We support ports.",
            "We support ports, railways and airfields.",
            ("railways and airfields", ""),
        ),
    ],
)
def test_the_evidence_of_a_kind(kind: str, later: str, earlier: str, expected: tuple[str, str]) -> None:
    change = changes.evidence(kind, later, earlier)  # type: ignore[arg-type]
    assert isinstance(change, Change)
    assert (change.before.removesuffix("'s"), change.after.removesuffix("'s")) == expected


@pytest.mark.parametrize(
    ("kind", "later", "earlier", "before", "after"),
    [
        ("deadline_moved", "We will finish the bridge.", "We will finish the bridge by 2035.", "by 2035", ""),
        (
            "softened",
            "We express our serious concern at the dumping of waste in the Northern Sea.",
            "We strongly oppose the dumping of waste in the Northern Sea.",
            "oppose",
            "express our serious concern",
        ),
        (
            "hardened",
            "We will open the clinic in Varna.",
            "Subject to available funds, we will open the clinic in Varna.",
            "Subject to available funds",
            "",
        ),
        (
            "softened",
            "Subject to available funds, we will open the clinic in Varna.",
            "We will open the clinic in Varna.",
            "",
            "Subject to available funds",
        ),
        (
            "actor_added",
            "Japan, the United States and Australia will train the crews of the patrol ships.",
            "Japan and the United States will train the crews of the patrol ships.",
            "",
            "Australia",
        ),
    ],
)
def test_what_one_slot_shows_is_told_once(kind: str, later: str, earlier: str, before: str, after: str) -> None:
    found = relate(later, earlier).changes
    assert [(change.kind, change.before, change.after) for change in found] == [(kind, before, after)]


@pytest.mark.parametrize(
    ("kind", "later", "earlier"),
    [
        # The verbs do not stand in one place, nor does the intensifier qualify anything that both say.
        ("hardened", "The port of Varna is a shared home of brave people.", "We met in the port of Varna."),
        # "Continue to" is no promise that "strengthen" or "continued" would report as done.
        ("done", "We continued our support for the museum.", "We will continue to promote the museum."),
        # Another partner in the place of the first is no member added to a list.
        ("actor_added", "Japan and India will build it.", "Japan and France will build it."),
        # One intensifier in the place of another is neither gain nor loss.
        ("hardened", "We call for the full release of the crew.", "We call for the urgent release of the crew."),
        ("softened", "We call for the full release of the crew.", "We call for the urgent release of the crew."),
        # The state whose office it is stands before the same office.
        (
            "actor_added",
            "U.S. Special Representative Korr and Japan will build it.",
            "Special Representative Korr and Japan will build it.",
        ),
        # The victim of a war is not named as its author.
        ("target_named", "We condemn the war against Ukraine.", "We condemn the war."),
    ],
)
def test_without_a_pair_of_one_slot_there_is_no_evidence(kind: str, later: str, earlier: str) -> None:
    assert changes.evidence(kind, later, earlier) is None  # type: ignore[arg-type]


def test_each_kind_has_its_own_threshold() -> None:
    fitted = {**model(), "change_thresholds": [1.0] * len(changes.KINDS)}
    pair = ("We strongly condemn the attack on the port of Varna.", "We condemn the attack on the port of Varna.")
    assert changes.changes(*pair, model())
    assert not changes.changes(*pair, fitted)


def test_one_intensifier_more_is_a_gain() -> None:
    told = changes.evidence(
        "hardened", "We demand the full and urgent release of the crew.", "We demand the swift release of the crew."
    )
    assert told is not None
    assert "urgent" in told.after or "full" in told.after


def test_without_evidence_a_kind_is_not_told() -> None:
    assert changes.evidence("actor_added", "We agree.", "We agree.") is None
    assert changes.evidence("amount_changed", "We agree.", "We agree.") is None


def test_only_what_binds_is_a_deadline() -> None:
    told = changes.numbers("On May 3, 2031 we agreed to pay $5 million by 2035.", date(2031, 5, 3))
    assert [found.span.quote for found in told.dates] == ["by 2035"]
    assert [found.span.quote for found in told.amounts] == ["$5 million"]


def test_the_formula_is_the_stretch_both_share() -> None:
    found = contrast(
        "After a long day, they reaffirmed the peace treaty of the two rivers.",
        "They reaffirmed the peace treaty of the two rivers and went home.",
    )
    i1, i2, j1, j2 = found.formula
    assert " ".join(token.word for token in found.earlier.words[i1:i2]) == (
        "they reaffirmed the peace treaty of the two rivers"
    )
    assert [token.word for token in found.later.words[j1:j2]] == [token.word for token in found.earlier.words[i1:i2]]
    assert len(found.signals) == len(SIGNALS)


def test_the_shipped_models_fit_the_signals() -> None:
    assert model()["change_weights"].shape == (len(changes.FAMILIES), len(changes.NAMES))


@pytest.mark.parametrize(
    ("one", "other"),
    [("organisations", "organization"), ("countries", "country"), ("agreed", "agree"), ("noting", "noted")],
)
def test_forms_of_one_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("note", "not"), ("willing", "will"), ("us", "use")])
def test_other_words_do_not(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_tokens_point_at_the_sentence() -> None:
    sentence = "The U.S.–Japan Alliance’s 3,000 ships (USJA) sailed."
    for token in tokens(sentence):
        assert sentence[token.begin : token.end]
    assert [token.stem for token in tokens(sentence)][:3] == ["the", "united_states", "japan"]
    assert "usja" not in [token.word for token in tokens(sentence)]


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        (
            "Arvenia will launch the survey ship in August 2023.",
            "Arvenia will launch the survey ship in the third quarter of 2023.",
        ),
        ("Arvenia will launch the survey ship in May 2024.", "Arvenia will launch the survey ship in 2024."),
    ],
)
def test_a_time_within_the_period_named_before_is_no_other_date(later: str, earlier: str) -> None:
    dates = (date(2023, 5, 2), date(2023, 2, 1))
    assert changes.evidence("deadline_moved", later, earlier, dates) is None
