"""GitHub annotations, as workflow commands on standard output.

GitHub shows 10 errors and 10 warnings of a step and drops the rest in silence. So the gravest are annotated, and the rest stand in
the log as plain lines, in a group that can be opened.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from strategist.models.checking import Checked, Found
from strategist.render.check_words import accepted, breaking, gravest, in_words, others, sentences
from strategist.texts import clean, count, one_line

MOST = 10
"""How many annotations of one kind GitHub shows for a step."""


def render(checked: Checked) -> str:
    """Write what fails the check as errors, what else counts as warnings, and the rest as lines of the log."""
    errors = gravest(breaking(checked), MOST - checked.interrupted)
    warnings = gravest(others(checked.counted, breaking(checked)), MOST)
    lines = [
        *(["::error::The check was interrupted; findings are missing."] if checked.interrupted else []),
        *(_annotation("error", one) for one in errors),
        *(_annotation("warning", one) for one in warnings),
        *_log(others(checked.found, [*errors, *warnings])),
        *(_line(note) for note in checked.notes),
        _line(_summary(checked)),
    ]
    return "\n".join(lines) + "\n"


def _annotation(command: str, one: Found) -> str:
    place: dict[str, object] = {"file": one.place.file}
    if one.place.line:
        place |= {"line": one.place.line, "col": one.place.column}
        if one.end:
            place["endLine"] = one.end[0]
        if one.end and one.end[0] == one.place.line:
            place["endColumn"] = one.end[1]
    place["title"] = f"{one.code} {one.title}"
    said = ",".join(f"{name}={_property(str(value))}" for name, value in place.items())
    return f"::{command} {said}::{_data(_text(one))}"


def _text(one: Found) -> str:
    return "\n".join([one.message, *one.causes, f"What to do: {one.to_do}", *([one.note] if one.note else [])])


def _log(rest: Sequence[Found]) -> Iterator[str]:
    """Yield what is not annotated, folded away."""
    if not rest:
        return
    yield f"::group::{count(len(rest), 'finding')} without an annotation"
    for one in rest:
        yield _line(f"{one.place}: {one.severity} {one.code} {sentences(one)} {accepted(one)}")
    yield "::endgroup::"


def _summary(checked: Checked) -> str:
    said = in_words(checked.counted)
    return f"{count(checked.profiles, 'profile')} in {count(checked.files, 'file')} checked: {said or 'no findings'}."


def _line(text: str) -> str:
    """Give a line of the log that cannot begin with `::`, the mark of a command."""
    return f"- {_unmarked(one_line(text))}"


def _data(text: str) -> str:
    return _unmarked(clean(text)).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _unmarked(text: str) -> str:
    """Break the older mark of a command, which may stand anywhere in a line."""
    return text.replace("##[", "## [")
