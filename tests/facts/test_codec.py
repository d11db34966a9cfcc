"""Facts as JSON and back, and what is said of JSON that is no fact."""

import json
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accalmie.facts.codec import CannotRead, from_json, to_json
from accalmie.facts.communications import (
    BadWeather,
    Communication,
    Details,
    FirstEffectiveDay,
    ForceMajeure,
    PlannedSuspension,
    SocialAction,
    Subject,
    TechnicalAccident,
    Version,
)
from accalmie.facts.days import Month, Period
from accalmie.facts.decisions import Decision, Result
from accalmie.facts.findings import Assessment, Confidence, Finding, Outcome, Step
from accalmie.facts.languages import Language
from accalmie.facts.parties import EmployerId, NamedWorker

DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))
PERIODS = st.builds(lambda day, n: Period(day, day + timedelta(days=n)), DAYS, st.integers(0, 90))
MONTHS = st.builds(Month.of, DAYS)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)
# A word that has the shape of a day or a month is read as one; rules do not state such words.
WORDS = TEXTS.filter(lambda text: text.count("-") == 0)
FACTS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    WORDS,
    DAYS,
    PERIODS,
    MONTHS,
    st.lists(DAYS, max_size=3).map(tuple),
)
FINDINGS = st.builds(
    Finding,
    rule=WORDS,
    met=st.sampled_from([True, False, None]),
    because=st.dictionaries(TEXTS, FACTS, max_size=4),
    source=WORDS,
    remedies=st.lists(WORDS, max_size=2).map(tuple),
    readings=st.lists(WORDS, max_size=2).map(tuple),
    not_verified_since=st.none() | DAYS,
)
STEPS = st.builds(Step, name=WORDS, value=FACTS, readings=st.just(()))
ASSESSMENTS = st.builds(
    Assessment,
    findings=st.lists(FINDINGS, max_size=3).map(tuple),
    trace=st.lists(STEPS, max_size=2).map(tuple),
    received_on=DAYS,
)

DETAILS: dict[type, st.SearchStrategy[Details]] = {
    PlannedSuspension: st.builds(
        PlannedSuspension,
        joint_committee=TEXTS,
        working_days=st.none() | st.lists(st.integers(0, 7), max_size=4).map(tuple),
        excluded=st.lists(PERIODS, max_size=2).map(tuple),
    ),
    BadWeather: st.builds(BadWeather),
    TechnicalAccident: st.builds(TechnicalAccident, accident_on=DAYS),
    ForceMajeure: st.builds(ForceMajeure),
    FirstEffectiveDay: st.builds(FirstEffectiveDay),
    SocialAction: st.builds(SocialAction),
}


def there_and_back(fact: Any) -> Any:
    return from_json(type(fact), json.loads(json.dumps(to_json(fact))))


class TestRoundTrip:
    @pytest.mark.parametrize("details", DETAILS, ids=lambda cls: cls.__name__)
    @given(data=st.data())
    def test_a_communication_of_every_kind_of_details(
        self, details: type, data: st.DataObject
    ) -> None:
        communication = data.draw(
            st.builds(
                Communication,
                created_at=st.none() | st.datetimes(),
                first_day=st.none() | DAYS,
                last_day=st.none() | DAYS,
                details=DETAILS[details],
                workers=st.lists(st.builds(NamedWorker, niss=TEXTS), max_size=2).map(tuple),
            )
        )
        assert there_and_back(communication) == communication

    def test_every_kind_of_details_is_tried(self) -> None:
        assert set(DETAILS) == set(Details.__args__)

    def test_a_simplified_cancellation_has_no_details(self) -> None:
        cancellation = a_communication(version=Version.CANCELLATION, replaces="3A0000516E00D")
        assert there_and_back(cancellation) == cancellation

    @given(ASSESSMENTS)
    def test_an_assessment(self, assessment: Assessment) -> None:
        assert there_and_back(assessment) == assessment

    @given(st.builds(Decision, assessment=ASSESSMENTS, decided_on=DAYS))
    def test_a_decision(self, decision: Decision) -> None:
        assert there_and_back(decision) == decision

    @given(st.decimals(allow_nan=False, allow_infinity=False))
    def test_an_exact_number(self, number: Decimal) -> None:
        assert str(there_and_back(number)) == str(number)


class TestWriting:
    def test_defaults_are_left_out(self) -> None:
        assert to_json(a_communication()) == {
            "kind": "economic_worker",
            "subject": "planned_suspension",
            "version": "original",
            "employer": {"bce": "0999000129"},
        }

    def test_a_choice_of_details_carries_its_type(self) -> None:
        written = to_json(a_communication(details=ForceMajeure(reason="flood")))
        assert written["details"] == {"type": "ForceMajeure", "reason": "flood"}

    def test_money_and_hours_are_text(self) -> None:
        assert to_json(Decimal("12.50")) == "12.50"

    def test_confidence_is_a_word(self) -> None:
        assert to_json(Confidence.HIGH) == "high"

    @pytest.mark.parametrize("thing", [object(), 1.5, {1, 2}, Period])
    def test_what_is_no_fact_is_refused(self, thing: object) -> None:
        with pytest.raises(TypeError, match="is no fact"):
            to_json(thing)


class TestReadingAgain:
    @pytest.mark.parametrize(
        ("word", "read"),
        [
            ("2026-11-21", date(2026, 11, 21)),
            ("2026-11", Month(2026, 11)),
            ("20261121", "20261121"),
            ("2026-W47-6", "2026-W47-6"),
            ("118.03", "118.03"),
            ("12.50", "12.50"),
            ("NaN", "NaN"),
            ("", ""),
        ],
    )
    def test_a_word_that_a_rule_used(self, word: str, read: object) -> None:
        finding = {
            "rule": "r",
            "met": None,
            "because": {"fact": word},
            "source": "E28",
            "confidence": "high",
        }
        assert from_json(Finding, finding).because["fact"] == read


