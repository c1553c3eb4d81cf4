"""``facta assess``: one coder's verdict on one promise; ``facta assess list``: the verdicts that a coder may see."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from facta.cli.inputs import console, safe, stop
from facta.cli.record_inputs import case_of, ledger_option, output_options, reading_options, show, today_of

if TYPE_CHECKING:
    from facta.record import Assessment, Case
    from facta.standing.scales import Families

TABLE = ("subject", "verdict", "coder", "date", "rationale")
COLUMNS = (
    "subject",
    "actor",
    "coder",
    "value",
    "scale",
    "date",
    "rule",
    "rationale",
    "evidence",
    "mark",
    "id",
    "shown",
)


class _VerdictFirst(click.Group):
    """A group whose nameless command takes a verdict: ``facta assess SUBJECT VALUE``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in (*self.commands, *ctx.help_option_names):
            args = ["verdict", *args]
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, "SUBJECT VALUE --coder NAME --rationale TEXT [OPTIONS]")
        formatter.write_usage(ctx.command_path, "list [--as NAME] [OPTIONS]")


@click.group("assess", cls=_VerdictFirst)
def command() -> None:
    """Enter a coder's verdict on a promise, with its reason; or list the verdicts.

    `facta assess verdict --help` and `facta assess list --help` explain the options.

    \b
    Example:
      facta assess c-2021-04 fulfilled --coder ann --rationale "Held on 7 January, a week late." --rule "done late"
      facta assess list --as ben
    """


