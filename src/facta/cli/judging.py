"""What ``assess`` and ``adjudicate`` share: checking a verdict before it is entered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from facta.cli.inputs import stop

if TYPE_CHECKING:
    from facta.ledger.store import Ledger
    from facta.record import Assessment, Case, Commitment


def loaded(ledger: str | None) -> tuple[Ledger, Case]:
    """The ledger and its state; ends the program with a remedy where it cannot be read."""
    from facta.cli.record_inputs import opened
    from facta.errors import LedgerError

    store = opened(ledger)
    try:
        return store, store.case()
    except LedgerError as error:
        stop(str(error))


def subject_of(case: Case, subject: str) -> Commitment | None:
    """The promise that is judged; None for an agenda item, claim or forecast. Ends the program for anything else."""
    from difflib import get_close_matches

    promises = {one.id: one for one in case.commitments}
    others = {one.id for some in (case.agenda, case.claims, case.forecasts) for one in some}
    if subject not in promises and subject not in others:
        near = get_close_matches(subject, [*promises, *others], n=3)
        stop(f"There is no “{subject}” to judge.", f"Did you mean {' or '.join(near)}?" if near else "")
    promise = promises.get(subject)
    if promise is not None and promise.origin == "machine":
        stop(f"{subject} is a machine's suggestion.", f"Accept it first: facta accept {subject}")
    return promise


def checked(case: Case, draft: Assessment) -> Assessment:
    """The verdict, if it can stand: level, actor, date, evidence and rule are sound. Ends the program where not."""
    from facta.dates import interval
    from facta.scoring.rules import permitted, rules
    from facta.standing.promises import Index
    from facta.standing.scales import UnknownLevelError, families, family

    promise = subject_of(case, draft.subject)
    known = families(case)
    try:
        family(draft.scale, known).level(draft.value)
        interval(draft.date)
    except (UnknownLevelError, ValueError) as error:
        stop(str(error))
    if not draft.coder.strip():
        stop("A verdict needs a coder.", "Give --coder NAME.")
    if not draft.rationale.strip():
        stop("A verdict needs a reason.", "Give --rationale TEXT.")
    if draft.actor:
        _among(draft.actor, {one.id for one in case.actors if not one.members}, "actor")
        if promise is not None:
            _among(draft.actor, set(Index(case).actors(promise)), f"actor of {draft.subject}")
    known_evidence = {one.id for one in case.actions} | {one.id for one in case.evidence}
    for one in draft.evidence:
        _among(one, known_evidence, "action or evidence")
    if draft.rule:
        _among(draft.rule, set(rules()), "rule")
        if not permitted(draft.rule, draft.value, draft.scale, known):
            rule = rules()[draft.rule]
            stop(f"The rule “{rule.name}” does not permit “{draft.value}”.", f"It permits: {', '.join(rule.permits)}.")
    return draft


def next_id(case: Case, subject: str, coder: str, actor: str = "") -> str:
    """An id that says what is judged, by whom and for whom; numbered from the second verdict on."""
    from facta.ids import slug

    taken = {one.id for one in case.assessments}
    stem = ".".join(part for part in (subject, actor, slug(coder, 24)) if part)
    number = 1
    while (name := stem if number == 1 else f"{stem}.{number}") in taken:
        number += 1
    return name


def enter(store: Ledger, verdict: Assessment) -> int:
    """Enter a verdict; gives the number of the entry."""
    from facta.errors import LedgerError
    from facta.ledger.chain import Draft
    from facta.record import to_payload

    try:
        return store.append([Draft("assessment.add", verdict.id, to_payload(verdict))], verdict.coder)[0].sequence
    except LedgerError as error:
        stop(str(error))


def scale_of(case: Case, subject: str) -> str:
    """The scale that verdicts on the subject use, where it is one; else facta's own."""
    used = {one.scale for one in case.assessments if one.subject == subject and not one.external}
    return used.pop() if len(used) == 1 else "fulfilment"


def _among(name: str, names: set[str], what: str) -> None:
    if name not in names:
        there: Sequence[str] = sorted(names)[:12]
        stop(
            f"“{name}” is no {what}.",
            f"There are {', '.join(there)}{', …' if len(names) > 12 else '.'}" if there else "",
        )
