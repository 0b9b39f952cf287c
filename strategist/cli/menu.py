"""`strategist menu`: the ten purposes."""

from __future__ import annotations

from typing import Annotated

import typer

from strategist.cli.delivery import deliver
from strategist.cli.options import Output, paper
from strategist.errors import InvalidInputError, Place, Problem, did_you_mean


def menu(
    strategies: Annotated[list[str] | None, typer.Argument(metavar="[STRATEGY]...", help="One in full, several side by side.")] = None,
    output: Output = None,
) -> None:
    """Show the ten purposes at a glance, one in full, or several side by side."""
    from strategist.catalogue import shipped
    from strategist.render.menu import render

    known = shipped().strategies
    named = list(dict.fromkeys(strategies or []))
    unknown = [Problem(Place("menu"), f"there is no strategy `{name}`", did_you_mean(name, known)) for name in named if name not in known]
    if unknown:
        raise InvalidInputError(unknown)
    deliver(render(shipped(), [known[name] for name in named], paper(output)), output)
