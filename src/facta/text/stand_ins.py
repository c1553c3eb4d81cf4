"""Names of actors and places replaced by stand-ins, so that a reader cannot tell who is spoken of, only who is who.

What reads so judges every state by its words alone: "Alpha condemned Bravo's attack", whoever the two are.
"""

from __future__ import annotations

import re

from facta.text.actors import mentions

_ARTICLE = re.compile(r"\b[Tt]he $")
NAMES = ("Alpha", "Bravo", "Charlie", "Delta", "Echo", "Golf", "Hotel", "Sierra", "Tango", "Victor")


def stand_ins(*texts: str) -> list[str]:
    """The texts with their names replaced, the same name by the same stand-in in all of them, white space squeezed.

    An actor, its capital, its people and its leader have one stand-in; the article of a name goes with it. Names of
    classes ("the two countries") stay.

    >>> stand_ins("Japan and the United States met.", "Tokyo thanked France.")
    ['Alpha and Bravo met.', 'Alpha thanked Charlie.']
    """
    return ["".join(new for new, _, _ in parts) for parts in replaced(*texts)]


def replaced(*texts: str) -> list[list[tuple[str, int, int]]]:
    """The same as parts in order: what stands in the new text, and from where to where it, or the name that it
    replaces, stood in the old one, white space squeezed.

    >>> replaced("We met the United States.")
    [[('We met ', 0, 7), ('Alpha', 7, 24), ('.', 24, 25)]]
    """
    given: dict[str, str] = {}
    found = []
    for text in (" ".join(text.split()) for text in texts):
        parts, at = [], 0
        for mention in mentions(text):
            if mention.role != "class":
                name = given.setdefault(mention.id, NAMES[len(given) % len(NAMES)])
                between = text[at : mention.span.begin]
                kept = _ARTICLE.sub("", between) if mention.role == "name" else between
                parts += [(kept, at, at + len(kept)), (name, at + len(kept), mention.span.end)]
                at = mention.span.end
        found.append([*parts, (text[at:], at, len(text))])
    return found
