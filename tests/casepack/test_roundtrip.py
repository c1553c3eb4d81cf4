"""A case comes back from its pack as it was, whatever its texts hold. All cases are invented by hypothesis."""

from __future__ import annotations

import csv
import json
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import MISSING, fields, replace
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from facta.casepack import check
from facta.casepack.cells import fits, read_cell, split, write_cell
from facta.casepack.columns import columns, types_of
from facta.casepack.datapackage import descriptor, write_descriptor
from facta.casepack.differences import differences
from facta.casepack.pack import read_pack
from facta.casepack.sqlite import write_sqlite
from facta.casepack.write import write_pack
from facta.errors import UnwritableCaseError
from facta.record import HEAD, NOUNS, Actor, Case, Commitment, Document, Source, key
from facta.vocab import load

UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)
"""A whole case takes long to make smaller."""
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ["=cmd()", "+1", "-1", "@x", 'a "quoted" word', "a; b", "a\\;b\\", "a\r\nb", "\r", "\n\n", " lead", "trail ",
     "\ufeff", "\u202eevil", "\x00", "\\n", "\\0", ",", "yes", "null", "\t", "\u2028", "\U0001f600", "0", "#", "'"]
)  # fmt: skip
ID = st.from_regex(r"[a-z0-9][a-zé;,\" =\\-]{0,8}[a-z0-9]", fullmatch=True)
DATE = st.sampled_from(["2021", "2021-03", "2021-03-16", "FY2027", "2022/2024", "1996-02-29"])
FORMS: dict[str, st.SearchStrategy[Any]] = {
    "date": DATE,
    "url": ID.map(lambda one: f"https://example.org/{one.replace(' ', '_')}"),
    "latitude": st.floats(-90, 90),
    "longitude": st.floats(-180, 180),
    "probability": st.floats(0, 1),
    "firmness": st.integers(0, 4),
    "years": st.integers(1, 200),
    "rate": st.floats(-100, 1000),
    "action code": st.sampled_from(["", "AGREE", "mobilize", "01", "0311"]),
    "level": st.sampled_from(sorted(level for level, _ in load("scales")["fulfilment"]["levels"])),
}


def value(kind: Any, rule: dict[str, Any], ids: dict[str, list[str]]) -> st.SearchStrategy[Any]:
    origin = get_origin(kind)
    if refers := rule.get("refers"):
        names = [one for noun in (NOUNS if "any" in refers else refers) if noun != "source" or noun in refers
                 for one in ids.get(noun, [])]  # fmt: skip
        if origin is tuple:
            return st.lists(st.sampled_from(names), max_size=3).map(tuple) if names else st.just(())
        return st.sampled_from(["", *names])
    form = FORMS.get(rule.get("form", ""))
    if origin is tuple:
        inner = get_args(kind)[0]
        one = TEXT if inner is str else st.tuples(TEXT, st.none() | st.floats(-1, 1))
        return st.lists(one, max_size=4).map(tuple)
    if origin is Literal:
        return st.sampled_from(get_args(kind))
    if kind is bool:
        return st.booleans()
    if kind is int:
        return st.integers(0, 10**12) if form is None else form
    if kind is str:
        if form is None:
            return TEXT
        return form if rule["form"] == "level" else st.just("") | form
    return st.floats(allow_nan=False, allow_infinity=False) if form is None else form


@st.composite
def cases(draw: Any) -> Case:
    """A case that holds together: every reference resolves."""
    taken: set[str] = set()
    ids: dict[str, list[str]] = {}
    for noun in NOUNS:
        some = draw(st.lists(FORMS["url"] if noun == "source" else ID, max_size=2, unique=True))
        ids[noun] = [one for one in some if one not in taken]
        taken |= set(ids[noun])
    tables: dict[str, tuple[Any, ...]] = {}
    for noun, (name, made) in NOUNS.items():
        items = []
        for one in ids[noun]:
            given_fields = {fields(made)[0].name: one}
            for each in fields(made)[1:]:
                if each.default is MISSING or draw(st.booleans()):
                    rule = columns()[name][each.name]
                    given_fields[each.name] = draw(value(types_of(noun)[each.name], rule, ids))
            items.append(_mended(noun, made(**given_fields)))
        tables[name] = tuple(items)
    units = {one.id: one.unit for one in tables["indicators"]}
    tables["observations"] = tuple(
        replace(one, unit=units.get(one.indicator, "") or one.unit) for one in tables["observations"]
    )
    head = {name: draw(TEXT) for name in HEAD if not name.startswith("covers")}
    return Case(**{**head, "id": draw(ID), "title": draw(TEXT.filter(bool)), "covers_until": draw(DATE)}, **tables)


