"""The controls of TWCT001, each with a form that passes and one that does not."""

from __future__ import annotations

import io
from datetime import date

import pytest

from accalmie.messages import twct001
from accalmie.messages.register import CheckDigitPolicy, TimeLimitPolicy
from accalmie.messages.twct001 import Checks
from accalmie.messages.twct001.law_controls import LawControls

from .conftest import EXAMPLE

_WEATHER = EXAMPLE[
    EXAMPLE.index(b"<TempUnempBadWeather>") : EXAMPLE.index(b"</EmployerDeclarationLink>")
]
_PERSONS = EXAMPLE[EXAMPLE.index(b"<NaturalPerson>") : EXAMPLE.index(b"<TempUnempBadWeather>")]
_AGENCY = b"<CommunicationSourceIndicator>0</CommunicationSourceIndicator>"
_CONTACT = (
    b"<CoordinatesContactPerson><Name>Exemple</Name><FirstName>Camille</FirstName><Communication>"
    b"<PhoneNbr>02/0</PhoneNbr><EmailAddress>c@example.org</EmailAddress></Communication>"
    b"</CoordinatesContactPerson>"
)
_SECTION = (
    b"<DepartmentIdentification><DepartmentName>A</DepartmentName></DepartmentIdentification>"
)


def period(first: str, last: str | None = None) -> bytes:
    end = f"<TempUnemploymentEndingDate>{last}</TempUnemploymentEndingDate>" if last else ""
    return (
        f"<TempUnemploymentPeriod><TempUnemploymentStartingDate>{first}"
        f"</TempUnemploymentStartingDate>{end}</TempUnemploymentPeriod>"
    ).encode()


def economic(first: str, last: str | None, *, committee: str = "124", level: str = "") -> bytes:
    level_zone = f"<JointCommissionLevel>{level}</JointCommissionLevel>" if level else ""
    return (
        b"<TempUnempEconomical><RegimeTempUnemp>1</RegimeTempUnemp><JointCommissionNbr>"
        + committee.encode()
        + b"</JointCommissionNbr>"
        + level_zone.encode()
        + b"<ReasonTempUnemp>Commandes</ReasonTempUnemp><DeclarationOnHonour>1"
        b"</DeclarationOnHonour>" + period(first, last) + b"</TempUnempEconomical>"
    )


def technical(accident: str, first: str, last: str) -> bytes:
    return (
        f"<TempUnempTechnicalAccident><DateTechnicalAccident>{accident}</DateTechnicalAccident>"
        "<TechnicalAccident>Panne</TechnicalAccident>"
    ).encode() + (period(first, last) + b"</TempUnempTechnicalAccident>")


def major_force(first: str, last: str) -> bytes:
    return (
        b"<TempUnempMajorForce><MajorForceReason>Incendie</MajorForceReason>"
        + period(first, last)
        + b"</TempUnempMajorForce>"
    )


def effective(first: str, *, reason: str = "60", committee: str = "124") -> bytes:
    number = f"<JointCommissionNbr>{committee}</JointCommissionNbr>" if committee else ""
    return (
        f"<EffectiveUnemployment><EffectiveUnemploymentReason>{reason}"
        f"</EffectiveUnemploymentReason>{number}"
    ).encode() + (period(first) + b"</EffectiveUnemployment>")


def social(first: str, last: str | None = None, *, comment: str = "Greve") -> bytes:
    zone = f"<CommentOfDeclaration>{comment}</CommentOfDeclaration>" if comment else ""
    return (
        "<TempUnempSocialAction><JointCommissionNbr>100</JointCommissionNbr>"
        f"<SocialActionUnemployment>{zone}<SocialActionDetails>Chez nous</SocialActionDetails>"
        "</SocialActionUnemployment>"
    ).encode() + (period(first, last) + b"</TempUnempSocialAction>")


