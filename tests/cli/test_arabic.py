"""The program in Arabic: a reader meets no English but codes, symbols, and the words that are typed on a command line.

What may be Latin is named here by pattern; everything is read as it comes out of a pipe, in logical order.
"""

from __future__ import annotations

import pathlib
import re
from collections.abc import Iterator

import click
import pytest

from ctrack.cli.config.settings import every_setting
from ctrack.cli.main import root
from ctrack.domain.filters.filter_fields import DATE_HELP, FIELDS
from ctrack.domain.scales import read_scales
from ctrack.domain.vocabulary import FORCES, Basis, Level, PartyKind, Relation, Voice
from ctrack.render.format_names import describe_formats
from ctrack.text.language import known_languages
from ctrack.views.report_names import PROFILE_KEYS, REPORTS
from ctrack.views.topics import TOPICS
from tests.support.registers import copy_kept, keep_register
from tests.support.runner import Outcome, Runner

KUWAIT = "ar_KW.UTF-8"

# Stretches that are no prose: command lines, addresses, paths, what the system is called, a text that is marked as
# existing in English only.
STRETCHES = (
    # The letters of a grade behind its name, and the symbol of the reports that give it.
    r"\([A-Z]{1,2}\)|CCPR/C/[0-9/]+",
    r"https?://\S+",
    r"\S+@[\w.-]+",
    r"(?:postgresql|sqlite)://\S*",
    r"'(?:ctrack|pip|mkdir|chmod) [^']*'",
    r"^ *(?:ctrack|eval) .*$",
    r"(?<=الاستخدام: )ctrack[a-z -]*",
    r"(?<!\w)[~.]?/[\w./-]+",
    r"(?<!\w)[\w-]+\.(?:db|toml|txt|com|net|org|int|info|ma)(?!\w)",
    r"(?<!\w)[.](?:pdf|xlsx|ics|eml)(?!\w)",
    r"docs/[\w.]+\.md|(?<!\w)reminders\.ics",
    r"xterm-256color|ar_KW\.UTF-8|utf-8",
    r"(?<!\w)[A-Z][a-z]+/[A-Z][a-z]+(?!\w)",
    r"\[en\] .*",
)
# What stands for a thing by itself: options and the words that they take, codes, symbols of documents, dates, formulas.
SIGNS = (
    r"\d{4}-W\d\d",
    r"'profiles'",
    r"--[a-z][a-z-]*",
    r"(?<![\w-])-[a-zA-Z](?![\w-])",
    r"\[[a-z_|-]+\]|\{[a-z|]+\}",
    r"[$]?(?<![A-Z])[A-Z]+(?:_[A-Z]+)+|[$](?:VISUAL|EDITOR)",
    r"(?<!\w)(?:A|S|PA)/[A-Z0-9./-]*\d(?: ?\((?:Sect\. )?\d+\))?",
    r"(?<!\w)\d+(?:-[0-9A-F]{8,12}){2}(?!\w)",
    r"(?<!\w)[A-Z]{2,}(?:-[A-Z0-9]+)+(?!\w)",
    r"\d{4}-[QH]\d|[+]?\d+(?:wd|[dwmy])(?!\w)|(?<!\w)P\d+[DWMY](?!\w)",
    r"x[<>]=\d+|\d+<=x(?:<=\d+)?",
    r"(?<!\w)[0-9a-f]{12,64}(?!\w)|U[+][0-9A-F]{4}",
)
# Standards, and the programs and bodies of others, whose names are the same in every language.
NAMES = (
    "Bash CSV EDTF FORCE_COLOR HTML ISO JSON Markdown NO_COLOR PDF RFC PostgreSQL Python SQLite TOML UTC UTF ctrack "
    "gzip lp postgresql sqlite xlsx KUNA UN-EOSG-Analytics iCalendar Outlook Thunderbird crontab stderr Message-ID "
    "Telegram Swazi Daily News SQL psql postgres pg_trgm ctrack_owner ctrack_app TSV Maildir IMAP imaps DMARC OSCAL "
    "Schema XLSX XLS ODS DOCX Lines Word YAML CISO Assistant style typ Typst "
    "UPR implementation-status NIST Info"
)
# Words that are typed and stand in no table: languages, what joins a filter, an instrument, a tag, keys of JSON, all.
OTHER_WORDS = (
    "en ar fr zh all or not and last submitted history html docx PNG own assistance schema data messages ok mon sun "
    "weekend holidays true false mailto https stop skip scale own_scale updates agencies people commitments "
    "burn-up movement timeline bars svg png"
)
# What the command lines below hold that means nothing to the program.
TYPED = "moi nonesuch border tester zz ZZ ZZZ"


