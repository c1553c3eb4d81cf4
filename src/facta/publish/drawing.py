"""Vega-Lite specifications drawn to SVG, without network.

The engine takes a third of a second to load and lets nothing else run meanwhile; ``warm`` has it loaded by a process
beside this one while the texts are read.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

EMPTY = '{"data":{"values":[]},"mark":"bar"}'
_artists: list[ProcessPoolExecutor] = []
"""The process beside this one, once there is one."""


def warm() -> None:
    """Start loading the engine. Does nothing where a process cannot be forked: the first chart then loads it here."""
    import atexit
    import multiprocessing
    import os
    import sys
    from concurrent.futures import ProcessPoolExecutor

    from facta.engines.workers import end_with

    # Once the engine's threads run in this process, a forked copy of it would wait for them for ever.
    if _artists or "vl_convert" in sys.modules or "fork" not in multiprocessing.get_all_start_methods():
        return
    fork = multiprocessing.get_context("fork")
    _artists.append(ProcessPoolExecutor(1, mp_context=fork, initializer=end_with, initargs=(os.getpid(),)))
    atexit.register(_artists[0].shutdown, wait=False, cancel_futures=True)
    _artists[0].submit(_draw, EMPTY)


def svg(spec: dict[str, Any]) -> str:
    """The specification drawn to SVG."""
    text = json.dumps(spec)
    if _artists:
        from concurrent.futures import BrokenExecutor

        try:
            return _artists[0].submit(_draw, text).result()
        except (BrokenExecutor, OSError):
            # The process was killed, or could not start: draw here, and ask it no more.
            _artists.clear()
    return _draw(text)


def _draw(text: str) -> str:
    import vl_convert

    return str(vl_convert.vegalite_to_svg(text))