def form(
    risk: str,
    block: bytes,
    *,
    status: str = "0",
    persons: bytes = _PERSONS,
    before_persons: bytes = b"",
    section: bytes = b"",
) -> bytes:
    """The example as another risk: created on 2 November 2026."""
    data = EXAMPLE.replace(b">002</Id", f">{risk}</Id".encode())
    data = data.replace(_WEATHER, block).replace(_PERSONS, persons + section)
    data = data.replace(b"<TemporaryEmployment", before_persons + b"<TemporaryEmployment")
    if status != "0":
        ticket = (
            b"<Reference><ReferenceType>3</ReferenceType><ReferenceOrigin>2</ReferenceOrigin>"
            b"<ReferenceNbr>3A0000516E00D</ReferenceNbr></Reference>"
        )
        data = data.replace(b"</Reference>\n", b"</Reference>" + ticket + b"\n")
    return data.replace(b"Status>0</Att", f"Status>{status}</Att".encode())


def codes(data: bytes, checks: Checks = Checks()) -> list[str]:  # noqa: B008 — frozen
    (read,) = twct001.read(io.BytesIO(data), checks=checks)
    assert read.is_accepted is not any(anomaly.is_blocking for anomaly in read.anomalies)
    return [anomaly.code for anomaly in read.anomalies]


def strike(first: str, last: str | None = None, **changes: str) -> bytes:
    block = social(first, last, **changes)
    return form("006", block, before_persons=_CONTACT, section=_SECTION)


DATES = [
    # Economic: not before the creation, at most 366 days.
    (form("001", economic("2026-11-02", "2026-11-20")), []),
    (form("001", economic("2026-11-01", "2026-11-20")), ["00199-008"]),
    (form("001", economic("2026-11-01", "2026-11-20"), status="1"), []),
    (form("001", economic("2026-11-12", "2027-11-13")), []),
    (form("001", economic("2026-11-12", "2027-11-14")), ["00754-098"]),
    (form("001", economic("2026-11-12", "2026-11-11")), ["00754-098"]),
    (form("001", economic("2026-11-12", "2026-11-12")), []),
    (form("001", economic("2027-11-02", "2027-11-12")), []),
    (form("001", economic("2027-11-03", "2027-11-12")), ["00199-008"]),
    # Employees: within the calendar year of the start.
    (form("001", economic("2026-11-12", "2026-12-31", committee="200")), []),
    (form("001", economic("2026-11-12", "2027-01-01", committee="200")), ["00754-098"]),
    (
        form("001", economic("2026-11-12", "2027-01-01", committee="330", level="050")),
        ["00754-098"],
    ),
    (form("001", economic("2026-11-12", "2027-01-01", committee="330", level="049")), []),
    # Weather and first effective day: seven days around the creation, for originals.
    (EXAMPLE.replace(b">2026-11-02</TempU", b">2026-10-26</TempU"), []),
    (EXAMPLE.replace(b">2026-11-02</TempU", b">2026-10-25</TempU"), ["00199-008"]),
    (EXAMPLE.replace(b">2026-11-02</TempU", b">2026-11-09</TempU"), []),
    (EXAMPLE.replace(b">2026-11-02</TempU", b">2026-11-10</TempU"), ["00199-008"]),
    (form("005", effective("2026-11-09")), []),
    (form("005", effective("2026-11-10")), ["00199-008"]),
    (form("005", effective("2026-11-10"), status="1"), []),
    # Technical accident: seven days after it, at most 92 days, not in the future.
    (form("003", technical("2026-11-01", "2026-11-08", "2027-02-08"), persons=b""), []),
    (form("003", technical("2026-11-01", "2026-11-07", "2026-11-20"), persons=b""), ["00199-008"]),
    (form("003", technical("2026-11-01", "2026-11-08", "2027-02-09"), persons=b""), ["00754-098"]),
    (form("003", technical("2026-11-03", "2026-11-12", "2026-11-20"), persons=b""), ["00766-008"]),
    # Force majeure: not after the creation, at most 92 days.
    (form("004", major_force("2026-11-02", "2027-02-02")), []),
    (form("004", major_force("2026-11-03", "2026-11-20")), ["00199-008"]),
    (form("004", major_force("2026-11-02", "2027-02-03")), ["00754-098"]),
    # Strike: six months back at most.
    (strike("2026-05-02"), []),
    (strike("2026-05-01"), ["00199-008"]),
    (strike("2026-11-02", "2027-11-03"), []),
    (strike("2026-11-02", "2027-11-04"), ["00754-098"]),
]


@pytest.mark.parametrize(("data", "expected"), DATES)
def test_dates_that_the_channel_accepts(data: bytes, expected: list[str]) -> None:
    assert codes(data) == expected


