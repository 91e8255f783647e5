"""Making a register: what is in it from the first day, and that nothing that was there before is touched."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from ctrack.domain.catalogue import FIRST_INSTRUMENTS
from ctrack.domain.failures import DatabaseExists, NotACountry
from ctrack.domain.folding import fold
from ctrack.domain.languages import OFFICIAL
from ctrack.exchange import instrument_file
from ctrack.services import new_places, registers, shipped_instruments
from ctrack.services.parties import find_entry
from ctrack.services.registers import make_register
from ctrack.services.shipped_instruments import list_shipped, read_catalogue, read_shipped
from ctrack.services.states import read_long_codes, read_states
from ctrack.services.verification import verify_register
from ctrack.store.register_places import read_place
from tests.conftest import create_database
from tests.support.postgres import make_address
from tests.support.registers import TODAY, head, is_sound, query, read
from tests.support.runner import Runner
from tests.support.shipped import COMMITMENTS, INSTRUMENTS

SLUGS = {*FIRST_INSTRUMENTS}


@pytest.fixture(scope="module")
def rows(untouched: Runner) -> list[dict[str, Any]]:
    """The rows of a new register, as a list shows them."""
    return list(untouched.data("list")["rows"])


@pytest.fixture
def empty(tmp_path: Path) -> Runner:
    """A place where there is no register yet."""
    return Runner(str(tmp_path / "new.db"), tmp_path)


def test_a_new_register_holds_the_whole_catalogue(untouched: Runner, rows: list[dict[str, Any]]) -> None:
    """The instruments and commitments of their files, at least 74 of them the Plan of Action's."""
    assert len(rows) == COMMITMENTS
    counts = {row["slug"]: row["commitments"] for row in untouched.data("instrument", "list")["rows"]}
    assert set(counts) == SLUGS
    assert sum(counts.values()) == COMMITMENTS
    assert counts["pve-plan"] >= 74
    info = untouched.data("db", "info")
    assert (info["instruments"], info["commitments"], info["entries"]) == (INSTRUMENTS, COMMITMENTS, 1)
    assert read(untouched, verify_register).holds


def test_nobody_looked_whether_the_conference_of_2026_met(untouched: Runner) -> None:
    """KWT-21, the New York conference of June 2026, is an act of all together: no State is in arrears with it."""
    shown = untouched.data("show", "KWT-21")
    assert (shown["deadline"], shown["due_state"], shown["status"]) == ("2026-06", "not_looked_up", "not_reported")
    assert "New York" in shown["title"]
    assert untouched.data("show", "KWT-21", "--today", "2026-06-30")["due_state"] == "due_soon"


def test_the_expert_team_is_there(untouched: Runner) -> None:
    """KWT-25 is the expert team of the Kuwait Declaration."""
    shown = untouched.data("show", "KWT-25")
    assert "expert" in shown["title"].lower()
    assert shown["party"] == "NFP"


OBSERVED = {
    "CTW-10": ("UN", "met_late", "implemented", "2022-09-08"),
    "GCTS-R7": ("UNGA", "met", "implemented", "2021"),
    "GCTS-REP66": ("UN", "closed", "implemented", "../2012"),
}


@pytest.mark.parametrize(("code", "facts"), OBSERVED.items(), ids=OBSERVED)
def test_history_is_there_from_the_first_day(code: str, facts: tuple[str, ...], untouched: Runner) -> None:
    """What the world saw is in the history, in the voice external, with its source and date, by the catalogue."""
    party, due_state, status, day = facts
    shown = untouched.data("show", code)
    assert (shown["party"], shown["due_state"], shown["status"]) == (party, due_state, status)
    told = [item for item in shown["history"] if item["status"] == status]
    assert any(item["effective"].startswith(day) for item in told)
    assert {(item["voice"], item["author"]) for item in told} == {("external", "catalogue")}
    assert all(item["sources"] for item in told)


def test_every_observation_has_its_source(untouched: Runner) -> None:
    """No status in a new register rests on nothing: each has a day, a source and its verification."""
    updates = read(untouched, lambda connection: list(connection.execute(text("SELECT * FROM status_update"))))
    assert len(updates) > 20
    for update in updates:
        assert update.voice == "external"
        assert update.verification
        assert update.sources if update.status else update.note
        assert str(update.effective_on) <= TODAY.isoformat()


