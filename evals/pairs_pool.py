"""A pool of pairs of sentences, a later and an earlier one, to label by hand (``pairs_labels.py`` leads back).

Sentences that stand in the labelled gold pairs, on either side, are left out. Documents and sentences are those of
``pool.py`` (frozen splitter), with the central bank's statements besides.

Pairs are proposed by ``facta.engines.local``; how alike two sentences are (the share of their distinct words that
they have in common) sets the strata, so that the mix of the pool is that of the gold set; and pairs that may hold a
change (other amounts or years, a stronger or weaker verb, other names, a promise reported as done) are preferred.
What is only preferred decides no label. The pool is the same for a seed and a version of the engine: a change of its
ranking draws other pairs, and labels, which hang on sentences, are found again all the same.

    python evals/pairs_pool.py DATA GOLD POOL.jsonl     make the pool
    python evals/pairs_pool.py DATA GOLD POOL.jsonl 3 LABELS.csv [...]    make the third draw, without those labels
    python evals/pairs_pool.py DATA GOLD POOL.jsonl 2 LABELS.csv [...]    the second one, of the White House
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pairs_labels import documents
from pool import key, read_labels, sentences

from facta.engines.local import propose

SEED = 20241
SIZE = 760
QUERIES = 14000
"""Sentences for which earlier ones are looked up; the rest of the corpus is only searched."""
SHORT, LONG = 6, 90
"""Words; shorter sentences say too little to be said again, longer ones are lists."""

# Likeness (0..1) from which a band begins, and its share of the pool; gold's recycled pairs lie mostly over 0.40, its
# reworded ones between 0.2 and 0.4, its related and unrelated ones below.
BANDS = ((0.62, 0.10), (0.45, 0.18), (0.33, 0.20), (0.24, 0.20), (0.16, 0.19), (0.06, 0.13))
PREFERRED = 0.7
"""Share of each band above 0.16 that goes to pairs that may hold a change, as far as there are any."""
MOST_OF_DOCUMENT, MOST_OF_PAIR, MOST_OF_OPENING = 5, 2, 2
"""Pairs of one later document, of one pair of documents, with one opening of the later sentence (templates)."""

# Where the later document belongs, by title, and the weight of the group in the draw; the first that fits.
GROUPS = (
    ("quad", 6, r"\bquad\b"),
    ("g7", 6, r"\bg-?7\b|group of seven|g20"),
    ("trilateral", 5, r"trilateral|camp david|aukus"),
    ("sullivan", 5, r"sullivan|national security advisor"),
    ("korea", 7, r"dprk|north korea|republic of korea|\brok\b|special representative|sung kim"),
    ("ukraine", 7, r"ukrain|russia|putin|zelensky|belarus|kuleba"),
    ("japan", 6, r"japan|kishida|suga|hayashi|motegi"),
    ("asean", 6, r"asean|indonesia|philippin|vietnam|singapore|thai|malaysia|burma|myanmar|pacific islands"),
    ("india", 5, r"\bindia\b|modi|jaishankar"),
    ("covid", 5, r"covid|vaccin|pandemic|health"),
    ("climate", 5, r"climate|energy|methane|cop2\d"),
    ("nato", 4, r"nato|transatlantic|european|\beu\b|germany|france|united kingdom|\buk\b|poland|baltic"),
    ("israel", 4, r"israel|palestin|gaza|jordan|egypt|saudi|gulf|iran|uae|emirates|iraq|syria|yemen"),
    ("africa", 4, r"africa|ethiopia|kenya|nigeria|sudan|sahel|congo|somalia"),
    ("americas", 4, r"mexic|canada|cuba|venezuela|colombia|brazil|haiti|guatemala|americas|nicaragua|honduras"),
    ("china", 3, r"china|prc|taiwan|hong kong|xinjiang|uyghur"),
    ("day", 3, r"national day|independence day|anniversary|day of|world .* day"),
    ("sanctions", 4, r"sanction|designat|visa restrict|corrupt|human rights|democracy"),
    ("facts", 5, r"fact sheet"),
    ("spoken", 6, r"(?!)"),
)
REST = ("rest", 4)
SPOKEN = (
    ("left out", r"briefing|transcript|interview|\bwith \w+ \w+ (?:of|on) \w|town hall|roundtable|on-the-record|q&a"),
    ("spoken", r"remarks|press availability|before the|secretary antony j\. blinken (?:and|at|with|to)|at a "),
)
"""Speech written down, by title: most is left out, the rest is one more group."""
SPEECH = ("ungdc", 30)
BANK = ("fomc", 18)
"""Pairs from the speeches to the General Assembly and from the central bank."""

WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
AMOUNT = re.compile(
    r"(?:[$€£¥]\s?)?\b\d[\d,.]*(?:\s?(?:percent|per cent|%|million|billion|trillion|doses|students|people))?", re.I
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
NAME = re.compile(
    r"Russia|Putin|Belarus|China|PRC|DPRK|North Korea|Iran|Taliban|Burma|Myanmar|Syria|Assad|Houthi|Hamas|Hizballah|"
    r"Lukashenka|Maduro|Cuba|Eritrea|ISIS|Taiwan|Quad|G7|NATO|ASEAN|Japan|Republic of Korea|ROK|Australia|India|"
    r"European Union|EU\b|United Kingdom|Ukraine|Israel|Germany|France|Canada|Philippines|Mexico"
)
FUTURE = re.compile(r"\b(?:will|plans?|intends?|aims?|looks? forward|shall|launching|working to|seeks?|to be)\b", re.I)
PAST = re.compile(
    r"\b(?:has|have)\s+(?:\w+ly\s+|already\s+)?\w+(?:ed|en|un|de|lt|ght)\b|\b(?:launched|established|signed|held|hosted|"
    r"completed|delivered|convened|announced|provided|joined|concluded|finalized|met|made|began|opened)\b",
    re.I,
)
STRENGTH = re.compile(
    r"\b(?:condemn|oppos|reject|concern|deplor|urge|call\w* (?:on|for|upon)|demand|encourage|welcome|support|reaffirm|"
    r"commit|pledge|promise|discuss|emphasi[sz]|underscor|stress|note|noting|highlight|recogni[sz]|reiterat|affirm|"
    r"must|should|will|would|may|could|can|shall|intend|plan|aim|seek|explor|consider|decided|agree|resolve|hope|"
    r"strong|steadfast|unwavering|ironclad|firm|grave|deep|serious|full|immediate|unequivocal|continue)",
    re.I,
)


# A second draw, for the rare changes only: likeness from which, and how many. Each kind must hold strictly.
RARE: tuple[tuple[str, float, int], ...] = (
    ("done", 0.22, 45),
    ("target", 0.3, 45),
    ("money", 0.28, 35),
    ("deadline", 0.3, 30),
    ("actor", 0.35, 35),
)
RARE += (("weaker", 0.33, 40), ("stronger", 0.33, 30))
OPPONENT = re.compile(
    r"Russia|Putin|Kremlin|Moscow|Belarus|Lukashenk|China|PRC|Beijing|DPRK|North Korea|Iran|Taliban|Burma|Myanmar|"
    r"Syria|Assad|Houthi|Hamas|Hizballah|Maduro|Eritrea|Ethiopia|ISIS|Wagner|regime|junta"
)
PARTNER = re.compile(
    r"Quad|G7|NATO|ASEAN|Japan|Republic of Korea|ROK|Australia|India|European Union|EU\b|United Kingdom|UK\b|USAID|"
    r"Germany|France|Canada|Philippines|Mexico|New Zealand|World Bank|World Health Organization|WHO\b|[Aa]llies"
)
MONEY = re.compile(
    r"[$€£¥]\s?\d[\d,.]*(?:\s?(?:million|billion|trillion))?|\d[\d,.]* (?:million|billion|percent)", re.I
)
BY = re.compile(
    r"\b(?:by|before|until|end of|later than|in|within|over the next) (?:the )?(?:\w+ ){0,3}?(?:20\d\d|\w+ years?)"
)
TIERS = (
    r"discuss|exchang\w+ views|review|not(?:ed|ing|es)\b|may\b|could\b|explor|consider|hope|encourag",
    r"emphasi[sz]|underscor|stress|highlight|recogni[sz]|support|concern|seek|aim|intend|plan|should\b|call",
    r"reaffirm|reiterat|commit|pledge|oppos|urge|will\b|must\b|agreed|decided|resolve|strong|grave|deep",
    r"condemn|demand|reject|steadfast|unwavering|ironclad|shall\b|unequivocal|immediate|never",
)
"""Words by strength, weakest tier first; the tier of a sentence is that of its strongest word."""


class Sentence(NamedTuple):
    corpus: str
    doc: str
    date: str
    title: str
    text: str
    words: tuple[str, ...]


def words(text: str) -> tuple[str, ...]:
    return tuple(word.lower().replace("’", "'") for word in WORD.findall(text))


def alike(one: Sentence, other: Sentence) -> float:
    """The share of their distinct words that two sentences have in common (Jaccard)."""
    left, right = set(one.words), set(other.words)
    return len(left & right) / len(left | right)


def may_change(later: Sentence, earlier: Sentence) -> str:
    """What may have changed between two sentences, for the draw only: done, amount, name, strength, or nothing."""
    if FUTURE.search(earlier.text) and PAST.search(later.text) and not FUTURE.search(later.text):
        return "done"
    amounts, before = set(AMOUNT.findall(later.text)), set(AMOUNT.findall(earlier.text))
    if amounts and before and amounts != before:
        years = {a for a in amounts ^ before if YEAR.fullmatch(a.strip(" ,."))}
        return "year" if years == amounts ^ before else "amount"
    if set(NAME.findall(later.text)) != set(NAME.findall(earlier.text)):
        return "name"
    if {s.lower() for s in STRENGTH.findall(later.text)} != {s.lower() for s in STRENGTH.findall(earlier.text)}:
        return "strength"
    return ""


def rare(later: Sentence, earlier: Sentence) -> Iterator[str]:
    """The rare changes that a pair may hold, for the second draw only."""
    now, then = later.text, earlier.text
    if FUTURE.search(then) and PAST.search(now) and not FUTURE.search(now) and not PAST.search(then):
        yield "done"
    for name, pattern in (("target", OPPONENT), ("actor", PARTNER)):
        if bool(pattern.search(now)) != bool(pattern.search(then)) or (
            name == "actor" and set(pattern.findall(now)) != set(pattern.findall(then))
        ):
            yield name
    for name, pattern in (("money", MONEY), ("deadline", BY)):
        if pattern.search(now) and pattern.search(then) and set(pattern.findall(now)) != set(pattern.findall(then)):
            yield name
    tiers = [
        max((i for i, t in enumerate(TIERS) if re.search(rf"\b(?:{t})", text, re.I)), default=-1)
        for text in (now, then)
    ]
    if min(tiers) >= 0 and tiers[0] != tiers[1]:
        yield "weaker" if tiers[0] < tiers[1] else "stronger"


def group(title: str) -> str:
    for name, pattern in SPOKEN:
        if re.search(pattern, title.lower()):
            return name
    return next((name for name, _, pattern in GROUPS if re.search(pattern, title.lower())), REST[0])


def corpus_of(data: Path, used: set[str]) -> dict[str, list[Sentence]]:
    """All sentences worth a look, in the order of time, by the series in which earlier ones are looked up."""
    series: dict[str, list[Sentence]] = defaultdict(list)
    for row in sorted(documents(data), key=lambda row: (row["date"], row["doc"])):
        title = " ".join(row["title"].split())
        name = "releases"
        if group(title) == "left out":
            continue
        if row["corpus"] == "ungdc":
            name = "ungdc " + title.split(",")[1].rsplit(" ", 1)[0]
        elif row["corpus"] == "fomc":
            name = "fomc"
        seen = set()
        for text in sentences(row["text"], row["corpus"]):
            found, flat = words(text), " ".join(text.split())
            if SHORT <= len(found) <= LONG and flat not in used and flat not in seen:
                seen.add(flat)
                series[name].append(Sentence(row["corpus"], row["doc"], row["date"][:10], title, flat, found))
    return series


Pair = tuple[Sentence, Sentence, float, str]


def proposals(series: list[Sentence], chosen: list[int], chance: random.Random, more: int = 2) -> list[Pair]:
    """Some pairs for each chosen sentence: the likeliest earlier one, and ``more`` drawn from those after it."""
    starts: dict[str, int] = {}
    for place, sentence in enumerate(series):
        starts.setdefault(sentence.date, place)
    bounds = [starts[series[place].date] for place in chosen]
    answers = propose([s.words for s in series])([series[p].words for p in chosen], limit=12, before=bounds)
    pairs = []
    for place, answer in zip(chosen, answers, strict=True):
        later = series[place]
        drawn = answer[:1] + chance.sample(answer[1:], min(more, len(answer[1:])))
        for candidate in drawn:
            earlier = series[candidate.position]
            likeness = alike(later, earlier)
            if likeness < 1:
                pairs.append((later, earlier, likeness, may_change(later, earlier)))
    return pairs


def draw(
    pairs: list[Pair],
    size: int,
    bands: tuple[tuple[float, float], ...] = BANDS,
    most_of: tuple[int, int, int] = (MOST_OF_DOCUMENT, MOST_OF_PAIR, MOST_OF_OPENING),
) -> list[Pair]:
    """``size`` pairs in the bands of likeness, no document, opening or sentence too often; in the order given."""
    uses: Counter[tuple[str, ...]] = Counter()
    taken: list[Pair] = []

    def free(pair: Pair) -> bool:
        later, earlier = pair[0], pair[1]
        return (
            uses[("sentence", later.text)] == uses[("sentence", earlier.text)] == 0
            and uses[("doc", later.doc)] < most_of[0]
            and uses[("docs", later.doc, earlier.doc)] < most_of[1]
            and uses[("opening", *later.words[:4])] < most_of[2]
        )

    top = 1.0
    for floor, share in bands:
        band = [pair for pair in pairs if floor <= pair[2] < top]
        wanted, kinds = round(share * size), defaultdict(list)
        for pair in band:
            kinds[pair[3]].append(pair)
        rounds = ["done", "amount", "year", "name", "strength"] if floor >= 0.16 else []
        best = round(wanted * PREFERRED / max(len(rounds), 1))
        for name, most in [(kind, best) for kind in rounds] + [("all", wanted)]:
            got = 0
            for pair in band if name == "all" else kinds[name]:
                if got >= most or wanted <= 0:
                    break
                if free(pair):
                    later, earlier = pair[0], pair[1]
                    uses.update([("sentence", later.text), ("sentence", earlier.text), ("doc", later.doc)])
                    uses.update([("docs", later.doc, earlier.doc), ("opening", *later.words[:4])])
                    taken.append(pair)
                    got, wanted = got + 1, wanted - 1
        top = floor
    return taken


def draw_rare(pairs: list[Pair], taken: list[Pair], chance: random.Random) -> list[Pair]:
    """More pairs that may hold a rare change, with no sentence of those already taken; spoken texts are left out."""
    seen = {sentence.text for pair in taken for sentence in pair[:2]}
    pairs = [pair for pair in pairs if group(pair[0].title) != "spoken" != group(pair[1].title)]
    chance.shuffle(pairs)
    docs: Counter[str] = Counter()
    added: list[Pair] = []
    for name, floor, most in RARE:
        got = 0
        for pair in pairs:
            later, earlier, likeness, _ = pair
            free = later.text not in seen and earlier.text not in seen and docs[later.doc] < MOST_OF_DOCUMENT
            if got < most and floor <= likeness < 0.9 and free and name in rare(later, earlier):
                seen |= {later.text, earlier.text}
                docs[later.doc] += 1
                added.append(pair)
                got += 1
    chance.shuffle(added)
    return added


def pool(data: Path, gold: Path, size: int = SIZE, seed: int = SEED) -> list[dict[str, str]]:
    """About ``size`` pairs with none of gold's sentences, shuffled; the same for a seed."""
    with gold.open(encoding="utf-8") as lines:
        used = {" ".join(row[side].split()) for row in map(json.loads, lines) for side in ("later", "earlier")}
    chance, weights = random.Random(seed), {name: weight for name, weight, _ in GROUPS} | {REST[0]: REST[1]}
    found: dict[str, list[Pair]] = {"releases": [], "ungdc": [], "fomc": []}
    for name, series in corpus_of(data, used).items():
        if name == "releases":
            # A weighted draw without replacement (Efraimidis and Spirakis, 2006), so that small groups are not lost.
            places: dict[str, list[int]] = defaultdict(list)
            for place, sentence in enumerate(series):
                places[group(sentence.title)].append(place)
            chosen = []
            total = sum(weights.values())
            for kind in sorted(places):
                most = min(len(places[kind]), round(QUERIES * weights[kind] / total))
                chosen += chance.sample(places[kind], most)
        else:
            chosen = chance.sample(range(len(series)), min(len(series), 400))
        found[name.split()[0]] += proposals(series, sorted(chosen), chance)
        if name == "releases":
            wide = proposals(series, sorted(chosen), random.Random(seed), more=11)
    taken = []
    most_of = {SPEECH[0]: SPEECH[1], BANK[0]: BANK[1]}
    for name, pairs in found.items():
        chance.shuffle(pairs)
        taken += draw(pairs, most_of.get(name, size - SPEECH[1] - BANK[1]))
    chance.shuffle(taken)
    taken += draw_rare(wide, taken, random.Random(seed))
    names = ("corpus", "doc", "date", "title")
    rows = []
    for later, earlier, _, _ in taken:
        row: dict[str, str] = {}
        for side, sentence in (("later", later), ("earlier", earlier)):
            row |= {f"{side}_{name}": getattr(sentence, name) for name in names}
            row |= {f"{side}_sha": key(sentence.text), side: sentence.text}
        rows.append(row)
    return rows