PRESENCE = [
    (form("001", _WEATHER), ["90271-001", "90272-005"]),
    (form("001", economic("2026-11-12", None)), ["00754-001"]),
    (form("001", economic("2026-11-12", "2026-11-20"), persons=b""), ["90017-001"]),
    (form("001", economic("2026-11-12", "2026-11-20"), persons=b"", section=_SECTION), []),
    (form("001", economic("2026-11-12", "2026-11-20"), section=_SECTION), ["90268-005"]),
    (form("002", _WEATHER, persons=b""), ["90017-001"]),
    (form("002", _WEATHER, section=_SECTION), ["90268-005"]),
    (
        form("002", _WEATHER.replace(period("2026-11-02"), period("2026-11-02", "2026-11-03"))),
        ["00754-005"],
    ),
    (form("003", technical("2026-11-01", "2026-11-08", "2026-11-20")), ["90017-005"]),
    (form("005", effective("2026-11-02", committee="")), ["00046-001"]),
    (form("005", effective("2026-11-02", reason="61")), ["00046-005"]),
    (form("005", effective("2026-11-02", reason="61", committee="")), []),
    (form("006", social("2026-11-02"), section=_SECTION), ["90257-001"]),
    (form("006", social("2026-11-02"), before_persons=_CONTACT), ["90268-001"]),
    (strike("2026-11-02", comment=""), ["00126-001"]),
    (form("001", economic("2026-11-12", "2026-11-20", committee="330")), ["00762-001"]),
    (
        EXAMPLE.replace(_AGENCY, _AGENCY.replace(b"0", b"1")),
        ["00776-001", "00011-001", "00014-001"],
    ),
    (
        EXAMPLE.replace(_AGENCY, _AGENCY + b"<Denomination>I</Denomination>"),
        ["00776-005"],
    ),
    (
        form("002", _WEATHER, before_persons=b"<CoordinatesContactPerson/>"),
        ["90258-001"],
    ),
]


@pytest.mark.parametrize(("data", "expected"), PRESENCE)
def test_what_each_risk_requires_and_forbids(data: bytes, expected: list[str]) -> None:
    assert codes(data) == expected


def _replaced(old: str, new: str) -> bytes:
    assert old.encode() in EXAMPLE
    return EXAMPLE.replace(old.encode(), new.encode())


_ECONOMIC = form("001", economic("2026-11-12", "2026-11-20"))

NUMBERS = [
    (_replaced("85061599789", "85061599788"), ["00024-004"]),
    (_replaced("99010199690", "85061599789"), ["00024-006"]),
    (_replaced("99010199690", "00000000000"), ["00024-004"]),
    (_replaced("99010199690", " 99010199690\n"), []),
    (_replaced("99010199690", "9901019969"), ["00024-003"]),
    (_replaced("99010199690", "9901O199690"), ["00024-002"]),
    (_replaced("SequenceNbr>2</", "SequenceNbr>1</"), ["00023-006"]),
    (_replaced("SequenceNbr>2</", "SequenceNbr>01</"), ["00023-006"]),
    (_replaced("SequenceNbr>2</", "SequenceNbr>0</"), ["00023-008"]),
    (_replaced("0999999031", "0999999032"), ["00014-004"]),
    (_replaced("0999999031", "2999999031"), ["00014-008"]),
    (_replaced("199999837", "199999838"), ["00011-004"]),
    (_replaced("199999837", "100005"), ["00011-008"]),
    (_replaced("199999837", "0").replace(b"0999999031", b"0"), ["00011-008"]),
    (_replaced("199999837", "0"), []),
    (_replaced("<ZIPCode>1000</ZIPCode><City>Bruxelles</City></Oper", "<ZIPCode>1001</ZIPCode>"
               "<City>Bruxelles</City></Oper"), ["00520-008"]),
    (_replaced("<City>Bruxelles</City></Oper", "<City>Gent</City></Oper"), ["00522-160"]),
    (_replaced("<City>Bruxelles</City></Oper", "<City>BRUSSEL</City></Oper"), []),
    (_replaced("</City></SiteAddress>", "</City><Country>155</Country></SiteAddress>"),
     ["00523-008"]),
    (_replaced("</City></SiteAddress>", "</City><Country>111</Country></SiteAddress>"), []),
    (_ECONOMIC.replace(b">124<", b">177<"), ["00046-008"]),
    (_ECONOMIC.replace(b">124<", b">218<"), ["00046-035"]),
    (_ECONOMIC.replace(b">124<", b">118.03<"), []),
    (_ECONOMIC.replace(b">124<", b">999<"), []),
    (_ECONOMIC.replace(b">124<", b">330.01.10<"), ["00762-001", "00046-008"]),
]  # fmt: skip


