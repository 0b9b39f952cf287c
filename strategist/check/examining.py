"""Every file of a plan examined: from the cache where it has not changed, else by as many processes as pay."""

from __future__ import annotations

from collections.abc import Sequence

from strategist.check import cache, collect, workers
from strategist.check.cache import Cache, Seen
from strategist.check.making import of_problems, stem
from strategist.check.packing import Packed, Packer
from strategist.check.planning import Job
from strategist.check.sweeping import swept
from strategist.errors import InvalidInputError, Place
from strategist.models.checking import FileChecked
from strategist.models.knowledge import Catalogue
from strategist.nouns import dataclass, replace


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found in each file, in order; `interrupted` when it ends before the last."""

    outcomes: Sequence[Packed]
    interrupted: bool


@dataclass(frozen=True, slots=True)
class _Examine:
    """Examines a file by its number; a class, since a process that is no copy of this one has to be sent it."""

    jobs: Sequence[Job]
    catalogue: Catalogue
    kept: bool
    packer: Packer

    def __call__(self, number: int) -> tuple[Seen, Packed]:
        seen, outcome = examined(self.jobs[number], self.catalogue, kept=self.kept)
        return seen, self.packer.packed(outcome)


def examine(jobs: Sequence[Job], catalogue: Catalogue, *, processes: int, kept: Cache | None) -> Examined:
    """Examine every file of a plan; the results are the same whatever the number of processes and the state of the cache."""
    found: list[Packed | None] = [*kept.known(jobs)] if kept else [None] * len(jobs)
    left = [number for number, data in enumerate(found) if data is None]
    interrupted = bool(left) and _filled(found, left, _Examine(jobs, catalogue, kept is not None, Packer.of(found)), processes, kept)
    if kept:
        kept.write()
    until = found.index(None) if None in found else len(found)
    return Examined([data for data in found[:until] if data], interrupted)


def _filled(found: list[Packed | None], left: list[int], work: _Examine, processes: int, kept: Cache | None) -> bool:
    """Examine what is left, and tell whether that was broken off."""
    # What comes from standard input can be read here alone, and the first share stays here.
    left.sort(key=lambda number: work.jobs[number].path != collect.STDIN)
    with swept(on=True):
        done = workers.shared(left, work, processes)
    while done.results:  # each is let go as it is taken over, so that a large run holds everything once
        number, (seen, data) = done.results.popitem()
        found[number] = data = work.packer.shared(data) if processes > 1 else data
        if kept:
            kept.keep(work.jobs[number], seen, data)
    return done.interrupted


def examined(job: Job, catalogue: Catalogue, *, kept: bool) -> tuple[Seen, FileChecked]:
    """Read and check one file; one that cannot be read is a finding. What tells its content again is given if results are kept."""
    from strategist.check import one  # noqa: PLC0415 - where nothing has changed, nothing is read

    try:
        state = cache.state(job.path) if kept and job.path != collect.STDIN else None
        content = collect.content(job.path, state)
    except InvalidInputError as error:
        problems = [replace(problem, place=Place(job.shown)) for problem in error.problems]
        found = of_problems(catalogue.checks["unreadable-file"], problems, stem(job.shown))
        return None, FileChecked(tuple(found), (stem(job.shown),))
    outcome = one.check(content, job.shown, job.settings, catalogue, named=job.named)
    return cache.seen(state, content) if kept else None, outcome
