"""The signature container, read back by an independent reader of the same standard."""

from __future__ import annotations

import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest
from asn1crypto import cms, core
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from accalmie.letters.cms import Container, der, integer, object_id
from accalmie.letters.seal import CERTIFICATE_FILE, KEY_FILE, Sealer

DOCUMENT = b"the bytes that are sealed"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("seal")
    Sealer.create_throwaway(made)
    return made


@pytest.fixture(scope="module")
def container(folder: Path) -> bytes:
    key = serialization.load_pem_private_key((folder / KEY_FILE).read_bytes(), password=None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    certificate = x509.load_pem_x509_certificate((folder / CERTIFICATE_FILE).read_bytes())
    return Container(certificate).signed(
        sha256(DOCUMENT).digest(), lambda data: key.sign(data, ec.ECDSA(hashes.SHA256()))
    )


def test_a_reader_of_the_standard_finds_the_digest(container: bytes) -> None:
    read = cms.ContentInfo.load(container, strict=True)
    assert read["content_type"].native == "signed_data"
    (signer,) = read["content"]["signer_infos"]
    told = {a["type"].native: a["values"] for a in signer["signed_attrs"]}
    assert told["message_digest"][0].native == sha256(DOCUMENT).digest()
    assert told["content_type"][0].native == "data"
    assert "signing_certificate_v2" in told
    assert "signing_time" not in told


def test_the_certificate_is_named_by_its_digest(container: bytes) -> None:
    data = cms.ContentInfo.load(container)["content"]
    (certificate,) = data["certificates"]
    (signer,) = data["signer_infos"]
    (named,) = [a for a in signer["signed_attrs"] if a["type"].native == "signing_certificate_v2"]
    (one,) = named["values"][0]["certs"]
    assert one["cert_hash"].native == sha256(certificate.dump()).digest()
    assert signer["sid"].chosen["serial_number"].native == certificate.chosen.serial_number


def test_openssl_accepts_it(container: bytes, folder: Path) -> None:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl: install the package openssl")
    (folder / "container").write_bytes(container)
    (folder / "document").write_bytes(DOCUMENT)
    asked = f"cms -verify -binary -cades -inform DER -in {folder}/container"
    files = f"-content {folder}/document -CAfile {folder / CERTIFICATE_FILE} -out {folder}/out"
    trust = "-partial_chain -purpose any"
    ran = subprocess.run(
        [openssl, *asked.split(), *files.split(), *trust.split()], capture_output=True, check=False
    )
    assert ran.returncode == 0, ran.stderr


@given(value=st.integers(min_value=0, max_value=2**170))
def test_whole_numbers(value: int) -> None:
    assert integer(value) == core.Integer(value).dump()


@given(content=st.binary(max_size=70000))
def test_lengths(content: bytes) -> None:
    assert der(0x04, content) == core.OctetString(content).dump()


@pytest.mark.parametrize("name", ["1.2.840.113549.1.9.16.2.47", "2.16.840.1.101.3.4.2.1", "0.9"])
def test_names_of_the_standards(name: str) -> None:
    assert object_id(name) == core.ObjectIdentifier(name).dump()
