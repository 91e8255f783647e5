"""The HTML of a reminder: a table 600 pixels wide, styles in the elements, nothing fetched from anywhere.

Mail readers drop style sheets and turn colours round for the night: every ground therefore names its ink, and each
pair keeps a contrast of at least 4.5 (WCAG 2), so that it can be read as it is and reversed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from ctrack.domain.records.reminders import Bulletin, Mail, Notice
from ctrack.render.mail.text_body import list_advice, say_origin, say_unsubscribe
from ctrack.render.mail.wording import (
    LATER,
    OVERDUE,
    SOON,
    UNSEEN,
    clean,
    group_notices,
    group_of,
    has_parties,
    list_shown,
    page_direction,
    say_absent,
    say_due,
    say_due_label,
    say_group,
    say_hidden,
    say_left,
    say_line,
    say_missed,
    say_opening,
    say_register,
    say_status,
    say_text_due,
    say_words,
    write_command,
    write_mark,
)
from ctrack.text.direction import Direction
from ctrack.text.labels import end_label
from ctrack.text.language import current_language, speaking
from ctrack.text.language import translate as _
from ctrack.text.markup import NOTHING, Markup, escape, join, tag, turned, void

INK, QUIET, GROUND, CARD, LINE = "#1c2733", "#52606d", "#eef1f4", "#ffffff", "#d5dbe1"
BAND = "#123a5c"
# The ink of a group, and the ground of the word that says it.
TONES = {
    OVERDUE: ("#9b1c1c", "#fdecec"),
    SOON: ("#7a4a00", "#fff4dc"),
    LATER: ("#1f5130", "#e7f5ea"),
    UNSEEN: ("#52606d", "#eef1f4"),
}
FONT = "font-family:-apple-system,'Segoe UI','Noto Sans','Noto Sans Arabic',Tahoma,Arial,sans-serif"
MONO = "font-family:ui-monospace,Consolas,'DejaVu Sans Mono',monospace"
END_OF_ROW = Markup("\n")
_TABLE = {"role": "presentation", "width": "100%", "cellpadding": "0", "cellspacing": "0", "border": "0"}


def write_page(mail: Mail, subject: str, languages: Sequence[str]) -> str:
    """The whole page in the language spoken now, and below it what it says in the reader's other languages."""
    head = tag(
        "head",
        void("meta", charset="utf-8"),
        void("meta", name_="viewport", content="width=device-width,initial-scale=1"),
        void("meta", name_="color-scheme", content="light dark"),
        tag("title", escape(subject)),
    )
    body = tag(
        "body",
        _frame(mail),
        *_translated(mail, languages[1:]),
        dir=page_direction(),
        style=f"margin:0;padding:0;background:{GROUND};color:{INK}",
    )
    page = tag("html", head, END_OF_ROW, body, lang=current_language(), dir=page_direction())
    return f"<!DOCTYPE html>\n{page}\n"


def _translated(mail: Mail, languages: Sequence[str]) -> Iterator[Markup]:
    for language in languages:
        with speaking(language):
            yield tag("div", _frame(mail), lang=language, dir=page_direction())


def _frame(mail: Mail) -> Markup:
    inner = join((_band(mail), *_rows(mail), _foot(mail)))
    card = tag(
        "table",
        inner,
        **{**_TABLE, "width": "600"},
        dir=page_direction(),
        style=f"width:100%;max-width:600px;background:{CARD};color:{INK};{FONT};font-size:15px;line-height:1.5",
    )
    cell = tag("td", card, align="center", style="padding:16px 8px")
    return tag("table", tag("tr", cell), **_TABLE, bgcolor=GROUND)


def _row(*content: Markup, style: str, **attributes: str | None) -> Markup:
    cell = tag("td", *content, align=_start(), style=f"text-align:{_start()};{style}", **attributes)
    return Markup(f"{tag('tr', cell)}\n")


def _start() -> str:
    return "right" if page_direction() == "rtl" else "left"


def _band(mail: Mail) -> Markup:
    home = tag("div", escape(say_register(mail)), style="font-size:17px;font-weight:bold;color:#ffffff")
    return _row(home, style=f"background:{BAND};color:#ffffff;padding:16px 24px", bgcolor=BAND)


def _rows(mail: Mail) -> Iterator[Markup]:
    if mail.bulletin is not None:
        yield from _bulletin_rows(mail.bulletin)
        return
    has_others, shown = has_parties(mail), list_shown(mail)
    yield _row(escape(say_opening(mail)), style="padding:20px 24px 4px")
    for name, notices in group_notices(mail).items():
        title = escape(say_group(mail, name, notices))
        yield _row(title, style=f"padding:18px 24px 6px;font-weight:bold;color:{TONES[name][0]}")
        for notice in shown[name]:
            yield _row(_card(notice, has_others), style="padding:0 24px 12px")
    if hidden := say_hidden(mail):
        yield _row(escape(hidden), style="padding:4px 24px 12px;font-weight:bold")


