"""National numbers of nobody."""

from __future__ import annotations

import random
from datetime import date, timedelta

from accalmie.facts.ids import niss


def national_number(source: random.Random) -> str:
    """A number with the right check digits, of somebody born from 1965 on."""
    born = date(1965, 1, 1) + timedelta(days=source.randrange(14_000))
    order = source.randrange(1, 998)
    return niss.with_check_digits(f"{born:%y%m%d}{order:03d}", born_from_2000=born.year >= 2000)
