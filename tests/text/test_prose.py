"""Prose on a terminal: wrapped, ordered line by line, begun where reading begins, and nothing lost."""

from __future__ import annotations

import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack.text import language
from ctrack.text.bidimode import BidiMode
from ctrack.text.cells import cell_width
from ctrack.text.controls import DIRECTION_CONTROLS, LRI, LRO, PDF, PDI, RLI, unclosed
from ctrack.text.direction import is_left_to_right
from ctrack.text.mirroring import mirror_image
from ctrack.text.prose import dress_text, isolate_commands, lay_out

SENTENCE = "لا التزام باسم KWT-99، ولعلك تقصد KWT-9. استعمل --db أو اقرأ /srv/register.db منذ 2026-06-30."

VISIBLE = str.maketrans({LRO: "<", PDF: ">", LRI: "{L:", RLI: "{R:", PDI: "}"})
"""Direction controls as characters that a reader of this file can see."""

MODES: tuple[BidiMode, ...] = ("visual", "logical")

WORDS = """
    التزام الإعلان حزيران/يونيه قيد، بلا كُتِب (سجل) «نص» 2026-06-30 12:30 ٢٥ --db -tag +10d KWT-21، /srv/x.db
    status:overdue 'ctrack due' A/RES/60/288 Declaration (see) 25% — 漢字 supercalifragilisticexpialidocious
"""
words = st.sampled_from(WORDS.split())
blanks = st.sampled_from([" ", " ", " ", "  ", "\n", "\n  "])


@st.composite
def proses(draw: st.DrawFn) -> str:
    """Lines of words of both directions, some of them indented."""
    pieces = draw(st.lists(st.tuples(blanks, words), max_size=30))
    return "".join(blank + word for blank, word in pieces)


