"""The sections of each role, whom one acts for, and the first page after signing in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext as _p

from accalmie.cases.access.clients import clients_of
from accalmie.cases.access.mandating import mandates_to_answer
from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act, functions_of
from accalmie.cases.access.reach import LIMITED_ROLES, reach_of
from accalmie.cases.access.roles import Role
from accalmie.cases.claims.queries import claims_to_decide, transfers_to_answer
from accalmie.cases.parties.models import Employer
from accalmie.cases.tasks.queries import open_tasks_of
from accalmie.portal.languages import current_language
from accalmie.portal.law.sections import PREFIX, law_sections
from accalmie.portal.public.sections import PREFIX as GUIDE
from accalmie.portal.public.sections import guide_sections


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One entry of the navigation."""

    name: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """Whom one acts for."""

    lead: str
    name: str
    about: str = ""
    change: str = ""
    """The words that lead to the choice of another client; empty where there is no choice."""


_COMMUNICATION_ROUTES = (
    "communications",
    "communication",
    "communication_versions",
    "communication_workers",
    "lodging_new",
    "lodging_draft",
    "lodging_named",
    "lodging_page",
    "lodging_check",
    "lodging_people",
    "lodging_sent",
    "difficulty_notices",
    "difficulty_notice",
    "difficulty_write",
    "difficulty_check",
)
_LETTER_ROUTES = (
    "letters",
    "lodging_draft",
    "lodging_page",
    "lodging_check",
    "lodging_named",
    "lodging_sent",
)
_STAFF_ROUTES = (
    "staff",
    "staff_workers",
    "staff_worker",
    "staff_worker_new",
    "staff_places",
    "staff_place",
    "staff_place_new",
    "staff_section",
    "staff_import",
    "staff_list",
)
_ACCESS_ROUTES = (
    "access_home",
    "propose_mandate",
    "mandate",
    "new_user",
    "user",
    "first_codes",
)
_DECLARATION_ROUTES = (
    "declarations",
    "declaration",
    "new_declaration",
    "declare_hours",
    "declare_right",
    "change_declaration",
    "cancel_declaration",
    "hours_import",
    "hours_list",
)

_FILE_ROUTES = ("my_file", "my_month", "claim_start", "claim_step", "claim", "change_payer")
_BOOK_ROUTES = (
    "book",
    "book_search",
    "book_print",
    "book_enter",
    "book_enter_many",
    "book_entry",
    "book_correct",
    "book_cancel",
    "card_orders",
    "card_order_new",
    "card_order",
)
_PAPER_CARD_ROUTES = (
    "office_card_orders",
    "office_card_order",
    "book_consult",
    "book_consult_entry",
    "book_replace",
)


def first_page_of(account: Account) -> str:
    """Where the work of this account begins."""
    match Role(account.role):
        case Role.EMPLOYER | Role.SECRETARIAT:
            return reverse("portal:obligations")
        case Role.OFFICER:
            return reverse("portal:work")
        case Role.PAYER:
            return reverse("portal:payer_months")
        case Role.WORKER:
            return reverse("portal:card")
        case _:
            return reverse("portal:help")


def acting_of(account: Account | AnonymousUser) -> Acting | None:
    """Whom one acts for; None for strangers and for roles that act for nobody."""
    if not isinstance(account, Account):
        return None
    match Role(account.role):
        case Role.EMPLOYER:
            return Acting(lead=_("You act for"), name=str(account.employer))
        case Role.SECRETARIAT:
            return _acting_for_clients(account)
        case Role.OFFICER:
            return Acting(
                lead=_("Office"),
                name=account.office.name(current_language()),
                about=_("Officer: %(name)s") % {"name": account.display_name},
            )
        case Role.PAYER:
            return Acting(lead="", name=account.payment_organisation.name(current_language()))
        case Role.WORKER | Role.ADMIN | Role.AUDITOR | Role.BATCH_SENDER | Role.SYSTEM:
            return None
        case _unknown:
            assert_never(_unknown)


def _acting_for_clients(account: Account) -> Acting:
    if account.acting_for_id is None:
        return Acting(
            lead=_("You act for the clients of"),
            name=str(account.sender),
            change=_("Choose a client"),
        )
    client = Employer.objects.get(pk=account.acting_for_id)
    standing = clients_of(account=account, on=settings.CLOCK().date()).filter(pk=client.pk)
    return Acting(
        lead=_("You act for"),
        name=str(client),
        about=str(account.sender) if standing.exists() else _("No mandate is in force."),
        change=_("Change client"),
    )


