"""`strategist config`: the settings in force, and where each was said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from strategist.cli.delivery import deliver
from strategist.cli.options import Format, Output

if TYPE_CHECKING:
    from strategist.check.configuration import Configuration


def config(
    path: Annotated[str, typer.Argument(metavar="[PATH]", help="A profile or a folder; this folder when left out.")] = ".",
    file: Annotated[str | None, typer.Option("--config", metavar="FILE", help="The only configuration to read.")] = None,
    format_: Annotated[Format, typer.Option("--format", "-f", help="How to write it.")] = Format.TERMINAL,
    output: Output = None,
) -> None:
    """Print the settings of `check` that are in force for a file or a folder, and where each was said."""
    import json

    from strategist.catalogue import shipped
    from strategist.check import collect
    from strategist.check.configuration import Finder

    found = Finder(shipped(), file).find(collect.shared_folder([path]))
    if format_ is Format.JSON:
        deliver(json.dumps(_plain(found, path), ensure_ascii=False, indent=2) + "\n", output, data=True)
    else:
        deliver(_text(_plain(found, path)), output)


def _plain(found: Configuration, path: str) -> dict[str, Any]:
    """Give each setting with its value, where it was said, and what it does; settings for some files alone are applied to a file."""
    from strategist.check import collect
    from strategist.check.configuration import KEYS, in_force

    own = found.concerning(collect.absolute(path))
    settings = {
        key: {
            "value": own.get(key, value),
            "from": f"per-file in {found.file}" if key in own and own[key] != found.values.get(key) else str(place) if place else "default",
            "words": KEYS[key].words,
        }
        for key, value, place in in_force(found)
    }
    return {"file": found.file, "settings": settings}


def _text(plain: dict[str, Any]) -> str:
    from strategist.texts import clean

    lines = [f"Configuration: {plain['file'] or 'none found; these are the defaults'}", ""]
    for key, setting in plain["settings"].items():
        value = setting["value"]
        said = ", ".join(value) if isinstance(value, list | tuple) else value
        lines += [f"{key} = {'none' if said in {None, ''} else said}", f"  {setting['words']}", f"  {setting['from']}"]
    return clean("\n".join(lines)) + "\n"
