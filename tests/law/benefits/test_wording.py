"""Every finding and every step has words in four languages, and every wording has its rule."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from accalmie.facts.cards import Card, CardForm, Entry, Mark
from accalmie.facts.claims import Claimant, ClaimEvent, ClaimSituation, Track
from accalmie.facts.days import Month, Period
from accalmie.facts.findings import Confidence, Finding, Step
from accalmie.facts.languages import Language
from accalmie.facts.payments import MonthInput, Scheme, Status, TimeUnit, Wage
from accalmie.facts.pieces import Owner, PieceName, PieceState
from accalmie.facts.validationbook import OrderedCard
from accalmie.law import benefits_wording as wording
from accalmie.law.benefits import interest, side_activity, supplements
from accalmie.law.benefits.month import compute
from accalmie.law.cards import book, forms, marks, sanctions, sending
from accalmie.law.claims import claim_deadline, claim_needed, deadlines, jobseeker, transfers
from accalmie.law.dated import ValuesFileError
from accalmie.law.loading import LAW
from accalmie.law.unusable import UnusableInput
from accalmie.law.wording import NoWordingError

FOLDERS = ("benefits", "claims", "cards", "declarations")
EMPTY = Finding(
    rule="user_name_free", met=True, because={}, source="T32", confidence=Confidence.HIGH
)


def ordinary(**changed: object) -> MonthInput:
    facts: dict[str, object] = {
        "month": Month(2026, 10),
        "status": Status.FULL_TIME,
        "q": Decimal(38),
        "s": Decimal(38),
        "hours": {"5.1": Decimal(38)},
        "paid_on": date(2026, 11, 5),
        "wage": Wage(amount=Decimal(2900), unit=TimeUnit.MONTH),
    }
    return MonthInput(**(facts | changed))  # type: ignore[arg-type]


def months() -> Iterator[MonthInput]:
    yield ordinary(hours={"5.1": Decimal(38), "5.4": Decimal(8)}, units_to_subtract=1)
    yield ordinary(status=Status.VOLUNTARY_PART_TIME, q=Decimal(19))
    yield ordinary(
        status=Status.PART_TIME_RIGHTS,
        q=Decimal(19),
        reference_wage=Wage(amount=Decimal(20), unit=TimeUnit.HOUR),
    )
    yield ordinary(
        status=Status.PART_TIME_RIGHTS_AGR,
        agr_reference_allowance=Decimal(1500),
        hours={"5.5": Decimal(8)},
    )
    yield ordinary(status=Status.APPRENTICE, apprentice_code="TA")
    early = {"month": Month(2021, 10), "paid_on": date(2021, 11, 5)}
    yield ordinary(**early)
    yield ordinary(
        **early, fund_supplement=Decimal(60), wage=Wage(amount=Decimal(3500), unit=TimeUnit.MONTH)
    )
    yield ordinary(**early, scheme=Scheme.COVID, hours={"5.4": Decimal(8)})
    yield ordinary(**early, scheme=Scheme.COVID)
    yield ordinary(month=Month(2022, 11), paid_on=date(2022, 12, 5))
    yield ordinary(
        wage_fixed_on=date(2022, 11, 5), wage=Wage(amount=Decimal(9000), unit=TimeUnit.MONTH)
    )


def steps() -> Iterator[Step]:
    for input in months():
        yield from compute(input=input).trace
    day = date(2025, 6, 16)
    for track in Track:
        yield from claim_deadline(first_day=day, track=track)[1]
    yield from deadlines.extended_deadline(first_day=day, track=Track.ORDINARY, told_on=day)[1]
    yield from deadlines.changed_event_deadline(event_on=day)[1]
    yield from deadlines.right_runs_from(first_day=day, deadline=day, complete_on=day)[1]
    yield from deadlines.decision_due_on(complete_on=day, hearings=1)[1]
    yield from deadlines.card_valid_until(claim_day=day)[1]
    yield from deadlines.appeal_until(notified_on=day)[1]
    yield from deadlines.completion_deadline(
        first_day=day, returned_on=day, months_of_impossibility=1
    ).trace
    yield from transfers.transfer_effect(
        requested_on=day, last_month_paid=None, member_since=day.replace(day=1)
    )[1]
    yield from transfers.transfer_limits(requested_on=day, asked_on=None).trace
    yield from jobseeker.must_register_by(unemployed_since=day, kind="economic_worker")[1]
    yield from sending.sendable_from(month=Month(2025, 6), replacement_days=None)[1]
    yield from sending.presumed_received_on(month=Month(2025, 6), dated_on=None)[1]
    yield from side_activity.reduced_daily_amount(
        daily_amount=Decimal(70), net_daily_income=Decimal(30), on=day
    )[1]
    yield from side_activity.exercised_long_enough_on(started_on=day, unemployment=())[1]
    yield from supplements.energy_supplement(allowances=Decimal(6), on=date(2022, 11, 1)).trace
    yield from supplement(True).trace
    yield from interest.payable_until(
        month=Month(2025, 6), decision_told_on=day, pieces_complete_on=day
    )[1]


def supplement(is_exempt: bool | None, code: str = "5.1", days: int = 1) -> supplements.Supplement:
    return supplements.legal_supplement(
        month=Month(2026, 5),
        code=code,
        monthly_wage=Decimal(9000),
        days_before=25,
        days=days,
        allowances=Decimal(5),
        is_exempt_by_agreement=is_exempt,
    )


def findings() -> Iterator[Finding]:
    for input in months():
        yield from compute(input=input).findings
    for found in (
        supplement(True),
        supplement(None, days=5),
        supplement(False),
        supplement(False, code="5.4"),
    ):
        yield from found.findings
    known = ClaimSituation(
        first_day=date(2025, 6, 16),
        kind="strike_lockout",
        is_first_with_employer=False,
        was_ever_paid=True,
        last_paid_day=date(2022, 6, 15),
        birth_date=date(1959, 6, 16),
    )
    nothing_known = ClaimSituation(first_day=date(2025, 10, 16), kind="economic_worker")
    for situation in (known, nothing_known):
        yield from claim_needed(situation=situation).findings
    yield transfers.transfer_is_free_of_debt(debt=Decimal(3), on=date(2025, 6, 16))
    for asked, approved in ((True, True), (None, True), (False, True)):
        yield interest.interest_due(
            period=Period(date(2026, 3, 15), date(2026, 5, 20)),
            is_asked_in_writing=asked,
            is_approved=approved,
            provisional_share=Decimal(0),
        )
    yield from forms.card_for(
        day=date(2025, 3, 3),
        kind="economic_worker",
        joint_committee="118",
        has_chosen_electronic=None,
        has_transition=None,
    ).findings
    for cards in OrderedCard:
        for committee in ("", "118", "124", "327"):
            for day in (date(2020, 1, 1), date(2024, 5, 2), date(2025, 3, 3), date(2026, 5, 4)):
                for transition in (True, None):
                    yield from book.may_order(
                        cards=cards,
                        needed_from=day,
                        joint_committee=committee,
                        known_committees=("118",),
                        has_transition=transition,
                    )
                yield from book.may_be_entered(
                    month=Month.of(day), joint_committee=committee, has_transition=None
                )
    yield sanctions.work_is_free_of_sanction(
        marked_at=None,
        work_starts_at=datetime.fromisoformat("2026-05-04T08:00:00"),
        told_office_and_payer_at=None,
        could_be_undue=True,
    )
    yield from marks.examine_card(card=card())


def card() -> Card:
    def entry(mark: Mark, **rest: object) -> Entry:
        return Entry(
            day=date(2026, 5, 4),
            mark=mark,
            marked_at=datetime.fromisoformat("2026-05-29T09:00:00"),
            **rest,  # type: ignore[arg-type]
        )

    return Card(
        month=Month(2026, 6),
        form=CardForm.ELECTRONIC,
        sent_at=datetime.fromisoformat("2026-05-28T09:00:00"),
        entries=(
            entry(Mark.ELSEWHERE_USUAL),
            entry(
                Mark.ELSEWHERE_INACTIVE,
                work_starts_at=datetime.fromisoformat("2026-05-04T08:00:00"),
            ),
            entry(Mark.HOLIDAY, corrects=Mark.OTHER),
        ),
    )


@pytest.mark.parametrize("language", list(Language))
def test_each_step_has_words(language: Language) -> None:
    for step in steps():
        text = wording.step_text(step, language=language)
        assert text.name
        assert text.value
        assert not re.search(r"\d{4}-\d\d", text.formula), text.formula
        assert "_" not in text.formula


@pytest.mark.parametrize("language", list(Language))
def test_each_finding_has_words(language: Language) -> None:
    for finding in findings():
        text = wording.finding_text(finding, language=language)
        assert text.rule.endswith(".")
        assert text.because.endswith(".")
        assert "{" not in text.because
        assert text.source
        assert len(text.remedies) == len(finding.remedies)


def test_every_wording_has_its_rule_and_every_rule_its_wording() -> None:
    written = set()
    modules = [module for folder in FOLDERS for module in (LAW / folder).glob("*.py")]
    alone = ("pieces.py", "credentials.py", "entitlements.py", "contradictions.py", "strikes.py")
    for module in (*modules, *(LAW / name for name in alone)):
        tree = ast.parse(module.read_text())
        written |= {
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
    written |= {event.value for event in ClaimEvent}
    assert wording.worded_rules() - written == set()
    assert wording.worded_steps() - written == set()


def test_a_rule_sentence_holds_no_facts() -> None:
    for path in (*(Path(LAW / f / "wording.yaml") for f in FOLDERS),):
        assert path.exists()
    for rule in wording.worded_rules():
        for language in Language:
            raw = wording._rules()[rule]
            assert "{" not in raw["rule"][0][language], rule
            assert "{" not in raw["short"][0][language], rule


@pytest.mark.parametrize("language", list(Language))
def test_each_code_has_words(language: Language) -> None:
    groups = {
        "mark": Mark,
        "event": ClaimEvent,
        "claimant": Claimant,
        "owner": Owner,
        "piece": PieceName,
        "piece_state": PieceState,
        "status": Status,
        "breach": sanctions.Breach,
    }
    for group, codes in groups.items():
        for code in codes:
            assert wording.term(group, code, language)


@pytest.mark.parametrize("language", list(Language))
def test_each_rule_and_each_step_can_be_named_alone(language: Language) -> None:
    for rule in wording.worded_rules():
        text = wording.rule_text(rule, language=language)
        assert text.short
        assert text.rule.endswith(".")
    for step in wording.worded_steps():
        assert wording.step_name(step, language=language)


def test_what_has_no_words_says_so() -> None:
    with pytest.raises(NoWordingError, match="no_such_rule"):
        wording.rule_text("no_such_rule", language=Language.FR)
    with pytest.raises(NoWordingError, match="no_such_step"):
        wording.step_name("no_such_step", language=Language.FR)
    with pytest.raises(NoWordingError, match="no_such_rule"):
        wording.finding_text(
            Finding(
                rule="no_such_rule",
                met=True,
                because={},
                source="",
                confidence=Confidence.LOW,
            ),
            language=Language.FR,
        )
    with pytest.raises(NoWordingError, match="no_such_step"):
        wording.step_text(Step(name="no_such_step", value=None), language=Language.FR)
    with pytest.raises(NoWordingError, match="no_such_code"):
        wording.term("mark", "no_such_code", Language.FR)
    odd = Finding(
        rule="interest_due",
        met=True,
        because={},
        source="",
        confidence=Confidence.LOW,
    )
    with pytest.raises(NoWordingError, match="interest_due"):
        wording.finding_text(odd, language=Language.FR)


def test_french_keeps_its_high_punctuation_and_all_curve_their_apostrophes() -> None:
    text = wording.finding_text(EMPTY, language=Language.FR)
    assert "'" not in text.rule
    assert "’" in text.rule


@pytest.mark.parametrize("hours", [Decimal("20.00"), "20.00"])
def test_a_number_that_was_stored_is_written_like_a_fresh_one(hours: Decimal | str) -> None:
    finding = Finding(
        rule="weekly_hours",
        met=True,
        because={"q": hours, "s": Decimal(38), "highest": 60},
        source="T32",
        confidence=Confidence.HIGH,
    )
    written = wording.finding_text(finding, language=Language.FR).because
    assert written.startswith("Q = 20,00, S = 38,")


def test_values_are_written_for_people() -> None:
    written = {
        value: wording.step_text(
            Step(name="net", value=value, unit=unit), language=Language.FR
        ).value
        for value, unit in (
            (None, ""),
            (True, ""),
            (False, ""),
            (Decimal("1053.43"), "EUR"),
            (Decimal("121.6000"), "EUR"),
            (Decimal("0.2675"), "ratio"),
            (Decimal("14.5"), "allowances"),
            ("word", ""),
        )
    }
    assert written[None] == "–"
    assert written[True] == "oui"
    assert written["word"] == "word"
    assert written[Decimal("121.6000")] == "121,6000\u00a0€"
    assert written[Decimal("0.2675")] == "26,75\u00a0%"
    assert written[Decimal("14.5")] == "14,5\u00a0allocations"
    period = Step(name="net", value=Period(date(2026, 5, 4), date(2026, 5, 8)))
    assert "08.05.2026" in wording.step_text(period, language=Language.FR).value
    days = Step(name="net", value=(date(2026, 5, 4), date(2026, 5, 5)))
    assert " et " in wording.step_text(days, language=Language.FR).value


@pytest.mark.parametrize("language", list(Language))
def test_each_fault_is_one_line_with_its_field(language: Language) -> None:
    fault = UnusableInput(field="q", value=39, fault="q_above_s", source="AR art. 99", s=38)
    line = fault.text(language)
    assert line.startswith("q: ")
    assert "39" in line
    assert "38" in line
    assert line.endswith("(AR art. 99)")
    assert "\n" not in line


def test_a_rule_has_its_words_in_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    first = wording.content_of(wording._FILES[0])
    monkeypatch.setattr(wording, "content_of", lambda _: first)
    with pytest.raises(ValuesFileError, match="words in another file already"):
        wording._rules.__wrapped__()
