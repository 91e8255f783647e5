"""A file and a server hold the same register: one list of commands gives the same on both, to the last byte."""

from __future__ import annotations

import re
import shlex
from difflib import unified_diff
from pathlib import Path

import pytest

from tests.conftest import create_database
from tests.support.postgres import make_address
from tests.support.runner import Outcome, Runner

pytestmark = pytest.mark.slow

# In this order, each over what those before have left, three a day. What is not recorded after all comes last of those
# that write: a server counts the keys that it takes back, and a file does not, so that later entries would differ.
COMMANDS = """
init --party KW
list
list --all --format csv
list --sort code --reverse --limit 20
list status:overdue --format json
list instrument:kuwait-2024 section:الحدود
list due.before:eoy kind:event
list verification:secondary --format md
list zzz
list "title~border or summary~border" --all
show KWT-21
show KWT-21 --format json
show GCTS-REP66
show gcts "annex, para. 3"
show KWT-99
search border
search الحدود
search bo
due
due --all --format tsv
due party:UN
instrument list
instrument show kuwait-2024 --format json
instrument list --format csv
party list
party add FR
party add ALECSO --kind regional_organization --name "ALECSO" --name-ar "الألكسو"
party list --format json
agency add MOI --name "Ministry of Interior" --name-ar "وزارة الداخلية"
agency add CID --name "Criminal Investigation" --parent MOI
agency list
person add Amal --agency MOI --email amal@moi.example
person add "بدر" --email badr@moi.example --language ar
person list --format json
assign KWT-21 KWT-22 --lead MOI --person Amal --overseer بدر
assign KWT-25 --lead CID --contributing MOI
update KWT-21 --status in_progress --progress 40 --note "Two experts were named" --tag border
update KWT-22 --progress 10 --target 2027-06 --note-file missing.txt
update KWT-22 --progress 10 --target 2027-06
update KWT-25 --status implemented --on 2026-10
update instrument:kuwait-2024 section:border --priority high
update KWT-26 --status partially_implemented --note "جزئي" --level internal
update KWT-21 --progress 101
start KWT-23
done KWT-23 "All of it"
postpone KWT-22 2028-01 "No budget before"
note KWT-21 "A word for the file"
snooze KWT-22 --until 2027-01-01
list +border --format json
list priority:high
list agency:الداخلية
list person:Amal --format csv
list status:implemented --all
add NAT-1 --title "A national plan" --title-ar "خطة وطنية" --deadline "end of 2027"
add NAT-2 --title "Reports" --deadline 2027-03-01
recur NAT-1 --every 2y
show NAT-1
edit NAT-1 --title "A national plan, amended"
edit KWT-21 --title "Corrected here"
withdraw NAT-2 --reason "Entered by mistake"
list withdrawn:yes
retract KWT-26 --reason "Not so"
undo
undo
redo
undo --list
handover --from Amal --to بدر
postpone KWT-22 2027-01 "Sooner"
note KWT-21 "A word for the file" --dry-run
log
log KWT-21 --format json
log --limit 3 --format csv
changes --since 2026-11-01
report
report --format json
report --by priority --format csv
report country
report deadlines
report one KWT-21
report party:FR
report --as-of 2026-11-23
report --known-at 2026-11-25 --format json
report changes --since 2026-11-22 --format md
list --as-of 2026-11-23
show KWT-21 --as-of 2026-12-01
--lang ar list status:in_progress
--lang ar show KWT-21
--lang ar report
plan KWT-22
remind --dry-run
verify
db check
db info
"""
LINES = [line for line in COMMANDS.splitlines() if line]
# What a place is called, where it is, and how large; hashes and fingerprints are as equal as all else.
PLACES = (
    (r"'?postgresql://[^\s']+[\w/]'?", "PLACE"),
    (r"/\S*commitments\.db", "PLACE"),
    (r"sqlite|postgresql", "ENGINE"),
    (r"Size .*\n", ""),
)


def mask(outcome: Outcome) -> tuple[int, str, str]:
    """An outcome without what the place alone decides."""
    texts = [outcome.out, outcome.err]
    for pattern, word in PLACES:
        texts = [re.sub(pattern, word, text) for text in texts]
    return outcome.code, texts[0], texts[1]


def show_difference(one: tuple[int, str, str], other: tuple[int, str, str]) -> list[str]:
    """The lines that are not alike."""
    sides = [[str(code), *out.splitlines(), *err.splitlines()] for code, out, err in (one, other)]
    return list(unified_diff(*sides, "file", "server", lineterm="", n=0))[:20]


def run_all(runner: Runner) -> list[Outcome]:
    """What each command gave."""
    found = []
    for number, line in enumerate(LINES):
        day = f"2026-{11 + (20 + number // 3) // 30:02}-{(20 + number // 3) % 30 + 1:02}"
        found.append(runner(*shlex.split(line), CTRACK_NOW=f"{day}T09:00:00+00:00"))
    return found


def test_ninety_commands_give_the_same(server: str, tmp_path: Path) -> None:
    """Exit code, data and words of ninety commands, which fill a register and tell of it, are equal on both engines."""
    assert len(LINES) >= 90
    create_database(server, "ninety")
    places = {"file": str(tmp_path / "commitments.db"), "server": make_address(server, "ninety")}
    file, there = (run_all(Runner(place, tmp_path)) for place in places.values())
    differing = [line for line, one, other in zip(LINES, file, there, strict=True) if mask(one) != mask(other)]
    for line, one, other in zip(LINES, file, there, strict=True):
        if line in differing:
            print(f"--- {line}", *show_difference(mask(one), mask(other)), sep="\n")
    assert differing == []
    # Nine in ten do what is asked of them; the rest are refusals, which have to be the same as well.
    codes = [outcome.code for outcome in file]
    print(f"{len(LINES)} commands, {codes.count(0)} done, {len(codes) - codes.count(0)} refused")
    assert codes.count(0) >= 80, [(line, one.err) for line, one in zip(LINES, file, strict=True) if one.code]
    assert "fault of ctrack" not in "".join(outcome.err for outcome in file)
