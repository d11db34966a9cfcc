"""All clients of a secretariat: what is counted, how it is sorted, in how many queries."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape

from accalmie.cases.access.models import Account, Mandate
from accalmie.cases.board.models import BoardRow
from accalmie.cases.communications.models import Case
from accalmie.cases.communications.statuses import Status
from accalmie.cases.parties.models import Employer
from accalmie.cases.reminders.dues import board_rows, waiting_for
from accalmie.facts.ids import bce
from accalmie.facts.pieces import Owner
from accalmie.portal.portfolio.clients import clients_by_urgency
from tests.portal.conftest import NOW

TODAY = NOW.date()


@pytest.fixture
def sam(month) -> Account:
    return Account.objects.get(username="sam")


def page(client, **asked):
    with translation.override("en"):
        return client.get(reverse("portal:portfolio"), asked)


def names(answer) -> list[str]:
    return [row.client.employer.name for row in answer.context["slice"].rows]


def test_each_count_is_that_of_the_client(sam) -> None:
    clients = clients_by_urgency(account=sam, on=TODAY)
    mandated = Mandate.objects.in_force(on=TODAY).filter(sender=sam.sender)
    assert {c.employer.id for c in clients} == set(mandated.values_list("employer_id", flat=True))
    for one in clients:
        cases = Case.objects.filter(employer=one.employer)
        rows = BoardRow.objects.filter(employer=one.employer, owner=Owner.EMPLOYER, until__lt=TODAY)
        assert one.refused == cases.filter(status=Status.REFUSED).count()
        assert (
            one.at_the_office
            == cases.filter(
                status__in=("received", "to_examine", "refusal_proposed", "decided")
            ).count()
        )
        assert one.late == rows.count()
        assert one.last_sent_at == max(case.received_at for case in cases)
    assert any(one.refused or one.late for one in clients)


def test_the_most_pressing_come_first(sam) -> None:
    def rank(client) -> int:
        return 0 if client.late else 1 if client.refused else 2 if client.first_due else 3

    ranks = [rank(client) for client in clients_by_urgency(account=sam, on=TODAY)]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) > 1


def test_two_thousand_clients_take_no_more_queries_than_four(sam, signed_in) -> None:
    client = signed_in("sam")
    page(client)
    with CaptureQueriesContext(connection) as few:
        page(client)
    employers = Employer.objects.bulk_create(
        Employer(bce=bce.with_check_digits(f"08{n:06}"), name=f"Client {n:04}") for n in range(2000)
    )
    Mandate.objects.bulk_create(
        Mandate(sender=sam.sender, employer=employer, first_day=TODAY) for employer in employers
    )
    with CaptureQueriesContext(connection) as many:
        answer = page(client)
    assert len(many) == len(few)
    assert answer.context["slice"].total > 2000
    assert len(answer.context["slice"].rows) == 50
    assert names(page(client, page=2))[-1] != names(answer)[-1]
    assert names(page(client, q="client 1999")) == ["Client 1999"]


def test_filters(sam, signed_in) -> None:
    client = signed_in("sam")
    papier = Mandate.objects.get(employer__name__startswith="Papeteries")
    Mandate.objects.filter(pk=papier.pk).update(last_day=TODAY + timedelta(days=31))
    assert names(page(client, state="ending")) == ["Papeteries Fictives SA"]
    assert names(page(client, q=papier.employer.bce[3:8])) == ["Papeteries Fictives SA"]
    for state in ("late", "due", "refused", "at_the_office"):
        found = page(client, state=state).context["slice"].rows
        assert all(getattr(row.client, state) for row in found)
    assert "No client fits" in page(client, q="nobody").content.decode()


def test_it_shows_all_clients_whomever_one_acts_for(sam, signed_in) -> None:
    client = signed_in("sam")
    everybody = names(page(client))
    papier = Employer.objects.get(name__startswith="Papeteries")
    client.post(reverse("portal:acting_for"), {"client": papier.id})
    assert names(page(client)) == everybody


def test_a_secretariat_without_mandate_is_shown_the_way(sam, signed_in) -> None:
    confirmed = Mandate.objects.filter(sender=sam.sender, state="confirmed")
    confirmed.update(last_day=date(2026, 11, 1))
    assert "No employer has given you a mandate yet" in page(signed_in("sam")).content.decode()


def test_each_line_of_a_secretariat_names_its_client(sam, client) -> None:
    client.force_login(sam)
    for name in ("obligations", "communications", "declarations"):
        with translation.override("en"):
            answer = client.get(reverse(f"portal:{name}"))
        text = answer.content.decode()
        shown = answer.context["due"] if name == "obligations" else answer.context["slice"].rows
        assert answer.context["has_many_firms"]
        firms = {one.employer if name == "declarations" else one.firm for one in shown}
        assert firms
        assert all(escape(firm) in text for firm in firms)


def test_the_page_of_a_communication_names_the_client(sam, client) -> None:
    client.force_login(sam)
    row = client.get(reverse("portal:communications")).context["slice"].rows[0]

    assert f'acc-caption">{escape(row.firm)} · ' in client.get(row.url).content.decode()


def test_workers_of_two_clients_are_two_things_to_do(sam) -> None:
    rows = board_rows(account=sam, today=TODAY)
    found = waiting_for(rows=rows, owners=(Owner.EMPLOYER,))

    assert all(len({row.employer_id for row in one.rows}) == 1 for one in found)
    alike = [(one.piece.name, one.piece.until, one.kind, one.month) for one in found]
    assert len(alike) > len(set(alike)), "the month holds two clients that owe the same"


def test_who_acts_for_one_client_is_not_told_his_name_on_each_line(sam, client) -> None:
    client.force_login(sam)
    mandated = Mandate.objects.in_force(on=TODAY).filter(sender=sam.sender)
    firm = mandated.order_by("employer__name").first().employer
    client.post(reverse("portal:acting_for"), {"client": str(firm.id)})
    answer = client.get(reverse("portal:communications"))

    assert not answer.context["has_many_firms"]
