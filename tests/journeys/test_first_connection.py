"""From the letter to the first page: own codes are chosen, confirmed, and used to sign in again."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.looking import faults_at, faults_here
from tests.journeys.turning import follow, give_codes, press

pytestmark = pytest.mark.browser

PASSWORD = "Lac_calme#2"


@pytest.fixture
def with_codes(anybody: Callable[..., Page]) -> Callable[..., Page]:
    """Makes the page of who typed the codes of the letter."""
    return partial(anybody, "poste26")


@pytest.mark.examines("first_connection", "first_connection_codes", "first_connection_confirm")
def test_no_violation_on_the_way_there(with_codes: Callable[..., Page], address: str) -> None:
    page = with_codes()
    expect(page).to_have_url(f"{address}/fr/first-connection/")
    found = faults_at(page, f"{address}/fr/first-connection/")
    found += faults_at(page, f"{address}/fr/first-connection/codes/")
    page.fill("#id_username", "Un nom")
    page.fill("#id_password", "mot")
    follow(page.locator("main button[type=submit]"))
    expect(page.locator("[data-met=no]").first).to_be_visible()
    found += faults_here(page)
    _type(page, "encorelibre26")
    expect(page).to_have_url(re.compile("/confirm/$"))
    found += faults_at(page, f"{address}/fr/first-connection/confirm/")

    assert found == []


@pytest.mark.examines("my_password")
def test_no_violation_on_the_page_of_the_password(
    somebody: Callable[..., Page], address: str
) -> None:
    page = somebody("dominique")
    assert faults_at(page, f"{address}/fr/my-password/") == []


def test_the_whole_way_without_javascript(with_codes: Callable[..., Page], address: str) -> None:
    page = with_codes(java_script_enabled=False)
    follow(page.get_by_role("button", name="Suivant", exact=True))
    _type(page, "dominique")
    expect(page.get_by_role("alert")).to_contain_text("déjà pris")
    expect(page.locator("[data-rule=user_name_free]")).to_have_attribute("data-met", "no")
    _type(page, "ruisseau26")
    expect(page.locator("main .acc-code")).to_have_text("ruisseau26")
    press(page, "Confirmer")
    expect(page.locator("h1")).to_have_text("Vos codes sont enregistrés")

    again = with_codes(java_script_enabled=False)
    expect(again.get_by_role("alert")).to_be_visible()

    follow(page.locator("main").get_by_role("button", name="Se connecter"))
    give_codes(page, "ruisseau26", PASSWORD)
    expect(page).to_have_url(f"{address}/fr/obligations/")


def test_rules_answer_while_one_types(somebody: Callable[..., Page], address: str) -> None:
    page = somebody("pascale")
    page.goto(f"{address}/fr/my-password/")
    for typed, length, spaces in (("Lac", "wait", "yes"), ("Lac ", "wait", "no")):
        page.fill("#id_password", typed)
        for rule, met in (("length", length), ("without_space", spaces)):
            line = page.locator(f"[data-rule=password_{rule}]")
            expect(line).to_have_attribute("data-met", met)
    page.fill("#id_password", PASSWORD)
    expect(page.locator("#password-rules [data-met=yes]")).to_have_count(4)
    page.fill("#id_again", PASSWORD[:4])
    expect(page.locator("[data-rule=again]")).to_have_attribute("data-met", "wait")
    page.fill("#id_again", PASSWORD[:4] + "x")
    expect(page.locator("[data-rule=again]")).to_have_attribute("data-met", "no")


def _type(page: Page, user_name: str) -> None:
    page.fill("#id_username", user_name)
    page.fill("#id_password", PASSWORD)
    page.fill("#id_again", PASSWORD)
    follow(page.locator("main button[type=submit]"))
