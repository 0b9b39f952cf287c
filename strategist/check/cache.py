"""What was found in files that have not changed since, kept between runs.

One file for each folder that paths are shown from, in the user's own cache folder: never in a repository, where a change under
review could bring its own green results along. It is trusted as the `.pyc` files of the program are. A result holds for the same
content, settings and program; size and times of a file stand for its content where they are old enough to do so.
"""

from __future__ import annotations

import marshal
import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from operator import attrgetter
from zlib import crc32

from strategist import __version__, files
from strategist.check import collect
from strategist.check.packing import Packed
from strategist.check.planning import Job
from strategist.errors import InvalidInputError
from strategist.kinds import Any

SUM = 4
"""Bytes at the beginning of a kept file that tell whether the rest came to harm."""

DIGEST = 32
"""Bytes of the digest of a content."""

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
        self.file = os.path.join(folder, f"{crc32(os.fsencode(top)):08x}.check")
        self.stamp = (__version__, top, *_program())
        self.entries: dict[str, Entry] = self._read()
        self.changed = False
        self.settings: dict[int, tuple[str, str]] = {}

    def _read(self) -> dict[str, Entry]:
        with suppress(OSError, EOFError, ValueError, TypeError):
            with open(self.file, "rb") as file:
                beginning, body = file.read(SUM), file.read()
            if _sum(body) == beginning:
                stamp, entries = marshal.loads(body)  # noqa: S302 - as trusted as the .pyc files of the program
                return entries if stamp == self.stamp else {}
        return {}

    def known(self, jobs: Iterable[Job]) -> Iterator[Packed | None]:
        """Give what was found in each file, if it has not changed; None where that is not known."""
        for job in jobs:
            entry = self.entries.get(job.shown)
            now = state(job.path) if entry and entry[2] == self._settings(job) and job.path != collect.STDIN else None
            if entry is None or now is None:
                yield None
            else:
                yield entry[3] if _seal(now) == entry[0] else self._by_content(job, entry, now)

    def _by_content(self, job: Job, entry: Entry, now: os.stat_result) -> Packed | None:
        """Compare the content itself: a fresh checkout gives every file a new time."""
        try:
            content = collect.content(job.path, now)
        except InvalidInputError:
            return None
        if digest(content) != entry[1]:
            return None
        self._keep(job, (_settled(now), *entry[1:]))
        return entry[3]

    def keep(self, job: Job, seen: Seen, found: Packed) -> None:
        """Remember what was found in a file that could be read."""
        if seen is not None and job.path != collect.STDIN:
            self._keep(job, (seen[0], seen[1], self._settings(job), found))

    def _keep(self, job: Job, entry: Entry) -> None:
        if self.entries.get(job.shown) != entry:
            self.entries[job.shown], self.changed = entry, True

    def _settings(self, job: Job) -> str:
        """Give what a result rests on beside the content; the jobs of a run share a few settings."""
        either = self.settings.get(id(job.settings))
        if either is None:
            either = self.settings[id(job.settings)] = (f"{job.settings}", f"{job.settings} named")
        return either[job.named]

    def write(self) -> None:
        """Keep what is new for the next run; a place that cannot be written is no trouble."""
        if not self.changed:
            return
        body = marshal.dumps((self.stamp, self.entries))
        with suppress(OSError):
            os.makedirs(os.path.dirname(self.file), mode=0o700, exist_ok=True)
            files.write(self.file, _sum(body) + body)


def _sum(content: bytes) -> bytes:
    return crc32(content).to_bytes(SUM, "big")


Seen = tuple[Stat | None, bytes] | None
"""The state and the digest of a file that was read; None for one that could not be."""


def seen(before: os.stat_result | None, content: bytes) -> Seen:
    """Give what tells the content of a file again; `before` is its state before it was read."""
    return _settled(before) if before else None, digest(content)


def digest(content: bytes) -> bytes:
    """Give what stands for a content: nobody can make another one with the same digest."""
    return bytes(_hash()(content, digest_size=DIGEST).digest())


@cache
def _hash() -> Any:
    from hashlib import blake2b  # noqa: PLC0415 - where only times are compared, the library is not loaded

    return blake2b  # as safe as SHA-256, and fast on every processor


def state(path: str) -> os.stat_result | None:
    """Give the state of a file; None if there is none."""
    try:
        return os.stat(path)
    except (OSError, ValueError):
        return None


def _seal(found: os.stat_result) -> Stat:
    """Give the times, the size and the number of a file."""
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


def _settled(found: os.stat_result) -> Stat | None:
    """Give a state that may stand for the content: one that has been so for a while."""
    return _seal(found) if max(found.st_mtime_ns, found.st_ctime_ns) + TOO_FRESH < time.time_ns() else None


PARTS = ("strategist", "strategist/check", "strategist/models")
KNOWLEDGE = ("strategies", "strategies/mismatches", "questionnaires")
"""What the results rest on: folders of the program, and those of its knowledge, which stand beside the program or inside it."""


def _program() -> Iterator[Any]:
    """Give what the results rest on, by time and size: the interpreter, the parser, the program and its knowledge."""
    yield sys.version
    yield _parser()
    above = os.path.dirname(os.path.dirname(os.path.dirname(__file__)))
    for folder in (*PARTS, *KNOWLEDGE, *(f"strategist/shipped/{part}" for part in KNOWLEDGE)):
        with suppress(FileNotFoundError), os.scandir(os.path.join(above, folder)) as listed:
            for entry in sorted(listed, key=attrgetter("name")):
                if entry.name.endswith((".py", ".yaml")):
                    found = entry.stat()
                    yield entry.name, found.st_mtime_ns, found.st_size


def _parser() -> tuple[int, int] | None:
    """Give the state of the package that reads YAML, found as an import finds it, but without loading it."""
    specs = (finder.find_spec("yaml", None) for finder in sys.meta_path)
    spec = next(filter(None, specs), None)
    if spec is None or spec.origin is None:
        return None
    found = os.stat(spec.origin)
    return found.st_mtime_ns, found.st_size