# A level may be -1, which is no option.
@command.command("verdict", hidden=True, context_settings={"ignore_unknown_options": True})
@click.argument("subject")
@click.argument("value")
@ledger_option
@click.option("--coder", metavar="NAME", envvar="FACTA_CODER", required=True, help="Who judges.  [FACTA_CODER]")
@click.option("--scale", metavar="NAME", default="", help="The scale; default the one used for this subject so far.")
@click.option("--rationale", metavar="TEXT", required=True, help="Why.")
@click.option("--evidence", metavar="ID", multiple=True, help="An action or piece of evidence; may be repeated.")
@click.option("--actor", metavar="ID", default="", help="Judge this actor alone, where several promised.")
@click.option(
    "--blind", is_flag=True, help="Hide it, and count it nowhere, until another coder has judged the same blind."
)
@click.option("--rule", metavar="NAME", default="", help="The written rule that decided; its verdicts are checked.")
@click.option("--date", "day", metavar="DATE", default="", help="As of when; default the day the case speaks for.")
@output_options
def verdict(
    subject: str,
    value: str,
    ledger: str | None,
    coder: str,
    scale: str,
    rationale: str,
    evidence: tuple[str, ...],
    actor: str,
    blind: bool,
    rule: str,
    day: str,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Enter a verdict on SUBJECT: VALUE is a level of the scale. A later verdict of the same coder supersedes it.

    A blind verdict is shown to nobody and enters no scorecard or docket until another coder has judged the same blind,
    it is adjudicated, or its coder enters it again without --blind. An open verdict of somebody else opens nothing.

    \b
    Example:
      facta assess c-2021-04 partly --coder ann --rationale "Half of the radar is in place." --evidence a-radar --blind
    """
    from facta.cli.judging import checked, enter, loaded, next_id, scale_of
    from facta.record import Assessment
    from facta.standing.verdicts import visible

    store, case = loaded(ledger)
    made = checked(
        case,
        Assessment(
            next_id(case, subject, coder, actor),
            subject,
            coder.strip(),
            scale or scale_of(case, subject),
            value,
            day or today_of(case).isoformat(),
            actor=actor,
            rationale=rationale,
            evidence=evidence,
            rule=rule,
            blind=blind,
        ),
    )
    number = enter(store, made)
    if as_json or as_csv:
        show([{"entry": number} | asdict(made)], ("entry", *asdict(made)), as_json=as_json, as_csv=as_csv)
        return
    told = f"Entry {number}: {made.id}, {subject} is {value} ({made.scale})"
    if blind:
        opened = made in visible((*case.assessments, made))
        told += "; " + (
            "another coder has judged it blind too, so both are shown and count from now on"
            if opened
            else "hidden, and counted nowhere, until another coder has judged it blind"
        )
    console().print(safe(f"{told}."), soft_wrap=True)


@command.command("list")
@click.argument("subject", default="")
@reading_options
@click.option("--as", "coder", metavar="NAME", default="", help="As this coder sees them.")
@click.option("--scale", metavar="NAME", default="", help="Show each verdict on this scale.")
@click.option("--external", is_flag=True, help="Verdicts that others made.")
@click.option("--disputed", is_flag=True, help="Only subjects on which the coders differ.")
@click.option("--rules", "rules_only", is_flag=True, help="List the written rules for awkward verdicts instead.")
@click.option(
    "--findings", is_flag=True, help="List the rules that hold by date and evidence instead, and quotes not found."
)
def listing(
    subject: str,
    ledger: str | None,
    as_of: str,
    as_json: bool,
    as_csv: bool,
    coder: str,
    scale: str,
    external: bool,
    disputed: bool,
    rules_only: bool,
    findings: bool,
) -> None:
    """List verdicts, all or on one SUBJECT.

    A blind verdict is shown once two coders have judged blind, or it is adjudicated. Who is still to judge lists with
    --as, and sees no verdict of others, blind or open, on what they have not judged themselves. This keeps honest
    coders blind; whoever can read the ledger's file can read it all.

    \b
    Example:
      facta assess list --as ben
      facta assess list c-2021-04 --findings
    """
    from facta.standing.scales import UnknownLevelError, families
    from facta.standing.verdicts import Verdicts, hidden_note, visible

    how: dict[str, Any] = {"as_json": as_json, "as_csv": as_csv}
    if rules_only:
        from facta.scoring.rules import rules

        rows = [
            {"rule": one.name, "means": one.means, "permits": one.permits, "verdict": one.verdict}
            for one in rules().values()
        ]
        show(rows, ("rule", "means", "permits", "verdict"), title="Rules for awkward verdicts", **how)
        return
    case = case_of(ledger, as_of)
    there = {one.id for some in (case.commitments, case.agenda, case.claims, case.forecasts) for one in some}
    if subject and subject not in there:
        stop(f"There is no “{subject}” that can be judged.", "facta log lists what was entered.")
    if findings:
        found, notes = _findings(case, subject)
        columns = ("commitment", "rule", "sentence", *(("since", "days", "actions", "permits") if as_csv else ()))
        show(found, columns, title=f"Rules that hold, {today_of(case)}", notes=notes, **how)
        return
    known = families(case)
    verdicts = Verdicts(case, external=external)
    some = [one for one in case.assessments if one.external == external and subject in ("", one.subject)]
    if disputed:
        some = [one for one in some if verdicts.of(one.subject, one.actor).standing == "disputed"]
        some.sort(key=lambda one: (one.subject, one.actor))
    seen = {one.id for one in visible(case.assessments, coder)}
    shown = [one for one in some if one.id in seen]
    try:
        rows = [_row(one, scale, known) for one in shown]
    except UnknownLevelError as error:
        stop(str(error))
    hidden = len(some) - len(shown)
    notes = [hidden_note(hidden, coder)] if hidden else []
    show(rows, COLUMNS if as_csv else TABLE, notes=notes, **how)


def _findings(case: Case, subject: str) -> tuple[list[dict[str, Any]], list[str]]:
    """The rules that hold, and the quotes that a stored text does not have; with what the reader must know."""
    from facta.scoring.rules import derive
    from facta.standing.quotes import quotes

    rows = [asdict(one) for one in derive(case, today_of(case), (subject,) if subject else ())]
    checked = [one for one in quotes(case) if subject in ("", one.evidence.subject)]
    for one in checked:
        if one.state == "not found":
            rows.append(
                {
                    "rule": "quote not found in the stored text",
                    "commitment": one.evidence.subject,
                    "sentence": f"{one.evidence.id}: {one.sentence}",
                    "since": None,
                    "days": None,
                    "actions": (one.evidence.action,) if one.evidence.action else (),
                    "permits": (),
                }
            )
    notes = ["No verdict is made here."]
    if checked:
        states = Counter(one.state for one in checked)
        notes.append(
            f"Quotes of evidence: {len(checked)}; found in the stored text {states['found']}, not found "
            f"{states['not found']}, no text stored to check against {states['no stored text']}."
        )
    return rows, notes


def _row(one: Assessment, scale: str, among: Families) -> dict[str, Any]:
    """All that is known of a verdict, and what of it goes into a narrow table; on a scale where one is asked for."""
    from facta.standing.scales import show_on

    marks = [word for word, holds in (("blind", one.blind), ("adjudication", bool(one.adjudicates))) if holds]
    shown = str(show_on(one.value, one.scale, scale or one.scale, among))
    level = shown if (scale or one.scale) == "fulfilment" else f"{shown} ({scale or one.scale})"
    said = ", ".join(part for part in (level, one.rule, *marks) if part)
    row: dict[str, Any] = {name: getattr(one, name, "") for name in COLUMNS} | {"mark": ", ".join(marks)}
    return row | {"verdict": said, "shown": shown, "adjudicates": one.adjudicates}
