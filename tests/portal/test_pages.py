"""Every page in four languages: it answers, it speaks one language, it gives nothing away."""

from __future__ import annotations

import re
from itertools import pairwise, product

from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape

from accalmie.cases.communications.models import Case, PayerRecord
from accalmie.cases.communications.statuses import Status
from accalmie.cases.parties.models import Worker
from accalmie.facts.ids import niss
from accalmie.facts.languages import Language

PUBLIC = ("home", "help", "accessibility", "privacy", "sign_in")


def _pages(signed_in) -> list[tuple[Client, str, list[object]]]:
    """Every page, with somebody who may open it and a thing in each state."""
    pages: list[tuple[Client, str, list[object]]] = [(Client(), name, []) for name in PUBLIC]
    for user in ("dominique", "joke", "sam"):
        pages.append((signed_in(user), "communications", []))
    pages += [
        (signed_in("dominique"), "communication", [case.id])
        for case in Case.objects.filter(employer__name__startswith="Ateliers")
    ]
    pages += [
        (signed_in("sam"), "communication", [case.id])
        for case in Case.objects.filter(employer__name__startswith="Papeteries")
    ]
    for user in ("andrea", "wout", "karl"):
        pages.append((signed_in(user), "work", []))
        pages.append((signed_in(user), "second_reading", []))
    for case in Case.objects.filter(office__code="brussels"):
        pages.append((signed_in("andrea"), "case", [case.id]))
    proposed = Case.objects.get(status=Status.REFUSAL_PROPOSED)
    pages.append((signed_in("andrea"), "reread", [proposed.id]))
    pages.append((signed_in("alexis"), "records", []))
    record = PayerRecord.objects.filter(withdrawn_at__isnull=True).first()
    pages.append((signed_in("alexis"), "record", [record.id]))
    return pages


def test_every_page_answers_in_its_language(signed_in) -> None:
    for language, (client, name, arguments) in product(Language, _pages(signed_in)):
        with translation.override(language.value):
            address = reverse(f"portal:{name}", args=arguments)
            wanted = escape(translation.gettext("Accessibility"))
        answer = client.get(address)
        text = answer.content.decode()

        assert answer.status_code == 200, address
        assert f'<html lang="{language.value}"' in text
        assert f">{wanted}</a>" in text
        for other in set(Language) - {language}:
            assert f'href="/{other.value}/' in text, f"{address} has no link to {other.value}"


def test_a_page_that_does_not_exist_says_so_in_its_language(db) -> None:
    for language in Language:
        answer = Client().get(f"/{language.value}/nowhere/")
        with translation.override(language.value):
            wanted = escape(translation.gettext("Page not found"))

        assert answer.status_code == 404
        assert f'<h1 class="govuk-heading-xl">{wanted}</h1>' in answer.content.decode()


def test_the_first_visit_leads_to_the_language_of_the_browser(db) -> None:
    assert Client(headers={"accept-language": "de"}).get("/").headers["Location"] == "/de/"
    assert Client(headers={"accept-language": "sv"}).get("/").headers["Location"] == "/fr/"


def test_no_page_carries_what_a_browser_must_refuse(signed_in) -> None:
    for client, name, arguments in _pages(signed_in):
        text = client.get(reverse(f"portal:{name}", args=arguments)).content.decode()

        assert not re.search(r"<[^>]+\s(style|on[a-z]+)=", text), name
        assert "<script" not in text, name
        ids = re.findall(r'\sid="([^"]+)"', text)
        assert len(ids) == len(set(ids)), f"{name}: an id stands twice"


def test_no_national_number_and_no_name_in_an_address(signed_in) -> None:
    workers = list(Worker.objects.all())
    numbers = [form for w in workers for form in (w.niss, niss.format(w.niss))]
    assert workers
    for client, name, arguments in _pages(signed_in):
        answer = client.get(reverse(f"portal:{name}", args=arguments))
        text = answer.content.decode()
        links = " ".join(re.findall(r'(?:href|action|src)="([^"]*)"', text))

        assert not [number for number in numbers if number in text], name
        assert not [w for w in workers if w.name in links or w.first_name in links], name
        assert not [w for w in workers if str(w) in answer.headers.get("Location", "")]


def test_headers(signed_in) -> None:
    for client, name, arguments in _pages(signed_in):
        headers = client.get(reverse(f"portal:{name}", args=arguments)).headers
        policy = headers["Content-Security-Policy"]

        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["X-Frame-Options"] == "DENY"
        if name not in PUBLIC:
            assert "no-store" in headers["Cache-Control"], name


def test_papers_are_never_stored_on_the_way(signed_in, case_of) -> None:
    case = case_of("Ateliers", first_day="2026-11-16", subject="planned_suspension")
    dominique = signed_in("dominique")
    decision = case.latest.decisions.get()
    for name, arguments in (
        ("receipt", [case.id, case.latest_id]),
        ("letter", [case.id, decision.id]),
        ("data", [case.id]),
    ):
        answer = dominique.get(reverse(f"portal:{name}", args=arguments))

        assert answer.status_code == 200
        assert "no-store" in answer.headers["Cache-Control"]
        assert case.latest.ticket in answer.headers["Content-Disposition"]


def test_headings_go_down_one_level_at_a_time(signed_in) -> None:
    pages = _pages(signed_in)
    for name in ("obligations", "declarations", "lodging_new", "access_home", "counters", "book"):
        pages.append((signed_in("dominique"), name, []))
    for name in ("guide_about", "guide_calendar", "guide_library", "guide_contact"):
        pages.append((Client(), name, []))
    for client, name, arguments in pages:
        with translation.override("fr"):
            text = client.get(reverse(f"portal:{name}", args=arguments)).content.decode()
        levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", text[text.index("<main") :])]

        assert levels.count(1) == 1, name
        assert levels[0] == 1, name
        steps = pairwise(levels)
        assert all(after - before <= 1 for before, after in steps), f"{name}: {levels}"
