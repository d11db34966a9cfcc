"""The Django app of the cards."""

from django.apps import AppConfig


class Cards(AppConfig):
    """Control cards, their entries, late reports."""

    name = "accalmie.cases.cards"
    label = "cards"
