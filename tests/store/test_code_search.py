"""Codes found by their end, by a paragraph and by what they are spelt like, as a walk through all finds them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError

from ctrack.domain.folding import fold
from ctrack.domain.searched_texts import SEARCHED, fold_texts
from ctrack.store import code_search
from ctrack.store.code_search import MOST_NAMED, find_fitting, find_near, find_paragraphs, squeeze
from ctrack.store.tables import commitment
from ctrack.store.work import open_register
from tests.support.roles import Office, open_office
from tests.support.runner import Runner

WORDS = (
    "KWT-25", "KWT25", "KWT 25", "KWT.25", "25", "-25", "5", "A", "II-3", "II3", "T-2", "WT25", "2396-21", "96-21",
    "9621", "%", "_", "/", "", "-", "É", "NOTHING", "KWT-2X",
)  # fmt: skip
PARAGRAPHS = (
    "sect. i",
    "para. 3",
    "annex, sect. i, para. 4",
    "(a)",
    "3",
    "12",
    "ii",
    "%",
    "الفقرة 3",
    "nothing at all",
)
# As they are typed: whole, near, ends, paragraphs, and what only others have.
TYPED = (
    "kwt21", "21", "KWT-2X", "NAT-7", "nat7", "NAT-8", "7", "KWT-22", "annex, sect. I, para. 4", "(a)", "12", "para. 3",
    "GCTS-I-33", "wt-21", "%", "NOTHING", "'", "\\",
)  # fmt: skip


@pytest.fixture
def connection(untouched: Runner) -> Iterator[Connection]:
    """The shipped register."""
    register = open_register(untouched.database)
    with register.read() as unit:
        yield unit.connection
    register.close()


def test_the_searched_text_holds_code_and_paragraph(connection: Connection) -> None:
    """A paragraph is looked for by the index of what is searched, so that it has to be in there."""
    columns = (commitment.c.code, *(commitment.c[name] for name in SEARCHED[1:]))
    rows = connection.execute(select(*columns)).all()
    assert sum(row.paragraph is not None for row in rows) > 100
    for row in rows:
        assert all(fold(each) in fold_texts(row._mapping) for each in (row.code, *(row.paragraph or {}).values())), (
            row.code
        )


@pytest.mark.parametrize("word", WORDS)
def test_the_first_that_fit(connection: Connection, word: str) -> None:
    """The whole code goes first, then an ending after a hyphen, then any, then one without what stands between."""
    codes = sorted(connection.scalars(select(commitment.c.code)))
    bare = squeeze(word)
    ways = (
        lambda code: plain(code) == bare,
        lambda code: code.endswith(f"-{word}"),
        lambda code: code.endswith(word),
        lambda code: plain(code).endswith(bare),
    )
    expected = next(((how, found) for how, fits in enumerate(ways) if (found := list(filter(fits, codes)))), None)
    found = find_fitting(connection, word)
    # Of those that fit best without being whole, some may have been told as whole already.
    assert (found and (found.how, found.codes)) == (expected and (expected[0], expected[1][:MOST_NAMED]))


def plain(code: str) -> str:
    """A code without hyphens and dots."""
    return code.replace("-", "").replace(".", "")


@pytest.mark.parametrize("wanted", PARAGRAPHS)
def test_whatever_may_have_the_paragraph(connection: Connection, wanted: str) -> None:
    """Nothing that has the words in its paragraph is left out, and the codes are in order."""
    found = find_paragraphs(connection, wanted)
    every = connection.execute(select(commitment.c.code, commitment.c.paragraph)).all()
    have = [code for code, texts in every if any(wanted in fold(each) for each in (texts or {}).values())]
    assert set(have) <= {code for code, _texts in found}
    assert [code for code, _texts in found] == sorted(code for code, _texts in found)


def test_of_many_those_beside_are_compared(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """All codes of a small register; of a larger one those before and after, and those with the same last part."""
    codes = sorted(connection.scalars(select(commitment.c.code)))
    assert sorted(find_near(connection, "KWT-2X")) == codes
    monkeypatch.setattr(code_search, "MOST_COMPARED", len(codes) - 1)
    monkeypatch.setattr(code_search, "MOST_BESIDE", 3)
    place = codes.index("KWT-21")
    assert sorted(find_near(connection, "KWT-21")) == codes[place - 3 : place + 3]
    assert "PVE-DAY" in find_near(connection, "XPVE-DAY")


@pytest.fixture(scope="module")
def office(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office whose roles are told apart."""
    with open_office(server, tmp_path_factory.mktemp("office")) as made:
        yield made


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["owner", "secretariat", "focal", "education", "reader", "observer"])
def test_every_role_is_answered_as_by_its_policies(office: Office, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the functions for roles that see a part find is what a walk under the policies finds."""
    runner = office.runner(kind)
    assert ask_finders(runner) is (kind not in ("owner", "secretariat"))
    found = [runner("show", word) for word in TYPED]
    monkeypatch.setattr(code_search, "has_finders", lambda connection: False)
    for word, outcome in zip(TYPED, found, strict=True):
        walked = runner("show", word)
        assert (outcome.code, outcome.out, outcome.err) == (walked.code, walked.out, walked.err), word


def ask_finders(runner: Runner) -> bool:
    """Whether a role has what finds codes for it."""
    register = open_register(runner.database)
    try:
        with register.read() as unit:
            return code_search.has_finders(unit.connection)
    finally:
        register.close()


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["focal", "education", "reader", "observer", "guest"])
@pytest.mark.parametrize("bounds", ["100000, 300", "2, 300", "2, 1"])
def test_no_function_gives_a_code_out_of_sight(office: Office, kind: str, bounds: str) -> None:
    """Whoever calls them by SQL is given what the policies give, whatever is asked and however many there are."""
    calls = (
        "SELECT code FROM ctrack_access.codes_ending('', '', 100000)",
        "SELECT code FROM ctrack_access.codes_ending('NAT-7', 'NAT7', 100000)",
        "SELECT code FROM ctrack_access.codes_of_paragraph('%', '')",
        f"SELECT ctrack_access.codes_near('NAT-7', '7', '%', {bounds})",
        f"SELECT ctrack_access.codes_near('NAT-7', 'NAT-7', '%nat-7%', {bounds})",
    )
    if kind == "guest":
        # Who has no part cannot see that there are tables; what is given of them is nothing.
        with pytest.raises(DBAPIError, match="permission denied"):
            office.read("SELECT code FROM commitment", kind)
        assert [office.read(call, kind) for call in calls] == [[]] * len(calls)
        return
    seen = set(office.read("SELECT code FROM commitment", kind))
    assert (("NAT-7",) in seen) is (kind == "observer")
    first, _second, third, *_near = (set(office.read(call, kind)) for call in calls)
    assert (first, third) == (seen, set(office.read("SELECT code FROM commitment WHERE paragraph IS NOT NULL", kind)))
    assert all(set(office.read(call, kind)) <= seen for call in calls)


@pytest.mark.slow
def test_the_past_is_looked_through_as_it_was(office: Office) -> None:
    """On an earlier day the functions are not asked: they read the register as it is."""
    register = open_register(office.address("focal"))
    with register.read() as unit:
        assert code_search.has_finders(unit.connection)
        unit.connection.execute(text("CREATE TEMPORARY TABLE commitment (code text)"))
        assert not code_search.has_finders(unit.connection)
    register.close()
