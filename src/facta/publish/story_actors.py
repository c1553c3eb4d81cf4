"""Actors as columns, measures as rows; and why the rest of what they said is not rated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facta.deeds.actors import Conduct
from facta.standing.unrated import NO_EVIDENCE


def side_by_side(rows: Sequence[Conduct]) -> tuple[tuple[str, ...], ...]:
    """The first row names the actors, the first column the measures."""
    return (
        ("", *(row.name for row in rows)),
        ("rated; on weak sources alone", *(f"{row.judged} of {row.words}; {row.weak}" for row in rows)),
        (
            "kept / partly / not / acted against",
            *(f"{row.kept} / {row.partly} / {row.not_kept} / {row.against}" for row in rows),
        ),
        ("kept, of those rated (95 %)", *(_share(row) for row in rows)),
        ("deeds on record; words to a deed", *(_ratio(row) for row in rows)),
    )


def caution(rows: Sequence[Conduct]) -> str:
    """On what each is rated, where that differs, and why no verdict “not” is no praise."""
    promised = [row.actor for row in rows if row.promises and not row.claims]
    claimed = [row.actor for row in rows if row.claims and not row.promises]
    said = []
    if promised and claimed:
        said.append(f"{', '.join(claimed)}: claims an editor picked; {', '.join(promised)}: promises.")
    if any(not row.not_kept and dict(row.unrated).get(NO_EVIDENCE) for row in rows):
        said.append("No evidence = not rated: 0 “not” is no praise.")
    return " ".join(said)


def not_rated(rows: Sequence[Conduct]) -> Iterator[str]:
    """Reasons for which verdicts are no ratings, each with its count for every actor in the order of the table."""
    each = [dict(row.unrated) for row in rows]
    reasons = dict.fromkeys(reason for one in each for reason in one)
    if reasons:
        told = [f"{reason} {' / '.join(str(one.get(reason, 0)) for one in each)}" for reason in reasons]
        yield f"Not rated, in that order: {', '.join(told)}."


def _share(row: Conduct) -> str:
    if row.kept_share is None or row.low is None or row.high is None:
        return "none rated"
    return f"{row.kept_share:.0%} ({row.low:.0%} to {row.high:.0%})"


def _ratio(row: Conduct) -> str:
    """Words are promises and claims, for every actor alike."""
    return "none" if row.words_per_deed is None else f"{row.material}; {row.words_per_deed:.1f}"
