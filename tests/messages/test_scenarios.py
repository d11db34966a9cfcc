"""WECH002, WECH005 and VBLV001: written, valid, read back; each control with a counter-example."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from accalmie.facts.communications import Version
from accalmie.facts.days import Month, Period
from accalmie.facts.declarations import (
    UNKNOWN_REPLACEMENT,
    ConstatDeclaration,
    DayOfUnemployment,
    HoursDeclaration,
    Interruption,
    Occupation,
    ReplacedHoliday,
    Section,
)
from accalmie.facts.ids import control_card, niss
from accalmie.facts.languages import OFFICIAL
from accalmie.facts.parties import Address, EmployerId
from accalmie.facts.payments import TimeUnit, Wage
from accalmie.facts.validationbook import CardRegistration
from accalmie.law.kinds import REGISTRY
from accalmie.messages import vblv001, wech002, wech005
from accalmie.messages.canonical import canonical
from accalmie.messages.door import parser
from accalmie.messages.specification import load
from accalmie.messages.structure import read_form
from accalmie.messages.xsd import xsd_of

from .mutations import mutations
from .strategies import addresses, contacts, employers, texts

AT = datetime.fromisoformat("2026-11-03T09:30:00.250")
OURS = EmployerId(bce="0999999031", onss="199999837")

_SEAT = Address(street="Rue", house_number="1", postal_code="1000", city="Bruxelles")

FULL_TIME = Occupation(
    first_day=date(2019, 3, 1),
    joint_committee="100",
    q=Decimal(38),
    s=Decimal(38),
    days_per_week=Decimal(5),
    employer_class="010",
    worker_code="015",
)
MONTHLY = dataclasses.replace(FULL_TIME, interruption=Interruption.SAME_HOURS, schedule_code="01")

CONSTAT = ConstatDeclaration(
    version=Version.ORIGINAL,
    employer=OURS,
    niss="85061599789",
    kind="economic_worker",
    occupation=FULL_TIME,
    first_day=date(2026, 11, 9),
    wage=Wage(amount=Decimal("17.25"), unit=TimeUnit.HOUR),
    created_at=AT,
)

HOURS = HoursDeclaration(
    version=Version.ORIGINAL,
    employer=OURS,
    niss="85061599789",
    month=Month(2026, 10),
    kinds=("economic_worker",),
    occupation=MONTHLY,
    days=(
        DayOfUnemployment(day=date(2026, 10, 5), code="5.1", hours=Decimal("7.6")),
        DayOfUnemployment(day=date(2026, 10, 6), code="5.1", hours=Decimal("3.8")),
    ),
    wage=Wage(amount=Decimal("17.25"), unit=TimeUnit.HOUR),
    created_at=AT,
)


CARD = CardRegistration(
    employer=OURS,
    niss="85061599789",
    month=Month(2026, 11),
    card_number="NA1000101",
    seat=_SEAT,
    created_at=AT,
)


@cache
def _schema(message: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.fromstring(xsd_of(load(message))))


def _round(module: Any, message: str, sent: list[Any]) -> None:
    data = module.write(sent)
    assert _schema(message).validate(etree.fromstring(data)), _schema(message).error_log
    forms = list(module.read(io.BytesIO(data)))
    assert [anomaly for form in forms for anomaly in form.anomalies] == []
    assert [form.facts for form in forms] == sent


def _codes(module: Any, declaration: Any) -> list[str]:
    data = module.write([declaration])
    (form,) = module.read(io.BytesIO(data))
    return [anomaly.code for anomaly in form.anomalies]


def _wages() -> st.SearchStrategy[Wage]:
    hourly = st.integers(1, 10**6).map(
        lambda n: Wage(amount=Decimal(n) / 10_000, unit=TimeUnit.HOUR)
    )
    units = st.sampled_from((TimeUnit.DAY, TimeUnit.WEEK, TimeUnit.MONTH, TimeUnit.YEAR))
    return hourly | st.builds(
        lambda n, unit: Wage(amount=Decimal(n) / 100, unit=unit), st.integers(1, 10**7), units
    )


_NISS = st.integers(1, 997).map(lambda n: niss.with_check_digits(f"850615{n:03d}"))


@st.composite
def constats(draw: st.DrawFn) -> ConstatDeclaration:
    kind = draw(st.sampled_from([code for code in REGISTRY if code != "binding_agreement_closure"]))
    version = draw(st.sampled_from(Version))
    is_cancelled = version is Version.CANCELLATION
    return ConstatDeclaration(
        version=version,
        employer=draw(employers()),
        niss=draw(_NISS),
        kind=kind,
        occupation=None if is_cancelled else FULL_TIME,
        first_day=None if is_cancelled else draw(st.dates(date(2026, 1, 1), date(2026, 12, 31))),
        wage=None if is_cancelled else draw(_wages()),
        reason=draw(texts(60)) if kind == "force_majeure" and not is_cancelled else "",
        contact=draw(st.none() | contacts().filter(lambda c: c.address is None)),
        language=draw(st.sampled_from(OFFICIAL)),
        replaces="340000JEDT00A" if version is not Version.ORIGINAL else None,
        remark="" if is_cancelled else draw(st.just("") | texts(200)),
        created_at=AT,
        own_reference=draw(st.none() | texts(20)),
    )


@settings(max_examples=60)
@given(constats())
def test_constats_are_read_back(sent: ConstatDeclaration) -> None:
    _round(wech002, "WECH002", [sent])


@st.composite
def hours(draw: st.DrawFn) -> HoursDeclaration:
    kinds = draw(
        st.sampled_from(
            (
                ("economic_worker",),
                ("bad_weather", "force_majeure"),
                ("economic_employee",),
                ("annual_closure",),
                ("economic_worker", "strike_lockout"),
            )
        )
    )
    numbers = draw(st.lists(st.integers(1, 31), min_size=2, max_size=5, unique=True))
    days = tuple(
        DayOfUnemployment(
            day=date(2026, 10, number),
            code=REGISTRY[kinds[at % len(kinds)]].day_code,
            hours=Decimal(draw(st.integers(1, 1400))) / 100,
        )
        for at, number in enumerate(sorted(numbers))
    )
    return dataclasses.replace(
        HOURS,
        employer=draw(employers()),
        niss=draw(_NISS),
        kinds=kinds,
        days=days,
        wage=draw(_wages()),
        holidays=draw(
            st.sampled_from(
                (
                    (),
                    (ReplacedHoliday(holiday=date(2026, 11, 1), replaced_on=UNKNOWN_REPLACEMENT),),
                )
            )
        ),
        sections=(Section(name="Atelier", ticket="3A0000516E00D"),)
        if "economic_worker" in kinds
        else (),
        closures=(Period(date(2026, 7, 6), date(2026, 7, 17)),)
        if "annual_closure" in kinds
        else (),
        reason=draw(texts(60)) if "force_majeure" in kinds else "",
        language=draw(st.sampled_from(OFFICIAL)),
        remark=draw(st.just("") | texts(200)),
        own_reference=draw(st.none() | texts(20)),
    )


@settings(max_examples=60)
@given(st.lists(hours(), min_size=1, max_size=2))
def test_hours_are_read_back(sent: list[HoursDeclaration]) -> None:
    _round(wech005, "WECH005", sent)


@settings(max_examples=40)
@given(
    st.builds(
        CardRegistration,
        employer=employers(),
        niss=_NISS,
        month=st.integers(0, 13).map(Month(2026, 11).plus),
        card_number=st.integers(0, 9_999_999).map("NA{:07d}".format),
        seat=addresses(),
        contact=st.none() | contacts(),
        social_secretariat=st.none() | st.just("120"),
        worker_reference=st.just("") | texts(200),
        created_at=st.just(AT),
        own_reference=st.none() | texts(20),
        remark=st.just("") | texts(200),
    )
)
def test_cards_are_read_back(sent: CardRegistration) -> None:
    assert control_card.is_valid(sent.card_number)
    _round(vblv001, "VBLV001", [sent])


def test_a_card_is_for_a_whole_month_to_come() -> None:
    def codes(month: Month) -> list[str]:
        return _codes(vblv001, dataclasses.replace(CARD, month=month))

    assert codes(Month(2026, 11)) == []
    assert codes(Month(2027, 12)) == []
    assert codes(Month(2026, 10)) == ["00074-008"]
    assert codes(Month(2028, 1)) == ["00074-008"]
    data = vblv001.write([CARD]).replace(b">2026-11-30<", b">2026-11-29<")
    (form,) = vblv001.read(io.BytesIO(data))
    assert [anomaly.code for anomaly in form.anomalies] == ["00075-098"]


def _occupied(occupation: Occupation, **changes: Any) -> Occupation:
    return dataclasses.replace(occupation, **changes)


CONSTAT_CONTROLS: list[tuple[dict[str, Any], list[str]]] = [
    ({}, []),
    ({"first_day": date(2019, 3, 1)}, []),
    ({"first_day": date(2019, 2, 28)}, ["00199-099"]),
    ({"first_day": date(2026, 12, 31)}, []),
    ({"first_day": date(2027, 1, 1)}, ["00199-008"]),
    ({"kind": "force_majeure"}, ["00223-001"]),
    ({"reason": "Incendie"}, ["00223-005"]),
    ({"user_company": "0999000129"}, ["00131-005"]),
    ({"occupation": _occupied(FULL_TIME, joint_committee="322")}, ["00131-001"]),
    ({"occupation": _occupied(FULL_TIME, joint_committee="177")}, ["00046-008"]),
    ({"kind": "binding_agreement_closure"}, ["00046-495"]),
    (
        {
            "kind": "binding_agreement_closure",
            "occupation": _occupied(FULL_TIME, joint_committee="324"),
        },
        [],
    ),
    ({"occupation": _occupied(FULL_TIME, q=Decimal(39))}, ["90068-244"]),
    ({"occupation": _occupied(FULL_TIME, q=Decimal(0))}, ["00047-008"]),
    ({"occupation": _occupied(FULL_TIME, last_day=date(2026, 12, 31))}, ["00045-005"]),
    ({"occupation": _occupied(FULL_TIME, s=Decimal(50))}, ["00049-008"]),
    ({"version": Version.CHANGE}, []),
    ({"replaces": "340000JEDT00A"}, ["90082-005"]),
    ({"version": Version.CANCELLATION, "replaces": "340000JEDT00A"}, ["90063-005"]),
    ({"version": Version.CANCELLATION, "occupation": None}, ["90082-001"]),
    ({"occupation": None}, ["90063-001"]),
    ({"niss": "85061599788"}, ["00024-004"]),
]


@pytest.mark.parametrize(("changes", "expected"), CONSTAT_CONTROLS)
def test_controls_of_a_constat(changes: dict[str, Any], expected: list[str]) -> None:
    assert _codes(wech002, dataclasses.replace(CONSTAT, **changes)) == expected


def _days(*days: tuple[int, str, str]) -> tuple[DayOfUnemployment, ...]:
    return tuple(
        DayOfUnemployment(day=date(2026, 10, day), code=code, hours=Decimal(number))
        for day, code, number in days
    )


PART_TIME = _occupied(MONTHLY, q=Decimal(19), schedule_code="10")
WEEK = [(5, "5.1", "7.6"), (6, "5.1", "7.6"), (7, "5.1", "7.6"), (8, "5.1", "7.6")]

HOURS_CONTROLS: list[tuple[dict[str, Any], list[str]]] = [
    ({}, []),
    ({"month": Month(2026, 11)}, ["00178-097", "00178-097"]),
    ({"kinds": ("economic_worker", "economic_worker")}, ["90064-006"]),
    ({"kinds": ("economic_worker", "bad_weather")}, ["90059-452"]),
    ({"kinds": ("bad_weather",)}, ["90059-452", "90074-023", "90074-023"]),
    ({"days": _days((5, "5.1", "7.6"), (5, "5.1", "1"))}, ["90074-006"]),
    ({"days": _days((5, "5.1", "14"))}, []),
    ({"days": _days((5, "5.1", "14.01"))}, ["00180-008"]),
    (
        {
            "kinds": ("economic_worker", "strike_lockout"),
            "days": _days((5, "5.1", "7"), (5, "5.9", "7.01")),
        },
        ["00180-100"],
    ),
    ({"occupation": _occupied(MONTHLY, first_day=date(2026, 10, 6))}, ["00178-099"]),
    ({"occupation": _occupied(MONTHLY, first_day=date(2026, 11, 1))},
     ["00044-097", "00178-099", "00178-099"]),
    ({"occupation": _occupied(MONTHLY, last_day=date(2026, 10, 31))}, []),
    ({"occupation": _occupied(MONTHLY, last_day=date(2026, 11, 1))}, ["00045-097"]),
    ({"occupation": _occupied(MONTHLY, last_day=date(2019, 2, 1))},
     ["00045-014", "00045-097", "00178-099", "00178-099"]),
    ({"occupation": _occupied(MONTHLY, days_per_week=None)}, ["00047-001"]),
    ({"occupation": _occupied(MONTHLY, interruption=None, schedule_code=None)}, ["90404-001"]),
    ({"occupation": _occupied(PART_TIME, first_day=date(2026, 10, 1))}, ["00045-001"]),
    (
        {
            "occupation": _occupied(
                PART_TIME, first_day=date(2026, 10, 1), last_day=date(2026, 10, 31)
            )
        },
        [],
    ),
    ({"occupation": _occupied(PART_TIME, last_day=date(2026, 10, 31))}, ["00044-097"]),
    ({"occupation": _occupied(MONTHLY, interruption=Interruption.COMPLETE)}, ["01095-491"]),
    ({"occupation": _occupied(MONTHLY, schedule_code="03")}, ["90030-001"]),
    ({"closures": (Period(date(2026, 7, 6), date(2026, 7, 17)),)}, ["90076-005"]),
    (
        {
            "kinds": ("annual_closure",),
            "days": _days((5, "5.6", "7.6")),
            "closures": (Period(date(2025, 12, 20), date(2026, 1, 2)),),
        },
        ["00182-019"],
    ),
    ({"winter_training": (Period(date(2026, 1, 5), date(2026, 1, 9)),)}, ["90058-005"]),
    (
        {
            "kinds": ("bad_weather",),
            "days": _days((5, "5.2", "7.6")),
            "occupation": _occupied(MONTHLY, joint_committee="124"),
            "winter_training": (Period(date(2026, 3, 30), date(2026, 4, 3)),),
        },
        ["00185-008"],
    ),
    ({"sections": (Section(name="A", ticket="12345678901"),)}, []),
    ({"sections": (Section(name="A", ticket="1234567890"),)}, ["00608-003"]),
    ({"sections": (Section(name="A", ticket="3A0000516E00I"),)}, ["00608-003"]),
    (
        {"holidays": (ReplacedHoliday(holiday=date(2024, 11, 1), replaced_on=date(2026, 1, 2)),)},
        ["00175-008"],
    ),
    ({"kinds": ("economic_employee", "economic_worker")}, ["90059-452", "90064-030"]),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), HOURS_CONTROLS)
def test_controls_of_hours(changes: dict[str, Any], expected: list[str]) -> None:
    assert sorted(_codes(wech005, dataclasses.replace(HOURS, **changes))) == sorted(expected)


def test_more_than_six_days_in_a_row_are_only_reported() -> None:
    def found(last: int) -> list[tuple[str, str]]:
        days = _days(*((day, "5.1", "7.6") for day in range(5, last + 1)))
        data = wech005.write([dataclasses.replace(HOURS, days=days)])
        (form,) = wech005.read(io.BytesIO(data))
        assert form.is_accepted
        return [(anomaly.code, anomaly.severity) for anomaly in form.anomalies]

    assert found(10) == []
    assert found(11) == [("90074-503", "NP")]


def test_the_leap_day_exists_in_leap_years_only() -> None:
    def codes(year: int) -> list[str]:
        february = dataclasses.replace(
            HOURS,
            month=Month(year, 2),
            days=(DayOfUnemployment(day=date(2024, 2, 29), code="5.1", hours=Decimal(1)),),
        )
        return _codes(wech005, february)

    assert codes(2024) == []
    assert codes(2025) == ["00178-097"]


@pytest.mark.parametrize(
    ("write", "declaration"),
    [
        (wech002.write, dataclasses.replace(CONSTAT, created_at=None)),
        (wech005.write, dataclasses.replace(HOURS, created_at=None)),
        (
            wech002.write,
            dataclasses.replace(CONSTAT, wage=Wage(amount=Decimal(1), unit=TimeUnit.CYCLE)),
        ),
        (
            wech002.write,
            dataclasses.replace(
                CONSTAT, wage=Wage(amount=Decimal("17.123456"), unit=TimeUnit.HOUR)
            ),
        ),
    ],
)
def test_what_a_message_cannot_say_is_refused_on_writing(
    write: Callable[[Iterable[Any]], bytes], declaration: Any
) -> None:
    with pytest.raises(ValueError, match=r"message|instant"):
        write([declaration])


@pytest.mark.parametrize(
    ("message", "data"),
    [
        ("WECH002", wech002.write([CONSTAT])),
        ("WECH005", wech005.write([HOURS])),
        ("VBLV001", vblv001.write([CARD])),
    ],
)
def test_both_paths_agree_with_the_schema(message: str, data: bytes) -> None:
    specification, text = load(message), data.decode()
    form = text[text.index("<Form>") : text.index("</Form>") + 7]
    accepted = 0
    for variant in mutations(form, seed=11, count=2_000):
        end = canonical(specification).end_of(variant, 0)
        if end is not None:
            accepted += 1
            assert _is_valid(message, variant[:end]), variant
        try:
            element = etree.fromstring(variant.encode(), parser())
        except (etree.XMLSyntaxError, UnicodeEncodeError):
            continue
        if variant.startswith("<Form>") and "<?" not in variant:
            noted: list[str] = []
            read_form(specification, element, lambda code, *rest: noted.append(code))  # noqa: B023
            assert (noted == []) is _is_valid(message, variant), (noted, variant)
    assert accepted > 100


def _is_valid(message: str, form: str) -> bool:
    try:
        root = etree.fromstring(f"<{message}>{form}</{message}>".encode(), parser())
    except (etree.XMLSyntaxError, UnicodeEncodeError):
        return False
    return _schema(message).validate(root)


@pytest.mark.parametrize(
    ("home", "expected"),
    [
        ("<WorkerZIPCode>1000</WorkerZIPCode><WorkerCity>Bruxelles</WorkerCity>", []),
        ("<WorkerZIPCode>1000</WorkerZIPCode><WorkerCity>Li\u00e8ge</WorkerCity>", ["00034-160"]),
        ("<WorkerZIPCode>1000</WorkerZIPCode>", []),
        ("<WorkerCity>Li\u00e8ge</WorkerCity>", []),
        (
            "<WorkerZIPCode>1000</WorkerZIPCode><WorkerCity>Lausanne</WorkerCity>"
            "<WorkerCountry>127</WorkerCountry>",
            [],
        ),
    ],
)
@pytest.mark.parametrize(("module", "declaration"), [(wech002, CONSTAT), (wech005, HOURS)])
def test_a_home_of_another_municipality_is_only_reported(
    module: Any, declaration: Any, home: str, expected: list[str]
) -> None:
    data = module.write([declaration]).replace(b"</INSS>", b"</INSS>" + home.encode())
    (form,) = module.read(io.BytesIO(data))
    assert [anomaly.code for anomaly in form.anomalies] == expected
    assert form.is_accepted
