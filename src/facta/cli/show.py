"""``facta show``: one item of the record with everything that bears on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from facta.cli.inputs import console, emit, safe, stop
from facta.cli.record_inputs import cell, moment, opened, reading_options, refusals, show

if TYPE_CHECKING:
    from facta.record import Case
    from facta.standing.footing import Footing

COLUMNS = ("what", "id", "date", "says", "source")
WORDS = {
    "evidence": ("direction", "note", "quote"),
    "restatement": ("kind", "due", "text", "note"),
    "assessment": ("value", "coder", "actor", "rule", "rationale"),
    "observation": ("period", "value", "unit", "status", "vintage", "note"),
    "office": ("holder", "office", "since", "until"),
    "forecast": ("question", "probability", "outcome"),
}
"""What is said of an item in a line, where it has no text or title of its own."""
LONGEST = 2000
"""Characters of a stored text that are printed."""
SHORT = 30
"""Characters of items that stand in one line."""


@click.command("show")
@click.argument("name", metavar="ID")
@reading_options
@click.option("--as", "coder", metavar="NAME", default="", help="As this coder sees it: no verdict of others unseen.")
def command(name: str, ledger: str | None, as_of: str, as_json: bool, as_csv: bool, coder: str) -> None:
    """Show one item, its sources with their class, and all that bears on it: deeds, restatements, verdicts, entries.

    ID is that of anything in the ledger (a promise, agenda item, meeting, action, claim, indicator, actor, place, …),
    the address of a source, or one of the names of an actor or place.

    \b
    Example:
      facta show ag-06
      facta show c-2021-05 --as ben
      facta show pl-senkaku-islands
    """
    from facta.casepack.references import find, namesakes
    from facta.record import key, to_payload
    from facta.standing.footing import Footing

    store = opened(ledger)
    when = moment(as_of)
    with refusals():
        case = store.case(when)
    found = find(case, name)
    if found is None and len(several := namesakes(case, name)) > 1:
        stop(f"“{name}” is the name of several: {', '.join(several)}.", "Give the id of one of them.")
    if found is None:
        stop(f"There is nothing of the id “{name}” in {store.shown}.", "facta log lists what was entered.")
    noun, item = found
    with refusals():
        last = when if isinstance(when, int) else None
        entries = [one for one in store.entries(until=last, subject=key(item)) if one.kind.startswith(f"{noun}.")]
    footing = Footing(case)
    rows = list(_bearing(case, footing, noun, item, coder))
    notes = list(_notes(case, footing, noun, item, coder))
    entered = [
        {
            "what": f"entry {one.sequence}",
            "id": key(item),
            "date": one.at[:10],
            "says": " ".join(part for part in (one.kind, "by", one.author, _reason(one.data)) if part),
            "source": "",
        }
        for one in entries
        if not hasattr(when, "isoformat") or one.at[:10] <= when.isoformat()  # type: ignore[union-attr]
    ]
    if as_json:
        emit({"noun": noun, "item": to_payload(item), "bearing": rows, "entries": entered, "notes": notes})
        return
    if as_csv:
        show([*rows, *entered], COLUMNS, as_csv=True)
        return
    terminal = console()
    heading = safe(f"{noun} {key(item)}")
    heading.stylize("bold")
    terminal.print(heading)
    for field, value in _fields(footing, item):
        line = safe(f"  {field}: ")
        line.stylize("dim")
        terminal.print(line.append_text(safe(value)))
    terminal.print()
    show([*rows, *entered], COLUMNS, notes=notes)


def _fields(footing: Footing, item: Any) -> Iterator[tuple[str, str]]:
    """What the item itself says; each address with its class."""
    from dataclasses import fields

    for each in fields(item)[1:]:
        value, name = getattr(item, each.name), each.name.replace("_", " ")
        if value in ("", (), None, 0, False) or (each.name, value) == ("origin", "person"):
            continue
        if each.name == "levels":
            yield (
                name,
                ", ".join(f"{level} ({'not rated' if place is None else f'{place:g}'})" for level, place in value),
            )
        elif isinstance(value, tuple):
            some = [_classed(footing, one) for one in value]
            if any(len(one) > SHORT for one in some):
                yield from ((name, one) for one in some)
            else:
                yield name, "; ".join(some)
        elif isinstance(value, str):
            cut = value if len(value) <= LONGEST else f"{value[:LONGEST]} … ({len(value):,} characters)"
            yield name, _classed(footing, cut)
        else:
            yield name, cell(value)


def _classed(footing: Footing, text: str) -> str:
    kind = footing.kind(text)
    return f"{text} [{kind}]" if kind else text


def _bearing(case: Case, footing: Footing, noun: str, item: Any, coder: str) -> Iterator[dict[str, Any]]:
    """A row for every item that names this one, and of evidence for the action behind it."""
    from facta.casepack.references import Reference, references
    from facta.record import key
    from facta.standing.quotes import quotes
    from facta.standing.verdicts import visible

    actions = {one.id: one for one in case.actions}
    quoted = {one.evidence.id: one for one in quotes(case)}
    seen = {one.id for one in visible(case.assessments, coder)}
    told: set[tuple[str, str]] = set()
    named = list(references(case, noun, key(item)))
    if noun == "place":
        names = {item.name, *item.names}
        named += [Reference("meeting", "place", one) for one in case.meetings if one.place in names]
        named += [Reference("action", "place", one) for one in case.actions if one.place in names]
    for other, column, one in named:
        if (other, key(one)) in told or (other == "assessment" and one.id not in seen):
            continue
        told.add((other, key(one)))
        row = {"what": other, "id": key(one), "date": _date(one), "says": _says(other, one)}
        urls = _urls(one)
        action = actions.get(getattr(one, "action", "")) if other == "evidence" else None
        if action is not None and noun != "action":
            kind = "deed" if action.material else "words"
            row |= {"what": f"{kind}: {one.direction}", "id": action.id, "date": action.date, "says": action.text}
            urls = (*urls, *action.sources)
            if one.note:
                row["says"] += f" [{one.note}]"
        elif other == "evidence":
            row["what"] = f"{one.direction} {one.subject}"
        elif column not in (noun, "subject"):
            row["what"] = f"{other} ({column.replace('_', ' ')})"
        if one_quote := quoted.get(key(one)) if other == "evidence" else None:
            row["says"] += f" “{one.quote}” ({one_quote.state})"
        yield row | {"source": ", ".join(dict.fromkeys(_kind(footing, url) for url in urls))}


def _date(one: Any) -> str:
    return next(
        (value for name in ("date", "said", "made", "period", "asked") if (value := getattr(one, name, ""))), ""
    )


def _says(noun: str, one: Any) -> str:
    if noun in WORDS:
        return " · ".join(part for name in WORDS[noun] if (part := cell(getattr(one, name))))
    names = ("text", "title", "document_title", "question", "name", "url", "declared_outcome", "note")
    return next((str(value) for name in names if (value := getattr(one, name, ""))), "")


def _urls(one: Any) -> tuple[str, ...]:
    """The addresses that an item gives as its sources."""
    single = (getattr(one, name, "") for name in ("source", "url", "deed_source"))
    return (*(value for value in single if value), *getattr(one, "sources", ()))


def _kind(footing: Footing, source: str) -> str:
    """Class of a source; one that is no described page is named, or said to be without a class."""
    return footing.kind(source) or ("no class" if "://" in source else "named in words")


def _reason(data: dict[str, Any]) -> str:
    return f"({data['reason']})" if data.get("reason") else ""


def _notes(case: Case, footing: Footing, noun: str, item: Any, coder: str) -> Iterator[str]:
    """What a reader must know before leaning on the item."""
    from dataclasses import replace

    from facta.record import key
    from facta.standing.verdicts import Verdicts, hidden_note, visible

    some = [one for one in case.assessments if one.subject == key(item)]
    if some:
        shown = visible(some, coder)
        verdict = Verdicts(replace(case, assessments=shown)).of(key(item))
        if verdict.value or verdict.standing == "disputed":
            by = f" by {', '.join(verdict.by)}" if verdict.by else ""
            yield f"Verdict in force: {verdict.value or 'none'} ({verdict.standing}{by})."
        if hidden := len(some) - len(shown):
            yield hidden_note(hidden, coder)
        if footing.weak(key(item)):
            yield "All deeds that bear on it are known from sources of class other alone."
    if noun != "source" and (urls := _urls(item)) and footing.all_weak(urls):
        yield "It rests on sources of class other alone: neither official, wire nor press."
    if getattr(item, "origin", "") == "machine":
        yield "A machine's suggestion: it counts nowhere until a person accepts it."
