"""`strategist init`: a starter profile."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from strategist.cli.options import deliver
from strategist.errors import InvalidInputError, Place, Problem


def init(
    file: Annotated[Path | None, typer.Argument(help="Where to write it; the screen when left out.", show_default=False)] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over an existing file.")] = False,
) -> None:
    """Write a commented starter profile with every question and its options."""
    from strategist.catalogue import shipped
    from strategist.render import starter

    if file and not force and (file.exists() or file.is_symlink()):
        raise InvalidInputError([Problem(Place(str(file)), "this already exists", "choose another name, or add --force to write over it")])
    deliver(starter.text(shipped()), file)
    if file:
        typer.echo(f"Wrote {file}. Answer what you know, then run: strategist assess {file}", err=True)
