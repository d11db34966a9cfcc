"""Communications that name hundreds: pages show the first names and lead to all, by pages."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accalmie.cases.communications.models import Case
from accalmie.cases.drafts.models import Draft
from accalmie.cases.journal.models import Event
from accalmie.cases.parties.models import Worker
from accalmie.facts.ids import niss
from accalmie.portal.facts_shown import NAMES_SHOWN
from accalmie.portal.paging import ROWS
from tests.portal.employer.lodging.test_writing import (
    begin,
    day,
    fill_in_planned,
    press,
    send,
)

MANY = NAMES_SHOWN + 20


@pytest.fixture
def dominique(signed_in) -> Client:
    return signed_in("dominique")


@pytest.fixture
def workers(db) -> list[Worker]:
    """More people than a page names, in the order of their names."""
    return Worker.objects.bulk_create(
        Worker(
            niss=niss.with_check_digits(f"9{n // 28:01d}01{n % 28 + 1:02d}{n + 1:03d}"),
            name=f"Exemple{n:03d}",
            first_name="Ada" if n % 2 else "Ben",
        )
        for n in range(MANY)
    )


def _draft(client: Client, workers: list[Worker]) -> Draft:
    draft = begin(client, "planned_worker")
    fill_in_planned(client, draft, "26.11.2026", "20.12.2026")
    press(client, draft, "workers", who="names", listed=_lines(workers))
    return draft


def _lines(workers: list[Worker]) -> str:
    return "\n".join(worker.niss for worker in workers)


def _sent(client: Client, workers: list[Worker]) -> Case:
    draft = _draft(client, workers)
    send(client, draft)
    return draft.versions.get().case


def _persons_looked_at(case: Case) -> int:
    return Event.objects.filter(subject=case.id, act="look").exclude(person="").count()


def test_before_sending_the_first_names_stand_there_and_a_link_leads_to_all(
    dominique, workers
) -> None:
    draft = _draft(dominique, workers)
    page = dominique.get(reverse("portal:lodging_check", args=[draft.id])).content.decode()

    assert str(workers[NAMES_SHOWN - 1]) in page
    assert str(workers[NAMES_SHOWN]) not in page
    assert "et 20 autres" in page
    assert reverse("portal:lodging_named", args=[draft.id]) in page


def test_a_short_list_is_named_whole_and_leads_nowhere(dominique, workers) -> None:
    draft = _draft(dominique, workers[:NAMES_SHOWN])
    page = dominique.get(reverse("portal:lodging_check", args=[draft.id])).content.decode()

    assert str(workers[NAMES_SHOWN - 1]) in page
    assert reverse("portal:lodging_named", args=[draft.id]) not in page


def test_the_list_of_a_draft_goes_by_pages_and_is_searched_without_an_address(
    dominique, workers
) -> None:
    draft = _draft(dominique, workers)
    url = reverse("portal:lodging_named", args=[draft.id])
    first, second = (dominique.get(f"{url}?page={n}").context["slice"] for n in (1, 2))
    names = [row.who for row in (*first.rows, *second.rows)]
    assert len(first.rows) == ROWS
    assert names == [str(worker) for worker in workers]

    for text, expected in (
        ("exemple007 ada", [workers[7]]),
        (niss.format(workers[9].niss), [workers[9]]),
        ("nobody", []),
    ):
        answer = dominique.post(url, {"q": text})
        assert answer.headers["Location"] == f"{url}?searched=1"
        found = dominique.get(answer.headers["Location"]).context["slice"].rows
        assert [row.who for row in found] == [str(worker) for worker in expected]


def test_who_opens_a_communication_has_seen_whom_its_page_names(dominique, workers) -> None:
    case = _sent(dominique, workers)
    page = dominique.get(reverse("portal:communication", args=[case.id])).content.decode()
    assert "et 20 autres" in page
    assert _persons_looked_at(case) == NAMES_SHOWN

    url = reverse("portal:communication_workers", args=[case.id])
    assert url in page
    shown = dominique.get(f"{url}?page=2").context["slice"].rows
    assert [row.who for row in shown] == [str(worker) for worker in workers[ROWS:]]
    assert _persons_looked_at(case) == NAMES_SHOWN + MANY - ROWS


def test_a_receipt_hands_out_everybody(dominique, workers) -> None:
    case = _sent(dominique, workers)
    dominique.get(reverse("portal:receipt", args=[case.id, case.latest_id]))
    assert _persons_looked_at(case) == MANY


def test_the_office_sees_the_same_list(dominique, workers, signed_in) -> None:
    case = _sent(dominique, workers)
    andrea = signed_in("andrea")
    page = andrea.get(reverse("portal:case", args=[case.id])).content.decode()
    url = reverse("portal:communication_workers", args=[case.id])
    assert url in page
    back = reverse("portal:case", args=[case.id])
    assert f'href="{back}"' in andrea.get(url).content.decode()


def test_of_two_long_lists_only_who_came_and_went_is_named(dominique, workers) -> None:
    case = _sent(dominique, workers[1:])
    dominique.post(reverse("portal:lodging_again", args=[case.id]), {"way": "change"})
    change = Draft.objects.latest("begun_at", "id")
    changed = [workers[0], *workers[3:]]
    press(dominique, change, "workers", who="names", listed=_lines(changed))
    press(
        dominique, change, "dates", regime="full",
        **day("notified_on", "18.11.2026"), **day("first_day", "26.11.2026"),
        **day("last_day", "20.12.2026"),
    )  # fmt: skip
    send(dominique, change)
    before = _persons_looked_at(case)
    page = dominique.get(reverse("portal:communication_versions", args=[case.id]))

    newest = page.context["comparisons"][0]
    (fact,) = [fact for fact in newest.changed if fact.name == "Travailleurs"]
    assert fact.before == ("79 travailleurs",)
    assert fact.after == (
        "78 travailleurs",
        f"Ne sont plus nommés\N{NO-BREAK SPACE}: {workers[1]} et {workers[2]}",
        f"Nommés en plus\N{NO-BREAK SPACE}: {workers[0]}",
    )
    assert _persons_looked_at(case) == before + 3


def test_a_longer_list_asks_the_database_no_more(
    dominique, workers, django_assert_max_num_queries
) -> None:
    case = _sent(dominique, workers)
    with django_assert_max_num_queries(40):
        dominique.get(reverse("portal:communication", args=[case.id]))
    with django_assert_max_num_queries(40):
        dominique.get(reverse("portal:receipt", args=[case.id, case.latest_id]))
