"""Rulers drawn by hand, as the law would describe them."""

from datetime import date

from accalmie.facts.days import Period
from accalmie.facts.languages import Language
from accalmie.facts.rulers import Bar, BarStyle, Lane, Mark, MarkStyle, Note, Ruler, Tone


def period(first_day: str, last_day: str) -> Period:
    return Period(date.fromisoformat(first_day), date.fromisoformat(last_day))


NOTICE_DAY = date(2026, 11, 12)

TOO_EARLY = Ruler(
    title="Vos dates",
    description=(
        "Avis le 12 novembre. Sept jours entiers du 13 au 19 novembre. Premier jour possible le "
        "vendredi 20 novembre. Demande : lundi 16 novembre."
    ),
    span=period("2026-11-09", "2026-12-20"),
    holidays=(date(2026, 11, 11),),
    language=Language.FR,
    lanes=(
        Lane(
            label="Demande",
            bars=(
                Bar(period=period("2026-11-13", "2026-11-15"), style=BarStyle.NOTICE),
                Bar(period=period("2026-11-16", "2026-11-19"), style=BarStyle.CONFLICT),
                Bar(
                    period=period("2026-11-20", "2026-12-13"),
                    style=BarStyle.SUSPENSION,
                    label="suspension demandée",
                ),
                Bar(
                    period=period("2026-12-14", "2026-12-20"), style=BarStyle.WORK, label="travail"
                ),
            ),
            marks=(Mark(day=NOTICE_DAY, style=MarkStyle.NOTICE, label="avis je 12.11"),),
            notes=(Note(day=date(2026, 11, 16), text="16.11 : 4 jours trop tôt", tone=Tone.STOP),),
        ),
        Lane(
            label="Ce que la",
            label_second_line="loi permet",
            bars=(
                Bar(
                    period=period("2026-11-13", "2026-11-19"),
                    style=BarStyle.NOTICE,
                    label="7 jours",
                ),
                Bar(
                    period=period("2026-11-20", "2026-12-13"),
                    style=BarStyle.PROPOSED,
                    label="suspension possible",
                ),
            ),
            marks=(Mark(day=NOTICE_DAY, style=MarkStyle.NOTICE),),
            notes=(Note(day=date(2026, 11, 20), text="premier jour : ve 20.11", tone=Tone.OK),),
        ),
    ),
)

EVERY_SHAPE = Ruler(
    title="Alle vormen <van> de tekening & hun zin",
    description="Elke balk en elk teken één keer.",
    span=period("2026-11-09", "2027-01-03"),
    holidays=(date(2026, 11, 11), date(2026, 12, 25), date(2027, 1, 1)),
    today=date(2026, 11, 18),
    language=Language.NL,
    lanes=(
        Lane(
            label="Aanvraag",
            bars=(
                Bar(period=period("2026-11-13", "2026-11-19"), style=BarStyle.NOTICE, label="7 d"),
                Bar(
                    period=period("2026-11-20", "2026-11-29"),
                    style=BarStyle.CONFLICT,
                    label="te vroeg",
                ),
                Bar(
                    period=period("2026-11-30", "2026-12-13"),
                    style=BarStyle.LOOK,
                    label="te bekijken door iemand van het bureau",
                ),
                Bar(
                    period=period("2026-12-14", "2027-01-10"),
                    style=BarStyle.CLOSURE,
                    label="collectieve sluiting",
                ),
            ),
            marks=(
                Mark(day=NOTICE_DAY, style=MarkStyle.NOTICE, label="kennisgeving"),
                Mark(day=NOTICE_DAY, style=MarkStyle.RECEIVED, label="ontvangen"),
                Mark(day=date(2026, 11, 20), style=MarkStyle.FIRST_DAY, label="eerste dag"),
                Mark(day=date(2026, 12, 13), style=MarkStyle.DEADLINE, label="uiterlijk 13.12"),
            ),
            notes=(Note(day=date(2026, 12, 1), text="te bekijken", tone=Tone.LOOK),),
        ),
        Lane(
            label="Volgens",
            label_second_line="de wet",
            bars=(
                Bar(
                    period=period("2026-11-16", "2026-11-22"),
                    style=BarStyle.WAGE,
                    label="normaal loon",
                ),
                Bar(
                    period=period("2026-11-23", "2026-11-27"),
                    style=BarStyle.WINDOW,
                    label="te sturen",
                ),
                Bar(
                    period=period("2026-11-30", "2026-12-13"),
                    style=BarStyle.PROPOSED,
                    label="schorsing",
                ),
                Bar(period=period("2026-12-14", "2026-12-20"), style=BarStyle.WORK, label="arbeid"),
            ),
        ),
    ),
)

LONG = Ruler(
    title="Kleine Regelung",
    description="Zwölf Monate kleine Regelung vom 16. November 2026 bis 15. November 2027.",
    span=period("2026-11-09", "2027-11-21"),
    holidays=(date(2026, 11, 11), date(2026, 12, 25), date(2027, 1, 1), date(2027, 7, 21)),
    today=date(2026, 12, 2),
    language=Language.DE,
    lanes=(
        Lane(
            label="Ihr Antrag",
            bars=(
                Bar(
                    period=period("2026-11-20", "2027-11-15"),
                    style=BarStyle.SUSPENSION,
                    label="kleine Regelung",
                ),
            ),
            marks=(Mark(day=NOTICE_DAY, style=MarkStyle.NOTICE, label="Anschlag am Do 12.11"),),
            notes=(Note(day=date(2027, 11, 15), text="Ende: Mo 15.11.2027"),),
        ),
    ),
)
