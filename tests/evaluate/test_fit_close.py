"""What can be tested of the fitting of the encoder without torch: how rows are dealt out, how numbers are packed."""

import io
from itertools import islice

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from facta.evaluate.fit_close import batches, packed


@given(st.lists(st.integers(1, 90), min_size=1, max_size=200), st.integers(1, 32))
def test_each_row_is_read_once_a_round(lengths: list[int], size: int) -> None:
    seen: list[int] = []
    for batch in batches(lengths, size):
        assert 0 < len(batch) <= size
        seen += batch
        if len(seen) >= len(lengths):
            break
    assert sorted(seen) == list(range(len(lengths)))


def test_rows_of_one_batch_are_of_about_the_same_length() -> None:
    lengths = [1 + at % 90 for at in range(1280)]
    spans = [
        max(lengths[at] for at in batch) - min(lengths[at] for at in batch)
        for batch in islice(batches(lengths, 32), 40)
    ]
    assert max(spans) < 10


@given(st.integers(0, 2**32 - 1))
def test_packed_numbers_are_off_by_half_a_step_at_most(seed: int) -> None:
    chance = np.random.default_rng(seed)
    given_ = {"rows": chance.normal(size=(5, 7)).astype(np.float32), "bias": chance.normal(size=3).astype(np.float32)}
    with np.load(io.BytesIO(packed(given_)), allow_pickle=False) as stored:
        assert np.array_equal(stored["bias"], given_["bias"])
        off = np.abs(stored["rows"] * stored["rows.step"] - given_["rows"])
        assert (off <= stored["rows.step"] * 0.5001).all()
