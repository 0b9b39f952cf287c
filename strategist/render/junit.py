"""JUnit XML, which nearly every build server reads: a suite for each file, a test case for each finding.

What fails the check is a failure, what cannot be read an error, what is waived or in the baseline is skipped, and a finding below the
threshold passes with its text beside it, so that the tests are red exactly when the check is.
"""

from __future__ import annotations

from html import escape
from itertools import groupby

from strategist.models.checking import Checked, Found
from strategist.render.check_words import accepted, breaking, unreadable
from strategist.texts import clean, count, one_line

Case = tuple[str, str]
"""The fate of a test case, and its XML."""


def render(checked: Checked) -> str:
    """Write a run as JUnit XML; the first suite tells of the run itself, so that a run without findings is no empty file."""
    failing = {id(one) for one in breaking(checked)}
    suites = [_suite("strategist", [_run(checked)])]
    for file, found in groupby(checked.found, key=lambda one: one.place.file):
        suites.append(_suite(file, [_case(one, fails=id(one) in failing) for one in found]))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="strategist">\n{"".join(suites)}</testsuites>\n'


def _suite(name: str, cases: list[Case]) -> str:
    fates = [fate for fate, _ in cases]
    counts = {"failures": fates.count("failure"), "errors": fates.count("error"), "skipped": fates.count("skipped")}
    return f"<testsuite{_attributes(name=name, tests=len(cases), **counts)}>\n{''.join(text for _, text in cases)}</testsuite>\n"


def _run(checked: Checked) -> Case:
    name = f"{count(checked.profiles, 'profile')} in {count(checked.files, 'file')} checked"
    notes = _element("system-out", "\n".join(checked.notes)) if checked.notes else ""
    if not checked.interrupted:
        return "passed", _test(name, "strategist", notes)
    said = "The check was interrupted; findings are missing."
    return "error", _test(name, "strategist", _element("error", said, message=said, type="interrupted") + notes)


def _case(one: Found, *, fails: bool) -> Case:
    fate, told = _fate(one, fails=fails)
    name = f"{one.code} {one.rule}{f' at {one.path}' if one.path else ''}{f' ({one.occurrence + 1})' if one.occurrence else ''}"
    line = {"line": one.place.line} if one.place.line else {}
    return fate, _test(name, one.profile, told, file=one.place.file, **line)


def _fate(one: Found, *, fails: bool) -> Case:
    if fails:
        tag = "error" if unreadable(one) else "failure"
        return tag, _element(tag, _told(one), message=f"{one.title}: {one.message}", type=one.severity)
    if not one.counted:
        return "skipped", _element("skipped", "", message=accepted(one))
    return "passed", _element("system-out", _told(one))


def _told(one: Found) -> str:
    lines = [f"{one.place}: {one.severity}: {one.message}", *(f"answer: {cause}" for cause in one.causes), f"to do: {one.to_do}"]
    return "\n".join([*lines, f"note: {one.note}"] if one.note else lines)


def _test(name: str, group: str, inner: str, **more: str | int) -> str:
    return f"<testcase{_attributes(name=name, classname=group, **more)}>{inner}</testcase>\n"


def _element(tag: str, text: str, **attributes: str | int) -> str:
    return f"<{tag}{_attributes(**attributes)}>{_safe(text)}</{tag}>"


def _attributes(**values: str | int) -> str:
    return "".join(f' {name}="{_safe(one_line(str(value)))}"' for name, value in values.items())


def _safe(text: str) -> str:
    return escape(clean(text))
