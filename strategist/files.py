"""Reading no more than a file may hold, writing it whole or not at all, and holding one for this process alone."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path


class NoFileError(OSError):
    """What stands at a path is a folder, a pipe, a socket or a device: reading one might never end."""


_READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def beginning(path: str, most: int, state: os.stat_result | None = None) -> bytes:
    """Read a file, but no more than so many bytes; raises OSError, and NoFileError before it opens what is no file.

    `state` is the state of the file, from whoever has just asked for it.
    """
    state = state or os.stat(path)
    if not stat.S_ISREG(state.st_mode):
        raise NoFileError(errno.EINVAL, f"this is {_kind(state.st_mode)}, not a file")
    handle = os.open(path, _READING)
    try:
        return _beginning(handle, state.st_size, most)
    finally:
        os.close(handle)


def _beginning(handle: int, size: int, most: int) -> bytes:
    """Read a file of which it is said how long it is; it may have grown or shrunk since."""
    content = os.read(handle, min(size + 1, most))  # one more than there should be, so that the end shows
    if len(content) == size:
        return content
    parts = [content]
    while content and (left := most - sum(map(len, parts))) > 0:
        content = os.read(handle, left)
        parts.append(content)
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


def write(path: str | Path, content: bytes) -> None:
    """Write a file so that a reader sees the old content or the new, never a part; raises OSError.

    An existing file keeps its permissions; a new one gets the usual ones. A link is followed and stays a link.
    What is no file, such as `/dev/null` or a pipe, is written into and never replaced.
    """
    if os.path.exists(path) and not os.path.isfile(path):
        with open(path, "wb") as what:
            what.write(content)
        return
    path = os.path.realpath(path)
    folder, name = os.path.split(path)
    temporary = os.path.join(folder, f".{name}.{os.urandom(4).hex()}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with open(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(handle)
        os.chmod(temporary, os.stat(path).st_mode & 0o7777 if os.path.exists(path) else 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(temporary)
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
