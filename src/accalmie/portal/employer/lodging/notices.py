"""The notices to the workers as PDF: to post, or one for each, in the establishment's language."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accalmie.cases.access.policy import Act
from accalmie.cases.access.roles import Role
from accalmie.cases.communications.models import Case, Version
from accalmie.cases.communications.statuses import Status
from accalmie.cases.parties.models import Worker
from accalmie.facts.communications import Communication
from accalmie.facts.languages import OFFICIAL, Language
from accalmie.law.language_regions import language_of_place
from accalmie.letters import notices as letters
from accalmie.letters.correspondents import Addressee
from accalmie.portal import documents, looks
from accalmie.portal.access.gate import for_roles, require
from accalmie.portal.documents import Link
from accalmie.portal.employer.lodging.starting import content_of

POSTING, INDIVIDUAL = "posting", "individual"


@for_roles(Role.EMPLOYER, Role.SECRETARIAT)
@require_safe
def notice(request: HttpRequest, case_id: UUID, sort: str) -> HttpResponse:
    """A file of notices; ``?language=`` asks for another official language."""
    case = get_object_or_404(Case.objects.select_related("employer", "latest"), id=case_id)
    require(request, act=Act.CONSULT, target=case)
    version = content_of(case)
    if version is None or sort not in sorts_of(case, version):
        raise Http404
    looks.record(request, case=case)
    language = _language(request, case, version.communication)
    told = list(_told(version))
    named = [one for one in told if one.name]
    about = {
        "communication": version.communication,
        "ticket": version.ticket,
        "employer": Addressee(name=str(case.employer), address=case.employer.address),
        "workers": named,
        "language": language,
        "made_at": settings.CLOCK(),
    }
    if sort == INDIVIDUAL:
        made = letters.individual(**about)
    else:
        made = letters.posting(**about, unnamed=len(told) - len(named))
    return documents.pdf_named(f"{version.ticket}-{sort}", content=letters.render(made))


def sorts_of(case: Case, version: Version) -> tuple[str, ...]:
    """Which notices a communication can give; none of a cancelled one."""
    if case.status == Status.CANCELLED:
        return ()
    has_names = version.namings.exclude(worker__name="").exists()
    return (POSTING, INDIVIDUAL) if has_names else (POSTING,)


def links_of(case: Case) -> tuple[Link, ...]:
    """The notices in the list of documents."""
    version = content_of(case)
    if version is None:
        return ()
    names = {
        POSTING: _("Notice to post for the workers"),
        INDIVIDUAL: _("Individual notices, one page each"),
    }
    return tuple(
        Link(
            name=names[sort],
            url=reverse("portal:notice_to_workers", args=[case.id, sort]),
            about=_("PDF, in the language of the establishment"),
        )
        for sort in sorts_of(case, version)
    )


def _told(version: Version) -> Iterator[letters.Told]:
    known = {
        worker.niss: worker
        for worker in Worker.objects.filter(namings__version=version).order_by("id")
    }
    rows = []
    for named in version.communication.workers:
        worker = known.get(named.niss)
        name = f"{worker.name} {worker.first_name}".strip() if worker and worker.name else ""
        city = worker.city if worker else ""
        rows.append(letters.Told(name=name, city=city, last_day=named.last_day))
    yield from sorted(rows, key=lambda one: one.name)


def _language(request: HttpRequest, case: Case, communication: Communication) -> Language:
    asked = request.GET.get("language", "")
    if asked in [language.value for language in OFFICIAL]:
        return Language(asked)
    seat = communication.seat or case.employer.address
    found = language_of_place(postal_code=seat.postal_code) if seat else None
    own = Language(case.employer.language)
    return found or (own if own in OFFICIAL else Language.FR)
