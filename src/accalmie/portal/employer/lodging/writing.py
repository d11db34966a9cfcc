"""The models of the pages on which a draft is written, checked and confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accalmie.cases.days import BRUSSELS
from accalmie.cases.drafts.models import Draft, Letter
from accalmie.cases.parties.acts import office_competent_for
from accalmie.facts.communications import Channel, Communication, PlannedSuspension, Subject
from accalmie.facts.parties import Address
from accalmie.law import words
from accalmie.portal import facts_shown, findings, letters_shown, titles
from accalmie.portal.drawings import Drawing
from accalmie.portal.employer.lodging import composing, panel, people, sorts
from accalmie.portal.employer.lodging.composing import Given
from accalmie.portal.employer.lodging.fields import PageForm
from accalmie.portal.employer.lodging.panel import Panel
from accalmie.portal.employer.lodging.sorts import CANCELLATION, SORTS, Page, Sort
from accalmie.portal.facts_shown import Row
from accalmie.portal.findings import ShownFinding
from accalmie.portal.languages import current_language

_NEEDED_DAYS = {
    Subject.PLANNED_SUSPENSION: ("notified_on", "first_day", "last_day", "regime"),
    Subject.FIRST_EFFECTIVE_DAY: ("first_day",),
    Subject.ACCIDENT_NATURE: ("accident_on", "first_day", "last_day"),
    Subject.ACCIDENT_WORKERS: ("accident_on",),
    Subject.FORCE_MAJEURE_NATURE: ("first_day", "last_day"),
    Subject.SOCIAL_ACTION: ("first_day",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One page in the row of steps and in the list of tasks."""

    name: str
    title: str
    url: str
    is_done: bool
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WritingPage:
    """One page of a draft."""

    draft: Draft
    caption: str
    title: str
    purpose: str
    steps: tuple[Step, ...]
    position: str
    back_url: str
    back_name: str
    form: PageForm
    panel: Panel | None
    page: str
    is_dates: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one communication of a draft says, and what the law says of it now."""

    title: str
    rows: tuple[Row, ...]
    drawing: Drawing | None
    asking: tuple[ShownFinding, ...]
    in_order: tuple[ShownFinding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPage:
    """The last page before sending."""

    draft: Draft
    caption: str
    title: str
    purpose: str
    steps: tuple[Step, ...]
    position: str
    missing: tuple[Step, ...]
    parts: tuple[Part, ...]
    office: str
    warning: str


def writing_page(*, draft: Draft, page: Page, form: PageForm, at: datetime) -> WritingPage:
    """A page with its form, and beside the dates what the law says of them."""
    sort = SORTS[draft.form]
    forms = composing.forms_of(draft, on=at.date())
    given = composing.given_in(forms)
    if form.is_bound:
        forms[page] = form
        given = composing.given_in(forms)
    steps = steps_of(draft, forms=forms, current=page.value)
    before = sort.pages.index(page) - 1
    back = steps[before] if before >= 0 else None
    return WritingPage(
        draft=draft,
        caption=_caption(sort, given),
        title=sorts.page_title(sort, page),
        purpose=purpose_of(draft),
        steps=steps,
        position=_position(sort.pages.index(page) + 1, len(steps)),
        back_url=back.url if back else reverse("portal:lodging_draft", args=[draft.id]),
        back_name=back.name if back else _("All tasks"),
        form=form,
        panel=panel_for(draft, given=given, at=at) if page is Page.DATES else None,
        page=page.value,
        is_dates=page is Page.DATES,
    )


def panel_for(draft: Draft, *, given: Given, at: datetime) -> Panel | None:
    """The panel beside the days; the first of several communications speaks for all."""
    sort = SORTS[draft.form]
    has_days = all(given.get(name) for name in _NEEDED_DAYS[sort.subject])
    communication = composing.communications_of(draft, given=given, at=at)[0]
    return panel.panel_of(draft=draft, communication=communication, at=at, has_days=has_days)


def check_page(*, draft: Draft, at: datetime) -> CheckPage:
    """Everything that will be sent, and what the law says of it."""
    forms = composing.forms_of(draft, on=at.date())
    steps = steps_of(draft, forms=forms, current="check")
    missing = tuple(step for step in steps[:-1] if not step.is_done)
    given = composing.given_in(forms)
    told = () if missing else composing.communications_of(draft, given=given, at=at)
    parts = tuple(_part(draft, communication, at) for communication in told)
    return CheckPage(
        draft=draft,
        caption=_caption(SORTS[draft.form], given) if draft.form != CANCELLATION else "",
        title=_title(draft),
        purpose=purpose_of(draft),
        steps=steps,
        position=_position(len(steps), len(steps)),
        missing=missing,
        parts=parts,
        office=_office(told[0].seat) if told else "",
        warning=_warning(parts),
    )


def steps_of(draft: Draft, *, forms: dict[Page, PageForm], current: str) -> tuple[Step, ...]:
    """The pages of a draft and the last one, in their order."""
    return tuple(_steps(draft, forms, current))


def purpose_of(draft: Draft) -> str:
    """What becomes of an earlier communication when this draft is sent; empty for a new one."""
    if draft.cancels is not None:
        return _("%(ticket)s will be cancelled, and this one sent in its place.") % {
            "ticket": draft.cancels.ticket
        }
    if draft.replaces is not None and draft.form != CANCELLATION:
        return _("Change of %(ticket)s: it becomes the next version.") % {
            "ticket": draft.replaces.ticket
        }
    return ""


def _steps(draft: Draft, forms: dict[Page, PageForm], current: str) -> Iterator[Step]:
    unfinished = composing.unfinished(forms)
    for page in forms:
        yield Step(
            name=sorts.page_name(page),
            title=sorts.page_title(SORTS[draft.form], page),
            url=reverse("portal:lodging_page", args=[draft.id, page.value]),
            is_done=page not in unfinished,
            is_current=page.value == current,
        )
    yield Step(
        name=_("Check and send"),
        title=_("Check and send"),
        url=reverse("portal:lodging_check", args=[draft.id]),
        is_done=False,
        is_current=current == "check",
    )


def _position(number: int, of: int) -> str:
    return _("%(number)s of %(of)s") % {"number": number, "of": of}


def _caption(sort: Sort, given: Given) -> str:
    count = len(given.get("persons", ()))
    if not count:
        return sorts.caption(sort)
    workers = ngettext("%(number)s worker", "%(number)s workers", count) % {
        "number": words.number(count, current_language())
    }
    return f"{sorts.caption(sort)} · {workers}"


def _title(draft: Draft) -> str:
    if draft.form == CANCELLATION:
        return _("Cancel this communication?")
    return _("Check and send")


def _part(draft: Draft, communication: Communication, at: datetime) -> Part:
    assessment = panel.assessment_of(draft=draft, communication=communication, at=at)
    shown = findings.for_employer(assessment=assessment, kind=communication.kind, answers={})
    told = communication
    if draft.form == CANCELLATION and draft.replaces is not None:
        told = draft.replaces.communication
    return Part(
        title=titles.title(
            subject=told.subject,
            first_day=told.first_day,
            last_day=told.last_day,
            worker_count=len(told.workers),
            section=told.section,
        ),
        rows=rows_of(told, at, letter=draft.typed_letter, all_url=_all_workers_url(draft)),
        drawing=panel.drawing_of(told, assessment, at.date()) if told is communication else None,
        asking=tuple(one for one in shown if one.status.shape != "ok"),
        in_order=tuple(one for one in shown if one.status.shape == "ok"),
    )


def _all_workers_url(draft: Draft) -> str:
    if draft.form == CANCELLATION and draft.replaces is not None:
        return reverse("portal:communication_workers", args=[draft.replaces.case_id])
    return reverse("portal:lodging_named", args=[draft.id])


def rows_of(
    communication: Communication, at: datetime, *, letter: Letter | None, all_url: str
) -> tuple[Row, ...]:
    """The facts of a communication that is not lodged yet; a letter is received already.

    ``all_url`` leads to all its workers.
    """
    numbers = [worker.niss for worker in communication.workers]
    rows = facts_shown.rows_of(
        communication=communication,
        received_at=letter.received_at.astimezone(BRUSSELS) if letter else at,
        channel=Channel(letter.channel) if letter else Channel.PORTAL,
        workers=people.named(numbers, url=all_url),
    )
    return (
        *(letters_shown.rows_of(letter=letter) if letter else ()),
        *(row for row in rows if letter or row.name != _("Received")),
        *_details_not_shown(communication),
    )


def _details_not_shown(communication: Communication) -> Iterator[Row]:
    details = communication.details
    if not isinstance(details, PlannedSuspension):
        return
    language = current_language()
    yield Row(name=_("Regime"), lines=(titles.regime_name(details.regime),))
    if details.working_days:
        days = ", ".join(str(one) for one in details.working_days)
        yield Row(name=_("Working days of each week"), lines=(days,))
    for closed in details.excluded:
        yield Row(name=_("Closure left out"), lines=(words.span(closed, language),))


def _office(seat: Address | None) -> str:
    office = office_competent_for(postal_code=seat.postal_code) if seat else None
    return office.name(current_language()) if office else ""


def _warning(parts: tuple[Part, ...]) -> str:
    number = sum(len(part.asking) for part in parts)
    if not number:
        return ""
    return ngettext(
        "%(number)s rule is not met or to be looked at. You can send all the same: it will be"
        " received, and the office decides.",
        "%(number)s rules are not met or to be looked at. You can send all the same: it will"
        " be received, and the office decides.",
        number,
    ) % {"number": number}