def test_every_commitment_is_told_in_both_languages_with_its_sources() -> None:
    """Each has title and summary in English and Arabic, at least one source, and says how sure we are of it."""
    entries = [item for instrument, _ in read_catalogue() for item in instrument.commitments]
    for item in entries:
        for words in (item.title, item.summary):
            assert words, item.code
            assert {"en", "ar"} <= set(words), item.code
            assert all(text.strip() for text in words.values()), item.code
            assert any("\u0600" <= sign <= "\u06ff" for sign in words["ar"]), item.code
        assert item.sources, item.code
        assert item.verification, item.code
    assert len({item.code for item in entries}) == len(entries)


def test_a_shipped_instrument_is_found_by_the_name_of_its_file() -> None:
    """Each file is named by the slug that stands in it, and what a new register holds is among them."""
    assert [read_shipped(slug)[0].slug for slug in list_shipped()] == list_shipped()
    assert set(FIRST_INSTRUMENTS) <= set(list_shipped())


def test_every_link_of_the_catalogue_is_tied(untouched: Runner) -> None:
    """What a commitment of the catalogue names as related is tied to it, where the register holds both."""
    first = [entry for entry, _ in read_catalogue(FIRST_INSTRUMENTS)]
    items = [item for instrument in first for item in instrument.commitments]
    held = {item.code for item in items} | {instrument.slug for instrument in first}
    written = sum(link.to in held for item in items for link in item.links)
    tied = read(untouched, lambda connection: connection.scalar(text("SELECT count(*) FROM link")))
    assert tied == written > 0


CODES = {"KW": "KW", "kw": "KW", "KWT": "KW", "kwt": "KW", " fr ": "FR", "UN": "UN", "unga": "UNGA", "NFP": "NFP"}
HOMES = {"kwt": "KW", "un": "UN"}


@pytest.mark.parametrize(("word", "code"), CODES.items(), ids=repr)
def test_a_party_is_named_by_any_of_its_codes(word: str, code: str) -> None:
    """An ISO code has two letters or three, in any case."""
    assert find_entry(word).code == code


@pytest.mark.slow
@pytest.mark.parametrize(("word", "code"), HOMES.items(), ids=repr)
def test_any_state_or_body_may_be_home(word: str, code: str, empty: Runner) -> None:
    """The home party is named by an ISO code of two letters or three, in any case; the list is whole for each."""
    empty.ok("init", "--party", word)
    assert empty.data("list")["total"] == COMMITMENTS
    homes = [row["code"] for row in empty.data("party", "list")["rows"] if row["is_home"]]
    assert homes == [code]
    for shown in ("KWT-21", "GCTS-R7", "CTW-10"):
        assert empty.data("show", shown)["code"] == shown


def test_without_a_party_home_is_a_neutral_focal_point(untouched: Runner) -> None:
    """A register made without --party belongs to a national focal point of no State in particular."""
    (home,) = [row for row in untouched.data("party", "list")["rows"] if row["is_home"]]
    assert (home["code"], home["kind"]) == ("NFP", "state")


@pytest.mark.slow
def test_every_state_has_codes_and_names() -> None:
    """The table holds the members and observers of the UN, each with both codes and a name in six languages."""
    states = read_states()
    assert len(states) >= 195
    assert sorted(read_long_codes().values()) == sorted(states)
    for long, code in read_long_codes().items():
        assert (len(long), len(code)) == (3, 2)
        assert find_entry(long.lower()) == find_entry(code.lower()) == states[code]
        assert [*states[code].name] == [*OFFICIAL]


def test_no_two_states_have_one_name() -> None:
    """A name in whichever language means one State, however it is written."""
    states = read_states()
    found = {(fold(name), code) for code, state in states.items() for name in state.name.values()}
    assert len(found) == len({name for name, _code in found})
    assert find_entry("Irán") == find_entry("Иран") == states["IR"]
    for name in (
        "Koweït",
        "FRANCIA",
        "российская федерация",
        "美利坚合众国",
        "Royaume-Uni de Grande-Bretagne et d'Irlande du Nord",
    ):
        assert find_entry(name).name["en"] in ("Kuwait", "France", "Russian Federation", "United States of America",
                                               "United Kingdom of Great Britain and Northern Ireland")  # fmt: skip


NEAR = {"Kuwai": "Kuwait", "Frnace": "France", "الكوت": "الكويت"}


