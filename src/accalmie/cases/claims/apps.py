"""The Django app of the claims."""

from django.apps import AppConfig


class Claims(AppConfig):
    """Claims, entitlements, transfers between payment organisations."""

    name = "accalmie.cases.claims"
    label = "claims"
