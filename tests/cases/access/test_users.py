"""Users whom an access manager adds: what they may, where, and who may change it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import check_password
from django.db import IntegrityError, transaction

from accalmie.cases.access import users
from accalmie.cases.access.acts import NoCodesByPost
from accalmie.cases.access.functions import Function
from accalmie.cases.access.models import Account, Mandate, Right
from accalmie.cases.access.policy import FUNCTIONS, POLICY, Act, NotAllowed, is_allowed
from accalmie.cases.access.reach import reach_of
from accalmie.cases.access.relations import Relation
from accalmie.cases.access.roles import Role
from accalmie.cases.access.users import Grant, NewUser
from accalmie.cases.communications import acts, queries
from accalmie.cases.drafts import acts as drafts
from accalmie.cases.journal.models import Event
from accalmie.cases.parties.models import Establishment
from accalmie.cases.parties.places import Seat, Somewhere
from accalmie.facts.communications import Channel
from accalmie.facts.languages import Language
from accalmie.facts.parties import Address
from tests.cases.situations import SEAT, THURSDAY, account, change, lodged, suspension

DAY = THURSDAY.date()
NORA = NewUser(display_name="Nora Exemple", email="", language=Language.NL)
ELSEWHERE = Address(street="Quai des Brumes", house_number="4", postal_code="4000", city="Liège")


@pytest.fixture(autouse=True)
def _quick_hashes(settings) -> None:
    """Hashing is slow on purpose; how slow is not tested here."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def places(who) -> tuple[Establishment, Establishment]:
    """Two establishments of the firm: the one of the communications, and another."""
    return tuple(
        Establishment.objects.create(
            employer=who.employer,
            name=address.city,
            street=address.street,
            house_number=address.house_number,
            postal_code=address.postal_code,
            city=address.city,
        )
        for address in (SEAT, ELSEWHERE)
    )


def limited(who, *grants: Grant, by: Account | None = None) -> Account:
    made, _ = users.create_user(user=NORA, grants=grants, by=by or who.manager, at=THURSDAY)
    return made


def test_a_new_user_belongs_to_the_firm_and_gets_codes_that_expire(who) -> None:
    made, codes = users.create_user(
        user=NORA, grants=[Grant(Function.CONSULTATION)], by=who.manager, at=THURSDAY
    )
    made.refresh_from_db()
    assert (made.employer, made.role, made.has_every_right) == (who.employer, "employer", False)
    assert (made.username, made.has_posted_codes) == (codes.user_name, True)
    assert check_password(codes.password, made.password)
    assert made.posted_codes_expire_at == codes.expire_at > THURSDAY
    assert codes.password not in repr(codes)


OWN_ACTS = sorted(
    act
    for (role, act), relations in POLICY.items()
    if role is Role.EMPLOYER and Relation.OWN in relations and act in FUNCTIONS
)


@pytest.mark.parametrize("function", Function)
def test_a_right_in_the_whole_firm_opens_the_acts_of_its_function(function, who) -> None:
    user = limited(who, Grant(function))
    for act in OWN_ACTS:
        expected = not FUNCTIONS[act] or function in FUNCTIONS[act]
        assert is_allowed(by=user, act=act, target=who.employer, on=DAY) == expected, act


@pytest.mark.parametrize("function", [f for f in Function if f is not Function.ACCESS])
def test_a_right_in_an_establishment_opens_what_lies_there(function, places, who) -> None:
    here = lodged(who)
    there = lodged(who, suspension(seat=ELSEWHERE))
    nowhere = lodged(who, suspension(seat=Address(postal_code="7000", city="Mons")))
    user = limited(who, Grant(function, places[0].id))
    for act in (Act.CONSULT, Act.AMEND, Act.CANCEL):
        opens = function in FUNCTIONS[act]
        assert is_allowed(by=user, act=act, target=here, on=DAY) == opens, act
        for case in (there, nowhere, who.employer):
            assert not is_allowed(by=user, act=act, target=case, on=DAY)
    seen = set(queries.cases_visible_to(account=user, on=DAY))
    assert seen == ({here} if function in FUNCTIONS[Act.CONSULT] else set())


def test_two_establishments_at_one_address_need_the_whole_firm(places, who) -> None:
    case = lodged(who)
    user = limited(who, Grant(Function.COMMUNICATIONS, places[0].id))
    Establishment.objects.filter(pk=places[1].pk).update(
        street=SEAT.street,
        house_number=SEAT.house_number,
        postal_code=SEAT.postal_code,
        city=SEAT.city,
    )
    assert not is_allowed(by=user, act=Act.CONSULT, target=case, on=DAY)
    assert case not in queries.cases_visible_to(account=user, on=DAY)
    whole = limited(who, Grant(Function.COMMUNICATIONS))
    assert is_allowed(by=whole, act=Act.CONSULT, target=case, on=DAY)