@pytest.mark.parametrize(("data", "expected"), NUMBERS)
def test_numbers_places_and_committees(data: bytes, expected: list[str]) -> None:
    assert codes(data) == expected


def test_a_wrong_level_is_reported_without_refusing() -> None:
    data = form("001", economic("2026-11-12", "2026-11-20", committee="330", level="100"))
    (read,) = twct001.read(io.BytesIO(data))
    assert [(a.code, a.severity) for a in read.anomalies] == [("00762-020", "NP")]
    assert read.is_accepted


def test_individual_ends_lie_in_the_period_of_an_economic_suspension() -> None:
    def ending(day: str) -> bytes:
        return _PERSONS.replace(
            b"</INSS></Nat",
            f"</INSS><IndividualUnempPeriod><IndividualUnempEndingDate>{day}"
            "</IndividualUnempEndingDate></IndividualUnempPeriod></Nat".encode(),
            1,
        )

    block = economic("2026-11-12", "2026-11-20")
    assert codes(form("001", block, persons=ending("2026-11-12"))) == []
    assert codes(form("001", block, persons=ending("2026-11-20"))) == []
    assert codes(form("001", block, persons=ending("2026-11-11"))) == ["00768-097"]
    assert codes(form("001", block, persons=ending("2026-11-21"))) == ["00768-097"]
    assert codes(form("002", _WEATHER, persons=ending("2026-11-02"))) == ["90276-005"]


def _reference(kind: int, origin: int, number: str) -> bytes:
    return (
        f"<Reference><ReferenceType>{kind}</ReferenceType><ReferenceOrigin>{origin}"
        f"</ReferenceOrigin><ReferenceNbr>{number}</ReferenceNbr></Reference>"
    ).encode()


_OWN = EXAMPLE[EXAMPLE.index(b"<Reference>") : EXAMPLE.index(b"</Reference>") + 12]


@pytest.mark.parametrize(
    ("status", "references", "expected"),
    [
        ("0", b"", []),
        ("0", _reference(1, 1, "a") + _reference(6, 2, "3A0000516E00D"), []),
        ("0", _reference(3, 2, "3A0000516E00D"), ["90082-005"]),
        ("0", _reference(1, 2, "3A0000516E00D"), ["00298-008"]),
        ("0", _reference(1, 1, "a") * 2, ["90082-006"]),
        ("0", _reference(1, 1, "a") * 4, ["90082-006", "90082-006", "90082-006"]),
        ("1", b"", ["90082-001"]),
        ("1", _reference(1, 1, "a"), ["90082-001"]),
        ("3", _reference(1, 1, "a") + _reference(3, 2, "3A0000516E00D"), []),
        ("1", _reference(3, 2, "3A") + _reference(6, 2, "3A"), ["90082-005"]),
    ],
)
def test_references(status: str, references: bytes, expected: list[str]) -> None:
    data = EXAMPLE.replace(_OWN, references)
    assert codes(data.replace(b"Status>0<", f"Status>{status}<".encode())) == expected


def test_the_agency_is_not_the_employer() -> None:
    numbers = (
        b"<Denomination>Interim</Denomination><NOSSRegistrationNbr>199999837"
        b"</NOSSRegistrationNbr><CompanyID>0999999031</CompanyID>"
    )
    data = EXAMPLE.replace(_AGENCY, _AGENCY.replace(b"0", b"1") + numbers)
    assert codes(data) == ["00011-041", "00014-451"]


def test_a_simplified_cancellation_needs_only_the_ticket() -> None:
    office = EXAMPLE[EXAMPLE.index(b"<OperationalOffice>") : EXAMPLE.index(b"<TemporaryEmpl")]
    data = form("002", b"", status="3", persons=b"").replace(office, b"")
    assert codes(data) == []
    assert codes(form("002", b"", status="3", persons=b"")) == ["90017-001", "90272-001"]


