"""Which files are looked at: named ones, and in folders every YAML file that git would not ignore."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from operator import attrgetter

from strategist import files
from strategist.errors import InvalidInputError, Place, Problem
from strategist.kinds import NoReturn
from strategist.nouns import dataclass, field
from strategist.origins import MAX_BYTES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

STDIN = "-"
STDIN_NAME = "<stdin>"
ENDINGS = (".yaml", ".yml")
NEVER_ENTERED = frozenset(
    [".git", ".hg", ".svn", ".venv", "venv", "node_modules", "__pycache__", ".tox", ".nox", ".mypy_cache", ".ruff_cache", ".pytest_cache"]
)
_WILD = frozenset("*?[")
_NAME = attrgetter("name")


@dataclass(slots=True)
class Collected:
    """What stands behind the paths of a run: files by folder, whether standard input is read, and what went wrong on the way.

    `files` holds for each folder, absolute, the names of its files, each with whether it was named or only found. `folders` are those
    looked through, `empty` the patterns that match nothing, and `links` counts folders not entered.
    """

    files: dict[str, dict[str, bool]] = field(default_factory=dict)
    stdin: bool = False
    folders: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    links: int = 0

    def name(self, path: str) -> None:
        """Keep a file that was named, by its absolute path; if it is also found, it still counts as named."""
        folder, name = os.path.split(path)
        self.files.setdefault(folder, {})[name] = True

    def find(self, folder: str, names: Iterable[str]) -> None:
        """Keep the files that were found in a folder."""
        self.files[folder] = dict.fromkeys(names, False) | self.files.get(folder, {})


def collect(paths: Iterable[str], top: str) -> Collected:
    """Find the files behind paths, folders, patterns and `-`; `top` is the folder above which no `.gitignore` is read."""
    collected = Collected()
    for path in paths:
        if path == STDIN:
            collected.stdin = True
        elif not path:
            collected.problems.append(Problem(Place("<no name>"), "an empty path names nothing", "write . for the current folder"))
        elif _WILD.isdisjoint(path) or os.path.lexists(path):
            _one(path, collected, top)
        else:
            _pattern(path, collected, top)
    return collected


def _pattern(pattern: str, collected: Collected, top: str) -> None:
    from glob import glob  # noqa: PLC0415 - a shell has mostly done this

    matches = sorted(glob(pattern, recursive=True))
    for path in matches:
        _one(path, collected, top)
    if not matches:
        collected.empty.append(pattern)


def _one(path: str, collected: Collected, top: str) -> None:
    whole = absolute(path)
    if os.path.isdir(whole):
        collected.folders.append(whole)
        _Walk(collected).folder(whole, _ignores_above(whole, top))
    else:
        collected.name(whole)


Ignores = tuple[tuple[str, "GitIgnoreSpec"], ...]
"""The `.gitignore` files in force, innermost last, each with the folder that its patterns start from."""


def _ignores_above(folder: str, top: str) -> Ignores:
    between = [folder]
    while between[-1] != top and os.path.dirname(between[-1]) != between[-1]:
        between.append(os.path.dirname(between[-1]))
    if between[-1] != top:
        return ()
    return tuple(ignore for above in reversed(between[1:]) for ignore in _ignore(above, ".gitignore"))


def _ignore(folder: str, name: str) -> Iterator[tuple[str, GitIgnoreSpec]]:
    try:
        lines = files.read(joined(folder, name), MAX_BYTES).decode(errors="replace").splitlines()
    except OSError:
        return
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - most folders have no such file

    try:
        yield folder, GitIgnoreSpec.from_lines(lines)
    except ValueError:  # git passes over a line that is no pattern, and so do we
        yield folder, GitIgnoreSpec.from_lines(line for line in lines if _is_pattern(line))


def _is_pattern(line: str) -> bool:
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - as above

    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True


def _ignored(path: str, ignores: Ignores, *, folder: bool) -> bool:
    """Tell whether git ignores a path: the innermost file with something to say decides."""
    for start, spec in reversed(ignores):
        relative = os.path.relpath(path, start).replace(os.sep, "/") + ("/" if folder else "")
        decided = spec.check_file(relative).include
        if decided is not None:
            return decided
    return False


@dataclass(slots=True)
class _Walk:
    """A walk through folders. Those still to enter are listed: one deep enough would outdo a function that calls itself."""

    collected: Collected
    ahead: list[tuple[str, Ignores]] = field(default_factory=list)

    def folder(self, folder: str, ignores: Ignores) -> None:
        self.ahead = [(folder, ignores)]
        while self.ahead:
            self._enter(*self.ahead.pop())

    def _enter(self, folder: str, ignores: Ignores) -> None:
        try:
            with os.scandir(folder) as listed:
                entries = sorted(listed, key=_NAME)
        except OSError as error:
            self.collected.problems.append(Problem(Place(folder), f"the folder cannot be read ({error.strerror})", "check who may read it"))
            return
        if any(entry.name == ".gitignore" for entry in entries):
            ignores = (*ignores, *_ignore(folder, ".gitignore"))
        if found := [entry.name for entry in entries if self._is_ours(entry, ignores)]:
            self.collected.find(folder, found)

    def _is_ours(self, entry: os.DirEntry[str], ignores: Ignores) -> bool:
        """Tell whether an entry is a file to look at; a folder is none, and is entered later."""
        if _is_folder(entry):
            if entry.name not in NEVER_ENTERED and not _ignored(entry.path, ignores, folder=True):
                self._ahead(entry, ignores)
            return False
        return could_be_profile(entry.name) and not (ignores and _ignored(entry.path, ignores, folder=False))

    def _ahead(self, entry: os.DirEntry[str], ignores: Ignores) -> None:
        if entry.is_symlink():
            self.collected.links += 1  # it may lead anywhere, also back here
        else:
            self.ahead.append((entry.path, ignores))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False  # a link that leads round in circles is no folder; reading it will say so


def content(path: str, state: os.stat_result | None = None) -> bytes:
    """Read a file, or standard input for `-`, up to a little more than a profile may have; raises InvalidInputError.

    Pipes and devices are refused before they are opened: reading one might never end. `state` is that of the file, if it is known.
    """
    if path == STDIN:
        return _standard_input()
    try:
        return files.beginning(path, MAX_BYTES + 1, state)
    except FileNotFoundError:
        _fail(path, "there is no such file", "check the path, or make a profile with `strategist init`")
    except files.NoFileError as error:
        _fail(path, str(error.strerror), "name a file, or pipe a profile in with -")
    except (OSError, ValueError) as error:
        _fail(path, f"the file cannot be read ({getattr(error, 'strerror', None) or error})", "check the path and who may read it")


def _standard_input() -> bytes:
    if sys.stdin is None:
        _fail(STDIN_NAME, "standard input is closed", "name a file, or pipe a profile in")
    try:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    except OSError as error:
        _fail(STDIN_NAME, f"standard input cannot be read ({error.strerror})", "name a file, or pipe a profile in")


def _fail(path: str, what: str, to_do: str) -> NoReturn:
    raise InvalidInputError([Problem(Place(path), what, to_do)])


def shared_folder(paths: Iterable[str]) -> str:
    """Give the folder that holds all paths, the current one for standard input alone."""
    given = [absolute(path) for path in paths if path != STDIN]
    try:
        return os.path.commonpath([path if os.path.isdir(path) else folder_of(path) for path in given]) if given else os.getcwd()
    except ValueError:
        return os.getcwd()  # several drives


def absolute(path: str) -> str:
    """Give the whole path, links kept; raises InvalidInputError where the current folder is gone."""
    try:
        return os.path.abspath(path)
    except FileNotFoundError:
        _fail(".", "the current folder is gone", "change to another one")


def exists(path: str) -> bool:
    """Tell whether something stands at a path, be it a broken link."""
    return os.path.lexists(path)


def joined(folder: str, path: str) -> str:
    """Give the whole path of something in a folder."""
    return os.path.join(folder, path)


def could_be_profile(path: str) -> bool:
    """Tell by its ending whether a file in a folder is looked at."""
    return path.lower().endswith(ENDINGS)


def folder_of(path: str) -> str:
    """Give the folder that a path stands in."""
    return os.path.dirname(path)


def holds(folder: str, path: str) -> bool:
    """Tell whether a path is a folder or lies below it."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def top_of(paths: Iterable[str]) -> str:
    """Give the folder that shown paths start from: the git working tree that holds all the paths, else the current folder."""
    shared = shared_folder(paths)
    while not os.path.lexists(os.path.join(shared, ".git")):
        above = folder_of(shared)
        if above == shared:
            return os.getcwd()
        shared = above
    return shared


def shown(path: str, top: str) -> str:
    """Give a path as every output shows it: from `top` with slashes, whole if it lies elsewhere."""
    if path in {STDIN, STDIN_NAME} or not os.path.isabs(path):
        return path
    if path.startswith(top + os.sep):  # by far the most, and six times as fast as what follows
        path = path[len(top) + 1 :]
    elif holds(top, path):
        path = os.path.relpath(path, top)
    return path.replace(os.sep, "/")
