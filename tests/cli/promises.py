"""What every command promises, whatever it does."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from tests.support.runner import Outcome, Runner

ROW_FIELDS = {
    "code",
    "instrument",
    "section",
    "party",
    "title",
    "status",
    "progress",
    "deadline",
    "due_state",
    "addressee",
    "kind",
    "verification",
}
FORMATS = ("table", "plain", "tsv", "csv", "json", "md")
TABLES = (
    "commitment",
    "instrument",
    "journal",
    "link",
    "party",
    "section",
    "setting",
    "status_update",
    "undertaking",
)
# Controls other than the newline, C1, lone surrogates: what no terminal may get from stored text.
STEERING = [*range(0x0A), *range(0x0B, 0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000)]


def refused(outcome: Outcome, code: int, *words: str) -> None:
    """One sentence on stderr that says these words, nothing on stdout, and this exit code."""
    assert outcome.code == code, outcome
    assert outcome.out == "", outcome
    assert_sentence(outcome.err)
    said = "\n".join(unwrap(outcome.err))
    for word in words:
        assert word in said, (word, outcome.err)


def unwrap(text: str) -> list[str]:
    """The lines as they were before a terminal of 80 columns had them broken between words."""
    lines: list[str] = []
    for line in text.splitlines():
        is_begun = bool(lines) and not line.startswith(("ctrack: ", "Try 'ctrack"))
        if is_begun and len(lines[-1].rpartition("\n")[2]) + 1 + len(line.split(" ")[0]) > 80:
            lines[-1] += "\n" + line
        else:
            lines.append(line)
    return [line.replace("\n", " ") for line in lines]


def assert_sentence(text: str) -> None:
    """A sentence of ctrack, and at most one line more that says where to read on."""
    lines = unwrap(text)
    assert "Traceback" not in text, text
    assert lines, "nothing was said"
    assert lines[0].startswith("ctrack: "), text
    # Of a file a fault is told as compilers do: file, line, reason.
    assert lines[0][-1] in ".?)" or ", line " in lines[0], text
    assert len(lines) == 1 or (len(lines) == 2 and lines[1].startswith("Try 'ctrack")), text


def refused_in_json(outcome: Outcome, code: int, *words: str) -> dict[str, Any]:
    """The envelope of a failure on stdout, and nothing on stderr; the envelope."""
    assert outcome.code == code, outcome
    assert outcome.err == "", outcome
    envelope: dict[str, Any] = outcome.json
    assert (envelope["ctrack"], envelope["ok"], envelope["data"]) == (1, False, None)
    assert envelope["error"]["exit_code"] == code
    assert envelope["messages"][-1] == envelope["error"]["message"]
    for word in words:
        assert word in envelope["error"]["message"], (word, envelope)
    return envelope


@contextmanager
def nothing_recorded(ctrack: Runner) -> Iterator[None]:
    """Within, nothing reaches the journal or any row of the register."""
    before = picture(ctrack)
    yield
    assert picture(ctrack) == before


def picture(ctrack: Runner) -> dict[str, Any]:
    """Everything that the register holds, table by table; on a server, what its users see of it."""
    if "://" in ctrack.database:
        facts = ctrack.data("db", "info")
        return {"facts": facts, "rows": ctrack.data("list")["rows"], "parties": ctrack.data("party", "list")["rows"]}
    with closing(sqlite3.connect(f"file:{ctrack.database}?mode=ro", uri=True)) as connection:
        return {name: connection.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall() for name in TABLES}


def steering(text: str) -> list[str]:
    """The characters of an output that could steer a terminal."""
    return sorted({f"U+{ord(sign):04X}" for sign in text if ord(sign) in STEERING})
