"""`strategist fund`: what a promise costs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from strategist.cli.delivery import deliver
from strategist.cli.options import Format, Output, only, paper
from strategist.errors import InvalidInputError, Place, Problem, did_you_mean

if TYPE_CHECKING:
    from strategist.channels import Key
    from strategist.models.profile import Channel
    from strategist.staffing import Figures

LIST_THEM = (
    "write under `budget:` a line such as `channels: [{channel: telephone, hours_a_week: 40, contacts_an_hour: 300, minutes: 220 s, "
    "within: 20 s, share: 80}]`"
)


def fund(
    profile: Annotated[Path, typer.Argument(metavar="PROFILE", help="The profile, or - for standard input.", show_default=False)],
    promise: Annotated[str | None, typer.Option("--promise", help="Another promise: answer within 20 s in 80 %, or 80/20.")] = None,
    agents: Annotated[str | None, typer.Option("--agents", metavar="N", help="How many people are at work at once.")] = None,
    patience: Annotated[str | None, typer.Option("--patience", help="When people give up, on average: 3min.")] = None,
    channel: Annotated[str | None, typer.Option("--channel", help="The channel that these options speak of.")] = None,
    shrinkage: Annotated[str | None, typer.Option("--shrinkage", metavar="PERCENT", help="Paid time not spent at work: 30.")] = None,
    format_: Annotated[Format, typer.Option("--format", "-f", help="How to write it.")] = Format.TERMINAL,
    output: Output = None,
) -> None:
    """Show the people and the money that a promise needs, what there is, and what that buys."""
    from strategist import funding, profiles
    from strategist.catalogue import shipped
    from strategist.flow import counted

    read = only(profiles.read(profile, shipped()))
    have = funding.figures(counted(read, shipped()))
    have = _changed(have, channel, {"promise": promise, "agents": agents, "patience": patience}, shrinkage)
    found = funding.cost(have)
    if found is None:
        raise _refused(Place(read.name), "nothing in the profile says how many contacts come", LIST_THEM)
    found = funding.with_curves(found, have)
    if format_ is Format.JSON:
        from strategist.render import data

        deliver(data.dump(found), output, sources=(profile,), data=True)
        return
    from strategist.render import fund as drawn

    deliver(drawn.render(found, read.text("company.name") or read.name, paper(output)), output, sources=(profile,))


def _changed(have: Figures, name: str | None, said: dict[str, str | None], shrinkage: str | None) -> Figures:
    """Give the figures with what the options say in place of what the profile says."""
    from strategist.nouns import replace

    given = {option: text for option, text in said.items() if text is not None}
    chosen = _chosen(have, name, list(given))
    changes = {option: _read(option, text) for option, text in given.items()}
    channels = tuple(_with(channel, changes, given) if channel in chosen else channel for channel in have.channels)
    return replace(have, channels=channels, shrinkage=have.shrinkage if shrinkage is None else _shrinkage(shrinkage))


def _chosen(have: Figures, name: str | None, options: list[str]) -> list[Channel]:
    """Give the channels that the options speak of: one channel, and for --agents one part of the week."""
    if not options and name is None:
        return []
    at = Place(f"--{options[0]}" if options else "--channel")
    if not have.channels:
        raise _refused(at, "the profile lists no channels", LIST_THEM)
    names = list(dict.fromkeys(channel.channel for channel in have.channels))
    if name is None:
        found = list(have.channels)
    else:
        found = [channel for channel in have.channels if name.lower() in {channel.channel.lower(), str(channel).lower()}]
        if not found:
            raise _refused(
                Place("--channel"), f"the profile has no channel `{name}`", did_you_mean(name, [*names, *map(str, have.channels)])
            )
    if len({channel.channel for channel in found}) > 1:
        raise _refused(at, f"the profile has several channels ({', '.join(names)})", _which(found[0].channel))
    if "agents" in options and len(found) > 1:
        what = f"`{found[0].channel}` has {len(found)} parts of the week"
        raise _refused(Place("--agents"), what, _which(str(found[0])))
    return found


def _which(name: str) -> str:
    """Show how to name a channel on the command line."""
    return "say which one is meant, as in --channel " + (f'"{name}"' if " " in name else name)


def _read(option: str, text: str) -> tuple[float | None, float | None]:
    """Read what an option says: time and share of a promise, or a figure alone."""
    from strategist import channels

    key: Key = "agents" if option == "agents" else "patience"
    try:
        return channels.promise(text) if option == "promise" else (channels.figure(key, text), None)
    except channels.RefusedError as error:
        raise _refused(Place(f"--{option}"), error.what, error.to_do) from None


def _with(channel: Channel, changes: dict[str, tuple[float | None, float | None]], said: dict[str, str]) -> Channel:
    from strategist.nouns import replace

    if "agents" in changes:
        channel = replace(channel, agents=int(changes["agents"][0] or 0))
    if "patience" in changes:
        channel = replace(channel, patience=changes["patience"][0])
    if "promise" not in changes:
        return channel
    within, share = changes["promise"]
    within, share = channel.within if within is None else within, channel.share if share is None else share
    if within is None or share is None:
        missing, example = ("time", "within 20 s") if within is None else ("share", "in 80 %")
        what = f"the promise `{said['promise']}` says no {missing}, and `{channel}` has none in the profile"
        raise _refused(Place("--promise"), what, f"add one, such as “{example}”")
    return replace(channel, within=within, share=share)


def _shrinkage(text: str) -> float:
    from strategist.catalogue import shipped
    from strategist.quantities import percent, plain

    most = shipped().questions["budget.shrinkage"].maximum or 0
    read = percent(text)
    if read is None or not 0 <= read <= most:
        to_do = f"write a percentage from 0 to {plain(most)}, such as 30"
        raise _refused(Place("--shrinkage"), f"`{text}` is no share of paid time", to_do)
    return read / 100


def _refused(place: Place, what: str, to_do: str) -> InvalidInputError:
    return InvalidInputError([Problem(place, what, to_do)])
