"""The file for the bank: valid, the same every time, only once two persons stand behind it."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import pytest
from sepaxml.validation import try_valid_xml

from accalmie.cases.payments import acts, queries
from accalmie.cases.payments.models import PaymentRun
from accalmie.exchange import credit_transfers
from accalmie.exchange.credit_transfers import NoPayerAccount, NotSigned, PayerAccount
from tests.cases import months
from tests.cases.months import PAID_AT, SEPTEMBER

ACCOUNT = PayerAccount(name="Caisse d’essai", iban="BE82000999000168", bic="")
SPACE = f"{{urn:iso:std:iso:20022:tech:xsd:{credit_transfers.SCHEMA}}}"


@pytest.fixture
def team(who) -> months.Team:
    """A worker whose September is complete."""
    team = months.team(who)
    months.whole_month(team)
    return team


def prepared(team: months.Team) -> PaymentRun:
    return acts.prepare_run(
        computations=list(queries.payable_by(account=team.clerk, month=SEPTEMBER)),
        execution_on=date(2026, 10, 6),
        by=team.clerk,
        at=PAID_AT,
    )


def signed(team: months.Team) -> PaymentRun:
    return acts.sign_run(run=prepared(team), by=team.second_clerk, at=PAID_AT)


def texts(content: bytes, tag: str) -> list[str | None]:
    return [element.text for element in ElementTree.fromstring(content).iter(f"{SPACE}{tag}")]


def test_the_file_is_valid_and_says_what_was_computed(team: months.Team) -> None:
    run = signed(team)
    content = credit_transfers.file_of(run=run, account=ACCOUNT)
    try_valid_xml(content, credit_transfers.SCHEMA)

    assert texts(content, "InstdAmt") == ["771.64"]
    assert set(texts(content, "CtrlSum")) == {"771.64"}
    assert texts(content, "IBAN") == ["BE82000999000168", months.IBAN]
    assert texts(content, "Dt") == ["2026-10-06"]
    assert texts(content, "EndToEndId") == [run.payments.get().id.hex]
    assert "1053,43" in (texts(content, "Ustrd")[0] or "")


def test_the_same_run_gives_the_same_bytes(team: months.Team) -> None:
    run = signed(team)
    first, second = (credit_transfers.file_of(run=run, account=ACCOUNT) for _ in range(2))

    assert first == second
    assert texts(first, "CreDtTm") == ["2026-10-05T10:00:00"]


def test_no_national_number_leaves_with_the_file(team: months.Team) -> None:
    content = credit_transfers.file_of(run=signed(team), account=ACCOUNT)

    assert team.worker.niss.encode() not in content


def test_a_run_that_one_person_alone_wants_gives_no_file(team: months.Team) -> None:
    with pytest.raises(NotSigned):
        credit_transfers.file_of(run=prepared(team), account=ACCOUNT)


def test_an_organisation_without_an_account_is_refused(team, settings, tmp_path) -> None:
    settings.PAYER_ACCOUNTS = tmp_path / "accounts.yaml"
    with pytest.raises(NoPayerAccount):
        credit_transfers.account_of(payer=team.payer)

    settings.PAYER_ACCOUNTS.write_text(
        'A: {name: Caisse A, iban: BE82000999000168, bic: ""}', encoding="utf-8"
    )
    assert credit_transfers.account_of(payer=team.payer).iban == "BE82000999000168"
