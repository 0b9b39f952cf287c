"""`strategist plan`: the cheapest way to a strategy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from strategist.cli.delivery import deliver
from strategist.cli.options import Format, Output, only, paper
from strategist.errors import InvalidInputError, Place, Problem, did_you_mean

if TYPE_CHECKING:
    from strategist.models.profile import Profile

EVERY = "all"


def plan(
    profile: Annotated[Path, typer.Argument(metavar="PROFILE", help="The profile, or - for standard input.", show_default=False)],
    to: Annotated[str | None, typer.Option("--to", help="The strategy to reach, or all; the declared one when left out.")] = None,
    keep: Annotated[list[str] | None, typer.Option("--keep", help="A dimension that must stay as it is; may be given again.")] = None,
    budget: Annotated[float | None, typer.Option("--budget", min=0, help="The most effort there is.")] = None,
    format_: Annotated[Format, typer.Option("--format", "-f", help="How to write it.")] = Format.TERMINAL,
    output: Output = None,
) -> None:
    """Find the cheapest changes after which a strategy is clearly practised and nothing critical is left."""
    from strategist import plan as planning
    from strategist import profiles
    from strategist.catalogue import shipped
    from strategist.program import Wish

    read = only(profiles.read(profile, shipped()))
    targets, kept = _targets(read, to), _kept(keep or [])
    plans = [planning.plan(read, shipped(), Wish(target, kept, budget)) for target in targets]
    if format_ is Format.JSON:
        from strategist.render import data

        deliver(data.dump(plans if to == EVERY else plans[0]), output, sources=(profile,), data=True)
        return
    from strategist.render import way

    sheet = paper(output)
    deliver(way.table(plans, read, sheet) if to == EVERY else way.render(plans[0], read, sheet), output, sources=(profile,))


def _targets(profile: Profile, to: str | None) -> list[str]:
    from strategist.catalogue import shipped

    known = shipped().strategies
    if to == EVERY:
        return list(known)
    if to is None:
        if not profile.parts:
            raise InvalidInputError([Problem(Place(profile.name), "no strategy is declared", "say which one you want with --to STRATEGY")])
        return [max(profile.parts, key=lambda part: part.share or 0).strategy]
    if to not in known:
        raise InvalidInputError([Problem(Place("--to"), f"there is no strategy `{to}`", did_you_mean(to, known))])
    return [to]


def _kept(names: list[str]) -> frozenset[str]:
    from strategist.catalogue import shipped

    known = shipped().dimensions
    unknown = [name for name in names if name not in known]
    if unknown:
        problems = (Problem(Place("--keep"), f"there is no dimension `{name}`", did_you_mean(name, known)) for name in unknown)
        raise InvalidInputError(problems)
    return frozenset(names)
