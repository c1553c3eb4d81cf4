"""Lineage: examples, planted reuse with known truth, invariants. Countries, treaties and sentences are invented."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facta.briefing.model import Brief
from facta.engines.local import propose
from facta.model import Comparison, Relation, Source, Statement
from facta.words.corpus import comparable, counts, gather, in_order, until
from facta.words.lineage import ancestry, compare, shares

SOURCE = Source("-", datetime(2020, 1, 1, tzinfo=UTC), "0" * 64, "text/plain")

STRAIT = "We reaffirm our commitment to free passage through the Tarn Strait under the Marrow Convention."
STRAIT_AGAIN = (
    "We reaffirmed our strong commitment to free passage through the Tarn Strait under the Marrow Convention."
)
COPPER = "Both governments will lower the tariff on copper wire by ten per cent before the end of 2031."
COPPER_LATER = "Both governments will lower the tariff on copper wire by ten per cent before the end of 2033."
SCHOOLS = "An exchange of four hundred teachers between Ostria and Velmar began this autumn."
GLACIER = "Scientists of the two academies will measure the northern glaciers together every summer."
RAIL = "The night train between Ostra and Velm runs again."


def said(text: str | Sequence[str], day: date | None, name: str = "", language: str = "en") -> Statement:
    text = text if isinstance(text, str) else "\n\n".join(text)
    return Statement(name or f"s-{day}", "", text, day, SOURCE, language=language)


def held(statements: Sequence[Statement], last: Statement, **more: Any) -> Comparison:
    return compare(statements, last, propose=propose, families=(), **more)


def day(number: int) -> date:
    return date(2030, 1, 1) + timedelta(days=number)


@pytest.mark.parametrize(
    ("earlier", "later", "label"),
    [
        (STRAIT, STRAIT, "recycled"),
        (STRAIT, STRAIT.upper(), "recycled"),
        (STRAIT, STRAIT_AGAIN, "recycled"),
        (COPPER, COPPER_LATER, "recycled"),
        (COPPER, GLACIER, "new"),
        (SCHOOLS, STRAIT, "new"),
    ],
)
def test_a_passage_is_recycled_or_new(earlier: str, later: str, label: str) -> None:
    comparison = held([said([RAIL, earlier], day(1))], said(later, day(2)))
    (link,) = comparison.links
    assert link.label == label
    assert (link.earlier.quote if link.earlier else None) == (earlier if label != "new" else None)


def test_changes_are_read_for_the_closest_pair_with_the_dates_of_both() -> None:
    asked: list[tuple[Any, Any]] = []

    def relate(pairs: Any, *, dates: Any = None, typed: bool = True) -> list[Relation]:
        if typed:
            asked.extend(zip(pairs, dates, strict=True))
        return overlap(pairs)

    series = [said(COPPER, day(1)), said([COPPER, RAIL], day(2)), said([COPPER, STRAIT], day(3))]
    held(series, series[-1], relate_many=relate)
    assert asked == [((COPPER, COPPER), (day(3), day(2)))]


def test_first_use_every_use_and_later_uses() -> None:
    series = [
        said([STRAIT, RAIL], day(1)),
        said(COPPER, day(2)),
        said(STRAIT_AGAIN, day(3)),
        said(STRAIT, day(4)),
        said([GLACIER, STRAIT], day(5)),
        said(STRAIT_AGAIN, day(6)),
    ]
    comparison = held(series, series[4])
    assert comparison.against == ("s-2030-01-02", "s-2030-01-03", "s-2030-01-04", "s-2030-01-05")
    glacier, strait = comparison.links
    assert (glacier.label, glacier.uses, glacier.first, glacier.later_uses) == ("new", (), None, ())
    assert [use.statement for use in strait.uses] == ["s-2030-01-02", "s-2030-01-04", "s-2030-01-05"]
    assert strait.first == strait.uses[0]
    assert [use.statement for use in strait.later_uses] == ["s-2030-01-07"]


def test_of_equally_close_uses_the_latest_is_the_earlier_one() -> None:
    series = [said(STRAIT, day(1)), said(STRAIT, day(2)), said(COPPER, day(3))]
    (link,) = held(series, said(STRAIT, day(4))).links
    assert link.earlier is not None
    assert link.earlier.statement == "s-2030-01-03"


def test_a_use_of_a_use_counts_while_the_formula_is_recognisable() -> None:
    # Each recycles the one before; the last has a third in common with the third, and less with the two before it.
    stages = [
        "Amber bridge copper delta ember fjord.",
        "Bridge copper delta ember fjord glass.",
        "Copper delta ember fjord glass harbour.",
        "Delta ember fjord glass harbour ice.",
        "Ember fjord glass harbour ice jetty.",
        "Fjord glass harbour ice jetty kelp.",
        "Glass harbour ice jetty kelp lantern.",
    ]
    series = [said(text, day(number)) for number, text in enumerate(stages)]
    (link,) = held(series, series[-1], relate_many=partial(overlap, same=0.7)).links
    assert [use.quote for use in link.uses] == stages[2:-1]
    assert link.earlier == link.uses[-1]


def test_same_day_by_number_in_the_id_and_undated_last() -> None:
    statements = [said("a", day(1), "s-10"), said("a", None, "s-1"), said("a", day(1), "s-9"), said("a", day(0), "z")]
    assert [statement.id for statement in in_order(statements)] == ["z", "s-9", "s-10", "s-1"]
    draft = said(STRAIT, None, "draft")
    assert held([said(STRAIT, day(1))], draft).links[0].label == "recycled"
    (dated,) = held([draft], said(STRAIT, day(1))).links
    assert (dated.label, len(dated.later_uses)) == ("new", 1)


def test_the_statement_is_never_held_against_itself() -> None:
    only = said([STRAIT, STRAIT, COPPER], day(1))
    comparison = held([only], only)
    assert [link.label for link in comparison.links] == ["new"] * 3
    assert comparison.against == ()
    assert comparison.dropped == ()


def test_headings_and_fragments_are_not_compared() -> None:
    text = f"# On the Tarn Strait and its tides\n\n{STRAIT}\n\nTo be checked.\n"
    comparison = held([said(text, day(1))], said(text, day(2)))
    assert [link.passage.quote for link in comparison.links] == [STRAIT]


def test_against_another_series_adds_uses_but_nothing_to_miss() -> None:
    series = [said([SCHOOLS, RAIL], day(2), "series-1"), said([SCHOOLS, RAIL, STRAIT], day(4), "series-2")]
    others = [said([STRAIT, COPPER], day(1), "other-1"), said(STRAIT, day(9), "other-9")]
    alone, wide = (held(series, series[1], against=against) for against in ((), others))
    assert [link.label for link in alone.links] == ["recycled", "recycled", "new"]
    assert [link.label for link in wide.links] == ["recycled", "recycled", "recycled"]
    assert [use.statement for use in wide.links[2].later_uses] == ["other-9"]
    assert wide.against == ("other-1", "series-1")
    assert wide.dropped == alone.dropped == ()


@pytest.mark.parametrize(
    ("past", "now", "dropped"),
    [
        ([[STRAIT, COPPER]], [STRAIT], {COPPER: "in the previous statement"}),
        ([[STRAIT, COPPER]], [STRAIT_AGAIN, COPPER_LATER], {}),
        # Merged into a longer sentence, or cut short: it lives on.
        ([[COPPER]], [COPPER[:-1] + ", and Velmar will open its market for glass, amber and dried fruit at once."], {}),
        ([[COPPER]], ["Both governments will lower the tariff on copper wire."], {}),
        # Said again and again, left out last time already: still missed. Said once, long ago: not.
        (
            [[STRAIT, RAIL], [STRAIT, GLACIER], [STRAIT_AGAIN, SCHOOLS], [SCHOOLS]],
            [SCHOOLS],
            {STRAIT_AGAIN: "recurrent in the series"},
        ),
    ],
)
def test_dropped(past: list[list[str]], now: list[str], dropped: dict[str, str]) -> None:
    series = [said(texts, day(number)) for number, texts in enumerate(past)]
    comparison = held(series, said(now, day(90)))
    assert {entry.passage.quote: entry.reason for entry in comparison.dropped} == dropped


def test_a_note_between_is_not_what_a_long_statement_is_held_against() -> None:
    long = MATTERS[:20]
    note = said("The two leaders are going to meet in Lorrin on Thursday.", day(2), "note")
    series = [said(long, day(1), "first"), note]
    comparison = held(series, said([*long[1:], RAIL], day(3), "second"))
    assert [(gone.passage.quote, gone.passage.statement) for gone in comparison.dropped] == [(long[0], "first")]


def test_what_is_dropped_brings_all_its_uses() -> None:
    series = [said([STRAIT, RAIL], day(1)), said([STRAIT_AGAIN], day(2)), said([STRAIT], day(3))]
    (gone,) = held(series, said(SCHOOLS, day(4))).dropped
    assert [use.statement for use in gone.uses] == ["s-2030-01-02", "s-2030-01-03", "s-2030-01-04"]
    assert gone.passage == gone.uses[-1]


@pytest.mark.parametrize("text", ["", " \n", "# Heading only", "\ud800\u202e", "x " * 50_000, "？！。", "a.b." * 999])
def test_odd_statements_pass(text: str) -> None:
    series = [said(STRAIT, day(1)), said(text, day(2))]
    for statement in (said(text, day(3)), said(STRAIT, day(3))):
        comparison = held([*series, statement], statement)
        assert len(comparison.links) <= 1


def test_a_statement_that_the_corpus_lacks() -> None:
    with pytest.raises(KeyError, match="no statement 's-2030-01-03'"):
        held(gather([said(STRAIT, day(1))]), said(STRAIT, day(2)))  # type: ignore[arg-type]


def test_repeated_ids_count_once() -> None:
    one = said(STRAIT, day(1))
    assert held([one, one, one], said(STRAIT, day(2))).against == (one.id,)


# Planted reuse: sentences of 48 different matters, copied, edited or new, with the truth known.

MATTERS = """\
Ostria and Velmar will open a joint observatory on Mount Sarn within three years.
We condemn the seizure of two fishing boats off the Tarn coast and call for the release of their crews.
The central banks renewed their currency swap line of forty billion crowns until next March.
Amber exports rose by a fifth last year, helped by the new customs office at Lorrin.
Our health ministers will share data on tropical fevers through a common registry.
The leaders paid tribute to the miners who lost their lives at Grell in February.
Three bridges over the Velm are to be strengthened so that heavy lorries can cross.
We support the application of Dunmark for membership in the Northern Postal Union.
A working group on counterfeit medicines meets in Ostra twice a year.
Students from both countries may now work for eighteen months after graduation.
The parties expressed grave concern about mercenaries in the Halvic borderlands.
Velmar donated twelve water purification units to the flooded villages of Pell.
The air forces trained together over the Amrin desert for the ninth time.
We look forward to the film festival that the two capitals are going to hold jointly.
No state should build dams on the upper Ishra without consulting its neighbours.
The two cabinets decided to abolish visas for musicians, athletes and journalists.
Potato blight destroyed half of the harvest in the eastern provinces.
We urge the authorities in Karsk to hold the postponed municipal elections.
The gas pipeline under Lake Orm passed its final pressure test in August.
Both navies keep a shared watch on smugglers between the Fenn Islands.
A fund of nine million crowns will restore frescoes in mountain monasteries.
Prime Minister Adel Korr invited President Runa Voss to visit Ostra in spring.
Our judges exchange rulings on maritime salvage through a secure portal.
The sides differ on quotas for herring and will ask an arbiter to settle them.
Broadband cables now link all the lighthouse settlements on the outer skerries.
We mourn the poet Ilse Marrin, whose verses are read in both our languages.
Nuclear waste from the Brask reactor is to be stored only in granite.
Women hold forty of the hundred seats on the bilateral business council.
The ceasefire monitors along the Dorn valley need helicopters and winter clothing.
Each government appoints an envoy for rivers, wetlands and migratory birds.
Satellite pictures confirm that the icebreaker route stays open until November.
Ransom attacks on hospitals must be answered with arrests and extradition.
The trade deficit narrowed because fewer luxury cars were imported.
Forest fires crossed the border at six places and were fought by mixed brigades.
We will table a resolution on landmines at the autumn session of the Assembly.
The pension agreement covers nurses who worked in either country since 1990.
Diplomats expelled in June may return once the inquiry has closed.
A vaccine plant in Lorrin began to fill vials for the whole peninsula.
The ministers tasted bread baked from drought-resistant rye.
Rail gauges differ at the frontier, so that wagons must change wheels.
Sanctions on the Orlov shipping company stay in force until it pays its fines.
The archive of the old customs union is being scanned and put online.
Independent auditors found that a tenth of the relief money had been wasted.
Our coast guards rescued seventy people from a burning ferry near Cape Tull.
Tax inspectors will look jointly at firms that shift profits to empty offices.
The prize for young inventors went to a schoolgirl who built a tidal clock.
We reject any claim to the Fenn Islands that rests on force.
Farmers receive compensation where wolves from the reserve kill sheep.""".splitlines()

EDITS = {
    "once again": lambda text: re.sub(r"\b(will|is|are|has|was|were) ", r"\1 once again ", text, count=1),
    "opening": lambda text: "In this spirit, " + text[0].lower() + text[1:],
    "closing": lambda text: text[:-1] + ", as they had said at their last meeting.",
    "number": lambda text: text.replace("forty", "sixty").replace("twelve", "thirty").replace("three", "five"),
}


def planted(seed: int) -> tuple[list[Statement], list[tuple[str, str]]]:
    """A series, and of the last statement each sentence with the truth: copied, edited, new."""
    rng = random.Random(seed)
    matters = list(MATTERS)
    rng.shuffle(matters)
    old, new = matters[:36], matters[36:]
    series = [said(rng.sample(old, 18), day(number), f"p-{number}") for number in range(4)]
    printed = [text for text in old if any(text in statement.text for statement in series)]
    rng.shuffle(printed)
    truth = [(text, "copied") for text in printed[:10]]
    truth += [(EDITS[name](text), "edited") for name, text in zip(list(EDITS) * 3, printed[10:22], strict=False)]
    truth += [(text, "new") for text in new]
    rng.shuffle(truth)
    return [*series, said([text for text, _ in truth], day(99), "p-last")], truth


def test_planted_reuse_is_found_and_nothing_else() -> None:
    right = found = real = copied = 0
    for seed in range(12):
        series, truth = planted(seed)
        links = held(series, series[-1]).links
        assert [link.passage.quote for link in links] == [text for text, _ in truth]
        for link, (_, kind) in zip(links, truth, strict=True):
            found += link.label != "new"
            real += kind != "new"
            right += link.label != "new" and kind != "new"
            copied += kind == "copied" and link.label == "recycled"
    assert copied == 12 * 10
    assert right >= 0.97 * real, (right, real)
    assert right >= 0.97 * found, (right, found)


def test_shares_agree_with_the_comparisons() -> None:
    series, _ = planted(3)
    corpus = gather(series)
    for statement, share in zip(series, shares(corpus, ancestry(corpus, propose=propose)), strict=True):
        labels = [link.label for link in held(series, statement, relate_many=None).links]
        counted = tuple(labels.count(label) for label in ("recycled", "reworded", "new"))
        assert (share.statement, share.date) == (statement.id, statement.date)
        assert (share.recycled, share.reworded, share.new) == counted
        assert share.passages == len(labels)


def test_shares_of_the_last_statements_alone() -> None:
    series, _ = planted(4)
    corpus = gather(series)
    whole = shares(corpus, ancestry(corpus, propose=propose))
    last = shares(corpus, ancestry(corpus, propose=propose, since=4))
    assert last[4] == whole[4]


# Invariants, with a stand-in for the reading of pairs.


def overlap(
    pairs: Sequence[tuple[str, str]], *, dates: Any = None, typed: bool = True, same: float = 0.8
) -> list[Relation]:
    found = []
    for later, earlier in pairs:
        one, other = (set(re.findall(r"\w+", text.lower())) for text in (later, earlier))
        score = len(one & other) / max(len(one | other), 1)
        label = "recycled" if score > same else "reworded" if score > 0.6 else "unrelated"
        found.append(Relation(label, score, score=score))  # type: ignore[arg-type]
    return found


sentence = st.lists(
    st.sampled_from(["amber", "bridge", "copper", "delta", "ember", "fjord", "glass"]), min_size=1, max_size=7
)
texts = st.lists(sentence.map(lambda words: " ".join(words).capitalize() + "."), max_size=5)
series_of = st.lists(st.tuples(texts, st.one_of(st.none(), st.integers(0, 3))), min_size=1, max_size=6).map(
    lambda rows: [said(t, day(d) if d is not None else None, f"h-{n}") for n, (t, d) in enumerate(rows)]
)


@settings(deadline=None, max_examples=80)
@given(series_of, st.data())
def test_invariants(series: list[Statement], data: st.DataObject) -> None:
    statement = data.draw(st.sampled_from(series))
    comparison = compare(series, statement, propose=propose, relate_many=overlap, families=())
    corpus = gather(series)
    order = {one.id: number for number, one in enumerate(corpus.statements)}
    here = order[statement.id]
    passages = [corpus.passages[place] for place in corpus.of(here)]
    assert [link.passage for link in comparison.links] == passages
    assert all(comparable(passage) for passage in passages)
    assert comparison.against == tuple(one.id for one in corpus.statements[:here])
    text = {one.id: one.text for one in series}
    for link in comparison.links:
        assert (link.label == "new") == (link.earlier is None) == (link.relation is None) == (not link.uses)
        assert link.first == (link.uses[0] if link.uses else None)
        assert link.earlier is None or link.earlier in link.uses
        assert link.relation is None or link.relation.label == link.label
        for uses in (link.uses, link.later_uses):
            places = [(order[use.statement], use.index) for use in uses]
            assert places == sorted(set(places))
            assert all(text[use.statement][use.begin : use.end] == use.quote for use in uses)
        assert all(order[use.statement] < here for use in link.uses)
        assert all(order[use.statement] > here for use in link.later_uses)
    now = {link.passage.quote.lower() for link in comparison.links}
    for gone in comparison.dropped:
        assert gone.passage in gone.uses
        assert gone.passage.quote.lower() not in now
        assert all(order[use.statement] < here for use in gone.uses)
        assert gone.reason == "recurrent in the series" or order[gone.passage.statement] < here


@settings(deadline=None, max_examples=40)
@given(series_of)
def test_order_of_input_does_not_matter(series: list[Statement]) -> None:
    one, other = (
        compare(given_, series[0], propose=propose, relate_many=overlap, families=())
        for given_ in (series, series[::-1])
    )
    assert one == other


# Real texts.


def real(path: Path, count: int, language: str = "en") -> list[Statement]:
    statements = []
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file):
            row = json.loads(line)
            try:
                moment = date.fromisoformat(row.get("date") or "")
            except ValueError:
                moment = None
            statements.append(said(row["text"], moment, row.get("id") or str(number), language))
    return in_order(statements)[-count:]


def test_templated_statements_are_mostly_recycled(shared: Path) -> None:
    series = [one for one in real(shared / "data/fomc/fomc_statements_1994_2016.jsonl", 30) if one.date]
    corpus = gather(series)
    figures = shares(corpus, ancestry(corpus, propose=propose))[1:]
    assert sum(share.recycled for share in figures) >= 0.75 * sum(share.passages for share in figures)
    link = held(series, series[-1]).links[0]
    assert link.label == "recycled"
    assert len(link.uses) >= 20


def test_chinese_statements_are_compared(shared: Path) -> None:
    series = real(shared / "data/prc_mfa/mfa_press_zh_2020_2023.jsonl", 25, "zh")
    comparison = held(series, series[-1])
    labels = {link.label for link in comparison.links}
    assert {"recycled", "new"} <= labels
    for link in comparison.links:
        if link.earlier and link.label == "recycled":
            one, other = set(link.passage.quote), set(link.earlier.quote)
            assert len(one & other) >= 0.3 * min(len(one), len(other))


def test_planted_edits_in_chinese() -> None:
    old = ["双方将共同建设塔恩海峡的灯塔，保障航行安全。", "两国学者每年夏天一起测量北方的冰川。"]
    new = ["双方将继续共同建设塔恩海峡的灯塔，保障航行安全。", "铜线的关税到明年年底降低百分之十。"]
    links = held([said(old, day(1), language="zh")], said(new, day(2), language="zh")).links
    assert [link.label for link in links] == ["recycled", "new"]


def test_stages_of_time_are_pairwise_in_order() -> None:
    series, _ = planted(5)
    assert all((a.date or date.max) <= (b.date or date.max) for a, b in pairwise(in_order(series[::-1])))


def test_a_corpus_cut_off_at_a_statement_is_what_it_was_then(harbour: Brief) -> None:
    statements = harbour.statements
    for number in range(len(statements)):
        assert until(gather(statements), number) == gather(statements[: number + 1])


def test_a_change_is_told_once_in_the_series() -> None:
    plain = "We oppose any unilateral attempt to close the Tarn Strait to merchant ships."
    strong = "We strongly oppose any unilateral attempt to close the Tarn Strait to merchant ships."
    series = [said([plain, RAIL], day(1)), said([strong, SCHOOLS], day(2))]
    (second,) = (link for link in held(series[:1], series[1]).links if link.passage.quote == strong)
    assert second.relation is not None
    assert [change.kind for change in second.relation.changes] == ["hardened"]
    again = said(f"{strong[:-1]} or fishing boats.", day(3))
    (third,) = held(series, again).links
    assert third.earlier is not None
    assert third.earlier.quote == strong
    assert third.relation is not None
    assert "hardened" not in [change.kind for change in third.relation.changes]


def test_a_sentence_cut_in_two_has_not_lost_its_other_half() -> None:
    whole = (
        "We strongly condemn the blockade of the northern islands and we strongly support the free passage of "
        "merchant ships through the Tarn Strait."
    )
    halves = [
        "We strongly condemn the blockade of the northern islands.",
        "We strongly support the free passage of merchant ships through the Tarn Strait.",
    ]
    links = held([said(whole, day(1))], said(" ".join(halves), day(2))).links
    kinds = [change.kind for link in links if link.relation for change in link.relation.changes]
    assert not {"softened", "scope_narrowed"} & set(kinds)


def test_attributions_are_no_claims_and_rolls_of_votes_count_in_no_share() -> None:
    attribution = "The below is attributable to Spokesperson Runa Voss:"
    roll = "Voting for the policy action were: Adel Korr, Chair; Runa Voss; Cora Lund; Per Dahl; and Tim Oke."
    last = said([attribution, STRAIT, roll.replace("Cora Lund; Per Dahl; ", "")], day(2))
    corpus = gather([said([attribution, STRAIT, roll], day(1)), last])
    assert attribution not in [passage.quote for passage in corpus.passages]
    assert [counts(passage) for passage in corpus.passages] == [True, False, True, False]
    share = shares(corpus, ancestry(corpus, propose=propose))[-1]
    assert (share.passages, share.recycled) == (1, 1)
    changes = [link.relation.changes for link in held([corpus.statements[0]], last).links if link.relation]
    assert [(one.kind, one.before) for told in changes for one in told] == [("actor_dropped", "Cora Lund; Per Dahl")]


def test_the_opening_line_of_another_readout_is_not_missed() -> None:
    first = "Deputy Minister Korr spoke today with Ambassador Lund of Velmar about the northern glaciers."
    other = "Minister Voss held separate calls with Secretary Dahl of Norland on the price of copper."
    found = held([said([first, SCHOOLS], day(1))], said([other, RAIL], day(2)))
    assert [one.passage.quote for one in found.dropped] == [SCHOOLS]


def test_what_another_passage_says_is_not_lost() -> None:
    before = "We support free passage for merchant ships, fishing boats and research vessels through the Tarn Strait."
    now = "We support free passage for merchant ships and fishing boats through the Tarn Strait."

    def lost(*more: str) -> list[str]:
        links = held([said(before, day(1))], said([now, *more], day(2))).links
        changes = links[0].relation.changes if links[0].relation else ()
        return [change.before for change in changes if change.kind == "scope_narrowed"]

    assert lost(GLACIER) == ["research vessels"]
    assert lost(GLACIER, "The research of a vessel must never be hindered by anybody.") == []


def test_an_intensifier_that_any_earlier_use_had_is_no_gain() -> None:
    plain = "We oppose any unilateral attempt to close the Tarn Strait to merchant ships."
    strong = "We strongly oppose any unilateral attempt to close the Tarn Strait to merchant ships."
    last = said([strong.replace("ships", "ships or boats")], day(3))

    def hardened(first: str) -> list[str]:
        (link,) = held([said(first, day(1)), said(plain, day(2))], last).links
        assert link.relation is not None
        return [change.after for change in link.relation.changes if change.kind == "hardened"]

    assert hardened(GLACIER) == ["strongly"]
    assert hardened(strong.replace("merchant ships", "ships of any merchant")) == []


ANSWERING = "The two deputies discussed over lunch several ways of answering the continuing and worrying"


@pytest.mark.parametrize(
    ("earlier", "gone"),
    [
        # The same wrong at the same door is still charged; another is not.
        (f"{ANSWERING} actions by Russia that are inconsistent with the Marrow Accord.", False),
        (f"{ANSWERING} actions by Iran that are inconsistent with the Marrow Accord.", True),
        (f"{ANSWERING} actions by Russia that are inconsistent with the Lund Treaty.", True),
        ("Deputy Secretary Korr spoke today with Vice Minister Lund about copper and about glaciers.", False),
        ("Office of the Deputy Spokesperson, Velm.", False),
        ("The Office of the Spokesperson opened a school in Velm for the sons of clerks.", True),
    ],
)
def test_what_is_not_missed(earlier: str, gone: bool) -> None:
    now = ["Norland rejects actions inconsistent with the Marrow Accord by Russia.", RAIL]
    found = held([said([earlier, SCHOOLS], day(1))], said(now, day(2)))
    assert [one.passage.quote for one in found.dropped] == [*([earlier] if gone else []), SCHOOLS]


def test_turns_of_reporters_are_not_missed() -> None:
    question = "问：塔恩海峡的渡轮今年冬天为什么停止运营？"
    answer = "答：两国港口正在修理码头，渡轮明年春天恢复。"
    last = said("北方冰川的测量工作由两个科学院共同完成。", day(2), language="zh")
    found = held([said([question, answer], day(1), language="zh")], last)
    assert [one.passage.quote for one in found.dropped] == [answer]
