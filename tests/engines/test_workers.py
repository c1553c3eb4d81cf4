"""Lists shared among processes: the same answers in the same order, whatever happens to a process."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from facta import pipeline
from facta.engines import workers as crew
from facta.model import Source, Statement


def doubled(numbers: list[int]) -> list[int]:
    return [2 * number for number in numbers]


def where(numbers: list[int]) -> list[int]:
    return [os.getpid() for _ in numbers]


def broken(numbers: list[int]) -> list[int]:
    """Ends any process but the one that holds the tests."""
    if os.getpid() != HERE:
        os._exit(1)
    return doubled(numbers)


def wrong(numbers: list[int]) -> list[int]:
    raise ValueError("no number is right")


HERE = os.getpid()
several = pytest.mark.skipif(crew.cores() < 2, reason="needs two cores")


@pytest.mark.parametrize("size", [0, 1, 2, 3, 7, 8, 9, 100])
@pytest.mark.parametrize("worth", [False, True])
def test_answers_come_in_the_order_of_the_list(size: int, worth: bool) -> None:
    with crew.workers(worth) as share:
        assert share(doubled, list(range(size)), 1) == doubled(list(range(size)))


@several
def test_a_long_list_is_shared_and_a_short_one_is_not() -> None:
    with crew.workers(True) as share:
        assert os.getpid() not in share(where, list(range(50)), 10)
        assert set(share(where, [1, 2, 3], 10)) == {os.getpid()}
    with crew.workers(False) as share:
        assert set(share(where, list(range(50)), 10)) == {os.getpid()}


@several
def test_a_process_that_dies_costs_no_answer() -> None:
    with crew.workers(True) as share:
        assert share(broken, list(range(40)), 1) == doubled(list(range(40)))
        assert set(share(where, list(range(40)), 1)) == {os.getpid()}  # asked no more


@several
def test_workers_end_with_a_process_that_is_killed() -> None:
    code = (
        "import time\nfrom facta.engines.workers import workers\n"
        "def pids(items):\n    import os\n    return [os.getpid() for _ in items]\n"
        "with workers(True) as share:\n    print(*set(share(pids, list(range(40)), 1)), flush=True)\n    time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        children = [int(pid) for pid in process.stdout.readline().split()]
        assert children
        process.kill()
    until = time.monotonic() + 10
    while any(Path(f"/proc/{pid}").exists() and not zombie(pid) for pid in children) and time.monotonic() < until:
        time.sleep(0.1)
    assert not [pid for pid in children if Path(f"/proc/{pid}").exists() and not zombie(pid)]


def zombie(pid: int) -> bool:
    """Ended, but nobody has asked for its result yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


@pytest.mark.parametrize("worth", [False, True])
def test_an_error_of_the_function_is_told(worth: bool) -> None:
    with crew.workers(worth) as share, pytest.raises(ValueError, match="no number"):
        share(wrong, list(range(40)), 1)


def test_a_series_reads_the_same_alone_and_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    source = Source("invented.txt", datetime(2031, 1, 1, tzinfo=UTC), "0" * 64, "text/plain")
    statements = [
        Statement(
            id=f"s{year}",
            title=f"Joint Statement {year}",
            text=f"Arvela and Bronsk met on 3 May {year}. They condemned the raids near the Vell Islands. "
            f"Arvela will reopen its embassy in Port Selm by 2035. The partnership is the cornerstone of peace.",
            date=date(year, 5, 3),
            source=source,
        )
        for year in range(2011, 2021)
    ]
    alone = pipeline.analyse(statements)
    for name, value in (("LARGE", 0), ("STATEMENTS", 1), ("PAIRS", 1)):
        monkeypatch.setattr(pipeline, name, value)
    shared = pipeline.analyse(statements)
    assert shared.threads  # there is something to compare
    assert shared.extracts == alone.extracts
    assert (shared.tree, shared.shares, shared.threads) == (alone.tree, alone.shares, alone.threads)


@several
def test_garbage_is_looked_for_as_before_once_the_last_of_several_series_is_read() -> None:
    before = gc.get_threshold()
    first, second = crew.workers(True), crew.workers(True)
    first.__enter__()
    second.__enter__()
    assert gc.get_threshold() != before
    first.__exit__(None, None, None)
    assert gc.get_threshold() != before
    second.__exit__(None, None, None)
    assert gc.get_threshold() == before
