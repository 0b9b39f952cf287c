"""One engine over the rules: which disagreements a profile holds, what caused each, and where the same practice would be right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from strategist.facts import Situation, causes, in_words, within
from strategist.flow import Counted
from strategist.models.catalogue import SEVERITIES, Case, Rule, Severity
from strategist.models.profile import Part
from strategist.models.reading import Cause, Finding, Nearest, Standing
from strategist.nouns import dataclass, field
from strategist.triggers import triggers


@dataclass(frozen=True)
class Evidence:
    """What the rules are held against: the answers that count, and every strategy's standing, best first.

    `homes` asks for the strategy under which the same answers would be right, which takes longer than all the rest.
    """

    view: Counted
    standings: Mapping[str, Standing]
    enough: bool
    homes: bool = True
    situations: dict[str | None, Situation] = field(default_factory=dict, compare=False)

    def situation(self, strategy: str | None) -> Situation:
        """See the profile as if `strategy` were declared."""
        if strategy not in self.situations:
            self.situations[strategy] = Situation(self.view, strategy, self.standings, self.enough)
        return self.situations[strategy]


@dataclass(frozen=True)
class _Hit:
    """A rule's case that holds for one declared strategy, the questions that caused it, and what was computed, in words."""

    part: Part | None
    case: Case
    questions: tuple[str, ...]
    figures: tuple[str, ...]


def find(evidence: Evidence) -> list[Finding]:
    """Hold every rule that the answers call for against a profile; findings come gravest first, then by code."""
    parts = evidence.view.profile.parts or (None,)
    called = evidence.view.catalogue.once(triggers).called(evidence.view, [part.strategy if part else None for part in parts])
    found = [finding for rule in called for finding in _held(rule, evidence, parts)]
    return sorted(found, key=lambda finding: (SEVERITIES.index(finding.severity), finding.code))


def _held(rule: Rule, evidence: Evidence, parts: tuple[Part | None, ...]) -> Iterator[Finding]:
    hits = [hit for part in parts if (hit := _hit(rule, evidence, part))]
    if hits:
        worst = min(hits, key=lambda hit: SEVERITIES.index(hit.case.severity))
        yield _finding(rule, evidence, worst, spared=[part for part in parts if part and part not in [hit.part for hit in hits]])


def _hit(rule: Rule, evidence: Evidence, part: Part | None) -> _Hit | None:
    strategy = part.strategy if part else None
    if not rule.concerns(strategy):
        return None
    situation = evidence.situation(strategy)
    for case in rule.cases:
        if case.when.holds(situation):
            deciding = case.when.causes(situation)
            return _Hit(part, case, causes(situation, deciding), in_words(situation, deciding))
    return None


def _finding(rule: Rule, evidence: Evidence, hit: _Hit, *, spared: list[Part]) -> Finding:
    view = evidence.view
    excuse = _excuse(evidence, hit, spared)
    answered = [question for question in hit.questions if question in view.answers]
    return Finding(
        rule=rule.id,
        code=rule.code,
        kind=rule.kind,
        severity=_milder(hit.case.severity) if excuse else hit.case.severity,
        title=rule.title,
        message=hit.case.message,
        strategy=hit.part.strategy if hit.part else None,
        because=view.profile.text("declared.because"),
        answers=tuple(_cause(view, question) for question in _practice_first(answered)),
        why=rule.why,
        remedy=rule.remedy,
        source=rule.sources,
        figures=hit.figures,
        nearest=None if excuse or not evidence.homes else _nearest(rule, evidence, hit),
        note=excuse,
    )


def _practice_first(questions: list[str]) -> list[str]:
    """Put what is done before what is declared or wanted."""
    return sorted(questions, key=lambda question: question in {"declared.strategy", "goals"})


def _milder(severity: Severity) -> Severity:
    return SEVERITIES[min(SEVERITIES.index(severity) + 1, len(SEVERITIES) - 1)]


def _excuse(evidence: Evidence, hit: _Hit, spared: list[Part]) -> str | None:
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


def _cause(view: Counted, question: str) -> Cause:
    answer, place = view.answers[question], view.profile.place(question)
    return Cause(
        question=question,
        name=short_name(view, question),
        text=view.catalogue.questions[question].text,
        value=_as_text(view, question),
        label=answer_words(view, question),
        note=answer.note,
        source=answer.source,
        file=place.file,
        line=place.line,
        column=place.column,
    )


def short_name(view: Counted, question: str) -> str:
    """Give a short name: a dimension's own, the question for a plain fact, and for a figure the words of its id."""
    if question in view.catalogue.dimensions:
        return view.catalogue.dimensions[question].name
    asked = view.catalogue.questions[question]
    return (
        asked.text if "." not in question and question != "goals" else question.rsplit(".", maxsplit=1)[-1].replace("_", " ").capitalize()
    )


def _as_text(view: Counted, question: str) -> str:
    value = view.value("question", question)
    if isinstance(value, tuple):
        return ", ".join(value)
    return str(value).lower() if isinstance(value, bool) else view.answers[question].written


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


def _nearest(rule: Rule, evidence: Evidence, hit: _Hit) -> Nearest | None:
    """Find the strategy under which the rule would be silent and these answers fit best; equals go to the better standing."""
    catalogue = evidence.view.catalogue
    dimensions = [question for question in hit.questions if question in catalogue.dimensions]
    if rule.kind == "contradiction" or not dimensions:
        return None
    fitting = [
        strategy
        for strategy in catalogue.strategies
        if strategy not in evidence.view.declared
        and _hit(rule, evidence, Part(strategy)) is None
        and not _outside(evidence.view, strategy, dimensions)
    ]
    if not fitting:
        return None
    # `standings` run best first, so that max keeps the better standing among equals.
    best = max((s for s in evidence.standings if s in fitting), key=lambda s: _evidence(evidence, s, dimensions))
    return Nearest(best, catalogue.strategies[best].name, catalogue.strategies[best].summary)


def _outside(view: Counted, strategy: str, dimensions: list[str]) -> bool:
    """Tell whether an answer lies outside what a strategy expects; a strategy that expects nothing there is no home for it either."""
    signature = view.catalogue.strategies[strategy].signature
    return not all(d in signature and within(view, d, signature[d].range) for d in dimensions)


def _evidence(evidence: Evidence, strategy: str, dimensions: list[str]) -> int:
    return sum(c.points for c in evidence.standings[strategy].contributions if c.dimension in dimensions)
