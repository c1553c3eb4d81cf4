"""Make ``territories.json``: names of the states of ``actors.yaml`` from the CLDR, through Babel.

The names are data, frozen at the version of Babel that made them, because loading three locales at run time costs
more than all of facta's other vocabulary. Run ``python -m facta.vocab.territories`` after adding a state.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from facta.vocab import load

LOCALES = ("en", "ja", "zh_Hans", "zh_Hant")


def territories() -> dict[str, list[str]]:
    """Names of each state, English first; a name with an alternative in brackets gives two."""
    from babel import Locale

    ids = [key for key in load("actors") if len(key) == 2 and key.isupper()]
    tables = [Locale.parse(locale).territories for locale in LOCALES]
    names: dict[str, list[str]] = {}
    for key in ids:
        pieces = [
            piece
            for table in tables
            for piece in re.split(r"\s*[()（）]\s*", str(table.get(key, "")))
            if len(piece) > 1
        ]
        names[key] = list(dict.fromkeys(piece.replace("’", "'") for piece in pieces))
    return names


def main() -> None:
    """Write the file beside this module, one state to a line."""
    lines = [f"{json.dumps(key)}: {json.dumps(names, ensure_ascii=False)}" for key, names in territories().items()]
    path = Path(__file__).with_name("territories.json")
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
