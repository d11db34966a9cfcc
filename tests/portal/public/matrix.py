"""The lines of the public pages and of the office's messages in the matrix of access."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import uuid4

from accalmie.cases.access.models import Account
from accalmie.cases.contacts.models import ContactMessage, Topic
from tests.portal.conftest import NOW

PAGES = (
    "guide_about",
    "guide_who",
    "guide_after",
    "guide_steps",
    "guide_library",
    "guide_codes",
    "guide_schema",
    "guide_sample",
    "guide_message",
    "guide_calendar",
    "guide_contact",
)


def expected(
    closed: Mapping[str, object], *, everybody: Mapping[str, object], goes_on: object
) -> dict[tuple[str, str], dict]:
    """What each role gets, by route and method."""
    officers = {"officer": 200, "other_officer": 200}
    return {
        **{(name, "GET"): dict(everybody) for name in PAGES},
        ("guide_contact", "POST"): dict.fromkeys(everybody, 422),
        # Nothing was sent: it leads to the form.
        ("guide_contact_sent", "GET"): dict.fromkeys(everybody, goes_on),
        ("contact_inbox", "GET"): {**closed, **officers},
        ("contact_message", "GET"): {**closed, "officer": 200},
        ("contact_answer", "GET"): {**closed, **dict.fromkeys(officers, 405)},
        ("contact_answer", "POST"): {**closed, "officer": 422},
        ("contact_done", "GET"): {**closed, **dict.fromkeys(officers, 405)},
        ("contact_done", "POST"): {**closed, "officer": goes_on},
    }


def arguments() -> dict[str, list[object]]:
    """The thing in the address of each route: a message to the office of ``andrea``."""
    message = ContactMessage.objects.create(
        number="CTESTTEST",
        form_key=uuid4(),
        name="Ange Essai",
        email="ange@firm.example",
        topic=Topic.OTHER,
        text="Une question",
        language="fr",
        office=Account.objects.get(username="andrea").office,
        received_at=NOW,
    )
    names = ("contact_message", "contact_answer", "contact_done")
    return {
        "guide_schema": ["TWCT001"],
        "guide_sample": ["WECH005_hours"],
        "guide_message": ["TWCT001"],
        **{name: [message.id] for name in names},
    }
