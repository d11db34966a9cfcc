"""A card that is right in everything opens; one fault, whichever, and nobody is signed in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509 import ExtendedKeyUsage, ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID

from accalmie.portal.identity.card.certificates import Authorities
from accalmie.portal.identity.card.validation import holder_of
from accalmie.portal.identity.tokens import NotGenuine
from accalmie.portal.identity.transport import Unreachable
from tests.portal.identity.card import reader
from tests.portal.identity.card.reader import (
    CHALLENGE,
    HOLDER,
    NOW,
    ORIGIN,
    REVOKED,
    UNKNOWN,
    CardMaker,
    Responder,
    Signer,
    token,
)

SIGNING_POLICY = "2.999.1.1"


@pytest.fixture(scope="module")
def issuer() -> Signer:
    return reader.authority()


@pytest.fixture
def responder(issuer: Signer) -> Iterator[Responder]:
    with reader.served(Responder(signs=issuer)) as answering:
        yield answering


def holder(told: str, issuer: Signer, **other: object) -> str:
    asked = {
        "challenge": CHALLENGE,
        "origin": ORIGIN,
        "authorities": Authorities((issuer.certificate,)),
        "refused_policies": (SIGNING_POLICY,),
        "at": NOW,
    }
    return holder_of(token=told, **(asked | other))


def test_a_right_card_names_its_holder(issuer: Signer, responder: Responder) -> None:
    card = CardMaker().make(issuer, responder.address)

    assert holder(token(card), issuer) == HOLDER
    assert len(responder.asked) == 1


@pytest.mark.parametrize(
    ("key", "algorithm"),
    [
        (ec.generate_private_key(ec.SECP256R1()), "ES256"),
        (ec.generate_private_key(ec.SECP384R1()), "ES384"),
        (rsa.generate_private_key(65537, 2048), "RS256"),
        (rsa.generate_private_key(65537, 2048), "PS256"),
    ],
    ids=["ES256", "ES384", "RS256", "PS256"],
)
def test_every_sort_of_key(
    key: reader.Key, algorithm: str, issuer: Signer, responder: Responder
) -> None:
    card = CardMaker(key=key).make(issuer, responder.address)

    assert holder(token(card, algorithm=algorithm), issuer) == HOLDER


@pytest.mark.parametrize(
    "changed",
    [
        {"format": "web-eid:1"},
        {"format": "web-eid:1.1", "unverifiedSigningCertificates": [{"certificate": "x"}]},
        {"format": "web-eid:1.1", "unverifiedSigningCertificate": "x"},
        {"another": {"field": [1, 2]}},
        {"appVersion": None},
    ],
    ids=str,
)
def test_what_a_later_minor_version_adds_is_not_looked_at(
    changed: dict, issuer: Signer, responder: Responder
) -> None:
    card = CardMaker().make(issuer, responder.address)

    assert holder(token(card, **changed), issuer) == HOLDER


def test_a_card_without_list_of_purposes_signs_in(issuer: Signer, responder: Responder) -> None:
    card = CardMaker(purposes=None).make(issuer, responder.address)

    assert holder(token(card), issuer) == HOLDER


WRONG_CARDS = {
    "expired": CardMaker(ends=NOW - timedelta(seconds=1)),
    "not yet in force": CardMaker(begins=NOW + timedelta(seconds=1)),
    "for signing documents": CardMaker(usages=("content_commitment",)),
    "without usage": CardMaker(usages=None),
    "for servers": CardMaker(purposes=(ExtendedKeyUsageOID.SERVER_AUTH,)),
    "of a refused policy": CardMaker(policies=("2.999.1.2", SIGNING_POLICY)),
    "without national number": CardMaker(number=""),
    "with wrong check digits": CardMaker(number=f"{int(HOLDER) + 1:011d}"),
    "without responder": CardMaker(has_responder=False),
}


@pytest.mark.parametrize("wrong", WRONG_CARDS)
def test_a_wrong_card(wrong: str, issuer: Signer, responder: Responder) -> None:
    card = WRONG_CARDS[wrong].make(issuer, responder.address)

    with pytest.raises(NotGenuine):
        holder(token(card), issuer)


WRONG_TOKENS = {
    "another site": {"origin": "https://portal.example.evil.example"},
    "the site with a slash": {"origin": f"{ORIGIN}/"},
    "another challenge": {"challenge": "d" * 64},
    "next major version": {"format": "web-eid:2.0"},
    "no format": {"format": None},
    "another protocol": {"format": "web-eid:10"},
    "unsigned": {"algorithm": "ES384", "signature": ""},
    "algorithm none": {"changed": {"algorithm": "none"}},
    "shared secret": {"changed": {"algorithm": "HS256"}},
    "algorithm of another key": {"changed": {"algorithm": "RS256"}},
    "another hash": {"changed": {"algorithm": "ES256"}},
    "altered signature": {"signature": "A" * 128},
    "short signature": {"signature": "QUJD"},
    "signature not in base64": {"signature": "é"},
    "no certificate": {"unverifiedCertificate": None},
    "something else as certificate": {"unverifiedCertificate": "QUJD"},
    "a number as certificate": {"unverifiedCertificate": 7},
}


@pytest.mark.parametrize("wrong", WRONG_TOKENS)
def test_a_wrong_token(wrong: str, issuer: Signer, responder: Responder) -> None:
    card = CardMaker().make(issuer, responder.address)
    changed = dict(WRONG_TOKENS[wrong])
    afterwards = changed.pop("changed", {})
    told = json.dumps(json.loads(token(card, **changed)) | afterwards)

    with pytest.raises(NotGenuine):
        holder(told, issuer)
    assert responder.asked == []


@pytest.mark.parametrize(
    "told", ["", "no JSON", "[]", "null", "[" * 50_000, " " * 60_001], ids=lambda told: told[:8]
)
def test_what_is_no_token(told: str, issuer: Signer) -> None:
    with pytest.raises(NotGenuine):
        holder(told, issuer)


@pytest.mark.parametrize("challenge", ["c" * 43, "c" * 129])
def test_a_challenge_of_another_length(
    challenge: str, issuer: Signer, responder: Responder
) -> None:
    card = CardMaker().make(issuer, responder.address)

    with pytest.raises(NotGenuine, match="length"):
        holder(token(card, challenge=challenge), issuer, challenge=challenge)


def test_the_card_of_another_holder_cannot_be_shown(issuer: Signer, responder: Responder) -> None:
    mine, his = (CardMaker().make(issuer, responder.address) for _ in range(2))
    stolen = json.loads(token(his))["unverifiedCertificate"]

    with pytest.raises(NotGenuine):
        holder(token(mine, unverifiedCertificate=stolen), issuer)


WRONG_AUTHORITIES = {
    "another": lambda: reader.authority("Other CA"),
    "of the same name": lambda: reader.authority(),
}


@pytest.mark.parametrize("wrong", WRONG_AUTHORITIES)
def test_a_card_of_an_authority_that_nobody_trusts(
    wrong: str, issuer: Signer, responder: Responder
) -> None:
    card = CardMaker().make(WRONG_AUTHORITIES[wrong](), responder.address)

    with pytest.raises(NotGenuine, match="no trusted authority"):
        holder(token(card), issuer)


def test_an_authority_that_is_not_in_force(responder: Responder) -> None:
    old = reader.authority(ends=NOW - timedelta(days=1))
    card = CardMaker().make(old, responder.address)

    with pytest.raises(NotGenuine, match="no trusted authority"):
        holder(token(card), old)


def test_a_card_is_no_authority(issuer: Signer, responder: Responder) -> None:
    card = CardMaker().make(issuer, responder.address)
    child = CardMaker().make(card, responder.address)
    trusted = Authorities((issuer.certificate, card.certificate))

    with pytest.raises(NotGenuine, match="no trusted authority"):
        holder(token(child), issuer, authorities=trusted)


def test_no_authority_at_all(issuer: Signer, responder: Responder) -> None:
    card = CardMaker().make(issuer, responder.address)

    with pytest.raises(NotGenuine):
        holder(token(card), issuer, authorities=Authorities(()))


WRONG_ANSWERS = {
    "revoked": {"status": REVOKED},
    "unknown": {"status": UNKNOWN},
    "too old": {"at": NOW - timedelta(minutes=20)},
    "of tomorrow": {"at": NOW + timedelta(hours=1)},
    "old and without end": {"at": NOW - timedelta(minutes=20), "holds": None},
    "about another card": {"about": 4711},
    "to another question": {"nonce": b"0" * 32},
}


@pytest.mark.parametrize("wrong", WRONG_ANSWERS)
def test_a_wrong_answer_of_the_authority(wrong: str, issuer: Signer) -> None:
    with reader.served(replace(Responder(signs=issuer), **WRONG_ANSWERS[wrong])) as responder:
        card = CardMaker().make(issuer, responder.address)

        with pytest.raises(NotGenuine):
            holder(token(card), issuer)
        assert len(responder.asked) == 1


def _answerer(issuer: Signer, *purposes: object, **other: object) -> Signer:
    extensions = (ExtendedKeyUsage(purposes),) if purposes else ()
    return reader.signer(
        subject=reader.named("Responder"), issuer=issuer, extensions=extensions, **other
    )


def test_the_authority_may_let_somebody_answer(issuer: Signer) -> None:
    answerer = _answerer(issuer, ExtendedKeyUsageOID.OCSP_SIGNING)
    responder = Responder(signs=answerer, brings=(answerer.certificate,))
    with reader.served(responder):
        card = CardMaker().make(issuer, responder.address)

        assert holder(token(card), issuer) == HOLDER


@pytest.mark.parametrize("wrong", ["stranger", "without purpose", "expired", "the card itself"])
def test_nobody_else_answers_for_the_authority(wrong: str, issuer: Signer) -> None:
    purpose = ExtendedKeyUsageOID.OCSP_SIGNING
    answerers = {
        "stranger": lambda: _answerer(reader.authority(), purpose),
        "without purpose": lambda: _answerer(issuer),
        "expired": lambda: _answerer(issuer, purpose, ends=NOW - timedelta(days=1)),
        "the card itself": lambda: CardMaker().make(issuer, "http://127.0.0.1:9/"),
    }
    answerer = answerers[wrong]()
    with reader.served(Responder(signs=answerer, brings=(answerer.certificate,))) as responder:
        card = CardMaker().make(issuer, responder.address)

        with pytest.raises(NotGenuine, match="somebody else"):
            holder(token(card), issuer)


def test_an_authority_that_does_not_answer_has_not_said_yes(issuer: Signer) -> None:
    for address in ("http://127.0.0.1:9/", "ldap://127.0.0.1/", "file:///etc/hostname"):
        card = CardMaker().make(issuer, address)

        with pytest.raises(Unreachable):
            holder(token(card), issuer)


def test_an_authority_that_excuses_itself_has_not_said_yes(issuer: Signer) -> None:
    with reader.served(
        Responder(signs=issuer, says=ocsp.OCSPResponseStatus.TRY_LATER)
    ) as responder:
        card = CardMaker().make(issuer, responder.address)

        with pytest.raises(Unreachable):
            holder(token(card), issuer)


def test_authorities_are_read_from_a_folder(tmp_path, issuer: Signer) -> None:
    pem = issuer.certificate.public_bytes(serialization.Encoding.PEM)
    other = reader.authority("Foreigner CA").certificate
    (tmp_path / "citizen.pem").write_bytes(pem)
    (tmp_path / "foreigner.cer").write_bytes(other.public_bytes(serialization.Encoding.DER))
    (tmp_path / "read me.txt").write_text("neither")

    assert set(Authorities.load(tmp_path).certificates) == {issuer.certificate, other}
