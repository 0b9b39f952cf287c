"""A file to YAML documents: plain data and the place of every value, bounded, with whatever is wrong with it named.

What is plainly written is read line by line (`lines`); everything else is left to the parser (`events`), which alone says what is
wrong. Both give the same data and the same places. Words follow YAML 1.2: only `true` and `false` are booleans, keys are text.
"""

from __future__ import annotations

import sys

from strategist import lines
from strategist.errors import InvalidInputError, Place, Problem, after
from strategist.kinds import NoReturn
from strategist.origins import MAX_BYTES, MAX_DEPTH, MAX_NODES, Document, Route

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["MAX_BYTES", "MAX_DEPTH", "MAX_NODES", "Document", "Route", "decoded", "parse", "read"]


def read(path: Path) -> list[Document]:
    """Read every document of a file, or of standard input for `-`.

    Raises InvalidInputError for what is no readable, bounded, UTF-8 YAML.
    """
    name = "<stdin>" if str(path) == "-" else str(path)
    return parse(decoded(_bytes(path, name), name), name)


def _bytes(path: Path, name: str) -> bytes:
    try:
        if name == "<stdin>" and sys.stdin is None:
            _fail(Place(name), "standard input is closed", "name a file, or pipe a profile in")
        elif name == "<stdin>":
            content = sys.stdin.buffer.read(MAX_BYTES + 1)
        elif path.is_dir():
            _fail(Place(name), "this is a folder", "name a profile inside it")
        else:
            with path.open("rb") as file:
                content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        _fail(Place(name), "there is no such file", "check the path, or make a profile with `strategist init`")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        _fail(Place(name), f"the file cannot be read ({reason})", "check the path and who may read it")
    return content


def decoded(content: bytes, name: str) -> str:
    """Give the text of a file; raises InvalidInputError for one that is too large, empty or not UTF-8."""
    if len(content) > MAX_BYTES:
        _fail(Place(name), f"the file is larger than {MAX_BYTES // 1_000_000} MB", "a profile is a few kilobytes; check the path")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content[:2]:
        _fail(Place(name, 1, 1), "the file is UTF-16", "save it as UTF-8")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _fail(after(error.object[: error.start].decode(), name), "the file is not UTF-8", "save it as UTF-8")
    if not text.strip():
        _fail(Place(name, 1, 1), "the file is empty", "start from `strategist init`")
    return text


def parse(text: str, name: str) -> list[Document]:
    """Parse YAML text into its documents.

    Raises InvalidInputError with every duplicate key, unknown tag, merge key, alias bomb, excess of depth or syntax error.
    """
    plain = lines.read(text)
    if plain is not None:
        return [Document(name, *plain)]
    from strategist import events  # noqa: PLC0415 - the parser takes longer to load than all else that one profile needs

    return events.parse(text, name)


def _fail(place: Place, what: str, to_do: str) -> NoReturn:
    raise InvalidInputError([Problem(place, what, to_do)])
