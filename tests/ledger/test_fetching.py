"""Fetching the statements of a case from a local server, politely. Pages and countries are invented."""

from __future__ import annotations

import importlib
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from facta.cli.fetch import command
from facta.ids import digest
from facta.ledger.chain import Draft
from facta.ledger.fetching import Fetcher, archive, fetch_all, wanted
from facta.ledger.store import open_ledger
from facta.record import Case, Document, Meeting, Series, to_payload

PAGE = (
    "<html lang='en'><head><title>Joint Statement</title></head><body><article><h1>Joint Statement</h1>"
    + "<p>The ministers of Arland and Borduria met in Arlen and decided to build a bridge by 2027.</p>" * 3
    + "</article></body></html>"
).encode()


class Site(BaseHTTPRequestHandler):
    """Answers by path; counts the requests and notes when they came."""

    asked: Counter[str]
    times: list[float]
    robots: str = "User-agent: *\nDisallow: /private/\n"
    robots_status: int = 200

    def do_GET(self) -> None:
        self.asked[self.path] += 1
        self.times.append(time.monotonic())
        if self.path == "/robots.txt":
            self._answer(self.robots_status, self.robots.encode(), "text/plain")
        elif self.path == "/gone":
            self._answer(404, b"no")
        elif self.path.startswith("/flaky"):
            status = 500 if self.asked[self.path] == 1 else 200
            self._answer(status, PAGE)
        elif self.path == "/broken":
            self._answer(500, b"no")
        elif self.path == "/slow":
            time.sleep(3)
            self._answer(200, PAGE)
        elif self.path == "/away":
            self.send_response(302)
            self.send_header("Location", f"http://127.0.0.2:{self.server.server_address[1]}/page")
            self.end_headers()
        elif self.path == "/empty":
            self._answer(200, b"<html><body></body></html>")
        else:
            self._answer(200, PAGE)

    def _answer(self, status: int, body: bytes, kind: str = "text/html; charset=utf-8") -> None:
        try:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            pass

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def site() -> Iterator[tuple[str, type[Site]]]:
    """Address of a server of this test's own, and its handler."""
    handler = type("Mine", (Site,), {"asked": Counter(), "times": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}", handler
    server.shutdown()
    server.server_close()


def document(url: str, name: str = "d-1") -> Document:
    return Document(name, "", "Joint Statement", "2021-03-16", url)


def fetcher(**more: object) -> Fetcher:
    return Fetcher(**{"allow_private": True, "pause": 0.0, "seconds": 1.0, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("path", "outcome", "said", "requests"),
    [
        ("/page", "fetched", "", 1),
        ("/flaky", "fetched", "", 2),
        ("/gone", "dead", "answered 404", 1),
        ("/broken", "failed", "answered 500", 3),
        ("/slow", "failed", "took longer", 3),
        ("/private/page", "forbidden", "robots.txt", 0),
        ("/empty", "failed", "text", 1),
    ],
)
def test_what_becomes_of_an_address(
    site: tuple[str, type[Site]], path: str, outcome: str, said: str, requests: int
) -> None:
    where, handler = site
    result = fetcher().fetch(document(where + path))
    assert result.outcome == outcome, result
    assert said in result.message
    assert handler.asked[path] == requests
    assert handler.asked["/robots.txt"] == 1
    if outcome == "fetched":
        assert "decided to build a bridge by 2027" in result.text
        assert result.sha256 == digest(PAGE)
        assert result.language == "en"
    if outcome == "dead":
        assert result.archived == f"https://web.archive.org/web/20210316/{where}{path}"


def test_a_private_network_is_not_visited_unless_allowed(site: tuple[str, type[Site]]) -> None:
    where, handler = site
    result = Fetcher(pause=0).fetch(document(where + "/page"))
    assert (result.outcome, handler.asked.total()) == ("refused", 0)
    assert "private" in result.message


def test_a_redirect_into_a_private_network_is_refused(
    site: tuple[str, type[Site]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The test's own server is taken for a public one; the address it sends us to is not."""
    where, handler = site
    web = importlib.import_module("facta.read.web")
    monkeypatch.setattr(web, "is_public", lambda address: address == "127.0.0.1")
    result = Fetcher(pause=0).fetch(document(where + "/away"))
    assert result.outcome == "refused"
    assert "127.0.0.2" in result.message
    assert handler.asked["/page"] == 0


@pytest.mark.parametrize(
    ("status", "text", "outcome"),
    [
        (404, "", "fetched"),
        (403, "", "fetched"),
        (200, "User-agent: facta\nDisallow: /\n", "forbidden"),
        (200, "User-agent: other\nDisallow: /\n", "fetched"),
        (200, "\x00\xff nonsense", "fetched"),
        (503, "", "failed"),
    ],
)
def test_what_robots_txt_says(site: tuple[str, type[Site]], status: int, text: str, outcome: str) -> None:
    where, handler = site
    handler.robots_status, handler.robots = status, text
    assert fetcher().fetch(document(where + "/page")).outcome == outcome


def test_a_pause_between_two_requests_and_a_longer_one_after_a_failure(site: tuple[str, type[Site]]) -> None:
    where, _ = site
    now = [0.0]
    waits: list[float] = []

    def sleep(seconds: float) -> None:
        waits.append(round(seconds, 2))
        now[0] += seconds

    polite = fetcher(pause=2.0, sleep=sleep, clock=lambda: now[0])
    list(fetch_all(polite, (document(where + "/page"), document(where + "/flaky", "d-2"))))
    assert waits == [2.0, 2.0, 4.0], "robots.txt at once, a page, a page that fails, and again"


def test_the_crawl_delay_of_a_host_is_kept(site: tuple[str, type[Site]]) -> None:
    where, handler = site
    handler.robots = "User-agent: *\nCrawl-delay: 7\n"
    waits: list[float] = []
    fetcher(sleep=waits.append, clock=lambda: 0.0).fetch(document(where + "/page"))
    assert waits == [7.0]


def test_hosts_take_turns() -> None:
    seen: list[str] = []

    class Noting(Fetcher):
        def fetch(self, document: Document) -> object:  # type: ignore[override]
            seen.append(document.id)
            return None

    names = {"a1": "a", "a2": "a", "b1": "b"}
    list(fetch_all(Noting(), tuple(document(f"https://{host}.example/{n}", n) for n, host in names.items())))
    assert seen == ["a1", "b1", "a2"]


def test_what_is_wanted_are_addresses_without_text() -> None:
    case = Case(
        "c",
        "Case",
        series=(Series("s", "S"),),
        meetings=(
            Meeting("m-1", "s", "2021", document_url="https://example.org/1", document_title="First"),
            Meeting("m-2", "s", "2022", document_url="https://example.org/2"),
            Meeting("m-3", "s", "2023"),
        ),
        documents=(
            document("https://example.org/2", "d-2"),
            Document("d-3", "", "t", "", "https://example.org/3", text="Known."),
            Document("d-4", "", "t", "", ""),
        ),
    )
    assert [(one.id, one.url) for one in wanted(case)] == [
        ("d-2", "https://example.org/2"),
        ("m-1-document", "https://example.org/1"),
    ]


@pytest.mark.parametrize(
    ("day", "part"), [("2021-03-16", "20210316"), ("2021-03", "202103"), ("", "2"), ("FY2021", "2")]
)
def test_the_archived_address_is_near_the_day(day: str, part: str) -> None:
    assert (
        archive(Document("d", "", "", day, "https://example.org/x"))
        == f"https://web.archive.org/web/{part}/https://example.org/x"
    )


def test_the_command_keeps_what_came_and_goes_on_where_it_stopped(site: tuple[str, type[Site]], tmp_path: Path) -> None:
    where, handler = site
    path = str(tmp_path / "a.db")
    meeting = Meeting("m-1", "s", "2021-03-16", document_url=where + "/page", document_title="Joint Statement")
    with closing(open_ledger(path)) as ledger:
        ledger.append(
            [
                Draft("series.add", "s", to_payload(Series("s", "S"))),
                Draft("meeting.add", "m-1", to_payload(meeting)),
                Draft("document.add", "d-1", to_payload(document(where + "/flaky"))),
                Draft("document.add", "d-2", to_payload(document(where + "/gone", "d-2"))),
            ],
            "Ada",
        )
    options = ["--ledger", path, "--author", "Ada", "--allow-private", "--pause", "0"]
    listed = CliRunner().invoke(command, [*options, "--dry-run"])
    assert listed.exit_code == 0
    assert "3 addresses would be fetched" in listed.output
    assert handler.asked.total() == 0
    first = CliRunner().invoke(command, [*options, "--limit", "1"])
    assert first.exit_code == 0, first.output
    second = CliRunner().invoke(command, options)
    assert second.exit_code == 2, "one address is dead"
    assert "web.archive.org" in second.output.replace("\n", "").replace(" ", "")
    with closing(open_ledger(path)) as ledger:
        case = ledger.case()
        assert ledger.verify().holds
    texts = {one.id: bool(one.text) for one in case.documents}
    assert texts == {"d-1": True, "d-2": False, "m-1-document": True}
    assert case.documents[0].sha256 == digest(PAGE)
    assert handler.asked["/flaky"] == 2, "what was fetched is not asked for again"
    CliRunner().invoke(command, options)
    assert handler.asked["/page"] == 1


def test_a_case_pack_is_imported_first(site: tuple[str, type[Site]], tmp_path: Path) -> None:
    where, _ = site
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "case.toml").write_text('id = "c"\ntitle = "Case"\n')
    (pack / "documents.csv").write_text(f"id,meeting,title,date,url\nd-1,,Statement,2021,{where}/page\n")
    options = [str(pack), "--ledger", str(tmp_path / "a.db"), "--allow-private", "--pause", "0", "--author", "Ada"]
    assert CliRunner().invoke(command, options).exit_code == 0
    assert CliRunner().invoke(command, options).exit_code == 0
    with closing(open_ledger(tmp_path / "a.db")) as ledger:
        kinds = [entry.kind for entry in ledger.entries()]
    assert kinds == ["case.set", "document.add", "document.correct"], "importing again does not take the text away"
