"""A list of workers, pasted: numbers found, names ignored, typing mistakes named by their line."""

from __future__ import annotations

from datetime import date

import pytest

from accalmie.facts.ids import niss
from accalmie.portal.employer.lodging.people import Unreadable, read_lines

ADAM = niss.with_check_digits("850615997")
EVE = niss.with_check_digits("900101998")


@pytest.mark.parametrize(
    "line",
    [
        ADAM,
        niss.format(ADAM),
        f"{ADAM[:6]} {ADAM[6:9]} {ADAM[9:]}",
        f"Adam Exemple; {niss.format(ADAM)}",
        f"{ADAM}\tExemple\tAdam",
    ],
)
def test_a_number_is_found_however_it_is_written(line: str) -> None:
    (person,) = read_lines(line)
    assert (person.niss, person.own_day) == (ADAM, None)


@pytest.mark.parametrize("day", ["20.11.2026", "20/11/2026", "2026-11-20", "20-11-2026"])
@pytest.mark.parametrize("order", ["{niss} {day}", "{day};{niss}", "{niss};Adam;{day}"])
def test_a_day_beside_a_number_is_the_workers_own(day: str, order: str) -> None:
    (person,) = read_lines(order.format(niss=niss.format(ADAM), day=day))
    assert (person.niss, person.own_day) == (ADAM, date(2026, 11, 20))


def test_each_worker_stands_once_and_empty_lines_do_not_count() -> None:
    found = read_lines(f"\n{ADAM}\n\n{EVE}\n{ADAM} 20.11.2026\n")
    assert [person.niss for person in found] == [ADAM, EVE]
    assert found[0].own_day == date(2026, 11, 20)


def test_a_mistake_names_its_line_and_never_the_number() -> None:
    wrong = f"{ADAM[:9]}{(int(ADAM[9:]) + 1) % 97:02d}"
    with pytest.raises(Unreadable) as told:
        read_lines(f"{EVE}\n{wrong}\nAdam\n{ADAM} 31.11.2026")

    assert len(told.value.complaints) == 3
    for number, complaint in zip((2, 3, 4), told.value.complaints, strict=True):
        assert str(number) in complaint
    assert wrong not in " ".join(told.value.complaints)


def test_a_long_list_of_mistakes_is_cut() -> None:
    with pytest.raises(Unreadable) as told:
        read_lines("\n".join(["nobody"] * 40))
    assert len(told.value.complaints) < 10
