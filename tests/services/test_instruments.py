"""Instruments of one's own: a good file is taken in whole, a wrong one is refused with file, line and reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from ctrack.domain.catalogue import find_binding
from ctrack.domain.failures import AlreadyThere, CatalogueFault, UnknownInstrument
from ctrack.exchange.instrument_file import check_file, read_instrument
from ctrack.services.instruments import list_instruments, show_instrument
from ctrack.services.lookups import AmbiguousName
from ctrack.services.verification import verify_register
from tests.cli.promises import refused
from tests.support.registers import content, read
from tests.support.runner import Runner
from tests.support.shipped import INSTRUMENTS

GOOD = """\
# A plan of our own
schema = 1
slug = "own-plan"
kind = "plan_of_action"
title = {en = "National plan", ar = "الخطة الوطنية"}
short.en = "Our plan"
adopted_on = "2025-03"
url = "https://example.org/plan"
languages = ["en", "ar"]
notes = [{en = "A remark"}]

[review]
rule.en = "Every two years"
recurrence = "P2Y"
next = "2027"

[source.plan]
en = "The plan, as published"
url = "https://example.org/plan.pdf"

[[relation]]
type = "implements"
target.en = "Plan of Action"
slug = "pve-plan"

[[history]]
date = "2025-03-02"
text.en = "Adopted"

[[section]]
slug = "first"
title = {en = "First part", ar = "الجزء الأول"}

[[section]]
slug = "second"
title.en = "Second part"

[[commitment]]
code = "OWN-1"
section = "first"
paragraph.en = "para. 1"
kind = "action"
addressee = "both"
force = "should"
deadline = "2026-06"
title = {en = "Train the border guards", ar = "تدريب حرس الحدود"}
summary.en = "All of them, within a year."
sources = ["plan", {en = "Page 3"}]
verification = "verified"
links = [{to = "KWT-21", relation = "implements"},
    {to = "pve-plan", relation = "reaffirms"},
]

[[commitment.observed]]
party = "UN"
status = "implemented"
on = "2026-07-02"
verification = "secondary"
note.en = "Told by a newspaper"
sources = ["plan"]

[[commitment.observed]]
party = "JO"
status = "in_progress"
on = "2026-05"
verification = "verified"

