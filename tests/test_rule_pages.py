"""Every rule has a page in `docs/rules`, made from the catalogue: `UPDATE_DOCS=1 pytest tests/test_rule_pages.py` writes them anew."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
import yaml
from strategist import documents, profiles
from strategist.catalogue import shipped
from strategist.check.rules import FAMILIES, described
from strategist.models import checking
from strategist.models.catalogue import Check, Example, Rule
from strategist.render.wording import in_words, whom
from strategist.texts import one_line

FOLDER = Path(__file__).parent.parent / "docs" / "rules"
INTRODUCTION = """\
# What can be found

`strategist check` finds all of these, `strategist assess` the mismatches and the contradictions. A severity is the gravest that a rule
can have. `strategist explain M301` shows a rule on the screen."""
LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")


@cache
def pages() -> Mapping[str, str]:
    """Give the text of every page by the name of its file."""
    known: dict[str, Rule | Check] = {noun.code: noun for noun in (*shipped().rules.values(), *shipped().checks.values())}
    rules = described(shipped())
    return {"README.md": index(rules)} | {f"{rule.code}.md": "\n".join(page(rule, known[rule.code])) + "\n" for rule in rules}


def index(rules: tuple[checking.Rule, ...]) -> str:
    families = {family: list(members) for family, members in groupby(rules, key=lambda rule: rule.code[0])}
    parts = [INTRODUCTION]
    for family in FAMILIES:
        rows = (f"| [{rule.code}]({rule.code}.md) | {rule.title} | {rule.severity} |" for rule in families[family])
        parts += [f"## {FAMILIES[family]}", "\n".join(["| code | what it finds | severity |", "|---|---|---|", *rows])]
    return "\n\n".join(parts) + "\n"


def page(rule: checking.Rule, noun: Rule | Check) -> Iterator[str]:
    yield f"# {rule.code}: {rule.title}"
    yield f"\n`{rule.rule}` · {rule.family} · {rule.severity}"
    if isinstance(noun, Rule):
        yield from found(noun)
    yield f"\n## Why it matters\n\n{one_line(rule.why)}"
    yield f"\n## What to do\n\n{one_line(rule.remedy)}"
    if isinstance(noun, Rule):
        yield from examples(noun)
        cited = [shipped().sources[name] for name in noun.sources]
        yield "\n## Sources\n"
        yield from (f"- {one_line(' '.join([f'{source.citation}.', source.caution or '']))}" for source in cited)


def found(rule: Rule) -> Iterator[str]:
    yield f"\n{whom(shipped(), rule)}"
    yield "\n## What is found\n\n| severity | when | what is said |\n|---|---|---|"
    for case in rule.cases:
        yield f"| {case.severity} | {cell(in_words(shipped(), case.when))} | {cell(case.message)} |"


def cell(text: str) -> str:
    return one_line(text).replace("|", "\\|")


def examples(rule: Rule) -> Iterator[str]:
    yield "\n## Examples"
    for example in (*rule.bad, *rule.good):
        yield f"\n{(example.severity or 'no finding').capitalize()}: {one_line(example.note)}\n\n```yaml\n{written(example)}```"


def written(example: Example) -> str:
    return yaml.safe_dump(example.profile, sort_keys=False, allow_unicode=True, width=100)


@pytest.mark.parametrize("name", pages())
def test_a_page_says_what_the_catalogue_says(name: str):
    path = FOLDER / name
    if "UPDATE_DOCS" in os.environ:
        FOLDER.mkdir(exist_ok=True)
        path.write_text(pages()[name], "utf-8")
    assert path.read_text("utf-8") == pages()[name]


def test_there_is_no_page_of_a_rule_that_is_gone():
    assert {path.name for path in FOLDER.iterdir()} == set(pages())


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.md")), ids=lambda path: path.stem)
def test_the_links_and_the_examples_of_a_page_hold(path: Path):
    text = path.read_text("utf-8")
    assert all((FOLDER / link["target"]).exists() for link in LINK.finditer(text))
    for fence in re.findall(r"^```yaml\n(.*?)^```$", text, re.DOTALL | re.MULTILINE):
        (document,) = documents.parse(fence, path.name)
        read: Any = profiles.profile(document, shipped(), partial=True)
        assert read.answers
