"""A new column of an undertaking: the registry's line, the column with its revision, and its words."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from tests.extensions.scratch import PROMISED, Scratch
from tests.support.runner import Outcome, Runner

# A copy of the whole program is made and run.
pytestmark = pytest.mark.slow

LINE = """    Field("budget", marked("Budget line"), Form.TEXT, "undertaking.budget",
          filter=Filter(marked("the budget line that pays for it"), ("الميزانية",), True),
          option=marked("The budget line that pays for it; none takes it away.")),
    Field("agreed_on", marked("Agreed on"), Form.DAY, "undertaking.agreed_on",
          filter=Filter(marked("when it was agreed"), is_optional=True), option=marked("When it was agreed.")),
    Field("paid", marked("Paid"), Form.PERCENT, "undertaking.paid",
          filter=Filter(marked("how much was paid"), is_optional=True), option=marked("How much was paid.")),
"""
COLUMNS = """    Column("budget", Text),
    Column("agreed_on", Date),
    Column("paid", Integer),
"""
REVISION = '''"""What pays for an undertaking."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import ctrack.store.types  # noqa: F401  (how types are spelled on SQLite)

revision = "{new}"
down_revision = "{old}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, which is empty at first."""
    op.add_column("undertaking", sa.Column("budget", sa.Text(), nullable=True))
    op.add_column("undertaking", sa.Column("agreed_on", sa.Date(), nullable=True))
    op.add_column("undertaking", sa.Column("paid", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Take it away."""
    for name in ("budget", "agreed_on", "paid"):
        op.execute(f"ALTER TABLE undertaking DROP COLUMN {{name}}")
'''
WORDS = {
    "Budget line": "بند الميزانية",
    "the budget line that pays for it": "بند الميزانية الذي يموله",
    "The budget line that pays for it; none takes it away.": "بند الميزانية الذي يموله؛ وnone تزيله.",
}
TYPED = {"_CTRACK_COMPLETE": "bash_complete", "COMP_CWORD": "2"}
LINES = {
    "upgraded": ("db", "upgrade"),
    "written": ("update", "KWT-25", "--budget", "Line 7-B"),
    "shown": ("show", "KWT-25"),
    "arabic": ("show", "KWT-25", "--lang", "ar"),
    "found": ("list", "budget:7-b", "--format", "json"),
    "found in Arabic": ("list", "الميزانية:7-b", "--format", "json"),
    "empty": ("list", "budget:none", "instrument:kuwait-2024", "--format", "json"),
    "table": ("list", "budget:any", "--format", "csv"),
    "moved": ("update", "KWT-25", "--budget", "Line 8", "--dry-run", "--format", "json"),
    "help": ("update", "--help"),
    "logged": ("log", "--format", "json"),
    "blank": ("update", "KWT-25", "--budget", " "),
    "undone": ("undo",),
    "dated": ("update", "KWT-25", "--agreed-on", "yesterday", "--paid", "40%"),
    "by day": ("list", "agreed_on.before:today", "paid.over:30", "--format", "json"),
    "by another day": ("list", "agreed_on.after:today or paid:50", "--format", "json"),
    "no day": ("update", "KWT-25", "--agreed-on", "2026-05"),
    "cleared": ("update", "KWT-25", "--agreed-on", "none", "--paid", "none"),
    "gone": ("list", "budget:any", "--format", "json"),
}


def extend(scratch: Scratch) -> None:
    """Add the column, as CONTRIBUTING tells it."""
    found = re.search(r'SCHEMA_REVISION = "(\d+)"', scratch.read("store/tables.py"))
    assert found is not None
    old, new = found[1], f"{int(found[1]) + 1:04}"
    scratch.patch("domain/fields/registry.py", '    Field("tags",', f'{LINE}    Field("tags",')
    scratch.patch("store/tables.py", f'SCHEMA_REVISION = "{old}"', f'SCHEMA_REVISION = "{new}"')
    scratch.patch("store/tables.py", '    Column("priority", Text),\n',
                  f'    Column("priority", Text),\n{COLUMNS}')  # fmt: skip
    scratch.add(f"migrations/versions/v{new}_budget.py", REVISION.format(old=old, new=new))
    scratch.translate("ar", **WORDS)


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    """The copy with the new column."""
    made = Scratch.copy(tmp_path_factory.mktemp("column"))
    extend(made)
    return made


@pytest.fixture(scope="module")
def ended(scratch: Scratch, template: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """What became of the command lines, run one after another over a register of the layout before."""
    home = tmp_path_factory.mktemp("register")
    path = home / "commitments.db"
    path.write_bytes(template.read_bytes())
    completion = ((), {**TYPED, "COMP_WORDS": "ctrack list budg"})
    outcomes = scratch.run(Runner(str(path), home), *LINES.values(), completion)
    return dict(zip((*LINES, "completed"), outcomes, strict=True))


def test_a_column_costs_four_files(scratch: Scratch) -> None:
    """The registry's line, the column, its revision and its words in each catalogue are all that it takes."""
    assert scratch.count() == PROMISED["column"]
    assert {re.sub(r"v\d+", "v", name) for name in scratch.list_added()} == {"migrations/versions/v_budget.py"}
    assert scratch.list_edited() == {
        "domain/fields/registry.py",
        "store/tables.py",
        "text/locale/ar/LC_MESSAGES/ctrack.po",
    }


def test_it_is_written_and_shown(ended: dict[str, Outcome]) -> None:
    """`update` has an option for it and prints what was and what is; `show` has it in both languages."""
    refused = {"blank": 2, "no day": 2}
    assert {name: outcome.code for name, outcome in ended.items() if outcome.code} == refused, ended
    assert re.search(r"Budget line +– -> Line 7-B", ended["written"].out)
    assert re.search(r"Budget line +Line 7-B", ended["shown"].out)
    assert re.search(r"بند الميزانية +Line 7-B", ended["arabic"].out)
    assert "--budget TEXT" in ended["help"].out
    (move,) = ended["moved"].data["moves"]
    assert (move["before"]["budget"], move["after"]["budget"]) == ("Line 7-B", "Line 8")
    assert "empty" in ended["blank"].err


def test_it_is_filtered_for(ended: dict[str, Outcome]) -> None:
    """A filter finds it in English and in Arabic, by a part of it or by whether there is one, and is completed."""
    for name in ("found", "found in Arabic"):
        assert [(row["code"], row["budget"]) for row in ended[name].data["rows"]] == [("KWT-25", "Line 7-B")]
    codes = [row["code"] for row in ended["empty"].data["rows"]]
    assert "KWT-24" in codes
    assert "KWT-25" not in codes
    assert "plain,budget:" in ended["completed"].out


def test_days_and_figures_are_read_by_their_form(ended: dict[str, Outcome]) -> None:
    """A day is read from words and a figure from per cent, both are compared as such, and `none` takes them away."""
    assert re.search(r"Agreed on +– -> 20 November 2026", ended["dated"].out)
    assert re.search(r"Paid +– -> 40%", ended["dated"].out)
    assert [(row["agreed_on"], row["paid"]) for row in ended["by day"].data["rows"]] == [("2026-11-20", 40)]
    assert ended["by another day"].data["rows"] == []
    assert "--agreed-on" in ended["no day"].err
    assert re.search(r"Agreed on +20 November 2026 -> –", ended["cleared"].out)
    assert re.search(r"Paid +40% -> –", ended["cleared"].out)


def test_machines_have_it(ended: dict[str, Outcome]) -> None:
    """A table for programs has it as a column."""
    (row,) = csv.DictReader(io.StringIO(ended["table"].out.lstrip("\ufeff")))
    assert (row["code"], row["budget"]) == ("KWT-25", "Line 7-B")


def test_the_journal_tells_it(ended: dict[str, Outcome]) -> None:
    """`log` holds what was and what is, and `undo` names it and takes it back."""
    (change,) = ended["logged"].data["rows"][0]["changes"]
    assert (change["before"], change["after"]) == ({"budget": None}, {"budget": "Line 7-B"})
    assert "Budget line: Line 7-B -> –" in ended["undone"].out
    assert ended["gone"].data["rows"] == []
