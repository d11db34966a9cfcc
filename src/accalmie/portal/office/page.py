"""The page of one case, as the office sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accalmie.cases.access.models import Account
from accalmie.cases.communications.models import Case, Proposal
from accalmie.cases.communications.statuses import Status as CaseStatus
from accalmie.cases.drafts.models import Letter
from accalmie.cases.drafts.queries import letter_of
from accalmie.facts.communications import Subject
from accalmie.facts.communications import Version as VersionKind
from accalmie.law import drawings as law_drawings
from accalmie.portal import documents, drawings, facts_shown, findings, letters_shown, titles
from accalmie.portal.dossier import Dossier
from accalmie.portal.drawings import Drawing
from accalmie.portal.languages import current_language
from accalmie.portal.office import case_letters, lists
from accalmie.portal.office.history import history_of
from accalmie.portal.statuses import Shape
from accalmie.portal.timeline import Happening


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """Everything on the page beside the panel, in the order in which it is read."""

    back_url: str
    back_words: str
    place: str
    next_url: str
    caption: str
    ticket: str
    employer: str
    title: str
    lead: str
    lead_rest: str
    drawing: Drawing | None
    findings: tuple[findings.ShownFinding, ...]
    facts: tuple[facts_shown.Row, ...]
    history: tuple[Happening, ...]
    documents: tuple[documents.Link, ...]
    on_paper: tuple[documents.Link, ...]
    committee_url: str


def page_of(*, dossier: Dossier, reader: Account, today: date) -> CasePage:
    """Make the page."""
    case, communication = dossier.case, dossier.communication
    assessment = dossier.assessment
    checked = (
        findings.for_officer(
            assessment=assessment, kind=communication.kind, answers=answers_so_far(dossier)
        )
        if assessment
        else ()
    )
    is_reading = case.status == CaseStatus.REFUSAL_PROPOSED
    lead, lead_rest = lead_of(checked)
    letter = letter_of(version=dossier.content)
    return CasePage(
        back_url=reverse("portal:second_reading" if is_reading else "portal:work"),
        back_words=_("Second reading") if is_reading else _("My work list"),
        place=_place(case, reader, today),
        next_url=_next_url(case, reader, today),
        caption=titles.caption(communication),
        ticket=case.latest.ticket,
        employer=str(case.employer),
        title=titles.title(
            subject=Subject(case.subject),
            first_day=communication.first_day,
            last_day=communication.last_day,
            worker_count=len(communication.workers),
            section=communication.section,
        ),
        lead=lead,
        lead_rest=lead_rest,
        drawing=_drawing(dossier, today),
        findings=checked,
        facts=(
            facts_shown.Row(
                name=_("Employer"),
                lines=facts_shown.employer_lines(
                    name=case.employer.name, numbers=case.employer.numbers
                ),
            ),
            *facts_shown.rows_of(
                communication=communication,
                received_at=dossier.received_at,
                channel=dossier.channel,
                workers=dossier.workers,
            ),
            *(letters_shown.rows_of(letter=letter) if letter else ()),
            *letters_shown.cancelled_by(letter=_cancelling_letter(dossier)),
        ),
        history=history_of(case=case, reader=reader),
        documents=documents.for_office(dossier),
        on_paper=case_letters.links_of(case=case, reader=reader, on=today),
        committee_url=_committee_url(dossier),
    )


def _committee_url(dossier: Dossier) -> str:
    """Where to record what the committee decided, while nothing is known of this strike."""
    findings_so_far = dossier.assessment.findings if dossier.assessment else ()
    is_open = any(
        one.rule == "committee_has_authorised" and not one.because for one in findings_so_far
    )
    return f"{reverse('portal:strikes')}?case={dossier.case.id}" if is_open else ""


def open_proposal(case: Case) -> Proposal | None:
    """The refusal proposed on the latest version, while nobody has read it again."""
    return case.latest.proposals.filter(closed_at__isnull=True).first()


def answers_so_far(dossier: Dossier) -> dict[str, bool]:
    """What officers answered: in the decision, or in the refusal that waits for its reading."""
    if dossier.decisions and dossier.decisions[-1].version_id == dossier.content.id:
        return dict(dossier.decisions[-1].fact.answers)
    proposal = open_proposal(dossier.case)
    return dict(proposal.answers) if proposal else {}


def lead_of(checked: tuple[findings.ShownFinding, ...]) -> tuple[str, str]:
    """How many rules wait, how many are not met, how many are; the most pressing apart."""
    number = dict.fromkeys(Shape, 0)
    for finding in checked:
        number[finding.status.shape] += 1
    look, stop, ok = number[Shape.LOOK], number[Shape.STOP], number[Shape.OK]
    not_met = ngettext(
        "%(number)s rule is not in order", "%(number)s rules are not in order", stop
    ) % {"number": stop}
    in_order = ""
    if ok:
        in_order = ngettext("%(number)s is in order.", "%(number)s are in order.", ok) % {
            "number": ok
        }
    if look:
        lead = ngettext(
            "%(number)s rule waits for you.", "%(number)s rules wait for you.", look
        ) % {"number": look}
        return lead, f"{not_met}{', ' if ok else '.'}{in_order}" if stop else in_order
    if stop:
        return f"{not_met}.", in_order
    if not checked:
        return _("The office examines this communication."), ""
    return _("Every rule is in order."), ""


def _cancelling_letter(dossier: Dossier) -> Letter | None:
    """The letter that cancelled the case; None where nothing was cancelled, or not on paper."""
    latest = dossier.case.latest
    return letter_of(version=latest) if latest.kind == VersionKind.CANCELLATION else None


def _drawing(dossier: Dossier, today: date) -> Drawing | None:
    if dossier.assessment is None:
        return None
    ruler = law_drawings.ruler_of(
        communication=dossier.communication,
        assessment=dossier.assessment,
        language=current_language(),
        today=today,
    )
    return drawings.beside_a_panel(ruler)


def _place(case: Case, reader: Account, today: date) -> str:
    received = _received_words((today - lists.day_of(case)).days)
    if case.status != CaseStatus.TO_EXAMINE:
        return received
    waiting = _waiting(reader, today)
    position = waiting.filter(received_at__lt=case.received_at).count() + 1
    place = _("%(position)s of %(number)s") % {"position": position, "number": waiting.count()}
    return f"{place} · {received}"


def _received_words(days: int) -> str:
    if days <= 0:
        return _("received today")
    return ngettext("received %(number)s day ago", "received %(number)s days ago", days) % {
        "number": days
    }


def _next_url(case: Case, reader: Account, today: date) -> str:
    following = _waiting(reader, today).filter(received_at__gt=case.received_at).first()
    if case.status != CaseStatus.TO_EXAMINE or following is None:
        return ""
    return reverse("portal:case", args=[following.id])


def _waiting(reader: Account, today: date) -> QuerySet[Case]:
    return (
        lists.of_office(account=reader, on=today)
        .filter(status=CaseStatus.TO_EXAMINE)
        .order_by("received_at", "id")
    )
