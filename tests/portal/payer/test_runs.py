"""Payment runs on screen: looked at, prepared, signed by another, told to the bank, paid."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from accalmie.cases.board.models import Standing
from accalmie.cases.payments.models import Payment, PaymentRun
from tests.cases import months
from tests.letters.pdf_reading import text_of

BY_HAND = "771.64"
"""91.2 h × 6 ÷ 38 = 14.40, hence 14.5; 19.20 × 38 ÷ 6 = 121.60, code 68, 72.65 a day; 14.5 × 72.65
is 1,053.43; less 26.75 %, 281.79."""


def prepared(client) -> PaymentRun:
    looked_at = client.get(reverse("portal:run_preview")).content.decode()
    total = re.search(r'name="total_cents" value="(\d+)"', looked_at)[1]
    client.post(reverse("portal:run_prepare"), {"execution_on": "2026-10-06", "total_cents": total})
    return PaymentRun.objects.get()


def test_from_the_preview_to_the_statement(whole, of) -> None:
    first, second = of(whole.clerk), of(whole.second_clerk)
    run = prepared(first)
    address = {
        name: reverse(f"portal:{name}", args=[run.id])
        for name in ("run_sign", "run_file", "run_paid", "payer_run")
    }

    assert first.get(address["run_file"]).status_code == 404
    first.post(address["run_sign"])
    run.refresh_from_db()
    assert run.status == "prepared"

    second.post(address["run_sign"])
    transfers = second.get(address["run_file"])
    assert transfers.headers["Content-Type"].startswith("application/xml")
    assert BY_HAND in [element.text for element in ElementTree.fromstring(transfers.content).iter()]

    second.post(address["run_paid"], {"paid_on": "2026-10-06"})
    assert months.row_of(whole).standing == Standing.PAID

    statement = first.get(reverse("portal:statement", args=[Payment.objects.get().id]))
    assert statement.headers["Content-Type"] == "application/pdf"
    assert "no-store" in statement.headers["Cache-Control"]
    text = text_of(statement.content)
    assert "771,64 €" in text.replace("\u00a0", " ")
    assert "281,79" in text


def test_a_payment_that_comes_back_can_be_paid_again(whole, of) -> None:
    first, second = of(whole.clerk), of(whole.second_clerk)
    run = prepared(first)
    second.post(reverse("portal:run_sign", args=[run.id]))
    payment = Payment.objects.get()
    address = reverse("portal:payment_returned", args=[payment.id])
    first.post(address, {"code": "x"})
    payment.refresh_from_db()
    assert payment.status == "ordered"

    first.post(address, {"code": "AC04"})
    payment.refresh_from_db()

    assert (payment.status, payment.return_code) == ("returned", "AC04")
    assert "771,64" not in first.get(reverse("portal:run_preview")).content.decode()
    row = months.row_of(whole)
    month = first.get(reverse("portal:payer_month", args=[row.id])).content.decode()
    assert "La banque a renvoyé un paiement (AC04)" in month

    form = reverse("portal:month_c1", args=[row.id])
    assert months.IBAN in first.get(form).content.decode()
    told = {"since": "2026-10-05", "iban": months.OTHER_IBAN, "bic": "WRONG"}
    refused = first.post(form, told)
    assert refused.status_code == 422
    assert {"bic", "is_sincere"} <= set(refused.context["form"].errors)
    assert first.post(form, told | {"bic": "", "is_sincere": "on"}).status_code == 302
    assert "771,64" in first.get(reverse("portal:run_preview")).content.decode()


def test_a_total_that_changed_is_shown_again_first(whole, of) -> None:
    of(whole.clerk).post(
        reverse("portal:run_prepare"), {"execution_on": "2026-10-06", "total_cents": "1"}
    )

    assert not PaymentRun.objects.exists()


def test_a_run_is_withdrawn_before_it_is_signed(whole, of) -> None:
    client = of(whole.clerk)
    run = prepared(client)
    client.post(reverse("portal:run_withdraw", args=[run.id]))
    run.refresh_from_db()

    assert run.status == "withdrawn"
    assert "771,64" in client.get(reverse("portal:run_preview")).content.decode()


def test_the_statement_is_written_in_the_language_of_the_worker(whole, of) -> None:
    whole.worker.language = "de"
    whole.worker.save()
    prepared(of(whole.clerk))
    pdf = of(whole.clerk).get(reverse("portal:statement", args=[Payment.objects.get().id])).content

    text = text_of(pdf).replace("\u00a0", " ")
    assert "Von Stunden zu Euro" in text
    assert "98,8 Std. gemeldet − 7,6 Std.: Urlaub 25.09" in text


# --- every organisation for itself


@pytest.fixture
def things(whole, of) -> dict[str, str]:
    """The address of everything that exists, by its route."""
    run = prepared(of(whole.clerk))
    row, payment = months.row_of(whole), run.payments.get()
    declaration = whole.worker.declarations.first()
    claim = whole.worker.claims.get()
    arguments = {
        "payer_month": row.id,
        "month_remind": row.id,
        "month_provisional": row.id,
        "month_automatic_claim": row.id,
        "paper_card": row.id,
        "payer_claim": claim.id,
        "claim_lodge": claim.id,
        "payer_run": run.id,
        "run_sign": run.id,
        "run_withdraw": run.id,
        "run_file": run.id,
        "run_paid": run.id,
        "payment_returned": payment.id,
        "statement": payment.id,
        "entitlement_letter": claim.entitlement.id,
        "declaration_print": declaration.id,
    }
    return {name: reverse(f"portal:{name}", args=[key]) for name, key in arguments.items()}


def test_another_organisation_finds_nothing_of_it(whole, of, things) -> None:
    stranger = of(whole.other_clerk)
    got = {
        (name, method): getattr(stranger, method)(address).status_code
        for name, address in things.items()
        for method in ("get", "post")
    }

    assert set(got.values()) <= {404, 405}
    assert Payment.objects.get().status == "proposed"
    for name in ("payer_months", "payer_claims", "payer_runs", "run_preview", "payer_questions"):
        text = stranger.get(reverse(f"portal:{name}")).content.decode()
        assert "Témoin" not in text, name


def test_nothing_is_stored_by_a_browser(whole, of, things) -> None:
    client = of(whole.clerk)
    for name in ("payer_month", "payer_claim", "payer_run", "entitlement_letter"):
        answer = client.get(things[name])

        assert answer.status_code == 200, name
        assert "no-store" in answer.headers["Cache-Control"], name


def test_the_declaration_is_printed_for_the_worker(whole, of) -> None:
    for declaration in whole.worker.declarations.all():
        pdf = (
            of(whole.clerk).get(reverse("portal:declaration_print", args=[declaration.id])).content
        )

        assert declaration.latest.ticket in text_of(pdf)
        assert whole.worker.niss not in text_of(pdf)
