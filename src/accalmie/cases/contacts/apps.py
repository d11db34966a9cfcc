"""The Django app of the contact form."""

from django.apps import AppConfig


class Contacts(AppConfig):
    """Messages to an office, and its answers."""

    name = "accalmie.cases.contacts"
    label = "contacts"
