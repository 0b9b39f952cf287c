"""Many files checked at once: the work is shared out, and what comes back stands in the order of the files."""

from __future__ import annotations

import gc
import marshal
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

from strategist.kinds import Any
from strategist.nouns import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from multiprocessing import Process

WORTH_IT = 300
"""Files from which a second process pays for its start."""

A_RECORD = 50
"""Files whose results are written at once."""

Work = Callable[[int], Any]
"""Takes the number of a piece of work, and gives plain data."""


def usual() -> int:
    """Give the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass
class Shared:
    """Results by the number of the work; after an interrupt, those that came in time."""

    results: dict[int, Any] = field(default_factory=dict)
    interrupted: bool = False


def shared(numbers: Sequence[int], work: Work, workers: int) -> Shared:
    """Do all the work with up to so many processes, this one among them.

    What a process that was killed leaves undone is done here. Ctrl-C ends it; what is done until then is kept.
    """
    several = min(workers, len(numbers) // A_RECORD) if len(numbers) >= WORTH_IT else 1
    if several == 1:
        return _alone(numbers, work)
    from tempfile import TemporaryDirectory  # noqa: PLC0415 - a few files need no second process

    gc.freeze()  # what the processes share stays shared, as nobody counts it through
    with TemporaryDirectory(prefix="strategist-") as folder:
        return _together(folder, numbers, work, several)


def _alone(numbers: Sequence[int], work: Work) -> Shared:
    done = Shared()
    try:
        _do(numbers, work, done)
    except KeyboardInterrupt:
        done.interrupted = True
    return done


def _together(folder: str, numbers: Sequence[int], work: Work, several: int) -> Shared:
    """Share the work out: every so-many-th piece, since a folder may hold what takes longer than the next."""
    done = Shared()
    shares = [(os.path.join(folder, str(place)), numbers[place::several]) for place in range(1, several)]
    processes = [_started(file, share, work) for file, share in shares]
    try:
        _do(numbers[0::several], work, done)
        for process, (file, share) in zip(processes, shares, strict=True):
            process.join()
            done.results.update(_records(file))
            _do([number for number in share if number not in done.results], work, done)
    except KeyboardInterrupt:
        done.interrupted = True
        for process in processes:
            process.terminate()
            process.join()
        for file, _ in shares:
            done.results.update(_records(file))
    return done


def _do(numbers: Sequence[int], work: Work, done: Shared) -> None:
    for number in numbers:
        done.results[number] = work(number)


def _started(file: str, numbers: Sequence[int], work: Work) -> Process:
    """Start a process for a share; a copy of this one where the system can make one safely."""
    import multiprocessing  # noqa: PLC0415 - a few files need no second process
    import sys  # noqa: PLC0415 - the same

    kind: type[Process] = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn").Process  # type: ignore[attr-defined]
    process = kind(target=_share, args=(file, numbers, work), daemon=True)
    process.start()
    return process


def _share(file: str, numbers: Sequence[int], work: Work) -> None:
    """Do a share of the work, writing results to a file: a pipe would be full before anybody reads it."""
    import signal  # noqa: PLC0415 - only here

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one decides
    # What fails here is done again by the process that started this one, which then tells of it once.
    with suppress(Exception), open(file, "wb") as out:
        for start in range(0, len(numbers), A_RECORD):
            marshal.dump([(number, work(number)) for number in numbers[start : start + A_RECORD]], out)
            out.flush()


def _records(file: str) -> Iterator[tuple[int, Any]]:
    """Read back what a share wrote; the last record may be broken off."""
    with suppress(OSError, EOFError, ValueError, TypeError), open(file, "rb") as written:
        while True:
            yield from marshal.load(written)  # noqa: S302 - written just now by our own process
