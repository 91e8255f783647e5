"""`ctrack instrument`: instruments listed, shown, checked and added."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.promises import FORMATS, nothing_recorded, refused, refused_in_json
from tests.support.runner import Runner
from tests.support.shipped import COMMITMENTS, INSTRUMENTS

GOOD = """\
schema = 1
slug = "national-plan"
kind = "other"
title = { en = "National plan", ar = "الخطة الوطنية" }

[[section]]
slug = "borders"
title.en = "Borders"

[[commitment]]
code = "NAP-1"
section = "borders"
kind = "action"
addressee = "member_states"
verification = "unchecked"
title.en = "Staff every crossing"
"""


@pytest.fixture
def plan(ctrack: Runner) -> Path:
    """An instrument file that is in order."""
    path = ctrack.home / "plan.toml"
    path.write_text(GOOD, "utf-8")
    return path


def test_every_instrument(ctrack: Runner) -> None:
    """The catalogue's instruments are listed, each with its number of commitments; 74 or more are the Plan's."""
    data = ctrack.data("instrument", "list")
    assert data["total"] == len(data["rows"]) == INSTRUMENTS
    assert sum(row["commitments"] for row in data["rows"]) == COMMITMENTS
    assert next(row for row in data["rows"] if row["slug"] == "pve-plan")["commitments"] >= 74


def test_one_instrument(ctrack: Runner) -> None:
    """An instrument is shown by its short name or the beginning of it."""
    out = ctrack.ok("instrument", "show", "kuwait").out
    assert out.startswith("Kuwait Declaration on Border Security and Management\n")
    assert ctrack.data("instrument", "show", "kuwait-2024")["commitments"] == 28


@pytest.mark.parametrize("name", FORMATS)
def test_every_format(ctrack: Runner, name: str) -> None:
    """Instruments are listed in each format."""
    assert "kuwait-2024" in ctrack.ok("instrument", "list", "--format", name, COLUMNS="120").out


def test_a_file_is_checked_and_added(ctrack: Runner, plan: Path) -> None:
    """A file that is in order is added whole, and undo takes it back whole."""
    assert ctrack.ok("instrument", "check", str(plan)).out == f"{plan}: in order, national-plan, 1 commitment\n"
    assert ctrack.ok("instrument", "add", str(plan)).out == "Added national-plan: National plan (1 commitment).\n"
    assert [row["code"] for row in ctrack.data("list", "instrument:national-plan")["rows"]] == ["NAP-1"]
    ctrack.ok("undo")
    refused(ctrack("list", "instrument:national-plan"), 3, "national-plan")


def test_themes_in_a_file(ctrack: Runner, plan: Path) -> None:
    """An instrument file names themes by their keys or in any language."""
    plan.write_text(GOOD.replace('kind = "action"', 'kind = "action"\nthemes = ["border", "الشباب"]'), "utf-8")
    ctrack.ok("instrument", "add", str(plan))
    assert ctrack.data("show", "NAP-1")["themes"] == ["border", "youth"]


def test_a_link_to_nothing(ctrack: Runner, plan: Path) -> None:
    """A link to what neither the file nor the register holds is refused with its line; one with a reason is tied."""
    table = '[[commitment.links]]\nrelation = "subset"\nreason.en = "Staff is part of it"\nto = "{}"\n'
    plan.write_text(GOOD + table.format("GCTS-II-99"), "utf-8")
    with nothing_recorded(ctrack):
        for verb in ("add", "check"):
            refused(ctrack("instrument", verb, str(plan)), 4, f"{plan}, line 20: NAP-1 is linked to GCTS-II-99")
        Runner(str(ctrack.home / "none.db"), ctrack.home).ok("instrument", "check", str(plan))
    plan.write_text(GOOD + table.format("GCTS-II-13"), "utf-8")
    ctrack.ok("instrument", "add", str(plan))
    (link,) = ctrack.data("show", "NAP-1")["links"]
    assert (link["to"], link["reason"]) == ("GCTS-II-13", {"en": "Staff is part of it"})


def linked(runner: Runner, code: str) -> list[str]:
    """What a commitment is linked to."""
    return [link["to"] for link in runner.data("show", code)["links"]]


@pytest.mark.slow
def test_what_ships_is_added_by_name(ctrack: Runner) -> None:
    """What was not chosen is listed as available, and added by its name with all links, its own and those to it."""
    few = Runner(str(ctrack.home / "few.db"), ctrack.home)
    few.ok("init", "--instruments", "sc-2396")
    available = few.data("instrument", "list", "--available")
    assert "gcts-2006" in [row["slug"] for row in available["rows"]]
    assert "'ctrack instrument add NAME'" in few.ok("instrument", "list", "--available").err
    assert "GCTS-II-16" not in linked(few, "HLC-2396-16")
    few.ok("instrument", "add", "gcts-2006")
    assert "GCTS-II-16" in linked(few, "HLC-2396-16")
    assert len(linked(few, "HLC-2396-16")) == len(set(linked(few, "HLC-2396-16")))
    assert few.data("instrument", "show", "gcts-2006")["origin"] == "catalogue"
    refused(few("instrument", "add", "gcts-2006"), 4, "in this register already")
    refused(few("instrument", "add", "gcts-2007"), 3, "Did you mean gcts-2006, ")
    few.ok("undo")
    assert "GCTS-II-16" not in linked(few, "HLC-2396-16")


def test_dry_run(ctrack: Runner, plan: Path) -> None:
    """--dry-run says the very same and adds nothing."""
    with nothing_recorded(ctrack):
        tried = ctrack.ok("instrument", "add", str(plan), "--dry-run")
    assert tried.err == "Dry run: nothing was recorded.\n"
    assert ctrack.ok("instrument", "add", str(plan)).out == tried.out


@pytest.mark.parametrize(
    ("wrong", "line", "said"),
    [
        (("schema = 1", "schema = 2"), 1, "schema must be 1"),
        (('kind = "action"', 'kind = "deed"'), 13, "deed"),
        (('section = "borders"', 'section = "seas"'), 12, "seas"),
        (('code = "NAP-1"', 'code = "nap 1"'), 11, "nap 1"),
        (('title.en = "Staff', 'titel.en = "Staff'), 16, "titel"),
        (
            ('kind = "action"', 'kind = "action"\nlinks = [{ to = "NAP-1", relation = "equal" }]'),
            14,
            "NAP-1 cannot be linked to itself",
        ),
        (('kind = "action"', 'kind = "action"\nthemes = ["border", "wether"]'), 14, "there is no theme wether"),
    ],
)
def test_a_wrong_file(ctrack: Runner, plan: Path, wrong: tuple[str, str], line: int, said: str) -> None:
    """A wrong file is refused with file, line and reason, by check and by add, and nothing is added."""
    plan.write_text(GOOD.replace(*wrong), "utf-8")
    with nothing_recorded(ctrack):
        refused(ctrack("instrument", "add", str(plan)), 4, f"{plan}, line {line}", said)
    checked = ctrack("instrument", "check", str(plan))
    assert checked.code == 4
    assert f"{plan}, line {line}" in checked.err
    assert said in checked.err


def test_refusals(ctrack: Runner, plan: Path) -> None:
    """An unknown instrument, a file that is missing or no text, and a second adding are refused."""
    refused(ctrack("instrument", "show", "kuwiat"), 3, "kuwait-2024")
    refused(ctrack("instrument", "add", str(ctrack.home / "no.toml")), 1, "no.toml", "No such file")
    refused(ctrack("instrument", "lst"), 2, "Did you mean 'list'?")
    ctrack.ok("instrument", "add", str(plan))
    refused_in_json(ctrack("instrument", "add", str(plan), "--format", "json"), 4, "national-plan")
    plan.write_bytes(b"\xff\xfe")
    refused(ctrack("instrument", "check", str(plan)), 4, "UTF-8")


def test_draft(ctrack: Runner) -> None:
    """A draft goes to stdout or into a file, and can be added; JSON has each paragraph with what it is."""
    text = str(Path(__file__).parents[2] / "data" / "atlantis-resolution.txt")
    target = ctrack.home / "draft.toml"
    assert ctrack.ok("instrument", "draft", text, "--code", "atl", "-o", str(target)).err.startswith("Written: ")
    assert 'code = "ATL-1"' in target.read_text("utf-8")
    assert ctrack.data("instrument", "draft", text)["passages"][-1]["force"] == "encourages"
    assert ctrack.ok("instrument", "add", str(target)).code == 0


def test_draft_of_nothing(ctrack: Runner) -> None:
    """A text without operative paragraphs is refused, and so are one that is empty and JSON that lists none."""
    for name, content in (("a.txt", "The sea was calm."), ("b.txt", " "), ("c.json", '{"a": 1}')):
        path = ctrack.home / name
        path.write_text(content, "utf-8")
        refused(ctrack("instrument", "draft", str(path)), 4)
    refused(ctrack("instrument", "draft", str(path), "--slug", "No Name"), 4, "is no short name")


@pytest.fixture
def text(ctrack: Runner) -> Path:
    """The official text of an instrument that is in the register, where two rows agree with it and three do not."""
    source = (Path(__file__).parents[2] / "data" / "atlantis-resolution.txt").read_text("utf-8")
    path, plan = ctrack.home / "text.txt", ctrack.home / "atlantis.toml"
    path.write_text(source, "utf-8")
    drafted = ctrack.ok("instrument", "draft", str(path)).out
    drafted = drafted.replace('paragraph.en = "', 'paragraph.en = "para. ').replace('deadline = "2027-06"', "")
    drafted = drafted.replace('force = "calls_upon"', 'force = "urges"').replace('"para. 5"', '"para. 9"')
    plan.write_text(drafted.replace("Remain seized of the matter", "Drain the marshes"), "utf-8")
    ctrack.ok("instrument", "add", str(plan))
    return path


def test_check_against_text(ctrack: Runner, text: Path) -> None:
    """Verbs and dates that differ and paragraphs that are missing are told with what the text says; --check ends 10."""
    found = ctrack("instrument", "check", str(text), "--against", "ga-99-1", "--check", "--format", "json")
    assert found.code == 10
    rows = {row["code"]: row for row in found.data["rows"]}
    assert rows["GA-99-1-1"]["differences"] == [{"part": "deadline", "register": None, "text": "2027-06"}]
    assert rows["GA-99-1-2"]["differences"] == [{"part": "force", "register": "urges", "text": "calls_upon"}]
    assert (rows["GA-99-1-4"]["finding"], rows["GA-99-1-5"]["finding"]) == ("agrees", "missing")


def test_confirm(ctrack: Runner, text: Path) -> None:
    """All that agree are verified at once, or one by one; who read it where is a source, and undo takes it back."""
    command = ("instrument", "check", str(text), "--against", "ga-99-1", "--confirm")
    with nothing_recorded(ctrack):
        assert "unchecked -> verified" in ctrack.ok(*command, "all", "--dry-run").out
    done = ctrack.data(*command, "all", "--user", "Noura")["confirmed"]
    assert "GA-99-1-4" in {row["code"] for row in done}
    assert "GA-99-1-2" not in {row["code"] for row in done}
    assert "Read in text.txt by Noura" in ctrack.ok("show", "GA-99-1-4").out
    assert [row["code"] for row in ctrack.data(*command, "GA-99-1-2")["confirmed"]] == ["GA-99-1-2"]
    refused(ctrack(*command, "GA-99-1-5"), 4, "has no paragraph for it")
    refused(ctrack(*command, "all"), 4, "Nothing is confirmed")
    ctrack.ok("undo")
    ctrack.ok("undo")
    assert ctrack.data("show", "GA-99-1-4")["verification"] == "unchecked"


@pytest.mark.slow
def test_where_all_is_new_nobody_is_told_of_a_dry_run(ctrack: Runner) -> None:
    """The look ahead of an upgrade is its own affair; only who asks for a dry run hears of one."""
    assert "Dry run" not in ctrack.ok("instrument", "upgrade").err
    assert "Dry run" in ctrack.ok("instrument", "upgrade", "--dry-run").err
