"""The first page: what can be communicated, for whom, and the drafts that wait; and the last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, assert_never

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accalmie.cases.access import policy
from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act
from accalmie.cases.access.roles import Role
from accalmie.cases.communications import queries
from accalmie.cases.communications.acts import Reason
from accalmie.cases.communications.models import Case, Version
from accalmie.cases.drafts.models import Draft
from accalmie.facts.communications import Version as VersionKind
from accalmie.portal import titles
from accalmie.portal.employer.lodging.prefilling import Due
from accalmie.portal.employer.lodging.sorts import DIFFICULTY, GROUPS, OFFERED, Sort, name_of
from accalmie.portal.employer.lodging.starting import Way, ways_of
from accalmie.portal.languages import current_language

DRAFTS_SHOWN = 20


class Choice(forms.Form):
    """Which sort, and for which employer where an account acts for several."""

    sort = forms.ChoiceField(
        label=gettext_lazy("What do you want to communicate?"),
        choices=[(code, sort.title) for code, sort in OFFERED.items()],
        error_messages={
            "required": gettext_lazy("Choose what you want to communicate."),
            "invalid_choice": gettext_lazy("Choose what you want to communicate."),
        },
    )
    employer = forms.ModelChoiceField(
        queryset=None,
        label=gettext_lazy("For which employer?"),
        empty_label="",
        widget=forms.Select(attrs={"class": "govuk-select"}),
        error_messages={
            "required": gettext_lazy("Choose the employer."),
            "invalid_choice": gettext_lazy("Choose the employer."),
        },
    )

    def __init__(self, posted: Any, *, account: Account, on: date, due: Due | None) -> None:
        chosen = {"sort": due.sort.code, "employer": due.employer} if due else None
        super().__init__(posted, auto_id="id_%s", initial=chosen)
        employers = queries.employers_of(account=account, on=on)
        self.fields["employer"].queryset = employers
        self.only_employer = employers[0] if len(employers[:2]) == 1 else None
        self.fields["employer"].required = self.only_employer is None

    def clean(self) -> dict[str, Any]:
        """Who acts for one employer need not choose him."""
        given = super().clean()
        if self.only_employer is not None:
            given["employer"] = self.only_employer
        return given


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The sorts that are needed at one moment."""

    title: str
    sorts: tuple[Sort, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A draft that waits."""

    name: str
    about: str
    url: str
    saved_at: datetime
    saved_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SentLine:
    """One version that was sent."""

    title: str
    ticket: str
    received_at: datetime
    office: str
    receipt_url: str
    url: str
    is_cancellation: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedWay:
    """One thing to make of a communication."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """Where to begin from a communication, and its versions where there are several."""

    url: str
    ways: tuple[OfferedWay, ...]
    versions_url: str


def groups() -> tuple[Group, ...]:
    """The sorts in the order of their moments."""
    return tuple(
        Group(title=str(title), sorts=tuple(OFFERED[code] for code in codes))
        for title, codes in GROUPS
    )


def waiting(draft: Draft) -> Waiting:
    """A draft in the list."""
    about = draft.replaces or draft.cancels
    is_difficulty = draft.form == DIFFICULTY.code
    route = "portal:difficulty_write" if is_difficulty else "portal:lodging_draft"
    return Waiting(
        name=name_of(draft.form),
        about=" · ".join(part for part in (str(draft.employer), about and about.ticket) if part),
        url=reverse(route, args=[draft.id]),
        saved_at=draft.saved_at,
        saved_by=draft.saved_by.display_name,
    )


def sent_line(version: Version, *, by: Account) -> SentLine:
    """A version on the page of confirmation, with the pages that its reader has."""
    case, communication = version.case, version.communication
    is_office = by.role == Role.OFFICER
    receipt, page = (
        ("portal:office_receipt", "portal:case")
        if is_office
        else ("portal:receipt", "portal:communication")
    )
    return SentLine(
        title=titles.title(
            subject=communication.subject,
            first_day=communication.first_day,
            last_day=communication.last_day,
            worker_count=len(communication.workers),
            section=communication.section,
        ),
        ticket=version.ticket,
        received_at=version.received_at,
        office=case.office.name(current_language()) if case.office else "",
        receipt_url=reverse(receipt, args=[case.id, version.id]),
        url=reverse(page, args=[case.id]),
        is_cancellation=version.kind == VersionKind.CANCELLATION,
    )


def ways_offered(case: Case, *, account: Account, on: date) -> Offered:
    """What one may make of a communication; nothing where one may only look."""
    is_allowed = policy.is_allowed(by=account, act=Act.LODGE, target=case, on=on)
    has_several = case.latest.number > 1
    return Offered(
        url=reverse("portal:lodging_again", args=[case.id]) if is_allowed else "",
        ways=tuple(OfferedWay(code=way.value, name=_way_words(way)) for way in ways_of(case))
        if is_allowed
        else (),
        versions_url=reverse("portal:communication_versions", args=[case.id])
        if has_several
        else "",
    )


def _way_words(way: Way) -> str:
    match way:
        case Way.CHANGE:
            return _("Change it")
        case Way.CANCEL:
            return _("Cancel it")
        case Way.DUPLICATE:
            return _("Use it for a new one")
        case Way.POSTPONE_START:
            return _("Postpone the start")
        case Way.CANCEL_AND_RESEND:
            return _("Cancel and send anew")
        case _unknown:
            assert_never(_unknown)


def refusal_words(reason: Reason) -> str:
    """Why a change or a cancellation cannot be attached, and what to do."""
    match reason:
        case Reason.CANCELLED:
            return _("The communication was cancelled already. Send a new one.")
        case Reason.SUPERSEDED:
            return _(
                "The communication was changed meanwhile. Begin again from its newest version."
            )
        case Reason.OTHER_SEAT:
            return _(
                "A change keeps the seat of exploitation. For another seat, cancel the"
                " communication and send a new one."
            )
        case (
            Reason.UNKNOWN_TICKET
            | Reason.REFUSED_FORM
            | Reason.OTHER_EMPLOYER
            | Reason.OTHER_RISK
            | Reason.LODGED_ON_SCREEN
        ):
            return _("This cannot be attached to the earlier communication. Send a new one.")
        case _unknown:
            assert_never(_unknown)
