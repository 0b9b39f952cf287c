"""Reading no more than a file may hold, writing it whole or not at all, and holding one for this process alone."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class NoFileError(OSError):
    """What stands at a path is a folder, a pipe, a socket or a device: reading one might never end."""


def beginning(path: str, most: int) -> bytes:
    """Read a file, but no more than so many bytes; raises OSError, and NoFileError before it opens what is no file."""
    state = os.stat(path)  # noqa: PTH116 - asked of every file, and twice as fast
    if not stat.S_ISREG(state.st_mode):
        raise NoFileError(errno.EINVAL, f"this is {_kind(state.st_mode)}, not a file")
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    parts: list[bytes] = []
    with open(handle, "rb", buffering=0) as file:  # noqa: PTH123 - it is open already
        left = min(state.st_size + 1, most)  # one more than there should be, so that the end shows; a file may have grown
        while left > 0 and (part := file.read(left)):
            parts.append(part)
            left = most - sum(map(len, parts))
    return b"".join(parts)


def read(path: str, most: int) -> bytes:
    """Read a file whole; raises OSError, also for what is no file and for one of more than so many bytes."""
    content = beginning(path, most + 1)
    if len(content) > most:
        raise OSError(errno.EFBIG, f"it is larger than {most // 1_000_000} MB")
    return content


def _kind(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder"
    return "a pipe" if stat.S_ISFIFO(mode) else "a socket" if stat.S_ISSOCK(mode) else "a device"


def write(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees the old content or the new, never a part; raises OSError.

    An existing file keeps its permissions; a new one gets the usual ones. A link is followed and stays a link.
    What is no file, such as `/dev/null` or a pipe, is written into and never replaced.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    import tempfile  # noqa: PLC0415 - most commands write no file
    from pathlib import Path  # noqa: PLC0415 - the same

    path = Path(os.path.realpath(path))
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~_umask())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold a file, there or not yet, until the block ends; raises BlockingIOError where another process holds it, or another OSError.

    The hold is a lock on a small file beside it. The system lets go of it when the process ends, however it ends.
    """
    from pathlib import Path  # noqa: PLC0415 - as above

    beside = Path(os.path.realpath(path))
    beside = beside.with_name(f".{beside.name}.lock")
    handle = _locked(beside)
    try:
        yield
    finally:
        with suppress(OSError):
            beside.unlink()
        os.close(handle)


def _locked(path: Path) -> int:
    """Open and lock a file; again, when its last holder removed it in between."""
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(handle)
            if path.exists() and os.path.samestat(os.fstat(handle), path.stat()):
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - each system has its own

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415 - each system has its own

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
