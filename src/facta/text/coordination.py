"""Names that play one part together: "the United States, Japan, and Australia condemned", "Japan’s and Norway’s".

Who acts, who stands beside and who is meant are all read by these runs, so that no member of a list is lost in one
of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from facta.text.actors import Mention

_DETERMINERS = r"(?:(?:the|their|its|our|both) )?"
_TITLES = (
    r"(?:(?:Governments?|Republic|Kingdom|State|President|Chancellor|(?:Prime |Foreign )?Minister) (?:of (?:the )?)?)?"
)
JOINT = re.compile(
    rf"(?:['’]s?)?(?: ?\([^)]{{1,30}}\))?(?:,? (?:and|or|nor|as well as) |, |[-‑–/]){_DETERMINERS}{_TITLES}",
)
"""What may stand between two names of a list."""


def joint(text: str, first: Mention, second: Mention) -> bool:
    """Whether two neighbouring names belong to one list, by what stands between them."""
    return JOINT.fullmatch(" ".join(f"|{text[first.end : second.begin]}|".split()).strip("|")) is not None


def runs(text: str, found: Sequence[Mention]) -> list[tuple[int, int]]:
    """Places of the first and the last name of each list of two or more in ``found`` (mentions of ``text``)."""
    lists: list[tuple[int, int]] = []
    begin = 0
    for place in range(1, len(found) + 1):
        if place < len(found) and joint(text, found[place - 1], found[place]):
            continue
        if place - 1 > begin:
            lists.append((begin, place - 1))
        begin = place
    return lists
