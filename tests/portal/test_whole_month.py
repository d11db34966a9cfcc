"""The whole month: every kind, blockage and outcome is there on some day, and every act is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.conf import settings as django_settings

from accalmie.cases.access.models import Account
from accalmie.cases.board import acts as board
from accalmie.cases.board.models import BoardRow, Standing
from accalmie.cases.cards.models import Card
from accalmie.cases.claims.models import Claim, Entitlement, Transfer
from accalmie.cases.claims.models.transfers import TransferStatus
from accalmie.cases.claims.statuses import Status as ClaimStatus
from accalmie.cases.communications.models import Case, Decision, Version
from accalmie.cases.communications.statuses import Status as CaseStatus
from accalmie.cases.declarations.models import Declaration
from accalmie.cases.declarations.statuses import Status as DeclarationStatus
from accalmie.cases.journal.models import Event
from accalmie.cases.parties.models import Employer, PaymentOrganisation, Worker
from accalmie.cases.payments import acts as payments
from accalmie.cases.payments import queries as payment_queries
from accalmie.cases.payments.models import Payment, PaymentRun
from accalmie.cases.payments.statuses import PaymentStatus, RunStatus
from accalmie.cases.tasks.models import Task, TaskKind
from accalmie.config.clock import MovableClock
from accalmie.facts.cards import CardForm
from accalmie.facts.days import Month
from accalmie.facts.decisions import Result
from accalmie.facts.ids import niss
from accalmie.facts.pieces import PieceName, PieceState
from accalmie.law.kinds import REGISTRY
from accalmie.portal.demo import loading, playing
from accalmie.portal.demo.data import WHOLE, read
from accalmie.portal.demo.happenings import account_number_of, known_parties
from tests.conftest import REPOSITORY

NOVEMBER = Month(2026, 11)
_ONE_DAY = timedelta(days=1)

Seen = set[str]


@pytest.fixture
def home(db, settings, tmp_path) -> None:
    """Folders and a clock of its own for a demonstration."""
    settings.DEMO = True
    settings.CLOCK = MovableClock(tmp_path / "clock")
    settings.PAYER_ACCOUNTS = REPOSITORY / "demo" / "payer_accounts.yaml"
    for folder in ("ARCHIVE", "INBOX", "OUTBOX", "JOURNAL_HEADS", "LETTER_KEYS"):
        setattr(settings, folder, tmp_path / folder.lower())
    settings.JOURNAL_KEY = tmp_path / "journal.pem"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    django_settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


def test_the_month_shows_everything_from_its_first_day_to_the_payment_day(home) -> None:
    seen: Seen = set()
    happenings = playing.happenings(chapters=WHOLE)
    loading.load_month(day=loading.FIRST_OF_MONTH)
    day = loading.FIRST_OF_MONTH
    while day < loading.PAYMENT_DAY:
        skipped = playing.play_day(happenings=happenings, day=day)
        assert skipped == [], f"on {day}"
        day += _ONE_DAY
        seen |= _look()

    assert _wanted() - seen == set()
    # The validation book has a firm of its own beside those of the month.
    assert Employer.objects.count() >= len(known_parties()["employers"]) == 12
    assert PaymentOrganisation.objects.count() == 4
    assert Worker.objects.exclude(name="").count() >= len(known_parties()["workers"]) == 60
    assert {row.kind for row in BoardRow.objects.filter(month=NOVEMBER)} == set(REGISTRY)
    overpaid = Task.objects.filter(kind=TaskKind.OVERPAID, closed_at=None)
    assert [task.worker.first_name for task in overpaid] == ["Fleur"]
    _check_that_played_again_nothing_is_added(happenings)


def _check_that_played_again_nothing_is_added(happenings) -> None:
    last = loading.PAYMENT_DAY - _ONE_DAY
    before = _counts()
    assert playing.play_day(happenings=happenings, day=last) == []
    assert _counts() == before


def _counts() -> tuple[int, ...]:
    return tuple(
        model.objects.count()
        for model in (Version, Declaration, Claim, Card, Payment, PaymentRun, Decision, Task)
    )


def _wanted() -> Seen:
    """Every kind, every blockage, every outcome; what is left out says why."""
    pieces = {
        f"{name} {state}"
        for name in PieceName
        for state in (PieceState.MISSING, PieceState.IN_ORDER, PieceState.NOT_NEEDED)
    }
    # A month always has a card and hours, or it is no month of unemployment; a C1 that nobody asks
    # for is no piece at all.
    pieces -= {f"{name} {PieceState.NOT_NEEDED}" for name in ("scenario_5", "card", "c1")}
    return {
        *pieces,
        *(f"kind {kind}" for kind in REGISTRY),
        *(f"kind paid {kind}" for kind in REGISTRY),
        *(f"standing {standing}" for standing in Standing),
        *(f"case {status}" for status in set(CaseStatus) - {CaseStatus.RECEIVED}),
        *(f"task {kind}" for kind in TaskKind),
        *_LOOKS,
        "claim urgent",
        "scenario_2 urgent",
        "claim to_examine",
        "communication expected",
    }


def _look() -> Seen:
    """What can be seen on a day."""
    seen = {name for name, is_there in _LOOKS.items() if is_there()}
    rows = list(BoardRow.objects.all())
    seen |= {f"kind {row.kind}" for row in rows}
    seen |= {f"kind paid {row.kind}" for row in rows if row.paid_cents}
    seen |= {f"standing {row.standing}" for row in rows}
    seen |= {f"{piece.name} {piece.state}" for row in rows for piece in row.lights}
    seen |= {f"case {status}" for status in Case.objects.values_list("status", flat=True)}
    seen |= {f"task {kind}" for kind in Task.objects.values_list("kind", flat=True)}
    return seen


def _no_account() -> bool:
    return any(
        line.account is None or not line.account.iban
        for clerk in Account.objects.filter(username__in=["alexis", "laure", "hedwig", "ysaline"])
        for line in payments.preview(
            computations=list(payment_queries.payable_by(account=clerk, month=NOVEMBER))
        )
    )


_LOOKS: dict[str, Callable[[], bool]] = {
    "accepted without a person": Decision.objects.filter(
        result=Result.ACCEPTED, decided_by=None
    ).exists,
    "accepted by an officer": Decision.objects.filter(
        result=Result.ACCEPTED, decided_by__isnull=False
    ).exists,
    "refused by two": Decision.objects.filter(
        result=Result.REFUSED, reread_by__isnull=False
    ).exists,
    "changed": Version.objects.filter(kind="change").exists,
    "cancelled": Version.objects.filter(kind="cancellation").exists,
    "right decided without a person": Entitlement.objects.filter(
        result=Result.ACCEPTED, decided_by=None
    ).exists,
    "right decided by an officer": Entitlement.objects.filter(
        result=Result.ACCEPTED, decided_by__isnull=False
    ).exists,
    "right refused by two": Entitlement.objects.filter(
        result=Result.REFUSED, reread_by__isnull=False
    ).exists,
    "claim sent back as incomplete": Claim.objects.filter(status=ClaimStatus.RETURNED).exists,
    "claim at the counter": Claim.objects.filter(status=ClaimStatus.SUBMITTED).exists,
    "late claim": lambda: any(
        right.first_day > right.claim.first_day
        for right in Entitlement.objects.filter(result=Result.ACCEPTED).select_related("claim")
    ),
    "claim without account": _no_account,
    "worker of no payment organisation": BoardRow.objects.filter(
        payment_organisation=None, worker__name="Onbekend"
    ).exists,
    "transfer asked": Transfer.objects.filter(status=TransferStatus.ASKED).exists,
    "transfer agreed": Transfer.objects.filter(status=TransferStatus.AGREED).exists,
    "paper card": Card.objects.filter(form=CardForm.PAPER).exists,
    "strike declaration held": Declaration.objects.filter(status=DeclarationStatus.HELD).exists,
    "paid by everybody but the public fund": lambda: (
        set(
            Payment.objects.filter(
                status=PaymentStatus.PAID, month_file__month=NOVEMBER
            ).values_list("payment_organisation__code", flat=True)
        )
        == {"modele", "temoin", "croquis"}
    ),
    "run that waits for a signature": PaymentRun.objects.filter(
        status=RunStatus.PREPARED, payment_organisation__code="exemple"
    ).exists,
    "payment returned": Payment.objects.filter(status=PaymentStatus.RETURNED).exists,
    "paid provisionally": Payment.objects.filter(computation__is_provisional=True).exists,
    "paid in part": lambda: any(
        0 < row.paid_cents < (row.net_cents or 0) for row in BoardRow.objects.all()
    ),
    "nothing due": BoardRow.objects.filter(standing=Standing.PAID, net_cents=0).exists,
}


def test_every_act_has_an_instant_of_its_own() -> None:
    told = Counter(happening.at for happening in playing.happenings(chapters=WHOLE))

    assert [at for at, count in told.items() if count > 1] == []


def test_loaded_up_to_a_day_or_played_until_it_the_board_is_the_same(home) -> None:
    day = date(2026, 11, 10)
    happenings = playing.happenings(chapters=WHOLE)
    loading.load_month(day=day - 3 * _ONE_DAY)
    for earlier in (3, 2, 1):
        playing.play_day(happenings=happenings, day=day - earlier * _ONE_DAY)
    played = _rows()
    board.rebuild(at=playing.morning_of(day=day))

    assert played == _rows()
    assert {one.at for one in happenings if one.at < playing.morning_of(day=day)} <= set(
        Event.objects.values_list("at", flat=True)
    )


def _rows() -> set[tuple]:
    return set(
        BoardRow.objects.values_list("worker__niss", "month", "standing", "piece", "owner", "until")
    )


def test_what_somebody_did_before_is_left_as_it_is(home) -> None:
    """Femke's claim of the 19th was made by herself in the morning."""
    happenings = playing.happenings(chapters=WHOLE)
    day = date(2026, 11, 19)
    loading.load_month(day=day)
    own = [one for one in happenings if one.at.isoformat() == "2026-11-19T18:35:00+01:00"]
    own[0].do()
    before = Claim.objects.count()
    playing.play_day(happenings=happenings, day=day)

    assert Claim.objects.filter(worker__first_name="Femke").count() == 1
    assert Claim.objects.count() > before


@pytest.mark.parametrize("day", [date(2026, 10, 31), date(2026, 12, 5)])
def test_it_begins_inside_the_month_only(home, day: date) -> None:
    with pytest.raises(loading.OutsideMonth):
        loading.load_month(day=day)


def test_every_working_day_has_its_words_in_four_languages() -> None:
    words = read("month/days.yaml")
    told = {happening.at.date() for happening in playing.happenings(chapters=WHOLE)}
    days = {
        day
        for day in told
        if loading.FIRST_OF_MONTH <= day <= loading.PAYMENT_DAY and day.weekday() < 5
    }

    assert days - set(words) == set()
    assert all(set(text) == {"fr", "nl", "de", "en"} for text in words.values())


def test_its_numbers_and_accounts_pass_their_checks() -> None:
    workers = known_parties()["workers"]
    numbers = {niss.with_check_digits(worker["stem"]) for worker in workers.values()}

    assert len(numbers) == len(workers) == 60
    assert all(niss.is_valid(number) for number in numbers)
    assert len({account_number_of(key) for key in workers}) == 60
