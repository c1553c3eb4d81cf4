"""Names replaced by stand-ins: who is spoken of cannot be told, who is who can."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.text.stand_ins import NAMES, replaced, stand_ins

CASES = [
    ("an actor and its people share one", ["Japan thanked the Japanese people."], ["Alpha thanked the Alpha people."]),
    ("so do a capital and a leader", ["Moscow: Putin met Russia's envoys."], ["Alpha: Alpha met Alpha's envoys."]),
    ("others have others", ["Canada and Ghana met."], ["Alpha and Bravo met."]),
    ("over all texts", ["Ghana met Canada.", "Canada met Ghana."], ["Alpha met Bravo.", "Bravo met Alpha."]),
    ("a class is no name", ["The two countries met."], ["The two countries met."]),
    ("nobody", ["They met."], ["They met."]),
    ("nothing", [""], [""]),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "replaced"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_names_are_replaced(texts: list[str], replaced: list[str]) -> None:
    assert stand_ins(*texts) == replaced


STATES = ("Japan", "France", "Ghana", "Russia", "China", "Canada", "Iran")


@pytest.mark.parametrize("state", STATES)
def test_an_outsider_cannot_tell_who_it_is(state: str) -> None:
    assert stand_ins(f"{state} condemned the attack of Fiji.") == ["Alpha condemned the attack of Bravo."]


@given(st.text())
def test_any_text_will_do_and_only_white_space_and_names_change(text: str) -> None:
    (made,) = stand_ins(text)
    assert made == " ".join(text.split()) or any(name in made for name in NAMES)


@given(
    st.lists(st.sampled_from(["Japan ", "the United States", " met", ", ", "the Japanese", "Tokyo", "  ", "é", "."]))
)
def test_parts_lead_back_to_the_old_text(parts: list[str]) -> None:
    text = "".join(parts)
    squeezed = " ".join(text.split())
    (found,) = replaced(text)
    assert ["".join(new for new, _, _ in found)] == stand_ins(text)
    assert all(begin <= end for _, begin, end in found)
    for new, begin, end in found[::2]:
        assert squeezed[begin:end] == new
    for (_, _, end), (_, begin, _) in pairwise(found):
        assert end <= begin