def _mended(noun: str, item: Any) -> Any:
    if noun in ("place", "action") and (item.lat is None) != (item.lon is None):
        return replace(item, lat=1.5, lon=-2.5)
    if noun == "assessment":
        return replace(item, scale="fulfilment")
    if noun == "pledge" and item.kind == "growth":
        return replace(item, base="FY2021", years=item.years or 5)
    if noun == "office":
        return replace(item, until="")
    return replace(item, resolves="2031", resolved="", made="2021") if noun == "forecast" else item


@given(cases())
@settings(max_examples=150, phases=UNSHRUNK, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_case_comes_back_from_its_pack_without_loss(case: Case) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_pack(case, folder)
        write_descriptor(case, Path(folder))
        pack = read_pack(folder)
        assert pack.faults == ()
        assert pack.case == case
        assert differences(case, pack.case) == []
        first = {path.name: path.read_bytes() for path in Path(folder).iterdir()}
        write_pack(pack.case, folder)
        assert {path.name: path.read_bytes() for path in Path(folder).iterdir()} == first


@given(cases())
@settings(max_examples=40, phases=UNSHRUNK, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_case_opens_as_one_sqlite_file_with_all_links_whole(case: Case) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.sqlite"
        write_sqlite(case, path)
        write_sqlite(case, path)
        assert [one.name for one in Path(folder).iterdir()] == ["case.sqlite"]
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            for noun, (name, made) in NOUNS.items():
                first = fields(made)[0].name
                rows = connection.execute(f'SELECT "{first}" FROM "{name}" ORDER BY rowid').fetchall()
                assert [one for (one,) in rows] == [key(item) for item in getattr(case, name)]
                for column, rule in columns()[name].items():
                    if rule.get("refers") and types_of(noun)[column] == tuple[str, ...]:
                        listed = [(key(i), one) for i in getattr(case, name) for one in getattr(i, column)]
                        assert connection.execute(f'SELECT * FROM "{name}_{column}"').fetchall() == listed
            about = dict(connection.execute("SELECT * FROM about").fetchall())
            assert about == {name: getattr(case, name) for name in HEAD if getattr(case, name)}


@given(st.lists(TEXT, max_size=6))
def test_any_list_comes_back_from_a_cell(items: list[str]) -> None:
    assert split(write_cell(tuple(items))) == items


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_number_comes_back_from_a_cell(number: float) -> None:
    assert read_cell(write_cell(number), float) == number


@given(st.text(max_size=30))
def test_any_text_as_a_list_cell_is_read_or_refused(text: str) -> None:
    try:
        items = split(text)
    except ValueError:
        return
    assert split(write_cell(tuple(items))) == items


@pytest.mark.parametrize("bad", ["1_000", "１２", "0x10", "nan", "inf", "1e999", "1,5", "--1", ""])
def test_what_is_no_plain_number_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match=r"number|large"):
        read_cell(bad, float)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("a; b", ["a", "b"]),
        ("a;;b;", ["a", "b"]),
        (" a ;b ", ["a", "b"]),
        (r"a\; b", ["a; b"]),
        ("", []),
        (r"\0", [""]),
    ],
)
def test_lists_as_people_write_them(text: str, items: list[str]) -> None:
    assert split(text) == items