@pytest.mark.parametrize(("word", "near"), NEAR.items())
def test_an_unknown_state_is_refused_with_what_may_be_meant(word: str, near: str, empty: Runner) -> None:
    """What is no State ends with 3, offers the nearest, and leaves no file."""
    outcome = empty("init", "--party", word, "--format", "json")
    assert (outcome.code, outcome.json["error"]["kind"]) == (3, "NotACountry")
    assert near in outcome.json["error"]["message"]
    assert not Path(empty.database).exists()


@pytest.mark.parametrize("word", ["", "XX", "X", "K", "KWTT", "12", "\u202e", "../x"])
def test_a_code_that_stands_for_nothing_is_refused(word: str) -> None:
    """No guess is made for what is near to nothing."""
    with pytest.raises(NotACountry):
        find_entry(word)


def make_file(path: Path) -> None:
    path.write_text("mine", encoding="utf-8")


def make_empty_file(path: Path) -> None:
    path.touch()


def make_folder(path: Path) -> None:
    path.mkdir()


def make_link_to_nothing(path: Path) -> None:
    path.symlink_to(path.parent / "elsewhere.db")


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


THERE = (make_file, make_empty_file, make_folder, make_link_to_nothing, make_pipe)


@pytest.mark.parametrize("make", THERE, ids=lambda make: make.__name__)
def test_init_never_touches_what_is_there(make: Any, empty: Runner) -> None:
    """Whatever has the name already, also an empty file or a link that leads nowhere, is left as it is."""
    path = Path(empty.database)
    make(path)
    before = path.lstat()
    outcome = empty("init", "--format", "json")
    assert (outcome.code, outcome.json["error"]["kind"]) == (4, "DatabaseExists")
    after = path.lstat()
    assert (after.st_ino, after.st_size, after.st_mtime_ns, stat.S_IFMT(after.st_mode)) == (
        before.st_ino, before.st_size, before.st_mtime_ns, stat.S_IFMT(before.st_mode),
    )  # fmt: skip
    assert [item.name for item in path.parent.iterdir() if item.name != path.name] == []


def test_a_register_is_not_made_anew(anywhere: Runner) -> None:
    """`init` on a register that is there is refused, on a file and on a server, and changes nothing."""
    anywhere.ok("note", "KWT-25", "x")
    assert anywhere("init", "--party", "KW").code == 4
    assert anywhere.data("log")["total"] == 2


