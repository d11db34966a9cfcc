"""The file that orders a bank to pay a run: a SEPA credit transfer (ISO 20022, pain.001.001.09).

The same run gives the same bytes: keys and instants are those of the run. Each file is validated
against its published schema before anybody gets it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import yaml
from django.conf import settings
from sepaxml import SepaTransfer
from sepaxml.validation import try_valid_xml

from accalmie.cases.days import BRUSSELS
from accalmie.cases.parties.models import PaymentOrganisation
from accalmie.cases.payments.models import Payment, PaymentRun
from accalmie.cases.payments.statuses import RunStatus

SCHEMA = "pain.001.001.09"
_NAMESPACE = f"urn:iso:std:iso:20022:tech:xsd:{SCHEMA}"


class NotSigned(ValueError):
    """A run goes to the bank only after a second person signed it."""


class NoPayerAccount(LookupError):
    """Nobody told from which account this payment organisation pays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PayerAccount:
    """The account from which a payment organisation pays."""

    name: str
    iban: str
    bic: str


def account_of(*, payer: PaymentOrganisation) -> PayerAccount:
    """The account told in the file of the setting ``PAYER_ACCOUNTS``; raises ``NoPayerAccount``."""
    path = settings.PAYER_ACCOUNTS
    told = _told(path) if path is not None and path.exists() else {}
    if payer.code not in told:
        raise NoPayerAccount(f"no account of {payer.code} is known")
    return PayerAccount(**told[payer.code])


def file_of(*, run: PaymentRun, account: PayerAccount) -> bytes:
    """The credit transfers of a signed run as XML; raises ``NotSigned``.

    Payments that came back stay in the file: it says what was ordered, not what became of it.
    """
    if run.status != RunStatus.ORDERED or run.signed_at is None:
        raise NotSigned("another person signs first")
    payer = {"name": account.name, "IBAN": account.iban, "batch": True, "currency": "EUR"}
    if account.bic:
        payer["BIC"] = account.bic
    transfers = SepaTransfer(payer, schema=SCHEMA, clean=True)
    for payment in run.payments.order_by("id"):
        transfers.add_payment(_told_to_bank(payment, run))
    return _with_our_marks(transfers.export(validate=False), run)


def _told_to_bank(payment: Payment, run: PaymentRun) -> dict[str, Any]:
    told = {
        "name": payment.holder,
        "IBAN": payment.iban,
        "amount": payment.amount_cents,
        "execution_date": run.execution_on,
        "description": payment.statement,
        "endtoend_id": payment.id.hex,
    }
    return told | ({"BIC": payment.bic} if payment.bic else {})


def _with_our_marks(written: bytes, run: PaymentRun) -> bytes:
    """Put key and instant of the run where the library writes a random key and the clock."""
    assert run.signed_at is not None, "only signed runs are written"
    ElementTree.register_namespace("", _NAMESPACE)
    tree = ElementTree.fromstring(written)
    for path, text in (
        ("MsgId", run.id.hex),
        ("CreDtTm", run.signed_at.astimezone(BRUSSELS).strftime("%Y-%m-%dT%H:%M:%S")),
        ("PmtInfId", run.id.hex),
    ):
        for element in tree.iter(f"{{{_NAMESPACE}}}{path}"):
            element.text = text
    marked = ElementTree.tostring(tree, encoding="utf-8", xml_declaration=True)
    try_valid_xml(marked, SCHEMA)
    return bytes(marked)


@cache
def _told(path: Path) -> Mapping[str, Mapping[str, str]]:
    content: Mapping[str, Mapping[str, str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content
