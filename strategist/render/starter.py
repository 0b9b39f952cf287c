"""The starter profile: every question as a comment, every answer still unknown, ready to be edited."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from strategist.models.catalogue import Block, DimensionQuestion, Question
from strategist.models.knowledge import Catalogue
from strategist.models.profile import FORMAT
from strategist.render.wording import in_words

WIDTH = 100

SCHEMA = "profile.schema.json"
"""Where an editor looks for the schema: beside the profile."""

HEAD = f"""\
# yaml-language-server: $schema={SCHEMA}
# A profile for strategist: what one company says its customer service is for, and what it does.
# Replace `unknown` with an answer; what stays unknown is shown as unknown and never guessed.
# An answer can also be {{value: ..., note: ..., source: evidence, date: 2026-03-31, reference: ...}},
# with source self-report, evidence (a measured figure) or document, or {{not_applicable: the reason}}.
# For completion in an editor, write the schema beside this file: strategist schema profile -o {SCHEMA}
strategist: {FORMAT}
"""

SHAPES = {
    "ranking": "goals: [win-share, retain-customers]",
    "strategy": "strategy: competitive-edge, or a list of {strategy: ..., share: 60, to: which customers}",
    "promises": "promises: a list of {measure: ..., figure: 20, unit: seconds, text: ...}",
    "channels": (
        "channels: a list of {channel: telephone, part: weekdays 9-17, hours_a_week: 40, contacts_an_hour: 300, minutes: 220 s, "
        "agents: 24, within: 20 s, share: 80, patience: 3 min}"
    ),
}


def text(catalogue: Catalogue) -> str:
    """Write the starter profile; it can be read as it stands."""
    parts = [HEAD, _versions(catalogue)]
    section: str | None = None
    for questionnaire in catalogue.questionnaires.values():
        parts.append(f"\n# {'=' * 20} {questionnaire.title} {'=' * 20}\n{_comment(questionnaire.intro)}")
        for block in questionnaire.blocks:
            for question in _questions(catalogue, block):
                section, lines = _entry(catalogue, question, section)
                parts.append(lines)
    return "".join(parts)


def _versions(catalogue: Catalogue) -> str:
    versions = ", ".join(f"{questionnaire.id}: {questionnaire.version}" for questionnaire in catalogue.questionnaires.values())
    return f"questionnaires: {{{versions}}}\n"


def _questions(catalogue: Catalogue, block: Block) -> Iterator[Question]:
    for entry in block.questions:
        yield catalogue.questions[entry.dimension if isinstance(entry, DimensionQuestion) else entry.id]


def _entry(catalogue: Catalogue, question: Question, section: str | None) -> tuple[str | None, str]:
    """Write one question and its answer; gives the section it stands in too."""
    *outer, key = catalogue.routes[question.id]
    here = outer[0] if outer else None
    head = f"\n{here}:\n" if here and here != section else ""
    indent = "  " if here else ""
    asked = _comment(question.text, indent=indent)
    if question.when:
        asked += _comment(f"Asked only when {in_words(catalogue, question.when)}.", indent=indent)
    answer = "unknown" if question.id != "company.name" else "An example company"
    return here, f"{head}\n{asked}{_options(catalogue, question, indent)}{indent}{key}: {answer}{_hint(question)}\n"


def _options(catalogue: Catalogue, question: Question, indent: str) -> str:
    shape = _comment(SHAPES[question.type], indent=indent) if question.type in SHAPES else ""
    options = [(option.id, option.label) for option in question.options]
    if question.type == "ranking":
        options = [(goal.id, goal.name) for goal in catalogue.goals.values()]
    if question.type == "strategy":
        options = [(strategy.id, strategy.summary) for strategy in catalogue.strategies.values()]
    width = max((len(slug) for slug, _ in options), default=0)
    return shape + "".join(f"{indent}#   {slug:{width}}  {label}\n" for slug, label in options)


def _hint(question: Question) -> str:
    if question.options or question.type in SHAPES:
        return ""
    if question.type == "yes-no":
        return "  # true or false"
    return f"  # such as {question.example}" if question.type in {"date", "currency", "money", "number", "percent"} else ""


def _comment(words: str, *, indent: str = "") -> str:
    return textwrap.fill(" ".join(words.split()), WIDTH, initial_indent=f"{indent}# ", subsequent_indent=f"{indent}# ") + "\n"
