"""`strategist interview`: questions at a prompt, from nothing to a reading."""

from __future__ import annotations

import io
import os
import sys
from enum import StrEnum
from functools import partial
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from strategist.cli import INTERRUPTED
from strategist.cli.options import colored, paper, width
from strategist.errors import InvalidInputError, Place, Problem
from strategist.texts import clean

if TYPE_CHECKING:
    from strategist.interview.conduct import Front
    from strategist.models.knowledge import Catalogue

PROFILE = Path("profile.yaml")


class Role(StrEnum):
    """Who answers."""

    EXECUTIVE = "executive"
    FRONTLINE = "frontline"
    CONSULTANT = "consultant"


def interview(
    profile: Annotated[
        Path, typer.Argument(metavar="[PROFILE]", help="The profile to begin, or to go on with.", show_default=str(PROFILE))
    ] = PROFILE,
    questionnaires: Annotated[
        list[str] | None, typer.Option("--questionnaire", metavar="NAME", help="Ask only this questionnaire; may be given again.")
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help="At most 12 answers, the most telling first; about 5 minutes.")] = False,
    role: Annotated[Role | None, typer.Option("--role", help="Ask only what this role can know.", show_default=False)] = None,
    plain: Annotated[bool, typer.Option("--plain", help="Plain numbered lines, for screen readers and simple terminals.")] = False,
    replay: Annotated[
        Path | None, typer.Option("--replay", metavar="ANSWERS", help="Answer from a profile or a list of commands.", show_default=False)
    ] = None,
) -> None:
    """Answer questions at a prompt; every answer is saved at once, and at the end you get a reading.

    Leave at any time and go on later: the interview remembers the place.
    """
    from strategist.catalogue import shipped
    from strategist.interview.conduct import Interview
    from strategist.interview.keeping import kept
    from strategist.interview.plain import Plain
    from strategist.interview.scope import scope
    from strategist.interview.state import begin

    catalogue = shipped()
    asked = scope(catalogue, questionnaires=questionnaires or (), role=role.value if role else None, short=quick)
    with kept(profile, catalogue) as keeper:
        front = _front(replay, catalogue, plain=plain)
        state = begin(keeper.last.profile, catalogue, scope=asked, given=keeper.last.given, quick=quick)
        try:
            Interview(front, keeper, partial(paper, None)).conduct(state)
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None
        finally:
            _part(profile, _options(questionnaires or [], role, quick=quick, plain=plain))
    if isinstance(front, Plain) and not front.heard:
        to_do = "answer at a terminal, pipe answers in, or use --replay ANSWERS.yaml"
        raise InvalidInputError([Problem(Place("standard input"), "there is no terminal, and nothing comes in to answer with", to_do)])


def _front(replay: Path | None, catalogue: Catalogue, *, plain: bool) -> Front:
    """Choose the front: a script, plain lines where there is no full terminal, else the screen."""
    from strategist.interview.plain import Plain

    typed = sys.stdin is not None and sys.stdin.isatty()
    lines = Plain(sys.stdin or io.StringIO(), sys.stdout, width(), echo=not typed)
    if replay:
        from strategist.interview.replay import Replay, script

        return Replay(script(replay, catalogue), lines)
    if plain or not typed or not sys.stdout.isatty() or os.environ.get("TERM", "dumb") == "dumb":
        return lines
    from strategist.interview.canvas import Terminal
    from strategist.interview.screen import Screen

    return Screen(Terminal(color=colored()))


def _options(questionnaires: list[str], role: Role | None, *, quick: bool, plain: bool) -> str:
    """Give the options again with which one goes on."""
    flags = ["--quick"] * quick + ["--plain"] * plain + ([f"--role {role.value}"] if role else [])
    return "".join(f" {word}" for word in [*flags, *(f"--questionnaire {name}" for name in questionnaires)])


def _part(profile: Path, options: str) -> None:
    """Say where the answers are, however the interview ended."""
    if profile.exists():
        sys.stdout.flush()
        typer.echo(clean(f"Your answers are in {profile}. Go on with: strategist interview {quote(str(profile))}{options}"), err=True)
