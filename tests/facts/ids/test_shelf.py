"""Every module of numbers offers the same four words, and they agree with each other."""

from types import ModuleType

import pytest

from accalmie.facts.ids import (
    ValidationError,
    bce,
    control_card,
    establishment_unit,
    niss,
    onss,
    ppl,
    ticket,
)

ONE_OF_EACH = {
    bce: "0999000129",
    control_card: "NA1000101",
    establishment_unit: "2999000171",
    niss: "85011499784",
    onss: "199999837",
    ppl: "01060027",
    ticket: "3A0000516E00D",
}


@pytest.mark.parametrize(("module", "number"), ONE_OF_EACH.items(), ids=lambda p: str(p)[-30:])
class TestFourWords:
    def test_a_valid_number_passes_unchanged(self, module: ModuleType, number: str) -> None:
        assert module.validate(number) == number
        assert module.is_valid(number)

    def test_what_people_write_is_read_back(self, module: ModuleType, number: str) -> None:
        assert module.compact(module.format(number)) == number

    def test_surrounding_blanks_do_not_matter(self, module: ModuleType, number: str) -> None:
        assert module.validate(f"  {number} ") == number

    @pytest.mark.parametrize("wrong", ["", "x", "1", "12345678901234567890", "é" * 9, "½" * 11])
    def test_anything_else_is_refused(self, module: ModuleType, number: str, wrong: str) -> None:
        assert not module.is_valid(wrong)
        with pytest.raises(ValidationError):
            module.validate(wrong)
