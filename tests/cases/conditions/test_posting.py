"""The registered letter of a C106A: told by the firm, read by the office, counted by the law."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from accalmie.cases.access.policy import NotAllowed
from accalmie.cases.conditions import acts, posting
from accalmie.cases.conditions.models import Posting
from accalmie.cases.drafts import acts as drafts
from accalmie.cases.drafts.acts import Came
from accalmie.cases.drafts.models import Invoked
from accalmie.cases.journal.models import Event
from accalmie.facts.communications import Channel
from tests.cases.conditions.test_acts import CONTENT, THREE_WEEKS, findings, send
from tests.cases.situations import FRIDAY, SATURDAY, THURSDAY

DAY_OF_LETTER = THURSDAY.date()
RULE = "sent_after_preliminary_condition"
LATER = THURSDAY + THREE_WEEKS


def tell(who, notice, day: date = DAY_OF_LETTER, by=None, at=FRIDAY) -> Posting:
    return posting.tell_posting(notice=notice, posted_on=day, by=by or who.manager, at=at)


def arrive(who, notice, posted: date, arrived: date, by=None, at=SATURDAY) -> Posting:
    return posting.record_arrival(
        notice=notice, posted_on=posted, arrived_on=arrived, by=by or who.first_officer, at=at
    )


def test_without_a_known_letter_a_person_looks(who) -> None:
    send(who)

    assert findings(who, LATER)[RULE] is None
    assert findings(who, THURSDAY + timedelta(days=13))[RULE] is False


def test_the_days_count_from_the_letter_that_the_firm_tells(who) -> None:
    notice = send(who)
    tell(who, notice, FRIDAY.date())

    assert findings(who, FRIDAY + timedelta(days=13))[RULE] is False
    assert findings(who, FRIDAY + timedelta(days=14))[RULE] is True
    assert notice.posted_on == FRIDAY.date()


def test_a_letter_older_than_the_portal_counts_from_its_own_day(who) -> None:
    notice = send(who)
    tell(who, notice, THURSDAY.date() - timedelta(days=10))

    assert findings(who, THURSDAY + timedelta(days=4))[RULE] is True


def test_what_the_office_read_stands_before_what_the_firm_told(who) -> None:
    notice = send(who)
    tell(who, notice, THURSDAY.date())
    arrive(who, notice, FRIDAY.date(), SATURDAY.date())

    assert notice.posted_on == FRIDAY.date()
    assert findings(who, THURSDAY + timedelta(days=14))[RULE] is False
    assert findings(who, FRIDAY + timedelta(days=14))[RULE] is True
    acts_told = Event.objects.filter(subject=notice.id).order_by("at", "id")
    assert [one.act for one in acts_told] == [
        "send_difficulty_notice",
        "tell_posting",
        "record_arrival",
    ]


def test_the_office_may_record_a_letter_that_nobody_told(who) -> None:
    notice = send(who)
    arrive(who, notice, THURSDAY.date(), SATURDAY.date())

    assert findings(who, LATER)[RULE] is True
    with pytest.raises(posting.AlreadyTold):
        tell(who, notice, at=SATURDAY)


def test_each_is_told_once(who) -> None:
    notice = send(who)
    tell(who, notice)
    arrive(who, notice, THURSDAY.date(), FRIDAY.date())
    with pytest.raises(posting.AlreadyTold):
        tell(who, notice)
    with pytest.raises(posting.AlreadyTold):
        arrive(who, notice, THURSDAY.date(), FRIDAY.date())

    assert Posting.objects.count() == 2
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE conditions_posting SET posted_on = '2026-01-01'")


def test_no_letter_is_posted_tomorrow_nor_arrives_before_it_is_posted(who) -> None:
    notice = send(who)
    with pytest.raises(posting.NotYet):
        tell(who, notice, SATURDAY.date(), at=FRIDAY)
    with pytest.raises(posting.NotYet):
        arrive(who, notice, FRIDAY.date(), THURSDAY.date())
    with pytest.raises(posting.NotYet):
        arrive(who, notice, FRIDAY.date(), SATURDAY.date() + timedelta(days=1))

    assert not Posting.objects.exists()


def test_who_may_tell(who) -> None:
    who.employer.postal_code = "1000"
    who.employer.save()
    notice = send(who)
    for stranger in (who.other_manager, who.officer_elsewhere):
        with pytest.raises(NotAllowed):
            tell(who, notice, by=stranger)
    for stranger in (who.manager, who.officer_elsewhere):
        with pytest.raises(NotAllowed):
            arrive(who, notice, THURSDAY.date(), FRIDAY.date(), by=stranger)


def test_a_c106a_on_paper_is_typed_in_with_its_letter(who) -> None:
    came = Came(
        channel=Channel.REGISTERED_LETTER,
        received_on=FRIDAY.date(),
        posted_on=THURSDAY.date(),
        invoked=Invoked.NONE_TOLD,
        has_proof=None,
    )
    draft = drafts.begin_letter(
        employer=who.employer,
        form=acts.FORM,
        data={},
        came=came,
        by=who.first_officer,
        at=SATURDAY,
    )
    told = {"draft": draft, "content": CONTENT, "instrument": "CCT", "at": SATURDAY}
    with pytest.raises(NotAllowed):
        acts.send_notice(by=who.manager, **told)
    notice = acts.send_notice(by=who.first_officer, **told)

    assert notice.sent_at.date() == notice.condition.sent_on == FRIDAY.date()
    letter = Posting.objects.get(notice=notice)
    assert (letter.posted_on, letter.arrived_on) == (THURSDAY.date(), FRIDAY.date())
    assert findings(who, THURSDAY + timedelta(days=14))[RULE] is True
    assert acts.send_notice(by=who.first_officer, **told) == notice
