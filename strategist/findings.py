"""What is found in a profile, for whoever reads it: why, what caused it, what to do, and where the same practice would be right."""

from __future__ import annotations

from strategist.facts import in_words, within
from strategist.flow import Counted
from strategist.mismatches import Evidence, Held, answer_words, hit_by, holding, short_name
from strategist.models.profile import Part
from strategist.models.reading import Cause, Finding, Nearest


def find(evidence: Evidence) -> list[Finding]:
    """Hold every rule that the answers call for against a profile; findings come gravest first, then by code."""
    return [_finding(evidence, held) for held in holding(evidence)]


def _finding(evidence: Evidence, held: Held) -> Finding:
    view, rule, strategy = evidence.view, held.rule, held.part.strategy if held.part else None
    return Finding(
        rule=rule.id,
        code=rule.code,
        kind=rule.kind,
        severity=held.severity,
        title=rule.title,
        message=held.case.message,
        strategy=strategy,
        because=view.profile.text("declared.because"),
        answers=tuple(_cause(view, question) for question in held.questions),
        why=rule.why,
        remedy=rule.remedy,
        source=rule.sources,
        figures=in_words(evidence.situation(strategy), held.deciding),
        nearest=None if held.note else _nearest(evidence, held),
        note=held.note,
    )


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


def _as_text(view: Counted, question: str) -> str:
    value = view.value("question", question)
    if isinstance(value, tuple):
        return ", ".join(value)
    return str(value).lower() if isinstance(value, bool) else view.answers[question].written


def _nearest(evidence: Evidence, held: Held) -> Nearest | None:
    """Find the strategy under which the rule would be silent and these answers fit best; equals go to the better standing."""
    catalogue, rule = evidence.view.catalogue, held.rule
    dimensions = [question for question in held.questions if question in catalogue.dimensions]
    if rule.kind == "contradiction" or not dimensions:
        return None
    fitting = [
        strategy
        for strategy in catalogue.strategies
        if strategy not in evidence.view.declared
        and not (rule.concerns(strategy) and hit_by(rule.cases, evidence, Part(strategy)))
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
