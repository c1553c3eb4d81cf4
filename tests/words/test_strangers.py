"""Names outside the vocabulary as targets. All states are invented."""

from __future__ import annotations

import pytest

from facta.words.targets import targets


@pytest.mark.parametrize(
    ("sentence", "target"),
    [
        ("We strongly condemn Dorland’s unlawful activities.", "Dorland"),
        ("We condemn Dorland for its raid.", "Dorland"),
        ("We urge Dorland to withdraw.", "Dorland"),
        ("They condemned the illegal occupation of Borland by Dorland.", "Dorland"),
        ("We condemn the attacks by Dorland against fishing boats.", "Dorland"),
        ("We condemn Bergson’s poisoning.", ""),
        ("We condemn Monday’s attack.", ""),
        ("We call on Parties to stop the raids.", ""),
        ("The Council’s actions were condemned.", ""),
    ],
)
def test_a_name_outside_the_vocabulary_is_a_target_where_the_sentence_shows_that_it_acts(
    sentence: str, target: str
) -> None:
    assert targets(sentence)[0].id == target


@pytest.mark.parametrize(
    "sentence", ["We condemn Norway, Ghana and Peru.", "We condemn Norway’s, Ghana’s, and Peru’s attacks."]
)
def test_every_member_of_a_list_is_a_target(sentence: str) -> None:
    assert {target.name for target in targets(sentence)} == {"Norway", "Ghana", "Peru"}
