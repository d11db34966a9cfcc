"""The marks that stand on a day of a control card, corrections followed."""

from datetime import date, datetime

import pytest

from accalmie.facts.cards import Card, CardForm, Entry, Mark
from accalmie.facts.days import Month

DAY, OTHER_DAY = date(2026, 11, 3), date(2026, 11, 4)
AT = datetime.fromisoformat("2026-11-03T06:30:00+01:00")


def entry(mark: Mark, *, day: date = DAY, corrects: Mark | None = None) -> Entry:
    return Entry(day=day, mark=mark, marked_at=AT, corrects=corrects)


@pytest.mark.parametrize(
    ("entries", "marks"),
    [
        ((), ()),
        ((entry(Mark.OWN_EMPLOYER),), (Mark.OWN_EMPLOYER,)),
        ((entry(Mark.OWN_EMPLOYER, day=OTHER_DAY),), ()),
        ((entry(Mark.OWN_EMPLOYER), entry(Mark.INCAPACITY)), (Mark.OWN_EMPLOYER, Mark.INCAPACITY)),
        ((entry(Mark.HOLIDAY), entry(Mark.HOLIDAY)), (Mark.HOLIDAY,)),
        (
            (entry(Mark.OWN_EMPLOYER), entry(Mark.HOLIDAY, corrects=Mark.OWN_EMPLOYER)),
            (Mark.HOLIDAY,),
        ),
        ((entry(Mark.OWN_EMPLOYER), entry(Mark.UNEMPLOYED, corrects=Mark.OWN_EMPLOYER)), ()),
        ((entry(Mark.HOLIDAY, corrects=Mark.OTHER),), (Mark.HOLIDAY,)),
    ],
)
def test_marks_of_a_day(entries: tuple[Entry, ...], marks: tuple[Mark, ...]) -> None:
    card = Card(month=Month(2026, 11), form=CardForm.ELECTRONIC, entries=entries)
    assert card.marks_of(DAY) == marks
