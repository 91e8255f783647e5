"""The program as a whole: its global options, and how it tells what went wrong."""

from __future__ import annotations

from typing import Any

import pytest

from ctrack import __version__
from ctrack.cli.command_table import COMMANDS
from ctrack.cli.commands import list as list_command
from tests.cli.promises import assert_sentence, nothing_recorded, refused, refused_in_json
from tests.support.runner import Runner

GLOBAL = [
    ("--format", "json"),
    ("--format=json",),
    ("--lang", "en"),
    ("--color", "never"),
    ("--layout", "ltr"),
    ("--bidi", "off"),
    ("--quiet",),
    ("--no-input",),
    ("--today", "2026-11-20"),
    ("--user", "amal"),
]


def test_version(ctrack: Runner) -> None:
    """--version is the version, and nothing else."""
    assert ctrack.ok("--version").out == f"ctrack {__version__}\n"


@pytest.mark.parametrize("option", GLOBAL, ids=" ".join)
def test_global_options_before_and_after(ctrack: Runner, option: tuple[str, ...]) -> None:
    """A global option means the same before the command, between its words and behind them."""
    before = ctrack.ok(*option, "list", "status:overdue", "--limit", "5")
    between = ctrack.ok("list", *option, "status:overdue", "--limit", "5")
    after = ctrack.ok("list", "status:overdue", "--limit", "5", *option)
    assert (before.out, before.err) == (after.out, after.err) == (between.out, between.err)


def test_global_options_on_a_command_of_a_group(ctrack: Runner) -> None:
    """They also stand within a command of a group."""
    wanted = ctrack.ok("party", "list", "--format", "json").out
    assert ctrack.ok("--format", "json", "party", "list").out == wanted
    assert ctrack.ok("party", "--format", "json", "list").out == wanted


def test_the_later_one_counts(ctrack: Runner) -> None:
    """Given twice, the later one counts."""
    assert ctrack.ok("--format", "csv", "list", "--format", "json").json["ok"] is True


def test_another_register(ctrack: Runner) -> None:
    """--db goes before CTRACK_DB, as a path and as an address."""
    for place in (ctrack.database, f"sqlite:///{ctrack.database}"):
        assert ctrack("--db", place, "list", CTRACK_DB="/nonexistent/x.db").code == 0
        assert ctrack("list", "--db", place, CTRACK_DB="/nonexistent/x.db").code == 0


def test_who_records(ctrack: Runner) -> None:
    """--user, CTRACK_USER, the system's name: the first that there is goes into the journal."""
    ctrack.ok("note", "KWT-25", "x", "--user", "amal")
    ctrack.ok("note", "KWT-25", "x", CTRACK_USER="badr")
    ctrack.ok("note", "KWT-25", "x", CTRACK_USER="", LOGNAME="dana")
    assert [row["author"] for row in ctrack.data("log", "--limit", "3")["rows"]] == ["dana", "badr", "amal"]


def test_today(ctrack: Runner) -> None:
    """--today takes a date word, and everything follows."""
    assert ctrack.data("list", "--today", "2026-06-30")["as_of"] == "2026-06-30"
    assert ctrack.data("list", "--today", "tomorrow")["as_of"] == "2026-11-22"
    refused(ctrack("list", "--today", "2026-06"), 2, "--today", "more than one day")


def test_quiet(ctrack: Runner) -> None:
    """--quiet leaves out the words beside the data, and never a failure."""
    assert ctrack.ok("list", "--quiet").err == ""
    refused(ctrack("--quiet", "show", "KWT-99"), 3, "KWT-99")


def test_the_envelope(ctrack: Runner) -> None:
    """JSON is an envelope; the words beside the data are its messages, and nothing is on stderr."""
    outcome = ctrack.ok("list", "code:KWT-21", "--format", "json")
    assert outcome.err == ""
    assert outcome.json.keys() == {"ctrack", "command", "ok", "data", "messages"}
    assert (outcome.json["ctrack"], outcome.json["command"], outcome.json["ok"]) == (1, "list", True)
    assert outcome.json["messages"] == ["1 commitment · filter: code:KWT-21 · home: NFP · as of 21 November 2026"]
    dry = ctrack.ok("note", "KWT-25", "x", "--dry-run", "--format", "json").json
    assert "Dry run: nothing was recorded." in dry["messages"]


def test_the_envelope_names_the_command(ctrack: Runner) -> None:
    """A command of a group has two words in the envelope and in the journal."""
    assert ctrack.ok("party", "add", "FR", "--format", "json").json["command"] == "party add"
    assert ctrack.data("log", "--limit", "1")["rows"][0]["command"] == "party add"
    assert ctrack.ok("--format", "json").json["command"] == "dashboard"


