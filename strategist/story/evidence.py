"""Chapter (g): every answer with its note and source, the points each one gives, and the points card."""

from __future__ import annotations

from collections.abc import Iterator

from strategist.flow import Counted
from strategist.mismatches import answer_words, short_name
from strategist.models.profile import Answer, AnswerValue, Channel, Promise
from strategist.models.reading import PromiseMade
from strategist.models.story import AnswerTold, Cell, EvidenceChapter, Head, Heat, HeatRow, Table
from strategist.nouns import replace
from strategist.quantities import plain
from strategist.story import card
from strategist.story.promise import written
from strategist.story.subject import SOURCES, Subject
from strategist.story.tables import signed, table
from strategist.story.verdict import promise_words
from strategist.texts import count

QUESTIONS = (
    "Which of these answers would a customer dispute?",
    "Which answer rests on one person's word, and who could check it?",
)
STATE = {"value": "answered", "unknown": "not known", "not-applicable": "does not apply"}


def chapter(subject: Subject, cited: tuple[str, ...]) -> EvidenceChapter:
    """Tell every answer; `cited` are the sources that the other chapters name."""
    answers = tuple(_answers(subject))
    heat = _heat(subject)
    own = [reference for answer in answers for reference in answer.reference]
    return EvidenceChapter(
        head=Head("evidence", _title(answers), _lead(answers), QUESTIONS),
        answers=answers,
        table=_table(answers),
        heat=heat,
        heat_table=_heat_table(heat),
        card=tuple(card.rows(subject, heat.strategies)),
        practices=tuple(card.practices(subject)),
        hallmarks=tuple(card.hallmarks(subject, heat.strategies)),
        sources=subject.citations((*cited, *own)),
    )


def _title(answers: tuple[AnswerTold, ...]) -> str:
    known = [answer for answer in answers if answer.counted and answer.state == STATE["value"]]
    measured = sum(answer.source == SOURCES["evidence"] for answer in known)
    stand = count(len(known), "answer stands", "answers stand")
    return f"{stand} behind this report, {measured or 'none'} of them measured"


def _lead(answers: tuple[AnswerTold, ...]) -> tuple[str, ...]:
    documents = sum(answer.source == SOURCES["document"] for answer in answers)
    aside = sum(not answer.counted for answer in answers)
    lead = ["A measured figure weighs more than a report. Points say how much an answer speaks for each purpose."]
    if documents:
        lead.append(f"{count(documents, 'answer comes', 'answers come')} from documents.")
    if aside:
        lead.append(f"{count(aside, 'answer is', 'answers are')} set aside, because the question is not asked of this company.")
    return tuple(lead)


# The answers.


def _answers(subject: Subject) -> Iterator[AnswerTold]:
    # Words are wanted for answers that are set aside too.
    every = replace(subject.view, answers=dict(subject.view.profile.answers))
    for questionnaire in subject.catalogue.questionnaires.values():
        for block in questionnaire.blocks:
            for entry in block.questions:
                question = subject.catalogue.asked(entry).id
                if question in every.answers:
                    yield _answer(subject, every, question, block.title)


def _answer(subject: Subject, every: Counted, question: str, block: str) -> AnswerTold:
    answer = every.answers[question]
    return AnswerTold(
        block=block,
        question=question,
        name=short_name(every, question),
        text=subject.catalogue.questions[question].text,
        value=str(answer.value) if isinstance(answer.value, str) else answer.written,
        answer=_words(every, answer),
        state=STATE[answer.state],
        source=SOURCES[answer.source] if answer.state == "value" else "",
        date=answer.date,
        reference=answer.reference,
        note=answer.note,
        line=every.profile.place(question).line,
        counted=question in subject.view.answers,
    )


def _words(every: Counted, answer: Answer) -> str:
    if answer.state != "value":
        return f"{STATE[answer.state]}: {answer.reason}" if answer.reason else STATE[answer.state]
    if isinstance(answer.value, tuple) and answer.question not in {"goals", "declared.strategy"}:
        return "; ".join(_items(answer.value))
    if isinstance(answer.value, int | float) and not isinstance(answer.value, bool):
        unit = every.catalogue.questions[answer.question].unit
        return f"{plain(answer.value)} {unit}" if unit else plain(answer.value)
    return answer_words(every, answer.question)


def _items(value: AnswerValue) -> Iterator[str]:
    """Say each entry of a list."""
    for item in value if isinstance(value, tuple) else ():
        if isinstance(item, Promise):
            yield promise_words(PromiseMade(item.measure, item.figure, item.unit, item.text))
        elif isinstance(item, Channel):
            yield written(item)


def _table(answers: tuple[AnswerTold, ...]) -> Table:
    return table(
        "answers",
        "Every answer in the profile",
        ("Question", "Answer", "How it is known", "Note", "#Line"),
        (
            (
                Cell(answer.text),
                answer.answer if answer.counted else f"{answer.answer} (set aside)",
                ", ".join(part for part in (answer.source, answer.date, *answer.reference) if part),
                answer.note or "",
                Cell(str(answer.line), answer.line),
            )
            for answer in answers
        ),
    )


# The points.


def _heat(subject: Subject) -> Heat:
    ranking = subject.reading.practised.ranking
    points = {standing.strategy: {c.dimension: c.points for c in standing.contributions} for standing in ranking}
    known = [d for d in subject.catalogue.dimensions if any(d in given for given in points.values())]
    return Heat(
        strategies=tuple(standing.strategy for standing in ranking),
        names=tuple(subject.names[standing.strategy] for standing in ranking),
        rows=tuple(
            HeatRow(
                d, subject.catalogue.dimensions[d].name, answer_words(subject.view, d), tuple(given.get(d) for given in points.values())
            )
            for d in known
        ),
        totals=tuple(standing.points for standing in ranking),
    )


def _heat_table(heat: Heat) -> Table:
    return table(
        "points",
        "What each answer speaks for, in points. Nothing where a purpose leaves the practice open.",
        ("Practice", *(f"#{name}" for name in heat.names)),
        ((row.name, *map(signed, row.points)) for row in (*heat.rows, HeatRow("", "All together", "", heat.totals))),
    )
