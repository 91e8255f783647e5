"""A way for reminders to leave is one file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extensions.scratch import PROMISED, Scratch
from tests.support.runner import Runner

# A copy of the whole program is made and run.
pytestmark = pytest.mark.slow

MODULE = '''"""A file that each mail adds a line to."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from ctrack.domain.failures import marked
from ctrack.domain.setting_kinds import NUMBER, PATH, Setting
from ctrack.notify.channel import Channel, Settings, require

if TYPE_CHECKING:
    from ctrack.domain.records.reminders import Mail

SETTINGS = (
    Setting("tally.file", None, "", marked("the file of the tally"), kind=PATH),
    Setting("tally.most", None, 9, marked("the most names in a line"), kind=NUMBER),
)


class Tally:
    needs_address: ClassVar[bool] = False
    is_repeatable: ClassVar[bool] = False

    def __init__(self, path: Path) -> None:
        self.path = path

    def open(self) -> None: ...

    def send(self, mail: Mail) -> None:
        with self.path.open("a", encoding="utf-8") as stream:
            stream.write(f"{mail.to_name}: {', '.join(notice.code for notice in mail.notices)}\\\\n")

    def close(self) -> None: ...


def make(settings: Settings, environ: Mapping[str, str]) -> Channel:
    return Tally(Path(require(settings, "tally.file", "/FILE")))
'''.replace("\\\\n", "\\n")


def extend(scratch: Scratch) -> None:
    """Add a channel."""
    scratch.add("notify/channels/tally.py", MODULE)


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    """The copy with it."""
    made = Scratch.copy(tmp_path / "copy")
    extend(made)
    return made


def test_a_channel_is_one_file(scratch: Scratch, ctrack: Runner, tmp_path: Path) -> None:
    """Its settings are set, listed and checked like any others, and reminders leave by it."""
    assert scratch.count() == PROMISED["channel"]
    file = tmp_path / "tally.txt"
    ctrack.ok("person", "add", "Noura")
    ctrack.ok("assign", "KWT-21", "--person", "Noura")
    _file, _channel, listed, _sent, log = scratch.ok(
        ctrack,
        ("config", "set", "tally.file", str(file)),
        ("config", "set", "remind.channel", "tally"),
        ("config", "list"),
        ("remind", "KWT-21"),
        ("remind", "log", "--format", "json"),
    )
    assert "the file of the tally" in listed
    assert file.read_text("utf-8") == "Noura: KWT-21\n"
    assert '"channel": "tally"' in log
    wrong, mistyped = scratch.run(ctrack, ("config", "set", "tally.most", "x"), ("config", "get", "taly.file"))
    assert (wrong.code, mistyped.code) == (2, 2)
    assert "tally.most must be one of 0, 1, 2" in wrong.err
    assert "tally.file" in mistyped.err
