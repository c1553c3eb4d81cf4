"""``facta order``: which of two promised things came first."""

from __future__ import annotations

from dataclasses import asdict

import click

from facta.cli.inputs import stop
from facta.cli.record_inputs import case_of, reading_options, show, today_of

COLUMNS = ("side", "earliest", "latest", "id", "text", "actors", "weak")
TABLE = ("side", "earliest", "latest", "id", "text", "actors", "sources")


@click.command("order")
@reading_options
@click.argument("first", required=False, default="")
@click.argument("then", required=False, default="")
@click.option("--on", metavar="DATE", default="", help="The day to look from; default the last day the case covers.")
def command(ledger: str | None, as_of: str, as_json: bool, as_csv: bool, first: str, then: str, on: str) -> None:
    """Say which of two things came first, by which dates, with the actions that show it.

    FIRST alone is a question that the case names; FIRST and THEN are ids of promises, agenda items or actions, or
    topic:NAME, kind:NAME, or a day. Without either: list the questions with their answers.

    \b
    Example:
      facta order people-first
      facta order ag-02 c-2023-02
    """
    from facta.deeds.order import asked, order, side

    case = case_of(ledger, as_of)
    day = today_of(case, on)
    try:
        if then:
            question = asked(side(case, first), side(case, then))
        else:
            known = {one.id: one for one in case.questions}
            if not first:
                answers = [order(case, day, one) for one in known.values()]
                rows = [
                    {
                        "name": one.question.id,
                        "asked": one.question.title,
                        "answer": one.answer,
                        "why": one.sentences[0],
                        "weak": one.weak,
                    }
                    for one in answers
                ]
                notes = () if rows else ("This case names no questions of order; give two ids.",)
                columns = ("name", "asked", "answer", "why", "weak")
                show(rows, columns, title=f"Order, {day}", notes=notes, as_json=as_json, as_csv=as_csv)
                return
            if first not in known:
                stop(f"No question is called “{first}”.", f"There are: {', '.join(known) or 'none'}; or give two ids.")
            question = known[first]
        found = order(case, day, question)
    except ValueError as error:
        stop(str(error))
    title = f"{question.title}: {found.answer}, {day}"
    figures = {"as_of": day, "answer": found.answer, "days": found.days, "before": found.before, "weak": found.weak}
    if as_json or as_csv:
        show(found.rows, COLUMNS, notes=found.sentences, summary=figures, as_json=as_json, as_csv=as_csv)
        return
    steps = [asdict(step) | {"sources": "weak" if step.weak else ""} for step in found.rows]
    show(steps, TABLE, title=title, notes=found.sentences, spare=("actors",))
