"""An earlier state of the files, as git keeps it; nothing in the repository is run or changed."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping

from strategist.errors import InvalidInputError, Place, Problem
from strategist.texts import quoted

FILE = b":100"
"""How the line of something begins that was a file, and neither a link nor another repository."""

GIT = ("git", "-c", "core.fsmonitor=false", "-c", "core.quotepath=false")


def changed(top: str, revision: str) -> Mapping[str, bytes | None]:
    """Give the content at a revision of every file that differs from it today, by path from `top`; None for one that is new since.

    Raises InvalidInputError where there is no git, no repository or no such revision.
    """
    if not _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", may_fail=True):
        raise _refused(
            f"there is no revision {quoted(revision)} here", "name a commit, branch or tag; a shallow clone has to fetch it first"
        )
    listed = _git(top, "diff", "--raw", "-z", "--no-renames", "--no-abbrev", "--relative", "--end-of-options", revision).split(b"\0")
    blobs = {path.decode(errors="surrogateescape"): head.split() for head, path in zip(listed[::2], listed[1::2], strict=False)}
    kept = [was[2] for was in blobs.values() if was[0].startswith(FILE)]
    contents = dict(zip(kept, _contents(top, kept), strict=True))
    untracked = _git(top, "ls-files", "-z", "--others", "--exclude-standard").split(b"\0")
    new = {path.decode(errors="surrogateescape"): None for path in untracked if path}
    return {**new, **{path: contents.get(was[2]) for path, was in blobs.items()}}


def _contents(top: str, blobs: list[bytes]) -> list[bytes]:
    """Read many objects with one call: each answer is a line `id type size` and then the content."""
    told = _git(top, "cat-file", "--batch", given=b"".join(blob + b"\n" for blob in blobs))
    contents, start = [], 0
    for _ in blobs:
        head = told.index(b"\n", start)
        said = told[start:head].split()
        if len(said) < 3:
            raise _refused("git does not have all of that revision", "fetch it whole")
        size = int(said[2])
        contents.append(told[head + 1 : head + 1 + size])
        start = head + size + 2
    return contents


def _git(top: str, *args: str, given: bytes = b"", may_fail: bool = False) -> bytes:
    try:
        done = subprocess.run([*GIT, *args], cwd=top, input=given, capture_output=True, check=False)  # noqa: S603 - no shell, and the revision cannot be taken for an option
    except OSError:
        raise _refused("git cannot be run", "install git, or leave out --since") from None
    if done.returncode and not may_fail:
        said = done.stderr.decode(errors="replace").strip().splitlines() or ["no reason given"]
        raise _refused(f"git does not answer ({said[0]})", "run it inside a git repository")
    return b"" if done.returncode else done.stdout


def _refused(what: str, to_do: str) -> InvalidInputError:
    return InvalidInputError([Problem(Place("--since"), what, to_do)])
