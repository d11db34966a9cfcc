"""The Django app of the stock of paper cards."""

from django.apps import AppConfig


class CardStock(AppConfig):
    """Orders of paper cards, ranges of numbers, deliveries."""

    name = "accalmie.cases.card_stock"
    label = "card_stock"
