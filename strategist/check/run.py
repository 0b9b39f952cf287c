"""A whole run: files collected, each checked under its own settings, and everything found put together."""

from __future__ import annotations

from strategist import files
from strategist.check import baseline, collect
from strategist.check.baseline import Baseline
from strategist.check.cache import Cache
from strategist.check.examining import examine
from strategist.check.merging import Gathered
from strategist.check.planning import Job, Plan, Request, planned
from strategist.check.sweeping import swept
from strategist.errors import InvalidInputError, Place, Problem
from strategist.models.checking import Checked
from strategist.models.knowledge import Catalogue

TYPE_CHECKING = False
if TYPE_CHECKING:
    from strategist.check.drift import Drift


def run(request: Request, catalogue: Catalogue) -> Checked:
    """Check everything asked for; raises InvalidInputError for options, a configuration or a baseline that cannot be used."""
    with swept(on=False):
        return _run(request, catalogue)


def _run(request: Request, catalogue: Catalogue) -> Checked:
    plan = planned(request, catalogue)
    kept = Cache(request.cache, plan.top) if request.cache else None
    looked = examine(plan.jobs, catalogue, processes=request.processes, kept=kept)
    done = list(zip(plan.jobs, looked.outcomes, strict=False))  # fewer outcomes than jobs after an interrupt
    drifted = _drift(plan, request.since, catalogue) if request.since and not looked.interrupted else None
    gathered = Gathered(plan, done, catalogue, drifted, looked.interrupted)
    return gathered.checked(_renewed(gathered) if request.update and not looked.interrupted else plan.baseline)


def _drift(plan: Plan, revision: str, catalogue: Catalogue) -> Drift:
    """Compare what changed since a revision, as far as this run looks at it."""
    from strategist.check import drift, revisions  # noqa: PLC0415 - most runs look at today alone

    if not collect.exists(collect.joined(plan.top, ".git")) or not collect.holds(plan.top, collect.shared_folder(plan.request.paths)):
        problem = Problem(Place("--since"), "these files are in no git repository", "run it on files that git keeps, in one repository")
        raise InvalidInputError([problem])
    changed = revisions.changed(plan.top, revision)
    pairs = [drift.Pair(job.shown, _content(job), changed[job.shown], job.settings) for job in plan.jobs if job.shown in changed]
    looked_at = {job.shown for job in plan.jobs}
    gone = [name for name in changed if name not in looked_at and collect.could_be_profile(name) and plan.covers(name)]
    pairs += [drift.Pair(name, None, changed[name], plan.settings) for name in gone]
    return drift.drift(pairs, revision, catalogue)


def _content(job: Job) -> bytes | None:
    try:
        return collect.content(job.path) if job.path != collect.STDIN else None
    except InvalidInputError:
        return None  # the check itself has said so


def _renewed(gathered: Gathered) -> Baseline:
    """Write the baseline anew, and give it."""
    plan = gathered.plan
    file = str(plan.policy.baseline)
    counts = baseline.updated(gathered.accepted.found, plan.baseline, gathered.scope, gathered.settings, growth=plan.request.growth)
    try:
        files.write(file, baseline.rendered(counts))
    except OSError as error:
        place = Place(collect.shown(file, plan.top))
        raise InvalidInputError([Problem(place, f"the baseline cannot be written ({error.strerror})", "choose another place")]) from None
    return Baseline(collect.shown(file, plan.top), counts, dict.fromkeys(counts, 1))
