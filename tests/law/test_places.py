"""Offices, labour courts and sectors by place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from accalmie.facts.languages import Language
from accalmie.law.appeal import appeal_until, labour_court
from accalmie.law.dated import ValuesFileError
from accalmie.law.kinds.economic_worker.checks import _notice_of
from accalmie.law.offices import UnknownPostalCode, office_for, offices, read_table
from accalmie.law.sectors import _regime, sector_of, sector_regimes
from accalmie.law.territory import municipalities_of

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("postal_code", "office"),
    [
        ("2850", "antwerp"),
        ("1070", "brussels"),
        ("1800", "leuven"),
        ("4700", "verviers"),
        ("7700", "mons"),
        ("8400", "bruges"),
        ("6700", "arlon"),
        ("1300", "nivelles"),
    ],
)
def test_offices_of_2016(postal_code: str, office: str) -> None:
    found = office_for(postal_code)
    assert found.code == office
    assert found.as_of == date(2016, 1, 1)
    assert set(found.names) == set(Language)


def test_there_are_sixteen() -> None:
    assert len(offices()) == 16


def test_every_municipality_has_an_office() -> None:
    known = [code for code in map(str, range(1000, 10000)) if municipalities_of(code)]
    assert len(known) > 1000
    assert {office_for(code).code for code in known} == {office.code for office in offices()}


@pytest.mark.parametrize("postal_code", ["0000", "", "9999", "Liège"])
def test_an_unknown_postal_code(postal_code: str) -> None:
    with pytest.raises(UnknownPostalCode):
        office_for(postal_code)


def test_a_table_of_offices_is_read() -> None:
    lines = ["PostCode,Office", "2850, 711", "2000,711"]
    assert read_table(lines) == {"2850": "711", "2000": "711"}
    with pytest.raises(ValueError, match="2850"):
        read_table([*lines, "2850,712"])


def test_both_courts_of_brussels() -> None:
    courts = labour_court("1070", TODAY)
    assert [court.name(Language.FR) for court in courts] == [
        "Tribunal du travail francophone de Bruxelles",
        "Nederlandstalige Arbeidsrechtbank Brussel",
    ]


def test_one_court_elsewhere_also_long_ago() -> None:
    (court,) = labour_court("4700", date(2012, 1, 1))
    assert court.name(Language.DE) == "Arbeitsgericht Eupen"
    assert court.postal_code == "4700"
    assert labour_court("0000", TODAY) == ()


@pytest.mark.parametrize(
    ("notified_on", "until"),
    [("2026-11-16", "2027-02-16"), ("2026-11-30", "2027-02-28"), ("2027-11-30", "2028-02-29")],
)
def test_three_months_to_go_to_court(notified_on: str, until: str) -> None:
    limit = appeal_until(notified_on=date.fromisoformat(notified_on))
    assert limit.until == date.fromisoformat(until)
    assert limit.trace[-1].value == limit.until


def sector(committee: str, on: str, postal_code: str | None = None, level: str | None = None):  # type: ignore[no-untyped-def]
    return sector_of(
        joint_committee=committee, level=level, postal_code=postal_code, on=date.fromisoformat(on)
    )


def test_a_decree_of_one_town() -> None:
    assert sector("113.01", "2004-01-05", "7100").certain is not None
    assert sector("113.01", "2004-01-05", "5000").certain is None
    somewhere = sector("113.01", "2004-01-05")
    assert somewhere.certain is None
    assert somewhere.is_open


def test_a_sub_committee_goes_before_its_committee() -> None:
    found = sector("120.01", "2022-06-01", "4800")
    assert found.certain is not None
    assert found.certain.committee == "120"
    assert [regime.committee for regime in found.possible] == ["120.01"]


def test_no_committee_no_decree() -> None:
    found = sector_of(joint_committee=None, level=None, postal_code=None, on=TODAY)
    assert found.certain is None
    assert not found.is_open


def test_a_decree_for_one_level_or_one_silent_on_notice() -> None:
    decree = sector("136", "2026-01-05").certain
    assert decree is not None
    for_some = replace(decree, level="010")
    on = date(2026, 1, 5)
    assert for_some.covers(committee="136", level="010", on=on)
    assert for_some.covers(committee="136", level=None, on=on)
    assert not for_some.covers(committee="136", level="020", on=on)
    assert _notice_of(decree) is not None
    assert _notice_of(replace(decree, notice=None)) is None


def test_every_row_of_the_table_has_something_to_say() -> None:
    for regime in sector_regimes():
        assert regime.unknown or regime.notice or regime.maximum_full or regime.maximum_large


def test_a_row_of_another_form_is_refused() -> None:
    with pytest.raises(ValuesFileError, match="expected"):
        _regime(0, {"committee": "100"})
