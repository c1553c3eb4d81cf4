"""Case packs: a record as a folder of tables that a person can read, review and edit. No ledger is needed here."""
