"""The ledger: one insert-only table of entries under a hash chain, and the only room that writes.

State is a fold over the entries. ``store.open_ledger`` is the way in.
"""
