"""A quick way in for `strategist check`: reads what is plainly written, and leaves help, mistakes and anything unusual to typer."""

from __future__ import annotations

import os

from strategist.cli.check_options import OPTIONS, Option

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_BY_FLAG = {flag: option for option in OPTIONS for flag in option.flags}


def read(words: list[str]) -> tuple[list[str], dict[str, Any]] | None:
    """Read the words after `check`: the paths, and a value for every option; None for what typer has to judge."""
    if any(name.endswith("_COMPLETE") for name in os.environ):
        return None
    paths: list[str] = []
    given: dict[str, Any] = {option.name: option.unset for option in OPTIONS}
    left = iter(words)
    for word in left:
        if word == "--":
            paths += left
        elif word == "-" or not word.startswith("-"):
            paths.append(word)
        else:
            flag, joined, value = word.partition("=") if word.startswith("--") else (word, "", "")
            option = _BY_FLAG.get(flag)
            if option is None or (option.kind == "flag" and joined):
                return None
            if not _taken(option, given, True if option.kind == "flag" else value if joined else next(left, None)):
                return None
    return paths, given


def _taken(option: Option, given: dict[str, Any], value: Any) -> bool:
    """Note the value of an option; False if it may be none."""
    if value is None or (isinstance(value, str) and value.startswith("-")):
        return False
    if option.kind == "texts":
        given[option.name] = [*(given[option.name] or []), value]
    elif option.kind == "number":
        if not (value.isascii() and value.isdigit()) or int(value) < (option.least or 0):
            return False
        given[option.name] = int(value)
    else:
        given[option.name] = value
    return True