def test_lodging_asks_for_the_seat(places, who) -> None:
    user = limited(who, Grant(Function.COMMUNICATIONS, places[0].id))
    made = acts.lodge(communication=suspension(), by=user, at=THURSDAY, channel=Channel.PORTAL)
    for address in (ELSEWHERE, Address(postal_code="7000", city="Mons")):
        with pytest.raises(NotAllowed) as refusal:
            acts.lodge(
                communication=suspension(seat=address), by=user, at=THURSDAY, channel=Channel.PORTAL
            )
        assert refusal.value.is_out_of_reach
        with pytest.raises(NotAllowed):
            acts.amend(
                communication=change(made, seat=address),
                by=user,
                at=THURSDAY,
                channel=Channel.PORTAL,
            )


def test_who_only_consults_sends_and_begins_nothing(who) -> None:
    user = limited(who, Grant(Function.CONSULTATION))
    with pytest.raises(NotAllowed):
        acts.lodge(communication=suspension(), by=user, at=THURSDAY, channel=Channel.PORTAL)
    with pytest.raises(NotAllowed):
        drafts.begin(employer=who.employer, form="planned_worker", data={}, by=user, at=THURSDAY)
    assert not queries.employers_of(account=user, on=DAY).exists()
    assert is_allowed(by=user, act=Act.CONSULT, target=lodged(who), on=DAY)


def test_a_draft_is_begun_anywhere_and_stays_with_its_establishment(places, who) -> None:
    user = limited(who, Grant(Function.COMMUNICATIONS, places[0].id))
    draft = drafts.begin(
        employer=who.employer, form="planned_worker", data={}, by=user, at=THURSDAY
    )
    for place, expected in ((places[0], True), (places[1], False)):
        draft.data = {"seat": {"establishment": str(place.id)}}
        assert is_allowed(by=user, act=Act.LODGE, target=draft, on=DAY) == expected
    nobody = limited(who, Grant(Function.ACCESS))
    assert not is_allowed(by=nobody, act=Act.LODGE, target=Somewhere(who.employer), on=DAY)
    assert is_allowed(by=user, act=Act.LODGE, target=Seat(who.employer, SEAT), on=DAY)


def test_a_user_of_a_secretariat_needs_the_mandate_and_his_own_right(who) -> None:
    reader = limited(who, Grant(Function.CONSULTATION), by=who.secretariat)
    case = lodged(who)
    assert not is_allowed(by=reader, act=Act.CONSULT, target=case, on=DAY)
    Mandate.objects.create(employer=who.employer, sender=who.sender, first_day=DAY)
    assert is_allowed(by=reader, act=Act.CONSULT, target=case, on=DAY)
    assert not is_allowed(by=reader, act=Act.AMEND, target=case, on=DAY)
    assert is_allowed(by=who.secretariat, act=Act.AMEND, target=case, on=DAY)
    manager = limited(who, Grant(Function.ACCESS), by=who.secretariat)
    assert not queries.cases_visible_to(account=manager, on=DAY).exists()


def test_rights_change_and_what_was_taken_stays_written(places, who) -> None:
    user = limited(who, Grant(Function.COMMUNICATIONS), Grant(Function.DECLARATIONS, places[0].id))
    later = THURSDAY + timedelta(days=1)
    users.change_rights(
        account=user,
        grants=[Grant(Function.DECLARATIONS, places[0].id), Grant(Function.CONSULTATION)],
        by=who.manager,
        at=later,
    )
    taken = Right.objects.get(account=user, withdrawn_at=later)
    assert (taken.function, taken.withdrawn_by) == (Function.COMMUNICATIONS, who.manager)
    assert not is_allowed(by=user, act=Act.LODGE, target=who.employer, on=DAY)
    assert reach_of(by=user, functions=frozenset({Function.CONSULTATION})).is_whole
    assert Right.objects.filter(account=user, withdrawn_at__isnull=True).count() == 2


def test_a_function_of_the_whole_firm_makes_its_establishments_needless(places, who) -> None:
    user = limited(
        who, Grant(Function.COMMUNICATIONS), Grant(Function.COMMUNICATIONS, places[0].id)
    )
    assert [right.establishment for right in user.rights.all()] == [None]


