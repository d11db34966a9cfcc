"""Letters with codes: sealed when they are made, in clear for who issued them, once."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from accalmie.cases.access.models import Account
from accalmie.cases.factors.models import CodesLetter
from accalmie.cases.factors.sealing import Seals
from accalmie.cases.factors.telling import tell

WAITS = timedelta(hours=1)
"""A letter that nobody fetched in this time cannot be fetched any more; issue the codes again."""


class NotToFetch(LookupError):
    """It was fetched already, has waited too long, or a newer letter replaced it."""


@transaction.atomic
def keep(
    *, account: Account, by: Account, pdf: bytes, expire_at: datetime, seals: Seals, at: datetime
) -> CodesLetter:
    """Keep a letter until it is fetched; earlier ones of the account cannot be fetched any more."""
    over = Q(account=account) | Q(issued_at__lt=at - WAITS)
    CodesLetter.objects.filter(over, content__isnull=False).update(content=None)
    return CodesLetter.objects.create(
        account=account,
        issued_by=by,
        issued_at=at,
        expire_at=expire_at,
        content=seals.seal(pdf),
    )


@transaction.atomic
def fetch(*, letter: CodesLetter, by: Account, seals: Seals, at: datetime) -> bytes:
    """The letter as PDF, once. Raises ``NotToFetch``."""
    letter = CodesLetter.objects.select_for_update().get(pk=letter.pk)
    if letter.content is None or at - letter.issued_at > WAITS or letter.issued_by_id != by.id:
        raise NotToFetch
    pdf = seals.open(letter.content)
    letter.content, letter.fetched_at = None, at
    letter.save(update_fields=["content", "fetched_at"])
    tell(act="fetch_codes_letter", account=letter.account, by=by, at=at)
    return pdf
