"""The vocabulary keeps its own rules, and the linter sees what breaks them."""

from __future__ import annotations

from pathlib import Path

import pytest

from facta.vocab.check import FOLDER, problems
from facta.vocab.territories import territories


@pytest.fixture(scope="module")
def faults() -> list[str]:
    return problems()


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.glob("*.yaml")))
def test_a_vocabulary_file_is_sound(name: str, faults: list[str]) -> None:
    assert [problem for problem in faults if problem.startswith(f"{name}:")] == []


def test_nothing_else_is_wrong(faults: list[str]) -> None:
    names = {path.name for path in FOLDER.glob("*.yaml")}
    assert [problem for problem in faults if problem.split(":")[0] not in names] == []


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("words", "a: [b]\n", "no head comment"),
        ("words", "# Words.\na: [b]\na: [c]\n", "'a' (line 3) stands twice"),
        ("words", "# Words.\na: [on, up]\n", "read as True"),
        ("words", "# Words.\nno: [up]\n", "a key is read as False"),
        ("words", "# Words.\na: [b\n", "does not parse"),
        ("words", "# Words.\na: [cafe\u0301]\n", "NFC"),
        ("actors", "# Actors.\nxx: {}\n", "needs a name"),
        ("actors", "# Actors.\nx y: {name: X}\n", "an id is"),
        ("actors", "# Actors.\nFR: {also: [Gaul]}\nDE: {also: [Gaul]}\n", "'Gaul' is a name of FR already"),
        ("actors", "# Actors.\nx: {name: X, of: y}\n", "which is no actor"),
        ("actors", "# Actors.\nx: {name: X, kind: planet}\n", "unknown kind 'planet'"),
        ("places", "# Places.\nx: {name: X, blames: y}\n", "'y' is no actor"),
        ("action_codes", "# Codes.\nroots: {1: {codes: ''}}\nclasses: {}\n", "two digits in quotes"),
        ("action_codes", "# Codes.\nroots: {'01': {codes: '020'}}\nclasses: {}\n", "begins with its root"),
        (
            "action_codes",
            "# Codes.\nroots: {'01': {codes: ''}}\nclasses: {ACT: {material: true, cameo: ['09']}}\n",
            "no code '09'",
        ),
        (
            "action_codes",
            "# Codes.\nroots: {'01': {codes: ''}}\n"
            "classes: {ACT: {material: true, cameo: ['01']}, DO: {material: true, cameo: ['01']}}\n",
            "belongs to ACT already",
        ),
        ("epithets", "# Epithets.\nx: {en: [bad]}\n", "has no 'zh'"),
    ],
)
def test_a_fault_is_seen(tmp_path: Path, name: str, text: str, fault: str) -> None:
    (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    assert any(fault in problem for problem in problems(tmp_path))


def test_the_names_of_states_are_those_of_the_cldr() -> None:
    from facta.text.actors import _territories

    made, kept = territories(), _territories()
    assert made.keys() == kept.keys()
    # The CLDR renames a few states a year; a version of Babel much older or newer than the file is no fault.
    assert sum(made[key] != kept[key] for key in kept) < 20
