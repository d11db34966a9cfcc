"""E-mails as rows, from the act that asks for one until a server took it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from accalmie.cases.keys import new_key


class Mail(models.Model):
    """One e-mail to one address.

    ``text`` is emptied once a server took it: it may hold a link that opens something once.
    ``unsubscribe_url`` stops e-mails of its sort; empty for an answer to somebody's own question.
    ``next_try_at`` is None once it was sent or given up.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    address = models.EmailField()
    subject = models.CharField(max_length=150)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=2)
    unsubscribe_url = models.URLField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    next_try_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(given_up_at__isnull=True),
                name="a_mail_is_sent_or_given_up",
            ),
            models.CheckConstraint(
                condition=Q(next_try_at__isnull=False)
                | Q(sent_at__isnull=False)
                | Q(given_up_at__isnull=False),
                name="a_mail_waits_or_is_settled",
            ),
        )
        indexes = (models.Index(fields=("next_try_at", "id"), name="mails_that_wait"),)
