"""The database refuses to change or delete an entry, whoever asks: triggers on SQLite and PostgreSQL."""
# ruff: noqa: RUF012

from django.db import migrations

from facta.ledger import guards


def install(apps, schema_editor):  # type: ignore[no-untyped-def]
    """Install the triggers of the database at hand."""
    guards.install(schema_editor.connection)


class Migration(migrations.Migration):
    """Insert only."""

    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
