"""Electronic identities as rows: a keyed digest and an account, never a national number."""

from __future__ import annotations

from django.db import models

from accalmie.cases.access.models import Account
from accalmie.cases.keys import new_key


class Identity(models.Model):
    """One account of the person behind a national number.

    ``digest`` is the keyed digest of the number; without the key it tells nothing. One person may
    have several accounts: an officer can be somebody's worker too.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    digest = models.CharField(max_length=64)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="identities")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("account",), name="one_identity_per_account"),
        )
        indexes = (models.Index(fields=("digest",), name="identities_by_digest"),)
