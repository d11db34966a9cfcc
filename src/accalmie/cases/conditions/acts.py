"""Sending a C106A, and answering it. Each answer is given once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act, require
from accalmie.cases.communications import tickets
from accalmie.cases.communications.models import PreliminaryCondition
from accalmie.cases.conditions import posting
from accalmie.cases.conditions.models import Answer, Notice
from accalmie.cases.conditions.posting import SUBJECT_KIND
from accalmie.cases.days import belgian_day
from accalmie.cases.drafts.acts import ChangedMeanwhile
from accalmie.cases.drafts.models import Draft, Letter
from accalmie.cases.journal.acts import event, record
from accalmie.cases.parties.acts import office_competent_for
from accalmie.facts import codec
from accalmie.facts.communications import Channel
from accalmie.facts.difficulty import DifficultyNotice
from accalmie.facts.ids import ticket

FORM = "difficulty"
"""The form of a draft of a C106A."""


class SentToday(ValueError):
    """The firm sent a notice on the same criterion today already; ``notice`` is that one."""

    def __init__(self, notice: Notice | None) -> None:
        self.notice = notice
        super().__init__("a notice on this criterion was sent today")


class AlreadyAnswered(ValueError):
    """The office answered this notice before."""


class ReasonNeeded(ValueError):
    """A firm that is not recognised is told why."""


@transaction.atomic
def send_notice(
    *, draft: Draft, content: DifficultyNotice, instrument: str, by: Account, at: datetime
) -> Notice:
    """Send a C106A, once: whoever sends its draft again gets the same notice.

    ``instrument`` is the agreement or plan in words, in the employer's language. One that came on
    paper was received with its letter, whose posting is recorded in the same breath. Raises
    ``NotAllowed``, ``SentToday``, and ``ChangedMeanwhile`` when the draft was saved since.
    """
    letter, employer = draft.typed_letter, draft.employer
    require(by=by, act=Act.LODGE, target=draft.desk, on=belgian_day(at))
    received_at = letter.received_at if letter else at
    day = belgian_day(received_at)
    as_read = Draft.objects.filter(pk=draft.pk, sent_at__isnull=True, revision=draft.revision)
    if not as_read.update(sent_at=at, data={}):
        return _sent_before(draft)
    valid = content.instrument.valid
    condition, is_new = PreliminaryCondition.objects.get_or_create(
        employer=employer,
        sent_on=day,
        criterion=content.criterion.value,
        defaults={
            "instrument": instrument,
            "first_day": valid.first_day,
            "last_day": valid.last_day,
            "max_full_weeks": content.instrument.max_full_weeks,
            "max_reduced_weeks": content.instrument.max_reduced_weeks,
        },
    )
    if not is_new:
        raise SentToday(Notice.objects.filter(condition=condition).first())
    (number,) = tickets.grant(system=ticket.TEMPORARY_UNEMPLOYMENT, count=1)
    notice = Notice.objects.create(
        employer=employer,
        office=office_competent_for(postal_code=employer.postal_code),
        condition=condition,
        draft=draft,
        ticket=number,
        facts=codec.to_json(content),
        sent_at=received_at,
        sent_by=by,
    )
    told = event(
        act="send_difficulty_notice",
        by=by,
        at=at,
        subject_kind=SUBJECT_KIND,
        subject=notice.id,
        ticket=number,
        data={"criterion": content.criterion.value},
    )
    record(events=[told])
    if _is_registered(letter):
        posting.written(notice=notice, posted_on=letter.posted_on, arrived_on=day, by=by, at=at)
    return notice


@transaction.atomic
def answer_notice(
    *, notice: Notice, is_recognised: bool, reason: str, by: Account, at: datetime
) -> Answer:
    """Recognise a firm as in difficulty, or not; from then on the examinations read it.

    Raises ``NotAllowed``, ``ReasonNeeded`` and ``AlreadyAnswered``.
    """
    require(by=by, act=Act.RECOGNISE_CONDITION, target=notice, on=belgian_day(at))
    if not is_recognised and not reason.strip():
        raise ReasonNeeded("a firm that is not recognised is told why")
    open_one = PreliminaryCondition.objects.filter(
        pk=notice.condition_id, is_recognised__isnull=True
    )
    if not open_one.update(is_recognised=is_recognised):
        raise AlreadyAnswered(notice.ticket)
    answer = Answer.objects.create(
        notice=notice,
        is_recognised=is_recognised,
        reason=reason.strip(),
        answered_at=at,
        answered_by=by,
    )
    told = event(
        act="answer_difficulty_notice",
        by=by,
        at=at,
        subject_kind=SUBJECT_KIND,
        subject=notice.id,
        ticket=notice.ticket,
        data={"is_recognised": is_recognised},
    )
    record(events=[told])
    return answer


def _is_registered(letter: Letter | None) -> bool:
    """Tell whether it is a registered letter whose day of posting is known; a fax is none."""
    return (
        letter is not None
        and letter.channel == Channel.REGISTERED_LETTER
        and letter.posted_on is not None
    )


def _sent_before(draft: Draft) -> Notice:
    found = Notice.objects.filter(draft=draft).first()
    if found is None:
        raise ChangedMeanwhile(Draft.objects.get(pk=draft.pk))
    return found
