"""The database refuses to change or delete an entry, whoever asks: triggers on SQLite and PostgreSQL."""

from django.db import migrations

SQLITE = [
    f"""CREATE TRIGGER entry_no_{verb.lower()} BEFORE {verb} ON entry
    BEGIN SELECT RAISE(ABORT, 'entries are never changed: enter a correction or a withdrawal'); END"""
    for verb in ("UPDATE", "DELETE")
]
POSTGRESQL = [
    """CREATE OR REPLACE FUNCTION facta_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'entries are never changed: enter a correction or a withdrawal'; END $$""",
    """CREATE TRIGGER entry_no_change BEFORE UPDATE OR DELETE ON entry
    FOR EACH ROW EXECUTE FUNCTION facta_refuse()""",
    """CREATE TRIGGER entry_no_truncate BEFORE TRUNCATE ON entry
    FOR EACH STATEMENT EXECUTE FUNCTION facta_refuse()""",
]


def install(apps, schema_editor):  # type: ignore[no-untyped-def]
    """Install the triggers of the database at hand."""
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """Insert only."""

    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
