"""Whatever happens to a month and its money, it comes to rest: paid in full, once, or asked about.

Runs are prepared, signed, carried out, withdrawn; payments come back; hours change up and down;
the worker names another account. In any order, then everything that is open is brought to an end.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accalmie.cases.board.models import Standing
from accalmie.cases.claims import acts as claims
from accalmie.cases.declarations import acts as declarations
from accalmie.cases.payments import acts, queries
from accalmie.cases.payments.models import Computation, Payment, PaymentRun
from accalmie.cases.payments.statuses import STANDING, PaymentStatus, RunStatus
from accalmie.cases.tasks.models import Task, TaskKind
from accalmie.facts.claim_forms import C1, C1Reason, ClaimFile
from accalmie.facts.communications import Channel, Version
from accalmie.facts.pieces import PieceName
from accalmie.law.claims.changes import changed_situation, codes_about_account
from tests.cases import months
from tests.cases.board.test_any_order import undone
from tests.cases.months import PAID_AT, Team

EXECUTION = date(2026, 10, 6)
LENGTHS = (6, 9, 13)
"""How many days of September the employer declares, one after the other."""

Happening = Callable[["World"], None]


class World:
    """The team and its clock: each act is a minute later than the one before."""

    def __init__(self, team: Team) -> None:
        self.team, self._minutes = team, 0

    def now(self):
        self._minutes += 1
        return PAID_AT + timedelta(minutes=self._minutes)


def prepare(world: World) -> None:
    payable = list(queries.payable_by(account=world.team.clerk, month=None))
    with suppress(acts.NothingToPay):
        acts.prepare_run(
            computations=payable, execution_on=EXECUTION, by=world.team.clerk, at=world.now()
        )


def sign(world: World) -> None:
    for run in PaymentRun.objects.filter(status=RunStatus.PREPARED):
        with suppress(acts.Outdated, acts.Held):
            acts.sign_run(run=run, by=world.team.second_clerk, at=world.now())


def carry_out(world: World) -> None:
    for run in PaymentRun.objects.filter(status=RunStatus.ORDERED):
        acts.record_paid(run=run, paid_on=EXECUTION, by=world.team.clerk, at=world.now())


def withdraw(world: World) -> None:
    for run in PaymentRun.objects.filter(status=RunStatus.PREPARED):
        acts.withdraw_run(run=run, by=world.team.clerk, at=world.now())


def comes_back(code: str) -> Happening:
    def happening(world: World) -> None:
        sent = Payment.objects.filter(status__in=[PaymentStatus.ORDERED, PaymentStatus.PAID])
        payment = sent.order_by("changed_at", "id").first()
        if payment is not None:
            acts.record_return(payment=payment, code=code, by=world.team.clerk, at=world.now())

    happening.__name__ = f"comes_back_{code}"
    return happening


def declare(length: int) -> Happening:
    def happening(world: World) -> None:
        team = world.team
        latest = team.worker.declarations.get(scenario="scenario_5").latest
        told = months.hours(
            version=Version.CHANGE, replaces=latest.ticket, days=months.hours().days[:length]
        )
        declarations.amend(
            declaration=told, by=team.people.manager, at=world.now(), channel=Channel.PORTAL
        )

    happening.__name__ = f"declare_{length}_days"
    return happening


def name_account(world: World) -> None:
    team, at = world.team, world.now()
    told = C1(reason=C1Reason.CHANGE_OF_ACCOUNT, iban=months.OTHER_IBAN, is_sincere=True)
    since = at.date()
    drafted = claims.draft_claim(
        worker=team.worker,
        employer=team.employer,
        kind="economic_worker",
        first_day=since,
        needed=changed_situation(event_on=since),
        # The day of signature alone makes it another form than the one before.
        file=ClaimFile(c1=replace(told, phone=at.isoformat())),
        by=team.worker_account,
        at=at,
    )
    claims.submit_claim(claim=drafted, by=team.worker_account, at=at)


HAPPENINGS = (
    prepare,
    sign,
    carry_out,
    withdraw,
    comes_back("AC04"),
    comes_back("TM01"),
    *(declare(length) for length in LENGTHS),
    name_account,
)


def come_to_rest(world: World) -> None:
    """What people do at last: withdraw what waits, ask for an account, pay what is due."""
    withdraw(world)
    row = months.row_of(world.team)
    if any(piece.name is PieceName.C1 and piece.blocks_payment for piece in row.lights):
        name_account(world)
    for act in (prepare, sign, carry_out):
        act(world)


def cents(statuses) -> int:
    return sum(one.amount_cents for one in Payment.objects.filter(status__in=statuses))


def no_second_payment_to_a_refused_account() -> bool:
    refused = Payment.objects.filter(status=PaymentStatus.RETURNED)
    return not any(
        Payment.objects.filter(iban=one.iban, run__prepared_at__gt=one.changed_at).exists()
        for one in refused.filter(return_code__in=codes_about_account(), iban=months.IBAN)
    )


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(happenings=st.lists(st.sampled_from(HAPPENINGS), max_size=10))
def test_money_comes_to_rest(team: Team, happenings: list[Happening]) -> None:
    with undone():
        months.whole_month(team)
        world = World(team)
        for happening in happenings:
            happening(world)
            newest = Computation.objects.get(replaced_by__isnull=True)
            most = max(one.net_cents for one in Computation.objects.all())
            assert cents(STANDING) <= most
        come_to_rest(world)
        newest = Computation.objects.get(replaced_by__isnull=True)
        given_cents, row = cents([PaymentStatus.PAID]), months.row_of(team)
        asked = set(Task.objects.filter(closed_at__isnull=True).values_list("kind", flat=True))
        assert given_cents >= newest.net_cents
        if given_cents == newest.net_cents:
            assert (row.standing, asked) == (Standing.PAID, set())
        else:
            assert (row.standing, asked) == (Standing.TO_EXAMINE, {TaskKind.OVERPAID})
        assert not queries.payable_by(account=team.clerk, month=None).exists()
        assert no_second_payment_to_a_refused_account()
