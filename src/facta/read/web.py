"""Web addresses: fetched with care, since an address may come from anywhere.

Every hop is resolved once, checked, and then connected to by the very address that was checked, so a name cannot
change its meaning between check and use (DNS rebinding). Private, loopback, link-local and reserved addresses are
refused, also where they are wrapped in IPv6. One clock runs over connecting, headers and body.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpcore

from facta.errors import AnswerError, ForbiddenAddressError, UnreadableError
from facta.read.draft import DOCUMENT_LIMIT, MEGABYTE
from facta.read.formats import MEDIA_TYPES

REDIRECTS = 5
SECONDS = 30.0
_STALL = 10.0
"""Seconds without an answer, to the connection or between two parts of the page, after which a server is given up."""
_MOMENT = 0.05
_AGENT = "facta (reads public statements; https://pypi.org/project/facta/)"
_REDIRECTED = frozenset({301, 302, 303, 307, 308})
_TRANSLATED = tuple(map(ipaddress.IPv6Network, ("64:ff9b::/96", "64:ff9b:1::/48")))


@dataclass(frozen=True, slots=True)
class Page:
    """What was fetched: the bytes, the address they came from after redirects, and the suffix of their format."""

    data: bytes
    url: str
    suffix: str


def fetch(url: str, *, allow_private: bool = False, limit: int = DOCUMENT_LIMIT, seconds: float = SECONDS) -> Page:
    """Fetch a web address.

    Raises ForbiddenAddressError for addresses that are not visited, UnreadableError for all that goes wrong on the way:
    time, size in bytes (``limit``), too many redirects, an error of the server.
    """
    import httpx

    deadline = time.monotonic() + seconds
    backend = _Checked(url, deadline, allow_private=allow_private)
    current = url
    try:
        with httpcore.ConnectionPool(network_backend=backend, max_connections=1, ssl_context=_tls()) as pool:
            for _ in range(REDIRECTS + 1):
                _check_form(current, url)
                backend.shown = url
                target = httpx.URL(current)
                headers: dict[bytes | str, bytes | str] = {
                    "Host": target.netloc.decode(),
                    "User-Agent": _AGENT,
                    "Accept": "*/*",
                    "Accept-Encoding": "gzip",
                }
                timeout = dict.fromkeys(("connect", "read", "write", "pool"), _STALL)
                with pool.stream(
                    "GET", str(target.copy_with(fragment=None)), headers=headers, extensions={"timeout": timeout}
                ) as response:
                    head = httpx.Headers(response.headers)
                    if response.status in _REDIRECTED and "location" in head:
                        current = urljoin(current, head["location"])
                        continue
                    if response.status != 200:
                        raise AnswerError(url, response.status)
                    data = _body(httpx.Response(200, headers=head, stream=_Stream(response)), url, limit, deadline)
                    return Page(data, current, _suffix(head.get("content-type", ""), current))
    except (httpcore.TimeoutException, TimeoutError) as error:
        out_of_time = time.monotonic() > deadline - _MOMENT
        message = (
            f"It took longer than {seconds:g} seconds." if out_of_time else f"It was silent for {_STALL:g} seconds."
        )
        raise UnreadableError(url, message, "Try again later, or save the page.") from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpx.HTTPError, OSError, httpx.InvalidURL) as error:
        message = f"It cannot be reached: {str(error) or type(error).__name__}."
        raise UnreadableError(url, message, "Check the address and the connection.") from error
    raise UnreadableError(url, f"It redirects more than {REDIRECTS} times.", "Give the address it ends at.")


def is_public(address: str) -> bool:
    """True for an IP address of the public internet, seen through every way of wrapping one address in another."""
    try:
        ip = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and (any(ip in network for network in _TRANSLATED) or int(ip) < 1 << 32):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback)


def _check_form(current: str, shown: str) -> None:
    try:
        parts = urlsplit(current)
        port_given = parts.port
    except ValueError as error:
        raise UnreadableError(shown, "This is no web address.", "Write it as https://host/path.") from error
    if parts.scheme.lower() not in ("http", "https"):
        message = f"It leads to {parts.scheme or 'no'}: addresses; only http and https are read."
        raise ForbiddenAddressError(shown, message, "Give a web address or a file.")
    if not parts.hostname or port_given == 0:
        raise UnreadableError(shown, "The address has no host.", "Write it as https://host/path.")
    if parts.username or parts.password:
        raise ForbiddenAddressError(shown, "The address carries a user name.", "Save the page to a file and read that.")


def _body(response: Any, url: str, limit: int, deadline: float) -> bytes:
    declared = response.headers.get("content-length", "")
    parts: list[bytes] = []
    size = 0
    if not (declared.isdecimal() and int(declared) > limit):
        # Decoded piece by piece, so that a compressed bomb is met by the same limit.
        for part in response.iter_bytes(65_536):
            size += len(part)
            parts.append(part)
            if size > limit:
                break
            if time.monotonic() > deadline:
                raise TimeoutError
        else:
            return b"".join(parts)
    message = f"The page is larger than {limit / MEGABYTE:g} MB."
    raise UnreadableError(url, message, "Save the part that matters to a file.")


def _suffix(content_type: str, url: str) -> str:
    media = content_type.split(";", 1)[0].strip().lower()
    named = re.search(r"\.([a-z0-9]{2,8})$", urlsplit(url).path.lower())
    if media in MEDIA_TYPES and not (media == "text/plain" and named):
        return MEDIA_TYPES[media]
    return named[1] if named else ""


def _tls() -> Any:
    import httpx

    return httpx.create_ssl_context(trust_env=False)


class _Stream:
    """The body of a response of httpcore as httpx takes it."""

    def __new__(cls, response: httpcore.Response) -> Any:
        import httpx

        class Body(httpx.SyncByteStream):
            def __iter__(self) -> Any:
                yield from response.iter_stream()

        return Body()


class _Checked(httpcore.NetworkBackend):
    """Opens connections only to addresses that were checked, and only while there is time."""

    def __init__(self, shown: str, deadline: float, *, allow_private: bool) -> None:
        self.shown, self._deadline, self._allow_private = shown, deadline, allow_private
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Resolve, check every address, connect to the first that answers."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            message = f"The host {host} is not known."
            raise UnreadableError(self.shown, message, "Check the address and the connection.") from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if not self._allow_private and (inside := [address for address in addresses if not is_public(address)]):
            named = inside[0] if host == inside[0] else f"{host} is {inside[0]}"
            message = f"It leads to a private or reserved address ({named})."
            raise ForbiddenAddressError(self.shown, message, "If it is meant, allow it with --allow-private.")
        failure: Exception | None = None
        for address in addresses[:4]:
            try:
                stream = self._inner.connect_tcp(address, port, _left(self._deadline, timeout), local_address)
                return _Timed(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore.ConnectError(f"{host} has no address")

    def sleep(self, seconds: float) -> None:
        """Wait; httpcore asks for it between retries."""
        time.sleep(min(seconds, max(0.0, self._deadline - time.monotonic())))


class _Timed(httpcore.NetworkStream):
    """A connection on which every wait ends at the deadline, so that a dribbling server cannot hold us."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: float) -> None:
        self._inner, self._deadline = inner, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _left(self._deadline, timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, _left(self._deadline, timeout))
        return _Timed(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def _left(deadline: float, timeout: float | None) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("out of time")
    return min(left, timeout) if timeout is not None else left
