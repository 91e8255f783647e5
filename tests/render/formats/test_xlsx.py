"""Workbooks, read back by openpyxl and by calamine."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from ctrack.render.document import Column, Document, Paragraph, Table, Tone
from ctrack.render.print_colours import FILLS
from ctrack.render.xlsx import table_sheets
from ctrack.render.xlsx.sheet_names import SheetNames
from ctrack.render.xlsx.workbook import LONGEST_TEXT, text_of
from ctrack.text.safe import make_safe
from tests.support.documents import FIELDS, hostile_document, table_of
from tests.support.hostile import every_text, folded
from tests.support.papers import TYPST, paper, written, xml_parts

pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported:UserWarning")
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def opened(content: bytes) -> openpyxl.Workbook:
    """A workbook as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(content), rich_text=False)


def sheet(document: Document, name: str) -> Worksheet:
    """One sheet of a document."""
    found = opened(written("xlsx", document))[name]
    assert isinstance(found, Worksheet)
    return found


def test_a_sheet_for_each_table_and_chart() -> None:
    """The rows come first, then the summary and the other blocks by their captions and headings."""
    names = opened(written("xlsx", paper())).sheetnames
    assert names == ["Kuwait Declaration", "Summary", "Border management", "Commitment", "Implemented"]


def test_it_opens_on_the_rows_and_prints_them() -> None:
    """The first sheet is the one in sight and holds the rows: one page wide, its head and number on each."""
    found = opened(written("xlsx", paper())).active
    assert isinstance(found, Worksheet)
    assert found["A1"].value == "Code"
    assert found.print_area == "'Kuwait Declaration'!$A$1:$G$4"
    assert (found.print_title_rows, found.page_setup.fitToWidth or 1, found.page_setup.fitToHeight) == ("$1:$1", 1, 0)
    assert found.oddFooter.right.text == "&P / &N"


def test_a_list_has_no_sheet_for_its_title_alone() -> None:
    """A workbook of rows and a title is one sheet of rows."""
    assert opened(written("xlsx", replace(table_of(("x",)), title="T"))).sheetnames != ["Summary"]
    assert len(opened(written("xlsx", replace(table_of(("x",)), title="T"))).sheetnames) == 1


def test_what_is_wider_than_its_column_goes_on_below() -> None:
    """A text that is no running one is not hidden behind its neighbour."""
    long = "Ministry of the Interior and of Religious Affairs"
    cell = opened(written("xlsx", table_of((long,)))).worksheets[0]["A2"]
    assert cell.alignment.wrap_text
    assert not opened(written("xlsx", table_of(("KWT-1",)))).worksheets[0]["A2"].alignment.wrap_text


def test_the_summary_has_facts_and_stamp() -> None:
    """Heading, facts and the whole stamp stand on a sheet of words."""
    cells = [str(cell) for row in sheet(paper(), "Summary").iter_rows(values_only=True) for cell in row if cell]
    assert cells[:3] == ["Progress report", "Kuwait Declaration", "38% (9 / 24)"]
    assert {"21 November 2026", "1-8618B9FA598B", "412", "a3f9" * 16} <= set(cells)


def test_values_are_what_they_are() -> None:
    """Days and counts can be reckoned with, a month and a code are text, a rate is a share beside its words."""
    rows = list(sheet(paper(), "Kuwait Declaration").iter_rows(values_only=True))
    assert rows[0] == ("Code", "Due", "Left", "Status", "Rate %", "Rate", "Commitment")
    assert rows[1] == ("KWT-1", "2026-06", -4, "In progress", 1 / 9, "1/9", "Border management 1")
    assert rows[2][1] == datetime(2026, 6, 30)


