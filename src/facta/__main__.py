"""``python -m facta``: the command line."""

from facta.cli import main

main(prog_name="facta")
