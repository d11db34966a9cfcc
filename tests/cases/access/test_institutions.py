"""Accounts of officers, payment organisations, inspection and administrators."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.contrib.auth.hashers import check_password

from accalmie.cases.access.institutions import (
    INSTITUTIONS,
    ClosedAlready,
    CodeTaken,
    NewAccount,
    NotOfAnInstitution,
    UnknownBody,
    WrongBody,
    accounts_of_institutions,
    add_payment_organisation,
    close_account,
    open_account,
)
from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import NotAllowed
from accalmie.cases.access.roles import ACCOUNT_ROLES, SYSTEM, Role
from accalmie.cases.journal.models import Event
from accalmie.cases.parties.models import Office, PaymentOrganisation
from accalmie.facts.languages import Language
from tests.cases.situations import THURSDAY, account

AUDITOR = NewAccount(role=Role.AUDITOR, display_name="Odile Gabarit", language=Language.FR)
ADMIN = replace(AUDITOR, role=Role.ADMIN)
OFFICER = replace(AUDITOR, role=Role.OFFICER, office_code="liege")
PAYER = replace(AUDITOR, role=Role.PAYER, payment_organisation_code="A")
NAMES = {language: f"Fund {language}" for language in Language}
NOW = {"by": SYSTEM, "at": THURSDAY}


@pytest.fixture(autouse=True)
def _quick_hashes(settings) -> None:
    """Hashing is slow on purpose; how slow is not tested here."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.mark.parametrize("new", [OFFICER, PAYER, AUDITOR, ADMIN], ids=lambda new: new.role.value)
def test_an_account_has_its_body_and_codes_that_expire(new, who) -> None:
    made, codes = open_account(account=new, **NOW)
    made.refresh_from_db()
    body = made.office or made.payment_organisation
    assert (made.role, body and body.code) == (
        new.role,
        new.office_code or new.payment_organisation_code,
    )
    assert (made.username, made.has_posted_codes) == (codes.user_name, True)
    assert check_password(codes.password, made.password)
    assert made.posted_codes_expire_at == codes.expire_at > THURSDAY
    told = Event.objects.get(subject=made.id)
    assert (told.act, told.data["role"]) == ("open_account", new.role)
    assert codes.password not in str(told.data)
    assert new.display_name not in str(told.data)


def test_an_office_comes_from_the_table_when_its_first_officer_does(who) -> None:
    assert not Office.objects.filter(code="liege").exists()
    made, _ = open_account(account=OFFICER, **NOW)
    open_account(account=OFFICER, **NOW)
    assert Office.objects.get(code="liege") == made.office
    assert made.office.name(Language.NL) == "Luik"


@pytest.mark.parametrize(
    "new",
    [
        replace(OFFICER, office_code=None),
        replace(OFFICER, payment_organisation_code="A"),
        replace(PAYER, payment_organisation_code=None),
        replace(PAYER, office_code="liege"),
        replace(AUDITOR, office_code="liege"),
        replace(ADMIN, payment_organisation_code="A"),
    ],
)
def test_who_names_another_body_than_his_role_has_is_refused(new, who) -> None:
    before = Account.objects.count()
    with pytest.raises(WrongBody):
        open_account(account=new, **NOW)
    assert Account.objects.count() == before


def test_a_code_that_nobody_has_tells_which_there_are(who) -> None:
    with pytest.raises(UnknownBody) as no_office:
        open_account(account=replace(OFFICER, office_code="atlantis"), **NOW)
    with pytest.raises(UnknownBody) as no_payer:
        open_account(account=replace(PAYER, payment_organisation_code="Z"), **NOW)
    assert "liege" in no_office.value.known
    assert no_payer.value.known == ("A",)


@pytest.mark.parametrize("role", [role for role in ACCOUNT_ROLES if role not in INSTITUTIONS])
def test_firms_secretariats_and_workers_are_not_opened_here(role, who) -> None:
    with pytest.raises(NotOfAnInstitution):
        open_account(account=replace(AUDITOR, role=role), **NOW)


def test_a_firm_is_not_closed_here(who) -> None:
    with pytest.raises(NotOfAnInstitution):
        close_account(account=who.manager, **NOW)
    who.manager.refresh_from_db()
    assert who.manager.is_active


def test_a_closed_account_stays_closed_and_is_told_once(who) -> None:
    close_account(account=who.first_officer, **NOW)
    with pytest.raises(ClosedAlready):
        close_account(account=who.first_officer, **NOW)
    who.first_officer.refresh_from_db()
    assert not who.first_officer.is_active
    assert Event.objects.filter(act="close_account", subject=who.first_officer.id).count() == 1


def test_an_administrator_may_and_nobody_else_who_signs_in(who) -> None:
    others = {
        Role.EMPLOYER: who.manager,
        Role.SECRETARIAT: who.secretariat,
        Role.OFFICER: who.first_officer,
        Role.PAYER: who.payer,
        Role.AUDITOR: account("auditor", Role.AUDITOR),
    }
    for by in others.values():
        with pytest.raises(NotAllowed):
            open_account(account=ADMIN, by=by, at=THURSDAY)
        with pytest.raises(NotAllowed):
            close_account(account=who.second_officer, by=by, at=THURSDAY)
        with pytest.raises(NotAllowed):
            add_payment_organisation(code="B", names=NAMES, by=by, at=THURSDAY)
    admin, _ = open_account(account=ADMIN, **NOW)
    made, _ = open_account(account=OFFICER, by=admin, at=THURSDAY)
    close_account(account=made, by=admin, at=THURSDAY)
    assert [*Event.objects.filter(actor=admin.id).values_list("act", flat=True)] == [
        "open_account",
        "close_account",
    ]


def test_a_payment_organisation_is_added_once_and_keeps_its_names(who) -> None:
    first = add_payment_organisation(code="B", names=NAMES, **NOW)
    assert add_payment_organisation(code="B", names=NAMES, **NOW) == first
    with pytest.raises(CodeTaken):
        add_payment_organisation(code="B", names=NAMES | {Language.DE: "Kasse"}, **NOW)
    assert PaymentOrganisation.objects.get(code="B").name_de == NAMES[Language.DE]
    assert Event.objects.filter(act="add_payment_organisation").count() == 1


def test_the_list_holds_them_all_and_no_firm(who) -> None:
    close_account(account=who.first_officer, **NOW)
    listed = [one.username for one in accounts_of_institutions()]
    assert listed == ["elsewhere", "second", "first", "payer"]
