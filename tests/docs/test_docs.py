"""The docs are executed: commands exist, links lead somewhere, examples run (on the invented series)."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from facta.cli import COMMANDS

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def test_the_reference_of_the_command_line_is_up_to_date() -> None:
    page = ROOT / "docs/reference/cli.md"
    # A process of its own: a command that a test has run by itself keeps the help option that it had there.
    made = subprocess.run([sys.executable, "-m", "facta.cli.reference"], capture_output=True, check=True)
    assert page.read_bytes() == made.stdout, "run python -m facta.cli.reference > docs/reference/cli.md"


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_named_in_the_docs_exists(page: Path) -> None:
    blocks = re.findall(r"```(?:sh|console)\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    named = {name for block in blocks for name in re.findall(r"^\s*(?:\$ )?facta ([a-z]+)", block, re.MULTILINE)}
    assert named <= set(COMMANDS)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_to_a_file_leads_to_one(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_python_examples_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    if not blocks:
        pytest.skip("no Python on this page")
    shutil.copytree(ROOT / "tests/series", tmp_path / "statements")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, str(page), "exec"), names)
