"""The Django app of the memberships."""

from django.apps import AppConfig


class Memberships(AppConfig):
    """Which payment organisation pays a worker."""

    name = "accalmie.cases.memberships"
    label = "memberships"
