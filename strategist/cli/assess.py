"""`strategist assess`: profiles in, readings out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from strategist.cli.delivery import deliver
from strategist.cli.options import Format, Output, paper
from strategist.errors import InvalidInputError

if TYPE_CHECKING:
    from strategist.models.knowledge import Catalogue
    from strategist.models.profile import Profile
    from strategist.models.reading import Reading


def assess(
    profiles: Annotated[list[Path], typer.Argument(metavar="PROFILE...", help="Profiles, or - for standard input.", show_default=False)],
    format_: Annotated[Format, typer.Option("--format", "-f", help="How to write the reading.")] = Format.TERMINAL,
    output: Output = None,
    plan: Annotated[bool, typer.Option("--plan", help="Add the cheapest way to the declared strategy.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Add why each finding matters, and the notes on the answers.")] = False,
) -> None:
    """Read profiles: what is practised, where that contradicts what is declared, and why.

    Reports only: exits 0 whatever it finds, 2 if a profile cannot be read.
    """
    from strategist.catalogue import shipped

    readings, broken = _read(profiles, shipped(), plan=plan)
    if readings:
        text = _rendered(readings, format_, output, full=full)
        deliver(text, output, sources=profiles, data=format_ is Format.JSON)
    if broken:
        raise InvalidInputError(problem for error in broken for problem in error.problems)


def _read(paths: list[Path], catalogue: Catalogue, *, plan: bool) -> tuple[list[Reading], list[InvalidInputError]]:
    """Read every profile that can be read; a broken one does not hide the others."""
    from strategist import profiles

    readings: list[Reading] = []
    broken: list[InvalidInputError] = []
    for path in paths:
        try:
            readings.extend(_reading(profile, catalogue, plan=plan) for profile in profiles.read(path, catalogue))
        except InvalidInputError as error:
            broken.append(error)
    return readings, broken


def _reading(profile: Profile, catalogue: Catalogue, *, plan: bool) -> Reading:
    from strategist import reading

    result = reading.build(profile, catalogue)
    if not plan:
        return result
    from strategist.plan import with_plan

    return with_plan(result, profile, catalogue)


def _rendered(readings: list[Reading], format_: Format, output: Path | None, *, full: bool) -> str:
    if format_ is Format.JSON:
        from strategist.render import data

        return data.render(readings)
    from strategist.catalogue import shipped
    from strategist.render import terminal

    names = {strategy.id: strategy.name for strategy in shipped().strategies.values()}
    return terminal.render(readings, paper(output), names, full=full)
