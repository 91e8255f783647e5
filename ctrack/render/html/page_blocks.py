"""The blocks of a document as markup: a section for every heading of the second level, left out whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctrack.domain.frozen import dataclass
from ctrack.render.chart_tables import tabulate
from ctrack.render.document import (
    Bars,
    Beside,
    Block,
    Chart,
    Curve,
    Fact,
    Facts,
    Heading,
    HeatMap,
    Paragraph,
    Table,
    Tone,
)
from ctrack.render.html.heatmap import heat_markup
from ctrack.render.html.page_settings import Setting
from ctrack.render.html.page_tables import table_markup
from ctrack.render.html.pictures import chart_markup
from ctrack.render.html.stacked_bars import bars_markup
from ctrack.render.page_frame import gather_together
from ctrack.text.direction import Direction
from ctrack.text.language import RIGHT_TO_LEFT
from ctrack.text.markup import NOTHING, Markup, escape, escape_lines, tag, turned

_LONGEST_FIGURE = 90
_MOST_FIGURES = 8


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks under one heading of the second level; the first section of a document has none."""

    heading: Heading | None
    blocks: tuple[Block, ...]
    number: int

    @property
    def anchor(self) -> str:
        """Where a link to the section leads."""
        return f"section-{self.number}"


def divide(blocks: Sequence[Block]) -> list[Section]:
    """The blocks in sections, in their order."""
    starts = [index for index, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 2]
    stops = [*starts, len(blocks)]
    sections = [Section(None, tuple(blocks[: stops[0]]), 0)] if stops[0] else []
    for number, (start, stop) in enumerate(zip(starts, stops[1:], strict=True), 1):
        heading = blocks[start]
        assert isinstance(heading, Heading)
        sections.append(Section(heading, tuple(blocks[start + 1 : stop]), number))
    return sections


def section_markup(section: Section, setting: Setting, title: str) -> Iterator[Markup]:
    """A section with its heading; `title` is what its tables are called where no heading stands over them."""
    name = section.heading.text if section.heading else title
    yield Markup("<section>")
    if section.heading:
        yield heading_markup(section.heading, setting, section.anchor)
    for group in gather_together(section.blocks):
        if isinstance(group[0], Heading):
            name = group[0].text
        yield from group_markup(group, setting, name)
    yield Markup("</section>\n")


def group_markup(group: Sequence[Block], setting: Setting, name: str) -> Iterator[Markup]:
    """What stays together on a page, in print too; or a block by itself."""
    parts = (markup for block in group for markup in block_markup(block, setting, name))
    if len(group) > 1:
        yield tag("div", *parts, class_="whole")
    else:
        yield from parts


def heading_markup(heading: Heading, setting: Setting, anchor: str | None = None) -> Markup:
    """A heading, whose level is kept."""
    level = min(max(heading.level, 1), 6)
    turn, kind = turned(heading.text, setting.direction), "opens" if heading.starts_page else None
    return tag(f"h{level}", escape(heading.text), id=anchor, dir=turn, class_=kind)


def block_markup(block: Block, setting: Setting, name: str) -> Iterator[Markup]:
    """A block; `name` is what the last heading called it."""
    match block:
        case Heading():
            yield heading_markup(block, setting)
        case Paragraph():
            yield paragraph_markup(block, setting)
        case Facts():
            yield facts_markup(block, setting)
        case Beside():
            yield beside_markup(block)
        case Table():
            yield from table_markup(block, setting, name)
        case Bars():
            yield bars_markup(block, setting)
        case HeatMap():
            yield heat_markup(block, setting, name)
        case Curve():
            yield from table_markup(tabulate(block), setting, name)
        case Chart():
            yield chart_markup(block, setting, name)


def paragraph_markup(paragraph: Paragraph, setting: Setting) -> Markup:
    """A paragraph that keeps its own line ends."""
    turn, language = turned(paragraph.text, setting.direction, paragraph.language), paragraph.language or None
    target = setting.frame.find(paragraph.leads_to) if paragraph.leads_to else None
    said = escape_lines(paragraph.text) if target is None else tag("a", escape(paragraph.text), href=target)
    return tag("p", said, class_=_tone(paragraph.tone), dir=turn, lang=language)


def facts_markup(facts: Facts, setting: Setting) -> Markup:
    """Names with what they are; a few short ones stand side by side, as figures."""
    if not facts.items:
        return NOTHING
    entries = [tag("div", *map_entry(group, setting), class_=_weight(group)) for group in gather(facts.items)]
    return tag("dl", *entries, class_="figures" if are_figures(facts) else "facts")


def beside_markup(beside: Beside) -> Markup:
    """Texts with their translations, pair by pair in two columns; one below the other where there is no room."""
    rows = (
        tag(
            "div",
            *(side_markup(fact, language) for fact, language in zip(pair, beside.languages, strict=True)),
        )
        for pair in beside.pairs
    )
    return tag("div", *rows, class_="beside")


def side_markup(fact: Fact, language: str) -> Markup:
    """A text in its own language and direction, behind its name where it has one."""
    name = tag("span", escape(fact.label), class_="name") if fact.label else NOTHING
    side: Direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    text = tag("span", escape_lines(fact.text), class_=_tone(fact.tone), dir=turned(fact.text, side))
    return tag("p", name, text, lang=language, dir=side)


def are_figures(facts: Facts) -> bool:
    """Whether all the facts are few and short."""
    shortness = all(len(item.text) <= _LONGEST_FIGURE and "\n" not in item.text for item in facts.items)
    return shortness and len(facts.items) <= _MOST_FIGURES and all(item.label for item in facts.items)


def gather(items: Sequence[Fact]) -> list[list[Fact]]:
    """The facts, each with those without a name that go on with it."""
    groups: list[list[Fact]] = []
    for item in items:
        if item.label or not groups:
            groups.append([item])
        else:
            groups[-1].append(item)
    return groups


def map_entry(group: Sequence[Fact], setting: Setting) -> list[Markup]:
    """A name and all that it is."""
    label = group[0].label
    name = tag("dt", escape(label), dir=turned(label, setting.direction))
    return [name, *(_description(item, setting) for item in group)]


def _description(item: Fact, setting: Setting) -> Markup:
    return tag("dd", escape_lines(item.text), class_=_tone(item.tone), dir=turned(item.text, setting.direction))


def _weight(group: Sequence[Fact]) -> str | None:
    """What a reader looks for first stands out."""
    loud = (Tone.STRONG, Tone.ALARM, Tone.WARNING)
    return "loud" if any(item.tone in loud for item in group) else None


def _tone(tone: Tone) -> str | None:
    return None if tone is Tone.PLAIN else tone.value
