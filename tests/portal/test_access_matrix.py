"""Who gets in where: every route, every role. A route that is missing here fails the test."""

from __future__ import annotations

import logging
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accalmie.cases.access.models import Account, Mandate
from accalmie.cases.access.roles import Role
from accalmie.cases.board.models import BoardRow
from accalmie.cases.claims import acts as claims
from accalmie.cases.communications.models import Case, Decision, PayerRecord
from accalmie.cases.communications.statuses import Status
from accalmie.cases.declarations import acts as declarations
from accalmie.cases.declarations.models import Declaration
from accalmie.cases.drafts import acts as drafts
from accalmie.cases.parties.models import Employer, PaymentOrganisation, Sender, Worker
from accalmie.facts.claim_forms import ClaimFile
from accalmie.facts.communications import Channel, Version
from accalmie.facts.days import Month
from accalmie.facts.declarations import ConstatDeclaration
from accalmie.portal.law.urls import urlpatterns as law_urls
from accalmie.portal.urls import urlpatterns
from accalmie.portal.worker.need import need_of
from tests.portal.access import matrix as access
from tests.portal.calendar import matrix as calendar
from tests.portal.conftest import NOW
from tests.portal.disputes import matrix as disputes
from tests.portal.employer.difficulty import matrix as difficulty
from tests.portal.mandates import matrix as mandates
from tests.portal.office import matrix as offices
from tests.portal.payer import matrix as payers
from tests.portal.people import matrix as staff
from tests.portal.public import matrix as public
from tests.portal.validation_book import matrix as books
from tests.portal.worker import matrix as workers

OPEN, TO_SIGN_IN, HIDDEN, WRONG_METHOD, GOES_ON, INCOMPLETE = 200, "sign in", 404, 405, "on", 422
MEANWHILE = 409
TOLD = 403
"""A secretariat that had a mandate for this firm reads why it opens nothing now."""

ROLES = (
    "stranger",
    "employer",
    "other_employer",
    "secretariat",
    "other_secretariat",
    "officer",
    "other_officer",
    "payer",
    "other_payer",
    "worker",
    "other_worker",
    "admin",
    "auditor",
)
EVERYBODY = dict.fromkeys(ROLES, OPEN)
LAW = tuple(route.name for route in law_urls)
CLOSED = {**dict.fromkeys(ROLES, HIDDEN), "stranger": TO_SIGN_IN}
EMPLOYERS = {
    "employer": OPEN,
    "other_employer": OPEN,
    "secretariat": OPEN,
    "other_secretariat": OPEN,
}
OFFICERS = {"officer": OPEN, "other_officer": OPEN}
WRITERS = (*EMPLOYERS, *OFFICERS)
"""Officers type letters in on the employer's pages, and see no draft of his."""
OWN = {"employer": OPEN, "secretariat": OPEN, "other_secretariat": TOLD}
MANDATED = ("employer", "secretariat")
FOUR = ("employer", "worker", "payer", "officer")
WORKERS = {"worker": OPEN, "other_worker": OPEN}
WITH_PASSWORD = ("employer", "other_employer", "secretariat", "officer", "other_officer", "payer")

