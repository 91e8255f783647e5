"""The page: what arrives, what it may do, how it mirrors, and that its colours can be read."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack.render import print_colours
from ctrack.render.document import (
    Align,
    Bars,
    Block,
    Chart,
    Column,
    Curve,
    Document,
    Fact,
    Facts,
    Heading,
    HeatMap,
    Line,
    Paragraph,
    Share,
    Stamp,
    Table,
    Tone,
)
from ctrack.render.formats.html import write
from ctrack.render.html import page_words, web_page
from ctrack.render.html.heatmap import DEGREES, degree_of
from ctrack.render.page_frame import words_in
from ctrack.render.screen import Screen
from ctrack.text.language import use_language
from ctrack.text.markup import link_addresses
from ctrack.text.safe import make_safe
from tests.support.documents import FIELDS, hostile_document, progress_report, rendered
from tests.support.golden import check_golden
from tests.support.hostile import HOSTILE, HOSTILE_TO_PAGES, folded, parametrize_texts
from tests.support.markup import Element, read_markup
from tests.support.papers import chart_of

every_text = parametrize_texts(HOSTILE | HOSTILE_TO_PAGES)
ELEMENTS = {
    *("html", "head", "meta", "link", "title", "style", "script", "body", "header", "main", "section", "footer", "nav"),
    *("h1", "h2", "h3", "p", "br", "a", "ul", "ol", "li", "dl", "dt", "dd", "div", "span", "small", "figure"),
    *("figcaption", "details", "summary", "table", "caption", "thead", "tbody", "tr", "th", "td", "label", "input"),
    *("button", "svg", "rect", "text", "line", "path", "circle"),
}
ATTRIBUTES = {
    *("lang", "dir", "charset", "http-equiv", "content", "name", "rel", "href", "class", "id", "role", "scope", "type"),
    *("aria-label", "aria-hidden", "hidden", "for", "autocomplete", "spellcheck", "tabindex", "data-v", "data-words"),
    *(
        "data-chips",
        "data-fixed",
        "data-l",
        "x",
        "y",
        "x1",
        "x2",
        "y1",
        "y2",
        "cx",
        "cy",
        "r",
        "d",
        "width",
        "height",
        "viewbox",
    ),
    *("direction", "text-anchor", "font-size", "stroke-width", "stroke-dasharray", "fill", "open"),
}


class Step(StrEnum):
    """A vocabulary whose order is not that of the alphabet."""

    BEGUN = "begun"
    AT_WORK = "at work"


def read(*blocks: Block, language: str = "en", stamp: Stamp | None = None) -> Element:
    """The page of a document of these blocks."""
    return read_markup(rendered("html", Document("", language, blocks, stamp=stamp)))


def charts(text: str) -> tuple[Block, ...]:
    """The blocks that are drawn, with a text wherever one may stand."""
    return (
        HeatMap("heat", (("a", f"{text}·column", Tone.GOOD),), ((f"{text}·row", (2,)),), f"{text}·map"),
        chart_of(
            Curve("curve", ((f"{text}·first", "2026-01"), ("", "")), (Line("a", f"{text}·line", (1, 2), Tone.BUSY),), 3,
                  f"{text}·curve")
        ),
    )  # fmt: skip


@every_text
def test_every_field_arrives(text: str) -> None:
    """A reader of HTML finds the text of every field, its controls made visible."""
    seen = folded(read_markup(rendered("html", hostile_document(text))).text)
    for field in (*FIELDS, "note", "title", "share"):
        expected = {folded(make_safe(f"{text}·{field}", multiline=multiline)) for multiline in (False, True)}
        assert any(one in seen for one in expected), field


@every_text
def test_every_field_of_a_chart_arrives(text: str) -> None:
    """What is drawn says its words too."""
    drawn = read(*charts(text))
    for field in ("column", "row", "map", "first", "line", "curve"):
        assert folded(make_safe(f"{text}·{field}")) in folded(drawn.text), field


@every_text
def test_no_text_acts(text: str) -> None:
    """There is no element, no attribute and no address but ours, whatever the texts hold."""
    document = hostile_document(text)
    root = read_markup(rendered("html", Document(text, "en", (*document.blocks, *charts(text)), notes=(text,))))
    assert {element.name for element in root.walk()} <= ELEMENTS
    assert {name for element in root.walk() for name in element.attributes} <= ATTRIBUTES
    for link in root.all("a"):
        assert re.match(r"(#|https?://[^\s<>\"']+$)", link.attributes["href"] or "")
    assert [link.attributes["href"] for link in root.all("link")] == ["data:,"]


def test_the_policy_allows_what_stands_there_and_nothing_else() -> None:
    """The policy names the hashes of the one style and the one script, and no place that anything may come from."""
    root = read_markup(rendered("html", progress_report()))
    policy = root.one("meta", http_equiv="Content-Security-Policy").attributes["content"] or ""
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    digests = {
        name: base64.b64encode(hashlib.sha256(root.one(name).text.encode()).digest()).decode()
        for name in ("style", "script")
    }
    assert rules == {
        "default-src": "'none'",
        "style-src": f"'sha256-{digests['style']}'",
        "script-src": f"'sha256-{digests['script']}'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_nothing_is_asked_of_anyone() -> None:
    """Neither the style nor the script names a place to fetch from."""
    root = read_markup(rendered("html", progress_report()))
    assert not re.search(r"url\(|@import|@font-face", root.one("style").text)
    assert not re.search(r"fetch|XMLHttpRequest|import\b|WebSocket|innerHTML|eval", root.one("script").text)
    assert "://" not in root.one("style").text + root.one("script").text


def test_a_page_without_rows_has_no_script() -> None:
    """Where there is nothing to sort or find, nothing runs."""
    root = read(Heading("Title", 1), Paragraph("Text"))
    assert not root.all("script")
    assert "script-src" not in (root.one("meta", http_equiv="Content-Security-Policy").attributes["content"] or "")


def test_a_report() -> None:
    """The whole page is as it was when someone last looked at it, its style and script aside."""
    text = rendered("html", progress_report())
    for part in (web_page.read_parts("style.css"), web_page.read_parts("fold.js", "script.js")):
        assert part in text
        text = text.replace(part, "…")
    check_golden("render/html.txt", re.sub("sha256-[A-Za-z0-9+/=]+", "sha256-…", text))


def test_the_page_speaks_the_language_of_its_document() -> None:
    """An Arabic document is a page in Arabic from right to left, whatever the program speaks."""
    use_language("en")
    table = Table("rows", (Column("a", "أ"),), [(f"صف {number}",) for number in range(9)])
    root = read(table, language="ar", stamp=Stamp("2026-11-21", "", 7, "ab12", "F-1"))
    assert (root.attributes["lang"], root.attributes["dir"]) == ("ar", "rtl")
    assert root.one("label").text == words_in("ar")(page_words.FIND) != page_words.FIND
    assert "21 تشرين الثاني/نوفمبر 2026" in root.one("footer").text


@pytest.mark.parametrize(
    ("language", "text", "direction"),
    [
        ("en", "KWT-21", None),
        ("en", "وزارة الداخلية (MOI)", "rtl"),
        ("en", "–52", None),
        ("ar", "وزارة الداخلية (MOI)", None),
        ("ar", "KWT-21", "ltr"),
        ("ar", "10/60 17%", None),
        ("ar", "قرار https://example.org/a/very/long/address/of/a/resolution", None),
    ],
)
def test_a_cell_runs_its_own_way(language: str, text: str, direction: str | None) -> None:
    """A text that runs against its page says so; figures and addresses run as the page does."""
    root = read(Table("t", (Column("a", "1"),), ((text,),)), language=language)
    assert root.one("tbody").one("th").attributes.get("dir") == direction


def test_a_paragraph_says_its_language() -> None:
    """A text of another language says which, and reads its way whatever names stand in it."""
    root = read(Paragraph("وُقع Memorandum of Understanding", language="ar"))
    assert {root.one("main").one("p").attributes.get(name) for name in ("lang", "dir")} == {"ar", "rtl"}


def test_what_stays_together_is_one_block() -> None:
    """Paragraphs of one thing stand in one block, which print does not divide; a heading may begin a page."""
    parts = [Paragraph(text, together="KWT-1") for text in ("KWT-1", "in progress")]
    root = read(Heading("Part", starts_page=True), *parts, Paragraph("end"))
    assert [part.text for part in root.one("div", class_="whole").all("p")] == ["KWT-1", "in progress"]
    assert root.one("h2", class_="opens").text == "Part"


@pytest.mark.parametrize(("columns", "is_card"), [(3, False), (4, True)])
def test_what_has_no_room_is_told_in_cards(columns: int, is_card: bool) -> None:
    """On a narrow screen rows of more than three columns are cards, in which each figure says what it counts."""
    heads = tuple(Column(str(place), f"C{place}", align=Align.END) for place in range(columns))
    root = read(Table("t", heads, (tuple(range(columns)),)))
    assert bool(root.all("table", class_="prose")) is is_card
    assert [cell.attributes.get("data-l") for cell in root.one("tbody").all("td")] == [
        f"C{place}" if is_card else None for place in range(1, columns)
    ]
    fields = read(HeatMap("map", (("done", "Done", Tone.GOOD),), (("Part", (2,)),)))
    assert fields.one("table", class_="prose").one("tbody").one("td").attributes["data-l"] == "Done"


def test_a_table_is_read_without_eyes() -> None:
    """A caption names it, headings say whether they head a column or a row."""
    root = read(Heading("Parties"), Table("t", (Column("a", "A"), Column("b", "B")), (("1", "2"),)))
    assert root.one("caption", class_="unseen").text == "Parties"
    assert [cell.attributes["scope"] for cell in root.all("th")] == ["col", "col", "row"]


def test_sums_stand_apart() -> None:
    """Rows at the end that sum up others are in a body of their own; one between them only stands out."""
    rows = [("a",), ("part",), ("b",), ("all",)]
    root = read(Table("t", (Column("a", "A"),), rows, emphasis=frozenset({1, 3})))
    assert [body.text.split() for body in root.all("tbody")] == [["a", "part", "b"], ["all"]]
    assert [row.text.strip() for row in root.all("tr", class_="sum")] == ["part", "all"]


@pytest.mark.parametrize(
    ("column", "value", "key"),
    [
        (Column("a", "A"), 7, None),
        (Column("a", "A", show=lambda value: f"{value} d"), -7, "-7"),
        (Column("a", "A", show=lambda value: "–"), None, ""),
        (Column("a", "A"), Step.BEGUN, "0"),
        (Column("a", "A"), Step.AT_WORK, "1"),
        (Column("a", "A", show=lambda value: "21 November"), date(2026, 11, 21), "2026-11-21"),
        (Column("a", "A", show=lambda value: "1/3", bar=lambda value: value), 1 / 3, "0.333333"),
        (Column("a", "A", show=lambda value: "–", bar=lambda value: value), None, ""),
        (Column("a", "A", show=lambda value: value["en"], raw=lambda value: value["en"]), {"en": "x"}, None),
        (Column("a", "A", show=lambda value: "shown"), {"any": 1}, None),
    ],
)
def test_what_a_cell_sorts_by(column: Column, value: object, key: str | None) -> None:
    """A share, a number, a place in the vocabulary, an ISO date; nothing more where that is what is shown."""
    root = read(Table("t", (column,), ((value,),)))
    assert root.one("tbody").one("th").attributes.get("data-v") == key


def test_several_figures_have_no_order() -> None:
    """A column of counts by kind offers no sorting, one of titles in several languages does."""
    columns = (
        Column("counts", "Counts", show=str),
        Column("title", "Title", show=lambda words: words["en"], raw=lambda words: words["en"]),
    )
    root = read(Table("t", columns, (({"a": 1}, {"en": "x"}),)))
    assert ["data-fixed" in cell.attributes for cell in root.one("thead").all("th")] == [True, False]


def test_values_are_shown_once() -> None:
    """Ten thousand rows of few values ask the column for each value once, or they would not be quick."""
    shown: list[int] = []

    def show(value: int) -> str:
        shown.append(value)
        return str(value)

    root = read(Table("t", (Column("a", "A", show=show),), [(number % 10,) for number in range(10_000)]))
    assert len(root.one("tbody").all("tr")) == 10_000
    assert sorted(shown) == list(range(10))


COUNTS = st.lists(st.integers(0, 50), min_size=1, max_size=7)


def stretches(root: Element) -> list[tuple[float, float]]:
    """Where the parts of the first bar begin and how long they are, in per cent from the left."""
    parts = root.all("svg", class_="stack")[0].all("rect")
    return [tuple(float((part.attributes[name] or "").rstrip("%")) for name in ("x", "width")) for part in parts]  # type: ignore[misc]


def bars(counts: list[int], other: int = 0) -> Bars:
    """A bar of these counts, and one of another."""
    shares = tuple(Share(str(place), "part", count, Tone.GOOD) for place, count in enumerate(counts))
    return Bars("bars", (("a", shares, ""), ("b", (Share("x", "x", other, Tone.BUSY),), "")))


@given(COUNTS, st.integers(0, 100))
def test_a_bar_holds_its_parts(counts: list[int], other: int) -> None:
    """Each part is as long as its count out of the longest bar, and begins where the one before it ends."""
    whole, end = max(sum(counts), other), 0.0
    found = stretches(read(bars(counts, other)))
    assert len(found) == len([count for count in counts if count])
    for count, (start, length) in zip(filter(None, counts), found, strict=True):
        assert length == pytest.approx(100 * count / whole, abs=0.01)
        assert start == pytest.approx(end, abs=0.02)
        end += 100 * count / whole


@given(COUNTS)
def test_a_bar_mirrors(counts: list[int]) -> None:
    """What is this far from the left in English is as far from the right in Arabic."""
    pairs = zip(stretches(read(bars(counts))), stretches(read(bars(counts), language="ar")), strict=True)
    for (start, length), (mirrored, same) in pairs:
        assert same == length
        assert start + length + mirrored == pytest.approx(100, abs=0.02)


def curve_of(values: list[int]) -> Chart:
    """A curve over as many days, drawn."""
    dates = tuple((f"day {place}", date.fromordinal(739_000 + place).isoformat()) for place in range(len(values)))
    return chart_of(Curve("c", dates, (Line("a", "implemented", tuple(values), Tone.GOOD),), 60))


def points(root: Element) -> list[tuple[float, float]]:
    """The points of the line."""
    drawn = root.one("path").attributes["d"] or ""
    return [(float(x), float(y)) for x, y in re.findall(r"([\d.]+) ([\d.]+)", drawn)]


@given(st.lists(st.integers(0, 90), min_size=1, max_size=20))
def test_a_picture_mirrors(values: list[int]) -> None:
    """Time runs as one reads, higher counts stand higher, and every text says which way it runs."""
    straight, mirrored = read(curve_of(values)), read(curve_of(values), language="ar")
    for (x, y), (turned, same) in zip(points(straight), points(mirrored), strict=True):
        assert y == same
        assert x + turned == pytest.approx(440, abs=0.2)
    heights = [y for _, y in points(straight)]
    assert all(heights[one] <= heights[two] for one in range(len(values)) for two in range(len(values))
               if values[one] >= values[two])  # fmt: skip
    for root, direction in ((straight, "ltr"), (mirrored, "rtl")):
        assert {text.attributes["direction"] for text in root.one("svg", class_="picture").all("text")} == {direction}


def test_a_picture_is_also_a_table() -> None:
    """Its figures can be read one by one, open from the beginning, and print with it."""
    figures = read(curve_of([1, 2])).one("details")
    assert "open" in figures.attributes
    assert [cell.text for cell in figures.one("tbody").all("td")] == ["1/60", "2/60"]


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_darker_is_more(one: int, other: int) -> None:
    """More is never lighter, nought alone is bare, and the highest alone the darkest."""
    low, high = sorted((one, other))
    assert 0 <= degree_of(low, high) <= degree_of(high, high) <= DEGREES
    assert (degree_of(low, high) == 0) == (low == 0)
    assert (degree_of(low, high) == DEGREES) == (low == high > 0)


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("see https://undocs.org/S/RES/2396(2017).", ["https://undocs.org/S/RES/2396(2017)"]),
        ("(http://a.example/b?c=d&e) or <https://f.example>, https://g.example/!", None),
        ("https://[::1]/x]", ["https://[::1]/x"]),
        ("javascript:alert(1) ftp://a.example //b.example", []),
    ],
)
def test_addresses_are_links(text: str, addresses: list[str] | None) -> None:
    """An address on the web is a link without the marks of the sentence around it, and leaks no referrer."""
    markup = read_markup(f"<html>{link_addresses(text)}</html>")
    found = [link.attributes["href"] for link in markup.all("a")]
    assert found == (
        ["http://a.example/b?c=d&e", "https://f.example", "https://g.example/"] if addresses is None else addresses
    )
    assert markup.text == text
    assert all(link.attributes["rel"] == "noopener noreferrer" for link in markup.all("a"))


def test_the_stamp_stands_in_the_footer() -> None:
    """The day, the scope, the entry, the head and the fingerprint, and how to check them."""
    stamp = Stamp("2026-11-21", "instrument:kuwait-2024", 412, "9f" * 32, "412-AB-CD")
    foot = read(Paragraph("Text"), stamp=stamp).one("footer").text
    for text in (
        "21 November 2026",
        "instrument:kuwait-2024",
        "412",
        "9f" * 32,
        "412-AB-CD",
        "ctrack verify 412-AB-CD",
    ):
        assert text in foot


def test_facts_are_figures_or_a_list() -> None:
    """A few short facts stand side by side, others one a line; one without a name goes on with the one before."""
    short = Facts((Fact("a", "A", "1"), Fact("b", "B", "2", Tone.ALARM)))
    long = Facts((Fact("a", "A", "x" * 200), Fact("b", "", "more")))
    assert len(read(short).one("dl", class_="figures").all("dd")) == 2
    assert [len(read(long).one("dl", class_="facts").all(name)) for name in ("dt", "dd")] == [1, 2]


def test_only_what_a_reader_may_scroll_past_has_contents() -> None:
    """A list of contents leads to every section of a long document, a short one has none."""
    headings = [Heading(f"Part {number}") for number in range(6)]
    nav = read(*headings).one("nav", class_="contents")
    assert [link.attributes["href"] for link in nav.all("a")] == [f"#section-{number}" for number in range(1, 7)]
    assert not read(*headings[:2]).all("nav")


def test_a_part_of_one_tone_is_told_from_the_next() -> None:
    """Two parts of a bar with the same tone differ in their shade, the same part in two bars does not."""
    shares = tuple(Share(key, key, 1, Tone.BUSY) for key in "ab")
    root = read(Bars("bars", (("1", shares, ""), ("2", shares[1:], ""))))
    kinds = [part.attributes["class"] for svg in root.all("svg", class_="stack") for part in svg.all("rect")]
    assert kinds == ["fill-busy shade-0", "fill-busy shade-1", "fill-busy shade-1"]


def test_alignment_and_tone_are_classes() -> None:
    """No style stands in an attribute, which the policy would refuse."""
    column = Column("a", "A", tone=lambda value: Tone.ALARM, align=Align.END)
    cell = read(Table("t", (Column("c", "C"), column), (("x", 5),))).one("td")
    assert cell.attributes["class"] == "end alarm"


STYLE = (Path(web_page.__file__).parent / "style.css").read_text(encoding="utf-8")


def palettes() -> Iterator[tuple[str, dict[str, str]]]:
    """The colours by light and in the dark."""
    light, dark = (dict(re.findall(r"--([a-z-]+): #([0-9a-f]{6});", part)) for part in STYLE.split("@media", 2)[:2])
    yield "light", light
    yield "dark", {**light, **dark}


every_palette = pytest.mark.parametrize(("name", "colours"), list(palettes()))


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (WCAG 2.2), from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@every_palette
@pytest.mark.parametrize("ink", ["ink", "quiet", "accent", "good", "busy", "warning", "alarm", "faint"])
def test_words_can_be_read(name: str, colours: dict[str, str], ink: str) -> None:
    """Words have a contrast of at least 4.5 on both grounds (WCAG 2.2, 1.4.3), in both palettes."""
    assert min(contrast(colours[ink], colours[ground]) for ground in ("paper", "raised")) >= 4.5


@every_palette
def test_counts_in_bars_can_be_read(name: str, colours: dict[str, str]) -> None:
    """A count stands out from the part it stands in, also from the lighter shades of a tone."""
    strong = ("good", "busy", "alarm", "plain")
    on = {**dict.fromkeys(strong, "on-strong"), "warning": "on-warm", "faint": "on-soft"}
    for tone, ink in on.items():
        fill = colours[f"fill-{tone}"]
        assert contrast(fill, colours[ink]) >= 4.5, tone
        for share in map(float, re.findall(r"rect\.shade-\d \{ fill-opacity: ([\d.]+)", STYLE)):
            assert contrast(print_colours.mix(fill, share, colours["paper"]), colours["on-soft"]) >= 4.5, (tone, share)


@every_palette
def test_fields_of_a_heat_map_can_be_read(name: str, colours: dict[str, str]) -> None:
    """The count stands out from the darkest ground."""
    shares = [int(share) / 100 for share in re.findall(r"\.heat-\d \{ background: color-mix\(.*?\) (\d+)%", STYLE)]
    assert len(shares) == DEGREES
    for warm in ("fill-good", "fill-busy", "fill-warning", "fill-alarm", "quiet"):
        assert contrast(print_colours.mix(colours[warm], max(shares), colours["paper"]), colours["ink"]) >= 4.5, warm


@every_palette
def test_fields_have_edges(name: str, colours: dict[str, str]) -> None:
    """The box to write in stands out from the paper (WCAG 2.2, 1.4.11)."""
    assert contrast(colours["edge"], colours["paper"]) >= 3


def test_page_and_paper_have_the_same_colours() -> None:
    """By light the page has the inks and fills of the printed report."""
    colours = dict(palettes())["light"]
    for tone in (Tone.GOOD, Tone.BUSY, Tone.WARNING, Tone.ALARM, Tone.FAINT):
        assert colours[tone.value].upper() == print_colours.INKS[tone]
        assert colours[f"fill-{tone.value}"].upper() == print_colours.FILLS[tone]
    assert [colours[name].upper() for name in ("accent", "ink", "paper")] == [
        print_colours.ACCENT,
        print_colours.TEXT,
        print_colours.PAPER,
    ]


def test_every_class_has_a_style() -> None:
    """No class is written that the style does not know; counts on grey have the colour of any other."""
    root = read_markup(rendered("html", progress_report()))
    used = {name for element in root.walk() for name in (element.attributes.get("class") or "").split()}
    assert {name for name in used if not re.search(rf"\.{name}\b", STYLE)} <= {"on-fill-faint"}


def test_a_write_keeps_the_stream(tmp_path: Path) -> None:
    """The format writes text to a stream like every other, and the same document gives the same bytes."""
    paths = [tmp_path / name for name in ("one.html", "two.html")]
    for path in paths:
        with path.open("w", encoding="utf-8", newline="") as out:
            write(progress_report(), out, Screen())
    assert paths[0].read_bytes() == paths[1].read_bytes()
