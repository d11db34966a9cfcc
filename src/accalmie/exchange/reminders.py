"""The e-mails of reminders: the link that confirms an address, the digest of the morning.

A digest and the note of what it tells are one transaction; sending comes after (``mails``). Killed
in between, the next run sends the digest; it is never written twice.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override

from accalmie.cases.access.models import Account
from accalmie.cases.days import belgian_day
from accalmie.cases.mails.acts import put_in_line
from accalmie.cases.reminders import telling, wishes
from accalmie.cases.reminders.dues import enterprise_numbers
from accalmie.cases.reminders.models import Wish
from accalmie.cases.reminders.telling import ToTell
from accalmie.exchange import reminder_texts as texts
from accalmie.facts.languages import Language
from accalmie.law.piece_wording import reminder_text

log = logging.getLogger(__name__)

_STOP = signing.Signer(salt="stop reminders")


@transaction.atomic
def ask(*, account: Account, address: str, at: datetime) -> Wish:
    """Note the wish to be reminded at an address, and send that address a link to confirm it."""
    wish, secret = wishes.ask(account=account, address=address, at=at)
    language = Language(account.language)
    link = _address("reminders_confirm", language, secret)
    put_in_line(
        address=address,
        subject=texts.CONFIRM_SUBJECT[language],
        text=texts.CONFIRM[language].format(link=link),
        language=language,
        at=at,
        unsubscribe_url="",
    )
    return wish


def remind(*, at: datetime) -> int:
    """Put the digests of this morning in line; return how many.

    What is wrong with one account is logged and stops none of the others.
    """
    count = 0
    for wish_id in wishes.confirmed():
        try:
            count += _remind_one(wish_id, at)
        except IntegrityError:
            log.info("reminded meanwhile", extra={"wish": str(wish_id)})
        except Exception:
            log.exception("not reminded", extra={"wish": str(wish_id)})
    return count


def wish_of(*, signature: str) -> UUID | None:
    """Whose reminders a link stops; None for a link that this portal never wrote."""
    try:
        return UUID(hex=_STOP.unsign(signature))
    except (signing.BadSignature, ValueError):
        return None


@transaction.atomic
def _remind_one(wish_id: UUID, at: datetime) -> int:
    wish = Wish.objects.select_related("account").get(id=wish_id)
    told = telling.to_tell(account=wish.account, today=belgian_day(at))
    if not told:
        return 0
    language = Language(wish.account.language)
    stop = _address("reminders_stop", language, _STOP.sign(wish.id.hex))
    page = _address("obligations", language)
    mail = put_in_line(
        address=wish.address,
        subject=texts.DIGEST_SUBJECT[language].format(number=len(told)),
        text=f"{_body(told, wish.account, language)}\n\n"
        + texts.FOOT[language].format(page=page, stop=stop),
        language=language,
        at=at,
        unsubscribe_url=stop,
    )
    telling.note(account=wish.account, told=told, mail=mail, at=at)
    return 1


def _body(told: Sequence[ToTell], account: Account, language: Language) -> str:
    numbers = enterprise_numbers(one.due for one in told) if account.sender_id else {}
    ordered = sorted(told, key=lambda one: telling.heading_order(one.occasion))
    parts = []
    for occasion, found in groupby(ordered, key=lambda one: one.occasion):
        lines = [texts.HEADINGS[occasion][language]]
        lines += [f"- {_line(one, numbers, language)}" for one in found]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _line(one: ToTell, numbers: dict[UUID, str], language: Language) -> str:
    due = one.due
    text = reminder_text(piece=due.piece, month=due.month, language=language)
    single, several = texts.WORKERS[language]
    whom = single if due.workers == 1 else several.format(number=due.workers)
    return f"{text} ({', '.join(filter(None, (whom, numbers.get(due.employer_id))))})"


def _address(route: str, language: Language, *arguments: str) -> str:
    with override(language.value):
        return settings.PUBLIC_URL + reverse(f"portal:{route}", args=arguments)
