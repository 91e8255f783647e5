"""A spreadsheet in OpenDocument 1.2, written row by row, so that a long one takes no more memory than a short one.

The libraries that write it (odfpy, odfdo) hold the whole as a tree, which is 200 MB for 40,000 rows; what is needed of
the format is a table, two kinds of cells that are locked or not, and lists to choose from.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from ctrack.domain.cell_texts import clean
from ctrack.domain.records.exported_tables import ExportCell, ExportColumn, ExportSheet
from ctrack.exchange.csv_guard import guard

KIND = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("config", "config"),
        ("fo", "xsl-fo-compatible"), ("number", "datastyle"), ("manifest", "manifest"),
    )
)  # fmt: skip
# The names that stand within values: those of formulas, and of what OpenOffice began with.
NAMES += ' xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" xmlns:ooo="http://openoffice.org/2004/office"'
MANIFEST = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest {NAMES} manifest:version="1.2">
<manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="{KIND}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="settings.xml" manifest:media-type="text/xml"/>
</manifest:manifest>"""
# The first row and the first column stay where they are.
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-settings {names} office:version="1.2"><office:settings>
<config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views">
<config:config-item-map-entry><config:config-item-map-named config:name="Tables">
<config:config-item-map-entry config:name={name}>{items}</config:config-item-map-entry>
</config:config-item-map-named></config:config-item-map-entry></config:config-item-map-indexed>
</config:config-item-set></office:settings></office:document-settings>"""
FROZEN = {"HorizontalSplitMode": 2, "VerticalSplitMode": 2, "HorizontalSplitPosition": 1, "VerticalSplitPosition": 1,
          "ActiveSplitRange": 3, "PositionRight": 1, "PositionBottom": 1}  # fmt: skip
# Of a character of Excel's width, in centimetres.
WIDTH = 0.2
WRAPPED = '<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"'
STYLES = f"""<number:date-style style:name="day"><number:year number:style="long"/><number:text>-</number:text>
<number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/></number:date-style>
<style:style style:name="head" style:family="table-cell">{WRAPPED}/>
<style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="told" style:family="table-cell" style:data-style-name="day">{WRAPPED}/></style:style>
<style:style style:name="open" style:family="table-cell" style:data-style-name="day">{WRAPPED}
 fo:background-color="#fff8dc" style:cell-protect="none"/></style:style>"""


def write(sheet: ExportSheet, out: BinaryIO) -> None:
    """Write the spreadsheet."""
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        # By its first bytes, not packed, a program knows what it is.
        archive.writestr(ZipInfo("mimetype"), KIND, ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        items = "".join(
            f'<config:config-item config:name="{name}" config:type="{"short" if "Mode" in name else "int"}">{value}'
            "</config:config-item>"
            for name, value in FROZEN.items()
        )
        archive.writestr("settings.xml", SETTINGS.format(names=NAMES, name=quoteattr(sheet.name), items=items))
        with archive.open("content.xml", "w", force_zip64=True) as stream:
            text = io.TextIOWrapper(stream, "utf-8", newline="")
            text.writelines(list_pieces(sheet))
            text.flush()
            text.detach()


def list_pieces(sheet: ExportSheet) -> Iterator[str]:
    """The content piece by piece."""
    mode = "rl-tb" if sheet.is_mirrored else "lr-tb"
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {NAMES} office:version="1.2">'
    yield f"<office:automatic-styles>{STYLES}"
    yield f'<style:style style:name="page" style:family="table"><style:table-properties style:writing-mode="{mode}"/>'
    yield "</style:style>"
    for place, column in enumerate(sheet.columns):
        yield f'<style:style style:name="wide{place}" style:family="table-column">'
        yield f'<style:table-column-properties style:column-width="{column.width * WIDTH:.1f}cm"/></style:style>'
    yield "</office:automatic-styles><office:body><office:spreadsheet>"
    yield from list_rules(sheet)
    yield from list_rows(sheet)
    yield f'<table:table table:name={quoteattr(sheet.guide_name)} table:style-name="page"><table:table-column/>'
    yield from (f"<table:table-row>{write_text(line, 'told')}</table:table-row>" for line in sheet.guide)
    yield "</table:table></office:spreadsheet></office:body></office:document-content>"


def list_rules(sheet: ExportSheet) -> Iterator[str]:
    """The lists from which cells are chosen, and the hints of those that may be filled in."""
    yield "<table:content-validations>"
    for column in sheet.columns:
        if column.is_open:
            listed = ";".join('"{}"'.format(word.replace('"', '""')) for word in column.choices)
            rule = f" table:condition={quoteattr(f'of:cell-content-is-in-list({listed})')}" if listed else ""
            base = f"$'{sheet.name}'.$A$1"
            yield f'<table:content-validation table:name="{column.key}"{rule}'
            yield f" table:base-cell-address={quoteattr(base)}>"
            yield f'<table:help-message table:title={quoteattr(column.label)} table:display="true">'
            yield f"<text:p>{escape(column.hint)}</text:p></table:help-message></table:content-validation>"
    yield "</table:content-validations>"


def list_rows(sheet: ExportSheet) -> Iterator[str]:
    """The table: the names of its columns, and its rows."""
    yield f'<table:table table:name={quoteattr(sheet.name)} table:style-name="page" table:protected="true">'
    yield "".join(f'<table:table-column table:style-name="wide{place}"/>' for place in range(len(sheet.columns)))
    head = "".join(write_text(column.label, "head") for column in sheet.columns)
    yield f"<table:table-header-rows><table:table-row>{head}</table:table-row></table:table-header-rows>"
    dress = [dress_column(column) for column in sheet.columns]
    for row in chain.from_iterable(zip(*columns, strict=True) for columns in sheet.portions):
        cells = "".join(write_cell(value, look) for value, look in zip(row, dress, strict=True))
        yield f"<table:table-row>{cells}</table:table-row>"
    yield "</table:table>"


def dress_column(column: ExportColumn) -> str:
    """How the cells of a column look, and the rule that they have."""
    return f'open" table:content-validation-name="{column.key}' if column.is_open else "told"


def write_cell(value: ExportCell, look: str) -> str:
    """One cell."""
    if isinstance(value, str) and value:
        return write_text(guard(clean(value)), look)
    if isinstance(value, date):
        return write_value(f'date" office:date-value="{value.isoformat()}', value.isoformat(), look)
    if isinstance(value, int):
        return write_value(f'float" office:value="{int(value)}', str(int(value)), look)
    return f'<table:table-cell table:style-name="{look}"/>'


def write_text(text: str, look: str) -> str:
    """A cell of text, a paragraph for each of its lines; blanks beyond the first are signs of their own."""
    lines = (escape(line).replace("\t", "<text:tab/>").replace("  ", " <text:s/>") for line in text.split("\n"))
    return (
        f'<table:table-cell table:style-name="{look}" office:value-type="string">'
        f"{''.join(f'<text:p>{line}</text:p>' for line in lines)}</table:table-cell>"
    )


def write_value(told: str, shown: str, look: str) -> str:
    """A cell of a number or a day."""
    return (
        f'<table:table-cell table:style-name="{look}" office:value-type="{told}"><text:p>{shown}</text:p>'
        "</table:table-cell>"
    )
