"""Official texts read by rules, from lines to what each paragraph asks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ctrack.domain.official_texts.demands import Demand, read_demands
from ctrack.domain.official_texts.fronts import read_front
from ctrack.domain.official_texts.numbers import Level, read_prefix
from ctrack.domain.official_texts.paragraph_codes import code_demands
from ctrack.domain.official_texts.passages import Role
from ctrack.domain.official_texts.tongue import find_tongue, known_tongues, load_tongue
from ctrack.exchange.official_text import read_passages

DATA = Path(__file__).parents[2] / "data"
RESOLUTION = (DATA / "atlantis-resolution.txt").read_text("utf-8")
ARABIC = """\
إن مجلس الأمن،

وإذ يشير إلى قراراته السابقة،

وإذ يتصرف بموجب الفصل السابع من ميثاق الأمم المتحدة،

١ - يقرر أن على جميع الدول:

(أ) إنشاء مراكز للإنذار بالفيضانات بحلول حزيران/يونيه 2027؛

(ب) تبادل المعلومات؛

٢ - يطلب إلى الأمين العام أن يقدم تقريرا كل سنتين؛

٣ - يشجع الدول الأعضاء والأمم المتحدة على بناء القدرات.
"""


def ask(text: str) -> dict[str, Demand]:
    """What a text asks, by the code that each paragraph is given."""
    passages, tongue = read_passages(text, Path("text.txt"))
    demands = read_demands(passages, tongue, read_front(passages, tongue))
    return dict(zip(code_demands(demands, "X"), demands, strict=True))


def test_resolution() -> None:
    """Heads, feet and notes of pages are left out, parted words mended, and lists and annexes keep their numbers."""
    asked = ask(RESOLUTION)
    assert list(asked) == ["X-1", "X-2", "X-3", "X-3A", "X-3B", "X-3B-I", "X-4", "X-5", "X-A-1", "X-A-2"]
    assert (
        asked["X-1"].passage.text
        == "Urges Member States, as appropriate, to set up counter-flood centres by June 2027;"
    )
    assert asked["X-3B"].passage.text == "To invite the United Nations Office of Dikes to contribute to the meeting;"
    assert [item.force for item in asked.values()] == [
        "urges", "calls_upon", "decides", "decides", "invites", "invites", "requests", "decides", "resolves",
        "encourages",
    ]  # fmt: skip
    assert [item.addressee.value for item in asked.values()] == [
        "member_states", "both", "general_assembly", "general_assembly", "un_system", "un_system", "un_system",
        "general_assembly", "both", "regional_organizations",
    ]  # fmt: skip


def test_times() -> None:
    """A date, an interval and a length of time are read; a length counts from what the text says or its adoption."""
    asked = ask(RESOLUTION)
    assert asked["X-1"].timing.deadline == "2027-06"
    assert asked["X-2"].timing.recurrence == "P2Y"
    assert asked["X-3A"].timing.words == "at its hundredth session"
    assert asked["X-3B-I"].timing.deadline == "2027-05-02"
    assert asked["X-4"].timing.deadline == "2025-07-31"


def test_front() -> None:
    """A resolution of the Assembly tells its symbol, its title and the day of its adoption."""
    passages, tongue = read_passages(RESOLUTION, Path("text.txt"))
    front = read_front(passages, tongue)
    assert (front.symbol, front.title, front.adopted) == ("A/RES/99/1", "Flood warning", date(2025, 5, 2))
    assert [item.role for item in passages].count(Role.PREAMBULAR) == 3


def test_arabic() -> None:
    """Arabic numbers, letters and verbs are read; a decision under Chapter VII binds whom its list addresses."""
    asked = ask(ARABIC)
    assert list(asked) == ["X-1", "X-1A", "X-1B", "X-2", "X-3"]
    assert [item.is_binding for item in asked.values()] == [True, True, True, False, False]
    assert [item.force for item in asked.values()] == ["decides", "decides", "decides", "requests", "encourages"]
    assert [item.addressee.value for item in asked.values()] == ["member_states"] * 3 + ["un_system", "both"]
    assert (asked["X-1A"].timing.deadline, asked["X-2"].timing.recurrence) == ("2027-06", "P2Y")


@pytest.mark.parametrize(
    ("line", "level", "place", "rest"),
    [
        ("12. Decides", Level.PARAGRAPH, 12, "Decides"),
        ("١٢ - يقرر", Level.PARAGRAPH, 12, "يقرر"),
        ("(c) Ensure", Level.LETTER, 3, "Ensure"),
        ("(هـ) كفالة", Level.LETTER, 5, "كفالة"),
        ("ج - كفالة", Level.LETTER, 3, "كفالة"),
        ("(iv) Ensure", Level.ROMAN, 4, "Ensure"),
        ("IV. Measures", Level.DIVISION, 4, "Measures"),
        ("ثانيا - التدابير", Level.DIVISION, 2, "التدابير"),
        ("Recommendation 7: States should", Level.PARAGRAPH, 7, "States should"),
        ("Action 3. We will end hunger", Level.DIVISION, 3, "We will end hunger"),
    ],
)
def test_prefix(line: str, level: Level, place: int, rest: str) -> None:
    """A number is known in figures of either script, in letters of either alphabet, in words, and with its noun."""
    found = read_prefix(line, find_tongue(line))
    assert found is not None
    assert (found.at(level), found.rest) == (place, rest)


@pytest.mark.parametrize("line", ["1373 (2001), all States shall", "(see below) and", "states. But", "2026 was wet"])
def test_no_prefix(line: str) -> None:
    """Years, numbers of resolutions and words in brackets number nothing."""
    assert read_prefix(line, load_tongue("en")) is None


def test_columns() -> None:
    """Two columns are read one after the other."""
    rows = (
        ("1. Urges Member States to build", "3. Requests the Secretary-"),
        ("dikes along the rivers that are", "General to count the trees and"),
        ("high in spring, and to keep them", "to tell their number to all who"),
        ("in good order;", "wish to know it;"),
        ("2. Calls upon Member States to", "4. Invites Member States to"),
        ("plant trees upon them, so that", "lend boats to those whose"),
        ("the roots may hold the earth;", "villages lie low."),
    )
    text = "\n".join(f"{left:<40}{right}" for left, right in rows)
    assert [item.passage.path for item in ask(text).values()] == [(1,), (2,), (3,), (4,)]


def test_without_numbers() -> None:
    """A text that lost its numbers is parted by its verbs."""
    text = (
        "The Security Council,\nRecalling its resolution 1,\nUrges States to build dikes;\n"
        "Requests the Secretary-General to count them."
    )
    assert [(item.force, item.passage.path) for item in ask(text).values()] == [("urges", ()), ("requests", ())]


def test_tongues() -> None:
    """A language is a file of words, and every file can be loaded."""
    assert {"ar", "en"} <= set(known_tongues())
    assert [load_tongue(code).code for code in known_tongues()] == known_tongues()


def test_account() -> None:
    """An account of the press is parted into what those who met undertook; what others said is left out."""
    text = (
        "عقد الاجتماع أمس في الميناء.\n\n"
        "وقال الوزير إن الاجتماع كان ناجحا.\n\n"
        "وجدد المشاركون الالتزام بتعزيز التعاون الدولي ومواصلة تبادل المعلومات، داعين إلى وضع مؤشرات موحدة.\n\n"
        "وأكدوا أهمية إنشاء مركز للإنذار.\n\n"
        "ورحب المشاركون بتنظيم مؤتمر في يونيو 2027.\n\n"
    )
    found = list(ask(text).values())
    assert [item.force for item in found] == ["recommits", "recommits", "calls_upon", "stresses", "welcomes"]
    assert {item.addressee.value for item in found} == {"participants"}
    assert found[-1].timing.deadline == "2027-06"
