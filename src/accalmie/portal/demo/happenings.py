"""One act of the month with its instant, and who and what the files name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from stdnum import iban

from accalmie.cases.access.models import Account
from accalmie.cases.parties.models import Employer, Worker
from accalmie.facts.ids import bce, niss
from accalmie.portal.demo.data import WHOLE, told


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One act of the month; ``at`` belongs to this act alone, so that the journal tells it.

    ``needs_board`` marks the acts that ask the board, which otherwise follows at night.
    """

    at: datetime
    do: Callable[[], None]
    needs_board: bool = False


Happenings = Iterator[Happening]
_ONE_MINUTE = timedelta(minutes=1)


def each(entry: dict[str, Any]) -> Iterator[tuple[dict[str, Any], timedelta]]:
    """The entry of each worker that one entry names, and by how much later than the first."""
    for number, worker in enumerate(entry.get("workers", [entry.get("worker")])):
        yield {**entry, "worker": worker}, number * _ONE_MINUTE


@cache
def known_parties() -> dict[str, Any]:
    """Everybody whom any chapter knows."""
    return told(name="parties.yaml", chapters=WHOLE)


def worker(key: str) -> Worker:
    """The row of a worker."""
    return Worker.objects.get(niss=number_of(key))


def number_of(key: str) -> str:
    """The national number of a worker, with its check digits."""
    return niss.with_check_digits(known_parties()["workers"][key]["stem"])


def account_number_of(key: str) -> str:
    """An account that belongs to nobody, made from the number of a fictitious worker."""
    stem = f"999{known_parties()['workers'][key]['stem'][2:]}"
    national = f"{stem}{int(stem) % 97 or 97:02d}"
    return f"BE{iban.calc_check_digits(f'BE00{national}')}{national}"


def clerk_of(key: str) -> str:
    """Who sits at the counter of a worker's payment organisation."""
    known = known_parties()
    return str(known["counters"][known["workers"][key]["payer"]][0])


def employer(key: str) -> Employer:
    """The row of an employer."""
    number = bce.with_check_digits(known_parties()["employers"][key]["bce"])
    return Employer.objects.get(bce=number)


def account(name: str) -> Account:
    """The account of a user name."""
    return Account.objects.get(username=name)
