"""The JSON of a check is what its published schema says."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import jsonschema
from samples import EVERY_KIND, SAMPLE, any_check
from strategist import schemas
from strategist.catalogue import shipped
from strategist.models.checking import Checked
from strategist.render import check_json


@cache
def validator() -> Any:
    schema = schemas.schema("check", shipped())
    return jsonschema.Draft202012Validator(schema)


def written(checked: Checked) -> Any:
    return json.loads(check_json.render(checked))


@any_check
def test_the_schema_accepts_any_check(checked: Checked):
    validator().validate(written(checked))


def test_the_schema_misses_whatever_is_not_there():
    whole = written(SAMPLE)
    for key in whole:
        assert not validator().is_valid({name: value for name, value in whole.items() if name != key}), key
    for key in whole["found"][0]:
        less = {name: value for name, value in whole["found"][0].items() if name != key}
        assert not validator().is_valid(whole | {"found": [less]}), key


def test_the_schema_names_everything_that_is_written():
    schema = schemas.schema("check", shipped())
    assert set(written(SAMPLE)) == set(schema["properties"])
    assert set(written(SAMPLE)["found"][0]) == set(schema["$defs"]["Found"]["properties"])
    assert len(written(SAMPLE)["found"]) == len(EVERY_KIND)