def walk(command: click.Command, context: click.Context, path: tuple[str, ...] = ()) -> Iterator[Path]:
    """Every command with the words by which it is called."""
    yield path, command
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from walk(inner, context, (*path, name))


Path = tuple[tuple[str, ...], click.Command]
PATHS = list(walk(root, click.Context(root, info_name="ctrack")))


def typed_words() -> set[str]:
    """The words that a user types: commands, topics, reports, fields and values of filters, settings, choices."""
    tables = (
        TOPICS, REPORTS, PROFILE_KEYS, FIELDS, every_setting(), describe_formats(), FORCES, DATE_HELP, PartyKind, Voice,
        Level, Relation, Basis,
    )  # fmt: skip
    words = {str(word) for table in tables for word in table}
    for path, command in PATHS:
        words.update(path)
        choices = (option.type.choices for option in command.params if isinstance(option.type, click.Choice))
        words.update(str(choice) for found in choices for choice in found)
    for field in FIELDS.values():
        words.update(field.words, field.relations)
    for scale in read_scales().values():
        words.update((scale.slug, *(word.key for word in scale.words)))
    for setting in every_setting().values():
        words.update(map(str, setting.words or ()), [str(setting.variable), str(setting.default)])
    return {word for word in (*words, *known_languages(), *OTHER_WORDS.split()) if re.search("[A-Za-z]", word)}


def work_in_arabic(ctrack: Runner) -> None:
    """Record something, by a user whose locale is that of Kuwait."""
    ctrack.ok("party", "home", "KW")
    ctrack.environ["LANG"] = KUWAIT
    ctrack.ok("update", "KWT-25", "--status", "in_progress", "--progress", "40", "--note", "سُمي خبيران")
    ctrack.ok("update", "KWT-21", "--status", "partially_implemented", "--target", "2027-06", "--priority", "high")
    ctrack.ok("update", "KWT-21", "--status", "not_started", "--tag", "border")
    ctrack.ok("agency", "add", "moi", "--name-ar", "وزارة الداخلية")
    ctrack.ok("person", "add", "نورة", "--agency", "moi", "--email", "noura@moi.gov.kw")
    ctrack.ok("person", "add", "سالم")
    ctrack.ok("assign", "KWT-21", "KWT-25", "--lead", "moi", "--person", "نورة", "--overseer", "سالم")


kept = keep_register(work_in_arabic)


@pytest.fixture
def arabic(kept: pathlib.Path, ctrack: Runner) -> Runner:
    """A register whose user's locale is that of Kuwait, with something recorded in it."""
    ctrack.environ["LANG"] = KUWAIT
    return copy_kept(kept, ctrack)


@pytest.fixture
def known(arabic: Runner) -> set[str]:
    """Every Latin word that the register and the command line give a meaning."""
    instruments = arabic.data("instrument", "list")["rows"]
    slugs = [row["slug"] for row in instruments]
    sections = [part["slug"] for slug in slugs for part in arabic.data("instrument", "show", slug)["sections"]]
    parties = [row["code"] for row in arabic.data("party", "list")["rows"]]
    return {*typed_words(), *NAMES.split(), *TYPED.split(), *slugs, *sections, *parties}