[[commitment]]
code = "OWN-2"
section = "second"
kind = "reporting"
addressee = "named"
addressee_parties = ["EG", "NFP"]
deadline_words.en = "in due course"
recurrence = "P1Y"
title.ar = "تقديم تقرير"
sources = []
verification = "unchecked"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A good file."""
    path = tmp_path / "خطة own.toml"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_a_good_file_is_found_good_without_being_added(ctrack: Runner, file: Path) -> None:
    """`instrument check` reads a file and needs no register."""
    assert Runner(str(file.parent / "none.db"), file.parent).ok("instrument", "check", str(file)).code == 0
    assert ctrack.data("instrument", "list")["total"] == INSTRUMENTS


def test_a_file_of_ones_own_is_added_whole(anywhere: Runner, file: Path) -> None:
    """Sections, commitments, whom they bind, links, dates and observations are all there."""
    anywhere.ok("instrument", "add", str(file))
    shown = read(anywhere, lambda connection: show_instrument(connection, "own-plan"))
    assert (shown.origin, shown.commitments, shown.verified, shown.adopted_on) == ("own", 2, 1, "2025-03")
    assert shown.title == {"en": "National plan", "ar": "الخطة الوطنية"}
    assert [(slug, count) for slug, _, count in shown.sections] == [("first", 1), ("second", 1)]
    assert (shown.notes, shown.review) == (
        [{"en": "A remark"}],
        {"rule": {"en": "Every two years"}, "recurrence": "P2Y", "next": "2027"},
    )
    assert [item.slug for item in read(anywhere, list_instruments)][-1] == "own-plan"
    first = anywhere.data("show", "OWN-1")
    assert (first["deadline"], first["due_state"], first["party"]) == ("2026-06", "overdue", "NFP")
    assert {row["party"] for row in anywhere.data("list", "code:OWN-1", "party:UN,JO,NFP")["rows"]} == {
        "UN",
        "JO",
        "NFP",
    }
    assert {(link["relation"], link["to"]) for link in first["links"]} == {
        ("implements", "KWT-21"),
        ("reaffirms", "pve-plan"),
    }
    un = anywhere.data("show", "OWN-1", "--party", "UN")
    assert (un["status"], un["due_state"]) == ("implemented", "met_late")
    assert {row["party"] for row in anywhere.data("list", "code:OWN-2", "party:EG,NFP")["rows"]} == {"EG", "NFP"}
    assert "OWN-1" in {row["code"] for row in anywhere.data("list", "تدريب")["rows"]}
    assert anywhere.data("log")["rows"][0]["number"] == 2
    assert read(anywhere, verify_register).holds


def test_adding_is_undone_and_done_again(anywhere: Runner, file: Path) -> None:
    """Undo takes the whole instrument away, its observations too; redone, all is back with its history."""
    before = content(anywhere, "journal", "status_update")
    anywhere.ok("instrument", "add", str(file))
    after = content(anywhere, "journal", "status_update")
    for turn, expected in (("undo", before), ("redo", after), ("undo", before), ("redo", after)):
        anywhere.ok(turn)
        assert content(anywhere, "journal", "status_update") == expected
    assert anywhere.data("show", "OWN-1", "--party", "UN")["status"] == "implemented"
    assert read(anywhere, verify_register).holds


def test_after_undo_the_file_can_be_added_again(ctrack: Runner, file: Path) -> None:
    """What was undone leaves no name behind that stands in the way."""
    for _ in range(2):
        ctrack.ok("instrument", "add", str(file))
        ctrack.ok("undo")
    ctrack.ok("instrument", "add", str(file))
    assert len(ctrack.data("show", "OWN-1")["history"]) == 2


def test_what_is_there_is_not_added_twice(ctrack: Runner, file: Path) -> None:
    """A slug or a code that the register holds is refused, and nothing of the file is taken in."""
    ctrack.ok("instrument", "add", str(file))
    before = content(ctrack)
    other = file.with_name("other.toml")
    for text in (GOOD, GOOD.replace("own-plan", "other-plan"), GOOD.replace("OWN-", "OTH-")):
        other.write_text(text, encoding="utf-8")
        outcome = ctrack("instrument", "add", str(other), "--format", "json")
        assert (outcome.code, outcome.json["error"]["kind"]) == (4, AlreadyThere.__name__)
    assert content(ctrack) == before


def test_a_party_of_ones_own_may_be_named(ctrack: Runner, file: Path) -> None:
    """A body that was added to the register can be named by a file, though no State has its code."""
    ctrack.ok("party", "add", "OIC", "--name", "Organisation of Islamic Cooperation", "--kind", "regional_organization")
    file.write_text(GOOD.replace('"EG"', '"OIC"'), encoding="utf-8")
    ctrack.ok("instrument", "add", str(file))
    assert ctrack.data("show", "OWN-2", "--party", "OIC")["party"] == "OIC"


def test_a_party_that_nobody_knows_refuses_the_file(ctrack: Runner, file: Path) -> None:
    """A code that is neither in the register nor a State's is refused, and nothing is added."""
    before = content(ctrack)
    file.write_text(GOOD.replace('"EG"', '"XQ"'), encoding="utf-8")
    assert ctrack("instrument", "add", str(file)).code in (3, 4)
    assert content(ctrack) == before


def test_an_instrument_is_named_by_part_of_its_slug(untouched: Runner) -> None:
    """Any part that fits one only is enough; what fits none or several names what there is."""
    assert read(untouched, lambda connection: show_instrument(connection, "Kuwait")).slug == "kuwait-2024"
    for word in ("nothing", "20", ""):
        with pytest.raises((UnknownInstrument, AmbiguousName)):
            read(untouched, lambda connection, word=word: show_instrument(connection, word))  # type: ignore[misc]


