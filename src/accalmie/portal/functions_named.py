"""The functions of mandates and rights, as people read them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from django.utils.translation import gettext as _

from accalmie.cases.access.functions import Function
from accalmie.law import words
from accalmie.portal.languages import current_language


def function_name(function: Function) -> str:
    """The name of a function."""
    match function:
        case Function.COMMUNICATIONS:
            return _("Communications")
        case Function.DECLARATIONS:
            return _("Declarations")
        case Function.VALIDATION_BOOK:
            return _("Validation book")
        case Function.CONSULTATION:
            return _("Consultation")
        case Function.ACCESS:
            return _("Users and mandates")
        case _unknown:
            assert_never(_unknown)


def function_about(function: Function) -> str:
    """What a function opens, in a few words."""
    match function:
        case Function.COMMUNICATIONS:
            return _("Communications: send, change, cancel, read")
        case Function.DECLARATIONS:
            return _("Declarations: send, change, cancel, read")
        case Function.VALIDATION_BOOK:
            return _("Validation book: order cards, enter, read")
        case Function.CONSULTATION:
            return _("Consultation: read everything, send nothing")
        case Function.ACCESS:
            return _("Users and mandates: add, change, end")
        case _unknown:
            assert_never(_unknown)


def function_names(functions: Iterable[Function]) -> str:
    """Several functions in one line, in their order."""
    found = frozenset(functions)
    names = tuple(function_name(function) for function in Function if function in found)
    return words.enumeration(names, current_language())
