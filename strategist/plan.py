"""From here to there: the cheapest set of changes after which a strategy is clearly practised and nothing critical is left.

An integer program over the points card (HiGHS) chooses one option a dimension; the points are whole numbers, so its boundary is
exact. Whatever the rules still find critical becomes one more constraint, and every plan is read again by the pipeline before it is given.
The idea is that of actionable recourse: Ustun, Spangher and Liu, "Actionable recourse in linear classification", 2019.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from strategist import budget, reading, scoring
from strategist.flow import counted
from strategist.models.catalogue import Practice
from strategist.models.knowledge import Catalogue
from strategist.models.plan import Advice, Alternative, Plan, Step
from strategist.models.profile import Answer, Part, Profile
from strategist.models.reading import Finding, Reading
from strategist.nouns import replace
from strategist.program import Choice, Draft, Wish, choices, solve, worth

ROUNDS = 60
"""How often the rules may object to a draft before the search gives up."""

MOST_ADVICE = 3
LIKELIEST = 4


def plan(profile: Profile, catalogue: Catalogue, wish: Wish) -> Plan:
    """Find the cheapest way to a strategy; raises MissingExtraError without highspy.

    A firm that already is aligned with the target has nothing to do.
    """
    declared = declaring(profile, wish.target)
    now = reading.build(declared, catalogue)
    empty = Plan(
        target=wish.target,
        name=catalogue.strategies[wish.target].name,
        outcome="nothing to do",
        effort=0.0,
        steps=(),
        why="What is done already fits it, and nothing critical stands against it.",
        instead=_alternative(profile, catalogue, now, wish.target),
    )
    if now.verdict == "aligned":
        return empty
    draft = Draft(declared, catalogue, scoring.card(catalogue.strategies.values(), catalogue.dimensions), wish)
    draft.choices = list(choices(draft))
    chosen, why = _search(draft)
    if chosen is None:
        return replace(empty, outcome="not possible", why=why)
    steps = _ordered(catalogue, [_step(draft, choice) for choice in chosen])
    if budget.need(catalogue.strategies[wish.target], budget.means(counted(profile, catalogue))).affordable == "no":
        why = f"{why} The money does not carry it yet."
    return replace(empty, outcome="steps", effort=sum(step.effort for step in steps), steps=tuple(steps), why=why)


def with_plan(result: Reading, profile: Profile, catalogue: Catalogue) -> Reading:
    """Add to a reading the plan to its declared strategy, in a blend to the largest part; nothing where nothing is declared."""
    if result.declared.strategy is None:
        return result
    return replace(result, plan=plan(profile, catalogue, Wish(result.declared.strategy)))


def declaring(profile: Profile, strategy: str) -> Profile:
    """Give the same profile with another strategy declared."""
    answer = Answer("declared.strategy", "value", (Part(strategy),), written=strategy)
    return replace(profile, answers={**profile.answers, "declared.strategy": answer})


def applied(profile: Profile, values: Mapping[str, str | bool]) -> Profile:
    """Give the same profile with other answers to practices and plain facts."""
    changed = {name: Answer(name, "value", value, written=str(value).lower()) for name, value in values.items()}
    places = {name: place for name, place in profile.places.items() if name not in changed}
    return replace(profile, answers={**profile.answers, **changed}, places=places)


# The search: solve, read again, and forbid what the rules still find critical.


def _search(draft: Draft, *, explain: bool = True) -> tuple[list[Choice] | None, str]:
    for _ in range(ROUNDS):
        picked = solve(draft)
        if picked is None:
            return None, _forbidden(draft) if explain else ""
        result = reading.build(_with(draft, picked), draft.catalogue)
        critical = [finding for finding in result.findings if finding.severity == "critical" and finding.kind == "mismatch"]
        if not critical and _reached(result, draft.wish.target):
            moves = [choice for choice in picked if choice.effort]
            return moves, "Read again with these changes, it is clearly practised and nothing critical is left."
        unfixable = [finding for finding in critical if not _cut(draft, picked, finding)]
        if unfixable:
            return None, f"No change of practice removes “{unfixable[0].title}”. {unfixable[0].remedy}"
        if not critical:
            _cut_all(draft, picked)
    return None, "The rules object to every cheap combination of changes."


def _reached(result: Reading, target: str) -> bool:
    return result.practised.strategy == target and result.practised.verdict in {"clear", "very clear"} and result.verdict == "aligned"


def _with(draft: Draft, picked: Sequence[Choice]) -> Profile:
    values: dict[str, str | bool] = {}
    for choice in picked:
        if choice.flip:
            values[choice.question] = not draft.profile.value(choice.question)
        elif choice.effort and choice.anchor is not None:
            values[choice.question] = draft.catalogue.dimensions[choice.question].options[choice.anchor].id
    return applied(draft.profile, values)


def _cut(draft: Draft, picked: Sequence[Choice], finding: Finding) -> bool:
    """Forbid the combination of answers behind a finding; False when no variable stands behind it."""
    causes = {answer.question for answer in finding.answers}
    held = [index for index, choice in enumerate(draft.choices) if choice in picked and choice.question in causes and not choice.flip]
    flips = [index for index, choice in enumerate(draft.choices) if choice.flip and choice.question in causes and choice not in picked]
    if not held and not flips:
        return False
    draft.cuts.append({**dict.fromkeys(held, 1.0), **dict.fromkeys(flips, -1.0), -1: float(len(held)) - 1})
    return True


def _cut_all(draft: Draft, picked: Sequence[Choice]) -> None:
    """Forbid a whole draft that the pipeline does not accept for another reason, such as a question that it opens."""
    held = [index for index, choice in enumerate(draft.choices) if choice in picked and not choice.flip]
    draft.cuts.append({**dict.fromkeys(held, 1.0), -1: float(len(held)) - 1})


def _forbidden(draft: Draft) -> str:
    """Say which constraint forbids a plan: the effort, what is kept, or the two together."""
    name = draft.catalogue.strategies[draft.wish.target].name
    if draft.wish.budget is not None and (cheapest := _cheapest(draft, draft.wish.keep)) is not None:
        return (
            f"“{name}” takes an effort of {cheapest:g}, and the limit is {draft.wish.budget:g}. Raise the limit or choose another purpose."
        )
    kept = sorted(draft.wish.keep | set(draft.profile.plan.keep))
    guilty = [dimension for dimension in kept if _cheapest(draft, frozenset(kept) - {dimension}) is not None]
    if guilty:
        names = ", ".join(f"`{dimension}`" for dimension in guilty)
        return f"“{name}” cannot be reached while {names} must stay. Let go of {'it' if len(guilty) == 1 else 'one of them'}."
    if kept:
        return (
            f"“{name}” cannot be reached while {', '.join(f'`{dimension}`' for dimension in kept)} must all stay. Let go of more than one."
        )
    return f"No combination of practices makes “{name}” clear without a critical finding. Check what is marked as not applicable."


def _cheapest(draft: Draft, keep: frozenset[str]) -> float | None:
    """Give the least effort without a limit and with other dimensions kept; None when there is no way."""
    free = replace(draft.profile, plan=replace(draft.profile.plan, keep=()))
    other = Draft(free, draft.catalogue, draft.card, Wish(draft.wish.target, keep))
    other.choices = list(choices(other))
    found, _ = _search(other, explain=False)
    return None if found is None else sum(choice.effort for choice in found)


# The steps in words and in order.


def _step(draft: Draft, choice: Choice) -> Step:
    if choice.flip:
        return _fact_step(draft, choice)
    catalogue, target = draft.catalogue, draft.wish.target
    dimension = catalogue.dimensions[choice.question]
    answer = draft.profile.answers.get(choice.question)
    value = answer.value if answer and answer.state == "value" else None
    before_points = (
        0 if value is None or answer is None else draft.card.cell(target, dimension.id, answer.source)[dimension.anchors[str(value)]]
    )
    about = [practice for practice in catalogue.practices.values() if dimension.id in practice.dimensions and practice.kind == "advice"]
    return Step(
        question=dimension.id,
        name=dimension.name,
        before=str(value) if value is not None else None,
        before_label=catalogue.label(dimension.id, value) if value is not None else "not known today",
        after=dimension.options[choice.anchor or 0].id,
        after_label=dimension.options[choice.anchor or 0].label,
        effort=choice.effort,
        points=worth(draft, target, choice) - before_points,
        takes=dimension.change.takes,
        first=(),
        follow=_advice(practice for practice in about if practice.fits == "all" or target in practice.fits),
        leave=_advice(practice for practice in about if target in practice.breaks),
    )


def _fact_step(draft: Draft, choice: Choice) -> Step:
    """Put a plain fact right: it is answered by yes or no, earns no points, and no advice is filed under it."""
    question = draft.catalogue.questions[choice.question]
    now = bool(draft.profile.value(choice.question))
    before, after = ("yes", "no") if now else ("no", "yes")
    return Step(
        question=question.id,
        name=question.text,
        before=str(now).lower(),
        before_label=before,
        after=str(not now).lower(),
        after_label=after,
        effort=choice.effort,
        points=0,
        takes=question.why,
        first=(),
        follow=(),
        leave=(),
    )


def _advice(practices: Iterator[Practice]) -> tuple[Advice, ...]:
    return tuple(Advice(practice.id, practice.title, practice.sources) for practice in list(practices)[:MOST_ADVICE])


def _ordered(catalogue: Catalogue, steps: Sequence[Step]) -> list[Step]:
    """Order steps: what another one waits for comes before it; among those that are free, the least effort first."""
    moving = {step.question for step in steps}
    waiting = {step.question: _prerequisites(catalogue, step.question) & moving for step in steps}
    left, ordered = list(steps), list[Step]()
    while left:
        done = {step.question for step in ordered}
        free = [step for step in left if waiting[step.question] <= done] or left
        step = min(free, key=lambda step: step.effort)
        left.remove(step)
        ordered.append(replace(step, first=tuple(sorted(waiting[step.question]))))
    return ordered


def _prerequisites(catalogue: Catalogue, question: str) -> set[str]:
    return set(catalogue.dimensions[question].change.after) if question in catalogue.dimensions else set()


def _alternative(profile: Profile, catalogue: Catalogue, now: Reading, target: str) -> Alternative | None:
    """Name the purpose that could honestly be declared today: the best one with which the profile would read as aligned."""
    if now.practised.verdict == "too little known" or now.verdict == "aligned":
        return None
    for standing in now.practised.ranking[:LIKELIEST]:
        if standing.strategy != target and reading.build(declaring(profile, standing.strategy), catalogue).verdict == "aligned":
            strategy = catalogue.strategies[standing.strategy]
            return Alternative(strategy.id, strategy.name, strategy.because, strategy.promise, strategy.funding.advice)
    return None