# What is wrong: (a piece of the good file, what stands in its place, what the reason says, the line it is on).
FAULTS: dict[str, tuple[str, str, str]] = {
    "no TOML at all": ('kind = "plan_of_action"', "kind = plan", "this is no value"),
    "an unclosed text": ('slug = "own-plan"', 'slug = "own-plan', "may not"),
    "a key twice": ('kind = "plan_of_action"', 'slug = "other"', "second time"),
    "no schema": ("schema = 1\n", "", "schema must be 1"),
    "another schema": ("schema = 1", "schema = 2", "schema must be 1"),
    "an unknown key": ('kind = "plan_of_action"', 'kinds = "plan_of_action"', "kinds"),
    "an unknown key of a commitment": ('force = "should"', 'forse = "should"', "force"),
    "an adoption on no day": ('adopted_on = "2025-03"', 'adopted_on = "2025-99-99"', "adopted_on must be a date"),
    "an event on no day": ('date = "2025-03-02"', 'date = "2025-02-30"', "date must be a date"),
    "no slug": ('slug = "own-plan"\n', "", "slug is missing"),
    "a slug with blanks": ('slug = "own-plan"', 'slug = "own plan"', "slug must look like"),
    "an unknown kind": ('kind = "plan_of_action"', 'kind = "treaty"', "kind must be one of"),
    "a number for a text": ('kind = "plan_of_action"', "kind = 3", "kind must be a text"),
    "a text for languages": ('title.en = "Second part"', 'title = "Second part"', "table of languages"),
    "an unknown language": ('title.en = "Second part"', 'title.xx = "Second part"', "xx is not one of"),
    "an empty title": ('title.en = "Second part"', 'title.en = " "', "title.en is empty"),
    "no title": ('title.en = "Second part"\n', "", "title is missing"),
    "a section twice": ('slug = "second"', 'slug = "first"', "stands here twice"),
    "a section that is not there": ('section = "second"', 'section = "third"', "no section third"),
    "a code in small letters": ('code = "OWN-2"', 'code = "own-2"', "code must look like"),
    "a code twice": ('code = "OWN-2"', 'code = "OWN-1"', "OWN-1 stands here twice"),
    "an unknown addressee": ('addressee = "both"', 'addressee = "everybody"', "addressee must be one of"),
    "named parties without the word": ('addressee = "named"', 'addressee = "both"', "addressee_parties goes with"),
    "the word without parties": ('addressee_parties = ["EG", "NFP"]\n', "", "addressee_parties goes with"),
    "a party that is no text": ('["EG", "NFP"]', "[1]", "list of texts"),
    "an unknown force": ('force = "should"', 'force = "shall"', "force must be one of"),
    "a deadline in words": ('deadline = "2026-06"', 'deadline = "June 2026"', "deadline must be a date"),
    "a deadline that is no day": ('deadline = "2026-06"', 'deadline = "2026-02-30"', "deadline must be a date"),
    "a deadline that is no text": ('deadline = "2026-06"', "deadline = 2026-06-30", "deadline must be a text"),
    "a wrong duration": ('recurrence = "P1Y"', 'recurrence = "yearly"', "recurrence must look like"),
    "a source that is not there": ('sources = ["plan", {en', 'sources = ["report", {en', "source.report"),
    "sources that are no list": ("sources = []", 'sources = "plan"', "sources must be a list"),
    "an address that is none": ("https://example.org/plan.pdf", "ftp://example.org", "is not an address"),
    "an unknown relation": ('relation = "implements"}', 'relation = "likes"}', "relation must be one of"),
    "an unknown verification": ('verification = "unchecked"', 'verification = "sure"', "verification must be one of"),
    "no verification": ('verification = "unchecked"\n', "", "verification is missing"),
    "an observation of nothing": ('on = "2026-07-02"\n', "", "on is missing"),
    "an observation unreported": ('status = "implemented"', 'status = "not_reported"', "cannot be set"),
    "an unknown status": ('status = "implemented"', 'status = "done"', "status must be one of"),
    "a control character": ("Train the border", "Train \\u001b[31m the border", "control character"),
    "a direction override": ("Train the border", "Train \\u202e the border", "control character"),
    "commitments that are no tables": ("[[commitment]]\ncode", "[commitment]\ncode", "second time"),
}
# Faults that are told with another line than that of the key or its table: what is missing has none of its own.
LOOSE = (
    "no schema",
    "no slug",
    "commitments that are no tables",
    "an address that is none",
    "named parties without the word",
)


