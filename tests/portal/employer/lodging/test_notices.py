"""The notices to the workers, from the page of a communication."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accalmie.cases.communications.models import Case
from accalmie.facts.communications import Subject
from tests.letters.pdf_reading import about, page_count, text_of


@pytest.fixture
def case(case_of) -> Case:
    return case_of("Ateliers", first_day="2026-11-16", subject=Subject.PLANNED_SUSPENSION.value)


def fetch(client: Client, case: Case, sort: str, **asked: str):
    return client.get(reverse("portal:notice_to_workers", args=[case.id, sort]), asked)


def test_both_are_offered_on_the_page_and_name_the_workers(signed_in, case) -> None:
    dominique = signed_in("dominique")
    page = dominique.get(reverse("portal:communication", args=[case.id])).content.decode()
    for sort in ("posting", "individual"):
        assert reverse("portal:notice_to_workers", args=[case.id, sort]) in page
    workers = case.latest.communication.workers
    posted, each = (fetch(dominique, case, sort).content for sort in ("posting", "individual"))

    assert page_count(each) == len(workers)
    for naming in case.latest.namings.select_related("worker"):
        assert naming.worker.name in text_of(posted)
        assert naming.worker.niss not in text_of(posted)


@pytest.mark.parametrize("language", ["fr", "nl", "de"])
def test_in_brussels_the_language_can_be_chosen(signed_in, case, language) -> None:
    answer = fetch(signed_in("dominique"), case, "posting", language=language)

    assert about(answer.content).language.startswith(language)
    assert case.latest.ticket in answer.headers["Content-Disposition"]


def test_nobody_else_gets_one(signed_in, case) -> None:
    for name in ("andrea", "alexis"):
        assert fetch(signed_in(name), case, "posting").status_code == 404
    assert fetch(signed_in("dominique"), case, "something").status_code == 404
