"""A whole run: files collected, each checked under its own settings, and everything found put in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from strategist import __version__
from strategist.check import collect, one
from strategist.check.accepting import accept
from strategist.check.making import of_problems, plain, stem
from strategist.check.planning import Job, Plan, Request, planned
from strategist.check.rules import described
from strategist.check.selection import ALWAYS, wanted
from strategist.errors import InvalidInputError, Place
from strategist.models.checking import FORMAT, Checked, FileChecked, Found, Waiver
from strategist.models.knowledge import Catalogue
from strategist.models.settings import Settings
from strategist.texts import count


def run(request: Request, catalogue: Catalogue) -> Checked:
    """Check everything asked for; raises InvalidInputError for options or a configuration that cannot be used."""
    plan = planned(request, catalogue)
    outcomes: list[FileChecked] = []
    interrupted = False
    try:
        outcomes.extend(examined(job, catalogue) for job in plan.jobs)
    except KeyboardInterrupt:
        interrupted = True
    return _checked(plan, outcomes, catalogue, interrupted=interrupted)


def examined(job: Job, catalogue: Catalogue) -> FileChecked:
    """Read and check one file; one that cannot be read is a finding."""
    try:
        content = collect.content(job.path)
    except InvalidInputError as error:
        problems = [replace(problem, place=Place(job.shown)) for problem in error.problems]
        return FileChecked(tuple(of_problems(catalogue.checks["unreadable-file"], problems, stem(job.shown))), (stem(job.shown),))
    return one.check(content, job.shown, job.settings, catalogue, named=job.named)


def _checked(plan: Plan, outcomes: list[FileChecked], catalogue: Catalogue, *, interrupted: bool) -> Checked:
    done = list(zip(plan.jobs, outcomes, strict=False))
    found = [one for _, outcome in done for one in outcome.found]
    accepted = accept(found, [*_waivers(done), *plan.waivers], _judged(done), catalogue)
    settings_of = {job.shown: job.settings for job in plan.jobs}
    found = [*accepted.found, *_wanted(accepted.of_waivers, settings_of, plan.settings), *_of_collecting(plan, catalogue)]
    if not interrupted:
        found += _empty(plan, done, catalogue)
    return Checked(
        format=FORMAT,
        version=__version__,
        today=plan.settings.today,
        files=sum(bool(outcome.profiles) for _, outcome in done),
        profiles=sum(len(outcome.profiles) for _, outcome in done),
        found=ordered(found),
        rules=described(catalogue),
        threshold=plan.policy.fail_on,
        interrupted=interrupted,
        notes=tuple(_notes(plan, done, interrupted=interrupted)),
        waivers=accepted.audited,
    )


def _waivers(done: list[tuple[Job, FileChecked]]) -> Iterator[tuple[Waiver, Settings]]:
    return ((waiver, job.settings) for job, outcome in done for waiver in outcome.waivers)


def _judged(done: list[tuple[Job, FileChecked]]) -> set[str]:
    """Give the names of the profiles that could be read."""
    broken = {one.profile for _, outcome in done for one in outcome.found if one.code.startswith(ALWAYS)}
    return {name for _, outcome in done for name in outcome.profiles} - broken


def _wanted(found: Iterable[Found], settings_of: Mapping[str, Settings], otherwise: Settings) -> Iterator[Found]:
    """Give what is reported of findings about a run; each is under the settings of its file."""
    return (one for one in found if wanted(one.code, one.rule, settings_of.get(one.place.file, otherwise)))


def ordered(found: Iterable[Found]) -> tuple[Found, ...]:
    """Sort findings by place and code, and number those that agree in code, profile and path."""
    times: Counter[tuple[str, str, str]] = Counter()
    numbered = []
    for one_found in sorted(found, key=lambda one: (one.place, one.code, one.path, one.message)):
        key = (one_found.code, one_found.profile, one_found.path)
        numbered.append(replace(one_found, occurrence=times[key]) if times[key] else one_found)
        times[key] += 1
    return tuple(numbered)


def _of_collecting(plan: Plan, catalogue: Catalogue) -> Iterator[Found]:
    for problem in plan.collected.problems:
        shown = collect.shown(problem.place.file, plan.top)
        yield from of_problems(catalogue.checks["unreadable-file"], [replace(problem, place=Place(shown))], stem(shown))


def _empty(plan: Plan, done: list[tuple[Job, FileChecked]], catalogue: Catalogue) -> Iterator[Found]:
    """Yield a finding for each folder and pattern in which there was no profile."""
    looked_at = [*(job.path for job, outcome in done if outcome.profiles), *(problem.place.file for problem in plan.collected.problems)]
    folders = [folder for folder in plan.collected.folders if not any(collect.holds(folder, path) for path in looked_at)]
    check = catalogue.checks["nothing-to-check"]
    for name in (*plan.collected.empty, *(collect.shown(folder, plan.top) for folder in folders)):
        yield plain(check, "There is no profile here.", place=Place(name), profile=stem(name))


def _notes(plan: Plan, done: list[tuple[Job, FileChecked]], *, interrupted: bool) -> Iterator[str]:
    """Yield what a reader should know about the run as a whole."""
    if interrupted:
        yield f"The run was broken off: {len(done)} of {count(len(plan.jobs), 'file')} were looked at."
    if others := sum(not outcome.profiles for _, outcome in done):
        yield f"{count(others, 'YAML file')} {'is no profile' if others == 1 else 'are no profiles'}."
    if links := plan.collected.links:
        yield f"{count(links, 'linked folder')} {'was' if links == 1 else 'were'} not entered. What lies there is checked when it is named."
