"""Which database a ledger stands in: one SQLite file, or PostgreSQL by one address. Django is set up on first use.

Several ledgers may be open in one process; each address is one Django connection alias.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from facta.errors import LedgerError, LedgerVersionError

DEFAULT = "facta.db"
WAIT = 30
"""Seconds that a writer waits for another one."""


def address(given: str | os.PathLike[str] | None = None) -> str:
    """The address asked for, or FACTA_DATABASE_URL, or ``facta.db`` in this folder."""
    return os.fspath(given) if given else os.environ.get("FACTA_DATABASE_URL") or DEFAULT


def connect(where: str, *, create: bool) -> str:
    """Open the database, make or bring up its tables, and give its alias.

    Raises LedgerError where there is none and ``create`` is False, where it cannot be opened, and
    LedgerVersionError where a newer facta made it.
    """
    settings = _settings(where)
    if settings["ENGINE"].endswith("sqlite3"):
        path = Path(settings["NAME"])
        if not path.exists() and not create:
            raise LedgerError(f"There is no ledger at {path}. Make one with: facta init --ledger {path}")
        if path.exists() and path.stat().st_size and path.read_bytes()[:15] != b"SQLite format 3":
            raise LedgerError(f"{path} is not a ledger: it is no SQLite file. Choose another --ledger.")
    _set_up()
    from django.db import connections

    alias = f"ledger-{settings['ENGINE']}-{settings['NAME']}-{settings['HOST']}-{settings['PORT']}"
    if alias not in connections.databases:
        connections.databases[alias] = connections.configure_settings({"default": {}, alias: settings})[alias]
    _migrate(alias, where)
    return alias


def _settings(where: str) -> dict[str, Any]:
    if "://" not in where:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(Path(where).resolve()),
            "HOST": "",
            "PORT": "",
            # A writer takes the lock at the start of its transaction, so that two cannot read one head.
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": WAIT},
        }
    parts = urlsplit(where)
    if parts.scheme == "sqlite":
        return _settings(unquote(parts.path.removeprefix("/")))
    if parts.scheme not in ("postgres", "postgresql"):
        raise LedgerError(f"A ledger stands in a file or in PostgreSQL, not in {parts.scheme}. Give postgresql://…")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
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
    )
    django.setup()


def _migrate(alias: str, where: str) -> None:
    from django.core.management import call_command
    from django.db import DatabaseError, connections
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connections[alias])
        known = set(executor.loader.disk_migrations)
        foreign = {name for name in executor.loader.applied_migrations if name[0] == "ledger"} - known
        if foreign:
            raise LedgerVersionError(f"{shown(where)} was made by a newer facta. Use that version to open it.")
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", database=alias, verbosity=0, interactive=False)
    except DatabaseError as error:
        raise LedgerError(f"{shown(where)} cannot be opened: {_first_line(error)}.") from error


def shown(where: str) -> str:
    """The address without its password."""
    parts = urlsplit(where)
    return where.replace(f":{parts.password}@", ":…@") if parts.password else where


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0].rstrip(".")
