"""`strategist check`: stored profiles as a gate."""

from __future__ import annotations

from inspect import Parameter, Signature
from typing import Annotated, Any

import typer

from strategist.cli.check_options import OPTIONS, PATHS_HELP, Option
from strategist.cli.gate import gate

TYPES = {"text": str | None, "texts": list[str] | None, "number": int | None, "flag": bool}


def check(**given: Any) -> None:
    """Check stored profiles: everything a reading finds, and whether the files are fit to be read.

    Exits 0 when nothing at or above the threshold is found, 1 when something is, 2 when a file or an option cannot be used.
    """
    raise typer.Exit(gate(given.pop("paths") or [], given))


def _annotation(option: Option) -> Any:
    asked = typer.Option(*option.flags, metavar=option.metavar, help=option.help, min=option.least)
    return Annotated[TYPES[option.kind] if option.default is None else str, asked]


_PATHS = Annotated[list[str] | None, typer.Argument(metavar="[PATH]...", help=PATHS_HELP)]
_PARAMETERS = {"paths": (_PATHS, None), **{option.name: (_annotation(option), option.unset) for option in OPTIONS}}

check.__annotations__ = {name: annotation for name, (annotation, _) in _PARAMETERS.items()}
check.__signature__ = Signature(  # type: ignore[attr-defined]
    [Parameter(name, Parameter.KEYWORD_ONLY, annotation=kind, default=unset) for name, (kind, unset) in _PARAMETERS.items()]
)
