"""What somebody had typed when his session had ended: kept an hour, given back once."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from accalmie.cases.access.models import Account
from accalmie.cases.factors.models import KeptForm
from accalmie.cases.factors.sealing import Seals

LIVES = timedelta(hours=1)
MOST_BYTES = 1_000_000
MOST_FORMS = 5
_PURPOSE = "browser"

Fields = Mapping[str, Sequence[str]]


class TooLong(ValueError):
    """More than is kept."""


@transaction.atomic
def keep(
    *, browser: str, account_id: UUID, path: str, fields: Fields, seals: Seals, at: datetime
) -> None:
    """Keep the fields of a form; a newer one of the same page replaces it. Raises ``TooLong``."""
    content = json.dumps(dict(fields)).encode()
    if len(content) > MOST_BYTES:
        raise TooLong
    forget_old(at=at)
    mine = _of(browser, account_id, seals)
    mine.filter(path=path).delete()
    too_many = mine.order_by("-kept_at", "-id").values_list("id", flat=True)[MOST_FORMS - 1 :]
    KeptForm.objects.filter(id__in=list(too_many)).delete()
    KeptForm.objects.create(
        browser=seals.digest(purpose=_PURPOSE, text=browser),
        account_id=account_id,
        path=path,
        content=seals.seal(content),
        kept_at=at,
    )


def forget_old(*, at: datetime) -> None:
    """Delete what has waited too long."""
    KeptForm.objects.filter(kept_at__lt=at - LIVES).delete()


def kept_for(*, browser: str, account: Account, seals: Seals, at: datetime) -> QuerySet[KeptForm]:
    """What waits for this account in this browser, the newest first."""
    return (
        _of(browser, account.id, seals)
        .filter(claimed_at=None, kept_at__gte=at - LIVES)
        .order_by("-kept_at", "-id")
    )


def fields_of(*, kept: KeptForm, seals: Seals) -> dict[str, list[str]]:
    """What was typed, by name of the field."""
    return json.loads(seals.open(kept.content))


def claim(*, form_id: UUID, found: QuerySet[KeptForm], at: datetime) -> bool:
    """Tell whether this form may be sent now; of two requests one is the first."""
    return bool(found.order_by().filter(id=form_id).update(claimed_at=at))


def release(*, form_id: UUID) -> None:
    """Give a form back whose sending failed on our side."""
    KeptForm.objects.filter(id=form_id).update(claimed_at=None)


def drop(*, form_id: UUID) -> None:
    """Forget a form that was sent, or that nobody wants any more."""
    KeptForm.objects.filter(id=form_id).delete()


def _of(browser: str, account_id: UUID, seals: Seals) -> QuerySet[KeptForm]:
    digest = seals.digest(purpose=_PURPOSE, text=browser)
    return KeptForm.objects.filter(browser=digest, account_id=account_id)
