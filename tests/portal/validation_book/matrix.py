"""The lines of the validation book in the matrix of access, and the things that they are about.

The book is that of the firm of communications in the matrix; its card raised a doubt.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from accalmie.cases.access.models import Account
from accalmie.cases.card_stock import acts as stock
from accalmie.cases.card_stock.models import CardOrder
from accalmie.cases.parties.models import Employer, Worker
from accalmie.cases.validation_book import acts
from accalmie.cases.validation_book.models import Question
from accalmie.facts.communications import Channel
from accalmie.facts.days import Month
from accalmie.facts.validationbook import OrderedCard
from tests.portal.conftest import NOW

EMPLOYERS = ("employer", "other_employer", "secretariat", "other_secretariat")
CLIENTS = ("employer", "other_employer", "secretariat")
"""The mandate of the other secretariat has ended: it acts for nobody."""
OWN = ("employer", "secretariat")
ENDED = {"other_secretariat": 403}
"""Whose mandate has ended is told so."""
OFFICERS = ("officer", "other_officer")
READERS = (*OFFICERS, "auditor")

KEY = UUID("6f0f1c1e-50c1-5d0e-9b6a-0d4a1f6b2aff")


def expected(closed: Mapping[str, object], *, goes_on: object) -> dict[tuple[str, str], dict]:
    """What each role gets, by route and method."""

    def line(roles: tuple[str, ...], answer: object = 200) -> dict:
        return {**closed, **dict.fromkeys(roles, answer)}

    return {
        **{(name, "GET"): line(EMPLOYERS) for name in ("book", "card_orders", "card_order_new")},
        ("card_order_new", "POST"): line(EMPLOYERS, 422),
        ("book_search", "GET"): line(EMPLOYERS, 405),
        ("book_search", "POST"): line(EMPLOYERS, 422),
        **{(name, "GET"): line(CLIENTS) for name in ("book_print", "book_enter")},
        ("book_enter", "POST"): line(CLIENTS, 422),
        ("book_enter_many", "GET"): line(CLIENTS),
        ("book_enter_many", "POST"): line(CLIENTS, 422),
        **{
            (name, "GET"): {**line(OWN), **ENDED}
            for name in ("book_entry", "book_correct", "book_cancel", "card_order")
        },
        **{(name, "POST"): {**line(OWN, 422), **ENDED} for name in ("book_correct", "book_cancel")},
        ("office_card_orders", "GET"): line(OFFICERS),
        ("office_card_order", "GET"): line(("officer",)),
        # An answer that is none is no page.
        ("office_card_order", "POST"): closed,
        ("book_question_close", "GET"): line(OFFICERS, 405),
        # Without an answer it leads back to the card.
        ("book_question_close", "POST"): line(OFFICERS, goes_on),
        **{(name, "GET"): line(READERS) for name in ("book_consult", "book_consult_entry")},
        ("book_consult", "POST"): line(READERS, 422),
        ("book_replace", "GET"): line(OFFICERS, 405),
        ("book_replace", "POST"): line(OFFICERS, 422),
    }


def arguments() -> dict[str, list[object]]:
    """The thing in the address of each route."""
    papier = Employer.objects.get(name__startswith="Papeteries")
    pascale = Account.objects.get(username="pascale")
    order = stock.order_cards(
        key=KEY,
        holder=papier,
        cards=OrderedCard.ORDINARY,
        count=10,
        joint_committee="327",
        needed_from=NOW.date(),
        by=pascale,
        at=NOW,
    )
    card = acts.Wanted(
        employer=papier,
        niss=Worker.objects.get(first_name="Robin").niss,
        month=Month(2024, 12),
        card_number="FA7000001",
    )
    (entry,) = acts.enter_cards(cards=[card], by=pascale, at=NOW, channel=Channel.PORTAL)
    question = Question.objects.get(entry=entry)
    assert CardOrder.objects.get(pk=order.pk).office is not None
    keys = {
        **dict.fromkeys(("card_order", "office_card_order"), order.id),
        **dict.fromkeys(
            ("book_entry", "book_correct", "book_cancel", "book_consult_entry", "book_replace"),
            entry.id,
        ),
        "book_question_close": question.id,
    }
    return {name: [key] for name, key in keys.items()}
