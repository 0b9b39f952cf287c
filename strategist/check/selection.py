"""Which findings are wanted: by code, by the beginning of a code, or by the id of a rule."""

from __future__ import annotations

from collections.abc import Iterable

from strategist.errors import Place, Problem, did_you_mean
from strategist.models.catalogue import Check, Rule
from strategist.models.knowledge import Catalogue
from strategist.models.settings import ALL, Settings
from strategist.texts import quoted

ALWAYS = "P"
"""The family that no option leaves out: a file that cannot be read is never a file without findings."""


WAIVABLE = "MCVH"
"""The families that a waiver can accept; files that cannot be read, waivers, the baseline and drift are mended instead."""


def findable(catalogue: Catalogue) -> dict[str, Rule | Check]:
    """Give every rule and every check by code."""
    nouns: tuple[Rule | Check, ...] = (*catalogue.rules.values(), *catalogue.checks.values())
    return {noun.code: noun for noun in nouns}


def wanted(code: str, rule: str, settings: Settings) -> bool:
    """Tell whether findings of a rule are reported under these settings."""
    if code.startswith(ALWAYS) or named(code, rule, settings.mandatory):
        return True
    return named(code, rule, settings.select) and not named(code, rule, settings.ignore)


def named(code: str, rule: str, names: Iterable[str]) -> bool:
    """Tell whether one of the names is `all`, the code, the beginning of the code, or the rule."""
    return any(name in {ALL, rule} or code.startswith(name.upper()) for name in names)


def unknown(names: Iterable[str], catalogue: Catalogue, place: Place) -> Iterable[Problem]:
    """Yield a problem for each name that selects nothing."""
    rules = {code: noun.id for code, noun in findable(catalogue).items()}
    for name in names:
        if not any(named(code, rule, [name]) for code, rule in rules.items()) or not name:
            hint = did_you_mean(name, [*rules.values(), *rules], otherwise="see `docs/check.md` for codes")
            yield Problem(place, f"there is no rule {quoted(name)}", hint)