@pytest.mark.parametrize("environ", [{"CTRACK_FORMAT": "json"}, {}], ids=["environment", "configuration"])
def test_an_envelope_without_an_option(ctrack: Runner, environ: dict[str, Any]) -> None:
    """Failures are an envelope also where the environment or the configuration asks for JSON."""
    if not environ:
        path = ctrack.home / "config" / "ctrack" / "config.toml"
        path.parent.mkdir(parents=True)
        path.write_text('format = "json"\n')
    refused_in_json(ctrack("show", "KWT-99", **environ), 3, "KWT-99")
    refused_in_json(ctrack("list", "--sortt", "due", **environ), 2, "--sort")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("lst",), "Did you mean 'list'?"),
        (("updaet", "KWT-25"), "Did you mean 'update'?"),
        (("reprot", "--help"), "'report'?"),
        (("--fromat", "json", "list"), "'--format'"),
        (("--format", "xml", "list"), "'json'"),
        (("--color", "sometimes", "list"), "'always'"),
        (("--format",), "--format"),
        (("frobnicate",), "frobnicate"),
    ],
)
def test_mistyped(ctrack: Runner, words: tuple[str, ...], said: str) -> None:
    """A mistyped command or option is refused with the nearest, and with where to read on."""
    outcome = ctrack(*words)
    refused(outcome, 2, said)
    assert outcome.err.splitlines()[-1].startswith("Try 'ctrack")


def test_every_command_takes_the_nearest_name(ctrack: Runner) -> None:
    """A letter too many in any command's name leads back to it."""
    for name in COMMANDS:
        refused(ctrack(f"{name}x"), 2, f"'{name}'")


@pytest.mark.parametrize("place", ["before", "after"])
def test_usage_errors_in_json(ctrack: Runner, place: str) -> None:
    """A mistake on the command line is an envelope as well, wherever --format stands."""
    words = ("--format", "json", "list", "--sortt", "x") if place == "before" else (
        "list", "--sortt", "x", "--format", "json",
    )  # fmt: skip
    envelope = refused_in_json(ctrack(*words), 2, "'--sort'")
    assert (envelope["command"], envelope["error"]["kind"]) == ("list", "Usage")


def test_a_fault_of_the_program(ctrack: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody foresaw is owned up to in one sentence, without a traceback."""

    def fail(*args: object) -> None:
        raise ZeroDivisionError("deep\nwithin")

    monkeypatch.setattr(list_command, "read_filter", fail)
    refused(ctrack("list"), 1, "fault of ctrack (ZeroDivisionError: deep)", "report it", "the file ")
    refused_in_json(ctrack("list", "--format", "json"), 1, "ZeroDivisionError")


def test_a_fault_for_those_who_mend_it(ctrack: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """CTRACK_DEBUG=1 shows the traceback before the sentence."""
    monkeypatch.delattr(list_command, "read_filter")
    outcome = ctrack("list", CTRACK_DEBUG="1")
    assert outcome.code == 1
    assert "Traceback" in outcome.err
    assert_sentence(outcome.err.splitlines()[-1])


def test_an_interruption(ctrack: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends with 130, says that nothing was recorded, and nothing was."""

    def interrupt(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ctrack.services.updates.record_plain", interrupt)
    with nothing_recorded(ctrack):
        outcome = ctrack("update", "KWT-25", "--progress", "5")
        enveloped = ctrack("update", "KWT-25", "--progress", "5", "--format", "json")
    assert (outcome.code, enveloped.code) == (130, 130)
    # Click ends the line in which the terminal has shown ^C.
    assert outcome.err.strip() == "ctrack: Interrupted; nothing was recorded."
    assert enveloped.json["error"]["exit_code"] == 130


def test_an_interruption_after_the_work(ctrack: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while the output is printed says which entry was recorded."""

    def interrupt(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ctrack.render.formats.plain.write", interrupt)
    outcome = ctrack("update", "KWT-25", "--progress", "5")
    assert outcome.code == 130
    assert "entry 2 was recorded" in outcome.err
    assert ctrack.data("show", "KWT-25")["progress"] == 5


def test_passwords_are_kept_from_view(on_server: Runner) -> None:
    """The password of a server is in no journal, no listing and no sentence."""
    address = on_server.database.replace("tester@", "tester:s3cret@")
    by_query = f"{on_server.database}&password=s3cret"
    on_server.ok("--db", address, "note", "KWT-25", "x")
    on_server.ok("note", "KWT-25", "x", "--db", by_query)
    nowhere = address.replace("/test_", "/nowhere_")
    for words in (("log",), ("config", "list"), ("db", "info"), ("log", "--format", "csv"), ("--db", nowhere, "list")):
        outcome = on_server(*words, CTRACK_DB=address)
        assert "s3cret" not in outcome.out + outcome.err
    assert "note KWT-25 x" in on_server.ok("log").out


@pytest.mark.parametrize("words", [("list", "\udcff"), ("note", "KWT-25", "\udcfeab"), ("--user", "\udcff", "log")])
def test_arguments_that_are_no_text(ctrack: Runner, words: tuple[str, ...]) -> None:
    """Bytes that are no UTF-8 are refused before anything is done."""
    with nothing_recorded(ctrack):
        refused(ctrack(*words), 4, "is not UTF-8 text")


def test_a_name_that_is_no_text(ctrack: Runner) -> None:
    """A user name from the environment keeps nobody from recording, whatever its bytes are."""
    ctrack.ok("note", "KWT-25", "x", CTRACK_USER="am\udce0l")
    assert ctrack.data("log", "--limit", "1")["rows"][0]["author"] == "am?l"
