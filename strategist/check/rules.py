"""Every rule that a check can find, as outputs tell of it."""

from __future__ import annotations

from collections.abc import Mapping

from strategist.models import catalogue as nouns
from strategist.models.catalogue import SEVERITIES
from strategist.models.checking import Rule
from strategist.models.knowledge import Catalogue

FAMILIES: Mapping[str, str] = {
    "M": "Mismatches",
    "C": "Contradictions",
    "V": "Verdict",
    "P": "Files that cannot be read",
    "H": "Upkeep of profiles",
    "W": "Waivers",
    "B": "Baseline",
    "D": "Drift",
}


def described(catalogue: Catalogue) -> tuple[Rule, ...]:
    """Describe every rule and every check, by code."""
    found = [*map(_rule, catalogue.rules.values()), *map(_check, catalogue.checks.values())]
    return tuple(sorted(found, key=lambda rule: rule.code))


def _rule(rule: nouns.Rule) -> Rule:
    gravest = min((case.severity for case in rule.cases), key=SEVERITIES.index)
    says = "\n".join(f"- {case.severity}: {case.message}" for case in rule.cases)
    examples = "\n".join(
        [*(f"- {example.severity}: {example.note}" for example in rule.bad), *(f"- no finding: {example.note}" for example in rule.good)]
    )
    return _described(rule, gravest, f"\n\n**What it says**\n\n{says}", f"\n\n**Examples**\n\n{examples}")


def _check(check: nouns.Check) -> Rule:
    return _described(check, check.severity)


def _described(noun: nouns.Rule | nouns.Check, severity: nouns.Severity, says: str = "", examples: str = "") -> Rule:
    told = f"{says}\n\n**Why it matters**\n\n{noun.why}\n\n**What to do**\n\n{noun.remedy}{examples}".strip()
    return Rule(noun.code, noun.id, noun.title, severity, noun.why, noun.remedy, told + "\n", FAMILIES[noun.code[0]])
