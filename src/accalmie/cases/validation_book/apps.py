"""The Django app of the validation book."""

from django.apps import AppConfig


class ValidationBook(AppConfig):
    """Paper cards entered, their versions, what a person must look at."""

    name = "accalmie.cases.validation_book"
    label = "validation_book"
