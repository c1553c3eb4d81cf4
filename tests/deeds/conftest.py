"""An invented case for the deeds: two made-up states, Arvela (ARV) and Bronsk (BRO), and what they promised."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import facta
from facta.casepack.pack import read_pack
from facta.record import Action, Actor, Case, Commitment, Evidence, Meeting, Series

Act = tuple[Action, Evidence]


@pytest.fixture(scope="session")
def promise() -> Callable[..., Commitment]:
    """A promise of both at the meeting of 2020, testable, decided: ``promise("c-1", due="2021")``."""

    def made(key: str, **fields: Any) -> Commitment:
        values = {"meeting": "m-2020", "actors": ("both",), "text": f"Promise {key}.", "firmness": 4}
        return Commitment(key, **({"testable": "yes", "topic": "harbour"} | values | fields))

    return made


@pytest.fixture(scope="session")
def deed() -> Callable[..., Act]:
    """A material act of both, with its evidence: ``deed("a-1", "2021-03", of="c-1", direction="supports")``."""

    def made(key: str, day: str, of: str = "", direction: Any = "supports", **fields: Any) -> Act:
        action = Action(key, day, **({"actors": ("both",), "text": f"Deed {key}."} | fields))
        return action, Evidence(f"e-{key}-{of}", of, key, direction)

    return made


@pytest.fixture(scope="session")
def invented() -> Callable[..., Case]:
    """The invented case with these acts and fields: ``invented(acts=(deed(…),), commitments=(promise(…),))``."""

    def made(acts: tuple[Act, ...] = (), **fields: Any) -> Case:
        base = Case(
            "invented",
            "Arvela and Bronsk",
            covers_until="2024-12-31",
            actors=(
                Actor("ARV", "Arvela"),
                Actor("BRO", "Bronsk"),
                Actor("both", "both", kind="group", members=("ARV", "BRO")),
            ),
            series=(Series("talks", "The talks"),),
            meetings=(
                Meeting("m-2020", "talks", "2020-01-10", success="yes"),
                Meeting("m-2021", "talks", "2021-02-01", success="yes"),
                Meeting("m-2022x", "talks", "2022-03-01", status="postponed"),
                Meeting("m-2023", "talks", "2023-05-05", success="yes"),
            ),
            actions=tuple({action.id: action for action, _ in acts}.values()),
            evidence=tuple(evidence for _, evidence in acts if evidence.subject),
        )
        return replace(base, **fields)

    return made


@pytest.fixture(scope="session")
def us_japan() -> Case:
    """The bundled case; its figures are facts, not inventions."""
    return read_pack(Path(facta.__file__).with_name("cases") / "us_japan").case
