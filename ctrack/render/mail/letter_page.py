"""A letter to print and sign: an A4 page of HTML in two languages, the reader's own first.

It is for those whom no e-mail reaches. It asks for the answer on paper, so that it names no command.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import TypeVar

from ctrack.domain.failures import marked
from ctrack.domain.records.reminders import Mail, Notice
from ctrack.render.mail.wording import (
    OVERDUE,
    clean,
    group_of,
    has_parties,
    is_all_on_behalf,
    page_direction,
    say_absent,
    say_day,
    say_due,
    say_left,
    say_missed,
    say_status,
    say_text_due,
    say_words,
    sort_notices,
    translate_count,
)
from ctrack.text.labels import end_label, label_value
from ctrack.text.language import ENGLISH, RIGHT_TO_LEFT, current_language, known_languages, speaking
from ctrack.text.language import translate as _
from ctrack.text.markup import Markup, escape, tag, turned, void

# What a letter is in where its reader has one language alone: English stands beside it, and Arabic beside English.
PAIR = ("en", "ar")
Said = TypeVar("Said")
_SIGNED = (marked("Name"), marked("Signature"), marked("Date"))


def write_letter(mail: Mail) -> str:
    """The page, in both languages."""
    order = list_languages(mail)
    with speaking(order[0]):
        head = tag(
            "head",
            void("meta", charset="utf-8"),
            void("meta", name_="viewport", content="width=device-width,initial-scale=1"),
            tag("title", escape(label_value(_("Reminder of commitments"), clean(mail.to_name)))),
            tag("style", Markup(read_style())),
        )
        sections = (_section(mail, language) for language in order)
        parts = (_letterhead(mail, order), *sections, _signature(order), _foot(mail))
        page = tag("html", head, tag("body", *parts), lang=current_language(), dir=page_direction())
    return f"<!DOCTYPE html>\n{page}\n"


@cache
def read_style() -> str:
    """The style of a letter on paper."""
    return files("ctrack.render.mail").joinpath("letter.css").read_text("utf-8")


def list_languages(mail: Mail) -> tuple[str, ...]:
    """The two languages of a letter, that of its reader first; whoever has two has both."""
    asked = tuple(code for code in mail.language.split(",") if code in known_languages())
    return asked if len(asked) > 1 else tuple(dict.fromkeys((*asked, *PAIR)))[:2]


def put_side_by_side(languages: Iterable[str]) -> list[str]:
    """The languages from left to right: English first, and last what is written from the right."""
    return sorted(languages, key=lambda code: (code != ENGLISH, code in RIGHT_TO_LEFT))


def _letterhead(mail: Mail, languages: Iterable[str]) -> Markup:
    return tag("header", *each_language(say_words, mail.home, put_side_by_side(languages)), dir="ltr")


def each_language(say: Callable[[Said], str], what: Said, languages: Iterable[str]) -> Iterator[Markup]:
    """What is said of a thing, in each language, side by side."""
    for language in languages:
        with speaking(language):
            yield tag("span", escape(say(what)), lang=language, dir=page_direction())


def _section(mail: Mail, language: str) -> Markup:
    with speaking(language):
        facts = tag(
            "div",
            tag("span", escape(_("To: {name}").format(name=clean(mail.to_name)))),
            tag("span", escape(say_day(mail.written_at.date()))),
            class_="facts",
        )
        head = tag("h1", escape(_("Reminder of commitments")))
        opening = tag("p", escape(_say_opening(mail)))
        return tag("section", head, facts, opening, _table(mail), lang=language, dir=page_direction())


def _say_opening(mail: Mail) -> str:
    count = len(mail.notices)
    if is_all_on_behalf(mail):
        return translate_count(
            "The focal point of the commitment below has not answered. "
            "Please write where it stands, sign this letter and return it.",
            "The focal points of the {count} commitments below have not answered. "
            "Please write where they stand, sign this letter and return it.",
            count,
        )
    return translate_count(
        "The commitment below is in your care. Please write where it stands, sign this letter and return it.",
        "The {count} commitments below are in your care. "
        "Please write where they stand, sign this letter and return it.",
        count,
    )


def _table(mail: Mail) -> Markup:
    heads = (
        ("code", _("Code")),
        ("what", _("Commitment")),
        ("due", _("Due")),
        ("status", _("Status")),
        ("answer", _("Where it stands now")),
    )
    cells = [tag("th", escape(title), scope="col", class_=name) for name, title in heads]
    rows = (_row(notice, has_parties(mail)) for notice in sort_notices(mail))
    return tag("table", tag("thead", tag("tr", *cells)), tag("tbody", *rows))


def _row(notice: Notice, has_others: bool) -> Markup:
    title, instrument = say_words(notice.title), say_words(notice.instrument)
    what = [
        tag("div", escape(title), dir=turned(title, page_direction())),
        tag("div", escape(instrument), dir=turned(instrument, page_direction()), class_="instrument"),
    ]
    if absent := say_absent(notice):
        what.append(tag("div", escape(absent), class_="late"))
    left = tag("div", escape(say_left(notice)), class_="late" if group_of(notice) == OVERDUE else None)
    told = ((_("Deadline of the text"), say_text_due(notice)), (_("Missed before"), say_missed(notice)))
    more = [tag("div", escape(label_value(label, said))) for label, said in told if said]
    code = f"{clean(notice.party)} {clean(notice.code)}" if has_others else clean(notice.code)
    cells = (
        tag("td", tag("bdi", escape(code), dir="ltr"), class_="code"),
        tag("td", *what),
        tag("td", tag("div", escape(say_due(notice))), left, *more),
        tag("td", escape(say_status(notice))),
        tag("td"),
    )
    return Markup(f"{tag('tr', *cells)}\n")


def _signature(languages: Iterable[str]) -> Markup:
    order = put_side_by_side(languages)
    lines = (tag("div", *each_language(_, word, order)) for word in _SIGNED)
    return tag("div", *lines, class_="signature", dir="ltr")


def _foot(mail: Mail) -> Markup:
    reference = clean(mail.message_id.strip("<>").partition("@")[0])
    return tag("footer", escape(end_label(_("Reference"))), Markup(" "), tag("bdi", escape(reference), dir="ltr"))
