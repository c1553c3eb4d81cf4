"""``--close``: who asks for it without its encoder is told how to get it; with it, the page says that it was used."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from click.testing import CliRunner

import facta
from facta.cli import main
from facta.engines import encoder, weights

SERIES = str(Path(__file__).parents[1] / "series")


@pytest.fixture
def missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A machine without the encoder."""

    def none(name: str) -> metadata.Distribution:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("FACTA_ENCODER", raising=False)
    monkeypatch.setattr(metadata, "distribution", none)
    kept = (weights.folder, encoder.base, encoder.tokenizer)
    for one in kept:
        one.cache_clear()
    yield
    for one in kept:
        one.cache_clear()


@pytest.mark.usefixtures("missing")
@pytest.mark.parametrize("command", ["brief", "compare", "extract"])
def test_without_the_encoder_the_command_says_what_to_do(command: str) -> None:
    result = CliRunner().invoke(main, [command, SERIES, "--close"])
    assert result.exit_code == 1
    assert "close-reading.md" in result.output
    assert "Traceback" not in result.output


@pytest.mark.usefixtures("encoder")
def test_a_brief_says_that_it_was_read_closely(tmp_path: Path) -> None:
    page = tmp_path / "brief.html"
    result = CliRunner().invoke(main, ["brief", SERIES, "--close", "--html", str(page)])
    assert result.exit_code == 0, result.output
    assert "read closely with all-mpnet-base-v2" in page.read_text(encoding="utf-8")


@pytest.mark.usefixtures("encoder")
def test_close_reading_gives_the_same_passages_and_leaves_what_is_sure() -> None:
    statement = facta.read(SERIES).statements[-1]
    plain, close = facta.extract(statement), facta.extract(statement, close=True)
    assert plain.passages == close.passages
    sure = [(one, other) for one, other in zip(plain.acts, close.acts, strict=True) if one and one.confidence >= 0.9]
    assert sure
    assert all(one == other for one, other in sure)
    assert plain.acts != close.acts