def english_in(text: str, known: set[str]) -> list[str]:
    """The lines that hold Latin letters which are neither in a stretch, nor a sign, nor a known word."""
    longest_first = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
    allowed = (*STRETCHES, rf"(?<![A-Za-z0-9_-])(?:{longest_first})(?![A-Za-z0-9_-])", *SIGNS)
    found = []
    for line in text.splitlines():
        rest = line
        for pattern in allowed:
            rest = re.sub(pattern, " ", rest, flags=re.ASCII)
        if re.search("[A-Za-z]", rest):
            found.append(f"{' '.join(re.findall('[A-Za-z]+', rest))}  <-  {line}")
    return found


OUTPUTS = (
    (),
    ("list",),
    ("list", "status:overdue"),
    ("list", "kind:event", "due.before:eoy"),
    ("due",),
    ("due", "party:UN"),
    ("show", "KWT-21"),
    ("show", "KWT-25", "--history"),
    ("show", "GCTS-REP66"),
    ("show", "PVE-DAY"),
    ("report",),
    ("report", "--by", "addressee"),
    ("report", "--by", "verification"),
    ("report", "instrument:kuwait-2024", "--by", "section"),
    *(("report", name) for name in REPORTS if name not in ("progress", "changes", "one")),
    ("report", "one", "KWT-25"),
    ("changes", "--since", "2026-01-01"),
    ("log",),
    ("log", "KWT-21"),
    ("update", "KWT-22", "--status", "implemented", "--note", "تم", "--dry-run"),
    ("update", "instrument:kuwait-2024", "section:border", "--target", "2027-06", "--dry-run"),
    ("note", "KWT-25", "ملاحظة", "--dry-run"),
    ("undo", "--dry-run"),
    ("undo", "--list"),
    ("instrument", "list"),
    ("instrument", "show", "kuwait-2024"),
    ("party", "list"),
    ("agency", "list"),
    ("person", "list"),
    ("assign", "KWT-22", "--contributing", "moi", "--dry-run"),
    ("handover", "--from", "نورة", "--to", "سالم", "--dry-run"),
    ("doctor", "--no-input"),
    ("party", "add", "TJ", "--dry-run"),
    ("add", "NAT-1", "--title-ar", "اعتماد الخطة الوطنية", "--deadline", "نهاية عام 2027", "--dry-run"),
    ("config", "list"),
    ("db", "info"),
    ("db", "check"),
    ("verify",),
)
ERRORS = (
    ("nonesuch",),
    ("list", "--nonesuch"),
    ("list", "nonesuch:1"),
    ("list", "status:nonesuch"),
    ("list", "due:03/04/2026"),
    ("list", "("),
    ("list", "instrument:nonesuch"),
    ("show",),
    ("show", "ZZZ-99"),
    ("show", "KWT-21", "KWT-99"),
    ("show", "KWT-21", "--party", "ZZ"),
    ("show", "GCTS-REP66", "--party", "KW"),
    ("update", "KWT-25"),
    ("update", "KWT-25", "--progress", "101"),
    ("update", "KWT-25", "--status", "not_reported"),
    ("update", "KWT-25", "--status", "implemented", "--progress", "10"),
    ("update", "KWT-25", "--status"),
    ("update", "KWT-25", "--note", ""),
    ("update", "KWT-25", "--on", "2027-01-01", "--status", "implemented"),
    ("update", "KWT-25", "--target", "03/04/2026"),
    ("update", "GCTS-REP66", "--status", "implemented"),
    ("note", "KWT-25", "--note-file", "/nonesuch.txt"),
    ("note", "KWT-25"),
    ("log", "--limit", "0"),
    ("log", "--limit", "border"),
    ("undo", "999"),
    ("assign", "KWT-21"),
    ("assign", "KWT-21", "--lead", "nonesuch"),
    ("handover", "--from", "نورة"),
    ("handover", "--from", "نورة", "--to", "نورة"),
    ("agency", "add", "border"),
    ("undo", "1"),
    ("add", "NAT-1"),
    ("party", "add", "KW"),
    ("party", "add", "ZZ"),
    ("instrument", "check", "/nonesuch.toml"),
    ("--db", "/nonesuch/x.db", "list"),
    ("--db", "/", "list"),
    ("--format", "border", "list"),
    ("--lang", "zz", "list"),
    ("--today", "2026-13-01", "list"),
    ("help", "border"),
    ("completion", "border"),
    ("completion",),
)  # fmt: skip


