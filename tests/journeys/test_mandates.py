"""A mandate from proposal to revocation; a user who may only read; their pages under axe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import PASSWORD
from tests.journeys.looking import faults_at
from tests.journeys.test_lodging import _begin_planned, _fill_in_reasons, _today, _type_day

pytestmark = pytest.mark.browser

OWN_PASSWORD = "Lac_calme#2"


@pytest.fixture
def anybody(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Makes the page of somebody who signs in; refusals, of which a browser complains, are fine."""
    contexts = []

    def sign_in(username: str, password: str = PASSWORD, **context: object) -> Page:
        contexts.append(browser.new_context(locale="fr-BE", **context))
        page = contexts[-1].new_page()
        page.goto(f"{address}/fr/sign-in/")
        page.fill("#id_username", username)
        page.fill("#id_password", password)
        page.click("main button[type=submit]")
        return page

    yield sign_in
    for context in contexts:
        context.close()


def _in_nav(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Rubriques").get_by_role("link", name=name).first.click()


def test_from_the_proposal_to_a_refusal_in_words(anybody: Callable[..., Page]) -> None:
    employer = anybody("dominique")
    # The secretariat works without JavaScript all along.
    secretariat = anybody("sam", java_script_enabled=False)
    _in_nav(employer, "Communications")
    employer.locator("tbody th a").first.click()
    foreign = employer.url

    _in_nav(employer, "Accès")
    employer.get_by_role("button", name="Proposer un mandat").click()
    employer.get_by_label("Numéro du secrétariat").fill("999001")
    employer.get_by_label("Communications : envoyer").check()
    today = _today(employer)
    _type_day(employer, "first_day", today)
    _type_day(employer, "last_day", today + timedelta(days=40))
    employer.get_by_role("button", name="Proposer", exact=True).click()
    expect(employer.locator("main")).to_contain_text("Attend l’autre partie")
    mandate = employer.url

    secretariat.goto(foreign)
    expect(secretariat.locator("h1")).to_have_text("Page introuvable")
    _in_nav(secretariat, "Accès (1)")
    secretariat.locator("tr:has-text('À confirmer par vous') a").click()
    secretariat.get_by_role("button", name="Confirmer le mandat").click()
    expect(secretariat.locator("main")).to_contain_text("En vigueur")

    secretariat.get_by_role("link", name="Choisir un client").click()
    secretariat.get_by_label("Nom ou numéro").fill("ateliers")
    secretariat.get_by_role("button", name="Chercher").click()
    secretariat.get_by_role("button", name="Agir pour ce client").click()
    expect(secretariat.locator(".acc-acting")).to_contain_text("Ateliers Exemple du Canal")
    _begin_planned(secretariat, "Lou Fictif")
    _type_day(secretariat, "notified_on", today)
    _type_day(secretariat, "first_day", today + timedelta(days=12))
    _type_day(secretariat, "last_day", today + timedelta(days=25))
    secretariat.get_by_label("Suspension complète").check()
    secretariat.get_by_role("button", name="Continuer").click()
    _fill_in_reasons(secretariat)
    secretariat.get_by_role("button", name="Envoyer").click()
    expect(secretariat.locator("h1")).to_contain_text("Votre communication est reçue")
    secretariat.get_by_role("link", name="Voir la communication").click()
    own = secretariat.url

    employer.goto(mandate)
    employer.get_by_text("Y mettre fin tout de suite").first.click()
    employer.get_by_role("button", name="Y mettre fin tout de suite").click()
    expect(employer.locator("main")).to_contain_text("Terminé")

    secretariat.goto(foreign)
    expect(secretariat.locator("h1")).to_have_text("Votre mandat a pris fin")
    expect(secretariat.locator("main")).to_contain_text("proposez un nouveau mandat")
    secretariat.goto(own)
    expect(secretariat.locator("h1")).to_contain_text("Suspension")


def test_a_user_who_may_only_read_cannot_send(anybody: Callable[..., Page]) -> None:
    manager = anybody("pascale")
    _in_nav(manager, "Accès")
    manager.get_by_role("button", name="Ajouter un utilisateur").click()
    manager.get_by_label("Nom", exact=True).fill("Nora Exemple")
    manager.get_by_label("Français").check()
    manager.get_by_label("Consultation : tout lire").check()
    manager.get_by_role("button", name="Ajouter").click()
    manager.get_by_role("button", name="Générer et afficher les codes").click()
    name, password = manager.locator("main strong.acc-code").all_inner_texts()

    user = anybody(name, password)
    user.locator("main a[role=button]").click()
    user.fill("#id_username", "noraexemple26")
    user.fill("#id_password", OWN_PASSWORD)
    user.fill("#id_again", OWN_PASSWORD)
    user.locator("main button[type=submit]").click()
    user.get_by_role("button", name="Confirmer").click()

    user = anybody("noraexemple26", OWN_PASSWORD)
    _in_nav(user, "Communications")
    expect(user.get_by_role("button", name="Nouvelle communication")).to_have_count(0)
    user.goto(user.url.replace("/communications/", "/communications/new/"))
    expect(user.locator("h1")).to_have_text("Vos droits ne permettent pas cela")
    expect(user.locator("main")).to_contain_text("Pascale Épreuve")


VISITS = {
    "dominique": ("access/", "access/mandates/new/", "access/users/new/"),
    "sam": ("clients/", "acting-for/"),
    "florisdemo": ("communications/new/",),
}
FOLLOWED = {"dominique": ("#mandates ~ table tbody a", "#users ~ table tbody a"), "sam": ()}


@pytest.mark.parametrize("person", VISITS)
def test_no_violation(person: str, anybody: Callable[..., Page], address: str) -> None:
    page, found = anybody(person), []
    urls = [f"{address}/fr/{visit}" for visit in VISITS[person]]
    for link in FOLLOWED.get(person, ()):
        page.goto(urls[0])
        page.locator(link).last.click()
        urls.append(page.url)
    for url in urls:
        found += faults_at(page, url)

    assert found == []
