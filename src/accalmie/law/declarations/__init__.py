"""The employer's declarations of social risk: when they are due, and what they may hold."""

from accalmie.law.declarations.due import constat_due, hours_due
from accalmie.law.declarations.hours import closure_hours_left, examine_hours

__all__ = ["closure_hours_left", "constat_due", "examine_hours", "hours_due"]
