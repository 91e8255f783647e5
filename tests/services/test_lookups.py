"""Names as people say them, in whatever language, find what the register calls otherwise."""

from __future__ import annotations

import pytest
from sqlalchemy import bindparam, update

from ctrack.store.tables import person
from tests.cli.promises import refused
from tests.support.registers import write
from tests.support.runner import Runner


def codes(runner: Runner, *words: str) -> list[str]:
    """The codes that a filter finds."""
    return [row["code"] for row in runner.data("list", *words)["rows"]]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("instrument:kuwait", "instrument:kuwait-2024"),
        ('instrument:"Kuwait Declaration"', "instrument:kuwait-2024"),
        ("instrument:Kuwait Declaration", "instrument:kuwait-2024"),
        ("الصك:الكويت", "instrument:kuwait-2024"),
        ("الصك:إعلان الكويت", "instrument:kuwait-2024"),
        ("instrument:Kuwait,Dushanbe", "instrument:kuwait-2024,dushanbe-2022"),
        ("instrument:Kuwait border", "instrument:kuwait-2024 border"),
        ("section:الحدود", "section:border"),
        ('section:"Empowering youth"', "section:youth"),
        ("party:Kuwait", "party:KW"),
        ("party:KWT", "party:KW"),
        ("الطرف:الكويت", "party:KW"),
        ('party:"General Assembly"', "party:UNGA"),
        ("code:kwt25", "code:KWT-25"),
    ],
)
def test_names(untouched: Runner, said: str, meant: str) -> None:
    """A name or a part of one is found in every language, with its quotation marks or without."""
    assert codes(untouched, said) == codes(untouched, meant) != []


def test_agencies_and_people(anywhere: Runner) -> None:
    """Agencies are found by their names in each language, people by name or address, in filters and in options."""
    anywhere.ok("agency", "add", "moi", "--name", "Ministry of Interior", "--name-ar", "وزارة الداخلية")
    anywhere.ok("person", "add", "Amal Said", "--email", "amal@moi.example", "--agency", "Interior")
    anywhere.ok("assign", "kwt25", "--lead", "الداخلية", "--person", "amal@moi.example")
    for said in ("agency:Interior", "agency:الداخلية", 'agency:"ministry of interior"', "person:AMAL@moi.example"):
        assert codes(anywhere, said) == ["KWT-25"]
    assert codes(anywhere, "person:Amal Said") == ["KWT-25"]
    refused(anywhere("list", "agency:interor"), 3, "Did you mean moi?")


def test_several(anywhere: Runner) -> None:
    """What fits several is refused, and all of them are named."""
    for name in ("Amal Said", "Amal Nasser"):
        anywhere.ok("person", "add", name)
    refused(anywhere("list", "person:amal"), 3, "Amal Nasser, Amal Said")
    refused(anywhere("list", "instrument:Declaration"), 3, "dushanbe-2022, kuwait-2024")


def test_by_exact_spelling(anywhere: Runner) -> None:
    """Two people whose names differ in case or in a letter alike are told apart by the spelling and by the address."""
    people = {"Amal": "a@x.example", "amal": "b@x.example", "هبة": "c@x.example", "هبه": "d@x.example"}
    for address in people.values():
        anywhere.ok("person", "add", address, "--email", address)
    # Names that are alike are refused today; a register that was made before may hold them.
    rename = update(person).where(person.c.email == bindparam("address")).values(name=bindparam("spelled"))
    pairs = [{"address": address, "spelled": name} for name, address in people.items()]
    write(anywhere, lambda unit: unit.connection.execute(rename, pairs))
    for name, address in people.items():
        for said in (name, address):
            (row,) = anywhere.data("assign", "KWT-25", "--person", said)["rows"]
            assert row["after"]["person"] == name
    refused(anywhere("assign", "KWT-25", "--person", "AMAL"), 3, "Amal, amal")


def test_states(ctrack: Runner) -> None:
    """A State is added by its name as well as by its code."""
    ctrack.ok("party", "add", "الأردن")
    assert "JO" in [row["code"] for row in ctrack.data("party", "list")["rows"]]
