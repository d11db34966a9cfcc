"""The employer's pages: what he sees, and what he does not see yet."""

from __future__ import annotations

import json

from django.urls import reverse
from django.utils import translation

from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import SYSTEM
from accalmie.cases.communications import acts, queries
from accalmie.cases.communications.models import Case
from accalmie.cases.journal.acts import digest_of_person
from accalmie.cases.journal.models import Event
from accalmie.facts.findings import Finding
from tests.portal.conftest import NOW


def _page(client, case: Case, language: str = "en") -> str:
    with translation.override(language):
        return client.get(reverse("portal:communication", args=[case.id])).content.decode()


def _short_notice(case_of) -> Case:
    return case_of("Ateliers", subject="planned_suspension", first_day="2026-11-16")


def test_a_refusal_shows_the_rule_the_remedies_and_the_letter(signed_in, case_of) -> None:
    text = _page(signed_in("dominique"), _short_notice(case_of))

    assert "Not in order" in text
    assert text.count('class="acc-option"') == 2
    assert "20.11" in text
    assert "Decision of 16.11.2026" in text
    assert "acc-finding--stop" in text


def test_an_outcome_is_not_seen_before_it_is_published(signed_in, case_of, settings) -> None:
    waiting = case_of("Papeteries", status="refusal_proposed")
    settings.CLOCK = lambda: NOW
    acts.confirm_refusal(case=waiting, by=Account.objects.get(username="andrea"), at=NOW)
    waiting.refresh_from_db()
    pascale = signed_in("pascale")
    decision = queries.decisions_of(case=waiting).get()
    before = _page(pascale, waiting)
    letter = reverse("portal:letter", args=[waiting.id, decision.id])
    data = reverse("portal:data", args=[waiting.id])

    assert "The office examines this communication." in before
    assert "acc-finding" not in before
    assert "Not in order" not in before
    assert pascale.get(letter).status_code == 404
    assert pascale.get(data).status_code == 404

    tomorrow = NOW.replace(day=19)
    settings.CLOCK = lambda: tomorrow
    acts.publish(decision=decision, by=SYSTEM, at=tomorrow)

    assert "Not in order" in _page(pascale, waiting)
    assert pascale.get(letter).content.startswith(b"%PDF")
    assert pascale.get(data).status_code == 200


def test_the_letter_is_the_same_bytes_each_time(signed_in, case_of) -> None:
    case = _short_notice(case_of)
    dominique = signed_in("dominique")
    address = reverse("portal:letter", args=[case.id, case.latest.decisions.get().id])

    assert dominique.get(address).content == dominique.get(address).content


def test_the_decision_as_data_explains_itself(signed_in, case_of) -> None:
    case = _short_notice(case_of)
    answer = signed_in("dominique").get(reverse("portal:data", args=[case.id]))
    told = json.loads(answer.content)

    assert told["ticket"] == case.latest.ticket
    assert told["decision"]["result"] == "refused"
    fields = set(Finding.__dataclass_fields__)
    assert all(set(finding) <= fields for finding in told["decision"]["assessment"]["findings"])


def test_a_cancelled_communication_says_so_and_offers_nothing(signed_in, case_of) -> None:
    text = _page(signed_in("pascale"), case_of("Papeteries", status="cancelled"))

    assert "This communication is cancelled." in text
    assert "acc-option" not in text
    assert text.count("Receipt of version") == 2


def test_the_list_begins_with_what_is_to_do(signed_in) -> None:
    with translation.override("en"):
        text = signed_in("dominique").get(reverse("portal:communications")).content.decode()

    assert text.index("1 communication asks for you.") < text.index("All communications")
    assert text.count('class="acc-due"') == 1