@pytest.mark.parametrize(("good", "wrong", "reason"), FAULTS.values(), ids=FAULTS)
def test_a_wrong_file_is_refused_with_file_line_and_reason(good: str, wrong: str, reason: str) -> None:
    """Each fault is told with the name of the file, the line on which it is or the table begins, and why."""
    assert GOOD.count(good) >= 1
    place = GOOD.index(good)
    text = GOOD.replace(good, wrong, 1)
    with pytest.raises(CatalogueFault) as fault:
        read_instrument(text, "own.toml")
    told = str(fault.value)
    assert told.startswith("own.toml, line ")
    assert reason in told
    line = int(told.removeprefix("own.toml, line ").partition(":")[0])
    around = {GOOD.count("\n", 0, place) + 1, find_table(text, place)}
    assert line in around or find_kind(good, wrong) in LOOSE, (line, around, told)


def test_marks_and_isolates_are_a_part_of_a_title() -> None:
    """What keeps a title of two scripts in order is taken from a file as it stands there."""
    title = "Adopt \u2067القانون 2\u2069 by \u200eA/RES/1\u200e"
    entry = read_instrument(GOOD.replace("Train the border", title, 1), "own.toml")
    assert any(title in each.title["en"] for each in entry.commitments)


@pytest.mark.parametrize(("good", "wrong", "reason"), FAULTS.values(), ids=FAULTS)
def test_all_faults_hold_the_first(good: str, wrong: str, reason: str, file: Path) -> None:
    """Where all faults of a file are told, the one that is told alone is among them, and no file with one is good."""
    text = GOOD.replace(good, wrong, 1)
    with pytest.raises(CatalogueFault) as alone:
        read_instrument(text, str(file))
    file.write_text(text, encoding="utf-8")
    entry, faults = check_file(file)
    assert entry is None
    assert str(alone.value) in map(str, faults)


def test_every_fault_of_every_file(ctrack: Runner, file: Path, tmp_path: Path) -> None:
    """A check tells all that is wrong with all files, each with its line, and counts it."""
    text = GOOD.replace('kind = "plan_of_action"', 'kind = "treaty"', 1).replace(
        'force = "should"', 'force = "shall"', 1
    )
    file.write_text(text.replace('deadline = "2026-06"', 'deadline = "June"', 1), encoding="utf-8")
    other, good = tmp_path / "other.toml", tmp_path / "good.toml"
    other.write_text("schema = ", encoding="utf-8")
    good.write_text(GOOD, encoding="utf-8")
    outcome = ctrack("instrument", "check", str(file), str(other), str(good))
    assert (outcome.code, outcome.out) == (4, "")
    for said in ("kind must be one of", "force must be one of", "deadline must be a date", "other.toml, line 1"):
        assert said in outcome.err
    assert "4 things are wrong, each named above, in 2 of 3 files." in outcome.err


def find_table(text: str, place: int) -> int:
    """The line of the table that a place of the file is in; 1 above the first."""
    return text.count("\n", 0, max(text.rfind("\n[", 0, place + 1) + 1, 0)) + 1


def find_kind(good: str, wrong: str) -> str:
    """The name of a fault."""
    return next(name for name, fault in FAULTS.items() if fault[:2] == (good, wrong))


def test_the_good_file_is_good() -> None:
    """The faults above are each the only one in the file."""
    assert len(read_instrument(GOOD, "own.toml").commitments) == 2


