"""`strategist init`: a starter profile."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from strategist.cli.delivery import deliver, refuse_existing
from strategist.texts import clean


def init(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="Where to write it; the screen when left out.", show_default=False)
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over an existing file.")] = False,
) -> None:
    """Write a commented starter profile with every question and its options."""
    from strategist.catalogue import shipped
    from strategist.render import starter

    if file and not force:
        refuse_existing(file)
    deliver(starter.text(shipped()), file, data=True)
    if file:
        typer.echo(clean(f"Wrote {file}. Answer what you know, then run: strategist assess {file}"), err=True)