def test_another_reader_reads_the_same() -> None:
    """Calamine finds the same values of the same types."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(written("xlsx", paper())))
    rows = book.get_sheet_by_name("Kuwait Declaration").to_python()
    assert rows[1] == ["KWT-1", "2026-06", -4.0, "In progress", pytest.approx(1 / 9), "1/9", "Border management 1"]
    assert rows[2][1] == date(2026, 6, 30)


def test_heads_stay_and_filter() -> None:
    """The head is frozen with the codes, repeated in print, and filters every row."""
    found = sheet(paper(), "Kuwait Declaration")
    assert found.freeze_panes == "B2"
    assert found.auto_filter.ref == "A1:G4"
    assert found.print_title_rows == "$1:$1"


def test_sums_are_not_filtered() -> None:
    """A row that sums up others is left out of the filter."""
    summed = Document("", "en", (Table("t", (Column("n", "N"),), [(1,), (2,), (3,)], "T", frozenset({2})),))
    assert sheet(summed, "T").auto_filter.ref == "A1:A3"


def test_words_and_rates_are_coloured_by_rules() -> None:
    """A status has its colour by a rule on its word, a rate a bar from nought to one."""
    rules = {
        str(area.sqref): [(rule.type, *rule.formula) for rule in held]
        for area, held in sheet(paper(), "Kuwait Declaration").conditional_formatting._cf_rules.items()
    }
    assert set(rules["D2:D4"]) == {("cellIs", '"In progress"'), ("cellIs", '"Implemented"')}
    assert [rule[0] for rule in rules["E2:E4"]] == ["dataBar"]


def test_a_heat_map_is_coloured_cells() -> None:
    """Each column darkens towards the fill of its tone."""
    found = sheet(paper(), "Commitment")
    assert [cell.value for cell in found[2]] == ["Kuwait Declaration", 9, 7]
    scales = [rule.colorScale for held in found.conditional_formatting._cf_rules.values() for rule in held]
    assert [scale.color[1].rgb for scale in scales] == ["FF" + FILLS[Tone.GOOD], "FF" + FILLS[Tone.BUSY]]


@pytest.mark.parametrize(("language", "way"), [("en", "minMax"), ("ar", "maxMin")])
def test_charts_are_native(language: str, way: str) -> None:
    """Bars are stacked and curves are lines over the cells; in Arabic both run from the right."""
    charts = [root for name, root in xml_parts(written("xlsx", paper(language))).items() if "charts/chart" in name]
    bars, lines = charts
    assert [node.get("val") for node in bars.iter(f"{CHART}grouping")] == ["stacked"]
    assert len(list(lines.iter(f"{CHART}lineChart"))) == 1
    assert all("!$" in str(node.text) for chart in charts for node in chart.iter(f"{CHART}f"))
    ways = [axis.find(f"{CHART}scaling/{CHART}orientation") for axis in bars.iter(f"{CHART}valAx")]
    assert [node.get("val") for node in ways if node is not None] == [way]


def test_arabic_sheets_run_from_the_right() -> None:
    """Every sheet of an Arabic workbook does, none of an English one."""
    for language, expected in (("ar", True), ("en", False)):
        sheets = opened(written("xlsx", paper(language))).worksheets
        assert {bool(one.sheet_view.rightToLeft) for one in sheets} == {expected}


@every_text
def test_every_field_arrives_and_nothing_acts(text: str) -> None:
    """Every field is a text cell somewhere; there is no formula, no link, and every part is XML."""
    content = written("xlsx", hostile_document(text))
    parts = xml_parts(content)
    assert not [name for name in parts if "externalLink" in name or "calcChain" in name]
    assert not [root for root in parts.values() for node in root.iter() if node.tag.endswith("}hyperlink")]
    cells = [cell for found in opened(content) for row in found.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    seen = folded(make_safe("\n".join(str(cell.value) for cell in cells if isinstance(cell.value, str))))
    for field in (*set(FIELDS) - {"bars", "table"}, "share", "note", "title"):
        assert folded(make_safe(text_of(f"{text}·{field}"))) in seen


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "-2+3", "＝1", TYPST, "https://example.org", "{=1}"])
def test_text_stays_text(text: str) -> None:
    """Both readers get the very text, and a spreadsheet would keep it a text after an edit."""
    content = written("xlsx", replace(table_of((text,)), title="T"))
    cell = opened(content).worksheets[0]["A2"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert bool(cell.quotePrefix) == (text[0] in "=@-＝")
    assert CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()[1] == [text]


def test_an_escape_that_was_typed_is_text() -> None:
    """What Excel takes for the code of a character is written so that it shows (ECMA-376, part 1, 22.9.2.19)."""
    content = written("xlsx", replace(table_of(("_x0041_",)), title="T"))
    assert CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()[1] == ["_x0041_"]


def test_a_text_too_long_for_a_cell_is_cut_with_a_sign() -> None:
    """A cell takes what Excel lets it hold."""
    cell = opened(written("xlsx", replace(table_of(("x" * 40_000,), wraps=True), title="T"))).worksheets[0]["A2"]
    assert len(str(cell.value)) == LONGEST_TEXT
    assert str(cell.value).endswith("…")


@pytest.mark.slow
@given(st.lists(st.text(st.characters(codec="utf-16"), max_size=40), max_size=12))
def test_sheet_names_are_valid_and_differ(wishes: list[str]) -> None:
    """Whatever is wished, Excel takes the name, and none comes twice."""
    names = SheetNames()
    taken = [names.take(wish) for wish in wishes]
    assert len({name.casefold() for name in taken}) == len(taken)
    for name in taken:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\")
        assert not name.startswith("'")
        assert not name.endswith("'")
        assert name.casefold() != "history"


def test_a_long_table_goes_on_upon_another_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that a sheet cannot hold stand on the next, under their own head."""
    monkeypatch.setattr(table_sheets, "_MOST_ROWS", 2)
    book = opened(written("xlsx", paper(rows=5)))
    sheets = [book[f"Kuwait Declaration{end}"] for end in ("", " 2", " 3")]
    assert [[row[0] for row in one.iter_rows(values_only=True)] for one in sheets] == [
        ["Code", "KWT-1", "KWT-2"], ["Code", "KWT-3", "KWT-4"], ["Code", "KWT-5"],
    ]  # fmt: skip


