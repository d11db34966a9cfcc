"""A mandate from proposal to revocation; a user who may only read; their pages under axe."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.looking import faults_at
from tests.journeys.test_lodging import _begin_planned, _fill_in_reasons, _today, _type_day
from tests.journeys.turning import follow, press
from tests.journeys.visiting import pages_of, visitors

pytestmark = pytest.mark.browser

OWN_PASSWORD = "Lac_calme#2"


def _in_nav(page: Page, name: str) -> None:
    follow(page.get_by_role("navigation", name="Rubriques").get_by_role("link", name=name).first)


def test_from_the_proposal_to_a_refusal_in_words(anybody: Callable[..., Page]) -> None:
    employer = anybody("dominique")
    # The secretariat works without JavaScript all along.
    secretariat = anybody("sam", java_script_enabled=False)
    _in_nav(employer, "Communications")
    follow(employer.locator("tbody th a").first)
    foreign = employer.url

    _in_nav(employer, "Accès")
    press(employer, "Proposer un mandat")
    employer.get_by_label("Numéro du secrétariat").fill("999001")
    employer.get_by_label("Communications : envoyer").check()
    today = _today(employer)
    _type_day(employer, "first_day", today)
    _type_day(employer, "last_day", today + timedelta(days=40))
    follow(employer.get_by_role("button", name="Proposer", exact=True))
    expect(employer.locator("main")).to_contain_text("Attend l’autre partie")
    mandate = employer.url

    secretariat.goto(foreign)
    expect(secretariat.locator("h1")).to_have_text("Page introuvable")
    _in_nav(secretariat, "Accès (1)")
    follow(secretariat.locator("tr:has-text('À confirmer par vous') a"))
    press(secretariat, "Confirmer le mandat")
    expect(secretariat.locator("main")).to_contain_text("En vigueur")

    follow(secretariat.get_by_role("link", name="Choisir un client"))
    secretariat.get_by_label("Nom ou numéro").fill("ateliers")
    press(secretariat, "Chercher")
    press(secretariat, "Agir pour ce client")
    expect(secretariat.locator(".acc-acting")).to_contain_text("Ateliers Exemple du Canal")
    _begin_planned(secretariat, "Lou Fictif")
    _type_day(secretariat, "notified_on", today)
    _type_day(secretariat, "first_day", today + timedelta(days=12))
    _type_day(secretariat, "last_day", today + timedelta(days=25))
    secretariat.get_by_label("Suspension complète").check()
    press(secretariat, "Continuer")
    _fill_in_reasons(secretariat)
    press(secretariat, "Envoyer")
    expect(secretariat.locator("h1")).to_contain_text("Votre communication est reçue")
    follow(secretariat.get_by_role("link", name="Voir la communication"))
    own = secretariat.url

    employer.goto(mandate)
    employer.get_by_text("Y mettre fin tout de suite").first.click()
    press(employer, "Y mettre fin tout de suite")
    expect(employer.locator("main")).to_contain_text("Terminé")

    secretariat.goto(foreign)
    expect(secretariat.locator("h1")).to_have_text("Votre mandat a pris fin")
    expect(secretariat.locator("main")).to_contain_text("proposez un nouveau mandat")
    secretariat.goto(own)
    expect(secretariat.locator("h1")).to_contain_text("Suspension")


def test_a_user_who_may_only_read_cannot_send(anybody: Callable[..., Page]) -> None:
    manager = anybody("pascale")
    _in_nav(manager, "Accès")
    press(manager, "Ajouter un utilisateur")
    manager.get_by_label("Nom", exact=True).fill("Nora Exemple")
    manager.get_by_label("Français").check()
    manager.get_by_label("Consultation : tout lire").check()
    press(manager, "Ajouter")
    press(manager, "Générer et afficher les codes")
    name, password = manager.locator("main strong.acc-code").all_inner_texts()

    user = anybody(name, password)
    follow(user.locator("main a[role=button]"))
    user.fill("#id_username", "noraexemple26")
    user.fill("#id_password", OWN_PASSWORD)
    user.fill("#id_again", OWN_PASSWORD)
    follow(user.locator("main button[type=submit]"))
    press(user, "Confirmer")

    user = anybody("noraexemple26", OWN_PASSWORD)
    _in_nav(user, "Communications")
    expect(user.get_by_role("button", name="Nouvelle communication")).to_have_count(0)
    user.goto(user.url.replace("/communications/", "/communications/new/"))
    expect(user.locator("h1")).to_have_text("Vos droits ne permettent pas cela")
    expect(user.locator("main")).to_contain_text("Pascale Épreuve")


VISITS = {
    "dominique": (
        "/access/",
        ("#mandates ~ table tbody a", "mandate"),
        "/access/",
        ("#users ~ table tbody tr:last-child a", "user"),
        "/access/mandates/new/",
        "/access/users/new/",
    ),
    "sam": ("/clients/", "/acting-for/"),
    "florisdemo": ("/communications/new/",),
}


@pytest.mark.parametrize("person", visitors(VISITS))
def test_no_violation(person: str, anybody: Callable[..., Page], address: str) -> None:
    page, found = anybody(person), []
    for url in pages_of(page, address, VISITS[person]):
        found += faults_at(page, url)

    assert found == []
