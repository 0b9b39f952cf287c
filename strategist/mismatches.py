"""One engine over the rules: which disagreements a profile holds, for which declared part, and what caused each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from strategist.conditions import Causes
from strategist.facts import Situation, causes, within
from strategist.flow import Counted
from strategist.models.catalogue import SEVERITIES, Case, Rule, Severity
from strategist.models.profile import Part
from strategist.models.standing import Standing
from strategist.nouns import dataclass, field
from strategist.triggers import triggers


@dataclass(frozen=True)
class Evidence:
    """What the rules are held against: the answers that count, and every strategy's standing, best first."""

    view: Counted
    standings: Mapping[str, Standing]
    enough: bool
    situations: dict[str | None, Situation] = field(default_factory=dict, compare=False)

    def situation(self, strategy: str | None) -> Situation:
        """See the profile as if `strategy` were declared."""
        if strategy not in self.situations:
            self.situations[strategy] = Situation(self.view, strategy, self.standings, self.enough)
        return self.situations[strategy]


@dataclass(frozen=True)
class Held:
    """A rule that holds: the case of it and the declared part for which it does, what decided it, and how grave that is.

    `questions` are those whose answers caused it, what is done before what is declared or wanted. `note` says why it weighs less
    than it would.
    """

    rule: Rule
    case: Case
    part: Part | None
    deciding: Causes
    questions: tuple[str, ...]
    severity: Severity
    note: str | None


@dataclass(frozen=True)
class Hit:
    """A case of a rule that holds for one declared part, what decided it, and the questions that caused it."""

    part: Part | None
    case: Case
    deciding: Causes
    questions: tuple[str, ...]


def holding(evidence: Evidence) -> list[Held]:
    """Give the rules that hold, gravest first, then by code."""
    view = evidence.view
    parts: tuple[Part | None, ...] = view.profile.parts or (None,)
    known = view.catalogue.once(triggers)
    answered = known.answered(view)
    hits: dict[str, list[Hit]] = {}
    for part in parts:
        for rule, cases in known.called(answered, part.strategy if part else None):
            if hit := hit_by(cases, evidence, part):
                hits.setdefault(rule.id, []).append(hit)
    held = [_held(view.catalogue.rules[rule], evidence, found, parts) for rule, found in hits.items()]
    return sorted(held, key=lambda one: (SEVERITIES.index(one.severity), one.rule.code)) if len(held) > 1 else held


def _held(rule: Rule, evidence: Evidence, hits: list[Hit], parts: tuple[Part | None, ...]) -> Held:
    """Judge a rule by the gravest of its hits, in the order of the parts."""
    worst = min(hits, key=lambda hit: SEVERITIES.index(hit.case.severity)) if len(hits) > 1 else hits[0]
    excuse = _excuse(evidence, worst, [part for part in parts if part and part not in [hit.part for hit in hits]])
    answered = [question for question in worst.questions if question in evidence.view.answers]
    severity = _milder(worst.case.severity) if excuse else worst.case.severity
    return Held(rule, worst.case, worst.part, worst.deciding, _practice_first(answered), severity, excuse)


def hit_by(cases: Sequence[Case], evidence: Evidence, part: Part | None) -> Hit | None:
    """Give the first case that holds for a declared part."""
    situation = evidence.situation(part.strategy if part else None)
    for case in cases:
        if case.when.holds(situation):
            deciding = case.when.causes(situation)
            return Hit(part, case, deciding, causes(situation, deciding))
    return None


def _practice_first(questions: list[str]) -> tuple[str, ...]:
    """Put what is done before what is declared or wanted."""
    return tuple(sorted(questions, key=lambda question: question in {"declared.strategy", "goals"}))


def _milder(severity: Severity) -> Severity:
    return SEVERITIES[min(SEVERITIES.index(severity) + 1, len(SEVERITIES) - 1)]


def _excuse(evidence: Evidence, hit: Hit, spared: list[Part]) -> str | None:
    """Say why a finding against one part of a blend weighs less: another part, for other customers, wants this practice.

    A blend is honest only when each part has its own customers, channel or moment; without that nothing is excused.
    """
    if not evidence.view.profile.kept_apart:
        return None
    dimensions = [question for question in hit.questions if question in evidence.view.catalogue.dimensions]
    for part in spared:
        signature = evidence.view.catalogue.strategies[part.strategy].signature
        if dimensions and all(d in signature and within(evidence.view, d, signature[d].range) for d in dimensions):
            name = evidence.view.catalogue.strategies[part.strategy].name
            return f"“{name}” is declared for {part.to} and expects this. Check which customers the answer speaks of."
    return None


def in_short(view: Counted, question: str) -> str:
    """Name an answer and what it says: `Reaching a person: After a deep menu`."""
    return f"{short_name(view, question)}: {answer_words(view, question)}"


def short_name(view: Counted, question: str) -> str:
    """Give a short name: a dimension's own, the question for a plain fact, and for a figure the words of its id."""
    if question in view.catalogue.dimensions:
        return view.catalogue.dimensions[question].name
    asked = view.catalogue.questions[question]
    return (
        asked.text if "." not in question and question != "goals" else question.rsplit(".", maxsplit=1)[-1].replace("_", " ").capitalize()
    )


def answer_words(view: Counted, question: str) -> str:
    """Give the answer to a question in words."""
    catalogue, value = view.catalogue, view.value("question", question)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if question == "declared.strategy":
        return " with ".join(catalogue.strategies[strategy].name for strategy in view.declared)
    if question == "goals":
        return ", ".join(catalogue.goals[goal.goal].name for goal in view.profile.goals)
    return catalogue.label(question, value) if isinstance(value, str) else view.answers[question].written
