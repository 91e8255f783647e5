"""Several of a unit without a number: in three languages, in whatever frame, no text that says so is a date."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack.domain.deadlines import DeadlineError, parse_deadline
from ctrack.domain.phrases.cursor import Start
from ctrack.domain.phrases.phrasebook import Language, spellings
from ctrack.domain.phrases.refusals import CountedFromAdoption, CountedFromEvent, CountedFromNothing
from ctrack.domain.phrases.wordlists.arabic import ARABIC
from ctrack.domain.phrases.wordlists.english import ENGLISH
from ctrack.domain.phrases.wordlists.french import FRENCH

TODAY = date(2026, 1, 15)
UNITS = ("days", "months", "hours")


def units_of(language: Language) -> list[str]:
    """The units of time of a language that stand in the plural."""
    known = {word for key, listed in language.words.items() if key.split()[0] in UNITS for word in spellings(listed)}
    return sorted(known & set(spellings(language.words["plural"])))


def leads_of(language: Language) -> list[str]:
    """What leads to a date, or to nothing."""
    return ["", *(word for part in ("in", "by", "max", "limit") for word in spellings(language.words[part]))]


def frames(language: Language, *shapes: str) -> st.SearchStrategy[str]:
    """Texts that name a unit in the plural and no number; each shape takes a lead, a unit and an adjective."""
    nearby = spellings(language.words["next"])
    parts = (leads_of(language), shapes, units_of(language), nearby)
    made = st.tuples(*(st.sampled_from(part) for part in parts))
    return made.map(lambda row: row[1].format(lead=row[0], unit=row[2], next=row[3]).strip())


ENGLISH_TEXTS = frames(
    ENGLISH, "{lead} the {next} {unit}", "{lead} {next} {unit}", "{lead} {unit}", "{lead} the {unit}"
)
ARABIC_TEXTS = frames(ARABIC, "{lead} {unit} {next}", "{lead} {unit}")
FRENCH_TEXTS = frames(
    FRENCH, "{lead} les {unit} {next}", "{lead} {next} {unit}", "{lead} {unit} {next}", "{lead} {unit}"
)
FRENCH_MONTHS = st.sampled_from(("les mois {}", "les {} mois", "au cours des {} mois", "dans les {} mois")).flatmap(
    lambda shape: st.sampled_from(("prochains", "à venir")).map(shape.format)
)


@given(ENGLISH_TEXTS | ARABIC_TEXTS | FRENCH_TEXTS | FRENCH_MONTHS, st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_several_without_a_number_are_no_date(text: str, today: date) -> None:
    """Whatever leads to them and whatever day it is, "the coming years" are refused and not counted as one."""
    with pytest.raises(DeadlineError):
        parse_deadline(text, today)


@given(st.integers(2, 60), st.sampled_from(("the next {} months", "{} mois", "{} أشهر", "les {} prochains mois")))
def test_with_a_number_they_are(count: int, shape: str) -> None:
    """The same units with their number are a length of time as before."""
    lead = "dans" if "mois" in shape else "خلال" if "أشهر" in shape else "within"
    assert parse_deadline(f"{lead} {shape.format(count)}", TODAY).last > TODAY


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("within 60 days of adoption", date(2025, 12, 30)),
        ("within 60 days of the adoption of this resolution", date(2025, 12, 30)),
        ("within six months from the date of its adoption", date(2026, 4, 30)),
        ("60 days after its adoption", date(2025, 12, 30)),
        ("خلال 60 يوما من اعتماد هذا القرار", date(2025, 12, 30)),
        ("في غضون ستة أشهر من تاريخ اعتماده", date(2026, 4, 30)),
        ("dans les soixante jours suivant l'adoption de la présente déclaration", date(2025, 12, 30)),
        ("dans un délai de six mois à compter de son adoption", date(2026, 4, 30)),
    ],
)
def test_what_counts_from_the_adoption(text: str, day: date) -> None:
    """A length in a text counts from the adoption of the text, where that day is known, and else from nothing."""
    adopted = Start(date(2025, 10, 31))
    assert parse_deadline(text, TODAY, adopted).last == day
    for start in (Start(), None):
        with pytest.raises(CountedFromAdoption):
            parse_deadline(text, TODAY, start)


@pytest.mark.parametrize(
    "text", ["within 60 days of adoption of the national law", "within six months of the adoption of the Plan"]
)
def test_another_adoption_is_an_event(text: str) -> None:
    """The adoption of something else is no day that the text gives."""
    with pytest.raises(CountedFromEvent) as caught:
        parse_deadline(text, TODAY, Start(date(2025, 10, 31)))
    assert type(caught.value) is CountedFromEvent


@pytest.mark.parametrize(
    "text", ["within 60 days", "خلال سنة", "بعد ثلاثة أشهر", "dans les six prochains mois", "in the next six months"]
)
def test_a_text_never_counts_from_the_day_of_typing(text: str) -> None:
    """A length that says nothing of its beginning is a date for who plans it today, and none in a text."""
    assert parse_deadline(text, TODAY).last > TODAY
    with pytest.raises(CountedFromNothing):
        parse_deadline(text, TODAY, Start(date(2025, 10, 31)))
