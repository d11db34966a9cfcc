"""From what was typed to the communications that are sent."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, assert_never

from django.utils import translation
from django.utils.translation import gettext as _

from accalmie.cases.communications.acts import simplified_cancellation
from accalmie.cases.drafts.models import Draft
from accalmie.cases.parties.models import Employer
from accalmie.facts.communications import (
    BadWeather,
    Communication,
    Details,
    FirstEffectiveDay,
    ForceMajeure,
    PlannedSuspension,
    Regime,
    SocialAction,
    Subject,
    TechnicalAccident,
    Version,
)
from accalmie.facts.days import Period
from accalmie.facts.ids import bce
from accalmie.facts.languages import Language
from accalmie.facts.parties import Address, Agency, Contact, NamedWorker
from accalmie.portal.employer.lodging import several
from accalmie.portal.employer.lodging.fields import PageForm
from accalmie.portal.employer.lodging.forms import FORMS, OTHER_PLACE, establishment_of
from accalmie.portal.employer.lodging.forms_days import weathers
from accalmie.portal.employer.lodging.forms_place import OWN_PLACE
from accalmie.portal.employer.lodging.refilling import SUGGESTED
from accalmie.portal.employer.lodging.sorts import CANCELLATION, SORTS, Page, Sort

Given = Mapping[str, Any]
"""What is usable of what was typed, by field."""


def forms_of(draft: Draft, *, on: date) -> dict[Page, PageForm]:
    """The forms of a draft, each bound to what was typed; unbound where nothing was."""
    if draft.form == CANCELLATION:
        return {}
    return {page: bound_form(draft, page, on=on) for page in SORTS[draft.form].pages}


def bound_form(draft: Draft, page: Page, *, on: date) -> PageForm:
    """The form of a page with what was typed, and with its mistakes."""
    typed = draft.data.get(page.value)
    return FORMS[page](
        typed,
        sort=SORTS[draft.form],
        employer=draft.employer,
        on=on,
        is_change=draft.replaces is not None,
    )


def filled_form(draft: Draft, page: Page, *, on: date) -> PageForm:
    """The form of a page as one comes back to it: what was typed, without a word about it."""
    suggested = draft.data.get(SUGGESTED, {}).get(page.value)
    initial = draft.data.get(page.value) or suggested
    return FORMS[page](
        None,
        sort=SORTS[draft.form],
        employer=draft.employer,
        on=on,
        initial=initial,
        is_change=draft.replaces is not None,
    )


def unfinished(forms: Mapping[Page, PageForm]) -> tuple[Page, ...]:
    """The pages that still ask for something, in their order."""
    return tuple(page for page, form in forms.items() if not form.is_valid())


def given_in(forms: Mapping[Page, PageForm]) -> dict[str, Any]:
    """The usable answers of all pages; a page with a mistake gives its other answers."""
    given: dict[str, Any] = {}
    for form in forms.values():
        if form.is_bound:
            form.is_valid()
            given |= form.cleaned_data
    return given


def communications_of(draft: Draft, *, given: Given, at: datetime) -> tuple[Communication, ...]:
    """What is sent: one communication, or one for each first day where workers have their own."""
    if draft.form == CANCELLATION:
        assert draft.replaces is not None
        told = simplified_cancellation(of=draft.replaces)
        return (dataclasses.replace(told, created_at=_instant(at)),)
    sort = SORTS[draft.form]
    communication = _communication(draft, sort, given, at)
    if draft.replaces is not None:
        return (communication,)
    return several.parts_of(
        communication, sort=sort, given=given, employer=draft.employer, workers_of=_workers
    )


def _communication(draft: Draft, sort: Sort, given: Given, at: datetime) -> Communication:
    employer, base = draft.employer, None
    if draft.replaces is not None:
        base = draft.replaces.communication
    if base is None:
        base = Communication(
            kind=sort.kind,
            subject=sort.subject,
            version=Version.ORIGINAL,
            employer=employer.numbers,
            language=Language(employer.language),
        )
    else:
        base = dataclasses.replace(base, version=Version.CHANGE, replaces=draft.replaces.ticket)
    return dataclasses.replace(
        base,
        # A letter has no clock of its own.
        created_at=None if draft.typed_letter else _instant(at),
        notified_on=given.get("notified_on"),
        first_day=given.get("first_day"),
        last_day=given.get("last_day"),
        details=_details(sort, employer, given),
        workers=_workers(sort, given.get("persons", ())),
        section=_section(given),
        seat=_seat(employer, given),
        contact=_contact(given),
        is_from_user_of_agency_workers=given.get("agency") == "user",
        agency=_agency(given),
        own_reference=given.get("own_reference") or None,
        remark=_remark(employer, given),
    )


def _details(sort: Sort, employer: Employer, given: Given) -> Details | None:
    committee = (given.get("joint_committee") or "").strip() or None
    level = (given.get("level") or "").strip().zfill(3) if given.get("level") else None
    match sort.subject:
        case Subject.PLANNED_SUSPENSION:
            return PlannedSuspension(
                regime=Regime(given.get("regime") or Regime.FULL),
                joint_committee=committee or "",
                level=level,
                reason=given.get("reason", ""),
                undertakes_not_to_subcontract=bool(given.get("undertakes")),
                working_days=given.get("working_days"),
                excluded=_excluded(given),
            )
        case Subject.FIRST_EFFECTIVE_DAY if sort.tells_weather:
            return BadWeather(
                weather=_weather(employer, given),
                work_and_reason=given.get("work_and_reason", ""),
                site=_site(given),
            )
        case Subject.FIRST_EFFECTIVE_DAY:
            return FirstEffectiveDay(joint_committee=committee, level=level, site=_site(given))
        case Subject.ACCIDENT_NATURE | Subject.ACCIDENT_WORKERS:
            if given.get("accident_on") is None:
                return None
            return TechnicalAccident(
                accident_on=given["accident_on"], nature=given.get("nature", "")
            )
        case Subject.FORCE_MAJEURE_NATURE:
            return ForceMajeure(reason=given.get("cause", ""))
        case Subject.SOCIAL_ACTION:
            return SocialAction(
                joint_committee=committee,
                comment=given.get("comment", ""),
                details=given.get("details", ""),
                is_asked_by_worker=_yes_no(given.get("asked")),
                belongs_to_striking_unit=_yes_no(given.get("belongs")),
                works_in_striking_unit=_yes_no(given.get("works")),
                site=_site(given),
            )
        case _unknown:
            assert_never(_unknown)


def _weather(employer: Employer, given: Given) -> str:
    """The weather in the language of the communication, whatever the language of the page."""
    with translation.override(employer.language):
        return weathers().get(given.get("weather", ""), "")


def _workers(sort: Sort, persons: Any) -> tuple[NamedWorker, ...]:
    return tuple(
        NamedWorker(
            niss=person.niss,
            sequence=number,
            last_day=person.own_day if sort.is_planned else None,
        )
        for number, person in enumerate(persons, start=1)
    )


def _seat(employer: Employer, given: Given) -> Address | None:
    chosen = given.get("establishment")
    if not chosen or chosen == OWN_PLACE:
        return None
    place = establishment_of(employer, chosen)
    if place is not None:
        return place.address
    assert chosen == OTHER_PLACE
    if not (given.get("postal_code") and given.get("city")):
        return None
    return Address(
        street=given.get("street", ""),
        house_number=given.get("house_number", ""),
        postal_code=given["postal_code"],
        city=given["city"],
    )


def _site(given: Given) -> Address | None:
    if not (given.get("site_postal_code") and given.get("site_city")):
        return None
    return Address(
        street=given.get("site_street", ""),
        house_number=given.get("site_number", ""),
        postal_code=given["site_postal_code"].strip(),
        city=given["site_city"],
    )


def _contact(given: Given) -> Contact | None:
    if not (given.get("contact") or given.get("phone")):
        return None
    return Contact(name=given.get("contact", ""), phone=given.get("phone", ""))


def _agency(given: Given) -> Agency | None:
    if given.get("agency") != "user" or not given.get("agency_name"):
        return None
    return Agency(denomination=given["agency_name"], bce=given.get("agency_bce") or None)


def _excluded(given: Given) -> tuple[Period, ...]:
    first, last = given.get("closed_from"), given.get("closed_to")
    told = [Period(first, last)] if first and last and first <= last else []
    return tuple(
        sorted([*told, *given.get("more_closed", ())], key=lambda period: period.first_day)
    )


def _section(given: Given) -> str | None:
    """The section; of several the first, the others follow as communications of their own."""
    if given.get("who") != "section":
        return None
    return next(iter(given.get("sections", ())), None)


def _remark(employer: Employer, given: Given) -> str:
    """The remark, and after it whom agency workers work for: no field of a message carries it."""
    remark, name, number = given.get("remark", ""), given.get("user_name"), given.get("user_bce")
    if given.get("agency") != "agency" or not name:
        return remark
    with translation.override(employer.language):
        told = _("User of the agency workers: %(name)s") % {"name": name}
    told = f"{told}, {bce.format(number)}" if number else told
    return "\n".join(part for part in (remark, told) if part)


def _yes_no(answer: str | None) -> bool | None:
    return {"yes": True, "no": False}.get(answer or "")


def _instant(at: datetime) -> datetime:
    """The sender's own clock, as messages write it: without zone."""
    return at.replace(tzinfo=None, microsecond=0)
