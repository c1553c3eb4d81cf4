"""The stock phrases of a series: sentences that recur, and formulas inside sentences.

A family of sentences joins each wording with the closest earlier one that says the same, never all pairs, where half of
the content words are the same and in order: the first and the last member may differ more than any two neighbours, as
a formula drifts. A wording that belongs to no family but rewords a member of one is a use of it where half of the
shorter one's content words are the same and in order: a formula cut down, or built into a longer sentence, has not
lapsed. Its formula is what most uses share, in the words and the order of the last use; a short gap shows the
words of the last use in brackets, a long one dots. Formulas inside sentences come from ``formulas``; one that stands
mostly in the sentences of one family is left to that family.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

from facta.model import Family
from facta.text.tokens import Tokens, tokenise
from facta.words.corpus import Corpus
from facta.words.formulas import Formula, content, formulas
from facta.words.trace import Ancestry, alike

SHARED = 0.5
"""A word belongs to the formula where more than this share of the uses have it in place."""
READ = (25, 8, 3)
"""How many uses, the last ones, a formula is taken from: fewer where more share too little."""
LEAST_SHARE = 0.3
"""Least share of the last use's content words that its formula keeps,"""
LEAST_MATTER = 4
"""unless one stretch has so many content words."""
JOINED = 0.5
"""How much alike two neighbours of a family are at least: words in common and in order."""
LEAST_TAKEN = 5
"""Least content words, in common and in order, of a use that is cut down or built into a longer sentence."""
SHORT_GAP = 4
"""A gap of so many words is shown with the words of the last use."""
LEAST_RUN = 3
"""A stretch of fewer shared words is left out of the formula."""


def families(corpus: Corpus, tree: Ancestry, least: int | None = None) -> tuple[Family, ...]:
    """The stock phrases of a series, those in the most statements first, of these the longest.

    ``tree`` is ``lineage.ancestry(corpus)``. ``least`` is the number of statements that make a stock phrase: three by
    default, in series of up to eight statements two; of phrases inside sentences half the square root of the number
    of statements at least, since in a thousand texts any three words come three times. A family has lapsed where the
    last statement has it no more.
    """
    size = len(corpus.statements)
    inside = least or max(2 if size <= 8 else 3, int(size**0.5 / 2))
    least = least or (2 if size <= 8 else 3)
    groups = _groups(corpus, tree, least)
    home = {place: number for number, (group, _) in enumerate(groups) for place in group}
    found = [_sentence_family(corpus, *group) for group in groups]
    for formula in formulas(corpus, inside):
        at = [home[passage] for passage, _ in formula.places if passage in home]
        if not at or Counter(at).most_common(1)[0][1] < 0.6 * len(formula.places):
            found.append(_formula_family(corpus, formula))
    return tuple(sorted(found, key=lambda family: (-family.statements, -len(family.formula), family.formula)))


def _groups(corpus: Corpus, tree: Ancestry, least: int) -> list[tuple[list[int], list[int]]]:
    """The passages of each family that stands in ``least`` statements, and the uses of it in other words; in order."""
    # A parent always comes before its wording, so one pass finds every root.
    root = list(range(len(corpus.wordings)))
    groups: dict[int, list[int]] = {}
    for number, parent in enumerate(tree.parent):
        if parent is not None and alike(corpus.keys[parent], corpus.keys[number]) >= JOINED:
            root[number] = root[parent]
        groups.setdefault(root[number], []).extend(corpus.copies[number])
    stock = {key: places for key, places in groups.items() if len({corpus.owner[place] for place in places}) >= least}
    # One step only: a family must not drift along uses that share this little.
    others: dict[int, list[int]] = {key: [] for key in stock}
    for number, parent in enumerate(tree.parent):
        if parent is None or root[number] in stock or root[parent] not in stock:
            continue
        if _taken_up(corpus.keys[parent], corpus.keys[number]):
            others[root[parent]].extend(corpus.copies[number])
    return [(sorted(group), sorted(others[key])) for key, group in stock.items()]


def _taken_up(earlier: Sequence[str], later: Sequence[str]) -> bool:
    old, new = content(earlier), content(later)
    shared = LCSseq.similarity(old, new)
    return shared >= LEAST_TAKEN and shared >= JOINED * min(len(old), len(new))


def _sentence_family(corpus: Corpus, core: Sequence[int], others: Sequence[int]) -> Family:
    places = sorted((*core, *others))
    variants: dict[int, str] = {}
    counts: Counter[int] = Counter()
    for place in places:
        variants[corpus.wording[place]] = corpus.passages[place].quote
        counts[corpus.wording[place]] += 1
    ordered = sorted(counts, key=lambda wording: (-counts[wording], -wording))
    return _family(corpus, _shared(corpus, core), places, [variants[wording] for wording in ordered])


def _shared(corpus: Corpus, places: Sequence[int]) -> str:
    """The words of the last use that more than half of the uses have in the same order, as printed.

    Where a formula has drifted so far that little is left, the last uses alone are asked.
    """
    quote = corpus.passages[places[-1]].quote
    tokens = tokenise(quote)
    for read in READ:
        others = [corpus.wordings[corpus.wording[place]] for place in places[-read - 1 : -1]]
        counts = [1] * len(tokens)
        for words in others:
            for code in LCSseq.opcodes(words, tokens.words):
                if code.tag == "equal":
                    for index in range(code.dest_start, code.dest_end):
                        counts[index] += 1
        runs = _runs([count > SHARED * (len(others) + 1) for count in counts], tokens.words)
        matter = [len(content(tokens.words[begin:end])) for begin, end in runs]
        if sum(matter) >= max(2, LEAST_SHARE * len(content(tokens.words))) or max(matter, default=0) >= LEAST_MATTER:
            return _printed(quote, tokens, runs)
    return quote


def _runs(kept: Sequence[bool], words: Sequence[str]) -> list[tuple[int, int]]:
    """Stretches of kept words that say something, as [begin, end)."""
    runs: list[tuple[int, int]] = []
    for index, keep in enumerate(kept):
        if keep and runs and runs[-1][1] == index:
            runs[-1] = (runs[-1][0], index + 1)
        elif keep:
            runs.append((index, index + 1))
    return [(begin, end) for begin, end in runs if end - begin >= LEAST_RUN and content(words[begin:end])]


def _printed(quote: str, tokens: Tokens, runs: Sequence[tuple[int, int]]) -> str:
    """The stretches as printed; what stands between them in brackets where it is short, else dots."""
    text, last = "", 0
    for begin, end in [*runs, (len(tokens), len(tokens))]:
        if begin > last:
            gap = quote[tokens.begins[last] : tokens.ends[begin - 1]]
            inside = last > 0 and begin < len(tokens)
            text += f" [{gap}]" if begin - last <= SHORT_GAP and inside else " …"
        if end > begin:
            between = quote[tokens.ends[begin - 1] : tokens.begins[begin]] if begin else ""
            text += ("" if text.endswith("…") else between.strip()) + " "
            text += quote[tokens.begins[begin] : tokens.ends[end - 1]]
        last = end
    closed = runs[-1][1] == len(tokens)
    return text.strip() + (quote[tokens.ends[-1] :] if closed else "")


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