class Stop(Exception):
    """Something that goes wrong in the middle."""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("step", "stop"),
    [
        ("prepare_file", Stop),
        ("upgrade_schema", Stop),
        ("read_catalogue", KeyboardInterrupt),
        ("add_links", Stop),
        ("describe_register", KeyboardInterrupt),
    ],
)
def test_a_making_that_fails_leaves_nothing(
    step: str, stop: type[BaseException], empty: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where making stops half-way, also by the user, neither a file nor anything beside it is left."""

    def fail(*arguments: object, **settings: object) -> None:
        raise stop

    monkeypatch.setattr(new_places if step == "prepare_file" else registers, step, fail)
    place = read_place(empty.database)
    with pytest.raises(stop):
        make_register(place, find_entry("KW"), head("init"))
    assert list(Path(empty.database).parent.iterdir()) == []
    monkeypatch.undo()
    empty.ok("init")


def test_a_making_that_fails_on_a_server_leaves_nothing(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a server everything is one transaction: where it fails, the database is empty as before."""
    name = f"failing_{os.getpid()}"
    create_database(server, name)
    runner = Runner(make_address(server, name), tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr(registers, "add_links", lambda *arguments: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            make_register(read_place(runner.database), find_entry("KW"), head("init"))
    assert runner("list").code == 5
    runner.ok("init", "--party", "KW")
    assert runner.data("list")["total"] == COMMITMENTS


FOREIGN = ("CREATE TABLE alembic_version (version_num TEXT)", "CREATE TABLE party (title TEXT)")


def test_tables_of_somebody_else_are_left_alone(server: str, tmp_path: Path) -> None:
    """On a server where others have tables of our names, `init` and `upgrade` are refused and touch nothing."""
    import psycopg

    for number, statement in enumerate(FOREIGN):
        name = f"foreign_{number}_{os.getpid()}"
        create_database(server, name)
        with psycopg.connect(make_address(server, name), autocommit=True) as connection:
            connection.execute(statement)
        runner = Runner(make_address(server, name), tmp_path)
        for words in (("init",), ("db", "upgrade")):
            outcome = runner(*words, "--format", "json")
            assert (outcome.code, outcome.json["error"]["kind"]) == (5, "DatabaseForeign"), outcome
        with psycopg.connect(make_address(server, name)) as connection:
            count = connection.execute("SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'")
            assert count.fetchone() == (1,)


@pytest.mark.slow
def test_of_two_who_make_a_register_one_does(empty: Runner) -> None:
    """Two programs that make the same file at once: one makes it, the other is refused and takes nothing away."""
    environ = {"PATH": os.environ["PATH"], **empty.base()}
    command = [sys.executable, "-m", "ctrack", "init", "--quiet"]
    makers = [
        subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in "ab"
    ]
    assert sorted(maker.wait(60) for maker in makers) == [0, 4]
    assert empty.data("list")["total"] == COMMITMENTS
    assert is_sound(empty.database)


@pytest.mark.slow
def test_of_two_at_once_the_first_that_is_done_wins(empty: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """While one works there is no file of the name yet; who is done later is refused, and cleans up its own alone."""
    is_working, may_end = threading.Event(), threading.Event()
    fill, refusals = registers.fill_register, []

    def fill_slowly(*arguments: Any) -> None:
        if not is_working.is_set():
            is_working.set()
            may_end.wait(30)
        fill(*arguments)

    def make_slowly() -> None:
        try:
            make_register(place, find_entry("KW"), head("init"))
        except DatabaseExists as error:
            refusals.append(error)

    monkeypatch.setattr(registers, "fill_register", fill_slowly)
    place = read_place(empty.database)
    slow = threading.Thread(target=make_slowly)
    slow.start()
    try:
        assert is_working.wait(30)
        assert empty("list").code == 5
        make_register(place, find_entry("FR"), head("init"))
    finally:
        may_end.set()
        slow.join()
    assert len(refusals) == 1
    assert next(row["code"] for row in empty.data("party", "list")["rows"]) == "FR"
    assert [path.name for path in Path(empty.database).parent.iterdir()] == [Path(empty.database).name]


def test_a_new_file_is_its_owners_alone(empty: Runner) -> None:
    """Nobody else reads a register that was made here."""
    empty.ok("init")
    assert stat.S_IMODE(Path(empty.database).stat().st_mode) == 0o600


@pytest.mark.slow
def test_where_files_have_no_links(empty: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a file system that knows no second name the register takes its own all the same, and replaces none."""

    def refuse(*_arguments: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", refuse)
    empty.ok("init")
    assert empty.data("list")["total"] == COMMITMENTS
    assert empty("init").code == 4
    assert [path.name for path in Path(empty.database).parent.iterdir()] == [Path(empty.database).name]


@pytest.mark.slow
def test_what_a_killed_making_left_goes(empty: Runner) -> None:
    """A draft that nobody works on any more is taken away by the next making, and a young one is left."""
    folder, name = Path(empty.database).parent, Path(empty.database).name
    old, young = folder / f".{name}.0123abcd.draft", folder / f".{name}.4567abcd.draft"
    for path in (old, young):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    empty.ok("init")
    assert sorted(path.name for path in folder.iterdir()) == sorted([name, young.name])


def test_a_new_file_is_marked_and_whole(untouched: Runner, template: Path, tmp_path: Path) -> None:
    """The file says in its header that it is ours, lets readers work beside a writer, and is sound."""
    path = shutil.copy(template, tmp_path / "copy.db")
    assert query(path, "PRAGMA application_id") == [(0x6374726B,)]
    assert query(path, "PRAGMA journal_mode") == [("wal",)]
    assert is_sound(path)


def test_a_wrong_catalogue_leaves_no_file(empty: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault in a shipped instrument is told with its file and line, and leaves nothing behind."""
    read_instrument = instrument_file.read_instrument
    monkeypatch.setattr(
        shipped_instruments,
        "read_instrument",
        lambda content, name: read_instrument(content.replace("kind", "kinds", 1), name),
    )
    outcome = empty("init", "--format", "json")
    assert (outcome.code, outcome.json["error"]["kind"]) == (4, "CatalogueFault")
    assert ".toml, line " in outcome.json["error"]["message"]
    assert not Path(empty.database).exists()
