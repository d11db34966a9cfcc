"""The receipt: number, instant, content, office, what follows; tagged and reproducible."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest

from accalmie.facts.codec import from_json, to_json
from accalmie.facts.communications import (
    BadWeather,
    Channel,
    Communication,
    FirstEffectiveDay,
    ForceMajeure,
    SocialAction,
    Subject,
    TechnicalAccident,
    Version,
)
from accalmie.facts.languages import OFFICIAL, Language
from accalmie.facts.parties import Address
from accalmie.letters import receipt
from tests.letters.pdf_reading import about, attached, structure, tags, text_of
from tests.letters.sample_letters import ANNOUNCED, BRUSSELS, EMPLOYER, RECEIVED_AT, TICKET


def content(
    language: Language = Language.FR, communication: Communication = ANNOUNCED
) -> receipt.ReceiptContent:
    return receipt.of(
        communication=communication,
        ticket=TICKET,
        received_at=RECEIVED_AT,
        channel=Channel.PORTAL,
        office=BRUSSELS,
        employer=EMPLOYER,
        language=language,
    )


EXPECTED = {
    Language.FR: ("jeudi 12 novembre 2026 à 16:42", "pas encore une décision", "boîte 3"),
    Language.NL: ("donderdag 12 november 2026 om 16:42", "nog geen beslissing", "bus 3"),
    Language.DE: ("Donnerstag, 12. November 2026 um 16:42", "noch keine Entscheidung", "3"),
}


@pytest.mark.parametrize("language", OFFICIAL)
def test_the_receipt_says_what_and_when(language: Language) -> None:
    text = text_of(receipt.render(content(language)))
    for words in (*EXPECTED[language], TICKET, "0999.000.129", BRUSSELS.name, EMPLOYER.name):
        assert words in text


@pytest.mark.parametrize("language", OFFICIAL)
def test_the_receipt_is_tagged_and_says_its_language(language: Language) -> None:
    pdf = receipt.render(content(language))
    told = about(pdf)
    assert told.is_marked
    assert told.language == f"{language.value}-BE"
    assert told.title == receipt.letter_of(content(language)).title
    assert told.shows_title
    assert told.pdf_ua_part == "1"
    assert {"/Document", "/H1", "/Table", "/TH", "/TD", "/L", "/LI"} <= set(tags(pdf))


def test_the_numbers_of_the_workers_are_not_printed() -> None:
    assert ANNOUNCED.workers[0].niss not in text_of(receipt.render(content()))


def test_the_communication_travels_inside() -> None:
    inside = json.loads(attached(receipt.render(content()), receipt.ATTACHMENT))
    assert inside == to_json(ANNOUNCED)
    assert from_json(Communication, inside) == ANNOUNCED


def test_the_same_content_gives_the_same_bytes() -> None:
    assert receipt.render(content()) == receipt.render(content())


def test_letters_can_be_made_at_the_same_time() -> None:
    expected = [receipt.render(content(language)) for language in OFFICIAL]
    with ThreadPoolExecutor(max_workers=4) as pool:
        made = list(pool.map(lambda n: receipt.render(content(OFFICIAL[n % 3])), range(24)))
    assert made == [expected[n % 3] for n in range(24)]


SITE = Address(street="Chemin Fictif", house_number="7", postal_code="4000", city="Liège")
SUBJECTS = {
    Subject.FIRST_EFFECTIVE_DAY: FirstEffectiveDay(joint_committee="124", site=SITE),
    Subject.ACCIDENT_NATURE: TechnicalAccident(accident_on=date(2026, 11, 10), nature="Presse"),
    Subject.FORCE_MAJEURE_NATURE: ForceMajeure(reason="Inondation de l’atelier"),
    Subject.SOCIAL_ACTION: SocialAction(comment="Grève", details="Fournisseur", site=SITE),
    Subject.ACCIDENT_WORKERS: None,
}


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("language", OFFICIAL)
def test_every_subject_has_its_receipt(subject: Subject, language: Language) -> None:
    communication = replace(ANNOUNCED, subject=subject, details=SUBJECTS[subject], last_day=None)
    assert TICKET in text_of(receipt.render(content(language, communication)))


def test_bad_weather_tells_weather_and_place() -> None:
    details = BadWeather(weather="Gel", work_and_reason="Pose de toiture", site=SITE)
    communication = replace(
        ANNOUNCED,
        kind="bad_weather",
        subject=Subject.FIRST_EFFECTIVE_DAY,
        details=details,
        last_day=None,
    )
    text = text_of(receipt.render(content(Language.FR, communication)))
    assert "Gel" in text
    assert "Pose de toiture" in text
    assert "Chemin Fictif 7" in text


@pytest.mark.parametrize("version", [Version.CHANGE, Version.CANCELLATION])
def test_a_later_version_names_the_earlier_one(version: Version) -> None:
    communication = replace(ANNOUNCED, version=version, replaces="3A0000QM7X00C")
    assert "3A0000QM7X00C" in text_of(receipt.render(content(Language.NL, communication)))


@pytest.mark.parametrize(
    "remark", ["#panic() $x$ *y* `z` <a> \\", "日本語 ☃ \x00 \u202e", "Ελλάδα"]
)
def test_no_remark_of_a_sender_breaks_the_letter(remark: str) -> None:
    pdf = receipt.render(content(Language.FR, replace(ANNOUNCED, remark=remark)))
    assert structure(pdf)
    assert json.loads(attached(pdf, receipt.ATTACHMENT))["remark"] == remark


@pytest.mark.parametrize("channel", [Channel.REGISTERED_LETTER, Channel.FAX])
@pytest.mark.parametrize("language", OFFICIAL)
def test_of_paper_the_day_is_told_and_no_hour(language: Language, channel: Channel) -> None:
    hour = f"{RECEIVED_AT:%H:%M}"
    electronic = text_of(receipt.render(content(language)))
    on_paper = text_of(receipt.render(replace(content(language), channel=channel)))
    assert hour in electronic
    assert hour not in on_paper
