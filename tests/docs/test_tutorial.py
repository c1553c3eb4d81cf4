"""The tutorial runs: its facta commands in order, in one folder, with the invented series and the bundled case.

Lines of other programs (make, cp) set up what the test sets up here. A fence with a file name is that file.
"""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from facta.cli import main

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs/tutorial.md").read_text(encoding="utf-8")
FENCE = re.compile(r"```(\w+)(?: (\S+))?\n(.*?)```", re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder like a clone, where the tutorial was begun."""
    shutil.copytree(ROOT / "tests/series", tmp_path / "statements", ignore=shutil.ignore_patterns("README"))
    shutil.copytree(ROOT / "src/facta/cases", tmp_path / "src/facta/cases")
    for name in ("FACTA_DATABASE_URL", "FACTA_AUTHOR", "FACTA_CODER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def commands(block: str) -> list[list[str]]:
    """The facta commands of a block, as words."""
    return [shlex.split(line)[1:] for line in block.splitlines() if line.startswith("facta ")]


def test_every_command_of_the_tutorial_ends_well(folder: Path) -> None:
    done = 0
    for kind, name, block in FENCE.findall(TEXT):
        if name:
            (folder / name).write_text(block, encoding="utf-8")
        for words in commands(block) if kind == "sh" else []:
            result = CliRunner().invoke(main, words)
            assert result.exit_code == 0, f"facta {shlex.join(words)}\n{result.output}\n{result.exception!r}"
            done += 1
    assert done >= 15
    for made in ("brief.html", "2020.html", "2020.md", "changes.docx", "alliance.db", "my_case/case.toml"):
        assert (folder / made).stat().st_size > 100, made


def test_what_the_tutorial_says_of_the_docket_is_so(folder: Path) -> None:
    CliRunner().invoke(main, ["import", "src/facta/cases/us_japan", "--ledger", "a.db", "--author", "A. Reader"])
    told = CliRunner().invoke(main, ["overdue", "--ledger", "a.db", "--on", "2022-01-01", "--open", "--csv"]).output
    row = next(line for line in told.splitlines() if line.startswith("c-2021-05,"))
    assert ",overdue,1," in row