def test_half_a_character_is_refused_and_nothing_written(tmp_path: Path) -> None:
    good = Case("c", "Case", actors=(Actor("ARL", "Arland"),))
    write_pack(good, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(UnwritableCaseError, match=r"actors\.csv would hold half a character \(U\+D83D\)"):
        write_pack(replace(good, title="New", actors=(Actor("ARL", "\ud83d"),)), tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_table_that_has_no_rows_any_more_is_removed(tmp_path: Path) -> None:
    write_pack(Case("c", "Case", actors=(Actor("ARL", "Arland"),)), tmp_path)
    write_pack(Case("c", "Case"), tmp_path)
    assert read_pack(tmp_path).case == Case("c", "Case")


def test_a_folder_with_tables_in_yaml_is_not_written_into(tmp_path: Path) -> None:
    (tmp_path / "actors.yaml").write_text("- {id: ARL, name: Arland}\n")
    with pytest.raises(UnwritableCaseError, match=r"actors\.yaml"):
        write_pack(Case("c", "Case", actors=(Actor("ARL", "Arland"),)), tmp_path)


def test_a_formula_in_a_pack_is_data_and_stays_as_it_is(tmp_path: Path) -> None:
    case = Case("c", "Case", actors=(Actor("ARL", "=HYPERLINK(1)"),))
    write_pack(case, tmp_path)
    assert "ARL,=HYPERLINK(1)" in (tmp_path / "actors.csv").read_text()
    assert read_pack(tmp_path).case == case


def test_the_columns_are_the_fields_of_the_nouns_in_their_order() -> None:
    assert list(columns()) == [name for name, _ in NOUNS.values()]
    for name, made in NOUNS.values():
        assert list(columns()[name]) == [each.name for each in fields(made)]
        for rule in columns()[name].values():
            assert set(rule) <= {"means", "form", "refers", "fetched", "after", "needed"}
            assert set(rule.get("refers", ())) <= {*NOUNS, "any"}
            assert rule["means"].strip()


def test_the_data_package_describes_every_table_that_is_there(tmp_path: Path) -> None:
    """The demands of the Data Package and Table Schema specifications that a descriptor of CSV tables can break."""
    import re

    case = read_pack(Path(check.__file__).parents[1] / "cases" / "us_japan").case
    write_pack(case, tmp_path)
    write_descriptor(case, tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_text())
    assert re.fullmatch(r"[-a-z0-9._/]+", package["name"])
    assert all(re.fullmatch(r"[-a-zA-Z0-9._]+", one["name"]) for one in package.get("licenses", []))
    names = [one["name"] for one in package["resources"]]
    assert len(names) == len(set(names)) > 5
    assert {f"{name}.csv" for name in names} == {path.name for path in tmp_path.glob("*.csv")}
    kinds = {"string", "number", "integer", "boolean"}
    for one in package["resources"]:
        with (tmp_path / one["path"]).open(newline="", encoding=one["encoding"]) as file:
            heading, *rows = csv.reader(file)
        schema = one["schema"]
        assert [each["name"] for each in schema["fields"]] == heading
        assert {each["type"] for each in schema["fields"]} <= kinds
        assert schema["primaryKey"] in heading
        for at, each in enumerate(schema["fields"]):
            cells = {row[at] for row in rows} - {""}
            allowed = each.get("constraints", {}).get("enum") or each.get("trueValues", []) + each.get(
                "falseValues", []
            )
            assert cells <= set(allowed or cells)
            if each["type"] in ("number", "integer"):
                assert all(float(cell) is not None for cell in cells)
        for link in schema.get("foreignKeys", []):
            assert link["fields"] in heading
            assert link["reference"]["resource"] in ("", *names)


def test_an_empty_case_has_no_data_package(tmp_path: Path) -> None:
    write_descriptor(Case("c", "Case"), tmp_path)
    assert not (tmp_path / "datapackage.json").exists()
    assert descriptor(Case("Été 2021", "x", licence="CC BY 4.0"))["licenses"][0]["name"] == "CC-BY-4.0"


PAGE = Source("https://example.org/a", "A page", archived="https://example.org/archived")
TEXTUAL = Document("d-1", "", "A statement", "2021", PAGE.url, text="They met.", sha256="ab")
PROMISE = Commitment("c-1", "", (), "They will build a bridge")


def test_what_was_fetched_or_accepted_is_not_undone_by_the_pack() -> None:
    before = Case("c", "Case", sources=(PAGE,), documents=(TEXTUAL,), commitments=(PROMISE,))
    pack = replace(
        before,
        sources=(replace(PAGE, archived=""),),
        documents=(replace(TEXTUAL, text="", sha256=""),),
        commitments=(replace(PROMISE, origin="machine"),),
    )
    assert differences(before, pack) == []
    changed = replace(pack, documents=(replace(TEXTUAL, text="", sha256="", title="Joint Statement"),))
    (one,) = differences(before, changed, "read again")
    assert one.payload["text"] == "They met."
    assert one.payload["title"] == "Joint Statement"
    assert one.payload["reason"] == "read again"


def test_differences_lead_from_one_case_to_the_other() -> None:
    before = Case("c", "Case", actors=(Actor("ARL", "Arland"), Actor("BOR", "Borduria")))
    after = replace(before, title="New title", actors=(Actor("BOR", "Kingdom of Borduria"), Actor("SYL", "Sylda")))
    assert [one.kind for one in differences(before, after, "x")] == ["case.set", "actor.correct", "actor.add"]
    kinds = [one.kind for one in differences(before, after, "x", withdraw=True)]
    assert kinds == ["case.set", "actor.correct", "actor.add", "actor.withdraw"]
    assert differences(after, after) == []


def test_a_pack_of_another_case_joins_and_does_not_rename() -> None:
    before = Case("c", "Case", covers_until="2026")
    other = Case("d", "Another case", actors=(Actor("ARL", "Arland"),))
    assert [one.kind for one in differences(before, other)] == ["actor.add"]
    assert [one.kind for one in differences(before, other, "x", withdraw=True)] == ["case.set", "actor.add"]


LIST, LEVELS = tuple[str, ...], tuple[tuple[str, float | None], ...]


@pytest.mark.parametrize(
    ("one", "kind", "right"),
    [
        (1, float, True),
        (True, float, False),
        (True, int, False),
        (None, float | None, True),
        ("x", LIST, False),
        (("x",), LIST, True),
        ((1,), LIST, False),
        ((("a", 1),), LEVELS, True),
        ((("a", None),), LEVELS, True),
        ((("a",),), LEVELS, False),
        ("a", Literal["a", "b"], True),
        (["a"], Literal["a"], False),
    ],
)
def test_values_fit_their_types(one: Any, kind: Any, right: bool) -> None:
    assert fits(one, kind) is right
