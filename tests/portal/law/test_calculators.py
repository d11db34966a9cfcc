"""The calculators: answers with their trace, worded errors at their field, nothing in between."""

from __future__ import annotations

import html
import re

import pytest

from accalmie.facts.languages import Language
from accalmie.portal.law.calculators.registry import calculators

BENEFIT = {
    "month": "09.2026",
    "code": "5.1",
    "hours": "91,20",
    "status": "full_time",
    "q": "38",
    "s": "38",
    "wage": "19,20",
    "wage_unit": "hour",
    "paid_on": "05.10.2026",
}
START = {"kind": "economic_worker", "notified_on": "21.11.2026", "regime": "full"}
ANSWERED = {
    "start": (START, "29 novembre 2026"),
    "first-day": ({"kind": "economic_worker", "first_day": "24/11/2026"}, "25 novembre 2026"),
    "claim": ({"first_day": "2026-11-21", "track": "ordinary"}, "31 janvier 2027"),
    "declaration": ({"month": "11/2026", "kind": "economic_worker"}, "1er décembre 2026"),
    "card": ({"month": "2026-11"}, "27 novembre 2026"),
    "benefit": (BENEFIT, "771,64 €"),
}


def text_of(answer: object) -> str:
    return html.unescape(answer.content.decode()).replace("\u00a0", " ").replace("\u202f", " ")


def figure(answer: object) -> str:
    found = re.search(r'<p class="acc-figure[^"]*">(.*?)<small>', text_of(answer), re.S)
    assert found
    return found[1].strip()


def errors(answer: object) -> list[tuple[str, str]]:
    return re.findall(r'<li><a href="#([^"]+)">([^<]+)</a></li>', text_of(answer))


def test_each_has_its_answer() -> None:
    assert {one.name for one in calculators()} == set(ANSWERED)


@pytest.mark.parametrize("name", ANSWERED)
def test_without_anything_asked(visit, name: str) -> None:
    answer = visit("law_calculator", name)
    assert answer.status_code == 200
    assert "acc-trace" not in text_of(answer)
    assert not errors(answer)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", ANSWERED)
def test_an_answer_with_its_trace(visit, name: str, language: Language) -> None:
    asked, wanted = ANSWERED[name]
    answer = visit("law_calculator", name, language=language, **asked)
    text = text_of(answer)
    assert answer.status_code == 200
    if language is Language.FR:
        assert figure(answer) == wanted
    assert text.count("acc-trace__out") >= 1
    assert "acc-conf" in text
    assert not re.search(r"\b(notified_on|first_day|earliest|working days)\b", _trace(text)) or (
        language is Language.EN
    )


def _trace(text: str) -> str:
    return " ".join(re.findall(r'<ol class="acc-trace">(.*?)</ol>', text, re.S))


def test_eight_lines_from_hours_to_euros(visit) -> None:
    text = text_of(visit("law_calculator", "benefit", **BENEFIT))
    first = re.search(r'<ol class="acc-trace">(.*?)</ol>', text, re.S)
    assert first
    assert first[1].count("<li") == 8
    assert re.findall(r'acc-trace__out">([^<]+)<', first[1]) == [
        "91,20 h",
        "14,5 allocations",
        "121,6000 €",
        "121,0875 €",
        "72,65 €",
        "1 053,43 €",
        "− 281,79 €",
        "771,64 €",
    ]
    assert 'href="/fr/law/two-readings/#b-r5"' in text


def test_a_ruler_where_days_are_asked(visit) -> None:
    for name in ("start", "first-day"):
        text = text_of(visit("law_calculator", name, **ANSWERED[name][0]))
        assert text.count('role="img"') == 2
        assert "Ces dates en tableau" in text


def test_a_sector_nobody_can_be_sure_of_goes_to_a_person(visit) -> None:
    answer = visit("law_calculator", "start", **START, joint_committee="124")
    assert figure(answer) == "?"
    assert "une personne doit examiner" in text_of(answer)


def test_a_weekend_has_no_known_window(visit) -> None:
    asked = {"kind": "economic_worker", "first_day": "21.11.2026"}
    answer = visit("law_calculator", "first-day", **asked)
    assert figure(answer) == "–"
    assert "C:R6" in text_of(answer)


def test_closed_days_move_the_window(visit) -> None:
    asked = {**ANSWERED["first-day"][0], "closed_days": "25.11.2026, 26/11/2026"}
    assert figure(visit("law_calculator", "first-day", **asked)) == "27 novembre 2026"


