"""One entry of the knowledge in full: a rule, a dimension, a practice, a goal, a question or a source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from rich.text import Text

from strategist.conditions import comparisons
from strategist.models.catalogue import Check, Dimension, Goal, Practice, Question, Rule, Source, Strategy
from strategist.models.knowledge import Catalogue
from strategist.render import menu
from strategist.render.paper import Paper, Sheet
from strategist.render.wording import in_words, whom
from strategist.texts import listed


def entries(catalogue: Catalogue) -> Mapping[str, object]:
    """Give everything that can be explained, by id; rules by code too. Where an id names two things, the earlier kind wins."""
    kinds: tuple[Mapping[str, object], ...] = (
        catalogue.strategies, {rule.code: rule for rule in catalogue.rules.values()}, catalogue.rules,
        {check.code: check for check in catalogue.checks.values()}, catalogue.checks, catalogue.dimensions, catalogue.goals,
        catalogue.practices, catalogue.questions, catalogue.sources,
    )  # fmt: skip
    return {name: noun for kind in reversed(kinds) for name, noun in kind.items()}


def render(catalogue: Catalogue, noun: object, paper: Paper) -> str:
    """Draw one entry."""
    return paper.write(partial(_DRAWINGS[type(noun)], catalogue, noun))


def _title(sheet: Sheet, title: str, aside: str) -> None:
    sheet.line(Text.assemble((title, "bold"), "  ", (aside, "dim")))


def _rule(catalogue: Catalogue, rule: Rule, sheet: Sheet) -> None:
    _title(sheet, rule.title, f"{rule.code} {rule.id}")
    sheet.line(whom(catalogue, rule))
    for case in rule.cases:
        sheet.head(case.severity.capitalize())
        sheet.labelled("when", in_words(catalogue, case.when))
        sheet.labelled("says", case.message)
    sheet.head("Why it matters")
    sheet.indented(rule.why)
    sheet.head("What to do")
    sheet.indented(rule.remedy)
    sheet.head("Examples")
    for example in rule.bad:
        sheet.labelled(str(example.severity), example.note)
    for example in rule.good:
        sheet.labelled("no finding", example.note)
    _sources(catalogue, rule.sources, sheet)


def _check(_catalogue: Catalogue, check: Check, sheet: Sheet) -> None:
    _title(sheet, check.title, f"{check.code} {check.id}")
    sheet.line(f"Found by `strategist check`; {check.severity}.")
    sheet.head("Why it matters")
    sheet.indented(check.why)
    sheet.head("What to do")
    sheet.indented(check.remedy)


def _dimension(catalogue: Catalogue, dimension: Dimension, sheet: Sheet) -> None:
    _title(sheet, dimension.name, dimension.id)
    sheet.line(dimension.question)
    sheet.labelled("how", dimension.help, indent=0)
    sheet.labelled("why", dimension.why, indent=0)
    sheet.labelled("measure", f"{dimension.indicator.measure} ({dimension.indicator.unit})", indent=0)
    sheet.head("Options", aside="none is better than another in itself")
    for option in dimension.options:
        sheet.line(Text.assemble("  ", (option.label, "bold"), "  ", (option.id, "dim")))
        if option.example:
            sheet.indented(option.example, 4)
        expecting = [s.name for s in catalogue.strategies.values() if _expects(s, dimension, option.id)]
        sheet.indented("expected under " + listed(expecting) if expecting else "expected under no purpose", 4, style="dim")
    _list(sheet, "Rules that look at it", ((r.code, r.title) for r in catalogue.rules.values() if _looks_at(r, dimension.id)))
    _list(sheet, "Advice about it", ((p.id, p.title) for p in catalogue.practices.values() if dimension.id in p.dimensions), width=34)
    _sources(catalogue, dimension.sources, sheet)


def _expects(strategy: Strategy, dimension: Dimension, option: str) -> bool:
    if dimension.id not in strategy.signature:
        return False
    low, high = strategy.signature[dimension.id].range
    return dimension.anchors[low] <= dimension.anchors[option] <= dimension.anchors[high]


def _looks_at(rule: Rule, name: str) -> bool:
    return any(compare.name == name for case in rule.cases for compare in comparisons(case.when))


def _list(sheet: Sheet, title: str, pairs: Iterator[tuple[str, str]], *, width: int = 8) -> None:
    found = list(pairs)
    if found:
        sheet.head(title)
        for label, text in found:
            sheet.labelled(label, text, width=width)


def _practice(catalogue: Catalogue, practice: Practice, sheet: Sheet) -> None:
    _title(sheet, practice.title, practice.id)
    sheet.line(practice.statement)
    sheet.line()
    fits = "every purpose" if practice.fits == "all" else listed([catalogue.strategies[s].name for s in practice.fits])
    sheet.labelled("kind", practice.kind, indent=0)
    sheet.labelled("fits", fits or "no purpose in particular", indent=0)
    if practice.breaks:
        sheet.labelled("breaks", listed([catalogue.strategies[s].name for s in practice.breaks]), indent=0)
    if practice.dimensions:
        sheet.labelled("about", listed([catalogue.dimensions[d].name for d in practice.dimensions]), indent=0)
    if practice.note:
        sheet.labelled("note", practice.note, indent=0)
    _sources(catalogue, practice.sources, sheet)


def _goal(catalogue: Catalogue, goal: Goal, sheet: Sheet) -> None:
    _title(sheet, goal.name, goal.id)
    sheet.line(goal.meaning)
    sheet.head("How far each purpose serves it", aside="from +2, its purpose, to -2, works against it")
    for strategy in sorted(catalogue.strategies.values(), key=lambda strategy: -strategy.goals[goal.id].affinity):
        affinity = strategy.goals[goal.id]
        sheet.labelled(f"{affinity.affinity:+d} {strategy.name}" if affinity.affinity else f" 0 {strategy.name}", affinity.reason, width=29)
    _sources(catalogue, goal.sources, sheet)


def _question(catalogue: Catalogue, question: Question, sheet: Sheet) -> None:
    _title(sheet, question.text, question.id)
    sheet.labelled("how", question.help, indent=0)
    sheet.labelled("why", question.why, indent=0)
    sheet.labelled("type", question.type + (f", {question.unit}" if question.unit else ""), indent=0)
    if question.when:
        sheet.labelled("asked when", in_words(catalogue, question.when), indent=0)
    if question.example:
        sheet.labelled("example", "true, or false" if question.type == "yes-no" else question.example, indent=0)
    for option in question.options:
        sheet.labelled(option.id, option.label, width=24)
    _list(sheet, "Rules that look at it", ((r.code, r.title) for r in catalogue.rules.values() if _looks_at(r, question.id)))


def _source(catalogue: Catalogue, source: Source, sheet: Sheet) -> None:
    _title(sheet, source.citation, source.id)
    sheet.labelled("kind", source.kind, indent=0)
    if source.caution:
        sheet.labelled("caution", source.caution, indent=0)
    _list(sheet, "Rules that rest on it", ((r.code, r.title) for r in catalogue.rules.values() if source.id in r.sources))
    _list(sheet, "Advice from it", ((p.id, p.title) for p in catalogue.practices.values() if source.id in p.sources), width=34)
    told = ((e.company, e.what) for s in catalogue.strategies.values() for e in s.exemplars if source.id in e.sources)
    _list(sheet, "Companies it tells of", told, width=26)


def _sources(catalogue: Catalogue, sources: tuple[str, ...], sheet: Sheet) -> None:
    sheet.head("Sources")
    for name in sources:
        source = catalogue.sources[name]
        sheet.labelled(source.id, source.citation + (f". {source.caution}" if source.caution else ""), width=22)


_DRAWINGS: Mapping[type, Callable[[Catalogue, Any, Sheet], None]] = {
    Strategy: menu.full,
    Rule: _rule,
    Check: _check,
    Dimension: _dimension,
    Practice: _practice,
    Goal: _goal,
    Question: _question,
    Source: _source,
}