EXPECTED = {
    ("home", "GET"): {**dict.fromkeys(ROLES, GOES_ON), "stranger": OPEN},
    ("help", "GET"): EVERYBODY,
    ("accessibility", "GET"): EVERYBODY,
    ("privacy", "GET"): EVERYBODY,
    **{(route, "GET"): EVERYBODY for route in LAW},
    ("sign_in", "GET"): {**dict.fromkeys(ROLES, GOES_ON), "stranger": OPEN},
    # Without an identity provider this way does not exist.
    ("identity_start", "GET"): dict.fromkeys(ROLES, HIDDEN),
    ("identity_back", "GET"): dict.fromkeys(ROLES, HIDDEN),
    ("identity_choose", "GET"): dict.fromkeys(ROLES, HIDDEN),
    # Only the codes of a letter open the first connection.
    ("first_connection", "GET"): dict.fromkeys(ROLES, GOES_ON),
    ("first_connection_codes", "GET"): dict.fromkeys(ROLES, GOES_ON),
    ("first_connection_codes", "POST"): dict.fromkeys(ROLES, GOES_ON),
    ("first_connection_confirm", "GET"): dict.fromkeys(ROLES, GOES_ON),
    ("first_connection_confirm", "POST"): dict.fromkeys(ROLES, GOES_ON),
    ("first_connection_done", "GET"): {**dict.fromkeys(ROLES, GOES_ON), "stranger": OPEN},
    # Who opens an account with an electronic identity has no password to change.
    ("my_password", "GET"): {**CLOSED, **dict.fromkeys(WITH_PASSWORD, OPEN)},
    ("my_password", "POST"): {**CLOSED, **dict.fromkeys(WITH_PASSWORD, INCOMPLETE)},
    ("sign_out", "GET"): dict.fromkeys(ROLES, WRONG_METHOD),
    ("move_clock", "GET"): dict.fromkeys(ROLES, WRONG_METHOD),
    ("move_clock", "POST"): dict.fromkeys(ROLES, HIDDEN),
    ("communications", "GET"): {**CLOSED, **EMPLOYERS},
    ("communications", "POST"): {**CLOSED, **dict.fromkeys(EMPLOYERS, WRONG_METHOD)},
    ("communication", "GET"): {**CLOSED, **OWN},
    ("obligations", "GET"): {**CLOSED, **EMPLOYERS},
    ("declarations", "GET"): {**CLOSED, **EMPLOYERS},
    ("new_declaration", "GET"): {**CLOSED, **EMPLOYERS},
    ("new_declaration", "POST"): {**CLOSED, **dict.fromkeys(EMPLOYERS, INCOMPLETE)},
    ("declare_hours", "GET"): {**CLOSED, **OWN},
    ("declare_right", "GET"): {**CLOSED, **OWN},
    ("declaration", "GET"): {**CLOSED, **OWN},
    ("print_declaration", "GET"): {**CLOSED, **OWN},
    ("change_declaration", "GET"): {**CLOSED, **OWN},
    ("cancel_declaration", "GET"): {**CLOSED, **OWN},
    ("month", "GET"): {**CLOSED, **dict.fromkeys(FOUR, OPEN), **OWN},
    ("remind", "GET"): {
        **CLOSED,
        **{role: WRONG_METHOD for role in ROLES[1:] if role not in ("admin", "auditor")},
    },
    # A secretariat sees the month of its client, and reminds nobody.
    ("remind", "POST"): {**CLOSED, **dict.fromkeys(FOUR, GOES_ON)},
    ("ask_for_declarations", "GET"): {
        **CLOSED,
        **dict.fromkeys(("worker", "other_worker", "payer", "other_payer"), WRONG_METHOD),
    },
    ("ask_for_declarations", "POST"): {**CLOSED, "worker": GOES_ON, "payer": GOES_ON},
    ("communication_versions", "GET"): {**CLOSED, **OWN},
    # The office of the case sees its people too; a search is kept with the session.
    ("communication_workers", "GET"): {**CLOSED, **OWN, "officer": OPEN},
    ("communication_workers", "POST"): {
        **CLOSED,
        **OWN,
        **dict.fromkeys((*MANDATED, "officer"), GOES_ON),
    },
    ("lodging_named", "GET"): {**CLOSED, **OWN},
    ("lodging_named", "POST"): {**CLOSED, **OWN, **dict.fromkeys(MANDATED, GOES_ON)},
    ("lodging_new", "GET"): {**CLOSED, **EMPLOYERS},
    ("lodging_new", "POST"): {**CLOSED, **dict.fromkeys(EMPLOYERS, INCOMPLETE)},
    ("lodging_draft", "GET"): {**CLOSED, **OWN},
    ("lodging_page", "GET"): {**CLOSED, **OWN},
    ("lodging_page", "POST"): {**CLOSED, **OWN, **dict.fromkeys(MANDATED, MEANWHILE)},
    ("lodging_check", "GET"): {**CLOSED, **OWN},
    ("lodging_findings", "GET"): {**CLOSED, **dict.fromkeys(WRITERS, WRONG_METHOD)},
    ("lodging_findings", "POST"): {**CLOSED, **OWN},
    ("lodging_send", "GET"): {**CLOSED, **dict.fromkeys(WRITERS, WRONG_METHOD)},
    ("lodging_send", "POST"): {**CLOSED, **OWN, **dict.fromkeys(MANDATED, MEANWHILE)},
    # Nothing is sent yet: it leads back to the tasks.
    ("lodging_sent", "GET"): {**CLOSED, **OWN, **dict.fromkeys(MANDATED, GOES_ON)},
    ("lodging_discard", "GET"): {**CLOSED, **dict.fromkeys(WRITERS, WRONG_METHOD)},
    ("lodging_again", "GET"): {**CLOSED, **dict.fromkeys(EMPLOYERS, WRONG_METHOD)},
    ("lodging_again", "POST"): {**CLOSED, "other_secretariat": TOLD},
    ("receipt", "GET"): {**CLOSED, **OWN},
    ("letter", "GET"): {**CLOSED, **OWN},
    ("data", "GET"): {**CLOSED, **OWN},
    ("work", "GET"): {**CLOSED, **OFFICERS},
    ("case", "GET"): {**CLOSED, "officer": OPEN},
    ("decide", "GET"): {**CLOSED, **dict.fromkeys(OFFICERS, WRONG_METHOD)},
    ("decide", "POST"): {**CLOSED, "officer": INCOMPLETE},
    ("preview", "GET"): {**CLOSED, "officer": OPEN},
    ("office_receipt", "GET"): {**CLOSED, "officer": OPEN},
    ("office_letter", "GET"): {**CLOSED, "officer": OPEN},
    ("second_reading", "GET"): {**CLOSED, **OFFICERS},
    ("reread", "GET"): {**CLOSED, "officer": OPEN},
    ("reread", "POST"): {**CLOSED, "officer": INCOMPLETE},
    ("records", "GET"): {**CLOSED, "payer": OPEN, "other_payer": OPEN},
    ("record", "GET"): {**CLOSED, "payer": OPEN},
    **{(route, "GET"): {**CLOSED, **WORKERS} for route in ("card", "cards", "my_file")},
    ("card", "POST"): {**CLOSED, **dict.fromkeys(WORKERS, WRONG_METHOD)},
    # The addresses of a card name an employer: whoever never worked there has none.
    **{
        (route, "GET"): {**CLOSED, "worker": OPEN}
        for route in ("card_month", "card_day", "card_send", "my_month", "claim_step", "claim")
    },
    ("claim_start", "GET"): {**CLOSED, "worker": GOES_ON},
    ("card_day", "POST"): {**CLOSED, "worker": INCOMPLETE},
    ("card_send", "POST"): {**CLOSED, "worker": INCOMPLETE},
    ("claim_step", "POST"): {**CLOSED, "worker": INCOMPLETE},
    **offices.expected(CLOSED, goes_on=GOES_ON),
    **payers.expected(CLOSED, goes_on=GOES_ON),
    **workers.expected(CLOSED, goes_on=GOES_ON),
    **staff.expected(CLOSED, goes_on=GOES_ON),
    **difficulty.expected(CLOSED, goes_on=GOES_ON),
    **disputes.expected(CLOSED),
    **books.expected(CLOSED, goes_on=GOES_ON),
    **access.expected(CLOSED, goes_on=GOES_ON),
    **mandates.expected(CLOSED, goes_on=GOES_ON),
    **public.expected(CLOSED, everybody=EVERYBODY, goes_on=GOES_ON),
    **calendar.expected(CLOSED, everybody=EVERYBODY, goes_on=GOES_ON),
    # Last, for nobody is signed in afterwards.
    ("sign_out", "POST"): dict.fromkeys(ROLES, GOES_ON),
}