def all_text(outcome: Outcome) -> str:
    """What a user reads of a run, on either stream."""
    return outcome.out + outcome.err


def test_every_output_is_arabic(arabic: Runner, known: set[str]) -> None:
    """Listings, reports, histories and confirmations hold nothing in English, and something in Arabic."""
    for words in OUTPUTS:
        outcome = arabic.ok(*words)
        assert english_in(all_text(outcome), known) == [], words
        assert re.search("[ء-ي]", all_text(outcome)), words


def test_every_help_is_arabic(arabic: Runner, known: set[str]) -> None:
    """The help of every command: its text, its options, the names of their values, its examples."""
    for words, _command in PATHS:
        assert english_in(arabic.ok(*words, "--help").out, known) == [], words


@pytest.mark.slow
@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_is_arabic(arabic: Runner, known: set[str], topic: str) -> None:
    """Help on filters, dates, statuses, exit codes, formats and what comes after them."""
    assert english_in(arabic.ok("help", topic).out, known) == []


def test_every_error_is_arabic(arabic: Runner, known: set[str]) -> None:
    """What went wrong, why, and what to do next, Click's own sentences among them."""
    for words in ERRORS:
        outcome = arabic(*words)
        assert outcome.code != 0, words
        assert english_in(outcome.err, known) == [], words


def test_the_check_finds_english(known: set[str]) -> None:
    """The list of what may be Latin lets no sentence through."""
    assert english_in("الحالة: Not reported", known)
    assert english_in("No such file", known)
    assert not english_in("الالتزام KWT-21 من A/RES/60/288 بالخيار --target", known)


def test_piped_arabic_is_logical_and_without_marks(arabic: Runner) -> None:
    """What is piped keeps its letters in the order in which they are read, and nothing invisible beside them."""
    text = arabic.ok("show", "KWT-21").out
    assert "الطرف" in text
    assert not re.search("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufe70-\ufeff]", text)


def test_dates_are_printed_the_un_way(arabic: Runner) -> None:
    """Months have both their names in Arabic; digits are Arabic-Indic where the configuration says so."""
    assert "حزيران/يونيه 2027" in arabic.ok("show", "KWT-21").out
    assert "حزيران/يونيه ٢٠٢٧" in arabic.ok("show", "KWT-21", CTRACK_DIGITS="arab").out


def test_machines_read_the_same_in_every_language(arabic: Runner) -> None:
    """The keys and the values of JSON, CSV and TSV are not translated; titles are."""
    in_arabic, in_english = (arabic.ok("list", "--format", "csv", "--lang", code).out for code in ("ar", "en"))
    assert in_arabic.splitlines()[0].split(",")[0] == in_english.splitlines()[0].split(",")[0]
    rows = [arabic.data("list", "--lang", code)["rows"] for code in ("ar", "en")]
    assert [{**row, "title": ""} for row in rows[0]] == [{**row, "title": ""} for row in rows[1]]


def test_a_question_ends_with_its_own_sign(ctrack: Runner) -> None:
    """What Click asks ends with the Arabic question mark and no full stop behind it."""
    told = ctrack("list", "--limti", "3", LANG=KUWAIT).err
    assert ("؟" in told, "؟." in told) == (True, False), told
