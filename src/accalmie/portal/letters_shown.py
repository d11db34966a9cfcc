"""What is known of a letter or a fax beside what it says: its posting and what it invokes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from django.utils.translation import gettext as _

from accalmie.cases.days import belgian_day
from accalmie.cases.drafts.models import Invoked, Letter
from accalmie.law import words
from accalmie.portal.facts_shown import Row
from accalmie.portal.languages import current_language


def rows_of(*, letter: Letter) -> tuple[Row, ...]:
    """The facts of the envelope, for the office."""
    return tuple(_rows(letter))


def cancelled_by(*, letter: Letter | None) -> tuple[Row, ...]:
    """The facts of the letter that cancelled a case, apart from those of what it cancels."""
    if letter is None:
        return ()
    language = current_language()
    received = words.long_day(belgian_day(letter.received_at), language)
    lines = [_("Received on %(day)s") % {"day": received}]
    lines += [
        _("%(first)s: %(second)s") % {"first": row.name, "second": ", ".join(row.lines)}
        for row in _rows(letter)
    ]
    return (Row(name=_("Cancellation on paper"), lines=tuple(lines)),)


def _rows(letter: Letter) -> Iterator[Row]:
    if letter.posted_on is not None:
        yield Row(name=_("Posted"), lines=(words.long_day(letter.posted_on, current_language()),))
    proof = {True: _("The proof is joined."), False: _("The proof is not joined."), None: ""}
    lines = (invoked_words(Invoked(letter.invoked)), proof[letter.has_proof])
    yield Row(name=_("Exception invoked"), lines=tuple(line for line in lines if line))


def invoked_words(invoked: Invoked) -> str:
    """Why it came on paper, as the letter says itself."""
    match invoked:
        case Invoked.FIRST:
            return _("First communication ever, or the first after 24 months")
        case Invoked.DISPENSATION:
            return _("Dispensation of the director")
        case Invoked.TECHNICAL_PROBLEM:
            return _("Technical problem")
        case Invoked.NONE_TOLD:
            return _("None stated")
        case _unknown:
            assert_never(_unknown)
