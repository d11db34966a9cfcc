"""Everything about a month arrives in any order and more than once; the payment is the same.

The pieces, their changes and cancellations, corrections of the card, what is told after it was
sent, forms C1, a change of payment organisation. Only what answers something waits for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accalmie.cases.board.models import BoardRow, Standing
from accalmie.cases.cards import acts as cards
from accalmie.cases.claims import acts as claims
from accalmie.cases.claims.models import Claim, Transfer
from accalmie.cases.communications import acts as communications
from accalmie.cases.communications.models import Case
from accalmie.cases.days import belgian_day
from accalmie.cases.declarations import acts as declarations
from accalmie.cases.journal.models import Event
from accalmie.cases.payments import acts as payments
from accalmie.cases.payments import queries as payment_queries
from accalmie.cases.payments.models import Computation
from accalmie.facts.cards import Mark
from accalmie.facts.claim_forms import C1, C1Reason, ClaimFile
from accalmie.facts.communications import Channel, Version
from accalmie.law.claims.changes import changed_situation
from tests.cases import months
from tests.cases.months import CLAIMED_AT, SENT_AT, SEPTEMBER, TOLD_AT, Team, at, key_of

Act = Callable[[Team], object]


@contextmanager
def undone() -> Iterator[None]:
    """Take the tables back to where an example began."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


# --- acts beyond the six pieces; each has its own instant, whenever it is played


def change_announcement(team: Team) -> object:
    """The announced suspension ends earlier, after the last day of September all the same."""
    case = Case.objects.get(kind="economic_worker", subject="planned_suspension")
    told = replace(
        case.versions.get(number=1).communication,
        version=Version.CHANGE,
        replaces=case.versions.get(number=1).ticket,
        last_day=date(2026, 10, 9),
    )
    when = at(date(2026, 9, 2))
    version = communications.amend(
        communication=told, by=team.people.manager, at=when, channel=Channel.PORTAL
    )
    if isinstance(version, communications.Refused):
        return version
    return months.published(version, when)


def lodge_wrong_hours(team: Team) -> object:
    """Scenario 5 with too few days."""
    return months.lodge_hours(team, WRONG_HOURS)


def lodge_wrong_constat(team: Team) -> object:
    """Scenario 2 with a wage that is too low."""
    wage = replace(months.WAGE, amount=Decimal("14.7800"))
    return months.lodge_constat(team, months.constat(wage=wage))


def change_constat(team: Team) -> object:
    """The right wage takes its place."""
    return declarations.amend(
        declaration=months.constat(
            version=Version.CHANGE, replaces=_first_ticket(team, "scenario_2")
        ),
        by=team.people.manager,
        at=months.CONSTAT_AT + timedelta(hours=1),
        channel=Channel.PORTAL,
    )


def cancel_hours(team: Team) -> object:
    """Scenario 5 is cancelled."""
    told = months.hours(
        version=Version.CANCELLATION, replaces=_first_ticket(team, "scenario_5"), days=()
    )
    return declarations.cancel(
        declaration=told,
        by=team.people.manager,
        at=months.HOURS_AT + timedelta(hours=1),
        channel=Channel.PORTAL,
    )


def mark_wrongly(team: Team) -> object:
    """Work is marked on a day of unemployment."""
    return cards.mark(
        key=key_of("wrong"),
        card=_card(team),
        day=date(2026, 9, 17),
        mark=Mark.OWN_EMPLOYER,
        device_at=at(date(2026, 9, 17), 6),
        by=team.worker_account,
        at=at(date(2026, 9, 17), 6),
    )


def correct_mark(team: Team) -> object:
    """It was none."""
    return cards.correct(
        key=key_of("right"),
        card=_card(team),
        corrects=_card(team).entries.get(pk=key_of("wrong")).pk,
        mark=Mark.UNEMPLOYED,
        reason="Le chantier était fermé",
        device_at=at(date(2026, 9, 18), 6),
        by=team.worker_account,
        at=at(date(2026, 9, 18), 6),
    )


def tell_after_sending(team: Team) -> object:
    """A day of illness is told after the card was sent."""
    return cards.report_late_event(
        key=key_of("late"),
        card=_card(team),
        day=date(2026, 9, 30),
        mark=Mark.INCAPACITY,
        device_at=SENT_AT + timedelta(hours=5),
        by=team.worker_account,
        at=SENT_AT + timedelta(hours=5),
    )


def name_other_account(team: Team) -> object:
    """A C1 on its own names another account."""
    when = at(date(2026, 9, 24))
    told = C1(reason=C1Reason.CHANGE_OF_ACCOUNT, iban=months.OTHER_IBAN, is_sincere=True)
    drafted = claims.draft_claim(
        worker=team.worker,
        employer=team.employer,
        kind="economic_worker",
        first_day=belgian_day(when),
        needed=changed_situation(event_on=belgian_day(when)),
        file=ClaimFile(c1=told),
        by=team.worker_account,
        at=when,
    )
    claims.submit_claim(claim=drafted, by=team.worker_account, at=when)
    return claims.lodge_claim(claim=drafted, by=_clerk(team, drafted), at=when)


def claim(team: Team) -> object:
    """The claim, handed to the office by whoever has it."""
    drafted = claims.draft_claim(
        worker=team.worker,
        employer=team.employer,
        kind="economic_worker",
        first_day=months.FIRST_DAY,
        needed=months.NEEDED,
        file=months.PAPERS,
        by=team.worker_account,
        at=CLAIMED_AT,
    )
    claims.submit_claim(claim=drafted, by=team.worker_account, at=CLAIMED_AT)
    return claims.lodge_claim(claim=drafted, by=_clerk(team, drafted), at=CLAIMED_AT)


