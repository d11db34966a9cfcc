"""The registry and what a kind's folder must hold."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from accalmie.law.dated import ValuesFileError
from accalmie.law.first_day import NoFirstEffectiveDay, window_of
from accalmie.law.kinds import REGISTRY, kind, kind_of


def test_allowances_pay_more_for_force_majeure() -> None:
    assert kind_of("economic_worker").allowance_rate == Decimal("0.60")
    assert kind_of("force_majeure").allowance_rate == Decimal("0.65")
    before = date(2023, 12, 31)
    assert kind_of("economic_worker").allowance_rates.on(before).value == Decimal("0.65")


def test_strikes_have_their_own_time_to_claim() -> None:
    tracks = {kind.code: kind.claim_track for kind in REGISTRY.values()}
    assert tracks.pop("strike_lockout") == "strike"
    assert set(tracks.values()) == {"ordinary"}


@pytest.mark.parametrize("code", ["strike_lockout", "annual_closure"])
def test_not_every_kind_has_a_first_effective_day(code: str) -> None:
    with pytest.raises(NoFirstEffectiveDay, match=code):
        window_of(kind=kind_of(code), first_day=date(2026, 11, 18), closed_days=None)


def test_a_description_of_another_form_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "kinds" / "solar_storm"
    folder.mkdir(parents=True)
    (folder / "kind.yaml").write_text("names: {}\n")
    monkeypatch.setattr(kind, "LAW", tmp_path)
    with pytest.raises(ValuesFileError, match="expected exactly the keys"):
        kind.load_kind("solar_storm")
