"""What a run will do: every file with its name and its settings, and how the run ends."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from strategist.check import baseline, collect
from strategist.check.baseline import Baseline
from strategist.check.collect import Collected
from strategist.check.configuration import Configuration, Finder, Values, settings
from strategist.errors import InvalidInputError, Place, Problem
from strategist.models.checking import Waiver
from strategist.models.knowledge import Catalogue
from strategist.models.settings import Policy, Settings
from strategist.nouns import dataclass, field


@dataclass(frozen=True, slots=True)
class Request:
    """What the user asked for; `overrides` are settings by key that outdo every configuration, `config` the only one to read.

    `skip_others` leaves out named files that are no profiles. `stdin_name` is what standard input is called. `update` writes the
    baseline anew, with more in it only if `growth` is allowed. `since` is a revision of git to compare with.
    `processes` is how many may work at once, `cache` the folder of the cache, None for no cache.
    """

    paths: tuple[str, ...]
    today: str
    overrides: Values = field(default_factory=dict)
    config: str | None = None
    stdin_name: str = collect.STDIN_NAME
    skip_others: bool = False
    update: bool = False
    growth: bool = False
    since: str | None = None
    processes: int = 1
    cache: str | None = None


@dataclass(slots=True)
class Job:
    """One file to check: where it is, what it is called in outputs, its settings, and whether it is a profile whatever it holds.

    Nothing changes one. It is not frozen because every file has one.
    """

    path: str
    shown: str
    settings: Settings
    named: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run will do: its jobs in the order of their names, how it ends, and what collecting them found.

    `settings` are those of the run itself, `waivers` those of the file of waivers, with the settings for them.
    """

    request: Request
    top: str
    jobs: tuple[Job, ...]
    policy: Policy
    settings: Settings
    waivers: tuple[tuple[Waiver, Settings], ...]
    baseline: Baseline | None
    collected: Collected

    def covers(self, shown: str) -> bool:
        """Tell whether a file that is gone would have been looked at."""
        path = collect.joined(self.top, shown)
        return any(collect.holds(folder, path) for folder in self.collected.folders)


def planned(request: Request, catalogue: Catalogue) -> Plan:
    """Collect the files of a run and find the settings of each."""
    top = collect.top_of(request.paths)
    collected = collect.collect(request.paths, top)
    finder = Finder(catalogue, request.config)
    jobs = _Jobs(request, finder, top)
    own = finder.find(collect.shared_folder(request.paths))
    policy, ours = own.policy(request.overrides), settings({**own.values, **request.overrides}, request.today)
    listed = tuple((waiver, ours) for waiver in _waivers_from(policy.waivers, top, catalogue))
    ordered = tuple(sorted(jobs.all(collected), key=_SHOWN))
    return Plan(request, top, ordered, policy, ours, listed, _baseline(policy.baseline, request, top), collected)


def _baseline(file: str | None, request: Request, top: str) -> Baseline | None:
    """Read the baseline; one that is about to be made need not be there."""
    if file is None:
        if request.update:
            to_do = "say which with --baseline, or in the configuration"
            raise InvalidInputError([Problem(Place("--update-baseline"), "no baseline is named", to_do)])
        return None
    return None if request.update and not collect.exists(file) else baseline.read(file, collect.shown(file, top))


def _waivers_from(file: str | None, top: str, catalogue: Catalogue) -> Iterator[Waiver]:
    """Read a file of waivers; raises InvalidInputError for one that cannot be read."""
    if file is None:
        return
    from strategist import documents  # noqa: PLC0415 - most runs have no such file
    from strategist.check import waivers  # noqa: PLC0415 - the same

    text = documents.decoded(collect.content(file), shown := collect.shown(file, top))
    for document in documents.parse(text, shown):
        if not isinstance(document.data, dict) or set(document.data) != {waivers.KEY}:
            raise InvalidInputError(
                [Problem(document.place(), "this is no file of waivers", f"write `{waivers.KEY}:` and each after a dash")]
            )
        yield from waivers.read(document, None, catalogue)


_SHOWN = attrgetter("shown")


@dataclass(frozen=True, slots=True)
class _Jobs:
    """Makes the jobs of a run, a folder at a time: its files have a configuration in common, and mostly settings too."""

    request: Request
    finder: Finder
    top: str
    known: dict[str, Settings] = field(default_factory=dict)

    def all(self, collected: Collected) -> Iterator[Job]:
        """Yield a job for each file but those that the configuration leaves out."""
        for folder, names in collected.files.items():
            yield from self._in(folder, names)
        if collected.stdin:
            yield from self._stdin()

    def _in(self, folder: str, names: dict[str, bool]) -> Iterator[Job]:
        configuration = self.finder.find(folder)
        start, shown = collect.joined(folder, ""), collect.shown(collect.joined(folder, "_"), self.top)[:-1]
        shared = self._settings(configuration)
        anybody, excludes = not self.request.skip_others, configuration.excludes if configuration.values else None
        for name, said in names.items():
            path, named = start + name, said and anybody
            if named or not (excludes and excludes(path)):
                yield Job(path, shown + name, shared or self._settings_for(configuration, path), named)

    def _stdin(self) -> Iterator[Job]:
        """Yield the job for standard input, under the settings of the file that it stands for."""
        name = self.request.stdin_name
        path = collect.absolute(name)
        configuration = self.finder.find(collect.folder_of(path))
        if self.request.skip_others and configuration.excludes(path):
            return
        shown = name if name == collect.STDIN_NAME else collect.shown(path, self.top)
        yield Job(collect.STDIN, shown, self._settings(configuration) or self._settings_for(configuration, path), named=True)

    def _settings(self, configuration: Configuration) -> Settings | None:
        """Give the settings that all files under a configuration share; None where patterns tell them apart."""
        if configuration.per_file:
            return None
        if configuration.folder not in self.known:
            self.known[configuration.folder] = self._settings_for(configuration, configuration.folder)
        return self.known[configuration.folder]

    def _settings_for(self, configuration: Configuration, path: str) -> Settings:
        return settings({**configuration.concerning(path), **self.request.overrides}, self.request.today)
