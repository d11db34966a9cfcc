"""The office's pages: the work list, the decision, the second reading, the history."""

from __future__ import annotations

from dataclasses import replace

from django.test import Client
from django.urls import reverse
from django.utils import translation

from accalmie.cases.access.models import Account
from accalmie.cases.communications import acts
from accalmie.cases.communications.models import Case, Decision, Proposal
from accalmie.cases.communications.statuses import Status, Step
from accalmie.cases.journal.models import Event
from accalmie.facts.communications import Channel
from accalmie.portal.office.history import sentence_of
from tests.portal.conftest import NOW


def _post(client: Client, route: str, case: Case, **told: str):
    with translation.override("en"):
        return client.post(reverse(f"portal:{route}", args=[case.id]), told)


def test_the_work_list_begins_with_who_waits_longest(signed_in) -> None:
    rows = signed_in("andrea").get(reverse("portal:work")).context["slice"].rows
    waiting = Case.objects.filter(office__code="brussels", status=Status.TO_EXAMINE)

    assert [row.ticket for row in rows] == [
        case.latest.ticket for case in waiting.order_by("received_at").select_related("latest")
    ]
    assert all(row.first is not None for row in rows)


def test_the_work_list_can_begin_with_what_starts_soonest(signed_in) -> None:
    rows = signed_in("andrea").get(reverse("portal:work"), {"order": "start"}).context["slice"].rows
    days = [Case.objects.get(latest__ticket=row.ticket).first_day for row in rows]

    assert days == sorted(days)


def test_a_firm_is_found_by_its_enterprise_number_wherever_its_case_stands(signed_in) -> None:
    rows = (
        signed_in("andrea").get(reverse("portal:work"), {"q": "0999.000.129"}).context["slice"].rows
    )

    assert {row.employer for row in rows} == {"Ateliers Exemple du Canal SRL"}


def test_nothing_that_decides_a_right_is_preselected(signed_in, case_of) -> None:
    case = case_of("Papeteries", kind="strike_lockout")
    text = signed_in("andrea").get(reverse("portal:case", args=[case.id])).content.decode()

    assert 'type="radio"' in text
    assert "checked" not in text


def test_an_open_rule_must_be_answered(signed_in, case_of) -> None:
    case = case_of("Papeteries", kind="strike_lockout")
    answer = _post(signed_in("andrea"), "decide", case, result="accepted")

    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Answer yes or no" in text
    assert "<title>Error: " in text
    assert 'tabindex="-1" autofocus' in text
    case.refresh_from_db()
    assert case.status == Status.TO_EXAMINE


def test_an_officer_accepts_what_he_answered_yes(signed_in, case_of) -> None:
    case = case_of("Papeteries", kind="strike_lockout")
    andrea = signed_in("andrea")
    form = andrea.get(reverse("portal:case", args=[case.id])).context["form"]
    told = {name: "yes" for name in form.fields if name.startswith("answer-")}
    answer = _post(andrea, "decide", case, result="accepted", message="Bonjour", **told)
    decision = Decision.objects.get(version=case.latest)

    assert answer.status_code == 302
    assert (decision.result, decision.message) == ("accepted", "Bonjour")
    assert decision.decided_by.username == "andrea"
    assert decision.decided_at == NOW


def test_accepting_although_a_rule_is_not_met_asks_for_each_such_rule(signed_in, case_of) -> None:
    case = case_of("Papeteries", subject="first_effective_day")
    andrea = signed_in("andrea")
    form = andrea.get(reverse("portal:case", args=[case.id])).context["form"]
    open_rules = {field.html_name: "yes" for field in form.questions}
    doubts = [field.html_name for field in form.doubts]
    first = _post(andrea, "decide", case, result="accepted", **open_rules)

    assert doubts
    assert first.status_code == 422
    assert "To accept, answer yes" in first.content.decode()

    second = _post(
        andrea, "decide", case, result="accepted", **open_rules, **dict.fromkeys(doubts, "yes")
    )

    assert second.status_code == 302
    assert Decision.objects.get(version=case.latest).result == "accepted"


