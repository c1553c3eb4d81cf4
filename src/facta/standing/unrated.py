"""Why a promise was judged and not rated: by a written rule, for want of evidence, or because its day has not come.

"No evidence found" says what a search gave, never that nothing was done.
"""

from __future__ import annotations

from facta.dates import end
from facta.record import Commitment
from facta.standing.promises import Index
from facta.standing.verdicts import Verdict

NOT_YET = "day not come"
NO_EVIDENCE = "no evidence found"
NO_RULE = "no rule named"


def why(index: Index, promise: Commitment, verdict: Verdict) -> str:
    """The reason in a word or two; the rule that the verdict names stands before what the record shows."""
    if verdict.rule:
        return verdict.rule
    today = index.as_of or end(index.case.covers_until)
    due = index.due(promise)
    last = due.last if due is not None else index.plan(promise).later
    if today is not None and last is not None and last >= today:
        return NOT_YET
    if any(index.deeds(promise, way) for way in ("supports", "contradicts")):
        return NO_RULE
    return NO_EVIDENCE
