"""The catalogue of the law: everything is in it, and who reads what is what the code says."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from accalmie.facts.communications import Subject
from accalmie.facts.findings import Confidence, Step
from accalmie.facts.languages import Language
from accalmie.law import benefits_wording, catalogue, steps_wording, values_wording, wording
from accalmie.law.benefits import brackets
from accalmie.law.calendar import is_working_day
from accalmie.law.catalogue import Family, Section, UnknownEntry, rule_entry, value_entry
from accalmie.law.computed_values import computed_values
from accalmie.law.conformity import assess
from accalmie.law.dated import Dated, Row, load_values, read_yaml
from accalmie.law.interpretations import interpretations
from accalmie.law.kinds import REGISTRY
from accalmie.law.loading import LAW
from accalmie.law.situations import situation_of
from accalmie.law.source_code import docstring_of, functions_of, reach_of

CHECKS = "accalmie.law.kinds.economic_worker.checks"
NO_BREAK = "\u00a0"


def test_every_value_of_every_file_is_listed() -> None:
    files = [path for path in LAW.glob("values/*.yaml") if path.stem != "sectoral_regimes"]
    expected = {f"{path.stem}/{name}" for path in files for name in load_values(path)}
    expected |= {f"{code}/{name}" for code, kind in REGISTRY.items() for name in kind.values}
    listed = catalogue.catalogue().values
    assert {key for key, entry in listed.items() if not entry.factors} == expected
    assert all((LAW / entry.path).is_file() for entry in listed.values())


def test_every_worded_rule_is_listed() -> None:
    expected = benefits_wording.worded_rules().union(*map(wording.worded_rules, REGISTRY))
    assert set(catalogue.catalogue().rules) == expected


def test_every_rule_has_its_words() -> None:
    for rule in catalogue.catalogue().rules.values():
        for language in Language:
            assert rule.short(language)
            assert "{" not in rule.sentence(language)


def test_what_the_situations_find_is_what_the_source_says() -> None:
    """Each rule that a situation answers is listed for that kind and that communication."""
    unlisted = set()
    for kind in REGISTRY.values():
        for vector in read_yaml(LAW / "kinds" / kind.code / "vectors.yaml"):
            communication, circumstances = situation_of(kind.code, vector)
            assessment = assess(communication=communication, circumstances=circumstances)
            listed = catalogue.catalogue().rules_of(kind.code).get(communication.subject, ())
            unlisted |= {finding.rule for finding in assessment.findings} - {
                rule.code for rule in listed
            }
    assert unlisted == {
        rule.code
        for rule in catalogue.catalogue().rules.values()
        if not rule.applies and rule.code in unlisted
    }


def test_the_readings_of_findings_are_listed_with_their_rules() -> None:
    for kind in REGISTRY.values():
        for vector in read_yaml(LAW / "kinds" / kind.code / "vectors.yaml"):
            communication, circumstances = situation_of(kind.code, vector)
            for finding in assess(
                communication=communication, circumstances=circumstances
            ).findings:
                assert set(finding.readings) <= set(rule_entry(finding.rule).readings)


@pytest.mark.parametrize(
    ("rule", "reads", "does_not_read"),
    [
        ("announced_in_time", "economic_worker/notice_calendar_days", "limits/limit_c_base"),
        ("week_of_work_kept", "economic_worker/week_of_work_calendar_days", "limits/limit_c_base"),
        ("communicated_in_window", "shared/message_window_calendar_days", "shared/place_of_work"),
        ("sent_by_allowed_channel", "strike_lockout/substitute_media", "shared/place_of_work"),
        ("long_interruption", "claim_limits/interruption_months", "claim_limits/months_strike"),
        ("wage_bracket", "wage_brackets/wage_brackets", "withholding/general_rate"),
    ],
)  # fmt: skip
def test_who_reads_what(rule: str, reads: str, does_not_read: str) -> None:
    read = rule_entry(rule).values
    assert reads in read
    assert does_not_read not in read
    entry = catalogue.catalogue().values[reads]
    assert rule in entry.rules


def test_a_value_knows_the_steps_that_read_it() -> None:
    assert "claim_deadline" in value_entry(file="claim_limits", name="months_ordinary").steps
    assert "limit_c" in value_entry(file="limits", name="limit_c_base").steps
    assert "claim_deadline" not in value_entry(file="limits", name="limit_c_base").steps


def test_where_rules_and_values_stand() -> None:
    announced = rule_entry("announced_in_time")
    assert announced.family is Family.COMMUNICATION
    assert ("economic_worker", Subject.PLANNED_SUSPENSION) in announced.applies
    assert announced.citation.startswith("LCT art. 51")
    assert rule_entry("long_interruption").family is Family.WORKER
    assert value_entry(file="limits", name="limit_c_base").section is Section.AMOUNT
    assert value_entry(file="economic_worker", name="maximum_full").section is Section.TIME
    assert value_entry(file="shared", name="place_of_work").section is Section.CONDITION


def test_what_rests_on_a_reading() -> None:
    values, rules = catalogue.catalogue().resting_on("B:R20")
    assert "wage_brackets/wage_brackets" in {value.key for value in values}
    assert "wage_bracket" in {rule.code for rule in rules}
    used = {
        number
        for entry in (*catalogue.catalogue().rules.values(), *catalogue.catalogue().values.values())
        for number in entry.readings
    }
    assert used <= set(interpretations())


def test_nothing_of_another_name() -> None:
    with pytest.raises(UnknownEntry):
        value_entry(file="limits", name="nothing")
    with pytest.raises(UnknownEntry):
        rule_entry("nothing")


def test_it_is_made_once() -> None:
    catalogue.catalogue.cache_clear()
    made = catalogue.catalogue()
    assert catalogue.catalogue() is made


# --- the source


def test_a_function_reaches_what_it_calls() -> None:
    reach = reach_of([(CHECKS, "announced_in_time")])
    assert {"announced_in_time"} <= reach.names
    assert "notice_calendar_days" in reach.reads
    assert "maximum_full" not in reach.reads


def test_a_name_that_is_given_counts_with_what_the_callers_say() -> None:
    reach = reach_of([("accalmie.law.rules.channel", "sent_by_allowed_channel")])
    assert {"substitute_media", "proof_of_technical_problem"} <= reach.reads


def test_a_private_function_bears_a_name_only_if_it_speaks_of_it() -> None:
    assert functions_of("strike_month") == (("accalmie.law.claims.needed", "_strike_month"),)
    assert ("accalmie.law.bulk.values", "_rate") not in functions_of("rate")
    assert functions_of("nothing_bears_this_name") == ()
    assert docstring_of((CHECKS, "announced_in_time")).startswith("The workers are told")
    assert docstring_of((CHECKS, "nothing")) == ""


# --- computed values


def test_computed_amounts_are_those_of_the_computation() -> None:
    limit = computed_values()["limit_c"].dated
    assert [row.first_day for row in limit.rows] == sorted(row.first_day for row in limit.rows)
    for row in limit.rows:
        assert row.value == brackets.limit_c(on=row.first_day)
    march = limit.on(date(2026, 3, 1))
    assert (march.value, march.confidence) == (Decimal("134.6536"), Confidence.HIGH)


def test_a_computed_amount_is_as_sure_as_its_weakest_factor() -> None:
    october = computed_values()["highest_daily_amount"].dated.on(date(2026, 10, 1))
    assert october.confidence is Confidence.LOW
    assert october.not_verified_since == date(2026, 3, 1)


def test_published_highest_amounts() -> None:
    day = date(2025, 2, 1)
    found = {name: value.dated.on(day).value for name, value in computed_values().items()}
    assert found["highest_daily_amount"] == Decimal("79.21")
    assert found["highest_daily_amount_force_majeure"] == Decimal("85.81")


# --- words


def test_every_row_of_every_value_can_be_written() -> None:
    for entry in catalogue.catalogue().values.values():
        for row in entry.dated.rows:
            for language in Language:
                text = values_wording.row_text(entry.dated, row, language=language)
                assert text
                assert "Decimal" not in text
                assert "{" not in text or entry.dated.unit == "characters"
                if values_wording.is_table(row.value):
                    table = values_wording.table_of(
                        entry.name, row.value, unit=entry.dated.unit, language=language
                    )
                    assert {len(line) for line in table.rows} == {len(table.heads)}


def test_every_unit_and_code_of_a_value_has_words() -> None:
    """What falls back on its code in all four languages at once has no words."""
    silent = set()
    for entry in catalogue.catalogue().values.values():
        for row in entry.dated.rows:
            codes = row.value if isinstance(row.value, list) else [row.value]
            for code in codes:
                if not isinstance(code, str) or not code.replace("_", "").isalpha():
                    continue
                if entry.dated.unit == "characters" or len(code) < 3:
                    continue
                shown = {
                    values_wording.shown(code, unit=entry.dated.unit, language=language)
                    for language in Language
                }
                if shown == {code} and code != "fax":
                    silent.add(code)
    assert silent == set()


@pytest.mark.parametrize(
    ("value", "unit", "language", "text"),
    [
        (Decimal("134.6536"), "EUR_per_day", Language.FR, f"134,6536{NO_BREAK}€"),
        (Decimal("134.6536"), "EUR_per_day", Language.NL, f"€{NO_BREAK}134,6536"),
        (Decimal("134.6536"), "EUR_per_day", Language.EN, "€134.6536"),
        (Decimal("0.60"), "ratio", Language.FR, f"60{NO_BREAK}%"),
        (Decimal("0.2675"), "ratio", Language.DE, f"26,75{NO_BREAK}%"),
        (1, "working_days", Language.FR, f"1{NO_BREAK}jour ouvrable"),
        (0, "calendar_days", Language.EN, f"0{NO_BREAK}calendar days"),
        ({"weeks": 4}, "duration", Language.NL, f"4{NO_BREAK}weken"),
        (True, "yes_no", Language.DE, "ja"),
        (None, "EUR", Language.EN, "abolished"),
        ([12, 1], "months", Language.EN, "December and January"),
        (10, "month", Language.FR, "octobre"),
        ("unknown_code", "codes", Language.FR, "unknown_code"),
        (3, "unknown_unit", Language.FR, "3"),
    ],
)
def test_words_of_values(value: object, unit: str, language: Language, text: str) -> None:
    assert values_wording.shown(value, unit=unit, language=language) == text


def test_the_longer_of_two_durations_says_so() -> None:
    text = values_wording.shown(
        {"weeks": 8, "longest_wins": True}, unit="duration", language=Language.EN
    )
    assert text == f"8{NO_BREAK}weeks, or longer where the sector allows it"


def test_never_stated_is_not_abolished() -> None:
    def row(day: date, value: object) -> Row:
        return Row("x", day, value, "E57", Confidence.HIGH, date(2026, 11, 21))

    texts = dict.fromkeys(Language, "x")
    never = Dated("x", texts, "days", (row(date(2020, 1, 1), None),))
    gone = Dated("x", texts, "days", (row(date(2020, 1, 1), 7), row(date(2021, 1, 1), None)))
    told = [
        values_wording.row_text(value, value.rows[-1], language=Language.EN)
        for value in (never, gone)
    ]
    assert told == ["no source states it", "abolished"]


def test_steps_of_communications_in_words() -> None:
    step = Step(name="until", value=date(2026, 11, 25), formula="first_day + 1 working days")
    text = steps_wording.step_text(step, language=Language.FR)
    assert text.name == "À communiquer au plus tard le"
    assert text.value == f"me{NO_BREAK}25.11.2026"
    assert text.formula == f"premier jour + 1{NO_BREAK}jour ouvrable"
    assert is_working_day(date(2026, 11, 25), closed_days=None)
    with pytest.raises(wording.NoWordingError):
        steps_wording.step_text(Step(name="nothing", value=1), language=Language.FR)
    with pytest.raises(wording.NoWordingError):
        steps_wording.step_name("nothing", language=Language.FR)