# The second draw: sentences of the White House only, of leaders' joint statements first, then of fact sheets and
# readouts, in the bands of likeness of the gold set.
SECOND_SEED, SECOND_QUERIES, SECOND_SIZE = 20242, 9000, 920
SECOND_BANDS = ((0.62, 0.13), (0.45, 0.15), (0.33, 0.15), (0.24, 0.18), (0.16, 0.23), (0.06, 0.16))
SECOND_MOST = (24, 5, 3)
LEADERS = (
    ("joint", 62, r"joint|communiqu|leaders.{0,3} (?:statement|declaration|vision)|vision statement"),
    ("facts", 22, r"fact sheet"),
    ("readouts", 10, r"readout"),
    ("other", 6, r""),
)


def second(data: Path, gold: Path, labels: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """About 900 pairs with none of gold's sentences and none of those already labelled, shuffled."""
    with gold.open(encoding="utf-8") as lines:
        used = {" ".join(row[side].split()) for row in map(json.loads, lines) for side in ("later", "earlier")}
    done = {label[f"{side}_sha"] for label in labels for side in ("later", "earlier")}
    series = [s for s in corpus_of(data, used)["releases"] if s.corpus == "whitehouse" and key(s.text) not in done]
    chance, places = random.Random(SECOND_SEED), defaultdict(list)
    for place, sentence in enumerate(series):
        places[next(name for name, _, pattern in LEADERS if re.search(pattern, sentence.title.lower()))].append(place)
    chosen: list[int] = []
    for name, weight, _ in LEADERS:
        most = round(SECOND_QUERIES * weight / sum(weight for _, weight, _ in LEADERS))
        chosen += chance.sample(places[name], min(len(places[name]), most))
    pairs = proposals(series, sorted(chosen), chance)
    chance.shuffle(pairs)
    taken = draw(pairs, SECOND_SIZE, SECOND_BANDS, SECOND_MOST)
    chance.shuffle(taken)
    return [row_of(later, earlier) for later, earlier, _, _ in taken]


# The third draw: later sentences of the State Department; speeches to the General Assembly and the central bank's
# statements only against those of the year before.
THIRD_SEED, THIRD_QUERIES = 20243, 9000
THIRD_SIZES = {"releases": 800, "ungdc": 80, "fomc": 40}
THIRD_RARE = 130
"""Pairs added because they may hold a rare change."""
THIRD_BANDS = ((0.62, 0.13), (0.45, 0.18), (0.33, 0.18), (0.24, 0.19), (0.16, 0.20), (0.06, 0.12))


def third(data: Path, gold: Path, labels: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """About 900 pairs with none of gold's sentences and none of those already labelled, shuffled."""
    with gold.open(encoding="utf-8") as lines:
        used = {" ".join(row[side].split()) for row in map(json.loads, lines) for side in ("later", "earlier")}
    done = {label[f"{side}_sha"] for label in labels for side in ("later", "earlier")}
    chance, weights = random.Random(THIRD_SEED), {name: weight for name, weight, _ in GROUPS} | {REST[0]: REST[1]}
    found: dict[str, list[Pair]] = {name: [] for name in THIRD_SIZES}
    for name, sentences_of in corpus_of(data, used).items():
        series = [sentence for sentence in sentences_of if key(sentence.text) not in done]
        if name == "releases":
            places: dict[str, list[int]] = defaultdict(list)
            for place, sentence in enumerate(series):
                if sentence.corpus == "state_department":
                    places[group(sentence.title)].append(place)
            total, chosen = sum(weights.values()), []
            for kind in sorted(places):
                most = min(len(places[kind]), round(THIRD_QUERIES * weights[kind] / total))
                chosen += chance.sample(places[kind], most)
        else:
            chosen = chance.sample(range(len(series)), min(len(series), 400))
        pairs = proposals(series, sorted(chosen), chance)
        if name == "releases":
            wide = proposals(series, sorted(chosen), random.Random(THIRD_SEED), more=11)
        else:
            pairs = [pair for pair in pairs if year(pair[0]) - year(pair[1]) <= 1]
        found[name.split()[0]] += pairs
    taken = []
    for name, pairs in found.items():
        chance.shuffle(pairs)
        taken += draw(pairs, THIRD_SIZES[name], THIRD_BANDS)
    chance.shuffle(taken)
    taken += draw_rare(wide, taken, random.Random(THIRD_SEED))[:THIRD_RARE]
    return [row_of(later, earlier) for later, earlier, _, _ in taken]


def year(sentence: Sentence) -> int:
    found = YEAR.search(sentence.date)
    return int(found[0]) if found else 0


def row_of(later: Sentence, earlier: Sentence) -> dict[str, str]:
    row: dict[str, str] = {}
    for side, sentence in (("later", later), ("earlier", earlier)):
        row |= {f"{side}_{name}": getattr(sentence, name) for name in ("corpus", "doc", "date", "title")}
        row |= {f"{side}_sha": key(sentence.text), side: sentence.text}
    return row


def main(arguments: list[str]) -> int:
    data, gold, out, *rest = map(Path, arguments)
    if rest:
        rows = (second if str(rest[0]) == "2" else third)(data, gold, read_labels(rest[1:]))
    else:
        rows = pool(data, gold)
    out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    print(f"{len(rows)} pairs of {len({row['later_doc'] for row in rows})} later documents")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
