"""The chain of the journal: whatever is done to it behind our back is found, at its place."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.db import connection, transaction
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accalmie.cases.access.roles import SYSTEM
from accalmie.cases.journal import append_only
from accalmie.cases.journal.acts import OutsideTransaction, event, record, record_look
from accalmie.cases.journal.models import Event, Seal
from accalmie.cases.journal.sealing import seal, sign_head
from accalmie.cases.journal.verifying import Fault, SignedHead, verify
from tests.cases.situations import FRIDAY, THURSDAY

TABLES = ("journal_event", "journal_seal", "journal_head")
LENGTH = 12


def write(count: int) -> None:
    with transaction.atomic():
        record(
            events=[
                event(
                    act="lodge",
                    by=SYSTEM,
                    at=THURSDAY + timedelta(seconds=number),
                    subject_kind="case",
                    subject=UUID(int=number),
                    ticket=f"3A{number:08d}00K",
                    data={"number": number},
                )
                for number in range(count)
            ]
        )


def behind_our_back(statement: str, *values: object) -> None:
    """What somebody with the password of the database could do."""
    vendor = connection.vendor
    with connection.cursor() as cursor:
        for removal in append_only.removal(vendor, *TABLES):
            cursor.execute(removal)
        cursor.execute(statement, values)
        for creation in append_only.creation(vendor, *TABLES):
            cursor.execute(creation)


def key_of(position: int) -> str:
    """The key of the event at a position, as this database writes it."""
    key = Seal.objects.get(position=position).event_id
    return key if connection.vendor == "postgresql" else key.hex


def first_fault():
    return verify(heads=[], public_key=None).first_fault


@pytest.mark.django_db
class TestSealing:
    def test_every_event_gets_its_place_once(self) -> None:
        write(LENGTH)
        assert seal(at=FRIDAY) == LENGTH
        assert seal(at=FRIDAY) == 0
        write(3)
        assert seal(at=FRIDAY) == 3
        places = list(Seal.objects.order_by("position").values_list("position", flat=True))
        assert places == list(range(1, LENGTH + 4))
        found = verify(heads=[], public_key=None)
        assert (found.sealed, found.unsealed, found.first_fault) == (LENGTH + 3, 0, None)

    def test_a_look_names_the_person_by_a_digest_only(self) -> None:
        record_look(
            by=SYSTEM, at=FRIDAY, subject_kind="case", subject=UUID(int=1), persons=["d" * 64]
        )
        assert Event.objects.get().person == "d" * 64


@pytest.mark.django_db(transaction=True)
def test_an_event_belongs_to_a_transaction() -> None:
    with pytest.raises(OutsideTransaction):
        record(events=[])


class TestTampering(TestCase):
    """Each example starts from a fresh chain; the database is rolled back after each."""

    def setUp(self) -> None:
        write(LENGTH)
        seal(at=FRIDAY)

    @hypothesis_settings(max_examples=40)
    @given(
        position=st.integers(1, LENGTH),
        column=st.sampled_from(["act", "ticket", "actor_kind", "subject_kind", "person"]),
        text=st.text(st.characters(codec="ascii", min_codepoint=33), min_size=1, max_size=13),
    )
    def test_an_altered_event(self, position: int, column: str, text: str) -> None:
        key = key_of(position)
        if getattr(Event.objects.get(pk=key), column) == text:
            return
        behind_our_back(f"UPDATE journal_event SET {column} = %s WHERE id = %s", text, key)
        fault = first_fault()
        assert (fault.position, fault.fault) == (position, Fault.ALTERED)
        assert fault.event == UUID(str(key))

    @hypothesis_settings(max_examples=20)
    @given(position=st.integers(1, LENGTH))
    def test_a_missing_event_and_its_seal(self, position: int) -> None:
        key = key_of(position)
        behind_our_back("DELETE FROM journal_seal WHERE position = %s", position)
        behind_our_back("DELETE FROM journal_event WHERE id = %s", key)
        fault = first_fault()
        if position == LENGTH:
            # The tail can be cut unseen from inside: only a signed head outside tells.
            assert fault is None
        else:
            assert (fault.position, fault.fault) == (position, Fault.MISSING)

    @hypothesis_settings(max_examples=20)
    @given(places=st.lists(st.integers(1, LENGTH), min_size=2, max_size=2, unique=True))
    def test_moved_events(self, places: list[int]) -> None:
        one, other = (Event.objects.get(pk=key_of(place)) for place in places)
        fields = ("act", "ticket", "subject", "at", "data")
        assert any(getattr(one, field) != getattr(other, field) for field in fields)
        first, second = key_of(places[0]), key_of(places[1])
        nobody = UUID(int=0).hex if connection.vendor == "sqlite" else UUID(int=0)
        for place, key in ((places[0], nobody), (places[1], first), (places[0], second)):
            behind_our_back("UPDATE journal_seal SET event_id = %s WHERE position = %s", key, place)
        fault = first_fault()
        assert (fault.position, fault.fault) == (min(places), Fault.MOVED)

    def test_a_rewritten_chain(self) -> None:
        behind_our_back("UPDATE journal_seal SET chain = %s WHERE position = 5", "0" * 64)
        fault = first_fault()
        assert (fault.position, fault.fault) == (5, Fault.CHAIN_BROKEN)


@pytest.mark.django_db
class TestSignedHeads:
    def signed(self, key: Ed25519PrivateKey) -> tuple[SignedHead, bytes]:
        write(LENGTH)
        seal(at=FRIDAY)
        public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        head = sign_head(at=FRIDAY, sign=key.sign, public_key=public)
        exported = SignedHead(
            day=head.day,
            position=head.position,
            chain=head.chain,
            public_key=head.public_key,
            signature=head.signature,
        )
        return exported, public

    def test_agrees(self) -> None:
        head, public = self.signed(Ed25519PrivateKey.generate())
        assert verify(heads=[head], public_key=public).first_fault is None

    def test_is_signed_once_for_the_same_end(self) -> None:
        key = Ed25519PrivateKey.generate()
        self.signed(key)
        public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        again = sign_head(at=FRIDAY, sign=key.sign, public_key=public)
        assert again.position == LENGTH

    def test_accuses_a_cut_tail(self) -> None:
        head, public = self.signed(Ed25519PrivateKey.generate())
        key = key_of(LENGTH)
        behind_our_back("DELETE FROM journal_seal WHERE position = %s", LENGTH)
        behind_our_back("DELETE FROM journal_event WHERE id = %s", key)
        fault = verify(heads=[head], public_key=public).first_fault
        assert (fault.position, fault.fault) == (LENGTH, Fault.HEAD_NOT_REACHED)

    def test_accuses_a_chain_made_anew(self) -> None:
        head, public = self.signed(Ed25519PrivateKey.generate())
        key = key_of(3)
        behind_our_back("UPDATE journal_event SET act = 'cancel' WHERE id = %s", key)
        behind_our_back("DELETE FROM journal_seal WHERE position > 0")
        seal(at=FRIDAY)
        assert verify(heads=[], public_key=public).first_fault is None
        fault = verify(heads=[head], public_key=public).first_fault
        assert fault.fault is Fault.HEAD_DIFFERS

    def test_of_another_key_is_forged(self) -> None:
        head, _ = self.signed(Ed25519PrivateKey.generate())
        other = Ed25519PrivateKey.generate().public_key()
        public = other.public_bytes(Encoding.Raw, PublicFormat.Raw)
        assert verify(heads=[head], public_key=public).first_fault.fault is Fault.HEAD_FORGED
