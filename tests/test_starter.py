"""The starter profile: complete, valid as it stands, and answered by replacing a word."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import jsonschema
import pytest
from strategist import documents, profiles, reading, schemas
from strategist.cli import main
from strategist.models.knowledge import Catalogue
from strategist.models.profile import Profile
from strategist.render import starter


@pytest.fixture(scope="module")
def text(catalogue: Catalogue) -> str:
    return starter.text(catalogue)


def loaded(text: str, catalogue: Catalogue) -> Profile:
    (document,) = documents.parse(text, "starter.yaml")
    return profiles.profile(document, catalogue)


def test_it_loads_and_knows_nothing_but_a_name(text: str, catalogue: Catalogue):
    answers = loaded(text, catalogue).answers.values()
    assert [answer.question for answer in answers if answer.state == "value"] == ["company.name"]


def test_it_has_every_question_in_the_order_of_asking(text: str, catalogue: Catalogue):
    assert list(loaded(text, catalogue).answers) == list(catalogue.questions)


def test_it_names_the_versions_of_the_questionnaires(text: str, catalogue: Catalogue):
    versions = {name: questionnaire.version for name, questionnaire in catalogue.questionnaires.items()}
    assert loaded(text, catalogue).questionnaires == versions


def test_the_schema_accepts_it(text: str, catalogue: Catalogue):
    (document,) = documents.parse(text, "starter.yaml")
    jsonschema.Draft7Validator(schemas.schema("profile", catalogue)).validate(document.data)


def test_an_editor_finds_the_schema_beside_it(text: str, catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The first line is what editors with the YAML language server look for, and the command in the head writes what it names."""
    named = re.match(r"#\s+yaml-language-server\s*:\s*\$schema=(\S+)\n", text)
    command = re.search(r"write the schema beside this file: strategist (.+)\n", text)
    assert named is not None
    assert command is not None
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["strategist", *command[1].split()])
    with pytest.raises(SystemExit, match="0"):
        main()
    schema = json.loads((tmp_path / named[1]).read_bytes())
    (document,) = documents.parse(text, "starter.yaml")
    jsonschema.Draft7Validator(schema).validate(document.data)
    assert not jsonschema.Draft7Validator(schema).is_valid({**document.data, "practise": {}})


def test_its_reading_says_that_too_little_is_known(text: str, catalogue: Catalogue):
    read = reading.build(loaded(text, catalogue), catalogue)
    assert (read.verdict, read.practised.verdict, read.findings) == ("undeclared", "too little known", ())
    assert read.practised.coverage.answered == 0


def test_it_shows_every_question_and_every_option(text: str, catalogue: Catalogue):
    comments = " ".join(" ".join(line.strip(" #") for line in text.splitlines()).split())
    for question in catalogue.questions.values():
        assert question.text in comments
        assert all(f"{option.id} {option.label}" in comments for option in question.options), question.id


def test_it_fits_a_screen(text: str):
    """Comments are wrapped; only a long option may stand out a little."""
    assert all(len(line) <= 120 and line == line.rstrip() for line in text.splitlines())


def test_each_line_is_answered_by_replacing_unknown(text: str, catalogue: Catalogue):
    """Every option, true or false, and every example given for a question is an answer."""
    for question in catalogue.questions.values():
        for written in spellings(catalogue, question.id):
            answered = replaced(text, catalogue.routes[question.id], written)
            answer = loaded(answered, catalogue).answers[question.id]
            assert answer.state == "value", f"{question.id}: {written}"


def spellings(catalogue: Catalogue, name: str) -> list[str]:
    """Give what a person may write for a question."""
    question = catalogue.questions[name]
    if question.options:
        return [option.id for option in question.options]
    examples = {
        "yes-no": ["true", "false"],
        "ranking": [starter.SHAPES["ranking"].removeprefix("goals: ")],
        "strategy": ["competitive-edge", "[{strategy: competitive-edge, share: 60, to: guests}, {strategy: cost-race, share: 40}]"],
        "promises": [listed("promises")],
        "channels": [listed("channels")],
    }
    return examples.get(question.type, [question.example or "words"])


def listed(kind: str) -> str:
    """Give the list that the starter profile shows for a kind of question."""
    shape = starter.SHAPES[kind]
    return f"[{shape[shape.index('{') : shape.rindex('}') + 1]}]"


def replaced(text: str, route: tuple[str, ...], written: str) -> str:
    """Replace the answer of one line of the starter profile."""
    lines = text.splitlines()
    start = lines.index(f"{route[0]}:") if len(route) > 1 else 0
    key = f"{'  ' * (len(route) - 1)}{route[-1]}: "
    number = next(index for index in range(start, len(lines)) if lines[index].startswith(key))
    _, _, hint = lines[number].removeprefix(key).partition("  #")
    lines[number] = key + written + (f"  #{hint}" if hint else "")
    return "\n".join(lines) + "\n"
