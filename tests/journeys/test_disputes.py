"""An opposed change of payment organisation up to the ruling; what the committee decided."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.looking import faults_at

pytestmark = pytest.mark.browser

NEW = "Caisse syndicale Témoin"


def go(there: Locator) -> None:
    """Follow a link or press a button, and be on the page that answers."""
    with there.page.expect_navigation():
        there.click()


@pytest.mark.examines("payer_dispute", "disputes", "office_dispute")
def test_the_office_rules_on_a_change_that_was_opposed(
    somebody: Callable[..., Page], address: str
) -> None:
    worker = somebody("camille", locale="fr-BE")
    worker.goto(f"{address}/fr/my/file/")
    go(worker.get_by_role("link", name="Changer d’organisme de paiement"))
    change = worker.url
    worker.get_by_label(NEW).check()
    go(worker.get_by_role("button", name="Demander le changement"))

    former = somebody("alexis", locale="fr-BE")
    go(former.get_by_role("link", name="Mutations (1)"))
    go(former.get_by_role("link", name="Camille Modèle"))
    former.check("input[name=answer][value=oppose]")
    former.fill("#id_debt", "120")
    go(former.get_by_role("button", name="Donner cette réponse"))

    new = somebody("ysaline", java_script_enabled=False, locale="fr-BE")
    new.goto(f"{address}/fr/payment-organisation/changes/?which=all")
    go(new.get_by_role("link", name="Camille Modèle"))
    go(new.get_by_role("button", name="Le porter devant le bureau"))
    found = faults_in_a_window_with_script(somebody, "ysaline", new.url)
    new.fill("#id_reason", "La dette est payée depuis hier.")
    go(new.get_by_role("button", name="Envoyer le formulaire C8-litige"))
    expect(new.locator(".acc-status--block")).to_contain_text("Au bureau")

    office = somebody("andrea", locale="fr-BE")
    found += faults_at(office, f"{address}/fr/office/disputes/")
    go(office.get_by_role("link", name="Camille Modèle"))
    found += faults_at(office, office.url)
    assert found == []
    office.check("input[name=ruling][value=goes]")
    office.fill("#id_reason", "La preuve du paiement est là.")
    go(office.get_by_role("button", name="Enregistrer la décision"))
    expect(office.locator(".acc-status--block")).to_contain_text("le changement a lieu")

    worker.goto(change)
    expect(worker.get_by_text("Lettre du bureau")).to_be_visible()


def faults_in_a_window_with_script(somebody: Callable[..., Page], who: str, url: str) -> list[str]:
    """axe itself needs the script that the walk does without."""
    return faults_at(somebody(who, locale="fr-BE"), url)


@pytest.mark.examines("strikes")
def test_the_decision_of_the_committee_needs_no_script(
    anybody: Callable[..., Page], somebody: Callable[..., Page], address: str
) -> None:
    office = anybody("andrea", java_script_enabled=False, locale="fr-BE")
    page = f"{address}/fr/office/strikes/"
    office.goto(page)
    go(office.get_by_role("button", name="Enregistrer la décision du comité"))
    expect(office.locator(".govuk-error-summary")).to_be_visible()
    office.fill("#id_numbers", "0999.000.129")
    for name, day in (("first_day", "16.11.2026"), ("last_day", "20.11.2026")):
        office.fill(f"#id_{name}", day)
    office.fill("#id_decided_on", "17.11.2026")
    office.fill("#id_reference", "CG 2026/14")
    office.check("input[name=result][value=granted]")
    office.fill("#id_text", "Les travailleurs des unités qui ne sont pas en grève.")
    go(office.get_by_role("button", name="Enregistrer la décision du comité"))
    expect(office.locator("tbody")).to_contain_text("CG 2026/14")

    assert faults_in_a_window_with_script(somebody, "andrea", page) == []
