"""A redline as plain data. All texts are invented."""

import json

from facta.model import Change
from facta.publish.redline_json import to_json
from facta.words.redline import redline

OLD = "We will build ten ships.\n\nWe deplore the flood in the north of Bland."
NEW = "We intend to build ten ships.\n\nA fund for wells will open."


def test_the_data_hold_both_texts() -> None:
    difference = redline(OLD, NEW, change_types=lambda later, earlier: (Change("softened", "will", "intend to"),))
    data = json.loads(json.dumps(to_json(difference)))
    assert data["counts"]["changed"] == 1
    assert [block["kind"] for block in data["blocks"]] == ["changed", "removed", "added"]
    assert data["blocks"][0]["changes"] == [
        {"kind": "softened", "before": "will", "after": "intend to", "reason": ""},
    ]
    for block in data["blocks"]:
        for side, left_out, text in (("old", "insert", OLD), ("new", "delete", NEW)):
            joined = "".join(one["text"] for one in block["operations"] if one["kind"] != left_out)
            passage = block[side]
            assert joined == (passage["quote"] if passage else "")
            if passage:
                assert text[passage["begin"] : passage["end"]] == passage["quote"]
