"""The two tables: entries, which the database itself refuses to change, and what is in force, rebuilt by replay."""

from __future__ import annotations

from django.db import models


class EntryRow(models.Model):
    """One entry; see ``chain.Entry``. UPDATE, DELETE and TRUNCATE are refused by triggers (migration 0002)."""

    sequence = models.BigIntegerField(primary_key=True)
    at = models.CharField(max_length=32)
    author = models.TextField()
    kind = models.CharField(max_length=64, db_index=True)
    subject = models.TextField(db_index=True)
    payload = models.TextField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        app_label = "ledger"
        db_table = "entry"
        ordering = ("sequence",)


class CurrentRow(models.Model):
    """What is in force for one subject: derived, and rebuilt from the entries at any time."""

    noun = models.CharField(max_length=32)
    key = models.TextField()
    payload = models.TextField()
    first = models.BigIntegerField()
    """The entry that brought the subject in: gives the order."""
    since = models.BigIntegerField()
    """The entry in force."""

    class Meta:
        app_label = "ledger"
        db_table = "current"
        ordering = ("first",)
        constraints = (models.UniqueConstraint(fields=("noun", "key"), name="one_in_force"),)