def test_filters_and_search(signed_in, case_of) -> None:
    dominique = signed_in("dominique")
    case = _short_notice(case_of)
    address = reverse("portal:communications")

    def tickets(**asked: str) -> list[str]:
        shown = dominique.get(address, asked).context["slice"]
        return [row.ticket for row in shown.rows]

    every = tickets(status="")
    assert tickets(status="not_in_order") == [case.latest.ticket]
    assert tickets(q=case.latest.ticket.lower()) == [case.latest.ticket]
    assert tickets(kind="technical_accident") != every
    assert tickets(q="3A0000000000") == []
    assert tickets(status="no such status", page="99") == every


def test_who_opens_a_communication_leaves_a_line(signed_in, case_of, settings) -> None:
    case = _short_notice(case_of)
    looks = Event.objects.filter(subject=case.id, act="look")
    before = looks.count()
    _page(signed_in("dominique"), case)
    persons = set(looks.exclude(person="").values_list("person", flat=True))
    numbers = [naming.worker.niss for naming in case.latest.namings.all()]

    assert looks.count() == before + 1 + len(numbers)
    assert persons == {
        digest_of_person(niss=number, key=settings.JOURNAL_PERSON_KEY) for number in numbers
    }
    assert not persons & set(numbers)


def test_a_secretariat_sees_its_clients_and_nobody_else(signed_in) -> None:
    shown = signed_in("sam").get(reverse("portal:communications")).context["slice"]
    firms = set(
        Case.objects.filter(latest__ticket__in=[r.ticket for r in shown.rows]).values_list(
            "employer__name", flat=True
        )
    )

    assert firms == {
        "Papeteries Fictives SA",
        "Bouw Voorbeeld BV",
        "Services Témoins SRL",
        "Schrijnwerkerij Denkbeeld BV",
    }


def test_an_accepted_suspension_tells_until_when_its_first_day_is_due(signed_in, case_of) -> None:
    # First day Monday 30.11: to be communicated until the next working day.
    case = case_of("Ateliers", first_day="2026-11-30")
    with translation.override("en"):
        address = reverse("portal:communication", args=[case.id])
        events = signed_in("dominique").get(address).context["shown"].events
    due = [event for event in events if "at the latest" in event.text.lower()]

    assert [(event.day.isoformat(), event.is_next) for event in due] == [("2026-12-01", True)]


def test_a_first_day_that_was_communicated_is_not_asked_again(signed_in, case_of, settings) -> None:
    settings.CLOCK = lambda: NOW.replace(month=9, day=14)
    case = case_of("Ateliers", subject="planned_suspension", first_day="2026-09-14")
    with translation.override("en"):
        address = reverse("portal:communication", args=[case.id])
        events = signed_in("dominique").get(address).context["shown"].events

    assert not [event for event in events if "at the latest" in event.text.lower()]


def test_what_comes_at_the_end_of_the_month_stands_on_its_line(signed_in, case_of) -> None:
    text = _page(signed_in("dominique"), case_of("Ateliers", first_day="2026-11-30"))
    listed = text[text.index('class="acc-lanes__list"') :]
    listed = listed[: listed.index("</ol>")]

    assert '<li data-next><time datetime="2026-11-27">' in listed
    assert "From then on: send the control card of the month" in listed
    assert '<li data-next><time datetime="2026-12-01">' in listed
    assert "From then on: declare the hours of the month (scenario 5)" in listed


def test_what_lies_behind_is_not_announced_again(signed_in, case_of) -> None:
    told = case_of("Ateliers", subject="planned_suspension", first_day="2026-09-14")
    text = _page(signed_in("dominique"), told)

    assert "Accepted content shown" in text
    assert "From then on" not in text


def test_a_single_broken_rule_is_told_with_its_days(signed_in, case_of) -> None:
    _short_notice(case_of)
    client = signed_in("dominique")
    with translation.override("en"):
        for name in ("obligations", "communications"):
            text = client.get(reverse(f"portal:{name}")).content.decode().replace("\u00a0", " ")
            told = text[text.index("Not met: ") :]
            told = told[: told.index("</p>")]
            assert "16.11" in told
            assert "20.11" in told