@pytest.mark.parametrize("grant", [Grant(Function.COMMUNICATIONS), Grant(Function.ACCESS)])
def test_establishments_of_others_and_access_in_one_are_refused(grant, places, who) -> None:
    foreign = Establishment.objects.create(employer=who.other_employer, postal_code="5000")
    wrong = places[0] if grant.function is Function.ACCESS else foreign
    with pytest.raises(users.ForeignEstablishment):
        limited(who, Grant(grant.function, wrong.id))
    with pytest.raises(users.NoRight):
        limited(who)


def test_the_last_access_manager_stays(who) -> None:
    other = limited(who, Grant(Function.ACCESS))
    grants = [Grant(Function.CONSULTATION)]
    # Who has not connected yet manages nothing.
    with pytest.raises(users.LastAccessManager):
        users.change_rights(account=who.manager, grants=grants, by=who.manager, at=THURSDAY)
    with pytest.raises(users.LastAccessManager):
        users.close_user(account=who.manager, by=who.manager, at=THURSDAY)
    Account.objects.filter(pk=other.pk).update(has_posted_codes=False)
    users.change_rights(account=who.manager, grants=grants, by=who.manager, at=THURSDAY)
    with pytest.raises(NotAllowed):
        users.close_user(account=other, by=fresh(who.manager), at=THURSDAY)
    with pytest.raises(users.LastAccessManager):
        users.close_user(account=other, by=fresh(other), at=THURSDAY)


def test_only_the_access_manager_of_the_same_body_manages(who) -> None:
    user = limited(who, Grant(Function.COMMUNICATIONS))
    colleague = account("colleague", Role.EMPLOYER, employer=who.employer)
    Mandate.objects.create(employer=who.employer, sender=who.sender, first_day=DAY)
    for stranger in (who.other_manager, who.secretariat, who.first_officer, user):
        for attempt in (users.close_user, users.renew_codes, users.give_every_right):
            with pytest.raises(NotAllowed):
                attempt(account=user, by=stranger, at=THURSDAY)
    users.close_user(account=user, by=colleague, at=THURSDAY)
    assert not fresh(user).is_active


def test_new_codes_only_for_who_has_not_used_his(who) -> None:
    user = limited(who, Grant(Function.CONSULTATION))
    before = fresh(user).password
    codes = users.renew_codes(account=user, by=who.manager, at=THURSDAY)
    assert fresh(user).password != before
    assert fresh(user).username == codes.user_name
    Account.objects.filter(pk=user.pk).update(has_posted_codes=False)
    with pytest.raises(NoCodesByPost):
        users.renew_codes(account=user, by=who.manager, at=THURSDAY)


def test_every_right_again(who) -> None:
    user = limited(who, Grant(Function.CONSULTATION))
    users.give_every_right(account=user, by=who.manager, at=THURSDAY)
    assert is_allowed(by=fresh(user), act=Act.LODGE, target=who.employer, on=DAY)
    assert not fresh(user).rights.filter(withdrawn_at__isnull=True).exists()


def test_the_journal_tells_who_gave_what(who) -> None:
    user = limited(who, Grant(Function.CONSULTATION))
    users.change_rights(
        account=user, grants=[Grant(Function.COMMUNICATIONS)], by=who.manager, at=THURSDAY
    )
    users.close_user(account=user, by=who.manager, at=THURSDAY)
    told = Event.objects.filter(subject=user.id).order_by("id")
    assert [event.act for event in told] == ["create_user", "change_rights", "close_user"]
    assert [event.data.get("rights") for event in told] == [
        ["consultation"],
        ["communications"],
        None,
    ]


def test_the_database_holds_the_rights(places, who) -> None:
    user = limited(who, Grant(Function.CONSULTATION), Grant(Function.DECLARATIONS, places[0].id))
    told = {"account": user, "given_by": who.manager, "given_at": THURSDAY}
    for fault in (
        {"function": Function.CONSULTATION},
        {"function": Function.DECLARATIONS, "establishment": places[0]},
        {"function": Function.ACCESS, "establishment": places[0]},
        {"function": "everything"},
        {"function": Function.COMMUNICATIONS, "withdrawn_at": THURSDAY},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Right.objects.create(**told, **fault)


def fresh(one: Account) -> Account:
    return Account.objects.get(pk=one.pk)


def test_every_act_of_the_employers_side_names_its_functions() -> None:
    sides = {Role.EMPLOYER, Role.SECRETARIAT}
    assert {act for role, act in POLICY if role in sides} == set(FUNCTIONS)
