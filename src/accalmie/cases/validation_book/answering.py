"""Closing what a person had to look at in the validation book."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act, require
from accalmie.cases.days import belgian_day
from accalmie.cases.journal.acts import event, record
from accalmie.cases.validation_book.models import Question


class NoAnswer(ValueError):
    """A question is closed with what was found."""


@transaction.atomic
def close_question(*, question: Question, answer: str, by: Account, at: datetime) -> Question:
    """Close a question with what the officer found; closed twice, the first answer stays.

    Raises ``NotAllowed`` and ``NoAnswer``.
    """
    question = (
        Question.objects.select_for_update(of=("self",)).select_related("entry").get(pk=question.pk)
    )
    require(by=by, act=Act.CLOSE_BOOK_QUESTION, target=question.entry, on=belgian_day(at))
    if question.closed_at is not None:
        return question
    if not answer.strip():
        raise NoAnswer("a question is closed with an answer")
    question.closed_at, question.closed_by, question.answer = at, by, answer.strip()
    question.save(update_fields=["closed_at", "closed_by", "answer"])
    record(
        events=[
            event(
                act=Act.CLOSE_BOOK_QUESTION,
                by=by,
                at=at,
                subject_kind="book_entry",
                subject=question.entry_id,
                data={"doubt": str(question.doubt)},
            )
        ]
    )
    return question
