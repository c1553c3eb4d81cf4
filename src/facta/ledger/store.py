"""Open a ledger, enter, read the state as of any entry, verify, rebuild."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime

from facta.errors import LedgerError, LedgerVersionError
from facta.ledger import database, guard, guards, readmodel
from facta.ledger.chain import GENESIS, Draft, Entry, seal
from facta.ledger.readmodel import BATCH
from facta.ledger.state import KINDS, State, case_of, fold
from facta.ledger.verdict import Verdict, replay, verify
from facta.record import Case, from_payload

FIELDS = ("sequence", "at", "author", "kind", "subject", "payload", "previous", "hash")

__all__ = ["Draft", "Entry", "Ledger", "Verdict", "open_ledger"]


class Ledger:
    """An open ledger. Make one with ``open_ledger``."""

    def __init__(self, alias: str, where: str) -> None:
        self._alias, self._where = alias, where
        self.shown = database.shown(where)
        """The address without a password."""

    @property
    def embedded(self) -> bool:
        """True where the ledger is one file."""
        return bool(self._connection().vendor == "sqlite")

    def append(self, drafts: Sequence[Draft], author: str, at: datetime | None = None) -> list[Entry]:
        """Enter the drafts in one transaction: all of them, or none. Waits for another writer.

        Raises LedgerError where the database refuses, and for a draft that does not fit the state: an addition of what
        is there, a correction of what is not, a reference to nothing, a date that is none; see ``guard``. ``at`` never
        goes back behind the last entry.
        """
        if not drafts:
            return []
        with self._writing():
            return self._enter(drafts, author, at)

    def enter(self, make: Callable[[Case], Sequence[Draft]], author: str, at: datetime | None = None) -> list[Entry]:
        """Enter what ``make`` finds missing in the case, both under one lock, so that nobody writes in between."""
        with self._writing():
            drafts = make(self.case())
            return self._enter(drafts, author, at) if drafts else []

    def head(self) -> tuple[int, str]:
        """Number and digest of the last entry; (0, 64 zeros) for an empty ledger."""
        from facta.ledger.models import EntryRow

        with self._speaking():
            rows = EntryRow.objects.using(self._alias)
            last = rows.order_by("-sequence").values_list("sequence", "hash").first()
        return last or (0, GENESIS)

    def entries(self, since: int = 0, until: int | None = None, subject: str = "") -> Generator[Entry, None, None]:
        """Entries after ``since``, up to and with ``until``, in order."""
        from facta.ledger.models import EntryRow

        rows = EntryRow.objects.using(self._alias).filter(sequence__gt=since).order_by("sequence")
        if until is not None:
            rows = rows.filter(sequence__lte=until)
        if subject:
            rows = rows.filter(subject=subject)
        with self._speaking():
            for row in rows.values_list(*FIELDS).iterator(chunk_size=BATCH):
                yield Entry(*row)

    def subjects(self, noun: str) -> set[str]:
        """Every key that an item of a noun ever had here, those withdrawn included."""
        from facta.ledger.models import EntryRow

        with self._speaking():
            rows = EntryRow.objects.using(self._alias).filter(kind__startswith=f"{noun}.").order_by()
            return set(rows.values_list("subject", flat=True))

    def case(self, as_of: int | date | None = None) -> Case:
        """The state: now, as of an entry's number, or at the end of a day (UTC) of entry."""
        if as_of is not None:
            return case_of(self.state(as_of))
        self._refuse_newer()
        return case_of(self.in_force())

    def state(self, as_of: int | date | None = None) -> State:
        """The state by replay of the entries. Raises LedgerError where there is no such entry."""
        if isinstance(as_of, date):
            last = as_of.isoformat()
            return fold(entry for entry in self.entries() if entry.at[:10] <= last)
        last_one = self.head()[0]
        if as_of is not None and not 0 <= as_of <= last_one:
            raise LedgerError(f"There is no entry {as_of}: the last one is {last_one}.")
        return fold(self.entries(until=as_of))

    def in_force(self, *, damaged: bool = False) -> State:
        """What is in force by the rows derived from the entries."""
        with self._speaking():
            return readmodel.read(self._alias, damaged=damaged)

    def verify(self, against: str = "") -> Verdict:
        """Recompute the chain and what is in force; ``against`` is a head digest noted earlier, to be found in it."""
        return verify(self, against)

    def unguarded(self) -> tuple[str, ...]:
        """Names of the triggers that should guard the entries and are gone."""
        with self._speaking():
            return guards.missing(self._connection())

    def rebuild(self) -> int:
        """Make what is in force anew from the entries, and put the triggers back; gives the number of subjects.

        Raises TamperedError, and leaves all as it is, where an entry does not hold: what somebody wrote past the
        ledger must not come into force, nor the sign of it vanish.
        """
        # Where an entry does not hold, the reading ends half-way, and before the database is closed.
        with self._writing(), closing(self.entries()) as entries:
            state = replay(entries)
            readmodel.replace(self._alias, state)
            guards.install(self._connection())
        return len(state)

    def _enter(self, drafts: Sequence[Draft], author: str, at: datetime | None) -> list[Entry]:
        from facta.ledger.models import EntryRow

        name = guard.author(author)
        self._refuse_newer()
        subjects = {"" if draft.kind == "case.set" else draft.subject for draft in drafts}
        held = {(noun, key): first for noun, key, first in readmodel.names(self._alias, subjects)}
        guard.refuse(
            drafts,
            held.keys(),
            keys=lambda keys: ((noun, key) for noun, key, _ in readmodel.names(self._alias, keys)),
            everything=lambda: {name: one.payload for name, one in readmodel.read(self._alias).items()},
            some=lambda noun: [from_payload(noun, one.payload) for one in readmodel.read(self._alias, noun).values()],
        )
        last = EntryRow.objects.using(self._alias).order_by("-sequence").first()
        sequence, previous = (last.sequence, last.hash) if last else (0, GENESIS)
        moment = (at or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="microseconds")
        moment = max(moment, last.at) if last else moment
        entries: list[Entry] = []
        for draft in drafts:
            sequence += 1
            entries.append(seal(sequence, moment, name, draft, previous))
            previous = entries[-1].hash
        rows = (EntryRow(**{field: getattr(entry, field) for field in FIELDS}) for entry in entries)
        EntryRow.objects.using(self._alias).bulk_create(rows, batch_size=BATCH)
        readmodel.bring_up(self._alias, entries, held)
        return entries

    def _refuse_newer(self) -> None:
        """Raise LedgerVersionError where a newer facta entered what this one does not understand."""
        from facta.ledger.models import EntryRow

        with self._speaking():
            kinds = EntryRow.objects.using(self._alias).order_by().values_list("kind", flat=True).distinct()
            if strange := set(kinds) - KINDS:
                raise LedgerVersionError(
                    f"The ledger {self.shown} has entries of a kind that this version does not know "
                    f"({min(strange)}). Use a newer facta. Nothing was written."
                )

    def _connection(self) -> database.Connection:
        from django.db import connections

        return connections[self._alias]

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction with the writer's lock."""
        from django.db import transaction

        with self._speaking(), transaction.atomic(using=self._alias):
            connection = self._connection()
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute(f"SET LOCAL lock_timeout = '{database.WAIT}s'")
                    cursor.execute("LOCK TABLE entry IN EXCLUSIVE MODE")
            yield

    @contextmanager
    def _speaking(self) -> Iterator[None]:
        """What the database says, said as facta says it."""
        from django.db import Error

        try:
            yield
        except (Error, UnicodeError) as error:
            said = database.said(error, self._where)
            raise LedgerError(f"The ledger {self.shown} refused: {said}. Nothing was written.") from error

    def close(self) -> None:
        """Close the connection."""
        self._connection().close()


def open_ledger(where: str | os.PathLike[str] | None = None, *, create: bool = True) -> Ledger:
    """The ledger at a path or ``postgresql://`` address; default FACTA_DATABASE_URL, then ``facta.db`` in this folder.

    Raises LedgerError and LedgerVersionError as ``database.connect`` does.
    """
    chosen = database.address(where)
    return Ledger(database.connect(chosen, create=create), chosen)
