"""What can be wrong with a user's files, as values."""

from __future__ import annotations

from collections.abc import Iterable

from strategist.nouns import dataclass

MOST_PROBLEMS = 200
"""Problems of one document after which reading it stops: nobody mends more at a time, and a hostile file should not cost minutes."""


@dataclass(slots=True, order=True, unsafe_hash=True)
class Place:
    """Where something stands in a file; line and column count from 1, column in characters.

    Nothing changes one. It is not frozen because making one would take three times as long, and every answer has one.
    """

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Give `file:line:col`, or the file alone when the whole file is meant."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


def after(before: str, file: str) -> Place:
    """Give the place in a file that follows a text."""
    lines = (before + "x").splitlines()
    return Place(file, len(lines), len(lines[-1]))


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong with a user's file: where, what, and what to do."""

    place: Place
    what: str
    to_do: str

    def __str__(self) -> str:
        """Give `file:line:col: what; what to do` on one line, whatever line breaks the words quoted in it have."""
        return " ".join(f"{self.place}: {self.what}; {self.to_do}".splitlines())


class InvalidInputError(Exception):
    """The user's files or options cannot be used; carries every problem found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems, sorted by place, each once."""
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


class MissingExtraError(Exception):
    """Something needs a part of the program that is not installed; says which package it is."""

    def __init__(self, what: str, extra: str) -> None:
        """Name what needs it and the package."""
        super().__init__(f"{what} needs {extra}, which is not installed; install it with: pip install {extra}")


def did_you_mean(word: object, known: Iterable[str], *, otherwise: str = "") -> str:
    """Suggest the nearest known word, or say what is known.

    `otherwise` replaces the list of known words where that list would be too long to read.
    """
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

    names = list(known)
    written = str(word)
    holding = [name for name in names if written and written.lower() in name.split("-")]
    folded = written.lower().replace("_", "-")
    near = holding if len(holding) == 1 else get_close_matches(folded, names, n=1) or get_close_matches(written, names, n=1)
    if near:
        return f"did you mean `{near[0]}`?"
    return otherwise or "write one of " + ", ".join(names)
