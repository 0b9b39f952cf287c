"""Writing a file whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path


def write(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees the old content or the new, never a part; raises OSError.

    An existing file keeps its permissions; a new one gets the usual ones. A link is followed and stays a link.
    What is no file, such as `/dev/null` or a pipe, is written into and never replaced.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    import tempfile  # noqa: PLC0415 - most commands write no file, and it takes a fiftieth of a start

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


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