@pytest.fixture
def arabic(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program speaks Arabic."""
    monkeypatch.setattr(language, "_language", "ar")


def letters(text: str) -> Counter[str]:
    """How often each character stands in a text, whatever its form, its place and its direction."""
    plain = unicodedata.normalize("NFKC", text)
    kept = (character for character in plain if not character.isspace() and character not in DIRECTION_CONTROLS)
    return Counter(min(character, mirror_image(character)) for character in kept)


def test_off_changes_nothing(arabic: None) -> None:
    """Where the terminal wants plain logical text it gets just that, whatever the width."""
    assert dress_text(f"  {SENTENCE}\n\n", "off", 20) == f"  {SENTENCE}\n\n"


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("spoken", ["en", "ar"])
def test_left_to_right_lines_stay(mode: BidiMode, spoken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines in which nothing runs from the right keep their spacing and are not wrapped, in every language."""
    monkeypatch.setattr(language, "_language", spoken)
    text = "Options:\n  --all      Every row — also on a terminal.   \n\n\tcafé " + "x" * 50
    assert dress_text(text, mode, 40) == text


def test_visual_golden(arabic: None) -> None:
    """Sixty cells: shaped, reordered, each line in an override, from the right edge."""
    assert dress_text(f"ctrack: {SENTENCE}", "visual", 60).translate(VISIBLE) == (
        " <--db ﻞﻤﻌﺘﺳﺍ .KWT-9 ﺪﺼﻘﺗ ﻚﻠﻌﻟﻭ ،KWT-99 ﻢﺳﺎﺑ ﻡﺍﺰﺘﻟﺍ ﻻ :ctrack>\n"
        "                    <.2026-06-30 ﺬﻨﻣ /srv/register.db ﺃﺮﻗﺍ ﻭﺃ>"
    )


def test_visual_golden_in_eighty(arabic: None) -> None:
    """Eighty cells: the lines end where the wider terminal lets them."""
    assert dress_text(f"ctrack: {SENTENCE}", "visual", 80).translate(VISIBLE) == (
        "             <ﺃﺮﻗﺍ ﻭﺃ --db ﻞﻤﻌﺘﺳﺍ .KWT-9 ﺪﺼﻘﺗ ﻚﻠﻌﻟﻭ ،KWT-99 ﻢﺳﺎﺑ ﻡﺍﺰﺘﻟﺍ ﻻ :ctrack>\n"
        "                                                <.2026-06-30 ﺬﻨﻣ /srv/register.db>"
    )


def test_logical_golden(arabic: None) -> None:
    """For a terminal with bidi: the same lines in logical order, each in an isolate."""
    assert dress_text(f"ctrack: {SENTENCE}", "logical", 60).translate(VISIBLE) == (
        "     {R:ctrack: لا التزام باسم KWT-99، ولعلك تقصد KWT-9. استعمل}\n"
        "               {R:{L:--db} أو اقرأ {L:/srv/register.db} منذ {L:2026-06-30}.}"
    )


@pytest.mark.parametrize("mode", MODES)
def test_indentation_changes_sides(mode: BidiMode, arabic: None) -> None:
    """Four blanks before a line are four blanks to the right of it, also of the lines that it is wrapped into."""
    lines = dress_text("    سرد الالتزامات وحالها كلها", mode, 20).split("\n")
    assert len(lines) > 1
    assert {cell_width(line) for line in lines} == {16}


def test_left_to_right_paragraphs_begin_on_the_left() -> None:
    """An English line that quotes Arabic keeps its indentation on the left; only the quotation is turned."""
    assert dress_text("  No party is called حزب here.", "visual", 60) == f"  {LRO}No party is called ﺏﺰﺣ here.{PDF}"


def test_arabic_among_english_finds_its_own_direction() -> None:
    """A note in Arabic that an English program prints begins on the right (UAX #9, P2)."""
    assert dress_text("قيد", "visual", 10) == " " * 7 + f"{LRO}ﺪﻴﻗ{PDF}"


def test_the_language_decides_where_reading_begins(arabic: None) -> None:
    """A sentence of an Arabic program is read from the right though a Latin word stands first in it."""
    assert dress_text("ctrack: قيد.", "visual", 20) == " " * 8 + f"{LRO}.ﺪﻴﻗ :ctrack{PDF}"


@pytest.mark.parametrize(
    "command",
    [
        "--db",
        "--db x.db",
        "--format [table|plain]",
        '--title "Adopt it" --dry-run',
        "-tag",
        "+10d",
        "/srv/register.db",
        "~/x.db",
        "../x",
        "2026-06",
        "2026-06-30",
        "2026-Q3",
        "ctrack list --all",
    ],
)
def test_commands_keep_their_order(command: str) -> None:
    """What is typed stands in a visual line as it is typed, alone, after a prefix and in quotes."""
    for text in (f"استعمل {command} هنا", f"استعمل «{command}»، ثم", f"و{command}", f"({command}) أو"):
        assert command in lay_out(text, "visual", 80, 1)[0], text


@pytest.mark.parametrize("text", ["من 10-20 بندا", "بند - ثم بند", "ctrack --db x.db ثم", "في 2026 PVE-44 بند"])
def test_only_what_would_turn_is_isolated(text: str) -> None:
    """Ranges, dashes, and words that run from left to right anyway are left to UAX #9."""
    assert lay_out(text, "logical", 80, 1) == [RLI + text + PDI]


def test_controls_do_not_outlive_their_line() -> None:
    """An isolate that a line break divides is closed before it and opened again after it."""
    lines = lay_out('انظر --title "Adopt the whole national plan" هنا', "logical", 20, 1)
    assert len(lines) > 2
    assert [unclosed(line) for line in lines] == [""] * len(lines)
    assert lines[1].startswith(RLI + LRI)


@given(proses(), st.sampled_from(MODES), st.sampled_from(["en", "ar"]), st.sampled_from([20, 60, 80]))
def test_no_line_is_too_wide(text: str, mode: BidiMode, spoken: str, width: int) -> None:
    """Whatever was written, a line that holds right-to-left text fits the terminal."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(language, "_language", spoken)
        lines = dress_text(text, mode, width).split("\n")
    untouched = set(text.split("\n"))
    assert [line for line in lines if line not in untouched and cell_width(line) > width] == []


@given(proses(), st.sampled_from(MODES), st.sampled_from(["en", "ar"]), st.sampled_from([20, 60, 80]))
def test_nothing_is_lost(text: str, mode: BidiMode, spoken: str, width: int) -> None:
    """Every character is there as often as it was; in logical mode also in the order it was in."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(language, "_language", spoken)
        dressed = dress_text(text, mode, width)
    assert letters(dressed) == letters(text)
    if mode == "logical":
        kept = (character for character in dressed if character not in DIRECTION_CONTROLS)
        assert "".join("".join(kept).split()) == "".join(text.split())


@given(proses(), st.sampled_from(["en", "ar"]))
def test_every_line_stands_alone(text: str, spoken: str) -> None:
    """What steers a line ends with it, and a visual line that was turned is one override from end to end."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(language, "_language", spoken)
        for mode in MODES:
            for line in dress_text(text, mode, 40).split("\n"):
                body = line.strip(" ")
                assert unclosed(body) == ""
                assert mode == "logical" or is_left_to_right(body) or (body[0], body[-1]) == (LRO, PDF)


@pytest.mark.parametrize("mode", MODES)
def test_no_control_begins_a_line(mode: BidiMode, arabic: None) -> None:
    """A line from the right leaves its first cell free, where VTE and tmux would lose the control."""
    for width in range(12, 60):
        assert all(line.startswith(" ") for line in dress_text(SENTENCE, mode, width).split("\n"))


@pytest.mark.parametrize("piece", ["-144", "+3.5%", "--db x.db", "2026-06-30", "<https://un.org/a?b=1>"])
def test_signs_stay_where_they_belong(piece: str, arabic: None) -> None:
    """What begins with a sign or a digit and reads from the left does so between Arabic words."""
    assert f" {piece} " in dress_text(f"! {piece} يوما", "visual", 60)


@pytest.mark.parametrize("text", ["10-12 يوما", "KWT-21 تم", "عام 2026-2027"])
def test_ranges_and_codes_are_left_alone(text: str) -> None:
    """A hyphen inside a word is no sign."""
    assert isolate_commands(text) == text


def test_brackets_are_turned_as_the_line_has_them(arabic: None) -> None:
    """Where a bracket of a Latin word begins a line of its own, the terminal gives it to the Arabic line."""
    lines = lay_out("انظر الوثيقة A/80/6 (Sect. 3) قد أدرجت", "unmirrored", 22, 1)
    assert [line.translate(VISIBLE) for line in lines] == [
        "{R:انظر الوثيقة A/80/6}",
        "{R:{L:)}Sect. 3{L:(} قد أدرجت}",
    ]
    assert lay_out("في (7 قيود)", "logical", 40, 1) == [f"{RLI}في (7 قيود){PDI}"]
