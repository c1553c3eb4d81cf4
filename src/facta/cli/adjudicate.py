"""``facta adjudicate``: decide between the verdicts of several coders, with a reason."""

from __future__ import annotations

from dataclasses import asdict

import click

from facta.cli.inputs import console, safe, stop
from facta.cli.record_inputs import ledger_option, output_options, show, today_of


# A level may be -1, which is no option.
@click.command("adjudicate", context_settings={"ignore_unknown_options": True})
@click.argument("subject")
@click.argument("value")
@ledger_option
@click.option("--coder", metavar="NAME", envvar="FACTA_CODER", required=True, help="Who decides.  [FACTA_CODER]")
@click.option("--rationale", metavar="TEXT", required=True, help="Why.")
@click.option("--scale", metavar="NAME", default="", help="The scale; default the one that the coders used.")
@click.option("--evidence", metavar="ID", multiple=True, help="An action or piece of evidence; may be repeated.")
@click.option("--actor", metavar="ID", default="", help="For this actor alone, where the coders judged it so.")
@click.option("--rule", metavar="NAME", default="", help="The written rule that decided; its verdicts are checked.")
@click.option("--date", "day", metavar="DATE", default="", help="As of when; default the day the case speaks for.")
@output_options
def command(
    subject: str,
    value: str,
    ledger: str | None,
    coder: str,
    rationale: str,
    scale: str,
    evidence: tuple[str, ...],
    actor: str,
    rule: str,
    day: str,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Enter the verdict that stands on SUBJECT instead of the coders' own; these stay in the ledger.

    \b
    Example:
      facta adjudicate c-2021-04 fulfilled --coder eve --rationale "It was held; a week late is late, not undone."
    """
    from facta.cli.judging import checked, enter, loaded, next_id, scale_of, subject_of
    from facta.record import Assessment

    store, case = loaded(ledger)
    subject_of(case, subject)
    judged = [one for one in case.assessments if one.subject == subject and one.actor == actor and not one.external]
    if not judged:
        who = f" for {actor}" if actor else ""
        stop(f"Nobody has judged {subject}{who} yet: there is nothing to decide.", "Use facta assess.")
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
            adjudicates=tuple(one.id for one in judged),
        ),
    )
    number = enter(store, made)
    if as_json or as_csv:
        show([{"entry": number} | asdict(made)], ("entry", *asdict(made)), as_json=as_json, as_csv=as_csv)
        return
    between = "; ".join(f"{one.coder}: {one.value}" for one in judged)
    console().print(
        safe(f"Entry {number}: {subject} is {value} ({made.scale}), decided between {between}."), soft_wrap=True
    )
