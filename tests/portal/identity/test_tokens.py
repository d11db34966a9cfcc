"""What a signed token must hold, one mistake at a time."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from accalmie.portal.identity.tokens import NotGenuine, read_id_token, read_userinfo

NOW = datetime(2026, 11, 18, 9, 30, tzinfo=ZoneInfo("Europe/Brussels"))
OURS = ECKey.generate_key("P-256", {"kid": "ours", "use": "sig", "alg": "ES256"})
FOREIGN = ECKey.generate_key("P-256", {"kid": "ours", "use": "sig", "alg": "ES256"})
KEYS = KeySet.import_key_set(KeySet([OURS]).as_dict(private=False))
ISSUER, CLIENT, NONCE = "https://identity.example", "accalmie", "once"


def claims(**changed: object) -> dict[str, object]:
    told = {
        "iss": ISSUER,
        "aud": CLIENT,
        "sub": "opaque",
        "nonce": NONCE,
        "iat": int(NOW.timestamp()),
        "exp": int((NOW + timedelta(minutes=5)).timestamp()),
    }
    return {name: value for name, value in (told | changed).items() if value is not None}


def signed(told: dict[str, object], key: ECKey = OURS) -> str:
    return jwt.encode({"alg": "ES256", "kid": "ours"}, told, key, algorithms=["ES256"])


def part(content: dict[str, object]) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).rstrip(b"=").decode()


def read(token: str):
    return read_id_token(
        token=token, keys=KEYS, issuer=ISSUER, client=CLIENT, nonce=NONCE, levels=(), at=NOW
    )


def test_a_genuine_token_is_read() -> None:
    assert read(signed(claims()))["sub"] == "opaque"
    assert read(signed(claims(aud=[CLIENT])))["sub"] == "opaque"


@pytest.mark.parametrize(
    "changed",
    [
        {"iss": "https://elsewhere.example"},
        {"iss": None},
        {"aud": "another"},
        {"aud": [CLIENT, "another"]},
        {"aud": None},
        {"sub": None},
        {"nonce": "another"},
        {"nonce": None},
        {"exp": int((NOW - timedelta(minutes=1)).timestamp())},
        {"exp": None},
        {"iat": int((NOW + timedelta(minutes=5)).timestamp())},
        {"iat": None},
    ],
    ids=str,
)
def test_one_wrong_claim_is_enough(changed: dict[str, object]) -> None:
    with pytest.raises(NotGenuine):
        read(signed(claims(**changed)))


@pytest.mark.parametrize(("acr", "is_enough"), [("strong", True), ("weak", False), (None, False)])
def test_the_identification_must_be_strong_enough(acr: str | None, is_enough: bool) -> None:
    known = {"keys": KEYS, "issuer": ISSUER, "client": CLIENT, "nonce": NONCE, "at": NOW}
    token = signed(claims(acr=acr))
    if is_enough:
        assert read_id_token(token=token, levels=("strong", "stronger"), **known)
    else:
        with pytest.raises(NotGenuine, match="strong enough"):
            read_id_token(token=token, levels=("strong", "stronger"), **known)


def test_a_wrong_key_is_refused() -> None:
    with pytest.raises(NotGenuine):
        read(signed(claims(), FOREIGN))


def test_a_token_without_signature_is_refused() -> None:
    for header in ({"alg": "none"}, {"alg": "none", "kid": "ours"}):
        with pytest.raises(NotGenuine):
            read(f"{part(header)}.{part(claims())}.")


def test_the_public_key_is_no_shared_secret() -> None:
    signed_part = f"{part({'alg': 'HS256', 'kid': 'ours'})}.{part(claims())}"
    secret = OURS.as_pem(private=False)
    signature = hmac.new(secret, signed_part.encode(), hashlib.sha256).digest()

    with pytest.raises(NotGenuine):
        read(f"{signed_part}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}")


def test_a_changed_token_is_refused() -> None:
    header, _payload, signature = signed(claims()).split(".")
    other = signed(claims(sub="another")).split(".")[1]

    with pytest.raises(NotGenuine):
        read(f"{header}.{other}.{signature}")


@pytest.mark.parametrize("token", ["", "a", "a.b", "a.b.c", "a.b.c.d.e", "é.é.é"])
def test_what_is_no_token_is_refused(token: str) -> None:
    with pytest.raises(NotGenuine):
        read(token)


def test_the_answer_about_a_person_is_about_that_person() -> None:
    about = {"keys": KEYS, "issuer": ISSUER, "client": CLIENT, "at": NOW}
    token = signed(claims(nonce=None, exp=None, iat=None))

    assert read_userinfo(token=token, subject="opaque", **about)["sub"] == "opaque"
    with pytest.raises(NotGenuine):
        read_userinfo(token=token, subject="another", **about)
    with pytest.raises(NotGenuine):
        read_userinfo(token=signed(claims(), FOREIGN), subject="opaque", **about)
