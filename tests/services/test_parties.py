"""Parties: who is in the register, what binds whom that comes to it, and who is home."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Connection, func, select

from ctrack.domain import failures
from ctrack.domain.catalogue import PartyEntry, binds
from ctrack.domain.vocabulary import Addressee, PartyKind
from ctrack.services.parties import add_party, find_entry, list_parties, set_home
from ctrack.services.verification import verify_register
from ctrack.store.models import Party
from ctrack.store.tables import commitment, party, undertaking
from ctrack.store.work import UnitOfWork
from tests.support.registers import TODAY, content, read, write
from tests.support.runner import Runner
from tests.support.shipped import COMMITMENTS

BODIES = ("NFP", "REG", "UN", "UNGA")


def count_bound(connection: Connection, code: str) -> int:
    """How many commitments the text says a party is bound by, read from the commitments alone."""
    kind = PartyKind(connection.scalar(select(party.c.kind).where(party.c.code == code)))
    rows = connection.execute(select(commitment.c.addressee, commitment.c.addressee_parties))
    return sum(binds(Addressee(addressee), tuple(named or ()), code, kind) for addressee, named in rows)


def count_undertaken(connection: Connection, code: str) -> int:
    """How many undertakings a party has."""
    source = undertaking.join(party)
    return connection.scalar(select(func.count()).select_from(source).where(party.c.code == code)) or 0


def check_bound(runner: Runner, code: str) -> None:
    """The party has an undertaking under each commitment that binds it, and under no other."""
    bound, undertaken = read(runner, lambda each: (count_bound(each, code), count_undertaken(each, code)))
    assert bound == undertaken > 0


@pytest.mark.parametrize("code", BODIES)
def test_each_body_has_undertaken_what_binds_it(code: str, untouched: Runner) -> None:
    """States, the UN, the General Assembly and regional organizations each have what is addressed to them."""
    check_bound(untouched, code)


def test_every_commitment_has_one_who_answers_for_it(anywhere: Runner) -> None:
    """Exactly one undertaking leads under each commitment, also after States and commitments were added."""
    for words in (("party", "add", "FR"), ("party", "home", "KW"), ("add", "NAT-1", "--title", "x"), ("undo", "3")):
        anywhere.ok(*words)
    leads = (
        select(undertaking.c.commitment_id, func.count())
        .where(undertaking.c.is_lead)
        .group_by(undertaking.c.commitment_id)
    )
    counts = read(anywhere, lambda connection: [row[1] for row in connection.execute(leads)])
    assert counts == [1] * (COMMITMENTS + 1)


def test_home_comes_first_in_the_list(anywhere: Runner) -> None:
    """The list of parties begins with the home party, and counts what each has undertaken."""
    anywhere.ok("party", "home", "KW")
    listed = read(anywhere, lambda connection: list_parties(connection, TODAY))
    assert (listed[0].code, listed[0].is_home) == ("KW", True)
    assert [item.code for item in listed[1:]] == sorted(item.code for item in listed[1:])
    for item in listed:
        assert item.undertakings == read(anywhere, lambda each, code=item.code: count_undertaken(each, code))  # type: ignore[misc]


def test_a_state_that_is_added_is_bound_as_every_state(anywhere: Runner) -> None:
    """A State that comes to the register undertakes all that addresses States, and what names it."""
    write(anywhere, lambda unit: add_party(unit, find_entry("fra")) and None)
    check_bound(anywhere, "FR")
    fr, nfp = read(anywhere, lambda each: (count_undertaken(each, "FR"), count_undertaken(each, "NFP")))
    assert fr == nfp
    assert anywhere.data("list")["total"] == COMMITMENTS


def test_a_state_that_was_only_named_is_taken_up(anywhere: Runner) -> None:
    """Kuwait, which the catalogue names, keeps what it had and gains what binds every State."""
    before = read(anywhere, lambda each: count_undertaken(each, "KW"))
    anywhere.ok("party", "add", "KW")
    check_bound(anywhere, "KW")
    assert read(anywhere, lambda each: count_undertaken(each, "KW")) > before


def test_a_commitment_that_is_added_binds_who_is_there(ctrack: Runner) -> None:
    """A new commitment binds the home party; one for States each State of the register, one that names parties these.

    What others promised must not become their arrears because somebody wrote down a plan of their own.
    """
    ctrack.ok("party", "add", "FR")
    ctrack.ok("add", "NAT-1", "--title", "x")
    ctrack.ok("add", "NAT-2", "--title", "x", "--party", "eg", "--party", "un")
    ctrack.ok("add", "NAT-3", "--title", "x", "--addressee", "member_states")
    for code, parties in (("NAT-1", {"NFP"}), ("NAT-2", {"EG", "UN"}), ("NAT-3", {"NFP", "FR"})):
        rows = ctrack.data("list", f"code:{code}", "party:NFP,FR,EG,UN,KW")["rows"]
        assert {row["party"] for row in rows} == parties


def test_a_body_of_ones_own_is_bound_by_its_kind(ctrack: Runner) -> None:
    """A body with a name of its own undertakes what addresses its kind; one of no known kind nothing."""
    for code, kind, bound in (("OIC", "regional_organization", 4), ("WHO", "un_system", 107), ("ABC", "other", 0)):
        (row,) = ctrack.data("party", "add", code, "--name", code.title(), "--kind", kind)["rows"]
        assert (row["code"], row["kind"], row["undertakings"]) == (code, kind, bound)
    assert ctrack.data("list")["total"] == COMMITMENTS


@pytest.mark.slow
def test_home_moves_to_any_state_and_back(anywhere: Runner) -> None:
    """Home is named by any code in any case; a State that is not there is added, one that is there is not again."""
    for word, before, after in (
        ("kwt", "NFP", "KW"),
        ("KW", "KW", "KW"),
        ("KWT", "KW", "KW"),
        ("nfp", "KW", "NFP"),
        ("un", "NFP", "UN"),
    ):
        assert write(anywhere, lambda unit, word=word: set_home(unit, word)) == (before, after)  # type: ignore[misc]
        assert anywhere.data("list")["total"] == COMMITMENTS
        check_bound(anywhere, after)
    assert anywhere.data("log")["total"] == 4
    assert read(anywhere, verify_register).holds


WORDS = ("kwt", "KWT", "kw")


@pytest.mark.parametrize("word", WORDS)
def test_a_party_is_found_by_any_of_its_codes(word: str, ctrack: Runner) -> None:
    """Filters and options take a State's code of three letters too, in any case."""
    ctrack.ok("party", "add", word)
    ctrack.ok("update", "KWT-25", "--party", word, "--progress", "20")
    assert ctrack.data("show", "KWT-25", "--party", word)["progress"] == 20
    assert ctrack.data("list", f"party:{word}", "code:KWT-25")["rows"][0]["party"] == "KW"


