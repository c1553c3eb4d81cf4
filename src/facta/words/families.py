"""The stock phrases of a series: sentences that recur, and formulas inside sentences.

A family of sentences joins each wording with the closest earlier one that it recycles, never all pairs: the first and
the last member may differ more than any two neighbours, as a formula drifts. Its formula is what most uses share, in
the words and the order of the last use, gaps shown as dots. Formulas inside sentences come from ``formulas``; one
that stands mostly in the sentences of one family is left to that family.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

from facta.model import Family
from facta.text.tokens import tokenise
from facta.words.corpus import Corpus
from facta.words.formulas import Formula, content, formulas
from facta.words.trace import Ancestry

SHARED = 0.5
"""A word belongs to the formula where more than this share of the uses have it in place."""
READ = 25
"""Uses, the last ones, that a formula is taken from."""
LEAST_RUN = 3
"""A stretch of fewer shared words is left out of the formula."""


def families(corpus: Corpus, tree: Ancestry, least: int | None = None) -> tuple[Family, ...]:
    """The stock phrases of a series, those in the most statements first.

    ``tree`` is ``lineage.ancestry(corpus)``. ``least`` is the number of statements that make a stock phrase: three by
    default, in series of up to eight statements two. A family has lapsed where the last statement has it no more.
    """
    if least is None:
        least = 2 if len(corpus.statements) <= 8 else 3
    groups = [group for group in _groups(corpus, tree) if len({corpus.owner[place] for place in group}) >= least]
    home = {place: number for number, group in enumerate(groups) for place in group}
    found = [_sentence_family(corpus, group) for group in groups]
    for formula in formulas(corpus, least):
        at = [home[passage] for passage, _ in formula.places if passage in home]
        if not at or Counter(at).most_common(1)[0][1] < 0.6 * len(formula.places):
            found.append(_formula_family(corpus, formula))
    return tuple(sorted(found, key=lambda family: (-family.statements, family.uses[0].id, family.formula)))


def _groups(corpus: Corpus, tree: Ancestry) -> list[list[int]]:
    # A parent always comes before its wording, so one pass finds every root.
    root = list(range(len(corpus.wordings)))
    groups: dict[int, list[int]] = {}
    for number, parent in enumerate(tree.parent):
        if parent is not None and tree.label[number] == "recycled":
            root[number] = root[parent]
        groups.setdefault(root[number], []).extend(corpus.copies[number])
    return [sorted(group) for group in groups.values()]


def _sentence_family(corpus: Corpus, places: Sequence[int]) -> Family:
    variants: dict[int, str] = {}
    counts: Counter[int] = Counter()
    for place in places:
        variants[corpus.wording[place]] = corpus.passages[place].quote
        counts[corpus.wording[place]] += 1
    ordered = sorted(counts, key=lambda wording: (-counts[wording], -wording))
    return _family(corpus, _shared(corpus, places), places, [variants[wording] for wording in ordered])


def _shared(corpus: Corpus, places: Sequence[int]) -> str:
    """The words of the last use that more than half of the uses have in the same order, as printed."""
    quote = corpus.passages[places[-1]].quote
    tokens = tokenise(quote)
    others = list(places[-READ - 1 : -1])
    counts = [1] * len(tokens)
    for place in others:
        words = corpus.wordings[corpus.wording[place]]
        for code in LCSseq.opcodes(words, tokens.words):
            if code.tag == "equal":
                for index in range(code.dest_start, code.dest_end):
                    counts[index] += 1
    kept = [count > SHARED * (len(others) + 1) for count in counts]
    runs: list[tuple[int, int]] = []
    for index, keep in enumerate(kept):
        if keep and runs and runs[-1][1] == index:
            runs[-1] = (runs[-1][0], index + 1)
        elif keep:
            runs.append((index, index + 1))
    telling = [run for run in runs if run[1] - run[0] >= LEAST_RUN and content(tokens.words[run[0] : run[1]])]
    if sum(len(content(tokens.words[begin:end])) for begin, end in telling) < 2:
        return quote
    text = ""
    for begin, end in telling:
        text += (" … " if text else "… " if begin else "") + quote[tokens.begins[begin] : tokens.ends[end - 1]]
    last = telling[-1][1]
    return text + (quote[tokens.ends[-1] :] if last == len(tokens) else " …")


def _formula_family(corpus: Corpus, formula: Formula) -> Family:
    printed: Counter[str] = Counter()
    text = ""
    for passage, begin in formula.places:
        quote = corpus.passages[passage].quote
        tokens = tokenise(quote)
        text = " ".join(quote[tokens.begins[begin] : tokens.ends[begin + len(formula.words) - 1]].split())
        printed[text] += 1
    places = sorted({passage for passage, _ in formula.places})
    return _family(corpus, text, places, [variant for variant, _ in printed.most_common()])


def _family(corpus: Corpus, formula: str, places: Sequence[int], variants: Sequence[str]) -> Family:
    owners = sorted({corpus.owner[place] for place in places})
    dates = [day for owner in owners if (day := corpus.statements[owner].date)]
    return Family(
        formula=" ".join(formula.split()),
        uses=tuple(corpus.passages[place] for place in places),
        variants=tuple(variants),
        since=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        statements=len(owners),
        lapsed=owners[-1] < len(corpus.statements) - 1,
    )
