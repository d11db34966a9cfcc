"""The panel beside a claim: decide, read again, or say where it stands."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from accalmie.cases.claims.models import Claim, ClaimProposal, Entitlement
from accalmie.cases.days import belgian_day
from accalmie.law import words
from accalmie.portal.languages import current_language
from accalmie.portal.office.claims import lists
from accalmie.portal.office.claims.forms import DecideClaim
from accalmie.portal.office.claims.page import Dossier
from accalmie.portal.office.panels import Panel


def to_decide(read: Dossier, form: DecideClaim) -> Panel:
    """The officer answers and decides."""
    return Panel(
        template="portal/office/panel_claim.html",
        title=_("Decide"),
        url=reverse("portal:claim_decide", args=[read.claim.id]),
        preview_url=reverse("portal:claim_preview", args=[read.claim.id]),
        questions=form.questions,
        doubts=form.doubts,
        lines=_returned(read.claim),
    )


def to_reread(read: Dossier, proposal: ClaimProposal) -> Panel:
    """The second officer confirms or sends back."""
    return Panel(
        template="portal/office/panel_reread.html",
        title=_("Second reading"),
        url=reverse("portal:claim_reread", args=[read.claim.id]),
        preview_url=reverse("portal:claim_preview", args=[read.claim.id]),
        proposal=_("%(name)s proposed on %(day)s to refuse the right.")
        % {
            "name": proposal.proposed_by.display_name,
            "day": words.short_day(belgian_day(proposal.proposed_at), current_language()),
        },
        message=proposal.message,
    )


def as_it_stands(read: Dossier) -> Panel:
    """Nothing to do here for this officer: where the claim stands, and who has it."""
    has_letter = read.right is not None or read.proposal is not None
    return Panel(
        template="portal/office/panel_state.html",
        title=_("Where it stands"),
        status=lists.status_of(read.claim),
        lines=_lines(read),
        preview_url=reverse("portal:claim_preview", args=[read.claim.id]) if has_letter else "",
    )


def _lines(read: Dossier) -> tuple[str, ...]:
    if read.proposal is not None:
        return (_("You proposed to refuse the right. Another officer must read it."),)
    if read.right is None:
        return ()
    return (_decided(read.right),)


def _decided(right: Entitlement) -> str:
    told = {"day": words.long_day(right.decided_on, current_language())}
    if right.decided_by is None:
        return _("Granted automatically on %(day)s.") % told
    told["name"] = right.decided_by.display_name
    if right.reread_by is None:
        return _("Decided on %(day)s by %(name)s.") % told
    told["second"] = right.reread_by.display_name
    return _("Decided on %(day)s by %(name)s, read again by %(second)s.") % told


def _returned(claim: Claim) -> tuple[str, ...]:
    """Why a second officer sent a proposed refusal back, if one did."""
    last = (
        claim.proposals.filter(closed_at__isnull=False)
        .exclude(return_reason="")
        .select_related("closed_by")
        .order_by("closed_at", "id")
        .last()
    )
    if last is None:
        return ()
    told = {"name": last.closed_by.display_name, "reason": last.return_reason}
    return (_("%(name)s sent it back: %(reason)s") % told,)
