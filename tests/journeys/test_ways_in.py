"""Ways in: a code of an application, a passkey, a card in a reader; and a session that ends."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, datetime

import pyotp
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from accalmie.config import clock
from tests.journeys.looking import faults_at, faults_here
from tests.journeys.turning import PASSWORD, follow, give_codes, press, sign_in
from tests.journeys.visiting import pages_of, visitors

pytestmark = pytest.mark.browser

OWN_PASSWORD = "Lac_calme#2"
SCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])


@pytest.fixture
def named(address: str) -> str:
    """The address with a name, without which there are no passkeys."""
    return address.replace("127.0.0.1", "localhost")


def _now(page: Page) -> datetime:
    """The instant of the demonstration: its clock differs by whole days."""
    day = date.fromisoformat(str(page.locator(".acc-demo time").get_attribute("datetime")))
    return clock.now() + (day - clock.now().date())


def test_a_code_of_an_application_is_asked_for_from_then_on(
    windows: Callable[..., BrowserContext], address: str
) -> None:
    page = windows(java_script_enabled=False).new_page()
    sign_in(page, address, "joke")
    follow(page.get_by_role("link", name="Ma connexion"))
    press(page, "Ajouter une application qui affiche des codes")
    page.fill("#id_current", PASSWORD)
    press(page, "Continuer")
    secret = page.locator(".acc-secret").inner_text().replace(" ", "")
    _type_a_code(page, pyotp.TOTP(secret), "Confirmer")
    expect(page.locator("h1")).to_have_text("Vos codes sur papier")
    paper = page.locator(".acc-codes .acc-code").first.inner_text()

    other = windows(java_script_enabled=False).new_page()
    sign_in(other, address, "joke")
    expect(other.locator("h1")).to_have_text("Votre second facteur")
    other.fill("#id_code", "000000")
    press(other, "Continuer")
    expect(other.get_by_role("alert")).to_be_visible()
    other.fill("#id_code", paper)
    press(other, "Continuer")
    expect(other).to_have_url(f"{address}/fr/obligations/")
    follow(other.get_by_role("link", name="Ma connexion"))
    expect(other.get_by_text("il reste 9 codes")).to_be_visible()
    press(other, "Se déconnecter partout ailleurs")
    page.goto(f"{address}/fr/my-sign-in/")
    expect(page.locator("h1")).to_have_text("Se connecter")


def _type_a_code(page: Page, application: pyotp.TOTP, button: str) -> None:
    page.fill("#id_code", application.at(_now(page)))
    press(page, button)


@pytest.mark.examines("remove_passkey")
def test_a_passkey_is_made_asked_for_and_removed(
    windows: Callable[..., BrowserContext], named: str
) -> None:
    page = windows().new_page()
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    sign_in(page, named, "heidi")
    page.goto(f"{named}/fr/my-sign-in/passkey/")
    page.fill("#id_name", "Téléphone")
    page.fill("#id_current", PASSWORD)
    page.get_by_role("button", name="Demander à l’appareil").click()
    expect(page.locator("h1")).to_have_text("Vos codes sur papier")

    press(page, "Se déconnecter")
    sign_in(page, named, "heidi")
    expect(page.locator("h1")).to_have_text("Votre second facteur")
    press(page, "Utiliser ma clé d’accès")
    expect(page).to_have_url(f"{named}/fr/obligations/")

    page.goto(f"{named}/fr/my-sign-in/")
    follow(page.get_by_role("link", name="Retirer la clé d’accès"))
    assert faults_at(page, page.url) == []
    page.fill("#id_current", PASSWORD)
    follow(page.locator("main button[type=submit]"))
    expect(page.get_by_role("status")).to_contain_text("retirée")
    press(page, "Se déconnecter")
    sign_in(page, named, "heidi")
    expect(page).to_have_url(f"{named}/fr/obligations/")


EXTENSION = """
addEventListener("message", async (event) => {
  if (event.data?.action !== "web-eid:authenticate") return;
  postMessage({ action: "web-eid:authenticate-ack" }, location.origin);
  const token = await window.cardOf(event.data.challengeNonce);
  postMessage({ action: "web-eid:authenticate-success", ...JSON.parse(token) }, location.origin);
});
"""


def test_a_card_signs_in_through_the_messages_of_its_extension(
    windows: Callable[..., BrowserContext], address: str
) -> None:
    context = windows()
    page = context.new_page()

    def card_of(question: str) -> str:
        """The token of the test card, in place of the reader."""
        jar = {one["name"]: one["value"] for one in context.cookies()}
        told = {"question": question, "origin": address, "person": "camille"}
        answer = context.request.post(
            f"{address}/test-identity/card",
            form={**told, "csrfmiddlewaretoken": jar["csrftoken"]},
        )
        found = re.search(r'name="token" value="([^"]*)"', answer.text())
        return str(json.loads(json.dumps(found[1].replace("&quot;", '"'))))

    context.expose_function("cardOf", card_of)
    context.add_init_script(EXTENSION)
    page.goto(f"{address}/fr/sign-in/card/")
    page.get_by_role("button", name="Lire ma carte").click()
    expect(page).to_have_url(re.compile(r"/fr/my/card/$"))


def test_a_test_card_needs_no_javascript(
    windows: Callable[..., BrowserContext], address: str
) -> None:
    page = windows(java_script_enabled=False).new_page()
    page.goto(f"{address}/fr/sign-in/card/")
    press(page, "Choisir une carte de test")
    press(page, "Femke")
    press(page, "L’apporter au portail")
    expect(page).to_have_url(re.compile(r"/fr/my/card/$"))


def test_without_extension_the_page_says_so(
    windows: Callable[..., BrowserContext], address: str
) -> None:
    page = windows().new_page()
    page.goto(f"{address}/fr/sign-in/card/")
    page.get_by_role("button", name="Lire ma carte").click()

    expect(page.get_by_text("L’extension Web eID ne répond pas")).to_be_visible()


def _come_back(page: Page, address: str, username: str) -> None:
    """The session ended while somebody typed: he signs in again and sends what he had typed."""
    expect(page.locator("h1")).to_have_text("Se connecter")
    give_codes(page, username)
    expect(page.locator("h1")).to_have_text("Ce que vous aviez tapé")
    press(page, "L’envoyer maintenant")


@SCRIPT
def test_a_draft_survives_the_end_of_the_session(
    javascript: bool, windows: Callable[..., BrowserContext], address: str
) -> None:
    page = windows(java_script_enabled=javascript).new_page()
    sign_in(page, address, "dominique")
    page.goto(f"{address}/fr/communications/new/")
    page.get_by_label("Suspension prévue, ouvriers").check()
    press(page, "Commencer")
    page.get_by_label("Non, notre propre personnel seulement").check()
    press(page, "Continuer")
    asked = page.url
    page.get_by_label("Des travailleurs, par leur nom").check()
    page.context.clear_cookies(name="sessionid")
    page.get_by_label("Sacha Beispiel").check()
    press(page, "Continuer")
    _come_back(page, address, "dominique")
    expect(page.locator("h1")).to_contain_text("Quand la suspension")
    page.goto(asked)
    expect(page.get_by_label("Sacha Beispiel")).to_be_checked()


@SCRIPT
def test_a_declaration_survives_the_end_of_the_session(
    javascript: bool, windows: Callable[..., BrowserContext], address: str
) -> None:
    page = windows(java_script_enabled=javascript).new_page()
    sign_in(page, address, "dominique")
    page.goto(f"{address}/fr/declarations/")
    follow(page.locator("a[href*='/declarations/hours/']").first)
    page.fill("#id_remark", "Remarque qui ne se perd pas")
    page.context.clear_cookies(name="sessionid")
    follow(page.get_by_role("button", name="Vérifier", exact=True))
    _come_back(page, address, "dominique")

    assert "Remarque qui ne se perd pas" in page.content()


@SCRIPT
def test_the_card_survives_the_end_of_the_session(
    javascript: bool, windows: Callable[..., BrowserContext], address: str
) -> None:
    person = "femke" if javascript else "camille"
    page = windows(java_script_enabled=javascript).new_page()
    sign_in(page, address, person)
    follow(page.locator("td a[aria-current=date]"))
    page.get_by_label("Vacances").check()
    page.context.clear_cookies(name="sessionid")
    press(page, "Enregistrer")
    _come_back(page, address, person)

    expect(page.get_by_role("status")).to_contain_text("Inscrit")


VISITS = {
    "": ("/sign-in/", "/sign-in/card/", "/forgotten/", "/forgotten/unknown/"),
    "sam": (
        "/my-sign-in/",
        "/my-sign-in/address/",
        "/my-sign-in/address/unknown/",
        "/my-sign-in/application/",
        "/my-sign-in/passkey/",
        "/what-you-typed/",
    ),
    "inge": ("/office/codes/", "/office/codes/?q=e"),
}


@pytest.mark.parametrize("person", visitors(VISITS))
def test_no_violation(person: str, windows: Callable[..., BrowserContext], named: str) -> None:
    page, found = windows().new_page(), []
    if person:
        sign_in(page, named, person)
    for url in pages_of(page, named, VISITS[person]):
        found += faults_at(page, url)

    assert found == []


@pytest.mark.examines(
    "first_codes",
    "first_connection_done",
    "confirm_authenticator",
    "second_factor",
    "new_recovery_codes",
    "remove_authenticator",
)
def test_no_violation_from_the_first_codes_to_the_second_factor(
    windows: Callable[..., BrowserContext], address: str
) -> None:
    manager = windows().new_page()
    sign_in(manager, address, "pascale")
    manager.goto(f"{address}/fr/access/users/new/")
    manager.get_by_label("Nom", exact=True).fill("Ilse Exemple")
    manager.get_by_label("Français").check()
    manager.get_by_label("Consultation : tout lire").check()
    press(manager, "Ajouter")
    expect(manager.locator("h1")).to_have_text("Premiers codes")
    found = faults_here(manager)
    press(manager, "Générer et afficher les codes")
    name, password = manager.locator("main strong.acc-code").all_inner_texts()
    found += faults_here(manager)

    page = windows().new_page()
    sign_in(page, address, name, password)
    follow(page.locator("main a[role=button]"))
    page.fill("#id_username", "ilseexemple26")
    page.fill("#id_password", OWN_PASSWORD)
    page.fill("#id_again", OWN_PASSWORD)
    follow(page.locator("main button[type=submit]"))
    press(page, "Confirmer")
    found += faults_at(page, page.url)

    page = windows().new_page()
    sign_in(page, address, "ilseexemple26", OWN_PASSWORD)
    follow(page.get_by_role("link", name="Ma connexion"))
    press(page, "Ajouter une application qui affiche des codes")
    page.fill("#id_current", OWN_PASSWORD)
    press(page, "Continuer")
    secret = page.locator(".acc-secret").inner_text().replace(" ", "")
    found += faults_here(page)
    _type_a_code(page, pyotp.TOTP(secret), "Confirmer")
    expect(page.locator("h1")).to_have_text("Vos codes sur papier")
    found += faults_here(page)
    found += faults_at(page, f"{address}/fr/my-sign-in/codes/")
    found += faults_at(page, f"{address}/fr/my-sign-in/application/remove/")

    other = windows().new_page()
    sign_in(other, address, "ilseexemple26", OWN_PASSWORD)
    expect(other.locator("h1")).to_have_text("Votre second facteur")
    found += faults_here(other)
    other.fill("#id_code", "000000")
    press(other, "Continuer")
    expect(other.get_by_role("alert")).to_be_visible()
    found += faults_here(other)

    assert found == []
