"""The custom properties of a file in Office Open XML, put into a package that is written already."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

PART = "docProps/custom.xml"
TYPES, RELATIONS = "[Content_Types].xml", "_rels/.rels"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
# The set of properties that programs show as a document's own.
_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_KIND = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_TYPE = f'<Override PartName="/{PART}" ContentType="{_KIND}"/>'
_RELATION = f'<Relationship Id="rIdCustom" Type="{_OFFICE}/relationships/custom-properties" Target="{PART}"/>'


def add_property(package: bytes, name: str, value: str) -> bytes:
    """The package with one custom property more; it must have none yet. The same package gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(out, "w") as target:
        for item in source.infolist():
            target.writestr(item, _extended(item.filename, source.read(item)))
        made = zipfile.ZipInfo(PART, source.infolist()[0].date_time)
        made.compress_type = zipfile.ZIP_DEFLATED
        target.writestr(made, _properties(name, value))
    return out.getvalue()


def _extended(name: str, content: bytes) -> bytes:
    """The parts that name all the others, with the new one among them."""
    if name == TYPES:
        return content.replace(b"</Types>", _TYPE.encode() + b"</Types>")
    if name == RELATIONS:
        return content.replace(b"</Relationships>", _RELATION.encode() + b"</Relationships>")
    return content


def _properties(name: str, value: str) -> str:
    return (
        f'{_HEAD}<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        f'<property fmtid="{_SET}" pid="2" name={quoteattr(name)}><vt:lpwstr>{escape(value)}</vt:lpwstr></property>'
        "</Properties>"
    )
