"""What people type who have forgotten the grammar: each line means what the one beside it says."""

from __future__ import annotations

from datetime import date

import pytest

from ctrack.domain.datewords import parse_date_words
from ctrack.domain.filters import FilterError, Node, Span, Words, parse_filter, write_filter
from ctrack.domain.filters import mistakes as said
from ctrack.domain.filters.little_words import count_leading
from ctrack.domain.filters.plain_words import state_terms, write_span
from ctrack.text.language import speaking

TODAY = date(2026, 11, 25)


def read_date(text: str) -> Span:
    found = parse_date_words(text, TODAY)
    return found.first, found.last


def read(line: str, *, of_dates: bool = False) -> Node | None:
    return parse_filter([line], read_date, TODAY, of_dates=of_dates)


MEANT = [
    ("overdue", "status:overdue"),
    ("Late", "status:overdue"),
    ("done", "status:implemented"),
    ("fait", "status:implemented"),
    ("achevé", "status:implemented"),
    ("termine", "status:implemented"),
    ("in progress", "status:in_progress"),
    ("under way border", 'status:in_progress "border"'),
    ("not started", "status:not_started"),
    ("not overdue", "not status:overdue"),
    ("partially implemented", "status:partially_implemented"),
    ("due soon", "status:due_soon"),
    ("later", "due:later"),
    ("متأخرة", "status:overdue"),
    ("قيد التنفيذ", "status:in_progress"),
    ("لم يبدأ", "status:not_started"),
    ("المتأخرة", "status:overdue"),
    ("status=overdue", "status:overdue"),
    ("status==done", "status:implemented"),
    ("status!=done", "not status:implemented"),
    ("due<2026-12-31", "due.before:2026-12-31"),
    ("due>=2026-12", "(due.after:2026-12 or due:2026-12)"),
    ("progress<50", "progress.under:50"),
    ("progress>=40", "(progress.over:40 or progress:40)"),
    ("الحالة=منجز", "status:implemented"),
    ('title="a, b"', 'title:"a, b"'),
    ("today", "due:2026-11-25"),
    ("2026-06", "due:2026-06"),
    ("2026-06..2026-08", "due:2026-06..2026-08"),
    ("2026-Q3", "due:2026-Q3"),
    ("june", "due:2026-06"),
    ("june 2027", "due:2027-06"),
    ("30 june", "due:2026-06-30"),
    ("next month", "due:2026-12"),
    ("الشهر القادم", "due:2026-12"),
    ("حزيران", "due:2026-06"),
    ("due june", "due:2026-06"),
    ("due 2027", "due:2027"),
    ("updated yesterday", "updated:2026-11-24"),
    ("before june", "due.before:2026-06"),
    ("due after 2026-12-31 border", "due.after:2026-12-31 border"),
    ("قبل 2027", "due.before:2027"),
    ("mois prochain", "due:2026-12"),
    ("avant juin", "due.before:2026-06"),
    ("in march", "due:2026-03"),
    ("due in march", "due:2026-03"),
    ("due on 30 june", "due:2026-06-30"),
    ("updated in the last month", "updated:2026-10"),
    ("by june", "(due.before:2026-06 or due:2026-06)"),
    ("due by the end of june border", "(due.before:2026-06-30 or due:2026-06-30) border"),
    ("before the end of the month", "due.before:2026-11-30"),
    ("before end of june 2027", "due.before:2027-06-30"),
    ("بحلول نهاية الشهر", "(due.before:2026-11-30 or due:2026-11-30)"),
    ("updated since june", "(updated.after:2026-06 or updated:2026-06)"),
    ("updated since monday", "(updated.after:2026-11-23 or updated:2026-11-23)"),
    ("updated last monday", "updated:2026-11-23"),
    ("منذ يوم الاثنين", "(due.after:2026-11-23 or due:2026-11-23)"),
    ("by monday", "(due.before:2026-11-30 or due:2026-11-30)"),
    ("in 2027", "due:2027"),
    ("strategy of 2006", '"strategy" "of" "2006"'),
    ("not in march", "not due:2026-03"),
    ("all overdue", "status:overdue"),
    ("all the commitments that are due in march", "due:2026-03"),
    ("for kwt", "kwt"),
    ("of march", "due:2026-03"),
    ("about women overdue", "women status:overdue"),
    ("(border) all overdue", "(border) status:overdue"),
    ("border or all overdue", 'border or "all" status:overdue'),
    ("(all overdue) or border", "(status:overdue) or border"),
    ("for instrument:kuwait-2024", "instrument:kuwait-2024"),
    ("all or overdue", '"all" or status:overdue'),
    ("on women", "women"),
    ("in progress", "status:in_progress"),
    ("due now", "due:2026-11-25"),
    ('"all" overdue', '"all" status:overdue'),
    ("women in all", 'women "in" "all"'),
    ("كل المتأخرة", "status:overdue"),
    ("الالتزامات المتأخرة في حزيران", "status:overdue due:2026-06"),
    ("المستحقة في مارس", "due:2026-03"),
    ("عن شهر حزيران", "due:2026-06"),
    ("ما هو المتأخر", "status:overdue"),
    ("منجزا", "status:implemented"),
    ("in the month of june", "due:2026-06"),
    ("حتى حزيران", "(due.before:2026-06 or due:2026-06)"),
    ("منذ الشهر الماضي", "(due.after:2026-10 or due:2026-10)"),
    ("en mars", "due:2026-03"),
    ("d'ici juin", "(due.before:2026-06 or due:2026-06)"),
    ("june or july", "due:2026-06 or due:2026-07"),
]


