"""An access manager adds a user, hands him codes, changes and closes him."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils import translation

from accalmie.cases.access.models import Account
from accalmie.cases.parties.models import Establishment

NORA = {"display_name": "Nora Exemple", "email": "nora@example.org", "language": "nl"}


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def url(name: str, *args: object) -> str:
    return reverse(f"portal:{name}", args=args)


def text(answer) -> str:
    page = answer.content.decode()
    return page[page.index("<main") : page.index("</main>")]


def added(manager, **typed) -> Account:
    manager.post(url("new_user"), {**NORA, "functions": ["consultation"], **typed})
    return Account.objects.get(display_name="Nora Exemple")


def codes_in(answer) -> tuple[str, str]:
    return tuple(re.findall(r'<strong class="acc-code">([^<]+)</strong>', text(answer)))


def test_codes_are_shown_once_and_open_the_first_connection(signed_in, client, mailoutbox) -> None:
    pascale = signed_in("pascale")
    nora = added(pascale)
    asked = pascale.get(url("first_codes", nora.id))
    assert not codes_in(asked)
    first = pascale.post(url("first_codes", nora.id))
    assert "no-store" in first.headers["Cache-Control"]
    old_name, old_password = codes_in(first)
    name, password = codes_in(pascale.post(url("first_codes", nora.id)))
    assert mailoutbox == []
    assert old_password not in text(pascale.get(url("user", nora.id)))

    refused = client.post(url("sign_in"), {"username": old_name, "password": old_password})
    assert refused.status_code == 422
    opened = client.post(url("sign_in"), {"username": name, "password": password})
    assert opened.url == url("first_connection")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"display_name": ""}, "Enter the name"),
        ({"email": "nora"}, "no e-mail address"),
        ({"language": ""}, "Choose the language"),
        ({"functions": []}, "Choose at least one right"),
        ({"functions": ["everything"]}, "not one of the available choices"),
    ],
)
def test_what_is_missing_is_told_beside_its_field(typed, said, signed_in) -> None:
    answer = signed_in("pascale").post(
        url("new_user"), {**NORA, "functions": ["consultation"], **typed}
    )
    assert answer.status_code == 422
    assert said in text(answer)
    assert not Account.objects.filter(display_name="Nora Exemple").exists()


def test_rights_by_establishment(signed_in) -> None:
    pascale = signed_in("pascale")
    firm = Account.objects.get(username="pascale").employer
    second = Establishment.objects.create(employer=firm, name="Dépôt de Wavre", postal_code="1300")
    page = text(pascale.get(url("new_user")))
    assert page.count("Dépôt de Wavre") == 4
    pascale.post(
        url("new_user"), {**NORA, "communications": [str(second.id)], "consultation": ["whole"]}
    )
    nora = Account.objects.get(display_name="Nora Exemple")
    standing = set(nora.rights.values_list("function", "establishment_id"))
    assert standing == {("communications", second.id), ("consultation", None)}
    listed = text(pascale.get(url("access_home")))
    assert "Communications: Dépôt de Wavre" in listed

    shown = text(pascale.get(url("user", nora.id)))
    assert re.search(rf'value="{second.id}" checked', shown)
    pascale.post(url("user", nora.id), {"do": "rights", "declarations": ["whole"]})
    now = nora.rights.filter(withdrawn_at__isnull=True)
    assert [right.function for right in now] == ["declarations"]


def test_closing_ends_the_session(signed_in) -> None:
    floris, pascale = signed_in("florisdemo"), signed_in("pascale")
    assert floris.get(url("communications")).status_code == 200
    user = Account.objects.get(username="florisdemo")
    assert pascale.post(url("user", user.id), {"do": "close"}).url == url("access_home")
    assert floris.get(url("communications")).url.startswith(url("sign_in"))
    assert "Closed" in text(pascale.get(url("access_home")))


def test_the_last_access_manager_is_told_why_he_stays(signed_in) -> None:
    pascale = signed_in("pascale")
    own = Account.objects.get(username="pascale")
    for typed in ({"do": "close"}, {"do": "rights", "functions": ["consultation"]}):
        answer = pascale.post(url("user", own.id), typed, follow=True)
        assert "Nobody would be left to manage access" in text(answer)
    own.refresh_from_db()
    assert own.is_active
    assert own.has_every_right


def test_every_right_can_be_given(signed_in) -> None:
    pascale = signed_in("pascale")
    user = Account.objects.get(username="florisdemo")
    pascale.post(url("user", user.id), {"do": "every"})
    assert signed_in("florisdemo").get(url("lodging_new")).status_code == 200
    # Who has connected has codes of his own: there is nothing to draw.
    assert pascale.get(url("first_codes", user.id)).url == url("user", user.id)
