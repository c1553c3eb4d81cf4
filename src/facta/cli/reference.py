"""The reference of the command line, made from the commands themselves: ``python -m facta.cli.reference``."""

from __future__ import annotations

import click

from facta.cli import COMMANDS, main


def reference() -> str:
    """All help texts as Markdown."""
    context = click.Context(main, info_name="facta", max_content_width=100, terminal_width=100)
    parts = [
        "# The command line",
        "Made from the commands themselves (`python -m facta.cli.reference`); a test keeps it so.",
        "Exit codes: 0 all was read; 1 something does not hold, or an extra is missing; 2 bad input, even where the "
        "rest was processed. Results go to standard output, problems and progress to standard error.",
    ]
    for name in COMMANDS:
        command = main.get_command(context, name)
        if command:
            with click.Context(command, parent=context, info_name=name, terminal_width=100) as inner:
                parts.append(f"## facta {name}\n\n```text\n{command.get_help(inner)}\n```")
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    click.echo(reference(), nl=False)
