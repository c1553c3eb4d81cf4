"""The command line: one file per command, loaded when it is called, so that ``facta --help`` stays quick."""

from __future__ import annotations

import importlib

import click

# Order is the order of the work; the text is the command's line in `facta --help`.
COMMANDS = {
    "demo": "What became of the words of March 2021: the bundled case on one screen.",
    "brief": "Say what is new, recycled, dropped, criticised and promised in a statement of a series.",
    "read": "Read statements from files, folders, standard input or the web, and list what was found.",
    "segment": "Cut statements into headings, list items and sentences, with exact offsets.",
    "extract": "List acts, commitments and criticism of each statement on its own.",
    "compare": "Trace each passage of a statement through the earlier ones of its series.",
    "redline": "Show the changes between two statements, word by word and by kind.",
    "init": "Make an empty ledger.",
    "import": "Import a case pack, or tables that others made, into the ledger.",
    "export": "Write the ledger as a case pack, data package or SQLite file.",
    "add": "Enter the commitments of a statement as machine suggestions.",
    "accept": "Accept or reject machine suggestions.",
    "fetch": "Fetch the statements behind the addresses of a case into the ledger.",
    "assess": "Enter a coder's verdict on a promise, agenda item or claim.",
    "adjudicate": "Decide between the verdicts of several coders.",
    "agreement": "Measure how far coders agree: kappa and alpha with intervals.",
    "score": "Scorecards: verdicts in distribution, with n assessed of n promised.",
    "overdue": "The docket: what is due, overdue, extended, done late or no longer mentioned.",
    "latency": "Time from promise to deed, with open promises counted as open.",
    "path": "Hold a pledge in figures against the observed series.",
    "order": "Which of two promised things came first.",
    "agenda": "What outsiders asked for: promised, done, done without a promise.",
    "hints": "Firmness of the words on one matter over time, and what followed.",
    "pressure": "Indicator series with change points, beside the record.",
    "actors": "Words and deeds of every actor, side by side, on one rubric.",
    "outcomes": "How the meetings were described, and how much that word still tells.",
    "forecast": "Forecasts with their base rates, scored when the day has come.",
    "show": "Show one item with its sources and all that bears on it.",
    "log": "List the entries of the ledger: who, when, what, why.",
    "verify": "Check that every entry of the ledger holds.",
    "rebuild": "Make anew what is derived from the entries.",
    "evaluate": "Measure facta on labelled files of your own.",
}
MODULES = {"import": "import_"}
"""Commands whose name is a word of Python's own."""


class LazyGroup(click.Group):
    """A group whose commands live in modules of the same name and are imported on first use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"facta.cli.{MODULES.get(cmd_name, cmd_name)}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean '{near[0]}'?" if near else " facta --help lists them."
            ctx.fail(f"No such command '{args[0]}'.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="facta")
def main() -> None:
    """facta, non verba: deeds, not words.

    Point it at a folder of statements; it says what is new, recycled, dropped and promised.

    \b
    Example:
      facta brief statements/ --html brief.html
      facta redline 2022.html 2023.html --docx changes.docx
    """
