"""Which database a ledger stands in: one SQLite file, or PostgreSQL by one address. Django is set up on first use.

Several ledgers may be open in one process; each address is one Django connection alias. A password is never shown:
whatever is said about an address goes through ``shown`` and ``said``.
"""

from __future__ import annotations

import os
import pkgutil
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from facta.errors import LedgerError, LedgerVersionError
from facta.ids import digest

DEFAULT = "facta.db"
WAIT = 30
"""Seconds that a writer waits for another one."""

Connection = Any
"""A connection of Django, which is untyped here."""

_LOCK = 0x6661637461
"""Key of the advisory lock under which the tables are made on PostgreSQL."""
_OWN = frozenset({"entry", "current", "django_migrations"})
_PLAINER = {
    "database is locked": f"another writer has held it for more than {WAIT} seconds",
    "canceling statement due to lock timeout": f"another writer has held it for more than {WAIT} seconds",
    "database or disk is full": "the disk is full",
    "attempt to write a readonly database": "the file or its folder is read-only",
    "unable to open database file": "the file cannot be opened, or its folder cannot be written",
    "database disk image is malformed": "the file is damaged",
    "file is not a database": "it is no SQLite file",
}
"""What the databases say, in words that tell a user what to do."""


def address(given: str | os.PathLike[str] | None = None) -> str:
    """The address asked for, or FACTA_DATABASE_URL, or ``facta.db`` in this folder."""
    return os.fspath(given) if given else os.environ.get("FACTA_DATABASE_URL") or DEFAULT


def connect(where: str, *, create: bool) -> str:
    """Open the database, make or bring up its tables, and give its alias.

    Raises LedgerError where there is none and ``create`` is False, where it cannot be opened or is a database of
    something else, and LedgerVersionError where a newer facta made it.
    """
    settings = _settings(where)
    if settings["ENGINE"].endswith("sqlite3"):
        _check_file(Path(settings["NAME"]), where, create=create)
    _set_up()
    from django.core.exceptions import ImproperlyConfigured
    from django.db import Error, connections

    alias = f"ledger-{digest(repr(sorted(settings.items(), key=str)))[:16]}"
    if alias not in connections.databases:
        connections.databases[alias] = connections.configure_settings({"default": {}, alias: settings})[alias]
    try:
        _bring_up_to_date(alias, where, create=create)
    except ImproperlyConfigured as error:
        raise LedgerError(f"{shown(where)} needs a driver. Install it with: pip install 'facta[postgres]'") from error
    except (Error, OSError, ValueError) as error:
        connections[alias].close()
        raise LedgerError(f"{shown(where)} cannot be opened: {said(error, where)}.") from error
    return alias


def _check_file(path: Path, where: str, *, create: bool) -> None:
    try:
        if path.is_dir():
            raise LedgerError(f"{where} is a folder. A ledger is one file: --ledger {path / DEFAULT}")
        if not path.exists():
            if not create:
                raise LedgerError(f"There is no ledger at {path}. Make one with: facta init --ledger {path}")
            if not path.parent.is_dir():
                raise LedgerError(f"There is no folder {path.parent}. Make it first, or choose another --ledger.")
            return
        with path.open("rb") as file:
            head = file.read(16)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise LedgerError(f"{where} cannot be opened: {reason}.") from error
    if head and head[:15] != b"SQLite format 3":
        raise LedgerError(f"{path} is not a ledger: it is no SQLite file. Choose another --ledger.")


def _settings(where: str) -> dict[str, Any]:
    if "://" not in where:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(Path(where).expanduser().absolute()),
            "HOST": "",
            "PORT": "",
            # A writer takes the lock at the start of its transaction, so that two cannot read one head.
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": WAIT},
        }
    try:
        parts = urlsplit(where)
        port = parts.port
    except ValueError:
        raise LedgerError(f"{shown(where)} is no address. Write postgresql://user@host:5432/database.") from None
    if parts.scheme == "sqlite":
        return _settings(unquote(parts.path.removeprefix("/")))
    if parts.scheme not in ("postgres", "postgresql"):
        raise LedgerError(f"A ledger stands in a file or in PostgreSQL, not in {parts.scheme}. Give postgresql://…")
    name = unquote(parts.path.removeprefix("/"))
    if not name:
        raise LedgerError(f"{shown(where)} names no database. Write postgresql://user@host:5432/database.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(port or ""),
        "OPTIONS": {"connect_timeout": 10, **dict(parse_qsl(parts.query))},
    }


def _set_up() -> None:
    from django.conf import settings

    if settings.configured:
        return
    import django

    settings.configure(
        INSTALLED_APPS=["facta.ledger"],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        USE_TZ=True,
        TIME_ZONE="UTC",
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        # What goes wrong is said by facta, in one sentence.
        LOGGING_CONFIG=None,
    )
    # Without the prefix of web addresses, for which Django would import its web half.
    django.setup(set_prefix=False)


def _bring_up_to_date(alias: str, where: str, *, create: bool) -> None:
    from django.db import connections

    connection = connections[alias]
    tables, applied = _found(connection)
    known = _known()
    if not applied:
        if connection.vendor == "sqlite" and (others := tables - _OWN - {"sqlite_sequence"}):
            raise LedgerError(
                f"{where} is a database of something else (it has a table {min(others)}). Choose another --ledger."
            )
        if not create:
            raise LedgerError(
                f"There is no ledger in {shown(where)}. Make one with: facta init --ledger {shown(where)}"
            )
    if applied - known:
        raise LedgerVersionError(
            f"{shown(where)} was made by a newer facta ({max(applied - known)}). Use that version to open it."
        )
    if known - applied:
        _migrate(connection)


def _found(connection: Any) -> tuple[set[str], set[str]]:
    """Tables there are, and names of the migrations of the ledger that were applied."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        if "django_migrations" not in tables:
            return tables, set()
        cursor.execute("SELECT name FROM django_migrations WHERE app = 'ledger'")
        return tables, {name for (name,) in cursor.fetchall()}


def _known() -> set[str]:
    from facta.ledger import migrations

    return {module.name for module in pkgutil.iter_modules(migrations.__path__) if module.name[0].isdigit()}


def _migrate(connection: Any) -> None:
    """Make what is missing in one transaction; of two who come at once, the second finds it done."""
    from django.db import transaction
    from django.db.migrations.executor import MigrationExecutor

    # SQLite's schema editor asks for this, and it must happen before the transaction.
    connection.disable_constraint_checking()
    with transaction.atomic(using=connection.alias):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes("ledger"))


def shown(where: str) -> str:
    """The address without its password."""
    text = re.sub(r"(?<=://)([^/@:]*):.*@", r"\1:…@", where, flags=re.DOTALL)
    return re.sub(r"(?i)([?&][a-z]*password=)[^&]*", r"\1…", text)


def said(error: BaseException, where: str) -> str:
    """What the database says, as facta says it: one line, plain words, no password."""
    text = (str(error).strip() or type(error).__name__).splitlines()[0].rstrip(".")
    for secret in _secrets(where):
        text = text.replace(secret, "…")
    return next((plain for word, plain in _PLAINER.items() if word in text), text)


def _secrets(where: str) -> set[str]:
    if "://" not in where:
        return set()
    try:
        parts = urlsplit(where)
    except ValueError:
        return set()
    given = {value for name, value in parse_qsl(parts.query) if "password" in name.lower()}
    given |= {parts.password or "", unquote(parts.password or "")}
    return {secret for secret in given if secret}
