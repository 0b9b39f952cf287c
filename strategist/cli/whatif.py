"""`strategist whatif`: the reading before and after a change of answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from strategist.cli.delivery import deliver
from strategist.cli.options import Format, Output, only, paper
from strategist.errors import InvalidInputError, Place, Problem
from strategist.texts import quoted

if TYPE_CHECKING:
    from strategist.models.profile import Profile


def whatif(
    profile: Annotated[Path, typer.Argument(metavar="PROFILE", help="The profile, or - for standard input.", show_default=False)],
    sets: Annotated[list[str], typer.Option("--set", metavar="QUESTION=ANSWER", help="An answer to change; may be given again.")],
    format_: Annotated[Format, typer.Option("--format", "-f", help="How to write it.")] = Format.TERMINAL,
    output: Output = None,
) -> None:
    """Show what other answers would change: the reading before and after, and what opens and closes."""
    from strategist import profiles, reading
    from strategist.catalogue import shipped
    from strategist.compare import compare

    catalogue = shipped()
    names = {strategy.id: strategy.name for strategy in catalogue.strategies.values()}
    before = only(profiles.read(profile, catalogue))
    after = _changed(before, sets)
    change = compare((before, reading.build(before, catalogue)), (after, reading.build(after, catalogue)), names)
    if format_ is Format.JSON:
        from strategist.render import data

        deliver(data.dump(change), output, sources=(profile,), data=True)
        return
    from strategist.render import before_after

    deliver(before_after.render(change, catalogue, paper(output)), output, sources=(profile,))


def _changed(before: Profile, sets: list[str]) -> Profile:
    """Apply every `question=answer`; the answer may hold further equals signs. Every slip is told at once."""
    from strategist import profiles
    from strategist.catalogue import shipped

    split = [tuple(part.strip() for part in text.partition("=")) for text in sets]
    problems = [
        Problem(Place("--set"), f"{quoted(text)} is no answer to a question", "write it as human-reach=short-menu")
        for text, (name, _, value) in zip(sets, split, strict=True)
        if not name or not value
    ]
    try:
        after = profiles.changed(before, shipped(), {name: value for name, _, value in split if name and value})
    except InvalidInputError as error:
        raise InvalidInputError([*problems, *error.problems]) from None
    if problems:
        raise InvalidInputError(problems)
    return after
