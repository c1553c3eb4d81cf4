"""The triggers that make the table of entries insert-only, whoever asks and by whatever tool.

They also refuse an entry that does not follow on the last one, which closes two side doors: SQLite's ``INSERT OR
REPLACE`` deletes a row without firing its DELETE trigger, and a forked chain would otherwise fit between two numbers.
Who owns the database can drop triggers; ``verify`` then says so, and the chain shows what was done meanwhile.
"""

# ruff: noqa: S608 - the statements hold constants of this file only

from __future__ import annotations

import re
from typing import Any

REFUSAL = "entries are never changed: enter a correction or a withdrawal"
GAP = "an entry follows on the last one and names its digest"
_GENESIS = "0" * 64

SQLITE = {
    "entry_no_update": f"""CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    "entry_no_delete": f"""CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    "entry_in_order": f"""CREATE TRIGGER entry_in_order BEFORE INSERT ON entry
WHEN NEW.sequence IS NOT (SELECT COALESCE(MAX(sequence), 0) + 1 FROM entry)
  OR NEW.previous IS NOT COALESCE((SELECT hash FROM entry WHERE sequence = NEW.sequence - 1), '{_GENESIS}')
  OR EXISTS (SELECT 1 FROM entry WHERE hash = NEW.hash)
BEGIN SELECT RAISE(ABORT, '{GAP}'); END""",
}
_BODIES = {
    "facta_refuse": f"BEGIN RAISE EXCEPTION '{REFUSAL}'; END",
    "facta_in_order": f"""BEGIN
  IF NEW.sequence IS DISTINCT FROM (SELECT COALESCE(MAX(sequence), 0) + 1 FROM entry)
    OR NEW.previous IS DISTINCT FROM COALESCE((SELECT hash FROM entry WHERE sequence = NEW.sequence - 1), '{_GENESIS}')
  THEN RAISE EXCEPTION '{GAP}'; END IF;
  RETURN NEW;
END""",
}
# Written as PostgreSQL gives them back.
POSTGRESQL = {
    "entry_no_change": """CREATE TRIGGER entry_no_change BEFORE DELETE OR UPDATE ON entry
FOR EACH ROW EXECUTE FUNCTION facta_refuse()""",
    "entry_no_truncate": """CREATE TRIGGER entry_no_truncate BEFORE TRUNCATE ON entry
FOR EACH STATEMENT EXECUTE FUNCTION facta_refuse()""",
    "entry_in_order": """CREATE TRIGGER entry_in_order BEFORE INSERT ON entry
FOR EACH ROW EXECUTE FUNCTION facta_in_order()""",
}


def install(connection: Any) -> None:
    """Put the triggers in place, and back where one is missing or was exchanged. Inside the caller's transaction."""
    missing_now = missing(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for function, body in _BODIES.items():
                # A volatile function sees the rows that the same statement entered before.
                cursor.execute(
                    f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql VOLATILE "
                    f"SECURITY INVOKER AS $$\n{body} $$"
                )
        for name in missing_now:
            on = " ON entry" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
            cursor.execute(_triggers(connection)[name])


def missing(connection: Any) -> tuple[str, ...]:
    """Names of the triggers that are not in place as they should be: gone, off, or doing something else."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_ON_POSTGRESQL)
            found = {
                name
                for name, sql, function, body in cursor.fetchall()
                if _plain(sql) == _plain(POSTGRESQL.get(name, "")) and _plain(body) == _plain(_BODIES.get(function, ""))
            }
        else:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'entry'")
            found = {name for name, sql in cursor.fetchall() if _plain(sql) == _plain(SQLITE.get(name, ""))}
    return tuple(name for name in _triggers(connection) if name not in found)


# A trigger is what it is called on and what its function does: a function is exchanged without touching the trigger.
_ON_POSTGRESQL = """SELECT t.tgname, pg_get_triggerdef(t.oid, true), p.proname, p.prosrc
FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_language l ON l.oid = p.prolang
WHERE t.tgrelid = to_regclass('entry') AND NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')
  AND l.lanname = 'plpgsql' AND p.provolatile = 'v' AND p.proconfig IS NULL AND NOT p.prosecdef"""


def _triggers(connection: Any) -> dict[str, str]:
    return POSTGRESQL if connection.vendor == "postgresql" else SQLITE


def _plain(sql: str) -> str:
    return re.sub(r"\s+", " ", sql).strip()
