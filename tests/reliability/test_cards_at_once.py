"""The same card numbers entered and granted by several processes at once: each number once."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

from tests.reliability.conftest import Place

COUNT = 20

SETTING = """
from tests.cases import paper, situations
paper.granted(paper.workshop(situations.people()))
"""

SHOP = """
from types import SimpleNamespace
from accalmie.cases.access.models import Account
from accalmie.cases.parties.models import Employer
from accalmie.cases.validation_book import acts
from accalmie.facts.ids import niss
from tests.cases import paper
shop = SimpleNamespace(
    employer=Employer.objects.get(name="Atelier"),
    manager=Account.objects.get(username="workshop"),
    people=SimpleNamespace(first_officer=Account.objects.get(username="first")),
)
"""

ENTER = """
made = 0
for n in range(20):
    worker = niss.with_check_digits(f"85{{n % 12 + 1:02d}}10{number}{{n:02d}}")
    card = paper.wanted(shop, niss=worker, card_number=f"FA10001{{n + 10:02d}}")
    try:
        made += len(paper.entered(shop, card))
    except acts.NotEnterable:
        pass
print(made)
"""

GRANT = """
from accalmie.cases.card_stock.acts import NumbersTaken
made = 0
for n in range(5):
    try:
        made += bool(paper.granted(shop, first=f"FA20{n}0{number}01"))
    except NumbersTaken:
        pass
print(made)
"""

NUMBERS = """
import json
from accalmie.cases.card_stock.models import CardRange
from accalmie.cases.validation_book.models import Entry
ranges = CardRange.objects.order_by("first_position").values_list("first_position", "last_position")
print(json.dumps([sorted(Entry.objects.values_list("card_number", flat=True)), list(ranges)]))
"""


def at_once(place: Place, questions: list[str]) -> int:
    """Ask several processes at the same time; the sum of what they printed."""
    with ThreadPoolExecutor(len(questions)) as pool:
        return sum(int(answer) for answer in pool.map(place.ask, questions))


def test_one_number_is_entered_once(place: Place) -> None:
    place.ask(SETTING)
    made = at_once(place, [SHOP + ENTER.format(number=number) for number in (1, 2, 3)])

    numbers, _ranges = json.loads(place.ask(NUMBERS))
    assert (made, len(numbers), len(set(numbers))) == (COUNT, COUNT, COUNT)


def test_one_number_is_granted_once(place: Place) -> None:
    place.ask(SETTING)
    asked = [SHOP + GRANT.replace("{number}", str(number)) for number in (0, 0, 0)]
    granted = at_once(place, asked)

    _numbers, ranges = json.loads(place.ask(NUMBERS))
    # Five, and the one of the setting.
    assert (granted, len(ranges)) == (5, 6)
    assert all(one[1] < other[0] for one, other in pairwise(ranges))
