"""JSON Schemas: of a profile, for completion and validation in editors; of a reading and a check; and of every file of the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from strategist.catalogue import LISTS
from strategist.channels import FIGURES, REQUIRED
from strategist.kinds import spell_out
from strategist.models.catalogue import SEVERITIES, Check, Question, Questionnaire, Rule, Strategy
from strategist.models.checking import Checked
from strategist.models.knowledge import Catalogue
from strategist.models.profile import FORMAT, SOURCES
from strategist.models.reading import Reading
from strategist.profiles import ANSWER_KEYS, MOST_EFFORT

Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
"""The draft that editors understand best."""

NUMERIC = r"^\s*([A-Z]{3}|[$€£])?\s*[-+]?[0-9.][0-9.,_ ]*\s*[A-Za-z%]*\s*([A-Z]{3}|[$€£])?\s*$"

DATE = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"

KINDS = ("profile", "reading", "check", "strategy", "rule", "questionnaire", *LISTS)


def schema(kind: str, catalogue: Catalogue) -> Schema:
    """Give the schema of a kind; raises KeyError for one that is not in KINDS."""
    if kind == "profile":
        return profile(catalogue)
    from pydantic import TypeAdapter  # noqa: PLC0415 - heavy, and only these kinds need it

    spell_out()
    shapes: dict[str, Any] = {"reading": Reading, "check": Checked, "strategy": Strategy, "rule": Rule, "questionnaire": Questionnaire}
    shapes |= {name: list[noun] for name, noun in LISTS.items()}  # type: ignore[valid-type]
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"urn:strategist:{kind}:1"}
    if kind in {"reading", "check"}:
        body = TypeAdapter(shapes[kind]).json_schema(mode="serialization")
        return {**head, **_complete(_with_figures(body) if kind == "check" else body)}
    return {**head, **TypeAdapter(shapes[kind]).json_schema()}


def _with_figures(check: Schema) -> Schema:
    """Add to the schema of a check what its JSON has beside the fields."""
    times = {key: {"type": "integer", "minimum": 0} for key in (*SEVERITIES, "waived", "baselined")}
    check["properties"] |= {
        "threshold": {"enum": [*SEVERITIES, "never"]},
        "exit_code": {"enum": [0, 1, 2, 130]},
        "summary": {"type": "object", "properties": times, "required": list(times)},
    }
    check["$defs"]["Found"]["properties"] |= {
        "counted": {"type": "boolean"},
        "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
    }
    return check


def _complete(body: Schema) -> Schema:
    """Require every field of what the program writes: none is ever left out."""
    for shape in (body, *body["$defs"].values()):
        if "properties" in shape:
            shape["required"] = list(shape["properties"])
    return body


def profile(catalogue: Catalogue) -> Schema:
    """Give the schema of a profile against a catalogue; places, did-you-mean and sums are left to the program."""
    root = _object({}, "A company's stored profile: what its service is said to be for, and what is done.")
    root["properties"]["strategist"] = {"const": FORMAT, "description": "The format of this profile; always the first line."}
    versions = {name: {"type": "integer", "minimum": 1, "maximum": q.version} for name, q in catalogue.questionnaires.items()}
    root["properties"]["questionnaires"] = _object(versions, "Which version of each questionnaire was answered.")
    for question, route in catalogue.routes.items():
        branch = root
        for step in route[:-1]:
            branch = branch["properties"].setdefault(step, {**_object({}, ""), "type": ["object", "null"]})
        branch["properties"][route[-1]] = _answer(catalogue, catalogue.questions[question])
    root["properties"]["plan"] = _wishes(catalogue)
    root["properties"]["waivers"] = _waivers(catalogue)
    root["required"] = ["strategist"]
    return {
        "$schema": DRAFT,
        "$id": f"urn:strategist:profile:{FORMAT}",
        "title": "strategist profile",
        **root,
        "definitions": _definitions(),
    }


def _wishes(catalogue: Catalogue) -> Schema:
    effort = {"type": "number", "exclusiveMinimum": 0, "maximum": MOST_EFFORT}
    efforts = _object(dict.fromkeys(catalogue.dimensions, effort), "Your own effort for a step of a practice, in place of 1 to 5.")
    kept = {"type": "array", "items": {"enum": list(catalogue.dimensions)}, "description": "Practices that must stay as they are."}
    return _object({"effort": efforts, "keep": kept}, "What you wish of a plan.")


def _waivers(catalogue: Catalogue) -> Schema:
    nouns: tuple[Rule | Check, ...] = (*catalogue.rules.values(), *catalogue.checks.values())
    known = [name for noun in nouns for name in (noun.id, noun.code)]
    text = {"type": "string", "minLength": 1}
    fields: dict[str, Schema] = {
        "rule": {"enum": known, "description": "The rule or its code."},
        "path": {**text, "description": "Where in the profile, such as practice.relative-speed; everywhere when left out."},
        "reason": {**text, "description": "Why the finding is accepted."},
        "owner": {**text, "description": "Who answers for it."},
        "until": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "description": "The last day on which it is accepted."},
    }
    waiver = {**_object(fields, "One accepted finding."), "required": ["rule", "reason", "owner", "until"]}
    return {"type": "array", "items": waiver, "description": "Findings of `strategist check` that are accepted until a day."}


def _object(properties: Mapping[str, Schema], description: str) -> Schema:
    described = {"description": description} if description else {}
    return {"type": "object", **described, "properties": dict(properties), "additionalProperties": False}


def _definitions() -> Schema:
    text = {"type": "string"}
    return {
        "unknown": {"const": "unknown", "description": "Not known; shown as unknown and never guessed."},
        "note": {**text, "description": "What lies behind the answer, in words."},
        "source": {"enum": list(SOURCES), "description": "Evidence is a measured figure and weighs more."},
        "date": {
            "type": ["string", "integer"],
            "pattern": DATE,
            "description": "Of when the answer speaks.",
        },
        "reference": {
            "anyOf": [text, {"type": "array", "items": {"type": ["string", "number", "boolean"]}}],
            "description": "Where this can be checked.",
        },
        "not_applicable": {**text, "minLength": 1, "description": "Why the question does not apply."},
    }


def _answer(catalogue: Catalogue, question: Question) -> Schema:
    value = {"anyOf": [_SHAPES[question.type](catalogue, question), {"$ref": "#/definitions/unknown"}]}
    fields = {key: {"$ref": f"#/definitions/{key}"} for key in ANSWER_KEYS if key != "value"}
    answer = _object({"value": value, **fields}, "The answer with its note, source and date.")
    answer["oneOf"] = [{"required": ["value"]}, {"required": ["not_applicable"]}]
    options = "".join(f"\n\n- `{option.id}`: {option.label}" for option in question.options)
    return {
        "title": question.text,
        "description": question.help,
        "markdownDescription": f"**{question.text}**\n\n{question.help}{options}",
        "anyOf": [*value["anyOf"], answer],
    }


def _text(_catalogue: Catalogue, _question: Question) -> Schema:
    return {"type": ["string", "number"]}


def _options(_catalogue: Catalogue, question: Question) -> Schema:
    return {"enum": [option.id for option in question.options]}


def _quantity(_catalogue: Catalogue, question: Question) -> Schema:
    bounds = {"minimum": question.minimum, "maximum": question.maximum}
    number = {"type": "number", **{key: value for key, value in bounds.items() if value is not None}}
    return {"anyOf": [number, {"type": "string", "pattern": NUMERIC}]}


def _ranking(catalogue: Catalogue, _question: Question) -> Schema:
    goal = {"enum": list(catalogue.goals)}
    weighed = {**_object({"goal": goal, "weight": {"type": "number", "exclusiveMinimum": 0}}, ""), "required": ["goal"]}
    return {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"anyOf": [goal, weighed]}}


def _strategy(catalogue: Catalogue, _question: Question) -> Schema:
    name = {"enum": list(catalogue.strategies)}
    share = {"anyOf": [{"type": "number", "exclusiveMinimum": 0, "maximum": 100}, {"type": "string", "pattern": NUMERIC}]}
    part = {**_object({"strategy": name, "share": share, "to": {"type": "string"}}, ""), "required": ["strategy"]}
    return {"anyOf": [name, {"type": "array", "minItems": 1, "items": {"anyOf": [name, part]}}]}


def _promises(_catalogue: Catalogue, _question: Question) -> Schema:
    text = {"type": "string"}
    promise = _object({"measure": text, "figure": {"type": "number", "minimum": 0}, "unit": text, "text": text}, "")
    return {"type": "array", "items": {"anyOf": [text, {**promise, "minProperties": 1}]}}


def _channels(_catalogue: Catalogue, _question: Question) -> Schema:
    text, figure = {"type": "string"}, {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": NUMERIC}]}
    channel = _object({"channel": text, "part": text, **dict.fromkeys(FIGURES, figure)}, "One channel in one part of the week.")
    channel["required"] = ["channel", *REQUIRED]
    channel["dependencies"] = {"within": ["share"], "share": ["within"]}
    return {"type": "array", "minItems": 1, "items": channel}


_SHAPES: Mapping[str, Callable[[Catalogue, Question], Schema]] = {
    "dimension": _options,
    "choice": _options,
    "text": _text,
    "long-text": _text,
    "date": lambda _catalogue, _question: {"$ref": "#/definitions/date"},
    "currency": lambda _catalogue, _question: {"type": "string", "pattern": "^[A-Z]{3}$"},
    "money": _quantity,
    "number": _quantity,
    "percent": _quantity,
    "yes-no": lambda _catalogue, _question: {"type": "boolean"},
    "ranking": _ranking,
    "strategy": _strategy,
    "promises": _promises,
    "channels": _channels,
}
