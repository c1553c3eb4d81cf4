"""A redline in the terminal. All texts are invented."""

from io import StringIO

import pytest
from rich.console import Console

from facta.model import Change
from facta.publish.redline_terminal import to_terminal
from facta.words.redline import redline

OLD = """\
We met. We ate.

We will build ten ships for the canal with our partners.

We thank our hosts for the warm welcome.

We deplore the flood.
"""
NEW = """\
We met. We ate.

We thank our hosts for the warm welcome.

We intend to build ten ships for the canal with our partners.

A fund will open.
"""


def printed(old: str, new: str, **how: bool) -> str:
    stream = StringIO()
    difference = redline(old, new, change_types=lambda later, earlier: (Change("softened", "will", "intend to"),))
    to_terminal(difference, Console(file=stream, width=200), **how)
    return stream.getvalue()


@pytest.mark.parametrize(
    "line",
    [
        "Passages: 2 unchanged, 1 changed, 1 moved, 1 added, 1 removed.",
        "… 2 unchanged",
        "moved here from ¶ 3",
        "moved from here to ¶ 2",
        "{+A fund will open.+}",
        "[-We deplore the flood.-]",
        "  · softened: “will” → “intend to”",
    ],
)
def test_what_is_printed(line: str) -> None:
    assert line in printed(OLD, NEW).splitlines()


def test_unchanged_passages_on_demand() -> None:
    assert "We ate." not in printed(OLD, NEW)
    assert "We ate." in printed(OLD, NEW, unchanged=True)


def test_a_statement_cannot_command_the_terminal() -> None:
    assert "\x1b" not in printed("We met \x1b[31mhere\x07 [bold]today[/bold].", "We \x1b]0;title\x07 left [red].")


def test_markup_in_a_statement_is_text() -> None:
    assert "[bold]" in printed("We met.", "We met [bold]today[/bold].")