def test_an_unverified_figure_says_so(visit) -> None:
    text = text_of(visit("law_calculator", "benefit", **{**BENEFIT, "month": "10.2026"}))
    assert "n’a plus été vérifié depuis le" in text


@pytest.mark.parametrize(
    ("name", "asked", "field", "part"),
    [
        ("claim", {"first_day": "soon", "track": "ordinary"}, "first_day", "n’est pas un jour"),
        ("claim", {"first_day": "21.11.2026"}, "track", "Choisissez la sorte"),
        ("claim", {"first_day": "21.11.1950", "track": "ordinary"}, "first_day", "jour couvert"),
        ("card", {"month": "13.2026"}, "month", "n’est pas un mois"),
        ("card", {"month": "11.2026", "replacement_days": "x"}, "replacement_days", "virgules"),
        ("start", {**START, "joint_committee": "12"}, "joint_committee", "trois chiffres"),
        ("start", {**START, "notified_on": "01.01.2001"}, "notified_on", "premier jour couvert"),
        ("start", {**START, "postal_code": "B-1000"}, "postal_code", "quatre chiffres"),
        ("first-day", {"kind": "strike_lockout", "first_day": "24.11.2026"}, "kind", "une cause"),
        ("benefit", {**BENEFIT, "hours": "lots"}, "hours", "n’est pas un nombre"),
        ("benefit", {**BENEFIT, "q": "40"}, "q", "dépasse S"),
        ("benefit", {**BENEFIT, "wage": ""}, "wage", ""),
        ("benefit", {**BENEFIT, "wage": "0,01"}, "wage", "tranche la plus basse"),
        ("benefit", {**BENEFIT, "paid_on": "01.01.2026"}, "paid_on", "précède le mois"),
        ("benefit", {**BENEFIT, "units_to_subtract": "-1"}, "units_to_subtract", "nombre entier"),
    ],
)  # fmt: skip
def test_an_error_leads_to_its_field(
    visit, name: str, asked: dict[str, str], field: str, part: str
) -> None:
    answer = visit("law_calculator", name, **asked)
    found = errors(answer)
    assert [place for place, _ in found] == [f"id_{field}"]
    assert part in found[0][1]
    text = text_of(answer)
    assert f'id="{field}-error"' in text
    assert re.search(rf'id="id_{field}"[^>]*aria-describedby="[^"]*{field}-error', text) or (
        re.search(rf'aria-describedby="[^"]*{field}-error[^"]*"[^>]*id="id_{field}"', text)
    )


def test_an_address_of_something_else_asks_nothing(visit) -> None:
    assert visit("law_calculator", "claim", utm="x").status_code == 200


@pytest.mark.parametrize(
    ("name", "asked", "field"),
    [("start", START, "notified_on"), ("first-day", ANSWERED["first-day"][0], "first_day")],
)
def test_a_day_beyond_every_calendar_is_a_fault_of_its_field(visit, name, asked, field) -> None:
    answer = visit("law_calculator", name, **(asked | {field: "31.12.9999"}))

    assert answer.status_code == 200
    assert answer.context["answer"] is None
    assert "Ce jour est trop éloigné ; au plus tard le 31.12.2099." in text_of(answer)


def test_closed_days_lie_in_a_calendar_too(visit) -> None:
    asked = ANSWERED["first-day"][0] | {"closed_days": "25.11.2026, 31.12.9999"}
    assert "Ce jour est trop éloigné" in text_of(visit("law_calculator", "first-day", **asked))


@pytest.mark.parametrize("wage", ["1.234,56", "1 234,56", "1234.56"])
def test_thousands_may_be_parted_as_they_are_shown(visit, wage: str) -> None:
    asked = BENEFIT | {"wage": wage, "wage_unit": "month"}
    assert visit("law_calculator", "benefit", **asked).context["answer"] is not None


def test_what_the_law_refuses_is_told_in_the_numbers_of_the_page(visit) -> None:
    text = text_of(visit("law_calculator", "benefit", **(BENEFIT | {"s": "60,5"})))
    assert "60,5 est hors limites ; permis de 0,01 à 60 (Arrêté royal du 25.11.1991" in text
    text = text_of(visit("law_calculator", "claim", first_day="01.01.2001", track="ordinary"))
    assert "premier jour couvert : 01.01.2018 (Arrêté ministériel du 26.11.1991" in text
