"""Web addresses, against a server of our own on the loopback address. All texts are invented."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from facta.errors import ForbiddenAddressError, UnreadableError
from facta.read import read, web
from facta.read.web import fetch, is_public

PAGE = (
    "<html><head><title>Joint Statement</title><meta name='date' content='2023-01-13'></head><body><article>"
    "<h1>Joint Statement</h1><p>The ministers of Arland and Borduria met today and agreed to open a joint office.</p>"
    "<p>They will meet again in the coming year in the port of Arlen, and invite others to join.</p></article></body>"
)
BOMB = gzip.compress(b"x" * 30_000_000)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        getattr(self, "at_" + self.path.strip("/").split("/")[0], self.at_page)()

    def _answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def at_page(self) -> None:
        self._answer(200, PAGE.encode(), Content_Type="text/html; charset=utf-8")

    def at_text(self) -> None:
        self._answer(200, f"{self.headers['Host']} {self.headers['User-Agent']}".encode(), Content_Type="text/plain")

    def at_hop(self) -> None:
        self._answer(302, Location="/page")

    def at_loop(self) -> None:
        self._answer(302, Location="/loop")

    def at_file(self) -> None:
        self._answer(302, Location="file:///etc/passwd")

    def at_private(self) -> None:
        self._answer(302, Location="http://169.254.169.254/latest/meta-data/")

    def at_missing(self) -> None:
        self._answer(404)

    def at_declared(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "900000000")
        self.end_headers()

    def at_huge(self) -> None:
        self.send_response(200)
        self.end_headers()
        with suppress(OSError):
            while True:
                self.wfile.write(b"x" * 65_536)

    def at_bomb(self) -> None:
        self._answer(200, BOMB, Content_Encoding="gzip", Content_Type="text/plain")

    def at_slow(self) -> None:
        with suppress(OSError):
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            for _ in range(100):
                self.wfile.write(b"X-A: b\r\n")
                time.sleep(0.1)

    def at_silent(self) -> None:
        time.sleep(2)

    def at_dribble(self) -> None:
        self.send_response(200)
        self.end_headers()
        with suppress(OSError):
            for _ in range(100):
                self.wfile.write(b"x")
                time.sleep(0.1)

    def log_message(self, *arguments: Any) -> None:
        """Silence."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    service = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.daemon_threads = True
    threading.Thread(target=service.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{service.server_port}"
    service.shutdown()
    service.server_close()


def test_a_page_is_read_and_kept(server: str, tmp_path: Path) -> None:
    reading = read(f"{server}/hop", allow_private=True, keep=tmp_path / "kept")
    (statement,) = reading.statements
    assert reading.problems == ()
    assert statement.text.startswith("Joint Statement\n\nThe ministers of Arland")
    assert (statement.title, str(statement.date)) == ("Joint Statement", "2023-01-13")
    assert statement.source.address == f"{server}/hop"
    assert Path(statement.source.snapshot).read_bytes() == PAGE.encode()


def test_a_silent_server_is_given_up_and_the_message_says_when(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "_STALL", 0.3)
    with pytest.raises(UnreadableError, match=r"silent for 0.3 seconds"):
        fetch(f"{server}/silent", allow_private=True, seconds=20)


def test_the_name_is_sent_and_not_the_checked_address(server: str) -> None:
    host = server.replace("127.0.0.1", "localhost")
    assert fetch(f"{host}/text", allow_private=True).data.decode().startswith(host.removeprefix("http://"))


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/loop", "redirects more than"),
        ("/file", "only http and https"),
        ("/missing", "answered 404"),
        ("/declared", "larger than 5 MB"),
        ("/huge", "larger than 5 MB"),
        ("/bomb", "larger than 5 MB"),
        ("/slow", "longer than 1 seconds"),
        ("/dribble", "longer than 1 seconds"),
    ],
)
def test_what_goes_wrong_on_the_way(server: str, path: str, message: str) -> None:
    begin = time.monotonic()
    with pytest.raises(UnreadableError, match=message):
        fetch(server + path, allow_private=True, limit=5_000_000, seconds=1 if "seconds" in message else 20)
    assert time.monotonic() - begin < 8


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "127.1", "0x7f.0.0.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"]
)
def test_loopback_is_refused_however_it_is_written(server: str, host: str) -> None:
    port = server.rsplit(":", 1)[1]
    with pytest.raises(UnreadableError) as caught:
        fetch(f"http://{host}:{port}/page")
    assert isinstance(caught.value, ForbiddenAddressError) or "not known" in caught.value.message


def test_every_hop_is_checked(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # The first hop is let through as if it were public; the second must not be.
    monkeypatch.setattr(web, "is_public", lambda address: address == "127.0.0.1")
    with pytest.raises(ForbiddenAddressError, match=r"169\.254\.169\.254"):
        fetch(f"{server}/private")


def test_a_name_that_changes_its_address_is_asked_once(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # DNS rebinding: the first answer is public, every later one is the loopback address.
    port = int(server.rsplit(":", 1)[1])
    answers = ["203.0.113.7", "127.0.0.1"]
    asked: list[str] = []
    connected: list[str] = []

    def resolve(host: str, *_: Any, **__: Any) -> list[Any]:
        asked.append(host)
        address = answers[min(len(asked), len(answers)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    def connect(address: tuple[str, int], *_: Any, **__: Any) -> Any:
        connected.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)
    monkeypatch.setattr(web, "is_public", lambda address: address == "203.0.113.7")
    with pytest.raises(UnreadableError, match="cannot be reached"):
        fetch(f"http://rebind.example:{port}/page")
    assert asked == ["rebind.example"]
    assert connected == ["203.0.113.7"]


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://user:secret@example.org/", "user name"),
        ("http:///path", "no host"),
        ("http://[::1", "no web address"),
        ("gopher://example.org/", "only http and https"),
        ("http://no-such-host.invalid/", "not known"),
    ],
)
def test_addresses_that_are_none(url: str, message: str) -> None:
    with pytest.raises(UnreadableError, match=message):
        fetch(url)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("10.0.0.1", False),
        ("172.16.9.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("127.0.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("::127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("2001:db8::1", False),
        ("nonsense", False),
    ],
)
def test_is_public(address: str, expected: bool) -> None:
    assert is_public(address) is expected


def test_refusal_is_a_problem_with_its_remedy(server: str) -> None:
    (problem,) = read(f"{server}/page").problems
    assert problem.skipped
    assert "--allow-private" in problem.remedy
