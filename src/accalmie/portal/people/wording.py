"""In words: why a file is not read, what is wrong with a cell or a row, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from django.conf import settings
from django.utils.translation import gettext as _

from accalmie.cases.staff.planning import Obstacle, Planned
from accalmie.law import words
from accalmie.portal.languages import current_language
from accalmie.portal.tables.cells import Fault
from accalmie.portal.tables.columns import HEADINGS, Column
from accalmie.portal.tables.refusals import Limits, Refusal, Why
from accalmie.portal.tables.workers import Mistake


@dataclass(frozen=True, slots=True, kw_only=True)
class WordedFault:
    """A mistake with its place: row, column, what is written there, and what to do."""

    row: int
    column: str
    written: str
    text: str


def limits(*, rows: int) -> Limits:
    """How much is read of a table with at most so many rows."""
    return Limits(
        sent_bytes=settings.IMPORT_MAX_BYTES,
        unpacked_bytes=settings.IMPORT_MAX_UNPACKED_BYTES,
        unpacking_ratio=settings.IMPORT_MAX_UNPACKING_RATIO,
        rows=rows,
        columns=settings.IMPORT_MAX_COLUMNS,
    )


def refusal_words(refusal: Refusal) -> str:
    """Why nothing of a file is read, and what to do."""
    told = {"told": refusal.told}
    match refusal.why:
        case Why.EMPTY:
            return _("There is nothing in it. Choose a file, or paste the lines.")
        case Why.TOO_LARGE:
            return _("The file is larger than %(told)s MB. Send it in parts.") % told
        case Why.TOO_MANY_ROWS:
            most = words.number(int(refusal.told), current_language())
            return _("The table has more than %(most)s rows. Send it in parts.") % {"most": most}
        case Why.TOO_MANY_COLUMNS:
            return (
                _("The table has more than %(told)s columns. Keep only those of the model sheet.")
                % told
            )
        case Why.UNPACKS_TOO_LARGE:
            return _(
                "The workbook is packed so that it grows beyond all measure when it is opened, and"
                " was not opened. Copy the rows into a new workbook, or save them as CSV."
            )
        case Why.DAMAGED:
            return _("The workbook is damaged. Open it, save it again as .xlsx, and send that.")
        case Why.ENCRYPTED:
            return _("The workbook has a password. Save it without password and send that.")
        case Why.OLD_WORKBOOK:
            return _("This is a workbook of an old form (.xls). Save it as .xlsx or as CSV.")
        case Why.MACROS:
            return _("The workbook holds macros. Save it as .xlsx, without macros, and send that.")
        case Why.OTHER_FORMAT:
            return _("This is no table that can be read. Save it as .xlsx or as CSV.")
        case Why.FORMULA:
            return (
                _(
                    "Cell %(told)s holds a formula, whose result cannot be relied on. Paste the"
                    " values alone (Paste special, Values) and send that."
                )
                % told
            )
        case Why.ENCODING:
            return (
                _(
                    "Line %(told)s holds characters of an unknown encoding. Save the file as CSV"
                    " UTF-8 or as .xlsx."
                )
                % told
            )
        case Why.NOT_TEXT:
            return _("This is neither text nor a workbook. Save it as .xlsx or as CSV.")
        case Why.NO_NUMBERS:
            return _(
                "No column with national numbers was found. Put the word NISS above it, or take"
                " the model sheet."
            )
        case Why.NO_HOURS:
            return _(
                "The columns with the day and the hours were not found. Put “Day” and “Hours” above"
                " them, or take the model sheet."
            )
        case unknown:
            assert_never(unknown)


def worded(mistake: Mistake) -> WordedFault:
    """A mistake in the language of the page."""
    return WordedFault(
        row=mistake.row,
        column=column_name(mistake.column),
        written=mistake.written[:40],
        text=_fault_words(mistake),
    )


def column_name(column: Column) -> str:
    """The heading of a column in the language of the page."""
    return HEADINGS[column][current_language()]


def _fault_words(mistake: Mistake) -> str:
    told = {"told": mistake.told}
    match mistake.fault:
        case Fault.NISS_MISSING:
            return _("The national number is missing. Write its 11 digits.")
        case Fault.NISS_SHAPE:
            return _("This is no national number. Write its 11 digits.")
        case Fault.NISS_CHECK:
            return _("The national number has a typing mistake, its check fails. Compare it.")
        case Fault.TWICE:
            return _("The same stands in row %(told)s already. Keep one of the two.") % told
        case Fault.DAY_SHAPE:
            return _("This is no day. Write it as 21/11/2026.")
        case Fault.DAY_YEAR:
            return _("The year is not clear. Write it in full, as 21/11/2026.")
        case Fault.DAY_IMPOSSIBLE:
            return _("This day does not exist. The day comes first, then the month.")
        case Fault.UNTIL_BEFORE_SINCE:
            return _("The last day lies before the first day. Compare both.")
        case Fault.STATUS:
            return _("Write “manual worker” or “employee”.")
        case Fault.COMMITTEE:
            return _("Write the joint committee with three digits, such as 124 or 149.01.")
        case Fault.LANGUAGE:
            return _("Write the language as FR, NL, DE or EN.")
        case Fault.TOO_LONG:
            return _("At most %(told)s characters are kept here. Shorten it.") % told
        case Fault.DAY_MISSING:
            return _("The day is missing. Write it as 21/11/2026.")
        case Fault.HOURS_MISSING:
            return _("The hours are missing. Write them as 7,60 or 7:36.")
        case Fault.FIGURE:
            return _("This is no number with at most two decimals, such as 7,60.")
        case Fault.CODE:
            return _("This code does not exist. Write one of 5.1 to 5.11.")
        case Fault.OTHER_MONTH:
            return _("This day does not lie in the month chosen.")
        case unknown:
            assert_never(unknown)


def obstacle_words(planned: Planned) -> str:
    """Why a row that can be read cannot be taken, and what to do."""
    since = words.bare_day(planned.since, with_year=True) if planned.since else ""
    match planned.obstacle:
        case None:
            return ""
        case Obstacle.UNKNOWN_ESTABLISHMENT:
            return _(
                "You have no establishment “%(name)s”. Add it first, or write its unit number."
            ) % {"name": planned.row.establishment}
        case Obstacle.SECTION_WITHOUT_ESTABLISHMENT:
            return _("The section needs an establishment. Write its unit number in the row.")
        case Obstacle.EMPLOYED_ALREADY:
            return _(
                "This worker is employed with you since %(day)s already. End that employment"
                " first, or write that day."
            ) % {"day": since}
        case Obstacle.ENDS_BEFORE_IT_BEGAN:
            return _("The last day lies before the first day of the employment. Compare both.")
        case unknown:
            assert_never(unknown)
