"""The Django application of the ledger."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Entries and what is in force."""

    name = "facta.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"
