"""Communications of every risk and version, fictitious and in order, for hypothesis."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import strategies as st

from accalmie.facts.communications import (
    BadWeather,
    Communication,
    Details,
    FirstEffectiveDay,
    ForceMajeure,
    PlannedSuspension,
    Regime,
    SocialAction,
    Subject,
    TechnicalAccident,
    Version,
)
from accalmie.facts.ids import bce, niss, onss, ticket
from accalmie.facts.languages import OFFICIAL
from accalmie.facts.parties import Address, Agency, Contact, EmployerId, NamedWorker, Sender

PLACES = (("1000", "Bruxelles"), ("4000", "Liège"), ("9050", "Gentbrugge"), ("4700", "Eupen"))

# A message tells its sender's clock without a zone.
_FIRST = datetime.fromisoformat("2023-01-01")
_LAST = datetime.fromisoformat("2026-11-30")

# Every character that a text may hold, with those that need escaping well represented.
_CHARACTERS = st.one_of(
    st.sampled_from("<>&\"' éèüßœ€-0aZ"),
    st.characters(min_codepoint=0x20, max_codepoint=0xD7FF, exclude_characters="\x7f\x85\u2028"),
    st.characters(min_codepoint=0xE000, max_codepoint=0xFFFD),
)


def texts(longest: int) -> st.SearchStrategy[str]:
    """Free texts that are more than blanks."""
    return st.text(_CHARACTERS, min_size=1, max_size=longest).filter(lambda text: text.strip(" "))


def optional_texts(longest: int) -> st.SearchStrategy[str]:
    """Free texts, or none."""
    return st.just("") | texts(longest)


@st.composite
def addresses(draw: st.DrawFn, *, is_belgian: bool = True) -> Address:
    """An address in Belgium, or anywhere."""
    if is_belgian or draw(st.booleans()):
        postal_code, city = draw(st.sampled_from(PLACES))
        country = None
    else:
        postal_code, city = draw(texts(9)), draw(texts(40))
        country = draw(st.sampled_from(("111", "129", "103")))
    return Address(
        street=draw(texts(42)),
        house_number=draw(texts(10)),
        box=draw(optional_texts(4)),
        postal_code=postal_code,
        city=city,
        country=country,
    )


@st.composite
def contacts(draw: st.DrawFn) -> Contact:
    """A contact with everything that the strictest risk asks for."""
    return Contact(
        name=draw(texts(48)),
        first_name=draw(texts(24)),
        address=draw(st.none() | addresses(is_belgian=False)),
        phone=draw(texts(20)),
        mobile=draw(optional_texts(20)),
        fax=draw(optional_texts(20)),
        email=draw(texts(60)),
    )


def enterprise_numbers(first: str) -> st.SearchStrategy[str]:
    """Enterprise numbers that begin alike."""
    return st.integers(0, 9999).map(lambda n: bce.with_check_digits(f"{first}{n:04d}"))


def onss_numbers(first: str) -> st.SearchStrategy[str]:
    """ONSS numbers that begin alike."""
    return st.integers(0, 99).map(lambda n: onss.with_check_digits(f"{first}{n:02d}"))


@st.composite
def employers(draw: st.DrawFn) -> EmployerId:
    """An employer by either link, with at least one number."""
    number = draw(st.none() | enterprise_numbers("0999"))
    if draw(st.booleans()):
        return EmployerId(bce=number, ppl=draw(st.integers(197, 99_999_926).map("{:08d}".format)))
    return EmployerId(
        bce=number,
        onss=draw(onss_numbers("19990") if number is None else st.none() | onss_numbers("19990")),
        is_in_trusteeship=draw(st.booleans()),
    )


@st.composite
def workers(draw: st.DrawFn, ends: tuple[date, date] | None) -> tuple[NamedWorker, ...]:
    """One to four workers, none twice."""
    stems = draw(st.lists(st.integers(1, 997), min_size=1, max_size=4, unique=True))
    return tuple(
        NamedWorker(
            niss=niss.with_check_digits(f"850615{stem:03d}"),
            sequence=at,
            reference=draw(optional_texts(20)),
            last_day=draw(st.none() | st.dates(*ends)) if ends else None,
        )
        for at, stem in enumerate(stems, start=1)
    )


_WHAT = (
    ("economic_worker", Subject.PLANNED_SUSPENSION),
    ("economic_employee", Subject.PLANNED_SUSPENSION),
    ("bad_weather", Subject.FIRST_EFFECTIVE_DAY),
    ("technical_accident", Subject.ACCIDENT_NATURE),
    ("force_majeure", Subject.FORCE_MAJEURE_NATURE),
    ("economic_worker", Subject.FIRST_EFFECTIVE_DAY),
    ("technical_accident", Subject.FIRST_EFFECTIVE_DAY),
    ("strike_lockout", Subject.SOCIAL_ACTION),
)


@st.composite
def _matters(
    draw: st.DrawFn, kind: str, subject: Subject, created_on: date
) -> tuple[Details, date, date | None]:
    """Details with a start and an end that the channel accepts."""

    def after(day: date, least: int, most: int) -> date:
        return day + timedelta(days=draw(st.integers(least, most)))

    match kind, subject:
        case ("economic_worker" | "economic_employee", Subject.PLANNED_SUSPENSION):
            is_employee = kind == "economic_employee"
            committee = draw(
                st.sampled_from((("200", None), ("330", "060")))
                if is_employee
                else st.sampled_from((("124", None), ("118.03", "001"), ("330", "010")))
            )
            first = after(created_on, 0, 60)
            last = min(after(first, 0, 366), date(first.year, 12, 31))
            suspension = PlannedSuspension(
                regime=draw(st.sampled_from(Regime)),
                joint_committee=committee[0],
                level=committee[1],
                reason=draw(texts(40)),
                undertakes_not_to_subcontract=True,
            )
            return suspension, first, last
        case ("bad_weather", _):
            weather = BadWeather(
                weather=draw(texts(40)),
                work_and_reason=draw(texts(80)),
                site=draw(st.none() | addresses(is_belgian=False)),
            )
            return weather, after(created_on, -7, 7), None
        case ("technical_accident", Subject.ACCIDENT_NATURE):
            accident_on = after(created_on, -5, 0)
            first = after(accident_on, 7, 30)
            accident = TechnicalAccident(accident_on=accident_on, nature=draw(texts(80)))
            return accident, first, after(first, 0, 92)
        case ("force_majeure", _):
            first = after(created_on, -30, 0)
            return ForceMajeure(reason=draw(texts(60))), first, after(first, 0, 92)
        case ("strike_lockout", _):
            first = after(created_on, -150, 30)
            action = SocialAction(
                joint_committee=draw(st.sampled_from((None, "100", "207"))),
                reason_code=draw(st.none() | st.just("001")),
                comment=draw(texts(180)),
                details=draw(texts(100)),
            )
            return action, first, draw(st.none() | st.just(after(first, 0, 366)))
    is_economic = kind == "economic_worker"
    effective = FirstEffectiveDay(
        joint_committee="124" if is_economic else None,
        site=draw(st.none() | addresses(is_belgian=False)),
    )
    return effective, after(created_on, -7, 7), None


@st.composite
def communications(draw: st.DrawFn) -> Communication:
    """A communication that the channel accepts."""
    kind, subject = draw(st.sampled_from(_WHAT))
    created_at = draw(st.datetimes(_FIRST, _LAST))
    created_at = created_at.replace(microsecond=created_at.microsecond // 1000 * 1000)
    details, first_day, last_day = draw(_matters(kind, subject, created_at.date()))
    version = draw(st.sampled_from(Version))
    has_section = subject is Subject.SOCIAL_ACTION or (
        subject is Subject.PLANNED_SUSPENSION and draw(st.booleans())
    )
    has_workers = subject is not Subject.ACCIDENT_NATURE and not (
        has_section and subject is Subject.PLANNED_SUSPENSION
    )
    ends = (first_day, last_day) if subject is Subject.PLANNED_SUSPENSION and last_day else None
    is_from_user = draw(st.booleans())
    return Communication(
        kind=kind,
        subject=subject,
        version=version,
        employer=draw(employers()),
        language=draw(st.sampled_from(OFFICIAL)),
        created_at=created_at,
        first_day=first_day,
        last_day=last_day,
        details=details,
        workers=draw(workers(ends)) if has_workers else (),
        section=draw(texts(30)) if has_section else None,
        seat=draw(addresses()),
        contact=draw(contacts()),
        sender=draw(st.none() | st.builds(Sender, denomination=texts(96), address=addresses())),
        is_from_user_of_agency_workers=is_from_user,
        agency=draw(
            st.builds(
                Agency,
                denomination=texts(96),
                bce=enterprise_numbers("0998"),
                onss=onss_numbers("19980"),
            )
        )
        if is_from_user
        else None,
        own_reference=draw(st.none() | texts(20)),
        replaces=None
        if version is Version.ORIGINAL
        else ticket.from_serial(ticket.TEMPORARY_UNEMPLOYMENT, draw(st.integers(0, 10**6))),
        corrects=ticket.from_serial(ticket.TEMPORARY_UNEMPLOYMENT, 7)
        if version is Version.ORIGINAL and draw(st.booleans())
        else None,
        remark=draw(optional_texts(180)),
    )
