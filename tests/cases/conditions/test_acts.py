"""The C106A: sent once, answered once, read by the examination of employees."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from accalmie.cases.access.policy import NotAllowed
from accalmie.cases.communications.models import PreliminaryCondition
from accalmie.cases.conditions import acts, posting
from accalmie.cases.conditions.models import Answer, Notice
from accalmie.cases.conditions.queries import notices_of_office, notices_visible_to
from accalmie.cases.drafts import acts as drafts
from accalmie.cases.drafts.examining import assess_as_if_sent
from accalmie.cases.journal.models import Event
from accalmie.facts.days import Period
from accalmie.facts.difficulty import (
    Criterion,
    DifficultyNotice,
    Fall,
    Instrument,
    InstrumentSort,
    Measure,
    Unit,
)
from tests.cases.situations import FRIDAY, THURSDAY, suspension

VALID = Period(date(2026, 10, 1), date(2027, 9, 30))
CONTENT = DifficultyNotice(
    criterion=Criterion.FALL,
    unit=Unit.LEGAL_ENTITY,
    proof=Fall(
        measure=Measure.TURNOVER,
        earlier_quarter="2025/3",
        earlier=Decimal("1200000.50"),
        later_quarter="2026/3",
        later=Decimal("1000000"),
        is_from_vat_returns=True,
    ),
    instrument=Instrument(
        sort=InstrumentSort.COMPANY_AGREEMENT,
        number="198765/CO/200",
        concluded_on=date(2026, 9, 14),
        valid=VALID,
        earlier=("187654/CO/200",),
        max_full_weeks=8,
    ),
    employees=12,
)
THREE_WEEKS = timedelta(days=21)


def begin(who):
    return drafts.begin(employer=who.employer, form=acts.FORM, data={}, by=who.manager, at=THURSDAY)


def send(who, draft=None, content=CONTENT, at=THURSDAY) -> Notice:
    return acts.send_notice(
        draft=draft or begin(who), content=content, instrument="CCT", by=who.manager, at=at
    )


def of_employees():
    """A suspension of employees that is in order but for the condition."""
    told = suspension(first_day=date(2026, 12, 21), last_day=date(2026, 12, 31))
    details = replace(told.details, joint_committee="200")
    return replace(
        told, kind="economic_employee", details=details, notified_on=(THURSDAY + THREE_WEEKS).date()
    )


def findings(who, at) -> dict[str, bool | None]:
    assessment = assess_as_if_sent(communication=of_employees(), employer_id=who.employer.id, at=at)
    return {finding.rule: finding.met for finding in assessment.findings}


def test_what_was_told_is_kept_and_read_back(who) -> None:
    notice = send(who)

    assert Notice.objects.get().content == CONTENT
    condition = PreliminaryCondition.objects.get()
    assert (condition.criterion, condition.is_recognised) == ("A", None)
    assert (condition.max_full_weeks, condition.max_reduced_weeks) == (8, None)
    assert condition.sent_on == THURSDAY.date()
    event = Event.objects.get(subject=notice.id)
    assert (event.act, event.ticket) == ("send_difficulty_notice", notice.ticket)


def test_pressing_twice_sends_once(who) -> None:
    draft = begin(who)
    first = send(who, draft)

    assert send(who, draft) == first
    assert Notice.objects.count() == 1


def test_a_second_one_on_the_same_day_points_to_the_first(who) -> None:
    first, second = send(who), begin(who)
    with pytest.raises(acts.SentToday) as told:
        send(who, second)

    assert told.value.notice == first
    second.refresh_from_db()
    assert second.sent_at is None


def test_a_draft_that_was_saved_meanwhile_is_not_sent(who) -> None:
    draft = begin(who)
    drafts.save(
        draft=draft, page=acts.FORM, typed={"a": "1"}, revision=1, by=who.manager, at=THURSDAY
    )
    with pytest.raises(drafts.ChangedMeanwhile):
        send(who, draft)

    assert not Notice.objects.exists()


def test_employees_are_in_order_only_once_the_office_has_recognised_the_firm(who) -> None:
    notice = send(who)
    posting.tell_posting(notice=notice, posted_on=THURSDAY.date(), by=who.manager, at=THURSDAY)
    later = THURSDAY + THREE_WEEKS
    before = findings(who, later)["preliminary_condition_recognised"]
    acts.answer_notice(
        notice=notice, is_recognised=True, reason="", by=who.first_officer, at=FRIDAY
    )
    after = findings(who, later)

    assert before is None
    assert after["preliminary_condition_recognised"]
    assert after["sent_after_preliminary_condition"]


def test_a_firm_that_is_not_recognised_is_told_why(who) -> None:
    notice = send(who)
    told = {"notice": notice, "is_recognised": False, "by": who.first_officer, "at": FRIDAY}
    with pytest.raises(acts.ReasonNeeded):
        acts.answer_notice(reason=" ", **told)
    acts.answer_notice(reason="La baisse n’est pas prouvée.", **told)

    later = THURSDAY + THREE_WEEKS
    assert findings(who, later)["preliminary_condition_recognised"] is False


def test_an_answer_is_given_once(who) -> None:
    notice = send(who)
    told = {"notice": notice, "reason": "", "by": who.first_officer, "at": FRIDAY}
    acts.answer_notice(is_recognised=True, **told)
    with pytest.raises(acts.AlreadyAnswered):
        acts.answer_notice(is_recognised=True, **told)

    assert Answer.objects.get().is_recognised
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE conditions_answer SET reason = 'x'")


def test_who_may_send_answer_and_see(who) -> None:
    who.employer.postal_code = "1000"
    who.employer.save()
    notice = send(who)
    with pytest.raises(NotAllowed):
        acts.send_notice(
            draft=begin(who), content=CONTENT, instrument="CCT", by=who.other_manager, at=FRIDAY
        )
    for stranger in (who.manager, who.officer_elsewhere):
        with pytest.raises(NotAllowed):
            acts.answer_notice(notice=notice, is_recognised=True, reason="", by=stranger, at=FRIDAY)

    on = FRIDAY.date()
    assert list(notices_visible_to(account=who.manager, on=on)) == [notice]
    assert not notices_visible_to(account=who.other_manager, on=on)
    assert list(notices_of_office(account=who.first_officer)) == [notice]
