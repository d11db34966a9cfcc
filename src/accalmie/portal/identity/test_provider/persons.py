"""The fictitious persons whom one may choose to be."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from accalmie.facts.ids import niss
from accalmie.portal.demo.data import read
from accalmie.portal.languages import current_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who exists only here; ``about`` says what is worth a look, by language."""

    key: str
    first_name: str
    name: str
    niss: str
    role: str
    about: dict[str, str]

    @property
    def subject(self) -> str:
        """The opaque name that tokens carry."""
        digest = hmac.new(settings.SECRET_KEY.encode(), self.niss.encode(), hashlib.sha256)
        return digest.hexdigest()[:32]

    @property
    def what(self) -> str:
        """What is worth a look, in the language of the page."""
        return self.about.get(current_language().value, "")


def persons() -> tuple[Person, ...]:
    """Everybody: the workers of the register, then those that stand only in this list."""
    workers = read("parties.yaml")["workers"]
    return tuple(
        _person(entry, workers[entry["worker"]] if "worker" in entry else entry)
        for entry in read("identities.yaml")
    )


def groups() -> tuple[tuple[str, tuple[Person, ...]], ...]:
    """Everybody, by what they are."""
    titles = {
        "worker": _("Workers"),
        "officer": _("Officers"),
        "payer": _("Payment organisation"),
        "nobody": _("Somebody whom nobody knows"),
    }
    everybody = persons()
    return tuple(
        (title, tuple(person for person in everybody if person.role == role))
        for role, title in titles.items()
    )


def person_of(key: str) -> Person | None:
    """Who has this key."""
    return next((person for person in persons() if person.key == key), None)


def _person(entry: dict, known: dict) -> Person:
    return Person(
        key=entry.get("worker") or entry.get("account") or entry["key"],
        first_name=known["first_name"],
        name=known["name"],
        niss=niss.with_check_digits(known["stem"]),
        role=entry["role"],
        about=entry.get("about", {}),
    )
