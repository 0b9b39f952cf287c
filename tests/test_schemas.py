"""The JSON Schemas are valid, accept what the program accepts, and refuse what a schema can see to be wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from strategist import documents, profiles, reading, schemas
from strategist.catalogue import LISTS, home, shipped
from strategist.errors import InvalidInputError
from strategist.models.knowledge import Catalogue
from strategist.render import data

ROOT = Path(__file__).parent.parent
INVALID = ROOT / "tests" / "data" / "invalid"
CASEBOOK = sorted(path for path in (ROOT / "tests" / "casebook").glob("*.yaml") if not path.name.endswith(".expected.yaml"))
VALID = [path for part in ("valid", "readings") for path in sorted((ROOT / "tests" / "data" / part).glob("*.yaml"))]
STRATEGIES = home() / "strategies"

SEEN = {
    "keys": [
        "answer-key-unknown", "answer-without-value", "section-in-section", "unknown-key", "unknown-key-far",
        "unknown-key-in-section", "unknown-question", "unknown-question-far", "wrong-section",
    ],
    "options": [
        "line-break-in-quotes", "number-for-option", "unknown-in-capitals", "unknown-option", "unknown-option-far", "yes-for-option",
    ],
    "strategies": ["strategy-as-mapping", "strategy-empty", "strategy-odd", "unknown-strategy", "unknown-strategy-far"],
    "goals": ["goal-twice", "goals-as-mapping", "goals-as-word", "goals-empty", "goals-odd", "unknown-goal", "unknown-goal-far"],
    "types": [
        "a-list", "a-word", "boolean-for-money", "currency-list", "list-for-money", "list-for-option", "list-for-text",
        "mapping-for-option", "mapping-for-text", "note-list", "promises-as-mapping", "promises-as-word", "promises-odd", "quoted-true",
        "reference-not-text", "section-as-list", "section-as-word", "text-for-number", "word-for-yes-no", "yes-for-true",
    ],
    "figures": ["below-nothing", "currency-code", "currency-small", "date-form", "shares-odd"],
    "empty answers": ["answer-empty", "answer-value-empty", "not-applicable-and-value", "not-applicable-without-reason"],
    "the head": [
        "format-empty", "format-list", "format-missing", "format-newer", "format-true", "format-word", "format-zero",
        "questionnaire-newer", "questionnaire-unknown", "questionnaire-version", "questionnaires-list",
    ],
    "sources": ["answer-date", "source-unknown"],
}  # fmt: skip
"""Files of `tests/data/invalid` by what is wrong in them; sums, the calendar, units and currencies only the program sees."""


@cache
def validator(kind: str) -> Any:
    schema = schemas.schema(kind, shipped())
    return jsonschema.validators.validator_for(schema)(schema)


def accepted() -> list[Any]:
    """Give every valid profile."""
    return [pytest.param(file, id=file.stem) for file in (*CASEBOOK, *VALID)]


def checked(*args: str | Path) -> subprocess.CompletedProcess[str]:
    """Run check-jsonschema."""
    return subprocess.run([Path(sys.executable).with_name("check-jsonschema"), *args], capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> dict[str, Path]:
    """Every schema in a file of its own."""
    folder = tmp_path_factory.mktemp("schemas")
    files = {kind: folder / f"{kind}.schema.json" for kind in schemas.KINDS}
    for kind, file in files.items():
        file.write_text(json.dumps(schemas.schema(kind, catalogue)), "utf-8")
    return files


# With the real tool, as an editor or a pipeline would.


def test_every_schema_is_a_valid_schema(written: dict[str, Path]):
    done = checked("--check-metaschema", *written.values())
    assert done.returncode == 0, done.stdout


def test_the_tool_accepts_the_casebook_and_all_valid_profiles(written: dict[str, Path]):
    done = checked("--schemafile", written["profile"], *CASEBOOK, *VALID)
    assert done.returncode == 0, done.stdout


def test_the_tool_refuses_a_wrong_profile_by_its_key(written: dict[str, Path]):
    done = checked("--schemafile", written["profile"], INVALID / "unknown-key.yaml")
    assert done.returncode == 1
    assert "practise" in done.stdout


# Profiles.


@pytest.mark.parametrize("file", accepted())
def test_the_schema_accepts_what_the_program_accepts(file: Path, catalogue: Catalogue):
    assert profiles.read(file, catalogue)
    for document in documents.read(file):
        validator("profile").validate(document.data)


@pytest.mark.parametrize(("kind", "stem"), [(kind, stem) for kind, stems in SEEN.items() for stem in stems])
def test_schema_and_program_refuse_the_same_mistakes(kind: str, stem: str, catalogue: Catalogue):
    file = INVALID / f"{stem}.yaml"
    with pytest.raises(InvalidInputError):
        profiles.read(file, catalogue)
    assert not all(validator("profile").is_valid(document.data) for document in documents.read(file))


def test_the_schema_explains_every_question_to_an_editor(catalogue: Catalogue):
    schema = schemas.schema("profile", catalogue)
    for question, route in catalogue.routes.items():
        branch = schema
        for step in route:
            branch = branch["properties"][step]
        assert (branch["title"], branch["description"]) == (catalogue.questions[question].text, catalogue.questions[question].help)
        assert all(f"- `{option.id}`: {option.label}" in branch["markdownDescription"] for option in catalogue.questions[question].options)


def test_the_format_line_is_the_only_thing_a_profile_must_have():
    assert validator("profile").is_valid({"strategist": 1})
    assert not validator("profile").is_valid({})


@pytest.mark.parametrize("answer", ["unknown", {"value": "unknown"}, {"not_applicable": "a reason"}], ids=str)
def test_every_question_can_be_left_open(answer: object, catalogue: Catalogue):
    for route in catalogue.routes.values():
        profile: object = answer
        for step in reversed(route):
            profile = {step: profile}
        assert isinstance(profile, dict)
        validator("profile").validate({"strategist": 1, **profile})


# Readings.


@pytest.mark.parametrize("file", [*CASEBOOK, *VALID], ids=lambda file: file.stem)
def test_the_schema_of_a_reading_accepts_every_reading(file: Path, catalogue: Catalogue):
    for profile in profiles.read(file, catalogue):
        validator("reading").validate(json.loads(data.render([reading.build(profile, catalogue)])))


def test_the_schema_of_a_reading_misses_a_field_that_is_not_there(catalogue: Catalogue):
    (profile,) = profiles.read(CASEBOOK[0], catalogue)
    whole = json.loads(data.render([reading.build(profile, catalogue)]))
    for key in whole:
        assert not validator("reading").is_valid({name: value for name, value in whole.items() if name != key}), key


# The catalogue.


def files() -> list[Any]:
    """Give every file of the catalogue with the kind of its schema."""
    kinds = {name: [STRATEGIES / f"{name}.yaml"] for name in LISTS}
    kinds["strategy"] = sorted(path for path in STRATEGIES.glob("*.yaml") if path.stem not in LISTS)
    kinds["rule"] = sorted((STRATEGIES / "mismatches").glob("*.yaml"))
    kinds["questionnaire"] = sorted((home() / "questionnaires").glob("*.yaml"))
    assert all(kinds.values())
    return [pytest.param(kind, path, id=f"{kind}-{path.stem}") for kind, paths in kinds.items() for path in paths]


@pytest.mark.parametrize(("kind", "file"), files())
def test_the_schema_accepts_every_file_of_the_catalogue(kind: str, file: Path):
    (document,) = documents.read(file)
    validator(kind).validate(document.data)


@pytest.mark.parametrize(("kind", "file"), files())
def test_the_schema_refuses_an_unknown_key_in_the_catalogue(kind: str, file: Path):
    (document,) = documents.read(file)
    items = document.data if isinstance(document.data, list) else [document.data]
    spoilt = [{**item, "colour": "red"} for item in items]
    assert not validator(kind).is_valid(spoilt if isinstance(document.data, list) else spoilt[0])
