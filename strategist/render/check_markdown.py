"""The summary of a check as Markdown, for the page of a build or a comment on a change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from strategist.models.checking import Checked, Found, Rule
from strategist.render.check_words import accepted, breaking, gravest, in_words, others
from strategist.texts import count, one_line

MOST = 200
"""How many findings a table holds; a job summary on GitHub may have 1 MiB."""

_MARKS = re.compile(r"([\\`*_\[\]|~@])")
"""What may be Markdown in the middle of a line."""


def render(checked: Checked) -> str:
    """Write a run: whether it passes, what was found and where, and what to do about each rule."""
    remedies = {rule.code: rule.remedy for rule in checked.rules}
    failing = breaking(checked)
    also = others(checked.counted, failing)
    lines = [
        f"## strategist check {'was interrupted' if checked.interrupted else 'fails' if checked.exit_code else 'passes'}",
        "",
        _summary(checked),
        *(f"\nNote: {escaped(note)}" for note in checked.notes),
        *_table("What fails the check", failing, remedies),
        *_table("What else was found", also, remedies),
        *_table("What is accepted", others(checked.found, [*failing, *also]), remedies),
        *_remedies(checked),
    ]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """Make text from a user's file show as it is written: on one line, with nothing in it that is Markdown or HTML."""
    safe = one_line(text).replace("&", "&amp;").replace("<", "&lt;")
    return _MARKS.sub(r"\\\1", safe)


def _summary(checked: Checked) -> str:
    said = in_words(checked.counted) or "no findings"
    accepted_ones = len(checked.found) - len(checked.counted)
    more = f" {count(accepted_ones, 'finding')} accepted." if accepted_ones else ""
    return f"{count(checked.profiles, 'profile')} in {count(checked.files, 'file')}, checked for {checked.today}: {said}.{more}"


def _table(title: str, found: Sequence[Found], remedies: Mapping[str, str]) -> Iterator[str]:
    if not found:
        return
    yield from ("", f"### {title}", "", "| severity | finding | where |", "|---|---|---|")
    for one in gravest(found, MOST):
        words = [one.message, *one.causes, "" if one.to_do == remedies[one.code] else one.to_do, one.note or "", accepted(one)]
        told = "<br>".join([f"**{one.code} {escaped(one.title)}**", *map(escaped, filter(None, words))])
        yield f"| {one.severity} | {told} | {escaped(one.profile)}<br>{escaped(str(one.place))} |"
    if len(found) > MOST:
        yield from ("", f"{count(len(found) - MOST, 'finding')} more, none graver than these.")


def _remedies(checked: Checked) -> Iterator[str]:
    """Yield what each rule that found something asks for, once a rule."""
    codes = {one.code for one in checked.counted}
    rules = [rule for rule in checked.rules if rule.code in codes]
    if rules:
        yield from ("", "<details><summary>What to do</summary>", "")
        yield from (_remedy(rule) for rule in rules)
        yield from ("", "</details>")


def _remedy(rule: Rule) -> str:
    return f"- **{rule.code} {one_line(rule.title)}** {one_line(rule.why)} {one_line(rule.remedy)}"
