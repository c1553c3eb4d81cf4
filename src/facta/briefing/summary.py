"""The opening paragraph: plain neutral sentences composed from the figures, none of them written by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from facta.briefing.model import UNREAD, Promise, Told, Unmentioned
from facta.briefing.titles import own_title
from facta.briefing.wording import counted, day, first_time, shortened
from facta.model import ActLabel, Change, ChangeKind, Comparison, Criticism, Extract, Link, Statement
from facta.words.corpus import counts
from facta.words.outcomes import Share
from facta.words.relation import precision


def summary(
    statement: Statement,
    statements: Sequence[Statement],
    comparison: Comparison,
    extract: Extract,
    until: int,
    series: int,
    promises: Sequence[Promise],
    unmentioned: Sequence[Unmentioned],
    criticisms: Sequence[Criticism],
    outcomes: Sequence[Share],
    sizes: Mapping[str, int],
) -> tuple[Told, ...]:
    """One sentence a matter, in the order of the sections; a matter on which there is nothing to say is left out.

    Each says which section of the brief it sums up. The statement is number ``until`` (from 1) of ``series``
    statements in its series, by date; ``sizes`` are the passages of each that count.
    """
    unread = statement.language in UNREAD
    dates = {one.id: one.date for one in statements}
    sentences = [
        Told("sources", _standing(statement, statements, comparison, until, series)),
        Told("sources", _language(statement)),
        Told("new", _lineage(comparison, extract, dates)),
        Told("changed", _turned(comparison)),
        Told("dropped", _gone(comparison, until > 1, dates, sizes)),
        Told("commitments", "" if unread else _promised(promises, unmentioned, statement.date)),
        Told("criticism", "" if unread else _called_out(criticisms)),
        Told("outcomes", _described(outcomes, bool(comparison.against))),
    ]
    return tuple(told for told in sentences if told.sentence)


def _standing(
    statement: Statement, statements: Sequence[Statement], comparison: Comparison, until: int, series: int
) -> str:
    when = f"of {day(statement.date)}" if statement.date else "(undated)"
    title = own_title(statement)
    what = f"{_quoted(title)} {when}" if title else f"The {'' if statement.title else 'untitled '}statement {when}"
    name = f" “{statement.series}”" if statement.series else ""
    if not comparison.against:
        if series > 1:
            what += f" is the first of {series} statements of the series{name}: nothing earlier to hold it against"
        else:
            what += " stands alone: no earlier statement was given"
        return what + ", so all of it counts as new."
    first = next(one for one in statements if one.id == comparison.against[0])
    count = len(comparison.against)
    held = f"{what} was held against {counted(count, 'earlier statement')}"
    if count >= until:
        held += f", {until - 1 or 'none'} of them of its series{name}"
    elif name:
        held += f" of the series{name}"
    if first.date:
        held += f", {'of' if count == 1 else 'since'} {day(first.date)}"
    # Which of two texts of one day came first is not known: what they share should not be read as old.
    before = set(comparison.against)
    same = sum(one.id in before and one.date is not None and one.date == statement.date for one in statements)
    if same and count > 1:
        held += f"; {same:,} of them {'is' if same == 1 else 'are'} of the same day"
    return held + "."


def _quoted(title: str) -> str:
    inner = shortened(title, 120).replace("“", "‘").replace("”", "’")
    return f"“{inner}”"


def _lineage(comparison: Comparison, extract: Extract, dates: dict[str, date | None]) -> str:
    counted_links = [link for link in comparison.links if counts(link.passage)]
    labels = Counter(link.label for link in counted_links)
    passages = len(counted_links)
    if not passages:
        return "It has no passage that could be compared."
    if not comparison.against:
        return f"It has {counted(passages, 'passage')}."
    if passages == 1:
        label = counted_links[0].label
        return "Its one passage is new." if label == "new" else f"Its one passage was said before ({label})."
    said = labels["recycled"] + labels["reworded"]
    sentence = f"{said or 'None'} of {counted(passages, 'passage')} {'was' if said < 2 else 'were'} said before"
    if said:
        firsts = [dates.get(link.first.statement) for link in counted_links if link.first]
        oldest = min((one for one in firsts if one), default=None)
        sentence += f" ({labels['recycled'] or 'none'} recycled, {labels['reworded'] or 'none'} reworded"
        sentence += f"; the oldest first on {day(oldest)})" if oldest else ")"
        turned = sum(any(change.kind == "reversed" for change in _changes(link)) for link in counted_links)
        if turned:
            sentence += f", {turned} of them to say the opposite now"
    sentence += f"; {labels['new'] or 'none'} {'are' if labels['new'] > 1 else 'is'} new"
    acts = {p.id: act.label for p, act in zip(extract.passages, extract.acts, strict=True) if act}
    kinds: Counter[ActLabel] = Counter(
        acts.get(link.passage.id, "other") for link in comparison.links if link.label == "new"
    )
    parts = [f"{kinds[kind]} {one if kinds[kind] == 1 else many}" for kind, one, many in _NEW_KINDS if kinds[kind]]
    if parts:
        sentence += f", of which {_joined(parts)}"
    return sentence + "."


_NEW_KINDS: tuple[tuple[ActLabel, str, str], ...] = (
    ("commitment", "promises something", "promise something"),
    ("criticism", "criticises somebody", "criticise somebody"),
    ("deed", "reports a deed", "report a deed"),
)


LEAST_RIGHT = 0.45
"""A kind of change is counted in the lead where at least about half of what is told of it is right."""
_TURNED: tuple[tuple[ChangeKind, str], ...] = (
    ("reversed", "saying the opposite"),
    ("hardened", "harder"),
    ("softened", "softer"),
    ("done", "now reported done after a promise"),
    ("deadline_moved", "with another date"),
    ("amount_changed", "with another amount"),
    ("target_named", "with a target named"),
    ("target_unnamed", "with a target no longer named"),
    ("actor_added", "with another actor"),
    ("actor_dropped", "with an actor less"),
)


def _changes(link: Link) -> tuple[Change, ...]:
    return link.relation.changes if link.relation else ()


def _turned(comparison: Comparison) -> str:
    kinds: Counter[ChangeKind] = Counter()
    for link in comparison.links:
        kinds.update({change.kind for change in _changes(link)})
    parts = []
    measured = False
    for kind, words in _TURNED:
        right = precision(kind)
        if kinds[kind] and (right is None or right >= LEAST_RIGHT):
            parts.append(f"{kinds[kind]} {words}" + (f" ({right:.0%} right)" if right is not None else ""))
            measured |= right is not None
    if not parts:
        return ""
    note = "; in brackets, how much of what is told so is right on labelled pairs" if measured else ""
    return f"Said again with a change: {_joined(parts)}{note}."


LONG_PAST = timedelta(days=730)
"""A promise due earlier than this before the statement is told apart, and alone not at all: nobody would expect it to
be mentioned still. The section lists it."""
LONGER = 1.5
"""From this many times as long, length alone leaves much of the statement before unsaid."""


def _gone(comparison: Comparison, has_earlier: bool, dates: dict[str, date | None], sizes: Mapping[str, int]) -> str:
    if not has_earlier:
        return ""
    previous = sum(one.reason == "in the previous statement" for one in comparison.dropped)
    recurrent = len(comparison.dropped) - previous
    parts = []
    longer = ""
    if previous:
        # The statement before is the last of this one's kind (words.dropped), which need not be the last of all.
        before = {one.passage.statement for one in comparison.dropped if one.reason == "in the previous statement"}
        one = before.pop() if len(before) == 1 else ""
        said, size, here = dates.get(one), sizes.get(one, 0), sizes.get(comparison.statement.id, 0)
        of = f"statement of {day(said)}" if said else "previous statement"
        out_of = f"{previous} of the {size} passages" if size >= previous else counted(previous, "passage")
        parts.append(f"{out_of} of the {of}")
        if here and size >= LONGER * here:
            longer = f" That statement is {size / here:.1f} times as long, so that much of it had to go."
    if recurrent:
        what = str(recurrent) if parts else counted(recurrent, "passage")
        parts.append(f"{what} that had recurred in the series")
    return (
        f"No longer said: {_joined(parts)}.{longer}" if parts else "Of what was said before, nothing was found missing."
    )


def _promised(promises: Sequence[Promise], unmentioned: Sequence[Unmentioned], said: date | None) -> str:
    if not promises:
        sentence = "No commitment was found"
    else:
        dated = sum(p.commitment.deadline is not None and not p.commitment.deadline.vague for p in promises)
        restated = sum(p.thread is not None for p in promises)
        decided = sum(p.commitment.firmness == 4 for p in promises)
        sentence = (
            f"{counted(len(promises), 'commitment')}: {dated or 'none'} with a date, "
            f"{decided or 'none'} put as decided, {restated or 'none'} restated from earlier statements"
        )
        welcomed = sum(p.commitment.third_party for p in promises)
        if welcomed:
            sentence += f", {welcomed} made by others and only welcomed"
    return f"{sentence}{_silent(unmentioned, said)}."


def _silent(unmentioned: Sequence[Unmentioned], said: date | None) -> str:
    """On how many earlier dated promises nothing was found; those long past are no news, and told apart."""
    recent = [one for one in unmentioned if said is None or one.due >= said - LONG_PAST]
    older = len(unmentioned) - len(recent)
    if not recent:
        return ""
    found = f"; for {counted(len(recent), 'earlier dated promise')} of the series no sentence was found"
    ahead = sum(not one.passed for one in recent)
    if ahead and len(unmentioned) > 1:
        found += f", {ahead} of them with a date still ahead" if len(recent) > 1 else ", with a date still ahead"
    return f"{found}, nor for {older} due more than two years before" if older else found


def _called_out(criticisms: Sequence[Criticism]) -> str:
    if not criticisms:
        return "No criticism was found."
    targets = Counter(one.target for one in criticisms if one.target)
    named = {one.target for one in criticisms if one.named}
    parts = [
        f"{target} ({count}{'' if target in named else ', not named'})" for target, count in targets.most_common(4)
    ]
    faceless = sum(not one.target for one in criticisms)
    if faceless:
        parts.append(f"nobody in particular ({faceless})")
    sentence = f"Called out: {_joined(parts)}"
    firsts = list(dict.fromkeys(first for one in criticisms for first in one.firsts))
    # A target, or a name given to it, tells more than a word; stronger words stand in the section.
    told = [first for first in firsts if ": strength " not in first]
    told.sort(key=lambda first: (not first.startswith("target "), not first.endswith(" named")))
    if told:
        shown = [first_time(first).removeprefix("for the first time: ") for first in told[:4]]
        sentence += f"; for the first time in the series: {'; '.join(shown)}"
        sentence += f"; and {len(told) - 4} more" if len(told) > 4 else ""
    return sentence + "."


def _language(statement: Statement) -> str:
    # A count of none means little where the machine knows few words of the language.
    if statement.language == "en":
        return ""
    return (
        f"The text is read as “{statement.language}”: it is compared in full, but acts, commitments and criticism are "
        f"{'read and counted' if statement.language in UNREAD else 'read fully'} in English only."
    )


def _described(outcomes: Sequence[Share], has_earlier: bool) -> str:
    if not outcomes or not has_earlier:
        return ""
    return min(outcomes, key=lambda share: share.bits).sentence


def _joined(parts: Sequence[str]) -> str:
    return ", ".join(parts[:-1]) + " and " + parts[-1] if len(parts) > 1 else "".join(parts)
