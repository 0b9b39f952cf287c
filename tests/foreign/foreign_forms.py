"""A questionnaire in two foreign formats, SurveyJS and XLSForm, and the answers of a profile for either."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from made_up import words
from strategist.conditions import All, AnyOf, Compare, Condition, Declared, Not
from strategist.models.catalogue import Question
from strategist.models.knowledge import Catalogue
from strategist.models.profile import Part, Profile, RankedGoal

SIGNS = {"is": "=", "at_least": ">=", "at_most": "<="}
SURVEYJS_TYPES = {
    **dict.fromkeys(("dimension", "choice"), "radiogroup"),
    **dict.fromkeys(("ranking", "strategy"), "checkbox"),
    "yes-no": "boolean",
}
ODK_TYPES = {
    **dict.fromkeys(("dimension", "choice", "yes-no"), "select_one"),
    **dict.fromkeys(("ranking", "strategy"), "select_multiple"),
    **dict.fromkeys(("number", "percent", "money"), "decimal"),
}


def name(question: str) -> str:
    """Give a question's id without the dot, which means something else abroad."""
    return question.replace(".", "_")


def answers(profile: Profile) -> dict[str, object]:
    """Give every stored value, also of questions that are not asked; what is unknown or not applicable is left empty."""
    return {name(answer.question): _plain(answer.value) for answer in profile.answers.values() if answer.state == "value"}


def _plain(value: object) -> object:
    match value:
        case tuple():
            return [_plain(item) for item in value]
        case RankedGoal(goal=word) | Part(strategy=word):
            return word
    return value


@dataclass(frozen=True)
class Export:
    """Conditions in a language that knows only true and false.

    The faithful export can say that a condition holds, and can say that it fails; both want the answers to be there. So what is
    undecided does neither, and `not` turns one into the other. The naive export writes conditions as they are.
    """

    catalogue: Catalogue
    faithful: bool = True

    def asked(self, question: Question) -> str:
        """Write when a question is asked."""
        return self.says(question.when) if question.when else "1 = 1"

    def says(self, condition: Condition, *, holds: bool = True) -> str:
        """Write that a condition holds; or that it fails."""
        match condition:
            case Not(part):
                return self.says(part, holds=not holds)
            case All(parts) | AnyOf(parts):
                joined = " and " if isinstance(condition, All) is holds else " or "
                return f"({joined.join(self.says(part, holds=holds) for part in parts)})"
            case Declared(strategies):  # false, never undecided, when nothing is declared
                return self._either(self._guarded("declared.strategy", self.one_of("declared_strategy", strategies)), holds=holds)
            case Compare(_, question, "answered", wanted):
                return self._either(self.there(name(question)), holds=holds is wanted)
            case Compare(_, question):
                return self._guarded(question, self._either(self._compared(condition), holds=holds))
        raise TypeError(condition)

    def _either(self, test: str, *, holds: bool) -> str:
        return test if holds else self.negated.format(test)

    def _guarded(self, question: str, test: str) -> str:
        return f"({self.there(name(question))} and {test})" if self.faithful else test

    def _compared(self, compare: Compare) -> str:
        match compare.operand:
            case bool(wanted):
                return self.yes_or_no(name(compare.name), str(wanted).lower())
            case int(figure) | float(figure):
                return self.figure(name(compare.name), SIGNS[compare.operator], figure)
        return self.one_of(name(compare.name), _wanted(compare, words(self.catalogue, self.catalogue.questions[compare.name])))


def _wanted(compare: Compare, ordered: Sequence[str]) -> Sequence[str]:
    """Give the words for which a comparison holds: foreign options have no order."""
    match compare.operator, compare.operand:
        case "at_least", word:
            return ordered[ordered.index(word) :]
        case "at_most", word:
            return ordered[: ordered.index(word) + 1]
        case "in", several:
            return several
        case _, word:
            return (word,)


class SurveyJs(Export):
    """For survey-core, where hidden answers go on counting: so each question has a flag, and its answer counts while that is up."""

    engine = "survey-core"
    negated = "!({})"

    def form(self) -> dict[str, object]:
        """Give the survey."""
        questions = self.catalogue.questions.values()
        flags = [{"name": f"asked_{name(question.id)}", "expression": self.asked(question)} for question in questions]
        return {"elements": list(map(self._element, questions)), "calculatedValues": flags if self.faithful else []}

    def _element(self, question: Question) -> dict[str, object]:
        return {
            "type": SURVEYJS_TYPES.get(question.type, "text"),
            "name": name(question.id),
            "choices": words(self.catalogue, question),
            "visibleIf": f"{{asked_{name(question.id)}}} = true" if self.faithful else self.asked(question),
        }

    def there(self, question: str) -> str:
        answered = f"{{{question}}} notempty"
        return f"({{asked_{question}}} = true and {answered})" if self.faithful else answered

    def one_of(self, question: str, options: Sequence[str]) -> str:
        return f"{{{question}}} anyof {list(options)}"

    def figure(self, question: str, sign: str, operand: float) -> str:
        return f"{{{question}}} {sign} {operand}"

    def yes_or_no(self, question: str, wanted: str) -> str:
        return f"{{{question}}} = {wanted}"


class XlsForm(Export):
    """For ODK, compiled by pyxform: there a hidden answer reads as empty, so that it is enough to ask whether it is."""

    engine = "xforms-engine"
    negated = "not({})"

    def form(self) -> str:
        """Give the XForm."""
        from pyxform.xls2xform import convert

        questions = self.catalogue.questions.values()
        sheets = {
            "survey": [self._row(question) for question in questions],
            "choices": [self._choice(question, word) for question in questions for word in self._words(question)],
            "settings": [{"form_id": "made_up", "form_title": "Made up"}],
        }
        return convert(sheets, validate=False).xform

    def _row(self, question: Question) -> dict[str, str]:
        listed = f" {name(question.id)}" if self._words(question) else ""
        return {
            "type": ODK_TYPES.get(question.type, "text") + listed,
            "name": name(question.id),
            "label": name(question.id),
            "relevant": self.asked(question),
        }

    def _choice(self, question: Question, word: str) -> dict[str, str]:
        return {"list_name": name(question.id), "name": word, "label": word}

    def _words(self, question: Question) -> Sequence[str]:
        return ("true", "false") if question.type == "yes-no" else words(self.catalogue, question)

    def there(self, question: str) -> str:
        return f"${{{question}}} != ''"

    def one_of(self, question: str, options: Sequence[str]) -> str:
        chosen = (f"selected(${{{question}}}, '{option}')" for option in options)
        return f"({' or '.join(chosen)})"

    def figure(self, question: str, sign: str, operand: float) -> str:
        return f"${{{question}}} {sign} {operand}"

    def yes_or_no(self, question: str, wanted: str) -> str:
        return self.one_of(question, (wanted,))