A_COMMUNICATION = {
    "kind": "economic_worker",
    "subject": "planned_suspension",
    "version": "original",
    "employer": {"bce": "0999000129"},
}


class TestFaults:
    @pytest.mark.parametrize(
        ("change", "path", "expected"),
        [
            ({"kind": 5}, "kind", "text (str)"),
            ({"subject": "lunch"}, "subject", "planned_suspension or"),
            ({"subject": None}, "subject", "text (Subject)"),
            ({"stop_date": "2026-11-21"}, "stop_date", "one of kind, subject"),
            ({"employer": "0999000129"}, "employer", "an object (EmployerId)"),
            ({"employer": {"vat": "x"}}, "employer.vat", "one of bce"),
            ({"employer": {"bce": 999000129}}, "employer.bce", "text (str)"),
            ({"first_day": "21/11/2026"}, "first_day", "a day such as 2026-11-21"),
            ({"first_day": "2026-02-30"}, "first_day", "a day such as 2026-11-21"),
            ({"first_day": "20261121"}, "first_day", "a day such as 2026-11-21"),
            ({"created_at": "noon"}, "created_at", "an instant such as"),
            ({"workers": {}}, "workers", "a list"),
            ({"workers": [{}]}, "workers[0].niss", "this field is required"),
            ({"workers": [{"niss": "1", "sequence": True}]}, "workers[0].sequence", "whole number"),
            ({"is_from_user_of_agency_workers": "no"}, "is_from_user_of", "true or false"),
            ({"details": {}}, "details.type", "PlannedSuspension or BadWeather"),
            ({"details": {"type": "Lunch"}}, "details.type", "PlannedSuspension or BadWeather"),
            ({"details": {"type": []}}, "details.type", "PlannedSuspension or BadWeather"),
            ({"details": "flood"}, "details", "an object"),
            ({"details": {"type": "ForceMajeure"}}, "details.reason", "this field is required"),
        ],
    )
    def test_the_path_and_what_was_expected(
        self, change: dict[str, Any], path: str, expected: str
    ) -> None:
        with pytest.raises(CannotRead) as raised:
            from_json(Communication, A_COMMUNICATION | change)
        assert raised.value.path.startswith(path)
        assert expected in raised.value.expected
        assert path in str(raised.value)

    @pytest.mark.parametrize(
        ("cls", "data", "path", "expected"),
        [
            (Communication, [], "(root)", "an object (Communication)"),
            (Communication, {}, "kind", "this field is required"),
            (Period, {"first_day": "2026-11-21", "last_day": "2026-11-20"}, "(root)", "before it"),
            (Month, "2026-13", "(root)", "a month such as 2026-11"),
            (Decimal, "NaN", "(root)", "a decimal number as text"),
            (Decimal, "1_000", "(root)", "a decimal number as text"),
            (Decimal, 12.5, "(root)", "text (Decimal)"),
            (Confidence, "sure", "(root)", "low or medium or high"),
            (tuple[str, bool], ["a"], "(root)", "a list of 2"),
            (tuple[str, bool], "ab", "(root)", "a list"),
            (tuple[str, bool], ["a", "b"], "[1]", "true or false"),
            (dict[str, int], [], "(root)", "an object"),
            (dict[str, int], {"a": "b"}, ".a", "a whole number"),
        ],
    )
    def test_of_single_facts(self, cls: Any, data: Any, path: str, expected: str) -> None:
        with pytest.raises(CannotRead) as raised:
            from_json(cls, data)
        assert raised.value.path == path
        assert expected in raised.value.expected

    def test_a_class_that_is_no_fact_is_our_own_mistake(self) -> None:
        with pytest.raises(TypeError, match="is no type of a fact"):
            from_json(bytes, "x")

    def test_anything_goes_where_anything_is_asked(self) -> None:
        assert from_json(Any, {"a": [1]}) == {"a": [1]}  # type: ignore[arg-type]

    @given(
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from([*A_COMMUNICATION, "details", "type", "workers", "niss"]),
                    inner,
                    max_size=5,
                )
            ),
        )
    )
    def test_no_json_at_all_breaks_the_reader(self, data: Any) -> None:
        try:
            read = from_json(Communication, data)
        except CannotRead:
            return
        assert isinstance(read, Communication)


def a_communication(**fields: Any) -> Communication:
    return Communication(
        **{
            "kind": "economic_worker",
            "subject": Subject.PLANNED_SUSPENSION,
            "version": Version.ORIGINAL,
            "employer": EmployerId(bce="0999000129"),
            "language": Language.FR,
            **fields,
        }
    )


def test_a_decision_is_readable_as_plain_words() -> None:
    decision = Decision(
        result=Result.ACCEPTED,
        assessment=Assessment(
            outcome=Outcome.IN_ORDER,
            findings=(),
            law_version="2026.11",
            received_on=date(2026, 11, 3),
        ),
        decided_on=date(2026, 11, 4),
        answers=(("a_rule", True),),
    )
    assert to_json(decision) == {
        "result": "accepted",
        "assessment": {
            "outcome": "in_order",
            "findings": [],
            "law_version": "2026.11",
            "received_on": "2026-11-03",
        },
        "decided_on": "2026-11-04",
        "answers": [["a_rule", True]],
    }
