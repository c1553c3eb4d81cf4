"""Open a ledger, enter, read the state as of any entry, verify, rebuild."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

from facta.errors import LedgerError
from facta.ledger import database
from facta.ledger.chain import GENESIS, Draft, Entry, Fault, canonical, check, seal
from facta.ledger.state import State, apply, case_of, fold
from facta.record import Case

BATCH = 2000
FIELDS = ("sequence", "at", "author", "kind", "subject", "payload", "previous", "hash")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What ``verify`` found."""

    entries: int
    head: str
    fault: Fault | None = None
    stale: tuple[str, ...] = ()
    """Subjects whose row of what is in force is not what the entries give; ``rebuild`` mends them."""

    @property
    def holds(self) -> bool:
        """Whether every entry and everything derived from them holds."""
        return self.fault is None and not self.stale


class Ledger:
    """An open ledger. Make one with ``open_ledger``."""

    def __init__(self, alias: str, where: str) -> None:
        self._alias = alias
        self.shown = database.shown(where)
        """The address without a password."""

    def append(self, drafts: Sequence[Draft], author: str, at: datetime | None = None) -> list[Entry]:
        """Enter the drafts in one transaction: all of them, or none. Waits for another writer.

        Raises LedgerError where the database refuses, and for a draft that the state cannot take.
        """
        from facta.ledger.models import EntryRow

        if not drafts:
            return []
        moment = (at or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="microseconds")
        with self._writing():
            sequence, previous = self.head()
            entries: list[Entry] = []
            for draft in drafts:
                sequence += 1
                entry = seal(sequence, moment, author, draft, previous)
                entries.append(entry)
                previous = entry.hash
            rows = [EntryRow(**{name: getattr(entry, name) for name in FIELDS}) for entry in entries]
            EntryRow.objects.using(self._alias).bulk_create(rows, batch_size=BATCH)
            self._bring_up(entries)
        return entries

    def head(self) -> tuple[int, str]:
        """Number and digest of the last entry; (0, 64 zeros) for an empty ledger."""
        from facta.ledger.models import EntryRow

        with self._speaking():
            rows = EntryRow.objects.using(self._alias)
            last = rows.order_by("-sequence").values_list("sequence", "hash").first()
        return last or (0, GENESIS)

    def entries(self, since: int = 0, until: int | None = None, subject: str = "") -> Iterator[Entry]:
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

    def case(self, as_of: int | date | None = None) -> Case:
        """The state: now, as of an entry's number, or at the end of a day (UTC) of entry."""
        if as_of is None:
            return case_of(self._current())
        return case_of(self.state(as_of))

    def state(self, as_of: int | date | None = None) -> State:
        """The state by replay of the entries."""
        if isinstance(as_of, date):
            last = as_of.isoformat()
            return fold(entry for entry in self.entries() if entry.at[:10] <= last)
        if as_of is not None and not 0 <= as_of <= self.head()[0]:
            raise LedgerError(f"There is no entry {as_of}: the last one is {self.head()[0]}.")
        return fold(self.entries(until=as_of))

    def verify(self, against: str = "") -> Verdict:
        """Recompute the chain and what is in force; ``against`` is a head digest noted earlier, to be found in it."""
        state: State = {}
        count, head, seen = 0, GENESIS, not against or against == GENESIS
        for checked in check(self.entries()):
            if isinstance(checked, Fault):
                return Verdict(count, head, checked)
            count, head = checked.sequence, checked.hash
            seen = seen or checked.hash == against
            try:
                apply(state, checked)
            except LedgerError as error:
                return Verdict(count, head, Fault(count, str(error)))
        if not seen:
            gone = f"the head {against[:12]}… that was noted earlier is not in the chain: it was cut off or rewritten"
            return Verdict(count, head, Fault(count + 1, gone))
        current = self._current()
        names = {*state, *current}
        stale = sorted(" ".join(name).strip() for name in names if state.get(name) != current.get(name))
        return Verdict(count, head, None, tuple(stale))

    def rebuild(self) -> int:
        """Make what is in force anew from the entries; gives the number of subjects."""
        from facta.ledger.models import CurrentRow

        with self._writing():
            CurrentRow.objects.using(self._alias).all().delete()
            self._bring_up(list(self.entries()))
            return int(CurrentRow.objects.using(self._alias).count())

    def _current(self) -> State:
        import json

        from facta.ledger.models import CurrentRow

        with self._speaking():
            rows = CurrentRow.objects.using(self._alias).order_by("first", "id")
            return {(noun, key): json.loads(text) for noun, key, text in rows.values_list("noun", "key", "payload")}

    def _bring_up(self, entries: Sequence[Entry]) -> None:
        """Bring what is in force up to these entries; in the transaction that enters them."""
        from facta.ledger.models import CurrentRow

        rows = CurrentRow.objects.using(self._alias)
        subjects = {entry.subject for entry in entries}
        known: dict[tuple[str, str], int] = {}
        state: State = {}
        found = rows.all() if len(subjects) > BATCH else rows.filter(key__in=["", *subjects])
        for row in found:
            known[row.noun, row.key] = row.first
            state[row.noun, row.key] = {}
        before = set(state)
        first, since = dict(known), dict.fromkeys(known, 0)
        for entry in entries:
            noun = entry.kind.partition(".")[0]
            name = (noun, "" if noun == "case" else entry.subject)
            apply(state, entry)
            if name in state:
                first.setdefault(name, entry.sequence)
                since[name] = entry.sequence
            else:
                first.pop(name, None)
        gone = before - set(state)
        for noun in {name[0] for name in gone}:
            keys = [key for other, key in gone if other == noun]
            for start in range(0, len(keys), 500):
                rows.filter(noun=noun, key__in=keys[start : start + 500]).delete()
        changed = [
            CurrentRow(noun=noun, key=key, payload=canonical(payload), first=first[noun, key], since=since[noun, key])
            for (noun, key), payload in state.items()
            if since.get((noun, key))
        ]
        rows.bulk_create(
            changed,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["noun", "key"],
            update_fields=["payload", "first", "since"],
        )

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction with the writer's lock."""
        from django.db import connections, transaction

        with self._speaking(), transaction.atomic(using=self._alias):
            connection = connections[self._alias]
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("LOCK TABLE entry IN EXCLUSIVE MODE")
            yield

    @contextmanager
    def _speaking(self) -> Iterator[None]:
        """What the database says, said as facta says it."""
        from django.db import DatabaseError

        try:
            yield
        except DatabaseError as error:
            said = (str(error).strip() or type(error).__name__).splitlines()[0].rstrip(".")
            raise LedgerError(f"The ledger {self.shown} refused: {said}. Nothing was written.") from error

    def close(self) -> None:
        """Close the connection."""
        from django.db import connections

        connections[self._alias].close()


def open_ledger(where: str | os.PathLike[str] | None = None, *, create: bool = True) -> Ledger:
    """The ledger at a path or ``postgresql://`` address; default FACTA_DATABASE_URL, then ``facta.db`` in this folder.

    Raises LedgerError and LedgerVersionError as ``database.connect`` does.
    """
    chosen = database.address(where)
    return Ledger(database.connect(chosen, create=create), chosen)
