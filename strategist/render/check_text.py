"""A check for people: a line for each finding, or each in full with the line of the file that it speaks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from strategist.errors import Place
from strategist.models.catalogue import SEVERITIES
from strategist.models.checking import Checked, Found
from strategist.nouns import dataclass
from strategist.texts import clean, count, listed, one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

Source = Callable[[Place], str | None]
"""Gives the line of a file that a place stands on, None when it cannot be had."""

COLORS: Mapping[str, str] = {"critical": "1;31", "major": "33", "minor": "36"}
STATES: Mapping[str, str] = {"holds": "32", "ends soon": "36"}
"""The colours of waivers that accept something."""

WIDTH = 80
"""Letters in a line of a finding in full."""

LONGEST_LINE = 120
"""Letters of a line of a profile that are shown at most."""


@dataclass(frozen=True, slots=True)
class Style:
    """How much to write: `full` each finding as a paragraph, `statistics` counts by rule in place of findings, `quiet` no summary.

    `waivers` lists every waiver in place of findings.
    """

    color: bool = False
    full: bool = False
    statistics: bool = False
    quiet: bool = False
    waivers: bool = False


def render(checked: Checked, style: Style, source: Source = lambda _place: None) -> str:
    """Give the text of a check, what counts first and then, unless quiet, a summary."""
    pen = _Pen(style.color)
    if style.waivers:
        lines = [*_waivers(checked, pen)]
    elif style.statistics:
        lines = [*_statistics(checked, pen)]
    elif style.full:
        lines = [line for one in checked.counted for line in _full(one, pen, source)]
    else:
        lines = [*_lines(checked.counted, pen)]
    if not (style.quiet or style.waivers):
        lines += _summary(checked)
    elif checked.interrupted:
        lines += checked.notes
    return "\n".join([*lines, ""])


@dataclass(frozen=True, slots=True)
class _Pen:
    color: bool

    def write(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.color else text


def _lines(found: Iterable[Found], pen: _Pen) -> Iterator[str]:
    """Give a line for each finding; what stored profiles say again and again is made once."""
    files: dict[str, str] = {}
    known: dict[tuple[Any, ...], str] = {}
    for one in found:
        place, what = one.place, (one.code, one.severity, one.causes, one.message, one.to_do, one.note)
        said = known.get(what)
        if said is None:
            said = known[what] = f": {pen.write(one.severity, COLORS[one.severity])} {one.code} {_said(one)}"
        file = files.get(place.file)
        if file is None:
            file = files[place.file] = one_line(f"{place.file}:")
        yield f"{file}{place.line}:{place.column}{said}" if place.line else f"{file[:-1]}{said}"


def _said(one: Found) -> str:
    message, to_do, causes, note, title = one.message, one.to_do, one.causes, one.note, one.title
    to_do = to_do[:1].lower() + to_do[1:] if to_do[1:2].islower() else to_do
    said = f"{title} ({'; '.join(causes)})" if causes else f"{message.rstrip('.')}; {to_do.rstrip('.')}"
    return one_line(f"{said} [{note}]" if note else said)


def _full(one: Found, pen: _Pen, source: Source) -> Iterator[str]:
    severity, title = pen.write(one.severity, COLORS[one.severity]), pen.write(one_line(one.title), "1")
    yield f"{one_line(str(one.place))}: {severity} {title}  {one.code} {one.rule}"
    if shown := source(one.place):
        yield from _excerpt(one, shown, pen)
    yield from _labelled("", one.message)
    for cause in one.causes:
        yield from _labelled("answer", cause)
    yield from _labelled("to do", one.to_do)
    yield from _labelled("note", one.note or "")
    yield ""


def _labelled(label: str, text: str) -> Iterator[str]:
    """Wrap text, with its label before it; nothing for no text."""
    from textwrap import wrap  # noqa: PLC0415 - a line for each finding needs no wrapping

    start = f"  {label:<6}  " if label else "  "
    yield from wrap(one_line(text), WIDTH, initial_indent=start, subsequent_indent=" " * len(start), break_on_hyphens=False)


def _excerpt(one: Found, line: str, pen: _Pen) -> Iterator[str]:
    """Show the line of the file with marks below the value."""
    number = str(one.place.line)
    end = one.end[1] if one.end and one.end[0] == one.place.line else one.place.column + 1
    shown = clean(line.rstrip("\r\n")).replace("\t", " ")[:LONGEST_LINE]
    if one.place.column > len(shown):
        return
    marks = "^" * max(1, min(end, len(shown) + 1) - one.place.column)
    yield f"  {number} | {shown}"
    yield f"  {' ' * len(number)} | {' ' * (one.place.column - 1)}{pen.write(marks, COLORS[one.severity])}"


def _statistics(checked: Checked, pen: _Pen) -> Iterator[str]:
    """Count by rule, most first."""
    times = Counter((one.code, one.rule) for one in checked.counted)
    known = {rule.code: rule for rule in checked.rules}
    for (code, rule), number in sorted(times.items(), key=lambda item: (-item[1], item[0])):
        yield f"{number:>6}  {pen.write(code, '1')}  {rule}: {known[code].title}"


def _waivers(checked: Checked, pen: _Pen) -> Iterator[str]:
    """List every waiver: where, how it stands, for what, by whom, until when, and why."""
    for audited in checked.waivers:
        waiver = audited.waiver
        what = f"{waiver.code or 'no rule'}{f' at {waiver.path}' if waiver.path else ''} in {waiver.profile or 'no profile'}"
        ends = f"{waiver.owner or 'nobody'}, until {waiver.until or 'no day'}: {waiver.reason or 'no reason'}"
        used = f"{count(audited.findings, 'finding')}"
        stands = pen.write(audited.state, STATES.get(audited.state, COLORS["major"]))
        yield f"{one_line(str(waiver.place))}: {stands}, {used}; {one_line(what)}; {one_line(ends)}"
    times = Counter(audited.state for audited in checked.waivers)
    told = listed([f"{number} {state}" for state, number in sorted(times.items())])
    yield f"{count(len(checked.waivers), 'waiver')} in {count(checked.profiles, 'profile')}{f': {told}' if told else ''}."


def _summary(checked: Checked) -> Iterator[str]:
    times = Counter(one.severity for one in checked.counted)
    told = listed([f"{times[severity]} {severity}" for severity in SEVERITIES if times[severity]])
    where = f"{'so far ' if checked.interrupted else ''}in {count(checked.profiles, 'profile')}"
    aside = [f"{waived} waived" for waived in [sum(one.waived is not None for one in checked.found)] if waived]
    aside += [f"{known} in the baseline" for known in [sum(one.baselined and one.waived is None for one in checked.found)] if known]
    besides = f" Besides, {listed(aside)}." if aside else ""
    yield (f"{count(len(checked.counted), 'finding')} {where}: {told}." if told else f"No findings {where}.") + besides
    yield from checked.notes
