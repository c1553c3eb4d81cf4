"""Fetch the statements behind the addresses of a record, politely, for whoever is connected. Nothing else needs it.

Politely: robots.txt is asked first (RFC 9309: a missing one allows, an unreachable one forbids for now), one request at
a time, a pause between two requests to one host (its crawl delay where it asks for a longer one), and few retries, each
after a longer wait. Dead links are named with the address under which an archive may have the page; that is not
fetched.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from facta.errors import AnswerError, ForbiddenAddressError, UnreadableError
from facta.record import Case, Document

if TYPE_CHECKING:
    from facta.read.web import Page

AGENT = "facta"
ATTEMPTS = 3
PAUSE = 2.0
"""Seconds between two requests to one host."""
LONGEST = 60.0
"""Seconds of a crawl delay that are still waited."""
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_DEAD = frozenset({404, 410, 451})
_ROBOTS_LIMIT = 512 * 1024

Outcome = Literal["fetched", "dead", "forbidden", "refused", "failed"]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one address."""

    document: str
    url: str
    outcome: Outcome
    """fetched; dead (gone, or its host unknown); forbidden (by robots.txt); refused (an address that facta does not
    visit); failed (try again later)."""
    message: str = ""
    archived: str = ""
    """Where an archive may have it: a suggestion, not fetched."""
    text: str = ""
    sha256: str = ""
    language: str = ""


def wanted(case: Case) -> tuple[Document, ...]:
    """Documents with an address and without text; one is made for a meeting that gives an address and has none."""
    taken = {one.id for items in (case.documents, case.meetings, case.commitments, case.actions) for one in items}
    urls = {one.url for one in case.documents}
    made = []
    for meeting in case.meetings:
        if meeting.document_url and meeting.document_url not in urls:
            name = f"{meeting.id}-document"
            while name in taken:
                name += "-2"
            taken.add(name)
            urls.add(meeting.document_url)
            made.append(Document(name, meeting.id, meeting.document_title, meeting.date, meeting.document_url))
    missing = (one for one in case.documents if one.url and not one.text)
    return (*missing, *made)


@dataclass(slots=True)
class Fetcher:
    """Fetches one address after another and remembers what each host asked for."""

    allow_private: bool = False
    pause: float = PAUSE
    attempts: int = ATTEMPTS
    seconds: float = 30.0
    """Time for one request."""
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _robots: dict[str, RobotFileParser | str] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)

    def fetch(self, document: Document) -> Fetched:
        """Fetch the text of one document; what goes wrong is in the result, nothing is raised."""
        url = document.url
        parts = urlsplit(url)
        host = f"{parts.scheme}://{parts.netloc}"
        plain = Fetched(document.id, url, "failed")
        try:
            robots = self._rules(host)
            if isinstance(robots, str):
                return replace(plain, message=robots)
            if not robots.can_fetch(AGENT, url):
                return replace(plain, outcome="forbidden", message="The site's robots.txt asks not to fetch it.")
            return self._read(plain, self._get(url, host, robots), document)
        except ForbiddenAddressError as error:
            return replace(plain, outcome="refused", message=error.message)
        except AnswerError as error:
            outcome: Outcome = "dead" if error.status in _DEAD else "failed"
            return replace(plain, outcome=outcome, message=error.message, archived=archive(document))
        except UnreadableError as error:
            dead = "is not known" in error.message
            return replace(
                plain, outcome="dead" if dead else "failed", message=error.message, archived=archive(document)
            )

    def _rules(self, host: str) -> RobotFileParser | str:
        """What the host allows; a sentence where it could not be asked."""
        if host not in self._robots:
            parser = RobotFileParser()
            try:
                text = self._get(f"{host}/robots.txt", host, None).data.decode("utf-8", "replace")
                parser.parse(text.splitlines())
                self._robots[host] = parser
            except ForbiddenAddressError:
                raise
            except AnswerError as error:
                parser.parse([])
                unreachable = f"Its robots.txt could not be read (answer {error.status}); try again later."
                self._robots[host] = parser if 400 <= error.status < 500 and error.status != 429 else unreachable
            except UnreadableError as error:
                if "is not known" in error.message:
                    raise
                self._robots[host] = f"Its robots.txt could not be read ({error.message.rstrip('.')}); try again later."
        return self._robots[host]

    def _get(self, url: str, host: str, robots: RobotFileParser | None) -> Page:
        """One address, tried again where the server or the line may recover."""
        from facta.read.draft import DOCUMENT_LIMIT
        from facta.read.web import fetch

        asked = float(robots.crawl_delay(AGENT) or 0) if robots else 0.0
        limit = _ROBOTS_LIMIT if robots is None else DOCUMENT_LIMIT
        for attempt in range(self.attempts):
            self._wait(host, max(self.pause, min(asked, LONGEST)) * 2**attempt)
            try:
                return fetch(url, allow_private=self.allow_private, limit=limit, seconds=self.seconds)
            except ForbiddenAddressError:
                raise
            except UnreadableError as error:
                last = attempt + 1 == self.attempts
                passing = error.status in _AGAIN if isinstance(error, AnswerError) else _passing(error)
                if last or not passing:
                    raise
            finally:
                self._last[host] = self.clock()
        raise AssertionError("a loop with at least one attempt")

    def _wait(self, host: str, pause: float) -> None:
        if host in self._last and (left := self._last[host] + pause - self.clock()) > 0:
            self.sleep(left)

    def _read(self, plain: Fetched, page: Page, document: Document) -> Fetched:
        """The text of a page. Raises UnreadableError where there is none."""
        from facta.ids import digest
        from facta.read.draft import Draft
        from facta.read.formats import from_bytes
        from facta.text.language import UNDETERMINED, detect

        drafts = [
            one for one in from_bytes(page.data, plain.url, page.suffix, None, url=page.url) if isinstance(one, Draft)
        ]
        if len(drafts) != 1 or not any(character.isalnum() for character in drafts[0].text):
            return replace(plain, message="No text was found in it.")
        text = drafts[0].text
        language = document.language or drafts[0].language or detect(text)
        return replace(
            plain,
            outcome="fetched",
            text=text,
            sha256=digest(page.data),
            language="" if language == UNDETERMINED else language,
        )


def _passing(error: UnreadableError) -> bool:
    """Time and connection may be better the next time; a host that nobody knows, or a page too large, will not be."""
    return error.message.startswith(("It took longer", "It cannot be reached"))


def archive(document: Document) -> str:
    """Where the Internet Archive may have the page, as near as can be to the document's day."""
    day = document.date.replace("-", "") if document.date.replace("-", "").isdecimal() else ""
    return f"https://web.archive.org/web/{day or '2'}/{document.url}"


def fetch_all(fetcher: Fetcher, documents: tuple[Document, ...]) -> Iterator[Fetched]:
    """Fetch one after another, hosts in turn, so that the pause for one is used for the others."""
    queues: dict[str, list[Document]] = {}
    for document in documents:
        queues.setdefault(urlsplit(document.url).netloc, []).append(document)
    while queues:
        for host in list(queues):
            yield fetcher.fetch(queues[host].pop(0))
            if not queues[host]:
                del queues[host]