def add(entry: PartyEntry) -> Callable[[UnitOfWork], Party]:
    """The work of adding a party."""
    return lambda unit: add_party(unit, entry)


REFUSED: dict[str, tuple[Callable[[UnitOfWork], object], type[failures.Failure]]] = {
    "there already": (add(PartyEntry("UN", PartyKind.UN_SYSTEM, {"en": "x"})), failures.AlreadyThere),
    "home already": (add(PartyEntry("NFP", PartyKind.STATE, {"en": "x"})), failures.AlreadyThere),
    "no State": (lambda unit: set_home(unit, "XX"), failures.NotACountry),
    "nothing": (lambda unit: set_home(unit, ""), failures.NotACountry),
}


@pytest.mark.parametrize(("work", "failure"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_refused_and_leaves_nothing(
    work: Callable[[UnitOfWork], object], failure: type[failures.Failure], anywhere: Runner
) -> None:
    """Who is there is not added again, and what is no State is not made home."""
    before = content(anywhere)
    with pytest.raises(failure):
        write(anywhere, work)
    assert content(anywhere) == before


def test_an_unknown_party_names_those_that_are_there(ctrack: Runner) -> None:
    """A filter by a party that the register does not hold ends with 3 and lists those it does."""
    outcome = ctrack("list", "party:FR", "--format", "json")
    assert (outcome.code, outcome.json["error"]["kind"]) == (3, "UnknownParty")
    for code in BODIES:
        assert code in outcome.json["error"]["message"]


def test_a_register_of_a_body_shows_what_binds_states(ctrack: Runner) -> None:
    """Where the UN is home, what addresses States only is shown from the side of a neutral focal point."""
    ctrack.ok("party", "home", "UN")
    rows = ctrack.data("list", "addressee:member_states")["rows"]
    assert {row["party"] for row in rows} == {"NFP"}
    assert {row["party"] for row in ctrack.data("due")["rows"]} == {"UN"}
    assert ctrack("update", rows[0]["code"], "--progress", "5").code == 3
