"""A sketch as SVG: the same marks in a page, which has its own colours, and in a file, which brings them.

SVG does not mirror by itself, so that x is turned round here; every text carries the `direction` of the page, without
which an anchor would flip with it.
"""

from __future__ import annotations

from ctrack.render.document import Tone
from ctrack.render.print_colours import FILLS, INKS, PAPER, fill_of, ink_on
from ctrack.render.sketch import Box, Dash, Dot, Mark, Point, Sketch, Stroke, Word
from ctrack.text.direction import Direction
from ctrack.text.markup import NOTHING, Markup, escape, join, tag

DASHES = {Dash.SOLID: None, Dash.DASHED: "7 5", Dash.DOTTED: "2 4"}
SHADES = 3
FONTS = "'Libertinus Serif','Noto Serif','Times New Roman',Amiri,'Noto Naskh Arabic',serif"
_EDGE = 12.0


def draw_inline(sketch: Sketch, direction: Direction) -> Markup:
    """The picture within a page, whose style sheet colours it."""
    return _draw(sketch, direction, NOTHING, 0)


def draw_file(sketch: Sketch, title: str, language: str, direction: Direction) -> Markup:
    """The picture as a file of its own, on white, with its colours, its title and what it tells."""
    head = join((
        tag("title", escape(title)),
        tag("desc", escape(sketch.told)),
        tag("style", Markup("\n".join(_write_style()))),
        tag("rect", x=f"{-_EDGE:g}", y=f"{-_EDGE:g}", width="100%", height="100%", fill=f"#{PAPER}"),
    ))  # fmt: skip
    return _draw(sketch, direction, head, _EDGE, xmlns="http://www.w3.org/2000/svg", xml_lang=language)


def _draw(sketch: Sketch, direction: Direction, head: Markup, edge: float, **more: str) -> Markup:
    wide, high = sketch.width + 2 * edge, sketch.height + 2 * edge
    attributes = {name.replace("xml_lang", "xml:lang"): value for name, value in more.items()}
    marks = (_draw_mark(mark, sketch.width, direction) for mark in sketch.marks)
    size = {"width": f"{wide:g}", "height": f"{high:g}"} if head else {}
    return tag("svg", head, *marks, **attributes, viewBox=f"{-edge:g} {-edge:g} {wide:g} {high:g}", **size,
               class_="picture", role="img", aria_label=sketch.told)  # fmt: skip


def _draw_mark(mark: Mark, width: float, direction: Direction) -> Markup:
    turn = direction == "rtl"
    match mark:
        case Box():
            x = width - mark.x - mark.width if turn else mark.x
            hint = tag("title", escape(mark.hint)) if mark.hint else NOTHING
            return tag("rect", hint, class_=f"fill-{mark.tone.value} shade-{min(mark.shade, SHADES)}", x=_length(x),
                       y=_length(mark.y), width=_length(mark.width), height=_length(mark.height))  # fmt: skip
        case Stroke():
            points = [(width - x if turn else x, y) for x, y in mark.points]
            return tag("path", class_=_stroke_class(mark), d=_path(points), stroke_width=_length(mark.width),
                       stroke_dasharray=DASHES[mark.dash], fill="none")  # fmt: skip
        case Dot():
            x = width - mark.x if turn else mark.x
            return tag("circle", class_=f"fill-{mark.tone.value} shade-{min(mark.shade, SHADES)}",
                       cx=_length(x), cy=_length(mark.y), r=_length(mark.radius))  # fmt: skip
        case Word():
            x = width - mark.x if turn else mark.x
            return tag("text", escape(mark.text), class_=_word_class(mark), x=_length(x), y=_length(mark.y),
                       font_size=_length(mark.size), text_anchor=mark.anchor.value, direction=direction)  # fmt: skip


def _length(value: float) -> str:
    return f"{round(value, 1):g}"


def _path(points: list[Point]) -> str:
    return "M" + "L".join(f"{_length(x)} {_length(y)}" for x, y in points)


def _stroke_class(mark: Stroke) -> str:
    return "rule" if mark.tone is Tone.FAINT else f"line-{mark.tone.value}"


def _word_class(mark: Word) -> str:
    if mark.on is None:
        return f"ink-{mark.tone.value}"
    tone, shade = mark.on
    if ink_on(fill_of(tone, shade)) == PAPER:
        return "on-strong"
    return "on-warm" if tone is Tone.WARNING and not shade else "on-soft"


def _write_style() -> list[str]:
    """The colours by the names that a page has for them too."""
    shades = [(tone, shade) for tone in FILLS for shade in range(SHADES + 1)]
    fills = [f".fill-{tone.value}.shade-{shade}{{fill:#{fill_of(tone, shade)}}}" for tone, shade in shades]
    strokes = [f".line-{tone.value}{{stroke:#{fill}}}" for tone, fill in FILLS.items()]
    inks = [f".ink-{tone.value}{{fill:#{ink}}}" for tone, ink in INKS.items()]
    on = [f".on-strong{{fill:#{PAPER}}}", f".on-soft,.on-warm{{fill:#{INKS[Tone.PLAIN]}}}"]
    bold = ".ink-strong,.ink-heading,.ink-alarm{font-weight:bold}"
    rule = f".rule{{stroke:#{FILLS[Tone.FAINT]}}}"
    return [f"text{{font-family:{FONTS}}}", *fills, *strokes, *inks, *on, bold, rule]
