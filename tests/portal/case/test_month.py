"""One worker's month for four roles: the same page, each as far as he may see."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from accalmie.cases.access.roles import Role
from accalmie.cases.board.models import Reminder
from accalmie.cases.board.redaction import REDACTION, Sight
from accalmie.facts.pieces import PieceName
from accalmie.portal.case.history import MONEY, events_of
from accalmie.portal.case.page import ROLES
from tests.cases import months

pytestmark = pytest.mark.django_db


@pytest.fixture
def whole(team):
    """The month with every piece in it."""
    months.whole_month(team)
    return months.row_on(team, date(2026, 10, 5))


def accounts(team) -> dict[Role, object]:
    return {
        Role.EMPLOYER: team.people.manager,
        Role.WORKER: team.worker_account,
        Role.PAYER: team.clerk,
        Role.OFFICER: team.people.first_officer,
    }


def url_of(row) -> str:
    return reverse("portal:month", args=[row.id])


def test_all_four_open_it(team, whole, client_of) -> None:
    for account in accounts(team).values():
        answer = client_of(account).get(url_of(whole))
        assert answer.status_code == 200
        assert "no-store" in answer.headers["Cache-Control"]


def test_others_find_nothing(team, whole, client_of) -> None:
    strangers = (
        team.people.other_manager,
        team.other_clerk,
        team.other_worker_account,
        team.people.officer_elsewhere,
    )
    for account in strangers:
        assert client_of(account).get(url_of(whole)).status_code == 404
        remind = reverse("portal:remind", args=[whole.id])
        assert client_of(account).post(remind).status_code == 404


@pytest.mark.parametrize("role", ROLES)
def test_events_follow_the_table_of_redaction(team, whole, role) -> None:
    seen = {event.piece for event in events_of(row=whole, role=role)}
    hidden = {name for name in PieceName if REDACTION[role][name] is not Sight.FULL}
    assert not seen & hidden
    if role in (Role.EMPLOYER, Role.SECRETARIAT):
        assert {PieceName.CLAIM, PieceName.CARD, MONEY}.isdisjoint(seen)


def test_the_employer_sees_no_amount_no_account_no_mark(team, whole, client_of) -> None:
    page = client_of(team.people.manager).get(url_of(whole))
    text = page.content.decode()
    assert page.context["shown"].net == page.context["shown"].paid == ""
    assert page.context["shown"].paid_on is None
    for secret in (months.IBAN, months.ADAM, "771,64", "holiday", "€"):
        assert secret not in text.split("<main", 1)[1].split("</main>", 1)[0]


def test_the_office_sees_no_amount(team, whole, client_of) -> None:
    assert client_of(team.people.first_officer).get(url_of(whole)).context["shown"].net == ""


def test_worker_and_payer_see_the_amount(team, whole, client_of) -> None:
    assert whole.net_cents
    for account in (team.worker_account, team.clerk):
        assert client_of(account).get(url_of(whole)).context["shown"].net


def test_light_pieces_say_no_reason(team, client_of) -> None:
    months.announce(team)
    row = months.row_on(team, date(2026, 10, 5))
    shown = client_of(team.people.manager).get(url_of(row)).context["shown"]
    for name, piece in zip((light.name for light in row.lights), shown.pieces, strict=True):
        if REDACTION[Role.EMPLOYER][name] is Sight.LIGHT:
            assert piece.because == ()


def test_whoever_blocks_is_reminded_once_a_day(team, client_of, clock) -> None:
    months.announce(team)
    months.row_on(team, date(2026, 10, 5))
    clock(months.at(date(2026, 10, 5)))
    row = months.row_of(team)
    client = client_of(team.worker_account)
    assert client.get(url_of(row)).context["shown"].remind_url
    for _ in range(2):
        client.post(reverse("portal:remind", args=[row.id]))
    texts = list(Reminder.objects.filter(owner="employer").values_list("text", flat=True))
    assert len(texts) == len(set(texts)) > 0


def test_a_secretariat_without_mandate_may_not_remind(team, whole, client_of) -> None:
    client = client_of(team.people.secretariat)
    assert client.post(reverse("portal:remind", args=[whole.id])).status_code == 404


def texts_of(row, role: Role) -> list[str]:
    with translation.override("en"):
        return [event.text for event in events_of(row=row, role=role)]


def test_the_history_tells_every_act_of_the_month(team, whole) -> None:
    told = texts_of(whole, Role.WORKER)

    assert [
        text.split(":")[0].split(",")[0] for text in told if not text.startswith("Reminder")
    ] == [
        "Communicated",
        "In order",
        "Communicated",
        "Control card begun",
        "In order",
        "Right declared (scenario 2)",
        "Claim begun",
        "Claim sent to the payment organisation",
        "Claim handed to the office",
        "Right decided from Mon\xa014.09.2026",
        "Marked on the card",
        "Control card sent",
        "Hours declared (scenario 5)",
    ]


def test_what_one_side_does_among_its_own_people_is_not_told_to_others(team, whole) -> None:
    told = {role: texts_of(whole, role) for role in (Role.EMPLOYER, Role.WORKER, Role.OFFICER)}

    assert "Accepted automatically" in told[Role.OFFICER]
    for role in (Role.EMPLOYER, Role.WORKER):
        assert "Accepted automatically" not in told[role]
    assert not any("card" in text.lower() for text in told[Role.EMPLOYER])
    assert not any("Marked" in text for text in told[Role.OFFICER])


def test_a_mark_made_again_on_one_day_is_told_once(team, whole) -> None:
    told = texts_of(whole, Role.WORKER)
    assert len([text for text in told if text.startswith("Marked")]) == 1


@pytest.mark.parametrize(
    ("who", "own"),
    [
        ("worker_account", "my_month"),
        ("clerk", "payer_month"),
    ],
)
def test_the_shared_page_leads_to_the_own_one_and_back(team, whole, client_of, who, own) -> None:
    client = client_of(getattr(team, who))
    url = reverse(f"portal:{own}", args=[whole.id])

    assert f'href="{url}"' in client.get(url_of(whole)).content.decode()
    assert f'href="{url_of(whole)}"' in client.get(url).content.decode()


def test_the_office_goes_from_the_month_to_the_claim_and_back(team, whole, client_of) -> None:
    client = client_of(team.people.first_officer)
    url = reverse("portal:office_claim", args=[team.worker.claims.get().id])

    assert f'href="{url}"' in client.get(url_of(whole)).content.decode()
    assert f'href="{url_of(whole)}"' in client.get(url).content.decode()


def test_the_employer_goes_from_his_declaration_to_the_month(team, whole, client_of) -> None:
    client = client_of(team.people.manager)
    declared = team.worker.declarations.order_by("id").first()
    page = client.get(reverse("portal:declaration", args=[declared.id])).content.decode()

    assert f'href="{url_of(whole)}"' in page