def test_a_scale_that_nobody_knows_is_refused(ctrack: Runner, file: Path) -> None:
    """A scale without words would have no effect, and is refused with its line and those that there are."""
    text = GOOD.replace('kind = "plan_of_action"', 'kind = "plan_of_action"\nscale = "ogpp"', 1)
    file.write_text(text, encoding="utf-8")
    line = text[: text.index("scale")].count("\n") + 1
    for command in ("check", "add"):
        refused(ctrack("instrument", command, str(file)), 4, f"line {line}", "ogpp", "ogp")
    file.write_text(text.replace('"ogpp"', '"ctrack"'), encoding="utf-8")
    ctrack.ok("instrument", "check", str(file))


@pytest.mark.parametrize("words", [("instrument", "add"), ("instrument", "check")], ids=" ".join)
def test_a_wrong_file_ends_with_4_and_adds_nothing(words: tuple[str, ...], ctrack: Runner, file: Path) -> None:
    """The command tells the fault in one sentence that names the file as it was given."""
    before = content(ctrack)
    file.write_text(GOOD.replace('kind = "reporting"', 'kind = "report"'), encoding="utf-8")
    outcome = ctrack(*words, str(file))
    assert outcome.code == 4
    line = GOOD[: GOOD.index('kind = "reporting"')].count("\n") + 1
    assert f"{file}, line {line}: " in outcome.err
    assert outcome.err.count("\n") == 1
    assert content(ctrack) == before


UNREADABLE = {
    "missing": (None, 1, "FileUnreadable"),
    "a folder": ("folder", 1, "FileUnreadable"),
    "no UTF-8": (GOOD.encode("cp1256", "replace"), 4, "FileNotText"),
    "UTF-16": (GOOD.encode("utf-16"), 4, "FileNotText"),
    "empty": (b"", 4, "CatalogueFault"),
    "NUL": (GOOD.encode() + b"\0", 4, "CatalogueFault"),
}


@pytest.mark.parametrize(("raw", "code", "kind"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_no_file_of_text_is_refused(
    raw: bytes | str | None, code: int, kind: str, ctrack: Runner, tmp_path: Path
) -> None:
    """A file that is not there, not text, or nothing at all is told as such."""
    path = tmp_path / "some.toml"
    if isinstance(raw, bytes):
        path.write_bytes(raw)
    elif raw:
        path.mkdir()
    outcome = ctrack("instrument", "add", str(path), "--format", "json")
    assert (outcome.code, outcome.json["error"]["kind"]) == (code, kind), outcome
    assert str(path) in outcome.json["error"]["message"]


def test_a_byte_order_mark_is_no_fault(ctrack: Runner, file: Path) -> None:
    """An editor of Windows may put a mark before the text."""
    file.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert ctrack.ok("instrument", "add", str(file)).code == 0


@pytest.mark.parametrize(
    ("own", "whole", "force", "expected"),
    [
        (None, None, "decides", None),
        (None, False, "decides", False),
        (None, True, "decides", True),
        (None, True, "urges", False),
        (None, True, None, True),
        (True, True, "recalls", True),
        (False, True, "decides", False),
        (True, False, "urges", True),
    ],
)
def test_what_binds(own: bool | None, whole: bool | None, force: str | None, expected: bool | None) -> None:
    """A row says for itself whether it binds; else none does in a political text, and a decision in another."""
    assert find_binding(own, whole, force) is expected


def test_the_catalogue_says_of_every_commitment_whether_it_binds(ctrack: Runner) -> None:
    """What decides, or restates decisions, is found by binding:yes; of no commitment is it left open."""
    rows = ctrack("--format", "json", "--all", "list", "binding:yes", "instrument:sc-2396").data["rows"]
    assert {row["code"].removeprefix("HLC-2396-") for row in rows} == {"1", "11", "12", "13", "15", "17", "23", "30"}
    assert ctrack("--format", "json", "list", "binding:none").data["rows"] == []
    assert "not binding" in ctrack("instrument", "show", "pve-plan").out
