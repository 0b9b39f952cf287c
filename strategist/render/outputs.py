"""The formats that a check can be written in for other programs, each in a module of its own that is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from strategist.kinds import cast
from strategist.models.checking import Checked

Writer = Callable[[Checked], str]

MODULES: Mapping[str, str] = {
    "sarif": "sarif",
    "junit": "junit",
    "github": "github",
    "gitlab": "gitlab",
    "markdown": "check_markdown",
    "badge": "badge",
}
"""The module of each format; every one has `render(checked) -> str`."""


def writer(name: str) -> Writer:
    """Give what writes a format; raises KeyError for one that is not in MODULES."""
    return cast("Writer", import_module(f"strategist.render.{MODULES[name]}").render)
