"""Help in a right-to-left language: laid out from the right on a terminal, plain elsewhere, and all of it spoken."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from ctrack.cli.command_table import COMMANDS
from ctrack.cli.console.help_pages import PlainFormatter, RightToLeftFormatter
from ctrack.text import language
from ctrack.text.bidimode import BidiMode
from ctrack.text.cells import cell_width
from ctrack.text.controls import DIRECTION_CONTROLS, LRI, LRO, PDF, PDI, RLI
from tests.support.golden import check_golden
from tests.support.languages import forget_catalogues
from tests.support.runner import Outcome, Runner

MESSAGES = {
    "command: list": "سرد، قائمة",
    "Usage:": "الاستعمال:",
    "[OPTIONS]": "[خيارات]",
    "[FILTER]...": "[مرشح]...",
    "Options": "خيارات",
    "Global options": "خيارات عامة",
    "Examples": "أمثلة",
    "Daily": "كل يوم",
    "Commands": "الأوامر",
    "Show this message and exit.": "اعرض هذه الرسالة واخرج.",
    "Show the version and end.": "اعرض رقم الإصدار واخرج.",
    "No words beside the data.": "لا كلام إلى جانب البيانات.",
    "At most so many rows; 25 on a terminal.": "هذا العدد من الصفوف على الأكثر؛ 25 على الطرفية.",
    "The instrument it belongs to.": "الصك الذي ينتمي إليه.",
    "default: {default}": "وإلا: {default}",
    "PATH|URL": "مسار|عنوان",
    "KIND": "نوع",
    "List commitments and where they stand": "سرد الالتزامات وحالها",
    "No such option {name!r}.": "لا خيار باسم {name!r}.",
    "No such option: {name}": "لا خيار باسم {name}",
    "Try '{command} --help'.": "جرّب '{command} --help'.",
}
"""A catalogue as small as these tests need."""

VISIBLE = str.maketrans({LRO: "<", PDF: ">", LRI: "{L:", RLI: "{R:", PDI: "}"})
"""Direction controls as characters that a reader of the golden files can see."""

MODES: tuple[BidiMode, ...] = ("visual", "logical")


@pytest.fixture
def locales(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of catalogues in which Arabic is one."""
    folder = tmp_path / "locale"
    path = folder / "ar" / "LC_MESSAGES" / "ctrack.mo"
    path.parent.mkdir(parents=True)
    catalogue = Catalog(locale="ar")
    for message, words in MESSAGES.items():
        catalogue.add(message, words)
    with path.open("wb") as stream:
        write_mo(stream, catalogue)
    monkeypatch.setattr(language, "LOCALES", folder)
    forget_catalogues()
    yield folder
    forget_catalogues()


@pytest.fixture
def arabic(locales: Path, tmp_path: Path) -> Runner:
    """`ctrack` in Arabic, without a register."""
    return Runner(str(tmp_path / "none.db"), tmp_path, {"CTRACK_LANG": "ar", "COLUMNS": "80"})


def see_help(runner: Runner, *arguments: str, mode: BidiMode = "visual", width: int = 80) -> Outcome:
    """The help as a terminal gets it."""
    return runner.ok(*arguments, "--help", terminal=True, CTRACK_BIDI=mode, COLUMNS=str(width))


def write_page(formatter: click.HelpFormatter) -> str:
    """A page of help with everything that help is made of."""
    formatter.write_usage("ctrack list", "[خيارات] [مرشح]...", "الاستعمال: ")
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(
            "سرد الالتزامات وحالها، وكل صف التزام واحد\nلجهة واحدة.\n\nانظر 'ctrack help filters' أو استعمل --all."
        )
    with formatter.section("خيارات"):
        formatter.write_dl(
            [
                ("--sort [register|due|code|status]", "ترتيب الصفوف."),
                ("--limit عدد", "هذا العدد من الصفوف على الأكثر؛ 25 على الطرفية.  [x>=1]"),
                ("--all", ""),
                ("--quiet", "No words beside the data, not even the notes."),
            ]
        )
    with formatter.section("أمثلة"):
        formatter.write("  ctrack list status:overdue\n")
        formatter.write('  ctrack add NAT-1 --title-ar "اعتماد الخطة" --deadline 2027-06\n')
    return formatter.getvalue()


