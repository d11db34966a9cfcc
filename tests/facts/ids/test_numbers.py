"""Valid and invalid numbers, one table a number.

The numbers are those of published examples, bounds of official domains, or made up.
"""

from datetime import date
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accalmie.facts.ids import (
    InvalidChecksum,
    InvalidComponent,
    InvalidFormat,
    InvalidLength,
    bce,
    control_card,
    establishment_unit,
    niss,
    onss,
    ppl,
    ticket,
)


def digits(count: int) -> st.SearchStrategy[str]:
    return st.integers(0, 10**count - 1).map(lambda n: f"{n:0{count}d}")


VALID = [
    (niss, "29311104266", "29311104266"),
    (niss, "29111114418", "29111114418"),
    (niss, "01410199955", "01410199955"),
    (niss, "53480200724", "53480200724"),
    (niss, "74101199805 ", "74101199805"),
    (niss, "85.01.14-997.84", "85011499784"),
    (niss, "00012556777", "00012556777"),
    (niss, "８５０１１４９９７８４", "85011499784"),  # full-width digits of a foreign keyboard
    (bce, "0999000129", "0999000129"),
    (bce, "999000129", "0999000129"),
    (bce, "BE 0999.000.129", "0999000129"),
    (establishment_unit, "2.999.000.171", "2999000171"),
    (onss, "199999934", "199999934"),
    (onss, "100006", "000100006"),
    (onss, "1999998-37", "199999837"),
    (onss, "5000000120", "5000000120"),
    (onss, "5999999989", "5999999989"),
    (ppl, "01060027", "01060027"),
    (ppl, "99999926", "99999926"),
    (ppl, "197", "00000197"),
    (control_card, "na 1000101", "NA1000101"),
    (control_card, "SS1000101", "SS1000101"),
    (ticket, "3A0000516E00D", "3A0000516E00D"),
    (ticket, "3A000051BN003", "3A000051BN003"),
    (ticket, "340000JEDT00A", "340000JEDT00A"),
    (ticket, "340000jedw006", "340000JEDW006"),
    (ticket, "380000B5WX004", "380000B5WX004"),
    (ticket, "380000B5WY00D", "380000B5WY00D"),
    (ticket, "3400001Y1P01G", "3400001Y1P01G"),
    (ticket, "340000QPUA00X", "340000QPUA00X"),
]

INVALID = [
    (niss, "80110927812", InvalidChecksum),
    (niss, "63110457957", InvalidChecksum),
    (niss, "78081842455", InvalidChecksum),
    (niss, "78101500183", InvalidChecksum),
    (niss, "90500601258", InvalidChecksum),
    (niss, "88888888888", InvalidChecksum),
    (niss, "99999999998", InvalidChecksum),
    (niss, "850114997", InvalidLength),
    (niss, "8501149978X", InvalidFormat),
    (bce, "0400253292", InvalidChecksum),
    (bce, "109999994", InvalidChecksum),
    (bce, "0123456789", InvalidChecksum),
    (bce, "1111111111", InvalidChecksum),
    (bce, "2999000171", InvalidComponent),
    (bce, "09990001", InvalidLength),
    (establishment_unit, "299900017", InvalidLength),
    (establishment_unit, "0999000129", InvalidFormat),
    (establishment_unit, "9999000129", InvalidFormat),
    (establishment_unit, "299900017X", InvalidFormat),
    (establishment_unit, "2999000172", InvalidChecksum),
    (onss, "123456789", InvalidChecksum),
    (onss, "141137377", InvalidChecksum),
    (onss, "145647968", InvalidChecksum),
    (onss, "156065072", InvalidChecksum),
    (onss, "4999999989", InvalidFormat),
    (onss, "19999983X", InvalidFormat),
    (onss, "12345678901", InvalidLength),
    (ppl, "196", InvalidComponent),
    (ppl, "99999927", InvalidComponent),
    (ppl, "123456789", InvalidLength),
    (ppl, "1234567X", InvalidFormat),
    (control_card, "NA100010", InvalidLength),
    (control_card, "N11000101", InvalidFormat),
    (ticket, "33000WLZRU008", InvalidChecksum),
    (ticket, "340000RQD600V", InvalidChecksum),
    (ticket, "34000P0WR2002", InvalidChecksum),
    (ticket, "34000P2BLX005", InvalidChecksum),
    (ticket, "3A0000516E00", InvalidLength),
    (ticket, "3A0000516O00D", InvalidFormat),
]


@pytest.mark.parametrize(("module", "written", "clean"), VALID)
def test_valid(module: ModuleType, written: str, clean: str) -> None:
    assert module.validate(written) == clean


@pytest.mark.parametrize(("module", "written", "error"), INVALID)
def test_invalid(module: ModuleType, written: str, error: type[Exception]) -> None:
    with pytest.raises(error) as raised:
        module.validate(written)
    assert type(raised.value) is error


@pytest.mark.parametrize(
    ("module", "number", "written"),
    [
        (niss, "85011499784", "85.01.14-997.84"),
        (bce, "0999000129", "0999.000.129"),
        (establishment_unit, "2999000171", "2.999.000.171"),
        (onss, "199999837", "1999998-37"),
        (ppl, "01060027", "010600-27"),
        (control_card, "NA1000101", "NA 1000101"),
        (ticket, "3a0000516e00d", "3A0000516E00D"),
    ],
)
def test_written_as_people_read_it(module: ModuleType, number: str, written: str) -> None:
    assert module.format(number) == written


