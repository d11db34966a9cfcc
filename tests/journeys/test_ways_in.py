"""Ways in: a code of an application, a passkey, a card in a reader; and a session that ends."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pyotp
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.looking import faults_at, faults_here

pytestmark = pytest.mark.browser

PASSWORD = "accalmie-demo"
OWN_PASSWORD = "Lac_calme#2"
SCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
MILLISECONDS = 10_000


@pytest.fixture
def named(address: str) -> str:
    """The address with a name, without which there are no passkeys."""
    return address.replace("127.0.0.1", "localhost")


@pytest.fixture
def windows(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes windows of a browser; they are closed at the end."""
    opened: list[BrowserContext] = []

    def window(**context: object) -> BrowserContext:
        opened.append(browser.new_context(locale="fr-BE", **context))
        opened[-1].set_default_timeout(MILLISECONDS)
        return opened[-1]

    yield window
    for context in opened:
        context.close()


def _sign_in(page: Page, address: str, username: str, password: str = PASSWORD) -> None:
    if "/sign-in/" not in page.url:
        page.goto(f"{address}/fr/sign-in/")
    page.fill("#id_username", username)
    page.fill("#id_password", password)
    page.click("main button[type=submit]")


def _now(page: Page) -> datetime:
    """The day of the demonstration, at the time that its clock shows."""
    strip = page.locator(".acc-demo")
    day = strip.locator("time").get_attribute("datetime")
    time = re.search(r"\b(\d\d:\d\d)\b", strip.inner_text())
    told = datetime.fromisoformat(f"{day}T{time[1]}")
    return told.replace(tzinfo=ZoneInfo("Europe/Brussels"))


def test_a_code_of_an_application_is_asked_for_from_then_on(
    windows: Callable[..., BrowserContext], address: str
) -> None:
    page = windows(java_script_enabled=False).new_page()
    _sign_in(page, address, "joke")
    page.get_by_role("link", name="Ma connexion").click()
    page.get_by_role("button", name="Ajouter une application qui affiche des codes").click()
    page.fill("#id_current", PASSWORD)
    page.get_by_role("button", name="Continuer").click()
    secret = page.locator(".acc-secret").inner_text().replace(" ", "")
    _type_a_code(page, pyotp.TOTP(secret), "Confirmer")
    expect(page.locator("h1")).to_have_text("Vos codes sur papier")
    paper = page.locator(".acc-codes .acc-code").first.inner_text()

    other = windows(java_script_enabled=False).new_page()
    _sign_in(other, address, "joke")
    expect(other.locator("h1")).to_have_text("Votre second facteur")
    other.fill("#id_code", "000000")
    other.get_by_role("button", name="Continuer").click()
    expect(other.get_by_role("alert")).to_be_visible()
    other.fill("#id_code", paper)
    other.get_by_role("button", name="Continuer").click()
    expect(other).to_have_url(f"{address}/fr/obligations/")
    other.get_by_role("link", name="Ma connexion").click()
    expect(other.get_by_text("il reste 9 codes")).to_be_visible()
    other.get_by_role("button", name="Se déconnecter partout ailleurs").click()
    page.goto(f"{address}/fr/my-sign-in/")
    expect(page.locator("h1")).to_have_text("Se connecter")


def _type_a_code(page: Page, application: pyotp.TOTP, button: str) -> None:
    """The clock of the page shows minutes only: one of the codes of this minute is that of now."""
    now = int(_now(page).timestamp())
    for seconds in (0, 45):
        page.fill("#id_code", application.at(now + seconds))
        page.get_by_role("button", name=button).click()
        if page.locator("#id_code").count() == 0:
            return


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
    _sign_in(page, named, "heidi")
    page.goto(f"{named}/fr/my-sign-in/passkey/")
    page.fill("#id_name", "Téléphone")
    page.fill("#id_current", PASSWORD)
    page.get_by_role("button", name="Demander à l’appareil").click()
    expect(page.locator("h1")).to_have_text("Vos codes sur papier")

    page.get_by_role("button", name="Se déconnecter").click()
    _sign_in(page, named, "heidi")
    expect(page.locator("h1")).to_have_text("Votre second facteur")
    page.get_by_role("button", name="Utiliser ma clé d’accès").click()
    expect(page).to_have_url(f"{named}/fr/obligations/")

    page.goto(f"{named}/fr/my-sign-in/")
    page.get_by_role("link", name="Retirer la clé d’accès").click()
    page.fill("#id_current", PASSWORD)
    page.locator("main button[type=submit]").click()
    expect(page.get_by_role("status")).to_contain_text("retirée")
    page.get_by_role("button", name="Se déconnecter").click()
    _sign_in(page, named, "heidi")
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
    page.get_by_role("button", name="Choisir une carte de test").click()
    page.get_by_role("button", name="Femke").click()
    page.get_by_role("button", name="L’apporter au portail").click()
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
    _sign_in(page, address, username)
    expect(page.locator("h1")).to_have_text("Ce que vous aviez tapé")
    page.get_by_role("button", name="L’envoyer maintenant").click()