def _bulletin_rows(bulletin: Bulletin) -> Iterator[Markup]:
    yield _row(escape(say_line(bulletin.opening)), style="padding:20px 24px 12px")
    for part in bulletin.parts:
        title = escape(say_line(part.title))
        yield _row(title, style=f"padding:18px 24px 6px;font-weight:bold;color:{INK}")
        for line in part.lines:
            yield _row(tag("bdi", escape(say_line(line))), style=f"padding:3px 24px;border-top:1px solid {LINE}")


def _card(notice: Notice, has_others: bool) -> Markup:
    ink, ground = TONES[group_of(notice)]
    side = "right" if page_direction() == "rtl" else "left"
    head = tag(
        "div",
        _code(notice, has_others),
        Markup("&#32; "),
        tag("span", escape(say_left(notice)), style=_pill(ink, ground)),
        style="margin:0 0 4px",
    )
    title = _title(say_words(notice.title), say_words(notice.instrument), page_direction())
    content = join((head, END_OF_ROW, title, END_OF_ROW, _facts(notice), END_OF_ROW, _answer(notice, has_others)))
    edge = f"border:1px solid {LINE};border-{side}:4px solid {ink};padding:12px 16px"
    cell = tag("td", content, align=_start(), style=f"{edge};text-align:{_start()};background:{CARD};color:{INK}")
    return tag("table", tag("tr", cell), **_TABLE)


@lru_cache(maxsize=8)
def _pill(ink: str, ground: str) -> str:
    return f"background:{ground};color:{ink};font-size:13px;font-weight:bold;padding:1px 8px;border-radius:9px"


def _code(notice: Notice, has_others: bool) -> Markup:
    code = f"{clean(notice.party)} {clean(notice.code)}" if has_others else clean(notice.code)
    return tag("bdi", escape(code), dir="ltr", style=f"{MONO};font-size:14px;font-weight:bold;color:{INK}")


# One commitment is told to many people.
@lru_cache(maxsize=4096)
def _title(title: str, instrument: str, page: Direction) -> Markup:
    return join(
        (
            tag("div", escape(title), dir=turned(title, page), style="font-size:16px;font-weight:bold"),
            tag("div", escape(instrument), dir=turned(instrument, page), style=f"font-size:13px;color:{QUIET}"),
        )
    )


def _facts(notice: Notice) -> Markup:
    facts = (
        (say_due_label(notice), say_due(notice)),
        (_("Deadline of the text"), say_text_due(notice)),
        (_("Missed before"), say_missed(notice)),
        (_("Status"), say_status(notice)),
    )
    lines = [
        tag("div", join((escape(end_label(label)), Markup(" "), tag("bdi", escape(said)))))
        for label, said in facts
        if said
    ]
    lines.append(_bar(notice.progress))
    if absent := say_absent(notice):
        lines.append(tag("div", escape(absent), style="font-weight:bold;color:#9b1c1c"))
    return tag("div", *lines, style="margin:8px 0;font-size:14px")


@lru_cache(maxsize=128)
def _bar(progress: int) -> Markup:
    """The progress as two cells, for mail readers draw no pictures; nothing where there is none."""
    share = max(0, min(100, progress))
    if not share:
        return NOTHING
    parts = [(share, BAND), (100 - share, LINE)]
    cells = [tag("td", width=f"{part}%", height="6", bgcolor=ink, style=_segment(ink)) for part, ink in parts if part]
    return tag("table", tag("tr", *cells), **_TABLE, aria_hidden="true", style="margin:6px 0 0")


def _segment(ink: str) -> str:
    return f"height:6px;line-height:6px;font-size:0;background:{ink}"


def _answer(notice: Notice, has_others: bool) -> Markup:
    command = escape(write_command(notice, has_others))
    style = f"{MONO};font-size:13px;background:{GROUND};color:{INK};padding:6px 10px;text-align:left"
    mark = escape(write_mark(notice))
    lines = (command, void("br"), mark) if mark else (command,)
    return tag("div", *lines, dir="ltr", style=style)


@lru_cache(maxsize=256)
def _foot_line(text: str) -> Markup:
    return tag("div", escape(text), style="margin:0 0 6px")


def _foot(mail: Mail) -> Markup:
    said = [*list_advice(mail), say_origin(mail), say_unsubscribe(mail)]
    lines = [_foot_line(line) for line in said if line]
    return _row(*lines, style=f"padding:12px 24px 20px;font-size:13px;color:{QUIET};border-top:1px solid {LINE}")
