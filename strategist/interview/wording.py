"""What the interview says, the same in every front: where one is, what is known, what a change does, what can be answered."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping

from strategist import quantities
from strategist.interview import quick
from strategist.interview.entry import Choice, choices
from strategist.interview.state import Change, State
from strategist.models.catalogue import Block, Question, Questionnaire, QuestionType
from strategist.models.knowledge import Catalogue
from strategist.models.profile import Answer, Channel, Part, Promise, RankedGoal
from strategist.nouns import dataclass
from strategist.texts import clean, count, listed, one_line, percent, shortened

SECONDS: Mapping[QuestionType, int] = {
    "dimension": 20, "choice": 20, "yes-no": 12, "text": 30, "long-text": 45, "date": 10, "currency": 6, "money": 25, "number": 25,
    "percent": 25, "ranking": 50, "strategy": 45, "promises": 60, "channels": 150,
}  # fmt: skip
"""How long a person takes to answer, by judgement: reading aloud and a moment's thought."""

EXPECTED: Mapping[QuestionType, str] = {
    "ranking": "Type the numbers, most important first, such as 3, 1, 7.",
    "strategy": "Type a number. For several: 1 60 % for private buyers; 5 40 % for dealers.",
    "promises": "Such as {example}. Type none if nothing was promised.",
    "channels": "One channel reads {example}. Part several with a semicolon.",
    "yes-no": "Type yes or no.",
}
NUMBERED = "Type a number, or some words of the answer."


def where(state: State) -> str:
    """Say how far one is: `Who, block 1 of 4, about 6 minutes left`."""
    left = f"about {count(minutes(state), 'minute')} left"
    if state.quick:
        asked = sum(name in state.profile.answers for name in state.scope) + len(state.skipped)
        return f"Question {min(asked + (state.answer is None), quick.MOST)} of at most {quick.MOST}, {left}"
    for number, block in enumerate(shown := blocks(state), start=1):
        if state.at in names(block):
            return f"{block.title}, block {number} of {len(shown)}, {left}"
    return left[0].upper() + left[1:]


def minutes(state: State) -> int:
    """Give about how many minutes the open questions take, at least 1."""
    questions = state.catalogue.questions
    if state.quick:
        asked = sum(name in state.profile.answers for name in state.scope) + len(state.skipped)
        seconds = SECONDS["dimension"] * max(quick.MOST - asked, 0) + (30 if asked < len(quick.OPENING) else 0)
    else:
        seconds = sum(SECONDS[questions[name].type] for name in {*state.open, *([state.at] if state.at else [])})
    return max(1, round(seconds / 60))


def blocks(state: State) -> list[Block]:
    """Give the blocks of which at least one question is asked in this interview."""
    asked = {name for name in state.scope if state.is_open(name)}
    return [block for _, block in places(state.catalogue) if not asked.isdisjoint(names(block))]


def places(catalogue: Catalogue) -> Iterator[tuple[Questionnaire, Block]]:
    """Go through the blocks of all questionnaires."""
    for questionnaire in catalogue.questionnaires.values():
        for block in questionnaire.blocks:
            yield questionnaire, block


def names(block: Block) -> set[str]:
    """Give the ids of a block's questions."""
    return {entry.id if isinstance(entry, Question) else entry.dimension for entry in block.questions}


def questionnaire_of(catalogue: Catalogue, question: str) -> Questionnaire:
    """Give the questionnaire in which a question stands."""
    return next(questionnaire for questionnaire, block in places(catalogue) if question in names(block))


def expected(question: Question) -> str:
    """Say in one sentence how the question is answered."""
    if question.options:
        return NUMBERED
    such = EXPECTED.get(question.type, "Such as {example}.")
    return such.format(example=question.example or "a few words")


def said(answer: Answer, question: Question, catalogue: Catalogue) -> str:
    """Give an answer in words."""
    if answer.state == "unknown":
        return "not known"
    if answer.state == "not-applicable":
        return f"does not apply: {one_line(answer.reason or '')}"
    value = answer.value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float | int):
        return _figure(value, question)
    if isinstance(value, tuple):
        return "; ".join(_item(item, catalogue) for item in value) or "none"
    offered = {choice.id: choice.label for choice in choices(question, catalogue)}
    return one_line(offered.get(str(value)) or answer.written or str(value))


def _figure(value: float, question: Question) -> str:
    """Write a figure in full, so that one typed in thousands by mistake is seen."""
    if question.type == "percent":
        return f"{quantities.plain(value)} %"
    return f"{quantities.plain(value)} {question.unit or ''}".strip()


