"""`strategist recommend`: goals and money to strategies."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from strategist.cli.delivery import deliver
from strategist.cli.options import Format, Output, paper


def recommend(
    profile: Annotated[Path, typer.Argument(metavar="PROFILE", help="The profile, or - for standard input.", show_default=False)],
    format_: Annotated[Format, typer.Option("--format", "-f", help="How to write it.")] = Format.TERMINAL,
    output: Output = None,
) -> None:
    """Rank the ten purposes by the goals of a profile, hold each against its money, and say why."""
    from strategist import profiles
    from strategist.catalogue import shipped
    from strategist.cli.options import only
    from strategist.errors import InvalidInputError, Problem
    from strategist.flow import counted
    from strategist.recommend import recommend as rank

    read = only(profiles.read(profile, shipped()))
    found = rank(counted(read, shipped()))
    if found is None:
        place = read.place("goals")
        raise InvalidInputError([Problem(place, "no goals are given", "write `goals:` with the most important first, such as [win-share]")])
    if format_ is Format.JSON:
        from strategist.render import data

        deliver(data.dump(found), output, sources=(profile,), data=True)
        return
    from strategist.render import choice

    deliver(choice.render(found, read, paper(output)), output, sources=(profile,))
