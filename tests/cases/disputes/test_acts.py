"""An opposed change of payment organisation: disputed by the new one, ruled on by the office."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from accalmie.cases.access.policy import NotAllowed
from accalmie.cases.claims.models import Transfer
from accalmie.cases.claims.models.transfers import TransferStatus
from accalmie.cases.disputes import acts
from accalmie.cases.disputes.models import Dispute, Ruling
from accalmie.cases.disputes.queries import disputes_of_office, waiting_at_office
from accalmie.cases.journal.models import Event
from accalmie.cases.memberships.queries import payer_of
from accalmie.facts.days import Month
from tests.cases import months
from tests.cases.claims.test_transfers import answer, ask
from tests.cases.months import SEPTEMBER, Team, at

OPPOSED_ON = date(2026, 9, 23)
DISPUTED_AT = at(date(2026, 10, 5))
RULED_AT = at(date(2026, 10, 20))
REASON = "La dette est contestée devant le tribunal."


@pytest.fixture
def team(who) -> Team:
    made = months.team(who)
    made.worker.postal_code = "1000"
    made.worker.save()
    return made


@pytest.fixture
def opposed(team: Team) -> Transfer:
    return answer(team, ask(team), is_agreed=False, debt=Decimal(120))


def dispute(team: Team, transfer: Transfer, **changes) -> Dispute:
    told = {"transfer": transfer, "reason": REASON, "by": team.other_clerk, "at": DISPUTED_AT}
    return acts.dispute_transfer(**{**told, **changes})


def rule(team: Team, disputed: Dispute, **changes) -> Ruling:
    told = {
        "dispute": disputed,
        "goes_through": True,
        "reason": "La dette est payée.",
        "last_paid_month": None,
        "by": team.people.first_officer,
        "at": RULED_AT,
    }
    return acts.rule_on_dispute(**{**told, **changes})


def status_of(transfer: Transfer) -> str:
    return Transfer.objects.get(pk=transfer.pk).status


def test_the_new_one_disputes_once_and_the_director_has_thirty_days(team, opposed) -> None:
    first = dispute(team, opposed)

    assert dispute(team, opposed, reason="autre") == first
    assert first.sent_by_limit == date(2026, 10, 23)
    assert first.rule_until == DISPUTED_AT.date() + timedelta(days=30)
    assert first.office == team.people.office
    assert list(disputes_of_office(account=team.people.first_officer)) == [first]
    assert waiting_at_office(account=team.people.first_officer) == 1
    assert not disputes_of_office(account=team.people.officer_elsewhere)
    assert Event.objects.filter(act="dispute_transfer", subject=opposed.id).count() == 1


@pytest.mark.parametrize(
    ("day", "is_late"), [(date(2026, 10, 23), False), (date(2026, 10, 24), True)]
)
def test_a_form_after_its_last_day_is_received_and_known_as_late(
    team, opposed, day, is_late
) -> None:
    assert dispute(team, opposed, at=at(day)).is_late is is_late


def test_the_change_goes_through_by_the_ruling(team, opposed) -> None:
    rule(team, dispute(team, opposed))

    assert status_of(opposed) == TransferStatus.AGREED
    assert payer_of(worker_id=team.worker.id, month=SEPTEMBER) == team.other_payer.id
    assert waiting_at_office(account=team.people.first_officer) == 0
    told = Event.objects.get(act="rule_on_dispute", subject=opposed.id)
    assert told.data == {"goes_through": True}


@pytest.mark.parametrize(
    ("answered", "paid", "effect"),
    [
        (None, Month(2026, 9), date(2026, 10, 1)),
        (Month(2026, 9), None, date(2026, 10, 1)),
        (Month(2026, 10), Month(2026, 9), date(2026, 11, 1)),
    ],
)
def test_no_month_that_the_former_paid_is_given_away(team, answered, paid, effect) -> None:
    opposed = answer(team, ask(team), is_agreed=False, debt=Decimal(120), last_paid_month=answered)
    rule(team, dispute(team, opposed), last_paid_month=paid)

    assert Transfer.objects.get(pk=opposed.pk).effect_on == effect


def test_the_worker_stays_when_the_director_says_so(team, opposed) -> None:
    rule(team, dispute(team, opposed), goes_through=False)

    assert status_of(opposed) == TransferStatus.DISPUTED
    assert payer_of(worker_id=team.worker.id, month=SEPTEMBER) == team.payer.id


def test_one_ruling_and_never_another(team, opposed) -> None:
    disputed = dispute(team, opposed)
    rule(team, disputed, goes_through=False)
    with pytest.raises(acts.AlreadyRuled):
        rule(team, disputed)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE disputes_ruling SET reason = 'x'")


def test_a_worker_who_asked_anew_meanwhile_is_not_moved_twice(team, opposed) -> None:
    disputed = dispute(team, opposed)
    newer = ask(team, when=at(date(2026, 10, 10)))
    assert newer != opposed
    with pytest.raises(acts.MovedMeanwhile):
        rule(team, disputed)
    answer(team, newer, at=at(date(2026, 10, 12)))
    with pytest.raises(acts.MovedMeanwhile):
        rule(team, disputed)

    assert not Ruling.objects.exists()
    assert rule(team, disputed, goes_through=False)


def test_what_is_not_opposed_cannot_be_disputed(team) -> None:
    open_one = ask(team)
    with pytest.raises(acts.NothingToDispute):
        dispute(team, open_one)
    agreed = answer(team, open_one)
    with pytest.raises(acts.NothingToDispute):
        dispute(team, agreed)


def test_both_say_why(team, opposed) -> None:
    with pytest.raises(acts.ReasonNeeded):
        dispute(team, opposed, reason=" ")
    disputed = dispute(team, opposed)
    with pytest.raises(acts.ReasonNeeded):
        rule(team, disputed, reason="")


def test_who_may_dispute_and_rule(team, opposed) -> None:
    with pytest.raises(acts.NothingToDispute):
        dispute(team, opposed, by=team.clerk)
    for stranger in (team.worker_account, team.people.manager, team.people.first_officer):
        with pytest.raises(NotAllowed):
            dispute(team, opposed, by=stranger)
    disputed = dispute(team, opposed)
    for stranger in (team.clerk, team.other_clerk, team.people.officer_elsewhere):
        with pytest.raises(NotAllowed):
            rule(team, disputed, by=stranger)
