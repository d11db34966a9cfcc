"""Facts without rules of their own: what is left out, and that they survive storage."""

from datetime import UTC, date, datetime

from accalmie.facts.codec import from_json, to_json
from accalmie.facts.days import Month, Period
from accalmie.facts.languages import Language
from accalmie.facts.parties import Address, EmployerId
from accalmie.facts.rulers import Bar, BarStyle, Lane, Mark, MarkStyle, Note, Ruler, Tone
from accalmie.facts.validationbook import CardRegistration


def test_a_ruler_survives_json() -> None:
    week = Period(date(2026, 11, 9), date(2026, 11, 15))
    lane = Lane(
        label="What the law allows",
        bars=(Bar(period=week, style=BarStyle.WAGE),),
        marks=(Mark(day=week.first_day, style=MarkStyle.DEADLINE, label="limit"),),
        notes=(Note(day=week.last_day, text="too late", tone=Tone.STOP),),
    )
    ruler = Ruler(
        title="Dates",
        description="One week",
        span=week,
        lanes=(lane,),
        holidays=(date(2026, 11, 11),),
        today=date(2026, 11, 12),
        language=Language.DE,
    )
    assert from_json(Ruler, to_json(ruler)) == ruler


def test_a_bare_ruler_is_in_french_and_without_a_present_day() -> None:
    day = Period(date(2026, 2, 28), date(2026, 2, 28))
    ruler = Ruler(title="Dates", description="One day", span=day, lanes=(Lane(label="Asked"),))
    assert (ruler.language, ruler.today, ruler.holidays) == (Language.FR, None, ())
    assert Note(day=day.first_day, text="in time").tone is Tone.PLAIN


def test_an_entry_of_the_validation_book_survives_json() -> None:
    entry = CardRegistration(
        employer=EmployerId(bce="0999000129"),
        niss="85010100115",
        month=Month(2026, 11),
        card_number="000123456789",
        seat=Address(postal_code="1000", city="Bruxelles"),
        created_at=datetime(2026, 11, 21, 9, tzinfo=UTC),
    )
    assert from_json(CardRegistration, to_json(entry)) == entry