@SCRIPT
def test_a_draft_survives_the_end_of_the_session(
    javascript: bool, windows: Callable[..., BrowserContext], address: str
) -> None:
    page = windows(java_script_enabled=javascript).new_page()
    _sign_in(page, address, "dominique")
    page.goto(f"{address}/fr/communications/new/")
    page.get_by_label("Suspension prévue, ouvriers").check()
    page.get_by_role("button", name="Commencer").click()
    page.get_by_label("Non, notre propre personnel seulement").check()
    page.get_by_role("button", name="Continuer").click()
    asked = page.url
    page.get_by_label("Des travailleurs, par leur nom").check()
    page.context.clear_cookies(name="sessionid")
    page.get_by_label("Sacha Beispiel").check()
    page.get_by_role("button", name="Continuer").click()
    _come_back(page, address, "dominique")
    expect(page.locator("h1")).to_contain_text("Quand la suspension")
    page.goto(asked)
    expect(page.get_by_label("Sacha Beispiel")).to_be_checked()


@SCRIPT
def test_a_declaration_survives_the_end_of_the_session(
    javascript: bool, windows: Callable[..., BrowserContext], address: str
) -> None:
    page = windows(java_script_enabled=javascript).new_page()
    _sign_in(page, address, "dominique")
    page.goto(f"{address}/fr/declarations/")
    page.locator("a[href*='/declarations/hours/']").first.click()
    page.fill("#id_remark", "Remarque qui ne se perd pas")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Vérifier", exact=True).click()
    _come_back(page, address, "dominique")

    assert "Remarque qui ne se perd pas" in page.content()


@SCRIPT
def test_the_card_survives_the_end_of_the_session(
    javascript: bool, windows: Callable[..., BrowserContext], address: str
) -> None:
    person = "femke" if javascript else "camille"
    page = windows(java_script_enabled=javascript).new_page()
    _sign_in(page, address, person)
    page.locator("td a[aria-current=date]").click()
    page.get_by_label("Vacances").check()
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Enregistrer").click()
    _come_back(page, address, person)

    expect(page.get_by_role("status")).to_contain_text("Inscrit")


STRANGER = ("/sign-in/", "/sign-in/card/", "/forgotten/", "/forgotten/unknown/")
MANAGER = (
    "/my-sign-in/",
    "/my-sign-in/address/",
    "/my-sign-in/address/unknown/",
    "/my-sign-in/application/",
    "/my-sign-in/passkey/",
    "/what-you-typed/",
)
OFFICER = ("/office/codes/", "/office/codes/?q=e")


@pytest.mark.parametrize(
    ("person", "pages"), [("", STRANGER), ("sam", MANAGER), ("inge", OFFICER)], ids=str
)
def test_no_violation(
    person: str, pages: tuple[str, ...], windows: Callable[..., BrowserContext], named: str
) -> None:
    page, found = windows().new_page(), []
    if person:
        _sign_in(page, named, person)
    for path in pages:
        found += faults_at(page, f"{named}/fr{path}")

    assert found == []


def test_no_violation_from_the_first_codes_to_the_second_factor(
    windows: Callable[..., BrowserContext], address: str
) -> None:
    manager = windows().new_page()
    _sign_in(manager, address, "pascale")
    manager.goto(f"{address}/fr/access/users/new/")
    manager.get_by_label("Nom", exact=True).fill("Ilse Exemple")
    manager.get_by_label("Français").check()
    manager.get_by_label("Consultation : tout lire").check()
    manager.get_by_role("button", name="Ajouter").click()
    expect(manager.locator("h1")).to_have_text("Premiers codes")
    found = faults_here(manager)
    manager.get_by_role("button", name="Générer et afficher les codes").click()
    name, password = manager.locator("main strong.acc-code").all_inner_texts()
    found += faults_here(manager)

    page = windows().new_page()
    _sign_in(page, address, name, password)
    page.locator("main a[role=button]").click()
    page.fill("#id_username", "ilseexemple26")
    page.fill("#id_password", OWN_PASSWORD)
    page.fill("#id_again", OWN_PASSWORD)
    page.locator("main button[type=submit]").click()
    page.get_by_role("button", name="Confirmer").click()

    page = windows().new_page()
    _sign_in(page, address, "ilseexemple26", OWN_PASSWORD)
    page.get_by_role("link", name="Ma connexion").click()
    page.get_by_role("button", name="Ajouter une application qui affiche des codes").click()
    page.fill("#id_current", OWN_PASSWORD)
    page.get_by_role("button", name="Continuer").click()
    secret = page.locator(".acc-secret").inner_text().replace(" ", "")
    found += faults_here(page)
    _type_a_code(page, pyotp.TOTP(secret), "Confirmer")
    expect(page.locator("h1")).to_have_text("Vos codes sur papier")
    found += faults_here(page)

    other = windows().new_page()
    _sign_in(other, address, "ilseexemple26", OWN_PASSWORD)
    expect(other.locator("h1")).to_have_text("Votre second facteur")
    found += faults_here(other)
    other.fill("#id_code", "000000")
    other.get_by_role("button", name="Continuer").click()
    expect(other.get_by_role("alert")).to_be_visible()
    found += faults_here(other)

    assert found == []
