"""Used and left: of each worker and section, drawn over the year, with a warning in time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accalmie.cases.access.roles import Role
from accalmie.cases.communications import queries
from accalmie.cases.communications.circumstances import history_of
from accalmie.cases.parties.models import Employer, Worker
from accalmie.facts.findings import Lodged
from accalmie.law import words
from accalmie.law.counters import counters_of_section, counters_of_worker
from accalmie.law.history import nisses, standing
from accalmie.law.kinds.kind import Counter
from accalmie.law.wording import term
from accalmie.letters.svg import Drawing
from accalmie.portal.access.gate import for_roles
from accalmie.portal.drawings import Row as TableRow
from accalmie.portal.employer import obligations_year as year_of
from accalmie.portal.employer.obligations_ladder import ladder_of
from accalmie.portal.languages import current_language
from accalmie.portal.statuses import Shape, Status

WORKERS_A_PAGE = 25
MOST_CASES = 400
"""Beyond this the first page leads to the counters instead of drawing the year itself."""

LITTLE = 4
"""A warning comes when less than one part in so many is left: a choice of this software."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """One counter in words."""

    name: str
    used: str
    left: str
    until: date | None
    free_from: date | None
    status: Status | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A worker or a section with his counters and his year."""

    name: str
    counters: tuple[Used, ...]
    strip: Drawing


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """The year of a firm."""

    number: int
    wide: Drawing
    narrow: Drawing
    rows: tuple[TableRow, ...]


@for_roles(Role.EMPLOYER, Role.SECRETARIAT)
@require_safe
def counters(request: HttpRequest) -> HttpResponse:
    """The counters of one firm; who acts for several chooses."""
    today = settings.CLOCK().date()
    firms = firms_of(request, today)
    firm = _firm_asked(request, firms)
    if firm is None:
        return render(request, "portal/employer/counters.html", {"firms": firms})
    history = _history(request, firm, today)
    people = sorted({niss for one in standing(history) for niss in nisses(one.communication)})
    page = _page_asked(request, len(people))
    shown = people[page * WORKERS_A_PAGE : (page + 1) * WORKERS_A_PAGE]
    pages = -(-len(people) // WORKERS_A_PAGE)
    context = {
        "firms": firms if len(firms) > 1 else (),
        "firm": firm,
        "year": year_drawn(history, today, str(firm)),
        "sections": tuple(_sections(history, today)) if not page else (),
        "workers": tuple(_workers(shown, history, today)),
        "ladder": ladder_of(account=request.user, employer=firm, today=today),
        "previous": page if page else None,
        "next": page + 2 if page + 1 < pages else None,
    }
    return render(request, "portal/employer/counters.html", context)


def year_on_first_page(*, request: HttpRequest, today: date) -> Year | None:
    """The year of the firm of who acts for one; None where there are several, or too much."""
    firms = firms_of(request, today)
    if len(firms) != 1:
        return None
    cases = queries.cases_visible_to(account=request.user, on=today).filter(employer=firms[0])
    if cases.count() > MOST_CASES:
        return None
    return year_drawn(_history(request, firms[0], today), today, str(firms[0]))


def year_drawn(history: Sequence[Lodged], today: date, name: str) -> Year | None:
    """The lanes of a firm; None where nothing was announced this year."""
    people = {niss for one in standing(tuple(history)) for niss in nisses(one.communication)}
    counted = [
        counter
        for niss in sorted(people)[:WORKERS_A_PAGE]
        for counter in counters_of_worker(niss=niss, history=history, on=today)
    ]
    bars = year_of.bars_of(history=history, counters=counted, year=today.year)
    if not bars:
        return None
    title = _("The year %(year)s of %(name)s") % {"year": today.year, "name": name}
    told = {"bars": bars, "year": today.year, "today": today, "title": title}
    return Year(
        number=today.year,
        wide=year_of.wide(**told),
        narrow=year_of.narrow(**told),
        rows=year_of.rows_of(bars),
    )


def firms_of(request: HttpRequest, today: date) -> list[Employer]:
    """The firms whose communications this account may see."""
    visible = queries.cases_visible_to(account=request.user, on=today)
    keys = visible.order_by().values("employer_id")
    return list(Employer.objects.filter(id__in=keys).order_by("name", "id"))


def _firm_asked(request: HttpRequest, firms: Sequence[Employer]) -> Employer | None:
    asked = request.GET.get("firm", "")
    if not asked:
        return firms[0] if len(firms) == 1 else None
    try:
        wanted = UUID(asked)
    except ValueError:
        raise Http404 from None
    found = next((firm for firm in firms if firm.id == wanted), None)
    if found is None:
        raise Http404
    return found


def _page_asked(request: HttpRequest, people: int) -> int:
    asked = request.GET.get("page", "1")
    last = max(0, -(-people // WORKERS_A_PAGE) - 1)
    return min(max(0, int(asked) - 1), last) if asked.isascii() and asked.isdigit() else 0


def _history(request: HttpRequest, firm: Employer, today: date) -> tuple[Lodged, ...]:
    """What was announced for this civil year, or for the month before it."""
    since = date(today.year - 1, 12, 1)
    cases = queries.cases_visible_to(account=request.user, on=today).filter(employer=firm)
    ended = cases.filter(last_day__lt=since)
    begun = cases.filter(last_day__isnull=True, first_day__lt=since)
    return history_of(
        cases=cases.exclude(id__in=ended.values("id")).exclude(id__in=begun.values("id"))
    )


def _workers(people: Sequence[str], history: Sequence[Lodged], today: date) -> Iterator[Row]:
    known = {worker.niss: worker for worker in Worker.objects.filter(niss__in=people)}
    for niss in people:
        own = [one for one in history if niss in nisses(one.communication)]
        counted = counters_of_worker(niss=niss, history=history, on=today)
        name = str(known[niss]) if niss in known else _("a worker not in the register")
        yield _row(name, own, counted, today)


def _sections(history: Sequence[Lodged], today: date) -> Iterator[Row]:
    names = {
        one.communication.section
        for one in standing(tuple(history))
        if one.communication.section and not one.communication.workers
    }
    for name in sorted(filter(None, names)):
        own = [one for one in history if one.communication.section == name]
        counted = counters_of_section(section=name, history=history, on=today)
        yield _row(_("Section %(name)s") % {"name": name}, own, counted, today)


def _row(name: str, own: Sequence[Lodged], counted: Sequence[Counter], today: date) -> Row:
    bars = year_of.bars_of(history=own, counters=counted, year=today.year)
    title = _("The year %(year)s of %(name)s") % {"year": today.year, "name": name}
    return Row(
        name=name,
        counters=tuple(_used(counter) for counter in counted),
        strip=year_of.line(bars=bars, year=today.year, today=today, title=title),
    )


def _used(counter: Counter) -> Used:
    language = current_language()
    told = {
        "used": words.number(counter.used, language),
        "allowed": words.count(counter.allowed, counter.unit, language),
    }
    return Used(
        name=capfirst(term("counter", counter.name, language)),
        used=_("%(used)s of %(allowed)s") % told,
        left=words.count(counter.left, counter.unit, language),
        until=counter.until,
        free_from=counter.free_from,
        status=_warning(counter),
    )


def _warning(counter: Counter) -> Status | None:
    """Pressing, never red: nothing is late yet."""
    if counter.left == 0:
        return Status(shape=Shape.DUE, word=_("Used up"))
    if counter.left * LITTLE < counter.allowed:
        return Status(shape=Shape.DUE, word=_("Little left"))
    return None
