"""Agencies and people: who they are, what they may be called, and how a filter finds what is theirs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack.exchange.mail_addresses import read_address
from tests.cli.promises import nothing_recorded, refused
from tests.support.runner import Runner


def codes(runner: Runner, *words: str) -> set[str]:
    """The codes that a filter finds."""
    return {row["code"] for row in runner.data("list", *words)["rows"]}


def test_an_agency_stands_for_its_parts(anywhere: Runner) -> None:
    """A filter by an agency finds what it leads or helps with, and what its parts and their parts do."""
    for words in (("moi",), ("police", "--parent", "moi"), ("traffic", "--parent", "police"), ("customs",)):
        anywhere.ok("agency", "add", *words, "--name", words[0])
    anywhere.ok("assign", "KWT-25", "--lead", "traffic")
    anywhere.ok("assign", "KWT-26", "--lead", "customs", "--contributing", "police")
    anywhere.ok("assign", "KWT-21", "--lead", "moi")
    anywhere.ok("assign", "KWT-22", "--lead", "customs")
    assert codes(anywhere, "agency:moi") == {"KWT-25", "KWT-26", "KWT-21"}
    assert codes(anywhere, "agency:police") == {"KWT-25", "KWT-26"}
    assert codes(anywhere, "agency:TRAFFIC") == {"KWT-25"}
    assert codes(anywhere, "agency:customs,traffic") == {"KWT-25", "KWT-26", "KWT-22"}
    assert codes(anywhere, "agency:any") == {"KWT-25", "KWT-26", "KWT-21", "KWT-22"}
    assert codes(anywhere, "agency:none", "instrument:kuwait-2024").isdisjoint({"KWT-25", "KWT-26"})
    assert codes(anywhere, "not agency:moi", "agency:any") == {"KWT-22"}


def test_a_person_by_a_part_of_the_name(ctrack: Runner) -> None:
    """A part of a name that fits one person is enough; the whole name goes before any part."""
    for name in ("Salem", "Salem Ali", "نورة السالم"):
        ctrack.ok("person", "add", name)
    ctrack.ok("assign", "KWT-25", "--person", "salem")
    ctrack.ok("assign", "KWT-26", "--person", "ali")
    ctrack.ok("assign", "KWT-21", "--person", "نوره")
    assert codes(ctrack, "person:salem") == {"KWT-25"}
    assert codes(ctrack, 'person:"Salem Ali"') == {"KWT-26"}
    assert codes(ctrack, "person:السالم") == {"KWT-21"}
    refused(ctrack("list", "person:sal"), 3, "Salem, Salem Ali")
    refused(ctrack("assign", "KWT-25", "--person", ""), 2, "empty")


@pytest.mark.parametrize("code", ["none", "any", "A B", "-x", "x-", "ministry/x", "x" * 10_000 + " y"])
def test_codes_that_cannot_be(ctrack: Runner, code: str) -> None:
    """A code is small letters, figures and hyphens, and no word of the filter grammar."""
    with nothing_recorded(ctrack):
        refused(ctrack("agency", "add", "--name", "X", "--", code), 4, "cannot be the code")


@pytest.mark.parametrize(
    "email",
    [
        "a@b\nBcc: c@d", "a@b\r\nSubject: x", "a b@c.d", "a@b@c", "@b.c", "a@", "a@b..c", "a@.b", "a@b.",
        "<a@b.c>", "a@b.c,d@e.f", "a\x1b@b.c", "a\u2028@b.c", "a@b.c\x00", "x" * 65 + "@b.c", "a@" + "b" * 256,
        "نورة\u202e@b.c", "نورة وفاء@b.c",
    ],
)  # fmt: skip
def test_addresses_that_are_refused(ctrack: Runner, email: str) -> None:
    """Nothing that could end a header line, or address somebody else, is taken for an address."""
    with nothing_recorded(ctrack):
        refused(ctrack("person", "add", "X", "--email", email), 4, "is not an e-mail address")


@pytest.mark.parametrize(
    "email", ["salem@moi.gov.kw", "s.al-ali+pve@x-y.example", "o'neil@localhost", "a@b--c.d", "نورة@وزارة.example"]
)
def test_addresses_that_are_taken(email: str) -> None:
    """Addresses as ministries have them are taken."""
    assert read_address(email)


@given(st.text())
def test_no_address_can_carry_a_header(text: str) -> None:
    """Whatever passes is one line of printing characters with one @, and has nothing that means more in a header."""
    address = read_address(text)
    if address is not None:
        assert address.isprintable()
        assert address.count("@") == 1
        assert not set(address) & set(' <>,;:"()[]\\')


def test_people_that_are_refused(ctrack: Runner) -> None:
    """Names that are empty, endless, there already or words of the filter; languages and time zones that are none."""
    ctrack.ok("person", "add", "Salem")
    with nothing_recorded(ctrack):
        refused(ctrack("person", "add", "  "), 2, "empty")
        refused(ctrack("person", "add", " Salem "), 4, "already")
        refused(ctrack("person", "add", "none"), 4, "filter")
        refused(ctrack("person", "add", "X" * 10_000), 4, "200")
        refused(ctrack("person", "add", "a\x1b[2J"), 4, "U+001B")
        refused(ctrack("person", "add", "X", "--language", "xx"), 2, "en, ar")
        refused(ctrack("person", "add", "X", "--time-zone", "Mars/Base"), 4, "Asia/Kuwait")
        refused(ctrack("person", "add", "X", "--time-zone", "../../etc/passwd"), 4, "no time zone")
        refused(ctrack("person", "add", "X", "--agency", "moi"), 3, "agency add")


def test_agencies_that_are_refused(ctrack: Runner) -> None:
    """An agency without a name, of an unknown parent, or there already is refused."""
    ctrack.ok("agency", "add", "moi", "--name", "Interior")
    with nothing_recorded(ctrack):
        refused(ctrack("agency", "add", "MOI", "--name", "Again"), 4, "already")
        refused(ctrack("agency", "add", "x"), 2, "--name")
        refused(ctrack("agency", "add", "x", "--name", "X", "--parent", "mio"), 3, "Did you mean moi?")
        refused(ctrack("agency", "add", "x", "--name", "X\n\nY"), 4, "U+000A")
