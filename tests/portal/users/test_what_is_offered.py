"""Pages offer to begin something only to whom the policy allows it somewhere."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import translation

from accalmie.cases.access import policy
from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act

BEGIN = {
    "communications": ("lodging_new",),
    "difficulty_notices": ("lodging_new",),
    "declarations": ("new_declaration", "hours_import"),
    "obligations": ("lodging_new",),
}
READER = "florisdemo"
"""He may consult, and nothing else."""


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize("page", BEGIN)
def test_a_reader_is_not_offered_to_begin(page, signed_in) -> None:
    shown = signed_in(READER).get(reverse(f"portal:{page}"))
    assert shown.status_code == 200
    for route in BEGIN[page]:
        assert reverse(f"portal:{route}") not in shown.content.decode()


@pytest.mark.parametrize("page", [page for page in BEGIN if page != "obligations"])
def test_who_may_send_is_offered_to_begin(page, signed_in) -> None:
    shown = signed_in("pascale").get(reverse(f"portal:{page}")).content.decode()
    for route in BEGIN[page]:
        assert reverse(f"portal:{route}") in shown


def test_a_reader_reads_what_is_due_without_a_button_that_leads_nowhere(signed_in) -> None:
    shown = signed_in(READER).get(reverse("portal:obligations")).content.decode()
    whole = signed_in("pascale").get(reverse("portal:obligations")).content.decode()
    assert shown.count('class="acc-due"') == whole.count('class="acc-due"') > 0
    for route in ("declarations/hours", "?row="):
        assert whole.count(route) >= shown.count(route)
    assert "?row=" not in shown


def test_one_right_in_one_establishment_is_enough_to_be_offered(signed_in) -> None:
    assert policy.is_allowed_somewhere(by=Account.objects.get(username="pascale"), act=Act.LODGE)
    reader = Account.objects.get(username=READER)
    assert not policy.is_allowed_somewhere(by=reader, act=Act.LODGE)
    assert policy.is_allowed_somewhere(by=reader, act=Act.CONSULT)
    assert not policy.is_allowed_somewhere(
        by=Account.objects.get(username="alexis"), act=Act.LODGE
    ), "a role that the policy does not name for the act"


def test_a_page_asks_for_the_rights_of_its_reader_once(
    signed_in, django_assert_max_num_queries
) -> None:
    reader = Account.objects.get(username=READER)
    with django_assert_max_num_queries(1):
        policy.is_allowed_somewhere(by=reader, act=Act.LODGE)


@pytest.mark.parametrize(
    ("is_manager", "said"),
    [(True, "the codes of our letter"), (False, "the access manager of your firm gave you")],
)
def test_the_welcome_says_truly_where_the_codes_come_from(
    is_manager, said, signed_in, client
) -> None:
    pascale = signed_in("pascale")
    pascale.post(
        reverse("portal:new_user"),
        {
            "display_name": "Nora Exemple",
            "email": "nora@example.org",
            "language": "nl",
            "functions": ["consultation"],
        },
    )
    nora = Account.objects.get(display_name="Nora Exemple")
    codes = pascale.post(reverse("portal:first_codes", args=[nora.id])).content.decode()
    name, password = (
        part.split("<", 1)[0] for part in codes.split('<strong class="acc-code">')[1:3]
    )
    Account.objects.filter(pk=nora.pk).update(has_every_right=is_manager)
    client.post(reverse("portal:sign_in"), {"username": name, "password": password})
    welcome = client.get(reverse("portal:first_connection")).content.decode()
    assert said in welcome
