"""What differs between two wordings: the words added and dropped, where they stand, and what they do.

The two sentences are aligned on words (synonyms count as the same word). The *formula* is the stretch of the
alignment in which shared matter outweighs changed matter (the best run in the sense of Kadane, 1977); words that
merely moved are no change. ``signals`` puts the differences into figures; ``changes`` and the model of ``relation``
read them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Indel

from facta.words import strength
from facta.words.sides import Side, side

_GAP = 0.5  # a changed word costs half of what a shared one of the same rarity earns
_YEAR = re.compile(r"(?:19|20)\d\d$")

SIGNALS = (
    "formula_later", "formula_earlier", "formula_low", "formula_matter", "swapped", "inserted", "deleted", "swaps",
    "lead_later", "tail_later", "lead_earlier", "tail_earlier",
    "added", "dropped", "added_plain", "dropped_plain", "added_words", "dropped_words", "net_words", "net_added",
    "items", "items_formula", "list_in", "list_out", "clause_in", "clause_out", "clauses", "widened", "narrowed",
    "net_wide", "all_in_later", "all_in_earlier",
    "force_up", "force_down", "force_near_up", "force_near_down", "net_force", "net_near", "hedge",
    "govern", "govern_up", "govern_down", "top_force", "criticism", "criticism_in", "criticism_out", "obligation",
    "must_in", "must_out", "verb_up", "verb_down",
    "promised_earlier", "promised_later", "done", "done_noun", "future_earlier", "future_later", "perfect_later",
    "future_gone", "name_shared",
    "amount", "amount_dropped", "year", "actors_in", "actors_out", "subject_in", "subject_out",
    "target_in", "target_out", "criticised", "blame_in", "blame_out",
    "actors_shared", "actors_jaccard", "amount_new", "share_new",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hunk:
    """A changed stretch: tokens ``[i1, i2)`` of the earlier and ``[j1, j2)`` of the later sentence."""

    i1: int
    i2: int
    j1: int
    j2: int
    inside: bool
    """Within the formula."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """The difference of two sentences."""

    later: Side
    earlier: Side
    hunks: tuple[Hunk, ...]
    formula: tuple[int, int, int, int]
    """Tokens ``[i1, i2)`` of the earlier and ``[j1, j2)`` of the later sentence."""
    added: tuple[int, ...]
    """Content words of the later sentence that the earlier one has nowhere."""
    dropped: tuple[int, ...]
    signals: tuple[float, ...]


def _chain(later: Side, earlier: Side) -> tuple[list[tuple[bool, int, int, int, int]], int, int, float]:
    """Alignment segments (same, i1, i2, j1, j2), first and last segment of the formula, its score."""
    segments: list[tuple[bool, int, int, int, int]] = []
    for op in Indel.opcodes(earlier.keys, later.keys):
        same = op.tag == "equal"
        if not same and segments and not segments[-1][0]:
            last = segments.pop()
            segments.append((False, last[1], op.src_end, last[3], op.dest_end))
        else:
            segments.append((same, op.src_start, op.src_end, op.dest_start, op.dest_end))
    best = total = 0.0
    start = first = 0
    last_segment = -1
    for number, (same, i1, i2, j1, j2) in enumerate(segments):
        if same:
            total += sum(earlier.weights[i1:i2])
        else:
            total -= _GAP * max(sum(earlier.weights[i1:i2]), sum(later.weights[j1:j2]))
        if total <= 0:
            total, start = 0.0, number + 1
        elif total > best:
            best, first, last_segment = total, start, number
    return segments, first, last_segment, best


@lru_cache(maxsize=4_000)
def contrast(later: str, earlier: str) -> Contrast:
    """Hold a later wording against an earlier one."""
    a, b = side(later), side(earlier)
    if not a.words or not b.words:
        return Contrast(a, b, (), (0, 0, 0, 0), (), (), (0.0,) * len(SIGNALS))
    segments, first, last, best = _chain(a, b)
    if last >= 0:
        formula = (segments[first][1], segments[last][2], segments[first][3], segments[last][4])
    else:
        formula = (0, 0, 0, 0)
    equal = [segment for segment in segments if segment[0]]
    widest = max(equal, key=lambda part: sum(b.weights[part[1] : part[2]]), default=(True, 0, 0, 0, 0))
    core = (widest[1], widest[3])
    hunks = tuple(
        Hunk(i1, i2, j1, j2, first < number < last)
        for number, (same, i1, i2, j1, j2) in enumerate(segments)
        if not same
    )
    in_a, in_b = set(a.keys), set(b.keys)
    added = tuple(j for h in hunks for j in range(h.j1, h.j2) if not a.words[j].stop and a.keys[j] not in in_b)
    dropped = tuple(i for h in hunks for i in range(h.i1, h.i2) if not b.words[i].stop and b.keys[i] not in in_a)
    return Contrast(a, b, hunks, formula, added, dropped, _signals(a, b, hunks, formula, core, added, dropped, best))


def _signals(
    a: Side,
    b: Side,
    hunks: tuple[Hunk, ...],
    formula: tuple[int, int, int, int],
    core: tuple[int, int],
    added: tuple[int, ...],
    dropped: tuple[int, ...],
    best: float,
) -> tuple[float, ...]:
    i1, i2, j1, j2 = formula
    n, m = len(a.words), len(b.words)
    total_a, total_b = sum(a.weights), sum(b.weights)
    swapped = inserted = deleted = 0.0
    swaps = 0
    verb = 0
    for hunk in hunks:
        up = max((c.level for c in a.cues if c.scale == "force" and hunk.j1 <= c.first < hunk.j2), default=0)
        down = max((c.level for c in b.cues if c.scale == "force" and hunk.i1 <= c.first < hunk.i2), default=0)
        if up and down and up != down and hunk.j1 <= core[1] and hunk.i1 <= core[0]:
            verb = up - down
        if not hunk.inside:
            continue
        gone, come = sum(b.weights[hunk.i1 : hunk.i2]), sum(a.weights[hunk.j1 : hunk.j2])
        both = min(gone, come)
        swapped += both
        inserted += come - both
        deleted += gone - both
        swaps += both > 2
    plain_in = [j for j in added if not a.words[j].capital and not a.words[j].number]
    plain_out = [i for i in dropped if not b.words[i].capital and not b.words[i].number]
    new_a = {j for hunk in hunks for j in range(hunk.j1, hunk.j2)}
    new_b = {i for hunk in hunks for i in range(hunk.i1, hunk.i2)}
    stems_a, stems_b = [token.stem for token in a.words], [token.stem for token in b.words]
    set_a, set_b = set(stems_a), set(stems_b)
    wide_a = sum(j in new_a and j >= j1 for j in a.wide)
    wide_b = sum(i in new_b and i >= i1 for i in b.wide)
    force_a = [c.first for c in a.cues if c.scale == "intensifier" and stems_a[c.first] not in set_b]
    force_b = [c.first for c in b.cues if c.scale == "intensifier" and stems_b[c.first] not in set_a]
    near_a = sum(j1 - 4 <= place < j2 + 1 for place in force_a)
    near_b = sum(i1 - 4 <= place < i2 + 1 for place in force_b)
    govern_a, govern_b = _governing(a, core[1]), _governing(b, core[0])
    govern = govern_a - govern_b if govern_a and govern_b else 0
    top_force = strength.top(a.cues, "force") - strength.top(b.cues, "force")
    blame_a, blame_b = strength.top(a.cues, "criticism"), strength.top(b.cues, "criticism")
    must_a, must_b = strength.top(a.cues, "obligation"), strength.top(b.cues, "obligation")
    list_a, clause_a = _pieces(a, added, j1, j2)
    list_b, clause_b = _pieces(b, dropped, i1, i2)
    reported = _reported(a, b)
    numbers_a = {t.stem for t in a.words if t.number and not _YEAR.match(t.stem)}
    numbers_b = {t.stem for t in b.words if t.number and not _YEAR.match(t.stem)}
    years_a = {t.stem for t in a.words if t.number and _YEAR.match(t.stem)}
    years_b = {t.stem for t in b.words if t.number and _YEAR.match(t.stem)}
    actors_in, actors_out = a.actors.keys() - b.actors.keys(), b.actors.keys() - a.actors.keys()
    before_a = a.head if a.head > 0 else min(8, n)
    before_b = b.head if b.head > 0 else min(8, m)
    names = {t.stem for t in a.words if t.capital and not t.stop} & {
        t.stem for t in b.words if t.capital and not t.stop
    }
    wrong_in = sum(j in new_a and a.keys[j] not in b.keys for j in a.wrongs)
    wrong_out = sum(i in new_b and b.keys[i] not in a.keys for i in b.wrongs)
    share_in, share_out = sum(a.weights[j] for j in added) / total_a, sum(b.weights[i] for i in dropped) / total_b
    return (
        best / total_a, best / total_b, best / min(total_a, total_b), min(best, 60.0) / 20,
        swapped / (best + 1), inserted / (best + 1), deleted / (best + 1), min(swaps, 6) / 3,
        j1 / n, 1 - j2 / n, i1 / m, 1 - i2 / m,
        share_in, share_out,
        sum(a.weights[j] for j in plain_in) / total_a, sum(b.weights[i] for i in plain_out) / total_b,
        min(len(added), 20) / 10, min(len(dropped), 20) / 10,
        max(-1.0, min(1.0, (len(added) - len(dropped)) / 10)), share_in - share_out,
        max(-1.0, min(1.0, (_breaks(a, 0, n) - _breaks(b, 0, m)) / 6)),
        max(-1.0, min(1.0, (_breaks(a, j1, j2) - _breaks(b, i1, i2)) / 4)),
        min(list_a, 4) / 2, min(list_b, 4) / 2, min(clause_a, 3), min(clause_b, 3), min(clause_a, 3) - min(clause_b, 3),
        min(wide_a, 3), min(wide_b, 3), max(-3, min(3, wide_a - wide_b)),
        float(len(dropped) <= 1), float(len(added) <= 1),
        min(len(force_a), 3), min(len(force_b), 3), min(near_a, 2), min(near_b, 2),
        max(-3, min(3, len(force_a) - len(force_b))), max(-2, min(2, near_a - near_b)),
        strength.weight(a.cues, "hedge") - strength.weight(b.cues, "hedge"),
        govern, float(govern > 0), float(govern < 0), top_force, blame_a - blame_b,
        float(blame_a >= 3 > blame_b), float(blame_b >= 3 > blame_a), must_a - must_b,
        float(must_a == 5 > must_b > 0), float(must_b == 5 > must_a > 0), float(verb > 0), float(verb < 0),
        float(b.promised >= 0), float(a.promised >= 0), float(reported >= 0),
        float(a.achieved and b.promised >= 0 and not a.future),
        float(b.future), float(a.future), float(a.perfect >= 0), float(b.future and not a.future),
        min(len(names), 4) / 2,
        float(bool(numbers_a and numbers_b and not numbers_a & numbers_b)), float(bool(numbers_b) and not numbers_a),
        float(bool(years_a and years_b and not years_a & years_b)),
        min(len(actors_in), 3), min(len(actors_out), 3),
        min(sum(a.actors[key] <= before_a for key in actors_in), 2),
        min(sum(b.actors[key] <= before_b for key in actors_out), 2),
        float(bool(a.targets.keys() - b.actors.keys())), float(bool(b.targets.keys() - a.actors.keys())),
        float(bool(a.targets)), min(wrong_in, 2), min(wrong_out, 2),
        min(len(a.actors.keys() & b.actors.keys()), 6) / 3,
        len(a.actors.keys() & b.actors.keys()) / (len(a.actors.keys() | b.actors.keys()) or 1),
        float(bool(numbers_a) and not numbers_b), len(numbers_a & numbers_b) / (len(numbers_a | numbers_b) or 1),
    )  # fmt: skip


def _governing(one: Side, core: int) -> int:
    """Highest level of the ladder of force within the 14 words before the core and its first two words."""
    return max((c.level for c in one.cues if c.scale == "force" and core - 14 <= c.first <= core + 1), default=0)


def _pieces(one: Side, changed: tuple[int, ...], begin: int, end: int) -> tuple[int, int]:
    """Changed runs of content words: how many are items of a list, how many are clauses (four words and more)."""
    items = clauses = 0
    place = 0
    while place < len(changed):
        last = place
        while (
            last + 1 < len(changed)
            and all(one.words[k].stop and not one.breaks[k] for k in range(changed[last] + 1, changed[last + 1]))
            and not one.breaks[changed[last + 1]]
        ):
            last += 1
        first, stop = changed[place], changed[last]
        opened = first == 0 or any(one.breaks[max(0, first - 2) : first + 1])
        closed = stop + 1 >= len(one.words) or one.breaks[stop + 1] or one.words[stop + 1].stop
        if last - place >= 3:
            clauses += 1
        if opened and closed and begin <= first:
            items += 1
        place = last + 1
    return items, clauses


def _breaks(one: Side, begin: int, end: int) -> int:
    """Commas, semicolons and coordinating words in a stretch."""
    return sum(one.breaks[begin:end])


def _reported(a: Side, b: Side) -> int:
    """Token of the later sentence that reports with the same verb what the earlier one promised; -1 for none."""
    if b.promised < 0:
        return -1
    promised = {
        b.words[i].stem
        for i in range(b.promised, len(b.words))
        if not b.words[i].stop and not b.words[i].capital and not b.words[i].word.endswith("ed")
    }
    for j, token in enumerate(a.words):
        previous = a.words[j - 1].word if j else ""
        past = token.word.endswith("ed") and previous not in {"be", "to", "will", "shall"}
        if token.stem in promised and (past or previous in {"has", "have", "had"}):
            return j
    return -1
