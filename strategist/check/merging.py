"""What was found in every file put together: accepted or not, new or not, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain

from strategist import __version__
from strategist.check import baseline, collect
from strategist.check.accepting import Accepted, accept
from strategist.check.baseline import Baseline, Scope
from strategist.check.making import of_problems, plain, stem
from strategist.check.ordering import ordered
from strategist.check.packing import Packed, found_in, waivers_in
from strategist.check.planning import Job, Plan
from strategist.check.rules import described
from strategist.check.selection import ALWAYS, findable, wanted
from strategist.errors import Place
from strategist.models.checking import FORMAT, Checked, Found, Waiver
from strategist.models.knowledge import Catalogue
from strategist.models.settings import Settings
from strategist.nouns import dataclass, replace
from strategist.texts import count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from strategist.check.drift import Drift

Done = Sequence[tuple[Job, Packed]]


@dataclass(frozen=True)
class Gathered:
    """Everything that the files of a run gave, before it is held against a baseline."""

    plan: Plan
    done: Done
    catalogue: Catalogue
    drift: Drift | None = None
    interrupted: bool = False

    @cached_property
    def accepted(self) -> Accepted:
        """The findings in order, held against every waiver."""
        found = found_in((job.shown, data) for job, data in self.done)
        again = list(_same_names(self.done, self.catalogue))
        if again or self.plan.collected.stdin:  # else files and what was found in them are in order, and nothing agrees
            found = ordered([*found, *self._reported(again)])
        if self.drift and self.plan.request.since:
            found = self.drift.noted(found, self.plan.request.since)
        waivers = [*_waivers(self.done), *self.plan.waivers]
        return accept(found, waivers, self.scope.profiles, self.catalogue) if waivers else Accepted(tuple(found), (), ())

    @cached_property
    def scope(self) -> Scope:
        """What the run can speak of: the profiles that could be read, and the rules it looked for."""
        broken = {profile for _, (rows, _, _) in self.done for what, *_, profile, _ in rows if what[0].startswith(ALWAYS)}
        named = {name for _, (_, profiles, _) in self.done for name in profiles}
        codes = {code for code, noun in findable(self.catalogue).items() if wanted(code, noun.id, self.plan.settings)}
        return Scope(named - broken, codes)

    @cached_property
    def _settings(self) -> dict[str, Settings]:
        return {job.shown: job.settings for job in self.plan.jobs}

    def settings(self, one: Found) -> Settings:
        """Give the settings in force for the file of a finding, those of the run for any other file."""
        return self._settings.get(one.place.file, self.plan.settings)

    def _reported(self, found: Iterable[Found]) -> Iterator[Found]:
        return (one for one in found if wanted(one.code, one.rule, self.settings(one)))

    def checked(self, borne: Baseline | None) -> Checked:
        """Give the whole run, with what the baseline bears marked."""
        found = self.accepted.found
        if borne:
            found = baseline.marked(found, borne, self.settings)
        if besides := list(self._reported(self._of_the_run(found, borne))):
            found = tuple(ordered([*found, *besides]))
        numbers = [len(profiles) for _, (_, profiles, _) in self.done]
        return Checked(
            format=FORMAT,
            version=__version__,
            today=self.plan.settings.today,
            files=len(numbers) - numbers.count(0),
            profiles=sum(numbers),
            found=found,
            rules=described(self.catalogue),
            threshold=self.plan.policy.fail_on,
            interrupted=self.interrupted,
            notes=tuple(self._notes()),
            waivers=self.accepted.audited,
        )

    def _of_the_run(self, found: Sequence[Found], borne: Baseline | None) -> Iterator[Found]:
        """Yield what only the run as a whole can show; one that was broken off cannot say what is missing."""
        yield from self.accepted.of_waivers
        yield from self.drift.found if self.drift else ()
        yield from _of_collecting(self.plan, self.catalogue)
        if not self.interrupted:
            yield from _empty(self.plan, self.done, self.catalogue)
            yield from baseline.stale(found, borne, self.scope, self.catalogue) if borne else ()

    def _notes(self) -> Iterator[str]:
        """Yield what a reader should know about the run as a whole."""
        if self.interrupted:
            yield f"The run was broken off: {len(self.done)} of {count(len(self.plan.jobs), 'file')} were looked at."
        if others := sum(not profiles for _, (_, profiles, _) in self.done):
            yield f"{count(others, 'YAML file')} {'is no profile' if others == 1 else 'are no profiles'}."
        if links := self.plan.collected.links:
            yield f"{count(links, 'linked folder')} not entered. What lies there is checked when it is named."


def _waivers(done: Done) -> Iterator[tuple[Waiver, Settings]]:
    return ((waiver, job.settings) for job, data in done if data[2] for waiver in waivers_in(job.shown, data))


def _same_names(done: Done, catalogue: Catalogue) -> Iterator[Found]:
    """Yield a finding for each profile that has the name of one before it."""
    names = [name for _, (_, profiles, _) in done for name in profiles]
    if len(set(names)) == len(names):
        return
    first: dict[str, str] = {}
    for job, (_, profiles, _) in done:
        for name in profiles:
            if name in first:
                message = f"“{name}” is also the name of a profile in {first[name]}."
                yield plain(catalogue.checks["same-name"], message, place=Place(job.shown), profile=name)
            else:
                first[name] = job.shown


def _of_collecting(plan: Plan, catalogue: Catalogue) -> Iterator[Found]:
    for problem in plan.collected.problems:
        shown = collect.shown(problem.place.file, plan.top)
        yield from of_problems(catalogue.checks["unreadable-file"], [replace(problem, place=Place(shown))], stem(shown))


def _empty(plan: Plan, done: Done, catalogue: Catalogue) -> Iterator[Found]:
    """Yield a finding for each folder and pattern in which there was no profile."""
    looked_at = chain((problem.place.file for problem in plan.collected.problems), (job.path for job, (_, names, _) in done if names))
    missing = _without_any(plan.collected.folders, looked_at)
    check = catalogue.checks["nothing-to-check"]
    for name in (*plan.collected.empty, *(collect.shown(folder, plan.top) for folder in missing)):
        yield plain(check, "There is no profile here.", place=Place(name), profile=stem(name))


def _without_any(folders: Sequence[str], paths: Iterable[str]) -> list[str]:
    """Give the folders that hold none of the paths, in one pass however many there are of both."""
    left, seen = set(folders), set[str]()
    for path in paths:
        if not left:
            break
        above = path
        while above not in seen:
            seen.add(above)
            left.discard(above)
            above = collect.folder_of(above)
    return [folder for folder in folders if folder in left]