@pytest.fixture
def clients(month: None) -> dict[str, Client]:
    """One client a role, round the communications of one firm of the Brussels office."""
    papier = Employer.objects.get(name__startswith="Papeteries")
    robin = Worker.objects.get(first_name="Robin")
    stranger_payer = PaymentOrganisation.objects.create(
        code="other", name_fr="Autre", name_nl="Ander", name_de="Andere", name_en="Other"
    )
    other_sender = Sender.objects.create(number="999002", name="Sekretariat Muster")
    Mandate.objects.create(
        sender=other_sender, employer=papier, first_day="2024-01-01", last_day="2025-12-31"
    )
    made = {
        "other_secretariat": {"role": Role.SECRETARIAT, "sender": other_sender},
        "other_payer": {"role": Role.PAYER, "payment_organisation": stranger_payer},
        "worker": {"role": Role.WORKER, "worker": robin},
        "other_worker": {"role": Role.WORKER, "worker": Worker.objects.get(first_name="Bas")},
        "admin": {"role": Role.ADMIN},
        "auditor": {"role": Role.AUDITOR},
    }
    accounts = {
        name: Account.objects.create_account(
            username=name, password=None, display_name=name, **rest
        )
        for name, rest in made.items()
    }
    loaded = {
        "employer": "pascale",
        "other_employer": "dominique",
        "secretariat": "sam",
        "officer": "andrea",
        "other_officer": "wout",
        "payer": "alexis",
    }
    accounts |= {name: Account.objects.get(username=user) for name, user in loaded.items()}
    found = {"stranger": Client()}
    for name, account in accounts.items():
        found[name] = Client()
        found[name].force_login(account)
    return found


