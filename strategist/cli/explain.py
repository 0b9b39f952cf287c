"""`strategist explain`: what an id or code means."""

from __future__ import annotations

from typing import Annotated

import typer

from strategist.cli.delivery import deliver
from strategist.cli.options import Output, paper
from strategist.errors import InvalidInputError, Place, Problem, did_you_mean


def explain(
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="An id from a reading or from the menu, or a rule's code.")],
    output: Output = None,
) -> None:
    """Explain a rule, a check, a dimension, a strategy, a practice, a goal, a question or a source."""
    from strategist.catalogue import shipped
    from strategist.render.entry import entries, render

    known = entries(shipped())
    folded = {name.lower(): name for name in known}
    unknown = [_unknown(name, list(known)) for name in names if name.lower() not in folded]
    if unknown:
        raise InvalidInputError(unknown)
    sheet = paper(output)
    deliver("\n".join(render(shipped(), known[folded[name.lower()]], sheet) for name in names), output)


def _unknown(name: str, known: list[str]) -> Problem:
    otherwise = "try `strategist menu`, a rule's code such as M301, or an id from a reading"
    return Problem(Place("explain"), f"nothing is called `{name}`", did_you_mean(name, known, otherwise=otherwise))
