"""Fixtures that every test may use. Texts in the tests are invented unless they come through ``shared``."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import facta
from facta.briefing.model import Brief
from facta.engines.encoder import ready
from facta.errors import MissingEncoderError


def shared_folder() -> Path | None:
    """The folder of real texts beside the checkout (or at ``FACTA_SHARED``); None where a stranger has none."""
    folder = Path(os.environ.get("FACTA_SHARED", Path(__file__).resolve().parents[2] / "shared"))
    return folder if (folder / "gold").is_dir() else None


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real statements and labelled sets; the test skips where they are absent."""
    folder = shared_folder()
    if folder is None:
        pytest.skip("the real texts are not beside this checkout (set FACTA_SHARED to their folder)")
    return folder


@pytest.fixture(scope="session")
def encoder() -> None:
    """The encoder of close reading; the test skips where it is not installed, and fails there with ``FACTA_CI``."""
    try:
        ready()
    except MissingEncoderError as error:
        if os.environ.get("FACTA_CI"):
            raise
        pytest.skip(str(error))


SERIES = Path(__file__).with_name("series")


@pytest.fixture(scope="session")
def harbour() -> Brief:
    """The brief of the invented series in ``tests/series``."""
    return facta.brief(facta.read(str(SERIES)).statements)
