"""The marks of a card on a page: a letter, a few words, a look."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accalmie.facts.cards import Mark


class Look(StrEnum):
    """How a box of the calendar looks; the value is the end of its style class."""

    WORK = "work"
    UNEMPLOYED = "tu"
    MARK = "mark"
    PLANNED = "plan"
    INACTIVE = "off"
    BLANK = "blank"
    OUTSIDE = "na"


class Choice(StrEnum):
    """What one may press; whether work elsewhere falls on a usual day follows from the day."""

    UNEMPLOYED = "unemployed"
    OWN_EMPLOYER = "own_employer"
    ELSEWHERE = "elsewhere"
    INCAPACITY = "incapacity"
    HOLIDAY = "holiday"
    OTHER = "other"
    OTHER_REGULAR_EMPLOYER = "other_regular_employer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One line of the legend, or one button of the sheet."""

    value: str
    look: Look
    letter: str
    word: str


WORK = frozenset(
    {
        Mark.OWN_EMPLOYER,
        Mark.ELSEWHERE_USUAL,
        Mark.ELSEWHERE_INACTIVE,
        Mark.OTHER_REGULAR_EMPLOYER,
    }
)


def mark_of(choice: Choice, *, is_inactive_day: bool) -> Mark:
    """The mark that a choice makes on such a day (T71)."""
    if choice is Choice.ELSEWHERE:
        return Mark.ELSEWHERE_INACTIVE if is_inactive_day else Mark.ELSEWHERE_USUAL
    return Mark(choice.value)


def choice_of(mark: Mark) -> Choice:
    """The button of a mark."""
    if mark in (Mark.ELSEWHERE_USUAL, Mark.ELSEWHERE_INACTIVE):
        return Choice.ELSEWHERE
    return Choice(mark.value) if mark is not Mark.NOT_APPLICABLE else Choice.OTHER


def buttons(*, is_second_job_offered: bool) -> tuple[Key, ...]:
    """The buttons of the sheet, in their order."""
    return tuple(
        Key(
            value=choice.value,
            look=look_of(choice),
            letter=letter_of(choice),
            word=button_word(choice),
        )
        for choice in Choice
        if is_second_job_offered or choice is not Choice.OTHER_REGULAR_EMPLOYER
    )


def legend(*, has_reports: bool, has_second_job: bool) -> tuple[Key, ...]:
    """What the boxes say."""
    keys = [
        _key(Choice.OWN_EMPLOYER, _("Work")),
        _key(Choice.UNEMPLOYED, _("Unemployment")),
        Key(value="", look=Look.PLANNED, letter="", word=_("Unemployment planned")),
        _key(Choice.INCAPACITY, _("Incapacity")),
        _key(Choice.HOLIDAY, _("Holiday")),
        _key(Choice.OTHER, _("Other, public holiday")),
        _key(Choice.ELSEWHERE, _("Work elsewhere")),
        Key(value="", look=Look.INACTIVE, letter="7", word=_("No activity")),
    ]
    if has_second_job:
        keys.append(_key(Choice.OTHER_REGULAR_EMPLOYER, _("Other regular employer")))
    if has_reports:
        keys.append(Key(value="reported", look=Look.MARK, letter="", word=_("Told after sending")))
    return tuple(keys)


def _key(choice: Choice, word: str) -> Key:
    return Key(value=choice.value, look=look_of(choice), letter=letter_of(choice), word=word)


def look_of(choice: Choice) -> Look:
    """How the box of a choice looks."""
    match choice:
        case Choice.UNEMPLOYED:
            return Look.UNEMPLOYED
        case Choice.OWN_EMPLOYER | Choice.ELSEWHERE | Choice.OTHER_REGULAR_EMPLOYER:
            return Look.WORK
        case Choice.INCAPACITY | Choice.HOLIDAY | Choice.OTHER:
            return Look.MARK
        case _unknown:
            assert_never(_unknown)


def letter_of(choice: Choice) -> str:
    """The letter in the box; it differs by language, and is never stored."""
    match choice:
        case Choice.UNEMPLOYED:
            return pgettext("card letter: unemployment", "U")
        case Choice.OWN_EMPLOYER:
            return pgettext("card letter: work for the employer", "W")
        case Choice.ELSEWHERE:
            return pgettext("card letter: work elsewhere", "X")
        case Choice.INCAPACITY:
            return pgettext("card letter: incapacity", "I")
        case Choice.HOLIDAY:
            return pgettext("card letter: holiday", "H")
        case Choice.OTHER:
            return pgettext("card letter: other", "O")
        case Choice.OTHER_REGULAR_EMPLOYER:
            return pgettext("card letter: other regular employer", "R")
        case _unknown:
            assert_never(_unknown)


def button_word(choice: Choice) -> str:
    """What stands on the button; its translations say where a long word may be parted."""
    match choice:
        case Choice.UNEMPLOYED:
            return pgettext("button of the card", "Unemployment")
        case Choice.OWN_EMPLOYER:
            return _("Work, this employer")
        case Choice.ELSEWHERE:
            return _("Work elsewhere")
        case Choice.INCAPACITY:
            return pgettext("button of the card", "Incapacity for work")
        case Choice.HOLIDAY:
            return _("Holiday")
        case Choice.OTHER:
            return _("Other: public holiday, rest")
        case Choice.OTHER_REGULAR_EMPLOYER:
            return _("My other regular employer")
        case _unknown:
            assert_never(_unknown)


def words_of(marks: Iterable[Mark]) -> str:
    """Several marks of one day in words."""
    return ", ".join(button_word(choice_of(mark)) for mark in marks)
