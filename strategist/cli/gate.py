"""What `strategist check` does, apart from reading the command line: options to a request, one run, outputs, an exit code."""

from __future__ import annotations

import os
from collections.abc import Mapping

from strategist.errors import InvalidInputError, Place, Problem, did_you_mean
from strategist.kinds import Any
from strategist.texts import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from strategist.models.checking import Checked
    from strategist.render.check_text import Style

SCREEN = ("text", "full", "json")
SETTINGS = ("fail-on", "select", "ignore", "min-coverage", "baseline")
"""The options that stand for keys of the configuration."""


def gate(paths: list[str], given: Mapping[str, Any]) -> int:
    """Check what was asked for and write the outputs; gives the exit code. `given` holds a value for every option of the command."""
    from strategist.catalogue import shipped
    from strategist.check import cache, workers
    from strategist.check.collect import top_of
    from strategist.check.planning import Request
    from strategist.check.run import run
    from strategist.render.check_text import Style

    full, wants = given["format_"] == "full", {name: given[name] for name in ("statistics", "quiet")}
    style = Style(color=_wants_color(), full=full, waivers=given["audit_waivers"], **wants)
    destinations = _destinations(given["format_"], given["outputs"] or [], read=[*paths, given["baseline"], given["config"]])
    request = Request(
        paths=_paths(paths, given["stdin_filename"]),
        today=_today(given["today"]),
        overrides=_overrides({key: given[key.replace("-", "_")] for key in SETTINGS}),
        config=given["config"],
        stdin_name=given["stdin_filename"] or "<stdin>",
        skip_others=given["skip_others"],
        update=given["update_baseline"],
        growth=given["allow_growth"],
        since=given["since"],
        processes=given["jobs"] or workers.usual(),
        cache=None if given["no_cache"] else given["cache_dir"] or cache.home(),
    )
    checked = run(request, shipped())
    for name, file in destinations:
        _write(checked, name, file, style, _Lines(top_of(request.paths)))
    return checked.exit_code


def _paths(paths: list[str] | None, stdin_name: str | None) -> tuple[str, ...]:
    """Give what to check: the current folder when nothing is named, standard input when only its name is given."""
    if stdin_name is None:
        return tuple(paths or ["."])
    if paths and "-" not in paths:
        raise InvalidInputError([Problem(Place("--stdin-filename"), "standard input is not among the paths", "add - to them")])
    return tuple(paths or ["-"])


def _wants_color() -> bool:
    import sys

    shown = sys.stdout is not None and sys.stdout.isatty()
    return shown and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def _today(said: str | None) -> str:
    """Give the day to check for; the clock is read here and nowhere else."""
    from datetime import date

    if said is None:
        return date.today().isoformat()  # noqa: DTZ011 - the day where the user is
    try:
        return date.fromisoformat(said).isoformat()
    except ValueError:
        raise InvalidInputError([Problem(Place("--today"), f"{quoted(said)} is no day", "write it as 2026-03-31")]) from None


def _overrides(given: dict[str, Any]) -> dict[str, Any]:
    """Read the options that stand for settings, by the rules of the configuration; lists may be split by commas."""
    from strategist.catalogue import shipped
    from strategist.check.configuration import KEYS, READERS
    from strategist.check.selection import unknown

    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, said in given.items():
        if said is None:
            continue
        place, kind = Place(f"--{key}"), KEYS[key].kind
        value = [part.strip() for item in said for part in item.split(",")] if isinstance(said, list) else said
        try:
            values[key] = READERS[kind](value)
        except ValueError as error:
            problems.append(Problem(place, f"{quoted(value)} is no value for `--{key}`", str(error)))
            continue
        problems += unknown(values[key], shipped(), place) if kind == "rules" else ()
    if problems:
        raise InvalidInputError(problems)
    return values


def _destinations(screen: str, outputs: list[str], *, read: list[str | None]) -> list[tuple[str, str | None]]:
    """Give each format with its file, None for the screen; raises InvalidInputError for what cannot be written.

    `read` are files that the run reads, and that no output may be written over.
    """
    from strategist.render.outputs import MODULES

    known = [*SCREEN, *MODULES]
    asked: list[tuple[str, str | None]] = [(screen, None)]
    problems = [] if screen in known else [Problem(Place("--format"), f"there is no format {quoted(screen)}", did_you_mean(screen, known))]
    for output in outputs:
        name, _, file = output.partition(":")
        if name not in known:
            problems.append(Problem(Place("--output"), f"there is no format {quoted(name)}", did_you_mean(name, known)))
        elif not file:
            asked[0] = (name, None)
        else:
            problems += _refused(file, [other for _, other in asked], read)
            asked.append((name, file))
    if problems:
        raise InvalidInputError(problems)
    return asked


def _refused(file: str, others: list[str | None], read: list[str | None]) -> list[Problem]:
    from pathlib import Path

    path = Path(file)
    if path.is_dir():
        return [Problem(Place(file), "this is a folder", "name a file inside it")]
    if any(other and path.is_file() and Path(other).exists() and path.samefile(other) for other in read):
        return [Problem(Place(file), "this run reads the file, and would write over it", "choose another file")]
    if any(other and Path(other).resolve() == path.resolve() for other in others):
        return [Problem(Place(file), "two outputs go to this file", "give each a file of its own")]
    if path.suffix.lower() in {".yaml", ".yml"}:
        return [Problem(Place(file), "this may be a profile, and would be written over", "choose another ending")]
    return [] if path.absolute().parent.is_dir() else [Problem(Place(file), "its folder does not exist", "make the folder first")]


class _Lines:
    """Gives lines of the files that were checked, each file read once."""

    def __init__(self, top: str) -> None:
        self.top = top
        self.files: dict[str, list[str]] = {}

    def __call__(self, place: Place) -> str | None:
        from strategist.check.collect import content
        from strategist.documents import decoded

        if place.file not in self.files:
            try:
                self.files[place.file] = decoded(content(os.path.join(self.top, place.file)), place.file).splitlines()
            except InvalidInputError:
                self.files[place.file] = []  # it came from standard input, or is gone
        lines = self.files[place.file]
        return lines[place.line - 1] if place.line <= len(lines) else None


def _showable(text: str) -> str:
    """Give text as the screen can show it: where it cannot show typography, in plain signs."""
    import sys

    encoding = (sys.stdout.encoding if sys.stdout else None) or "ascii"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        from strategist.render.paper import PLAIN

        return text.translate(PLAIN).encode(encoding, "replace").decode(encoding)
    return text


def _write(checked: Checked, name: str, file: str | None, style: Style, lines: _Lines) -> None:
    from strategist.cli.delivery import deliver
    from strategist.render import check_text

    if name in {"text", "full"}:
        from strategist.nouns import replace

        style = replace(style, full=name == "full", color=style.color and file is None)
        text = check_text.render(checked, style, lines)
        text = text if file else _showable(text)
    elif name == "json":
        from strategist.render import check_json

        text = check_json.render(checked)
    else:
        from strategist.render.outputs import writer

        text = writer(name)(checked)
    deliver(text, _path(file), data=name not in {"text", "full"})


def _path(file: str | None) -> Path | None:
    if file is None:
        return None
    from pathlib import Path

    return Path(file)