class TestNiss:
    @pytest.mark.parametrize(
        ("number", "is_bis"),
        [
            ("29311104266", True),  # month 11 raised by 20
            ("01410199955", True),  # month 1 raised by 40
            ("29111114418", False),
            (niss.with_check_digits("852000123"), True),  # unknown birth date, sex unknown
            (niss.with_check_digits("854000123"), True),  # unknown birth date, sex known
            (niss.with_check_digits("853200123"), True),
            (niss.with_check_digits("853300123"), False),
        ],
    )
    def test_a_bis_number_shows_in_its_month(self, number: str, is_bis: bool) -> None:
        assert niss.is_bis(number) is is_bis

    def test_births_from_2000_count_with_a_two_before(self) -> None:
        assert niss.with_check_digits("000125567", born_from_2000=True) == "00012556777"
        assert niss.with_check_digits("000125567") != "00012556777"

    @pytest.mark.parametrize(
        ("number", "birth_date"),
        [
            ("85011499784", date(1985, 1, 14)),
            (niss.with_check_digits("010203998", born_from_2000=True), date(2001, 2, 3)),
            (niss.with_check_digits("000229001", born_from_2000=True), date(2000, 2, 29)),
            ("29311104266", date(1929, 11, 11)),  # bis, month raised by 20
            ("01410199955", date(1901, 1, 1)),  # bis, month raised by 40
            (niss.with_check_digits("850229123"), None),
            (niss.with_check_digits("850000123"), None),
            (niss.with_check_digits("852000123"), None),
            (niss.with_check_digits("854000123"), None),
        ],
    )
    def test_holds_the_birth_date_where_it_is_known(
        self, number: str, birth_date: date | None
    ) -> None:
        assert niss.birth_date(number) == birth_date

    @given(digits(9), st.booleans())
    def test_completed_numbers_are_valid(self, stem: str, born_from_2000: bool) -> None:
        assert niss.is_valid(niss.with_check_digits(stem, born_from_2000=born_from_2000))

    @given(digits(9), st.integers(0, 8), st.integers(1, 9))
    def test_one_mistyped_digit_is_seen_within_one_century(
        self, stem: str, place: int, shift: int
    ) -> None:
        mistyped = stem[:place] + str((int(stem[place]) + shift) % 10) + stem[place + 1 :]
        check = niss.with_check_digits(stem)[9:]
        assert niss.with_check_digits(mistyped)[9:] != check


@given(st.sampled_from("01"), digits(7))
def test_completed_enterprise_numbers_are_valid(first: str, rest: str) -> None:
    number = bce.with_check_digits(first + rest)
    assert bce.validate(number) == number


@given(st.sampled_from("2345678"), digits(7))
def test_completed_unit_numbers_are_valid(first: str, rest: str) -> None:
    number = establishment_unit.with_check_digits(first + rest)
    assert establishment_unit.validate(number) == number


@given(st.one_of(digits(7), digits(7).map(lambda rest: f"5{rest}")))
def test_completed_onss_numbers_are_valid(stem: str) -> None:
    number = onss.with_check_digits(stem)
    assert onss.validate(number) == number
    assert onss.is_provisional(number) is (len(stem) == 8)


@pytest.mark.parametrize(("number", "follows"), [("01060027", True), ("00000197", False)])
def test_unusual_check_digits_of_a_local_authority_are_told_apart(
    number: str, follows: bool
) -> None:
    assert ppl.is_valid(number)
    assert ppl.has_usual_check_digits(number) is follows


class TestTicket:
    SYSTEMS = (ticket.TEMPORARY_UNEMPLOYMENT, ticket.DECLARATIONS, ticket.FILES)

    @given(st.sampled_from(SYSTEMS), st.integers(0, 34**8 - 1))
    def test_every_serial_number_makes_a_valid_ticket(self, system: str, serial: int) -> None:
        made = ticket.from_serial(system, serial)
        assert ticket.validate(made) == made
        assert made.startswith(system)

    @given(st.lists(st.integers(0, 34**8 - 1), unique=True, min_size=2, max_size=2))
    def test_two_serial_numbers_never_share_a_ticket(self, serials: list[int]) -> None:
        first, second = (ticket.from_serial(ticket.FILES, serial) for serial in serials)
        assert first != second

    def test_a_remainder_of_zero_is_written_x(self) -> None:
        assert ticket.validate("340000QPUA00X").endswith("X")
        assert not ticket.is_valid("340000QPUA000")

    @pytest.mark.parametrize("serial", [-1, 34**8])
    def test_serial_numbers_outside_the_range_are_refused(self, serial: int) -> None:
        with pytest.raises(InvalidLength):
            ticket.from_serial(ticket.FILES, serial)


@pytest.mark.parametrize(
    ("number", "of_office"), [("NA1000101", True), ("fa 1000101", True), ("SS1000101", False)]
)
def test_a_card_of_the_office_begins_with_n_or_f(number: str, of_office: bool) -> None:
    assert control_card.is_of_office(number) is of_office
