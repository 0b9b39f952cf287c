"""What was found in files that have not changed since, kept between runs.

One file for each folder that paths are shown from, in the user's own cache folder: never in a repository, where a change under
review could bring its own green results along. It is trusted as the `.pyc` files of the program are. A result holds for the same
content, settings and program; size and times of a file stand for its content where they are old enough to do so.
"""

from __future__ import annotations

import marshal
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from strategist import __version__, files
from strategist.check import collect
from strategist.check.packing import Packed
from strategist.check.planning import Job
from strategist.errors import InvalidInputError

DIGEST = 32
TOO_FRESH = 2_000_000_000
"""Nanoseconds within which a file may change twice and keep its time; a younger file is known by its content alone."""

Stat = tuple[int, int, int, int]
Entry = tuple[Stat | None, bytes, str, Packed]
"""The state of a file if it may stand for the content, the digest of the content, the settings, and what was found."""


def home() -> str | None:
    """Give the folder for caches: what the system says, else the usual one; None where there is no home."""
    said = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    if said and os.path.isabs(said):
        return os.path.join(said, "strategist")
    user = os.path.expanduser("~")
    return None if user == "~" else os.path.join(user, ".cache", "strategist")


class Cache:
    """The results of earlier runs over the files below one folder."""

    def __init__(self, folder: str, top: str) -> None:
        """Read what is kept in `folder` about files shown from `top`; nothing if there is none or if it is damaged."""
        self.file = os.path.join(folder, f"{_digest(os.fsencode(top)).hex()[:16]}.check")
        self.stamp = (__version__, *_program())
        self.entries: dict[str, Entry] = self._read()
        self.changed = False
        self.settings: dict[tuple[int, bool], str] = {}

    def _read(self) -> dict[str, Entry]:
        with suppress(OSError, EOFError, ValueError, TypeError):
            with open(self.file, "rb") as file:
                content = file.read()
            if _digest(content[DIGEST:]) == content[:DIGEST]:
                stamp, entries = marshal.loads(content[DIGEST:])  # noqa: S302 - as trusted as the .pyc files of the program
                return entries if stamp == self.stamp else {}
        return {}

    def known(self, job: Job) -> Packed | None:
        """Give what was found in a file that has not changed; None where that is not known."""
        entry = self.entries.get(job.shown)
        if entry is None or job.path == collect.STDIN or entry[2] != self._settings(job):
            return None
        now = state(job.path)
        if now is None or now != entry[0]:
            return self._by_content(job, entry)
        return entry[3]

    def _by_content(self, job: Job, entry: Entry) -> Packed | None:
        """Compare the content itself: a fresh checkout gives every file a new time."""
        before = state(job.path)
        with suppress(InvalidInputError):
            if _digest(collect.content(job.path)) == entry[1]:
                self._keep(job, (_settled(before), *entry[1:]))
                return entry[3]
        return None

    def keep(self, job: Job, seen: Seen, found: Packed) -> None:
        """Remember what was found in a file that could be read."""
        if seen is not None and job.path != collect.STDIN:
            self._keep(job, (seen[0], seen[1], self._settings(job), found))

    def _keep(self, job: Job, entry: Entry) -> None:
        if self.entries.get(job.shown) != entry:
            self.entries[job.shown], self.changed = entry, True

    def _settings(self, job: Job) -> str:
        """Give what a result rests on beside the content; the jobs of a run share a few settings."""
        key = (id(job.settings), job.named)
        if key not in self.settings:
            self.settings[key] = f"{job.settings}{job.named}"
        return self.settings[key]

    def write(self) -> None:
        """Keep what is new for the next run; a place that cannot be written is no trouble."""
        if not self.changed:
            return
        body = marshal.dumps((self.stamp, self.entries))
        from pathlib import Path  # noqa: PLC0415 - a run that finds nothing new needs none

        with suppress(OSError):
            os.makedirs(os.path.dirname(self.file), mode=0o700, exist_ok=True)
            files.write(Path(self.file), _digest(body) + body)


Seen = tuple[Stat | None, bytes] | None
"""The state and the digest of a file that was read; None for one that could not be."""


def seen(before: Stat | None, content: bytes) -> Seen:
    """Give what tells the content of a file again; `before` is its state before it was read."""
    return _settled(before), _digest(content)


def _digest(content: bytes) -> bytes:
    import hashlib  # noqa: PLC0415 - a run without a cache needs none

    return hashlib.sha256(content).digest()


def state(path: str) -> Stat | None:
    """Give the times, the size and the number of a file; None if it has none."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


def _settled(found: Stat | None) -> Stat | None:
    """Give a state that may stand for the content: one that has been so for a while."""
    return found if found and max(found[:2]) + TOO_FRESH < time.time_ns() else None


def _program() -> Iterator[Any]:
    """Give what the results rest on: the program and its knowledge, by size and time, and the parser."""
    import sys  # noqa: PLC0415
    from importlib.util import find_spec  # noqa: PLC0415

    from strategist.catalogue import home as knowledge  # noqa: PLC0415

    yield sys.version
    parser = find_spec("yaml")
    yield os.stat(parser.origin).st_mtime_ns if parser and parser.origin else None
    package, known = os.path.dirname(os.path.dirname(__file__)), str(knowledge())
    parts = [(package, ""), (package, "check"), (package, "models"), (known, "strategies"), (known, "questionnaires")]
    for folder in (os.path.join(*part) for part in (*parts, (known, "strategies/mismatches"))):
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
            if entry.name.endswith((".py", ".yaml")):
                found = entry.stat()
                yield entry.name, found.st_mtime_ns, found.st_size
