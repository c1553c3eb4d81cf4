"""A fresh ledger on each database: one SQLite file, or a schema of its own in PostgreSQL.

The contract is one: every test that takes ``where`` or ``ledger`` runs on both. Where no PostgreSQL server answers at
FACTA_TEST_POSTGRES (default 127.0.0.1:5432, user postgres) those tests skip; with FACTA_CI=1 they fail instead.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest

from facta.ledger.store import Ledger, open_ledger

SERVER = os.environ.get("FACTA_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")


def _psycopg(address: str) -> Any:
    import psycopg

    return psycopg.connect(address, autocommit=True, connect_timeout=5)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Address of a PostgreSQL database of this session's own; dropped at the end."""
    name = f"facta_test_{uuid4().hex[:12]}"
    try:
        connection = _psycopg(SERVER)
    except Exception as error:
        if os.environ.get("FACTA_CI"):
            raise
        pytest.skip(f"no PostgreSQL server answers ({type(error).__name__}); set FACTA_TEST_POSTGRES")
    with connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield SERVER.rpartition("/")[0] + f"/{name}"
    with _psycopg(SERVER) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture
def make(server_or_none: str, tmp_path: Path) -> Callable[..., str]:
    """Address of one more fresh ledger; ``options`` are settings of a PostgreSQL session."""

    def new(**options: str) -> str:
        if not server_or_none:
            return str(tmp_path / f"{uuid4().hex[:8]}.db")
        schema = f"s{uuid4().hex[:12]}"
        with _psycopg(server_or_none) as connection:
            connection.execute(f"CREATE SCHEMA {schema}")
        given = " ".join(f"-c {name}={value}" for name, value in {"search_path": schema, **options}.items())
        return f"{server_or_none}?options={quote(given)}"

    return new


@pytest.fixture(params=["sqlite", "postgresql"])
def server_or_none(request: pytest.FixtureRequest) -> str:
    """The PostgreSQL server, or "" for SQLite."""
    return "" if request.param == "sqlite" else str(request.getfixturevalue("server"))


@pytest.fixture
def where(make: Callable[..., str]) -> str:
    """Address of a fresh ledger, not yet made."""
    return make()


@pytest.fixture
def ledger(where: str) -> Iterator[Ledger]:
    """An open, empty ledger."""
    opened = open_ledger(where)
    yield opened
    opened.close()


@pytest.fixture
def raw(where: str) -> Callable[..., list[Any]]:
    """Run SQL past the ledger, as somebody with a database tool would."""

    def run(*statements: str) -> list[Any]:
        rows: list[Any] = []
        if "://" in where:
            with _psycopg(where) as connection:
                for statement in statements:
                    cursor = connection.execute(statement)
                    rows = cursor.fetchall() if cursor.description else []
            return rows
        with closing(sqlite3.connect(where)) as connection, connection:
            for statement in statements:
                rows = connection.execute(statement).fetchall()
        return rows

    return run


@pytest.fixture
def unguard(where: str, raw: Callable[..., list[Any]]) -> Callable[[], None]:
    """Drop the triggers, as only the owner of the database can."""

    def drop() -> None:
        if "://" in where:
            raw("ALTER TABLE entry DISABLE TRIGGER USER")
        else:
            names = [name for (name,) in raw("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
            raw(*(f"DROP TRIGGER {name}" for name in names))

    return drop


@pytest.fixture
def python() -> Callable[..., subprocess.Popen[str]]:
    """Start a Python process of its own with a script and arguments."""

    def start(script: str, *arguments: str, **more: Any) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", script, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            **more,
        )

    return start
