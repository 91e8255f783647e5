"""A paper too long to be set at once, set in parts: each by a process of its own, so that the memory of one is enough.

First every part is laid out, which tells its pages and those of its headings; then it is set, with the numbers of its
pages among all and, in the first, the contents. A part ends where a page does: the rows that a table has on the last
page of a part go over to the next one. Elsewhere a part ends before a heading, or between two blocks.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

from ctrack.domain.frozen import dataclass
from ctrack.render.pdf.joined_files import join_files
from ctrack.render.pdf.last_page import part_of
from ctrack.render.pdf.press import Job
from ctrack.render.pdf.press_child import LAYOUT, PAGES, run

Data = dict[str, Any]
MOST_CELLS = 8000
"""What one process sets: some 150 KB a cell with its tags."""
_LEAST_ROWS = 240
"""Of a table that goes on, more than its last pages hold."""
_LISTED = (2, 3)
Ask = Callable[[Data], Data]


@dataclass(frozen=True, slots=True)
class Part:
    """Some blocks of a paper with the pages that they fill, and the page among these of each heading."""

    blocks: list[Data]
    pages: int
    headings: list[int]


def count_cells(blocks: Sequence[Data]) -> int:
    """How much there is to set: the cells of tables, and one for every other block."""
    return sum(weigh(block) for block in blocks)


def weigh(block: Data) -> int:
    """The cells of a block."""
    if block["is"] == "table":
        return len(block["rows"]) * len(block["columns"]) + 4
    return 4 * len(block["blocks"]) if block["is"] == "group" else 4


def is_long(sheets: Sequence[Data]) -> bool:
    """Whether a paper is more than one process is to set."""
    return len(sheets) == 1 and count_cells(sheets[0]["blocks"]) > MOST_CELLS


def print_parts(job: Job) -> bytes:
    """Set a long paper; the bytes of its file."""
    (sheet,) = job.sheets
    headings = [block for block in sheet["blocks"] if block["is"] == "heading"]
    listed = [[block["level"] - 1, block["text"], 0] for block in headings if block["level"] in _LISTED]
    blocks = [{**block, "listed": listed} if block["is"] == "contents" else block for block in sheet["blocks"]]
    parts = lay_parts(sheet, blocks, lambda data: read_layout(run(LAYOUT, job.of(data))))
    number_pages(listed, headings, parts)
    contents = set_parts(sheet, parts, lambda data: run(PAGES, job.of(data)))
    levels = [[block["level"] for block in part.blocks if block["is"] == "heading"] for part in parts]
    out = BytesIO()
    join_files(contents, levels, out)
    return out.getvalue()


def read_layout(answer: bytes) -> Data:
    """What the template tells of a part."""
    layout = json.loads(answer)
    assert isinstance(layout, dict)
    return layout


def lay_parts(sheet: Data, blocks: list[Data], ask: Ask) -> list[Part]:
    """The parts, each laid out."""
    parts: list[Part] = []
    rest = blocks
    while rest:
        taken, rest = take_part(rest)
        layout = ask({**sheet, "blocks": taken, "before": sum(part.pages for part in parts)})
        taken, rest, pages = hand_over(taken, rest, layout)
        parts.append(Part(taken, pages, layout["headings"]))
    return parts


def take_part(blocks: list[Data]) -> tuple[list[Data], list[Data]]:
    """As much from the beginning as one process sets, and the rest."""
    weight, at = 0, 0
    while at < len(blocks) and weight + weigh(blocks[at]) <= MOST_CELLS:
        weight += weigh(blocks[at])
        at += 1
    if at == len(blocks):
        return blocks, []
    block = blocks[at]
    if block["is"] == "table":
        row = max((MOST_CELLS - weight) // len(block["columns"]), _LEAST_ROWS)
        if len(block["rows"]) > row + _LEAST_ROWS:
            first = {**part_of(block, 0, row), "goes-on": True}
            return [*blocks[:at], first], [
                {**part_of(block, row, len(block["rows"])), "caption": ""},
                *blocks[at + 1 :],
            ]
        at += at == 0
    back = next((place for place in range(at, at // 2, -1) if blocks[place]["is"] == "heading"), at)
    return blocks[: back or at], blocks[back or at :]


def hand_over(taken: list[Data], rest: list[Data], layout: Data) -> tuple[list[Data], list[Data], int]:
    """The part without the rows of its last page, where its table goes on; the rest with them; and its pages."""
    last, pages = taken[-1], layout["pages"]
    over = [row for row, page in layout["rows"] if page == pages]
    if not last.get("goes-on") or not over or over[0] == layout["rows"][0][0]:
        return taken, rest, pages
    kept, moved = part_of(last, 0, over[0]), part_of(last, over[0], len(last["rows"]))
    after = rest[0]
    shift = len(moved["rows"])
    marks = {key: moved[key] + [at + shift for at in after[key]] for key in ("emphasis", "long")}
    joined = {**after, **marks, "rows": moved["rows"] + after["rows"]}
    return [*taken[:-1], {**kept, "goes-on": False}], [joined, *rest[1:]], pages - 1


def number_pages(listed: list[list[Any]], headings: Sequence[Data], parts: Sequence[Part]) -> None:
    """Write into the contents on which page of the paper each heading stands."""
    before, pages = 0, []
    for part in parts:
        pages += [before + page for page in part.headings]
        before += part.pages
    numbers = (page for block, page in zip(headings, pages, strict=True) if block["level"] in _LISTED)
    for entry, page in zip(listed, numbers, strict=True):
        entry[2] = page


def set_parts(sheet: Data, parts: Sequence[Part], set_one: Callable[[Data], bytes]) -> list[bytes]:
    """The file of each part."""
    whole, before, contents = sum(part.pages for part in parts), 0, []
    for part in parts:
        contents.append(set_one({**sheet, "blocks": part.blocks, "before": before, "pages-in-all": whole}))
        before += part.pages
    return contents