@pytest.fixture
def addresses(clients: dict[str, Client]) -> dict[str, str]:
    """The address of each route, each on a thing of that firm that is in the right state."""
    cases = Case.objects.filter(employer__name__startswith="Papeteries").order_by("received_at")
    waiting = cases.filter(status=Status.TO_EXAMINE).last()
    proposed = cases.get(status=Status.REFUSAL_PROPOSED)
    decision = Decision.objects.filter(version__case__in=cases, publications__isnull=False).first()
    record = PayerRecord.objects.filter(case__in=cases, withdrawn_at__isnull=True).first()
    told = decision.version.case
    declared = _declared(told.employer)
    row = BoardRow.objects.get(
        worker=declared.worker, employer=declared.employer, month=declared.month
    )
    BoardRow.objects.filter(pk=row.pk).update(office=told.office)
    draft = drafts.begin(
        employer=told.employer,
        form="planned_worker",
        data={},
        by=Account.objects.get(username="pascale"),
        at=NOW,
    )
    arguments = {
        "law_kind": ["economic_worker"],
        "law_value": ["limits", "limit_c_base"],
        "law_value_csv": ["limits", "limit_c_base"],
        "law_value_json": ["limits", "limit_c_base"],
        "law_rule": ["announced_in_time"],
        "law_calculator": ["claim"],
        "communication": [told.id],
        "declare_hours": [row.id],
        "declare_right": [row.id],
        "declaration": [declared.id],
        "print_declaration": [declared.id],
        "change_declaration": [declared.id],
        "cancel_declaration": [declared.id],
        "month": [row.id],
        "remind": [row.id],
        "ask_for_declarations": [row.id],
        "communication_versions": [told.id],
        "communication_workers": [told.id],
        "lodging_draft": [draft.id],
        "lodging_page": [draft.id, "dates"],
        "lodging_check": [draft.id],
        "lodging_named": [draft.id],
        "lodging_findings": [draft.id],
        "lodging_send": [draft.id],
        "lodging_sent": [draft.id],
        "lodging_discard": [draft.id],
        "lodging_again": [told.id],
        "receipt": [told.id, decision.version_id],
        "letter": [told.id, decision.id],
        "data": [told.id],
        "case": [waiting.id],
        "case_letter": [waiting.id, "change"],
        "decide": [waiting.id],
        "preview": [waiting.id],
        "office_receipt": [told.id, decision.version_id],
        "office_letter": [told.id, decision.id],
        "reread": [proposed.id],
        "record": [record.id],
        **payers.arguments(at=NOW),
        **staff.arguments(),
        **difficulty.arguments(told=told, at=NOW),
        **disputes.arguments(at=NOW),
        **books.arguments(),
        **offices.arguments(at=NOW),
        **access.arguments(),
        **mandates.arguments(),
        **public.arguments(),
        **calendar.arguments(),
        **workers.arguments(),
        **_worker_arguments(),
    }
    return {
        route.name: reverse(f"portal:{route.name}", args=arguments.get(route.name))
        for route in urlpatterns
    }


