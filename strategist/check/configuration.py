"""What `strategist.toml` or `[tool.strategist]` in `pyproject.toml` says, found upwards from a file, and what is in force for it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from strategist import files
from strategist.check.selection import unknown
from strategist.errors import InvalidInputError, Place, Problem, did_you_mean
from strategist.kinds import Any
from strategist.models.catalogue import SEVERITIES
from strategist.models.knowledge import Catalogue
from strategist.models.settings import NEVER, Policy, Settings
from strategist.nouns import dataclass, field, replace
from strategist.texts import quoted

OWN, SHARED = "strategist.toml", "pyproject.toml"
PER_FILE = "per-file"
MANDATORY = "mandatory"
THRESHOLDS = (*SEVERITIES, NEVER)
WHOLE = 100
MOST_DAYS = 36_500
MOST_BYTES = 2_000_000

_AT = r"\(at line (\d+), column (\d+)\)"


@dataclass(frozen=True, slots=True)
class Key:
    """One key of the configuration: the kind of its value, what it does, and whether it may be set for some files alone."""

    kind: str
    words: str
    per_file: bool = False


KEYS: Mapping[str, Key] = {
    "select": Key("rules", "Report only these: codes, the beginnings of codes, rules, or all.", per_file=True),
    "ignore": Key("rules", "Report none of these.", per_file=True),
    MANDATORY: Key("rules", "Report these always; they can be neither waived nor put into the baseline."),
    "fail-on": Key("threshold", "The mildest severity that fails a run: critical, major, minor or never."),
    "min-coverage": Key("percent", "How many of a hundred practices have to be known.", per_file=True),
    "stale-after-days": Key("days", "Answers older than this are reported.", per_file=True),
    "waiver-max-days": Key("days", "A waiver that ends later than this from today accepts nothing."),
    "waiver-notice-days": Key("days", "A waiver that ends within so many days is reported."),
    "exclude": Key("patterns", "Files and folders to leave out, written as in .gitignore."),
    "baseline": Key("file", "The baseline, from the folder of the configuration."),
    "waivers": Key("file", "A file of waivers for several profiles, from the folder of the configuration."),
}
"""Every key, in the order in which they are shown."""

Values = Mapping[str, Any]
Kind = Callable[[object], Any]


def _words(value: object) -> tuple[str, ...]:
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(item, str) and item.strip() for item in items):
        raise ValueError('write a list of words, such as ["M301", "H"]')
    return tuple(items)


def _patterns(value: object) -> tuple[str, ...]:
    words = _words(value)
    try:
        _spec(words)
    except ValueError:
        raise ValueError("write each as in .gitignore") from None
    return words


def _threshold(value: object) -> str:
    if value not in THRESHOLDS:
        raise ValueError(did_you_mean(value if isinstance(value, str) else "", THRESHOLDS))
    return str(value)


def _whole(most: int) -> Kind:
    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
            raise ValueError(f"write a whole number from 0 to {most}")
        return value

    return read


def _file(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("write the path of a file")
    return value


READERS: Mapping[str, Kind] = {
    "rules": _words,
    "patterns": _patterns,
    "threshold": _threshold,
    "percent": _whole(WHOLE),
    "days": _whole(MOST_DAYS),
    "file": _file,
}
"""How a value of each kind is read; each raises ValueError with what to do."""


@dataclass(frozen=True)
class Configuration:
    """What one file says, and where; patterns and paths start from its folder. Without a file nothing is said."""

    folder: str
    values: Values = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    per_file: Mapping[str, Values] = field(default_factory=dict)
    file: str | None = None

    def excludes(self, path: str) -> bool:
        """Tell whether a file, by its absolute path, is left out."""
        return bool(self.values.get("exclude")) and self._matches(path, self.values["exclude"])

    def concerning(self, path: str) -> Values:
        """Give what is said for one file, by its absolute path; later patterns outdo earlier ones, but what is ignored adds up."""
        said = dict(self.values)
        for pattern, values in self.per_file.items():
            if self._matches(path, (pattern,)):
                ignored = (*said.get("ignore", ()), *values.get("ignore", ()))
                said |= values
                if ignored:
                    said["ignore"] = ignored
        return said

    def _matches(self, path: str, patterns: tuple[str, ...]) -> bool:
        if not path.startswith(os.path.join(self.folder, "")):
            return False
        return bool(_spec(patterns).match_file(os.path.relpath(path, self.folder).replace(os.sep, "/")))

    def policy(self, overrides: Values) -> Policy:
        """Give what decides how a run ends; a path in an option starts from the current folder."""
        said = {**self.values, **overrides}
        files = {
            key: os.path.abspath(os.path.join("" if key in overrides else self.folder, said[key]))
            for key in ("baseline", "waivers")
            if key in said
        }
        threshold = said.get("fail-on", Policy().fail_on)
        return Policy(None if threshold == NEVER else threshold, files.get("baseline"), files.get("waivers"))


def settings(said: Values, today: str) -> Settings:
    """Give the settings for one file from what is said for it."""
    names = {key.replace("-", "_"): value for key, value in said.items()}
    return Settings(today, **{name: value for name, value in names.items() if name in Settings.__match_args__})


@cache
def _spec(patterns: tuple[str, ...]) -> Any:
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - only where patterns are used

    return GitIgnoreSpec.from_lines(patterns)


@dataclass(frozen=True)
class Finder:
    """Finds the configuration for a folder, each file read once; a file named by the user holds for everything."""

    catalogue: Catalogue
    only: str | None = None
    known: dict[str, Configuration] = field(default_factory=dict)

    def find(self, folder: str) -> Configuration:
        """Give what is in force in an absolute folder; raises InvalidInputError for a configuration with mistakes."""
        if self.only is not None:
            folder = f"\0{self.only}"
        if folder not in self.known:
            self.known[folder] = read(self.only, self.catalogue, named=True) if self.only else self._upwards(folder)
        return self.known[folder]

    def _upwards(self, folder: str) -> Configuration:
        """Go down to a folder from the outermost one, since the nearest configuration keeps what the outer ones call mandatory."""
        above = [folder]
        while (parent := os.path.dirname(above[-1])) != above[-1]:
            above.append(parent)
        found = Configuration(folder)
        for within in reversed(above):
            if within not in self.known:
                self.known[within] = self._in(within, found)
            found = self.known[within]
        return found

    def _in(self, folder: str, outer: Configuration) -> Configuration:
        for name in (OWN, SHARED):
            if (found := _existing(os.path.join(folder, name), self.catalogue)) is not None:
                return _bound(found, outer)
        return outer


def _bound(inner: Configuration, outer: Configuration) -> Configuration:
    """Keep what is mandatory further out: a configuration deeper in a repository can add to it, and never take away."""
    if MANDATORY not in outer.values:
        return inner
    mandatory = tuple(dict.fromkeys((*outer.values[MANDATORY], *inner.values.get(MANDATORY, ()))))
    places = {MANDATORY: outer.places[MANDATORY], **inner.places}
    return replace(inner, values={**inner.values, MANDATORY: mandatory}, places=places)


def _existing(file: str, catalogue: Catalogue) -> Configuration | None:
    try:
        if not os.path.lexists(file) or (os.path.basename(file) == SHARED and b"strategist" not in files.read(file, MOST_BYTES)):
            return None
    except OSError as error:
        raise _refused(Place(file), f"the configuration cannot be read ({error.strerror})", "check who may read it") from None
    found = read(file, catalogue)
    return found if found.folder else None


def read(file: str, catalogue: Catalogue, *, named: bool = False) -> Configuration:
    """Read a configuration; raises InvalidInputError with everything wrong in it. One without a part for us has no folder."""
    import tomllib  # noqa: PLC0415 - most runs have no configuration

    try:
        text = files.read(file, MOST_BYTES).decode("utf-8-sig")
        data = tomllib.loads(text.replace("\r\n", "\n"))
    except OSError as error:
        raise _refused(Place(file), f"the configuration cannot be read ({error.strerror})", "check the path") from None
    except UnicodeDecodeError:
        raise _refused(Place(file), "the configuration is not UTF-8", "save it as UTF-8") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        import re  # noqa: PLC0415 - only what is broken needs it

        at = re.search(_AT, str(error))
        place = Place(file, int(at[1]), int(at[2])) if at else Place(file, text.count("\n") + 1, 1)
        raise _refused(
            place, "this is not TOML", "look at the quotes and brackets here and above, and for a key that stands twice"
        ) from None
    ours = data if os.path.basename(file) != SHARED else data.get("tool", {}).get("strategist")
    if ours is None and not named:
        return Configuration("")
    return _Reader(file, text, catalogue).configuration(ours or {})


def _refused(place: Place, what: str, to_do: str) -> InvalidInputError:
    return InvalidInputError([Problem(place, what, to_do)])


@dataclass
class _Reader:
    file: str
    text: str
    catalogue: Catalogue
    problems: list[Problem] = field(default_factory=list)

    def configuration(self, data: object) -> Configuration:
        if not isinstance(data, dict):
            raise _refused(self.place("strategist"), "`strategist` is a table", "write `[tool.strategist]`")
        per_file = data.pop(PER_FILE, {})
        values = self.values(data, allowed=list(KEYS))
        patterns: dict[str, Values] = {}
        for pattern, inner in per_file.items() if isinstance(per_file, dict) else ():
            if isinstance(inner, dict):
                patterns[pattern] = self.values(inner, allowed=[name for name, key in KEYS.items() if key.per_file])
            else:
                self.note(pattern, f"{quoted(pattern)} is a table of settings", f'write `[{PER_FILE}."{pattern}"]`')
        if not isinstance(per_file, dict):
            self.note(PER_FILE, f"`{PER_FILE}` is a table of patterns", f'write `[{PER_FILE}."drafts/*"]`')
        if self.problems:
            raise InvalidInputError(self.problems)
        return Configuration(
            os.path.dirname(os.path.abspath(self.file)), values, {key: self.place(key) for key in values}, patterns, self.file
        )

    def values(self, data: Mapping[str, object], *, allowed: list[str]) -> Values:
        values: dict[str, Any] = {}
        for name, value in data.items():
            if name not in allowed:
                hint = "it cannot be set for some files alone" if name in KEYS else did_you_mean(name, [*allowed, PER_FILE])
                self.note(name, f"there is no setting {quoted(name)} here", hint)
                continue
            try:
                values[name] = READERS[KEYS[name].kind](value)
            except ValueError as error:
                import json  # noqa: PLC0415 - only a mistake needs it

                self.note(name, f"{quoted(json.dumps(value, default=str))} is no value for `{name}`", str(error))
                continue
            if KEYS[name].kind == "rules":
                self.problems.extend(unknown(values[name], self.catalogue, self.place(name)))
        return values

    def note(self, key: str, what: str, to_do: str) -> None:
        self.problems.append(Problem(self.place(key), what, to_do))

    def place(self, key: str) -> Place:
        """Give where a key stands; TOML comes without places, so it is looked for in the text."""
        import re  # noqa: PLC0415 - only what is told needs it

        found = re.search(rf"""^[ \t]*(?:\[[^\n]*)?["']?({re.escape(key)})["']?\s*[=\].]""", self.text, re.MULTILINE)
        if not found:
            return Place(self.file, 1, 1)
        start = found.start(1)
        line = self.text.count("\n", 0, start) + 1
        return Place(self.file, line, start - self.text.rfind("\n", 0, start))


def in_force(configuration: Configuration) -> Iterator[tuple[str, Any, Place | None]]:
    """Yield every key with its value and where that was said, None where it is the program's own."""
    ours: dict[str, Any] = {name: getattr(noun, name) for noun in (Settings(""), Policy()) for name in noun.__match_args__}
    for key in KEYS:
        yield key, configuration.values.get(key, ours.get(key.replace("-", "_"))), configuration.places.get(key)
