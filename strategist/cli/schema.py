"""`strategist schema`: JSON Schemas for editors and for programs."""

from __future__ import annotations

from typing import Annotated

import typer

from strategist.cli.delivery import deliver
from strategist.cli.options import Output
from strategist.errors import InvalidInputError, Place, Problem, did_you_mean


def schema(
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help="profile, reading, strategy, rule, questionnaire, or a list such as dimensions.")
    ],
    output: Output = None,
) -> None:
    """Print the JSON Schema of a profile, of a reading, or of a file of the catalogue."""
    import json

    from strategist import schemas
    from strategist.catalogue import shipped

    if kind not in schemas.KINDS:
        raise InvalidInputError([Problem(Place("schema"), f"there is no schema `{kind}`", did_you_mean(kind, schemas.KINDS))])
    deliver(json.dumps(schemas.schema(kind, shipped()), ensure_ascii=False, indent=2) + "\n", output, data=True)