def test_more_than_two_thousand_workers_are_too_many() -> None:
    from accalmie.facts.ids import niss

    def persons(count: int) -> bytes:
        return b"".join(
            b"<NaturalPerson><NaturalPersonSequenceNbr>%d</NaturalPersonSequenceNbr>"
            b"<INSS>%s</INSS></NaturalPerson>"
            % (n + 1, niss.with_check_digits(f"{850101 + n // 900:06d}{n % 900 + 1:03d}").encode())
            for n in range(count)
        )

    assert codes(form("002", _WEATHER, persons=persons(2_000))) == []
    assert codes(form("002", _WEATHER, persons=persons(2_001))) == ["90017-091"]


@pytest.mark.parametrize(
    ("received_on", "expected"),
    [
        (date(2026, 11, 1), ["00218-008"]),
        (date(2026, 11, 2), []),
        (date(2027, 12, 31), []),
        (date(2028, 1, 1), ["00218-008"]),
    ],
)
def test_made_this_year_or_last_and_never_tomorrow(received_on: date, expected: list[str]) -> None:
    assert codes(EXAMPLE, Checks(received_on=received_on)) == expected


def test_wrong_check_digits_can_be_reported_instead_of_refused() -> None:
    data = _replaced("85061599789", "85061599788")
    checks = Checks(check_digits=CheckDigitPolicy.REPORTED)
    (read,) = twct001.read(io.BytesIO(data), checks=checks)
    assert [(a.code, a.severity) for a in read.anomalies] == [("00024-004", "NP")]
    assert read.facts is not None


def test_days_beyond_the_limits_can_be_reported_instead_of_refused() -> None:
    data = form("001", economic("2026-11-01", "2028-01-01"))
    checks = Checks(time_limits=TimeLimitPolicy.REPORTED)
    (read,) = twct001.read(io.BytesIO(data), checks=checks)
    assert [(a.code, a.severity) for a in read.anomalies] == [
        ("00199-008", "NP"),
        ("00754-098", "NP"),
    ]
    assert read.is_accepted


def test_the_law_is_reported_and_never_blocks() -> None:
    def found(first: str, last: str, status: str = "0") -> list[str]:
        data = form("001", economic(first, last, committee="100"), status=status)
        data = data.replace(b"2026-11-02", b"2023-09-04")
        (read,) = twct001.read(io.BytesIO(data), checks=Checks(warned_by_law=LawControls()))
        assert read.is_accepted
        return [anomaly.code for anomaly in read.anomalies]

    assert found("2023-09-12", "2023-10-08") == []
    assert found("2023-09-05", "2023-10-01") == ["00199-270"]
    assert found("2023-09-12", "2023-12-24") == ["00754-271"]
    assert found("2023-09-05", "2023-10-01", status="1") == []
    assert codes(EXAMPLE, Checks(warned_by_law=LawControls())) == []


def test_every_anomaly_tells_where_it_is() -> None:
    (read,) = twct001.read(io.BytesIO(_replaced("99010199690", "99010199691")))
    (anomaly,) = read.anomalies
    assert anomaly.path == "/TWCT001/Form[1]/EmployerDeclarationLink/NaturalPerson[2]/INSS"
    assert (anomaly.line, anomaly.value, anomaly.tag) == (19, "99010199691", "INSS")
    line = EXAMPLE.splitlines()[18]
    assert anomaly.column == line.index(b"<INSS>") + 1


def test_one_faulty_form_does_not_take_down_the_others() -> None:
    one = EXAMPLE[EXAMPLE.index(b"<Form>") : EXAMPLE.index(b"</Form>") + 7]
    bad = one.replace(b"<TypeForm>SU</TypeForm>", b"<Foo/>").replace(b"85061599789", b"1")
    data = EXAMPLE.replace(one, one + b"\n" + bad + b"\n" + one)
    read = list(twct001.read(io.BytesIO(data)))
    assert [form.is_accepted for form in read] == [True, False, True]
    assert [(a.form, a.code, a.line) for a in read[1].anomalies] == [
        (2, "00297-001", 28),
        (2, "90059-091", 33),
        (2, "00024-003", 43),
    ]