@pytest.mark.parametrize("width", [60, 80])
@pytest.mark.parametrize("mode", MODES)
def test_page_golden(mode: BidiMode, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page on a terminal: headings and terms at the right edge, explanations to their left, commands as typed."""
    monkeypatch.setattr(language, "_language", "ar")
    page = write_page(RightToLeftFormatter(mode, width))
    check_golden(f"help/{mode}-{width}.txt", page.translate(VISIBLE))
    assert max(map(cell_width, page.splitlines())) == width


def test_wide_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a wider terminal the same page stands at the right edge, no line longer than eighty cells."""
    monkeypatch.setattr(language, "_language", "ar")
    narrow = write_page(RightToLeftFormatter("visual", 80)).splitlines()
    wide = write_page(RightToLeftFormatter("visual", 120)).splitlines()
    assert wide == [" " * 40 + line if line else "" for line in narrow]


@pytest.mark.parametrize("width", [20, 30, 40])
def test_very_narrow_terminal(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where hardly anything fits, terms and commands are divided too rather than run over the edge."""
    monkeypatch.setattr(language, "_language", "ar")
    page = write_page(RightToLeftFormatter("visual", width))
    assert max(map(cell_width, page.splitlines())) <= width


def test_plain_page() -> None:
    """No terminal: logical text, a term, two blanks and what it means, wrapped without columns; commands whole."""
    page = write_page(PlainFormatter(width=60))
    check_golden("help/plain-60.txt", page)
    assert not DIRECTION_CONTROLS & set(page)
    assert max(cell_width(line) for line in page.splitlines() if "ctrack add" not in line) <= 60


def test_english_help_is_clicks(tmp_path: Path) -> None:
    """A left-to-right language keeps the usual layout, on a terminal and piped alike, without a mark."""
    english = Runner(str(tmp_path / "none.db"), tmp_path, {"COLUMNS": "80"})
    shown = english.ok("list", "--help", terminal=True).out
    assert shown == english.ok("list", "--help").out
    assert shown.isascii()
    assert shown.startswith("Usage: ctrack list [OPTIONS] [FILTER]...\n\n  List commitments")
    assert "\nOptions:\n  --sort " in shown
    assert "\n  -q, --quiet                     No words beside the data.\n" in shown


def test_english_help_with_arabic_in_it(tmp_path: Path) -> None:
    """An example with Arabic in it is turned on a terminal, its line and its indentation staying on the left."""
    english = Runner(str(tmp_path / "none.db"), tmp_path)
    shown = see_help(english, "add").out
    assert f"\n  {LRO}ctrack add NAT-1 --title" in shown
    assert '"ﺔﻴﻨﻃﻮﻟﺍ ﺔﻄﺨﻟﺍ ﺩﺎﻤﺘﻋﺍ"' in see_help(english, "add", width=120).out


def test_help_lists_arguments_in_usage_only(arabic: Runner) -> None:
    """An argument without an explanation has no row among the options."""
    assert "\n  [مرشح]" not in arabic.ok("list", "--help").out


def test_root_help_lists_the_commands(arabic: Runner) -> None:
    """The help of the program names every command, with the name that the catalogue gives it, under its headings."""
    lines = arabic.ok("--help").out.splitlines()
    assert "كل يوم:" in lines
    assert "  list (سرد)  سرد الالتزامات وحالها" in lines
    assert [
        name for name in COMMANDS if name != "list" and not any(line.startswith(f"  {name}  ") for line in lines)
    ] == []


@pytest.mark.parametrize("width", [60, 80])
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_every_help_fits(arabic: Runner, name: str, mode: BidiMode, width: int) -> None:
    """No line of the help of any command is wider than the terminal, and the headings end at its right edge."""
    lines = see_help(arabic, *([name] if name else []), mode=mode, width=width).out.splitlines()
    assert [line for line in lines if cell_width(line) > width] == []
    headings = [line for line in lines if line.endswith((f"ﺕﺍﺭﺎﻴﺧ{PDF}", f"خيارات:{PDI}"))]
    assert {cell_width(line) for line in headings} == {width}


def test_piped_help_is_plain(arabic: Runner) -> None:
    """Piped, help holds no direction control and no presentation form, and begins at the left."""
    text = arabic.ok("list", "--help").out
    assert text.startswith("الاستعمال: ctrack list [خيارات] [مرشح]...\n")
    assert "\n  -q, --quiet  لا كلام إلى جانب البيانات.\n" in text
    assert not DIRECTION_CONTROLS & set(text)
    assert not any("\ufb50" <= character <= "\ufefc" for character in text)


def test_mode_off_is_plain(arabic: Runner) -> None:
    """A terminal that wants plain text gets the help of a pipe."""
    shown = arabic.ok("list", "--help", terminal=True, CTRACK_BIDI="off").out
    assert shown == arabic.ok("list", "--help").out


def test_messages_with_extras_are_translated(arabic: Runner) -> None:
    """What Click adds to an explanation does not keep it from being found in the catalogue, nor its metavar."""
    assert (
        "  -n, --limit N  هذا العدد من الصفوف على الأكثر؛ 25 على الطرفية.  [x>=1]\n" in arabic.ok("list", "--help").out
    )
    text = arabic.ok("add", "--help").out
    assert "  --instrument SLUG  الصك الذي ينتمي إليه.  [وإلا: own]\n" in text
    assert "  --kind نوع  What it asks for." in text
    assert "  --db مسار|عنوان  The register" in text


def test_the_language_may_change_between_runs(arabic: Runner) -> None:
    """Click keeps its help option; its words are those of the language spoken now all the same."""
    for code, words in (("en", "Show this message and exit."), ("ar", MESSAGES["Show this message and exit."])) * 2:
        assert words in arabic.ok("list", "--help", "--lang", code).out


def test_help_of_a_command_by_name(arabic: Runner) -> None:
    """`ctrack help list` shows on a terminal what `ctrack list --help` shows."""
    shown = arabic.ok("help", "list", terminal=True, CTRACK_BIDI="visual").out
    assert shown == see_help(arabic, "list").out


def test_errors_begin_on_the_right(arabic: Runner) -> None:
    """A mistake on the command line is told in Arabic, ends at the right edge, and keeps the option as typed."""
    outcome = arabic("list", "--wrong", terminal=True, CTRACK_BIDI="visual")
    assert outcome.code == 2
    told, hint = outcome.err.splitlines()
    assert "ﺭﺎﻴﺧ ﻻ :ctrack" in told
    assert "--wrong" in told
    assert "'ctrack list --help' ﺏﺮّﺟ" in hint
    assert {cell_width(told), cell_width(hint)} == {80}


def test_piped_errors_are_plain(arabic: Runner) -> None:
    """Where stderr is no terminal an error is logical text without a mark."""
    told = arabic("list", "--wrong").err
    assert told.startswith("ctrack: لا خيار باسم")
    assert told.endswith("\nجرّب 'ctrack list --help'.\n")
    assert not DIRECTION_CONTROLS & set(told)


SCRIPT = """
import sys
from pathlib import Path
from ctrack.text import language
language.LOCALES = Path(sys.argv[1])
sys.stdout.isatty = lambda: sys.argv[2] == "terminal"
from ctrack.cli.main import run
run(["--lang", sys.argv[3], "--help"])
heavy = ("sqlalchemy", "alembic", "rich", "ctrack.text.bidi", "ctrack.text.shaping")
print("".join(f" {name}" for name in heavy if name in sys.modules), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("place", "code", "imported"),
    [
        ("terminal", "ar", "ctrack.text.bidi ctrack.text.shaping"),
        ("pipe", "ar", ""),
        ("terminal", "en", ""),
    ],
)
def test_help_imports_what_it_needs(locales: Path, place: str, code: str, imported: str) -> None:
    """Help never imports the database or Rich, and bidi only where a right-to-left language meets a terminal."""
    command = [sys.executable, "-c", SCRIPT, str(locales), place, code]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout
    assert done.stderr.strip() == imported


def test_an_encoding_without_arabic(locales: Path) -> None:
    """Where the output cannot carry Arabic the help is escaped, not a traceback."""
    command = [sys.executable, "-X", "utf8=0", "-c", SCRIPT, str(locales), "pipe", "ar"]
    environ = {"PYTHONIOENCODING": "iso-8859-1"}
    done = subprocess.run(command, capture_output=True, text=True, encoding="iso-8859-1", check=True, env=environ)
    assert done.stdout.startswith(r"\u0627\u0644\u0627")
    assert "--help" in done.stdout


@pytest.mark.parametrize("line", ["--bidi off --help", "--help --bidi=off", "list --help --bidi off"])
def test_the_way_of_arabic_is_known_before_help(ctrack: Runner, line: str) -> None:
    """Help is written as --bidi asks, wherever it stands; a word that --bidi does not know is refused."""
    out = ctrack.ok(*line.split(), terminal=True, CTRACK_LANG="ar").out
    assert "الخيارات" in out
    assert "\u202d" not in out
    assert ctrack("list", "--bidi", "upwards").code == 2
