"""Reading the law: home and search, values, rules, kinds, readings, changes."""

from __future__ import annotations

from datetime import date

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accalmie.law.catalogue import (
    Section,
    UnknownEntry,
    ValueEntry,
    catalogue,
    rule_entry,
    value_entry,
)
from accalmie.law.interpretations import interpretations
from accalmie.law.kinds import REGISTRY, UnknownKind, kind_of
from accalmie.portal.filters import text_asked
from accalmie.portal.law import downloads, kind_page, links, lists
from accalmie.portal.law.calculators.registry import calculators
from accalmie.portal.law.days import DayField
from accalmie.portal.law.rule_page import rule_page
from accalmie.portal.law.search import search
from accalmie.portal.law.value_page import not_known, shown_reading, value_page


class AnotherDay(forms.Form):
    """A day on which one wants to see a value."""

    day = DayField(label=gettext_lazy("Another day, such as 15.06.2022"), required=False)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The law in clear: search, four ways in, calculators, figures of today."""
    asked = text_asked(request.GET)
    context = {
        "asked": asked,
        "hits": search(asked) if asked else None,
        "figures": lists.figures_of_today(today=_today()),
        "doubtful": lists.doubtful(today=_today()),
        "calculators": calculators(),
        "kinds": len(REGISTRY),
    }
    return render(request, "portal/law/home.html", context)


@require_safe
def kinds(request: HttpRequest) -> HttpResponse:
    """The kinds of temporary unemployment."""
    found = [kind_page.listed_kind(kind, today=_today()) for kind in REGISTRY.values()]
    return render(request, "portal/law/kinds.html", {"kinds": found})


@require_safe
def kind(request: HttpRequest, code: str) -> HttpResponse:
    """One kind."""
    try:
        found = kind_of(code)
    except UnknownKind:
        raise Http404 from None
    shown = kind_page.kind_page(found, today=_today())
    return render(request, "portal/law/kind.html", {"kind": shown})


@require_safe
def amounts(request: HttpRequest) -> HttpResponse:
    """Every amount, share and coefficient."""
    groups = lists.groups_of(Section.AMOUNT, today=_today())
    return render(request, "portal/law/amounts.html", {"groups": groups})


@require_safe
def deadlines(request: HttpRequest) -> HttpResponse:
    """Every length of time."""
    groups = lists.groups_of(Section.TIME, today=_today())
    return render(request, "portal/law/deadlines.html", {"groups": groups})


@require_safe
def values(request: HttpRequest) -> HttpResponse:
    """Every value, of whatever sort."""
    groups = lists.groups_of(*Section, today=_today())
    return render(request, "portal/law/values.html", {"groups": groups})


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """What changed in the last years, what is to come, what waits to be confirmed."""
    context = {
        "years": lists.changes(today=_today()),
        "doubtful": lists.doubtful(today=_today()),
    }
    return render(request, "portal/law/changes.html", context)


@require_safe
def value(request: HttpRequest, file: str, name: str) -> HttpResponse:
    """One value, today or on another day."""
    entry = _entry(file, name)
    today = _today()
    form = AnotherDay(request.GET if "day" in request.GET else None)
    day = (form.is_valid() and form.cleaned_data["day"]) or today
    page = value_page(entry, day=day, today=today)
    if page.row is None and form.is_bound and form.is_valid():
        form.add_error("day", not_known(page))
    context = {
        "value": page,
        "form": form,
        "is_today": day == today,
        "group": links.group_title(entry.file),
        "section": entry.section.value,
    }
    return render(request, "portal/law/value.html", context)


@require_safe
def value_csv(request: HttpRequest, file: str, name: str) -> HttpResponse:
    """The rows of a value as CSV."""
    entry = _entry(file, name)
    return _download(downloads.as_csv(entry), "text/csv; charset=utf-8", f"{entry.name}.csv")


@require_safe
def value_json(request: HttpRequest, file: str, name: str) -> HttpResponse:
    """A value with its rows as JSON."""
    entry = _entry(file, name)
    return _download(downloads.as_json(entry), "application/json", f"{entry.name}.json")


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule."""
    return render(request, "portal/law/rules.html", {"groups": lists.rule_groups()})


@require_safe
def rule(request: HttpRequest, code: str) -> HttpResponse:
    """One rule."""
    try:
        entry = rule_entry(code)
    except UnknownEntry:
        raise Http404 from None
    return render(request, "portal/law/rule.html", {"rule": rule_page(entry, today=_today())})


@require_safe
def readings(request: HttpRequest) -> HttpResponse:
    """Every text that can be read in two ways, the reading taken, and what rests on it."""
    shown = []
    for number, found in interpretations().items():
        resting_values, resting_rules = catalogue().resting_on(number)
        users = [links.rule_link(one) for one in resting_rules]
        users += [links.value_link(one) for one in resting_values]
        shown.append((shown_reading(found), links.by_name(users)))
    return render(request, "portal/law/readings.html", {"readings": shown})


def _entry(file: str, name: str) -> ValueEntry:
    try:
        return value_entry(file=file, name=name)
    except UnknownEntry:
        raise Http404 from None


def _download(content: str, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _today() -> date:
    return settings.CLOCK().date()
