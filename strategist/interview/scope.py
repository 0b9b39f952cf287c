"""Which questions an interview may ask: of which questionnaires, and of whom."""

from __future__ import annotations

from collections.abc import Sequence

from strategist.errors import InvalidInputError, Place, Problem, did_you_mean
from strategist.interview import quick, wording
from strategist.models.catalogue import ROLES, Role
from strategist.models.knowledge import Catalogue
from strategist.texts import quoted

__all__ = ["ROLES", "scope"]


def scope(catalogue: Catalogue, *, questionnaires: Sequence[str] = (), role: Role | None = None, short: bool = False) -> tuple[str, ...]:
    """Give the questions in the order of asking; raises InvalidInputError for a questionnaire that does not exist."""
    strange = [name for name in questionnaires if name not in catalogue.questionnaires]
    if strange:
        raise InvalidInputError(
            Problem(Place("--questionnaire"), f"there is no questionnaire {quoted(name)}", did_you_mean(name, catalogue.questionnaires))
            for name in strange
        )
    meant = {
        name
        for questionnaire, block in wording.places(catalogue)
        if (not questionnaires or questionnaire.id in questionnaires) and (role is None or role in block.roles)
        for name in wording.names(block)
    }
    order = quick.scope(catalogue) if short else tuple(catalogue.questions)
    return tuple(name for name in order if name in meant)