MEANT_IN_FRENCH = [
    ("en retard", "status:overdue"),
    ("mis en œuvre", "status:implemented"),
    ("Partiellement mis en oeuvre", "status:partially_implemented"),
    ("Echeance proche", "status:due_soon"),
    ("échéance<2027", "due.before:2027"),
]


@pytest.mark.parametrize(("typed", "meant"), MEANT_IN_FRENCH)
def test_one_meaning_in_french(typed: str, meant: str) -> None:
    """To whom French is spoken, what a column says is typed as it is read."""
    with speaking("fr"):
        assert write_filter(read(typed)) == write_filter(read(meant))


@pytest.mark.parametrize(("typed", "meant"), MEANT)
def test_one_meaning(typed: str, meant: str) -> None:
    """What has one meaning is understood, in both languages, and can be written back."""
    node = read(typed)
    assert node is not None
    assert node == read(meant)
    assert parse_filter([write_filter(node)], read_date, TODAY) == node


@pytest.mark.parametrize(
    "typed",
    [
        "border",
        '"overdue"',
        '"june"',
        "2178",
        "«متأخر»",
        "counter-terrorism",
        "a=b",
        "http://x.org/a?b=c",
        "140.7",
        "due",
        "for",
        "in",
        "by",
        '"all"',
    ],
)
def test_texts(typed: str) -> None:
    """What is quoted, or has no meaning of its own, is a text, and is written back as one."""
    node = read(typed)
    assert isinstance(node, Words)
    assert parse_filter([write_filter(node)], read_date, TODAY) == node


@pytest.mark.parametrize(
    "typed", ["all", "All commitments", "every", "الكل", "كل الالتزامات", "tous les engagements", "everything"]
)
def test_everything(typed: str) -> None:
    """Who asks for all asks for no filter."""
    assert read(typed) is None


@pytest.mark.parametrize("code", ["en", "ar", "fr"])
def test_no_status_begins_with_a_little_word(code: str) -> None:
    """What is left out at a beginning is no part of the name of a status or a due state, in any language."""
    with speaking(code):
        assert not {name for name in state_terms() if count_leading(name.split("_"))}


def test_years() -> None:
    """A bare year near to today may be a text: it is refused with both ways of writing, but where dates are listed."""
    with pytest.raises(said.TwoMeanings) as caught:
        read("border 2027")
    assert caught.value.column == len("border 2")
    assert "due:2027" in str(caught.value)
    assert read("2027", of_dates=True) == read("due:2027")


@pytest.mark.parametrize("typed", ["12/07/2026", "2026-13", "due=12/07/2026", "2026-06..x"])
def test_figures_that_are_no_date(typed: str) -> None:
    """Figures that look like a date and are none, or two, are refused with the reason, and never searched for."""
    with pytest.raises(FilterError) as caught:
        read(typed)
    assert type(caught.value) is said.BadDate


def test_a_span_of_one_day_is_that_day() -> None:
    """A span is written by its two days, and one day by itself."""
    day = date(2026, 6, 30)
    assert write_span(day, day) == "2026-06-30"
    assert write_span(day, date(2026, 7, 1)) == "2026-06-30..2026-07-01"


def test_every_name_of_a_month_begins_a_date() -> None:
    """Arabic months by each of their names, and the English and French ones that are no other word, are dates."""
    from ctrack.domain.filters.date_beginnings import date_beginnings
    from ctrack.domain.filters.synonyms import folded
    from ctrack.domain.phrases.phrasebook import Language, spellings
    from ctrack.domain.phrases.wordlists import arabic, english, french

    names = [
        name
        for module in (arabic, english, french)
        for language in vars(module).values() if isinstance(language, Language)
        for listed in language.months
        for name in spellings(listed)
    ]  # fmt: skip
    assert "يونيو" in names
    assert {name for name in names if folded(name.split()[0]) not in date_beginnings()} <= {"mar"}
