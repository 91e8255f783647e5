"""A folder of letters to print and sign, one file each, for those whom no e-mail reaches."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from ctrack.domain.failures import marked
from ctrack.domain.setting_kinds import PATH, Setting
from ctrack.notify.channel import Channel, Settings
from ctrack.notify.folders import Folder, find_folder, name_file

if TYPE_CHECKING:
    from ctrack.domain.records.reminders import Mail

SETTINGS = (Setting("letter.folder", None, "", marked("where letters are put"), kind=PATH),)
FOLDERS = ("letter.folder",)


class Letter:
    """Files of letters in one folder."""

    needs_address: ClassVar[bool] = False
    is_repeatable: ClassVar[bool] = True

    def __init__(self, folder: Path) -> None:
        self._folder = Folder(folder)

    def open(self) -> None:
        """See that the folder can be written to."""
        self._folder.check()

    def send(self, mail: Mail) -> None:
        """Write one letter."""
        from ctrack.render.mail.contents import compose
        from ctrack.render.mail.letter_page import write_letter

        page = write_letter(mail) if mail.bulletin is None else compose(mail).page
        self._folder.put(name_file(mail.message_id, "html"), page.encode("utf-8"))

    def close(self) -> None:
        """See that all that was written is on the disk."""
        self._folder.settle()


def make(settings: Settings, environ: Mapping[str, str]) -> Channel:
    """The channel of these settings."""
    return Letter(find_folder(settings, "letter.folder"))