def test_there_is_nothing_to_refuse_where_every_rule_is_answered_yes(signed_in, case_of) -> None:
    case = case_of("Papeteries", kind="strike_lockout")
    andrea = signed_in("andrea")
    form = andrea.get(reverse("portal:case", args=[case.id])).context["form"]
    told = {field.html_name: "yes" for field in form.questions}
    answer = _post(andrea, "decide", case, result="refused", **told)

    assert answer.status_code == 422
    assert "there is nothing to refuse" in answer.content.decode()


def test_a_refusal_takes_two_officers(signed_in, case_of) -> None:
    case = case_of("Papeteries", subject="first_effective_day")
    andrea, inge = signed_in("andrea"), signed_in("inge")
    form = andrea.get(reverse("portal:case", args=[case.id])).context["form"]
    told = {field.html_name: "yes" for field in form.questions}
    _post(andrea, "decide", case, result="refused", **told)
    own = andrea.get(reverse("portal:reread", args=[case.id]))
    by_the_first = _post(andrea, "reread", case, answer="confirm")

    assert own.status_code == 302
    assert not Decision.objects.filter(version=case.latest).exists()
    assert by_the_first.status_code == 302

    listed = inge.get(reverse("portal:second_reading")).context["rows"]
    _post(inge, "reread", case, answer="confirm")
    decision = Decision.objects.get(version=case.latest)

    assert case.latest.ticket in [row.ticket for row in listed]
    assert (decision.decided_by.username, decision.reread_by.username) == ("andrea", "inge")


def test_sending_back_needs_a_reason_which_the_first_officer_reads(signed_in, case_of) -> None:
    case = case_of("Papeteries", status=Status.REFUSAL_PROPOSED)
    andrea, inge = signed_in("andrea"), signed_in("inge")
    without = _post(andrea, "reread", case, answer="return")
    with_reason = _post(andrea, "reread", case, answer="return", remark="Regardez le 17.11")
    text = inge.get(reverse("portal:case", args=[case.id])).content.decode()

    assert without.status_code == 422
    assert with_reason.status_code == 302
    assert "Regardez le 17.11" in text
    assert Proposal.objects.get(version=case.latest).return_reason == "Regardez le 17.11"


def test_a_look_at_the_letter_records_nothing(signed_in, case_of) -> None:
    case = case_of("Papeteries", subject="first_effective_day")
    andrea = signed_in("andrea")
    events = Event.objects.count()
    answer = _post(andrea, "preview", case, result="refused")
    case.refresh_from_db()

    assert answer.content.startswith(b"%PDF")
    assert case.status == Status.TO_EXAMINE
    assert Event.objects.count() == events


def test_every_event_of_a_case_has_a_sentence(month) -> None:
    events = Event.objects.filter(subject_kind="case")
    told = {event.act for event in events}
    with translation.override("fr"):
        sentences = {event.act: sentence_of(event) for event in events}

    assert {Step.LODGE, Step.AMEND, Step.CANCEL, Step.EXAMINE, Step.PUBLISH} <= told
    assert all(sentences.values())


def test_looks_in_a_row_are_told_once(signed_in, case_of) -> None:
    case = case_of("Papeteries", kind="strike_lockout")
    andrea = signed_in("andrea")
    for _ in range(3):
        shown = andrea.get(reverse("portal:case", args=[case.id])).context["shown"]

    assert [happening.text for happening in shown.history].count("Dossier ouvert") == 1


def test_the_work_list_asks_as_many_questions_for_fifty_cases_as_for_one(
    signed_in, django_assert_max_num_queries
) -> None:
    andrea = signed_in("andrea")
    with django_assert_max_num_queries(12):
        andrea.get(reverse("portal:work"), {"status": "all"})


def test_a_case_that_is_not_examined_yet_can_be_opened(signed_in, case_of) -> None:
    case = case_of("Papeteries", kind="strike_lockout")
    told = replace(case.latest.communication, first_day=NOW.date())
    pascale = Account.objects.get(username="pascale")
    fresh = acts.lodge(communication=told, by=pascale, at=NOW, channel=Channel.PORTAL).case
    with translation.override("en"):
        text = signed_in("andrea").get(reverse("portal:case", args=[fresh.id])).content.decode()

    assert "The office examines this communication." in text
    assert "<form" in text
    assert "Record the decision" not in text