def _item(item: Part | RankedGoal | Promise | Channel, catalogue: Catalogue) -> str:
    match item:
        case Part():
            share = f" {percent(item.share)}" if item.share is not None else ""
            return catalogue.strategies[item.strategy].name + share + (f" for {one_line(item.to)}" if item.to else "")
        case RankedGoal():
            return catalogue.goals[item.goal].name
        case Promise():
            figure = "" if item.figure is None else f"{quantities.plain(item.figure)} {item.unit or ''}".strip()
            return one_line(": ".join(part for part in (item.text or item.measure, figure) if part))
        case Channel():
            promise = f", {percent(item.share)} within {quantities.duration(item.within)}" if item.share and item.within else ""
            people = f", {item.agents} people" if item.agents else ""
            load = f"{quantities.plain(item.contacts_an_hour)} contacts an hour of {quantities.duration(item.minutes)}"
            return one_line(f"{item}: {quantities.plain(item.hours_a_week)} hours a week, {load}{people}{promise}")


def saved(answer: Answer, question: Question, catalogue: Catalogue) -> str:
    """Say that an answer is on disk."""
    note = ", with a note" if answer.note else ""
    asked = textwrap.shorten(short(question, catalogue), 80, placeholder=" …")
    return f"Saved: {asked}{'' if asked.endswith('?') else ':'} {shortened(said(answer, question, catalogue), 300)}{note}"


def opening(state: State) -> str:
    """Say how much is asked, and that one may stop anywhere."""
    answered = sum(name in state.profile.answers for name in state.scope)
    going_on = f"You go on where you left off, with {count(answered, 'question')} answered. " if answered else ""
    if state.quick:
        much = f"At most {quick.MOST} questions, about {count(minutes(state), 'minute')}."
    else:
        blocks_left = count(len(blocks(state)), "block")
        much = f"{count(len(state.open), 'question')} in {blocks_left}, about {count(minutes(state), 'minute')}."
    return f"{going_on}{much} Every answer is saved at once. Stop anywhere: you get a reading of what is known, and can go on another day."


def overview(state: State) -> list[Choice]:
    """Give every question that is asked as a choice, with its answer in words."""
    asked = [state.catalogue.questions[name] for name in state.scope if state.is_open(name)]
    answers = state.profile.answers
    words = {question.id: said(answers[question.id], question, state.catalogue) for question in asked if question.id in answers}
    return [Choice(question.id, short(question, state.catalogue), shortened(words.get(question.id, ""), 60)) for question in asked]


def preview(change: Change, catalogue: Catalogue) -> str:
    """Say what a change of an answer does before it is made."""
    told = [
        f"sets aside {_answers(change.retires, catalogue)}" if change.retires else "",
        f"opens {_answers(change.opens, catalogue, 'question')}" if change.opens else "",
        f"brings back {_answers(change.restores, catalogue)}" if change.restores else "",
    ]
    kept = " What is set aside stays in the file and comes back with the old answer." if change.retires else ""
    return f"This {listed([part for part in told if part])}.{kept}"


def _answers(questions: tuple[str, ...], catalogue: Catalogue, noun: str = "answer") -> str:
    words = [f"“{shortened(one_line(short(catalogue.questions[name], catalogue)), 60)}”" for name in questions]
    return f"{count(len(words), noun)} ({listed(words)})"


def short(question: Question, catalogue: Catalogue) -> str:
    """Give the short name of a question: a dimension's name, else its text."""
    return catalogue.dimensions[question.id].name if question.id in catalogue.dimensions else question.text


@dataclass(frozen=True, slots=True)
class Key:
    """One thing that can be done at a question: the key, the letters at a plain prompt, and words for both widths (none: left out)."""

    key: str
    letters: str
    words: str
    brief: str


KEYS = (
    Key("^B", "b", "back", "back"),
    Key("^G", "g", "go to", ""),
    Key("^W", "?", "why", "why"),
    Key("^N", "n", "note", "note"),
    Key("^U", "u", "not known", "unknown"),
    Key("^X", "na", "does not apply", "n/a"),
    Key("Tab", "Enter", "skip", "skip"),
    Key("^S", "s", "save and leave", "leave"),
)


def wrapped(text: str, width: int) -> str:
    """Wrap a text at its blanks, but not at those that hold two words together."""
    return textwrap.fill(clean(text), width).replace("\xa0", " ")


def keys(*, plain: bool = False, brief: bool = False, skip: str = "skip") -> str:
    """Give the one quiet line of keys; `skip` names what going on without an answer does. A key stays beside its word."""
    shown = [(key.letters if plain else key.key, key.brief if brief else key.words) for key in KEYS if key.brief or not brief]
    pairs = [f"{key}\xa0{skip if words == 'skip' else words}" for key, words in shown]
    return (", " if plain else " " if brief else "  ").join(pairs)
