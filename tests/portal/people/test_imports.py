"""Lists read in: preview with every mistake, then a yes; the workers of a draft; hours."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accalmie.cases.access.models import Account
from accalmie.cases.declarations.models import Declaration
from accalmie.cases.drafts import acts as drafts
from accalmie.cases.drafts.models import Draft
from accalmie.cases.parties.models import Employer
from accalmie.cases.staff.models import HoursLine, HoursState, WorkerList
from accalmie.facts.languages import Language
from accalmie.portal.employer.declarations import hours_lists
from accalmie.portal.tables.columns import WORKERS
from accalmie.portal.tables.writing import model_sheet
from tests.portal.conftest import NOW
from tests.portal.tables.written import number_of

OLD_WORKBOOK = b"\xd0\xcf\x11\xe0" + bytes(60)

pytestmark = pytest.mark.usefixtures("month")


@pytest.fixture
def pascale(signed_in) -> Client:
    return signed_in("pascale")


@pytest.fixture
def mill() -> Employer:
    return Employer.objects.get(name__startswith="Papeteries")


@pytest.fixture
def draft(mill: Employer) -> Draft:
    by = Account.objects.get(username="pascale")
    return drafts.begin(employer=mill, form="planned_worker", data={}, by=by, at=NOW)


def sheet(numbers: list[str]) -> SimpleUploadedFile:
    rows = [[number, "Exemple", f"Ada {n}", "ouvrier", "129"] for n, number in enumerate(numbers)]
    content = model_sheet(columns=WORKERS, language=Language.FR, rows=rows)
    return SimpleUploadedFile("liste.xlsx", content)


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_a_file_is_shown_before_it_is_taken(pascale: Client, mill: Employer) -> None:
    before = mill.employments.count()
    address = reverse("portal:staff_import", args=[mill.id])
    read = pascale.post(address, {"file": sheet([number_of(n) for n in range(60)])})
    page = pascale.get(read["Location"])
    assert page.context["counts"]["add"] == 60
    assert mill.employments.count() == before

    done = pascale.post(read["Location"], {"do": "take"})
    pascale.post(read["Location"], {"do": "take"})
    assert mill.employments.count() == before + 60
    assert "60" in text_of(pascale.get(done["Location"]))


def test_rows_with_another_name_than_the_register_are_named(pascale, mill: Employer) -> None:
    known = mill.employments.order_by("id").first().worker.niss
    lines = f"NISS;Nom;Prénom\n{number_of(3)};Exemple;Ada\n{known};Tout;Autre\n"
    address = reverse("portal:staff_import", args=[mill.id])
    page = pascale.get(pascale.post(address, {"pasted": lines})["Location"])

    assert page.context["others_rows"] == "3"
    assert "Comparez-le. Ligne 3." in text_of(page)


def test_every_mistake_is_named_by_row_and_column(pascale: Client, mill: Employer) -> None:
    lines = f"NISS;Nom;Depuis le\n{number_of(0)};Exemple;5/6/26\n123;Exemple;\n{number_of(1)};Un;\n"
    address = reverse("portal:staff_import", args=[mill.id])
    read = pascale.post(address, {"pasted": lines})
    page = pascale.get(read["Location"])
    faults = [(one.row, one.column, one.written) for one in page.context["slice"].rows]
    assert faults == [(2, "Depuis le", "5/6/26"), (3, "NISS", "123")]
    assert all(one.text for one in page.context["slice"].rows)

    good = pascale.get(f"{read['Location']}?part=rows").context["slice"].rows
    assert [one["row"] for one in good] == [4]


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
@pytest.mark.parametrize(
    "content", [b"", b"\xd0\xcf\x11\xe0" + bytes(60), b"PK\x03\x04", b"Nom\nA"]
)
def test_a_file_that_is_not_read_says_why(
    pascale: Client, mill: Employer, content: bytes, language: str
) -> None:
    address = f"/{language}/staff/{mill.id}/import/"
    answer = pascale.post(address, {"file": SimpleUploadedFile("x.xlsx", content)})
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert 'href="#id_file"' in answer.content.decode()


def test_a_list_is_thrown_away(pascale: Client, mill: Employer) -> None:
    read = pascale.post(reverse("portal:staff_import", args=[mill.id]), {"pasted": number_of(0)})
    pascale.post(read["Location"], {"do": "discard"})
    assert not WorkerList.objects.exists()


def test_the_workers_of_a_draft_are_ticked_page_by_page(
    pascale: Client, mill: Employer, draft: Draft
) -> None:
    address = reverse("portal:lodging_people", args=[draft.id])
    rows = pascale.get(address).context["slice"].rows
    shown = [one["row"].id for one in rows]
    told = {"do": "ticks", "shown": shown, "ticked": shown[:2], "revision": 1}
    pascale.post(address, told)
    assert len(pascale.get(address).context["chosen"].numbers) == 2

    pascale.post(address, {**told, "ticked": shown[1:2], "revision": 2})
    chosen = [
        one["row"].id for one in pascale.get(address).context["slice"].rows if one["is_chosen"]
    ]
    assert chosen == shown[1:2]


def test_a_second_tab_does_not_overwrite_the_choice(pascale: Client, draft: Draft) -> None:
    address = reverse("portal:lodging_people", args=[draft.id])
    pascale.post(address, {"do": "all", "revision": 1})
    everybody = pascale.get(address).context["chosen"].numbers
    pascale.post(address, {"do": "none", "revision": 1})
    assert pascale.get(address).context["chosen"].numbers == everybody
    pascale.post(address, {"do": "none", "revision": 2})
    assert pascale.get(address).context["chosen"].numbers == ()


def test_who_is_not_in_the_staff_is_told_and_may_be_added(
    pascale: Client, mill: Employer, draft: Draft
) -> None:
    address = reverse("portal:lodging_people", args=[draft.id])
    pasted = f"{number_of(0)};Un\n{number_of(1)};Deux\n{number_of(0)};Un\n123;Trois"
    answer = pascale.post(address, {"do": "read", "pasted": pasted, "revision": 1})
    assert [one.row for one in answer.context["faults"].rows] == [3, 4]
    chosen = pascale.get(address).context["chosen"]
    assert set(chosen.unknown) == {number_of(0), number_of(1)}

    listed = pascale.post(address, {"do": "register"})
    pascale.post(listed["Location"], {"do": "take"})
    assert pascale.get(address).context["chosen"].unknown == ()
    page = pascale.get(reverse("portal:lodging_page", args=[draft.id, "workers"]))
    assert number_of(0) in page.content.decode()


def test_numbers_that_stand_twice_are_told_and_mended(pascale: Client, draft: Draft) -> None:
    by = Account.objects.get(username="pascale")
    lines = f"{number_of(0)} 30.11.2026\n{number_of(1)}\n{number_of(0)}"
    typed = {"who": "names", "known": [], "listed": lines}
    drafts.save(draft=draft, page="workers", typed=typed, revision=1, by=by, at=NOW)
    address = reverse("portal:lodging_people", args=[draft.id])
    assert pascale.get(address).context["chosen"].twice == (number_of(0),)

    pascale.post(address, {"do": "once", "revision": 2})
    assert pascale.get(address).context["chosen"].twice == ()


def test_nobody_chooses_more_than_a_communication_holds(
    pascale: Client, draft: Draft, settings
) -> None:
    settings.IMPORT_MAX_WORKERS = 2
    address = reverse("portal:lodging_people", args=[draft.id])
    for revision, rows in enumerate((2, 4, 1), start=1):
        pasted = "\n".join(number_of(n) for n in range(10 * revision, 10 * revision + rows))
        pascale.post(address, {"do": "read", "pasted": pasted, "revision": revision})
    assert pascale.get(address).context["chosen"].numbers == (number_of(10), number_of(11))


def hours_of(*rows: str) -> str:
    return "\n".join(("NISS;Jour;Heures;Code;Q;S;CP;Depuis le", *rows))


def line(number: str, day: str = "05/10/2026", hours: str = "7,60", code: str = "5.1") -> str:
    return f"{number};{day};{hours};{code};38;38;129;01/01/2020"


def pressed_through(client: Client, address: str, do: str) -> None:
    """Press the button of the progress page as often as it stands there."""
    for _ in range(20):
        page = client.get(address).content.decode()
        if "data-goes-on" not in page:
            return
        assert f'value="{do}"' in page
        client.post(address, {"do": do})
    raise AssertionError("it never ends")


def test_hours_of_many_are_looked_at_then_lodged_once(
    pascale: Client, mill: Employer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hours_lists, "PART", 2)
    before = Declaration.objects.count()
    rows = [line(number_of(n)) for n in range(5)]
    rows += [line(number_of(5), hours="30"), line(number_of(6), day="05/11/2026"), line("123")]
    told = {"employer": str(mill.id), "month": "2026-10", "pasted": hours_of(*rows)}
    read = pascale.post(reverse("portal:hours_import"), told)
    address = read["Location"]
    pressed_through(pascale, address, "look")

    page = pascale.get(f"{address}?part=faulty")
    assert page.context["states"]["ready"] == 5
    assert [len(one["faults"]) for one in page.context["slice"].rows] == [1, 1, 1]
    assert Declaration.objects.count() == before

    # The first press lodges a part; whoever is interrupted then goes on where it stopped.
    pascale.post(address, {"do": "lodge"})
    assert HoursLine.objects.filter(state=HoursState.LODGED).count() == 2
    pressed_through(pascale, address, "lodge")
    assert Declaration.objects.count() == before + 5
    pascale.post(address, {"do": "lodge"})
    assert Declaration.objects.count() == before + 5
    assert set(HoursLine.objects.values_list("state", flat=True)) == {
        HoursState.LODGED,
        HoursState.FAULTY,
    }
    assert not any(HoursLine.objects.filter(state=HoursState.LODGED).values_list("told", flat=True))


def test_what_is_not_lodged_is_thrown_away(pascale: Client, mill: Employer) -> None:
    told = {"employer": str(mill.id), "month": "2026-10", "pasted": hours_of(line(number_of(0)))}
    read = pascale.post(reverse("portal:hours_import"), told)
    pascale.post(read["Location"], {"do": "discard"})
    assert not HoursLine.objects.exists()


def test_a_day_that_stands_twice_is_a_mistake_and_two_reasons_are_none(
    pascale: Client, mill: Employer
) -> None:
    twice = [line(number_of(0)), line(number_of(0))]
    reasons = [line(number_of(1), hours="4"), line(number_of(1), hours="3", code="5.2")]
    pasted = hours_of(*twice, *reasons)
    told = {"employer": str(mill.id), "month": "2026-10", "pasted": pasted}
    read = pascale.post(reverse("portal:hours_import"), told)
    pressed_through(pascale, read["Location"], "look")
    states = HoursLine.objects.order_by("position").values_list("state", flat=True)
    assert list(states) == [HoursState.FAULTY, HoursState.READY]