def test_the_same_document_gives_the_same_bytes() -> None:
    """A workbook of a stamped document depends on nothing else."""
    assert written("xlsx", paper("ar")) == written("xlsx", paper("ar"))


@pytest.mark.parametrize("document", [Document("", "en", ()), Document("", "ar", (Paragraph(""),))])
def test_nothing_to_show(document: Document) -> None:
    """A workbook of nothing has its one sheet."""
    assert len(opened(written("xlsx", document)).sheetnames) == 1


LARGE = """
import io, sys
from pathlib import Path
from ctrack.render.document import Column, Document, Table
from ctrack.render.formats import load_format
from ctrack.render.screen import Screen
class Rows(list):
    def __init__(self, count): self.count = count
    def __len__(self): return self.count
    def __iter__(self): return (self[at] for at in range(self.count))
    def __getitem__(self, at): return (f"KWT-{at}", at, "2026-06-30", "title " * 12 + str(at))
names = ("code", "left", "due", "title")
table = Table("rows", tuple(Column(name, name, wraps=name == "title") for name in names), Rows(100_000))
with open(sys.argv[1], "wb") as out:
    load_format("xlsx").write(Document("All", "en", (table,)), out, Screen())
print(int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) // 1024)
"""


@pytest.mark.slow
def test_a_hundred_thousand_rows_take_little_memory(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Rows go out as they come: less than 200 MB for 100,000.

    What the kernel calls the peak of this process's own memory: that of its resources counts its parent's as well.
    """
    path = tmp_path_factory.mktemp("large") / "large.xlsx"
    shown = subprocess.run([sys.executable, "-c", LARGE, str(path)], capture_output=True, text=True, check=True)
    assert int(shown.stdout) < 200
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
    assert CalamineWorkbook.from_path(path).get_sheet_by_index(0).height == 100_001