def _worker_arguments() -> dict[str, list[object]]:
    """The address of each page of the worker: Robin's month, with a draft of a claim."""
    robin = Worker.objects.get(first_name="Robin")
    november = Month(2026, 11)
    row = BoardRow.objects.get(worker=robin, month=november)
    need = need_of(row=row)
    claim = claims.draft_claim(
        worker=robin,
        employer=row.employer,
        kind=need.situation.kind,
        first_day=need.situation.first_day,
        needed=need.own,
        file=ClaimFile(),
        by=Account.objects.get(username="worker"),
        at=NOW,
    )
    return {
        "card_month": [row.employer_id, 2026, 11],
        "card_day": [row.employer_id, 2026, 11, 18],
        "card_send": [row.employer_id, 2026, 11],
        "my_month": [row.id],
        "claim_start": [row.id],
        "claim_step": [row.id, "benefit"],
        "claim": [claim.id],
    }


def _declared(employer: Employer) -> Declaration:
    """A finding of the right, which puts the worker's month on the board."""
    fact = ConstatDeclaration(
        version=Version.ORIGINAL,
        employer=employer.numbers,
        niss=Worker.objects.get(first_name="Robin").niss,
        kind="economic_worker",
        first_day=NOW.date(),
    )
    version = declarations.lodge(
        declaration=fact,
        by=Account.objects.get(username="pascale"),
        at=NOW,
        channel=Channel.PORTAL,
    )
    return version.declaration


def test_every_route_has_its_line() -> None:
    assert {route for route, _ in EXPECTED} == {route.name for route in urlpatterns}
    assert all(set(line) == set(ROLES) for line in EXPECTED.values())


def test_who_gets_in(clients: dict[str, Client], addresses: dict[str, str]) -> None:
    deviations = {}
    for (route, method), expected in EXPECTED.items():
        for role, wanted in expected.items():
            answer = clients[role].generic(method, addresses[route])
            got = _kind(answer, addresses[route])
            if got != wanted:
                deviations[route, method, role] = (got, wanted)

    assert deviations == {}


def test_what_does_not_exist_looks_like_what_is_not_yours(
    clients: dict[str, Client], addresses: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    stranger = clients["other_employer"]
    with caplog.at_level(logging.WARNING, logger="accalmie"):
        theirs = stranger.get(addresses["communication"])
        nobodys = stranger.get(reverse("portal:communication", args=[uuid4()]))

    assert (theirs.status_code, _main(theirs)) == (nobodys.status_code, _main(nobodys))
    assert [record.getMessage() for record in caplog.records if record.name.startswith("acc")] == [
        "act not allowed"
    ]


def _main(answer: object) -> str:
    """The page without its frame, which names its own address."""
    text = answer.content.decode()
    return text[text.index("<main") : text.index("</main>")]


def _kind(answer: object, address: str) -> object:
    if answer.status_code == 302:
        leads_to_sign_in = answer.headers["Location"].startswith(
            f"{reverse('portal:sign_in')}?next={address}"
        )
        return TO_SIGN_IN if leads_to_sign_in else GOES_ON
    return answer.status_code
