"""The panel beside a case: decide, read again, or say where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from accalmie.cases.access.models import Account
from accalmie.cases.communications.models import Case, Proposal
from accalmie.cases.communications.statuses import Status as CaseStatus
from accalmie.law import words
from accalmie.portal import statuses
from accalmie.portal.dossier import BRUSSELS, Dossier
from accalmie.portal.languages import current_language
from accalmie.portal.office.forms import Decide
from accalmie.portal.statuses import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One panel: its template and what it needs."""

    template: str
    title: str
    url: str = ""
    preview_url: str = ""
    status: Status | None = None
    lines: tuple[str, ...] = ()
    proposal: str = ""
    message: str = ""
    questions: Sequence[forms.BoundField] = ()
    doubts: Sequence[forms.BoundField] = field(default=())


def to_decide(*, case: Case, form: Decide) -> Panel:
    """The officer answers and decides."""
    return Panel(
        template="portal/office/panel_decide.html",
        title=_("Decide"),
        url=reverse("portal:decide", args=[case.id]),
        preview_url=reverse("portal:preview", args=[case.id]),
        questions=form.questions,
        doubts=form.doubts,
        lines=_returned(case),
    )


def to_reread(*, case: Case, proposal: Proposal) -> Panel:
    """The second officer confirms or sends back."""
    day = proposal.proposed_at.astimezone(BRUSSELS).date()
    return Panel(
        template="portal/office/panel_reread.html",
        title=_("Second reading"),
        url=reverse("portal:reread", args=[case.id]),
        preview_url=reverse("portal:preview", args=[case.id]),
        proposal=_("%(name)s proposed on %(day)s to decide “not in order”.")
        % {
            "name": proposal.proposed_by.display_name,
            "day": words.short_day(day, current_language()),
        },
        message=proposal.message,
    )


def as_it_stands(*, dossier: Dossier, reader: Account, today: date) -> Panel:
    """Nothing to do here for this officer: where the case stands, and who has it."""
    case = dossier.case
    status = CaseStatus(case.status)
    shows_letter = bool(dossier.decisions) or status is CaseStatus.REFUSAL_PROPOSED
    return Panel(
        template="portal/office/panel_state.html",
        title=_("Where it stands"),
        status=statuses.of_case_for_office(status),
        lines=_lines(dossier, reader, today),
        preview_url=reverse("portal:preview", args=[case.id]) if shows_letter else "",
    )


def _lines(dossier: Dossier, reader: Account, today: date) -> tuple[str, ...]:
    if dossier.case.status == CaseStatus.REFUSAL_PROPOSED:
        return (_("You proposed to decide “not in order”. Another officer must read it."),)
    if not dossier.decisions:
        return ()
    decision = dossier.decisions[-1]
    day = words.long_day(decision.decided_on, current_language())
    if decision.decided_by is None:
        return (_("Accepted automatically on %(day)s.") % {"day": day},)
    if decision.reread_by is None:
        return (
            _("Decided on %(day)s by %(name)s.")
            % {"day": day, "name": decision.decided_by.display_name},
        )
    return (
        _("Decided on %(day)s by %(name)s, read again by %(second)s.")
        % {
            "day": day,
            "name": decision.decided_by.display_name,
            "second": decision.reread_by.display_name,
        },
    )


def _returned(case: Case) -> tuple[str, ...]:
    """Why a second officer sent it back, if one did."""
    last = (
        case.latest.proposals.filter(closed_at__isnull=False)
        .exclude(return_reason="")
        .select_related("closed_by")
        .order_by("closed_at", "id")
        .last()
    )
    if last is None:
        return ()
    return (
        _("%(name)s sent it back: %(reason)s")
        % {"name": last.closed_by.display_name, "reason": last.return_reason},
    )
