"""One company at several dates: what moved from one to the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from strategist.models.change import Change, Comparison, FindingChanged, Side
from strategist.models.comparison import Moved, Section, Slope
from strategist.models.knowledge import Catalogue
from strategist.models.story import Cell, Head, Labelled, Table
from strategist.story.change import ARROW, became, kind, severity
from strategist.story.subject import sentence
from strategist.story.tables import signed, table
from strategist.texts import count, listed, one_line

ANSWER_QUESTIONS = (
    "What did you set out to change, and is this it?",
    "What moved without anybody deciding it?",
)
POINTS_QUESTIONS = (
    "Which of these lines would a customer have noticed?",
    "How much of this is change, and how much is that more is known?",
)
FINDING_QUESTIONS = (
    "What was done about the findings that closed?",
    "Which of the new findings was the price of something else, and was it meant?",
)
PRACTICE_QUESTIONS = (
    "Which of these moves was decided, and by whom?",
    "What else had to move with it, and did it?",
)

Sides = tuple[str, Sequence[str | None]]
"""The name of a practice, and the answers before and after."""

Step = tuple[str, str, Change]
"""The labels of two neighbouring sides, and what lies between them."""


def question(comparison: Comparison) -> str:
    """Say what is asked."""
    return f"What moved between {comparison.sides[0].label} and {comparison.sides[-1].label}?"


def answer(comparison: Comparison, names: Mapping[str, str]) -> Head:
    """Say what moved from the first to the last side."""
    first, last = comparison.sides[0], comparison.sides[-1]
    said = "stays" if first.verdict == last.verdict else f"moved from {first.verdict} to"
    lead = (
        f"The verdict {said} {last.verdict}.",
        f"{_counted(comparison.changes)}.",
        _declared(first, last),
        _comparable(comparison),
    )
    return Head("answer", _title(first, last, names), tuple(part for part in lead if part), ANSWER_QUESTIONS)


def _title(first: Side, last: Side, names: Mapping[str, str]) -> str:
    before, after = (f"“{names[side.strategy]}”" if side.strategy else None for side in (first, last))
    none = "nothing can be said of what is practised" if last.practised == "too little known" else "no purpose is clear in what is done"
    if before and after:
        return f"{before} is still what is practised" if before == after else f"{before} was practised, and now {after} is"
    if before:
        return f"{before} was practised, and now {none}"
    return f"{after} is now practised, where no purpose was clear" if after else sentence(f"{none}, as before")


def _declared(first: Side, last: Side) -> str:
    if first.declared == last.declared:
        return ""
    return f"What is declared moved from “{first.declared_name or 'nothing'}” to “{last.declared_name or 'nothing'}”."


def _comparable(comparison: Comparison) -> str:
    shared = sum(all(practice.values) for practice in comparison.practices)
    every = "both" if len(comparison.sides) == 2 else "all"
    return f"{count(shared, 'practice is', 'practices are')} known at {every} dates; what is known at one alone cannot be seen to move."


WORDS = {
    "opened": "opened",
    "came to light": "came to light",
    "closed": "closed",
    "out of sight": "went out of sight",
    "graver": "became graver",
    "milder": "became milder",
}


def _kinds(changes: Sequence[Change]) -> list[str]:
    return [kind(finding) for change in changes for finding in change.findings]


def _counted(changes: Sequence[Change]) -> str:
    kinds = _kinds(changes)
    told = [(kinds.count(each), words) for each, words in WORDS.items() if each in kinds]
    if not told:
        return "No finding opened or closed"
    (number, words), *others = told
    return listed([f"{count(number, 'finding')} {words}", *(f"{more} {said}" for more, said in others)])


def figures(comparison: Comparison) -> tuple[Labelled, ...]:
    """Give the figures for the head of a report."""
    kinds = _kinds(comparison.changes)
    moved = [row for step in _steps(comparison) for row in _practices(comparison, step) if row[-1] == MOVED]
    return (
        Labelled("findings opened", str(kinds.count("opened"))),
        Labelled("findings closed", str(kinds.count("closed"))),
        Labelled("practices moved", str(len(moved))),
        Labelled("practices known each time", str(sum(all(practice.values) for practice in comparison.practices))),
    )


def sections(comparison: Comparison, catalogue: Catalogue) -> Iterator[Section]:
    """Tell points, findings and practices."""
    steps = _steps(comparison)
    yield Section("Points", _points_head(comparison), tuple(_slope(comparison, number) for number in range(len(steps))))
    yield _findings(comparison, steps, catalogue)
    yield _moved(comparison, steps)


def _steps(comparison: Comparison) -> list[Step]:
    sides = comparison.sides
    return [(sides[number].label, sides[number + 1].label, change) for number, change in enumerate(comparison.changes)]


# Points.


def _points_head(comparison: Comparison) -> Head:
    gains = sorted(comparison.purposes, key=lambda purpose: purpose.points[-1] - purpose.points[0])
    least, most = gains[0], gains[-1]
    told = [
        f"“{purpose.name}” {words} most, {count(abs(purpose.points[-1] - purpose.points[0]), 'point')}"
        for purpose, words, moved in (
            (most, "gained", most.points[-1] > most.points[0]),
            (least, "lost", least.points[-1] < least.points[0]),
        )
        if moved
    ]
    lead = "Points say how well a purpose explains what is done; 10 more are odds of ten to one. An answer that is new moves them too."
    return Head("points", ", and ".join(told) or "The points stand as they stood", (lead,), POINTS_QUESTIONS)


def _slope(comparison: Comparison, step: int) -> Slope:
    before, after = comparison.sides[step].label, comparison.sides[step + 1].label
    lines = tuple(Moved(purpose.name, purpose.points[step], purpose.points[step + 1]) for purpose in comparison.purposes)
    told = table(
        f"points-{step + 1}",
        f"Points of every purpose, {before} and {after}",
        ("Purpose", f"#{before}", f"#{after}", "#Moved"),
        ((line.name, signed(line.before), signed(line.after), signed(line.after - line.before)) for line in lines),
    )
    return Slope(f"slope-{step + 1}", f"How the points moved between {before} and {after}", (before, after), lines, told)


# Findings.


def _findings(comparison: Comparison, steps: list[Step], catalogue: Catalogue) -> Section:
    rows = [(finding, row) for step in steps for finding in step[2].findings for row in [_finding(comparison, step, finding, catalogue)]]
    stay = [finding for finding in comparison.findings if all(finding.severities)]
    lead = []
    if stay:
        lead.append(
            f"{count(len(stay), 'finding stands', 'findings stand')} all along: {listed([f'“{finding.title}”' for finding in stay])}."
        )
    if any(not finding.certain for finding, _ in rows):
        lead.append(
            "A finding that came to light may have stood before, and one out of sight may stand still: an answer is not known there."
        )
    head = Head("findings", _counted(comparison.changes), tuple(lead), FINDING_QUESTIONS)
    return Section("Findings", head, (_finding_table(steps, [row for _, row in rows]),) if rows else ())


def _finding_table(steps: list[Step], rows: list[tuple[Cell | str, ...]]) -> Table:
    when = ("Between",) if len(steps) > 1 else ()
    return table(
        "changes", "Findings that moved, with the answers that moved them", ("Finding", *when, "Became", "How grave", "Answers"), rows
    )


def _finding(comparison: Comparison, step: Step, finding: FindingChanged, catalogue: Catalogue) -> tuple[Cell | str, ...]:
    before, after, change = step
    number = comparison.changes.index(change)
    pair = slice(number, number + 2)
    labels: dict[str, Sides] = {practice.dimension: (practice.name, practice.labels[pair]) for practice in comparison.practices}
    declared = tuple(side.declared_name or "nothing" for side in comparison.sides[pair])
    labels["declared.strategy"] = ("What is declared", declared)
    answers = [_answer(question, labels, catalogue) for question in finding.answers]
    when = (f"{before} and {after}",) if len(comparison.changes) > 1 else ()
    return (f"{finding.title} ({finding.code})", *when, became(finding), severity(finding), "; ".join(answers))


def _answer(question: str, labels: Mapping[str, Sides], catalogue: Catalogue) -> str:
    if question not in labels:
        return catalogue.questions[question].text
    name, (before, after) = labels[question]
    return f"{name}: {before or UNKNOWN} {ARROW} {after or UNKNOWN}"


# Practices.

UNKNOWN = "not known"
MOVED, NEWLY, LOST = "different", "known", "not known"


def _moved(comparison: Comparison, steps: list[Step]) -> Section:
    rows = sorted((row for step in steps for row in _practices(comparison, step)), key=lambda row: (MOVED, NEWLY, LOST).index(row[-1]))
    moved, newly, lost = (sum(row[-1] == kind for row in rows) for kind in (MOVED, NEWLY, LOST))
    title = f"{count(moved, 'practice')} moved" if moved else "No practice that is known is seen to move"
    lead = [
        f"{number} {words}."
        for number, words in ((newly, "became known"), (lost, "can no longer be told"))
        if number
    ]  # fmt: skip
    head = Head("practices", title, (" ".join(lead),) if lead else (), PRACTICE_QUESTIONS)
    when = ("Between",) if len(steps) > 1 else ()
    sides = ("Before", "After") if len(steps) > 1 else (steps[0][0], steps[0][1])
    told = table("practices", "Practices that moved, or are known at one of the dates alone", ("Practice", *when, *sides, "Became"), rows)
    return Section("What is done", head, (told,) if rows else ())


def _practices(comparison: Comparison, step: Step) -> Iterator[tuple[str, ...]]:
    """Give the practices that differ between two dates, with what became of each last."""
    number = comparison.changes.index(step[2])
    when = (f"{step[0]} and {step[1]}",) if len(comparison.changes) > 1 else ()
    for practice in comparison.practices:
        before, after = practice.labels[number : number + 2]
        if before != after:
            kind = MOVED if before and after else NEWLY if after else LOST
            yield (practice.name, *when, one_line(before or UNKNOWN), one_line(after or UNKNOWN), kind)