def ask_for_transfer(team: Team) -> object:
    """The worker wants to go to the other payment organisation, from September on."""
    return claims.ask_for_transfer(
        worker=team.worker,
        to_payer=team.other_payer,
        by=team.worker_account,
        at=at(date(2026, 9, 18)),
    )


def agree_to_transfer(team: Team) -> object:
    """The present one agrees."""
    return claims.answer_transfer(
        transfer=Transfer.objects.get(worker=team.worker),
        is_agreed=True,
        last_paid_month=None,
        debt=Decimal(0),
        by=team.clerk,
        at=at(date(2026, 9, 21)),
    )


WRONG_HOURS = months.hours(days=months.hours().days[:6])


def _first_ticket(team: Team, scenario: str) -> str:
    """The ticket of what was lodged first."""
    first = team.worker.declarations.filter(scenario=scenario).earliest("first_received_at", "id")
    return str(first.versions.get(number=1).ticket)


def _card(team: Team):
    return cards.open_card(
        worker=team.worker,
        employer=team.employer,
        month=SEPTEMBER,
        by=team.worker_account,
        at=TOLD_AT,
    )


def _clerk(team: Team, drafted: Claim):
    is_ours = drafted.payment_organisation_id == team.payer.id
    return team.clerk if is_ours else team.other_clerk


AFTER: dict[Act, tuple[Act, ...]] = {
    months.announce: (),
    change_announcement: (months.announce,),
    months.tell_first_day: (),
    lodge_wrong_constat: (),
    change_constat: (lodge_wrong_constat,),
    # The right is decided with the scenario 2 that stands; a later change goes to a person.
    claim: (change_constat,),
    mark_wrongly: (),
    correct_mark: (mark_wrongly,),
    months.send_card: (correct_mark,),
    tell_after_sending: (months.send_card,),
    lodge_wrong_hours: (),
    cancel_hours: (lodge_wrong_hours,),
    months.lodge_hours: (cancel_hours,),
    name_other_account: (),
    ask_for_transfer: (),
    agree_to_transfer: (ask_for_transfer,),
}
"""What each act waits for: a change for what it changes, a card to be sent for its marks."""


@st.composite
def orders(draw: st.DrawFn) -> list[Act]:
    """All acts, each after those that it waits for."""
    left, found = list(AFTER), []
    while left:
        free = [act for act in left if all(one in found for one in AFTER[act])]
        found.append(draw(st.sampled_from(free)))
        left.remove(found[-1])
    return found


def outcome(team: Team) -> tuple:
    """Where the month stands, what it gives, and where that goes."""
    row = months.row_of(team)
    newest = Computation.objects.get(
        replaced_by__isnull=True, month_file__payment_organisation_id=row.payment_organisation_id
    )
    (line,) = payments.preview(computations=[newest])
    return (
        row.standing,
        row.until,
        row.payment_organisation_id,
        row.net_cents,
        newest.gross_cents,
        str(newest.allowances),
        line.account and line.account.iban,
    )


def payable(clerk) -> list[Computation]:
    """What a payment organisation could pay now; the month belongs to one of them."""
    return list(payment_queries.payable_by(account=clerk, month=None))


@pytest.fixture
def usual(team: Team) -> tuple:
    """What the order gives in which the acts stand above."""
    with undone():
        for act in AFTER:
            act(team)
        found = outcome(team)
    assert found[0] == Standing.READY
    assert found[2] == team.other_payer.id
    assert found[-1] == months.OTHER_IBAN
    return found


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(order=orders())
def test_any_order_gives_the_same_payment(team: Team, usual: tuple, order: list[Act]) -> None:
    with undone():
        for act in order:
            act(team)
        assert outcome(team) == usual
        assert [len(payable(clerk)) for clerk in (team.clerk, team.other_clerk)] == [0, 1]


def counts() -> dict[str, int]:
    return {
        "events": Event.objects.count(),
        "claims": Claim.objects.count(),
        "computations": Computation.objects.count(),
        "rows": BoardRow.objects.count(),
        "transfers": Transfer.objects.count(),
    }


SAID_NO = (
    cards.NotPossibleNow,
    claims.AlreadyThere,
    claims.NotPossibleNow,
    declarations.NotPossibleNow,
)
"""An act that comes again may also be refused; either way nothing moves."""

REPLAYED = tuple(act for act in AFTER if act not in (months.announce, months.tell_first_day))
"""A communication comes twice as a file or a draft, whose keys are tested at their own door."""


def test_an_act_replayed_changes_nothing(team: Team) -> None:
    """Right after it was made, as a button pressed twice or a message sent twice."""
    for act in AFTER:
        act(team)
        before = counts()
        if act in REPLAYED:
            with suppress(*SAID_NO):
                act(team)
        assert counts() == before, act.__name__


def test_a_whole_month_replayed_changes_no_payment(team: Team, usual: tuple) -> None:
    for act in AFTER:
        act(team)
    for act in REPLAYED:
        with suppress(*SAID_NO, Case.DoesNotExist):
            act(team)
    assert outcome(team)[3:] == usual[3:]


def test_the_same_piece_later_changes_nothing(team: Team) -> None:
    months.whole_month(team)
    before = counts(), outcome(team)
    months.lodge_hours(team, when=months.HOURS_AT + timedelta(days=3))
    assert (counts(), outcome(team)) == before