def sections_of(*, request: HttpRequest) -> tuple[Section, ...]:
    """The sections of the law and of the guide on their pages, else those of who is signed in."""
    found = request.resolver_match
    here = found.url_name if found else ""
    if found and here.startswith(PREFIX):
        return tuple(
            Section(name=name, url=url, is_current=is_current)
            for name, url, is_current in law_sections(here, found.kwargs)
        )
    is_stranger = not isinstance(request.user, Account)
    if here.startswith(GUIDE) or (here == "home" and is_stranger):
        return tuple(
            Section(name=name, url=url, is_current=is_current)
            for name, url, is_current in guide_sections(here)
        )
    if is_stranger:
        return ()
    waiting = _waiting(request.user)
    return tuple(
        Section(
            name=f"{name} ({waiting[routes[0]]})" if waiting.get(routes[0]) else name,
            url=reverse(f"portal:{routes[0]}"),
            is_current=here in routes,
        )
        for name, routes in (
            *_clients(request.user),
            *_sections(Role(request.user.role)),
            *_access(request.user),
        )
    )


def _clients(account: Account) -> tuple[tuple[str, tuple[str, ...]], ...]:
    is_secretariat = Role(account.role) is Role.SECRETARIAT
    return ((_("Clients"), ("portfolio", "acting_for")),) if is_secretariat else ()


def _access(account: Account) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Users and mandates, for who manages them."""
    is_managed = Role(account.role) in LIMITED_ROLES
    functions = functions_of(act=Act.MANAGE_USERS)
    if not is_managed or reach_of(by=account, functions=functions).is_nowhere:
        return ()
    return ((_p("who may act", "Access"), _ACCESS_ROUTES),)


def _waiting(account: Account) -> dict[str, int]:
    """How much waits behind a section, where its list is short enough to be counted."""
    if Role(account.role) in LIMITED_ROLES:
        return {"access_home": mandates_to_answer(account=account).count()}
    if Role(account.role) is Role.PAYER:
        return {"payer_transfers": transfers_to_answer(account=account).count()}
    if Role(account.role) is not Role.OFFICER:
        return {}
    return {
        "claim_work": claims_to_decide(account=account).count(),
        "office_questions": open_tasks_of(account=account).count(),
    }


def _sections(role: Role) -> tuple[tuple[str, tuple[str, ...]], ...]:
    match role:
        case Role.EMPLOYER | Role.SECRETARIAT:
            return (
                (
                    _("To do"),
                    ("obligations", "month", "follow", "make_feed", "ask_reminders", "counters"),
                ),
                (_("Communications"), _COMMUNICATION_ROUTES),
                (_("Declarations"), _DECLARATION_ROUTES),
                (_("Validation book"), _BOOK_ROUTES),
                (_("Staff"), _STAFF_ROUTES),
            )
        case Role.OFFICER:
            return (
                (_("Work list"), ("work", "case", "case_letter", "decide", "preview")),
                (
                    _("Claims"),
                    ("claim_work", "office_claim", "claim_decide", "disputes", "office_dispute"),
                ),
                (_("Questions"), ("office_questions",)),
                (_("Second reading"), ("second_reading", "reread", "claim_reread")),
                (_("By letter"), _LETTER_ROUTES),
                (_("Codes by letter"), ("codes_by_letter", "codes_letter", "fetch_codes_letter")),
                (_p("contact form", "Messages"), ("contact_inbox", "contact_message")),
                (_("Firms in difficulty"), ("office_notices", "office_notice")),
                (_("Strikes"), ("strikes",)),
                (_("Paper cards"), _PAPER_CARD_ROUTES),
            )
        case Role.PAYER:
            return (
                (_("Months to pay"), ("payer_months", "payer_month", "paper_card")),
                (_("Claims"), ("payer_claims", "payer_claim")),
                (_("Contradictions"), ("payer_questions",)),
                (
                    _p("of workers between payment organisations", "Transfers"),
                    ("payer_transfers", "payer_transfer", "transfer_ask", "payer_dispute"),
                ),
                (_("Payments"), ("payer_runs", "run_preview", "run_prepare", "payer_run")),
                (_("Accepted communications"), ("records", "record")),
            )
        case Role.WORKER:
            return (
                (_("My card"), ("card", "card_month", "card_day", "card_send", "cards")),
                (_("My file"), _FILE_ROUTES),
            )
        case Role.AUDITOR:
            return ((_("Who holds which card?"), ("book_consult", "book_consult_entry")),)
        case Role.ADMIN | Role.BATCH_SENDER | Role.SYSTEM:
            return ()
        case _unknown:
            assert_never(_unknown)
