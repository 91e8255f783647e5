"""A folder of .eml files, for an office without a server: each opens in a mail program as a draft that can be sent."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from ctrack.domain.failures import marked
from ctrack.domain.setting_kinds import PATH, Setting
from ctrack.notify.channel import Settings
from ctrack.notify.folders import Folder, find_folder, name_file

if TYPE_CHECKING:
    from ctrack.domain.records.reminders import Mail

SETTINGS = (Setting("eml.folder", None, "", marked("where mails are put as .eml files"), kind=PATH),)
FOLDERS = ("eml.folder",)
# By this a mail program offers to send what it opens.
_DRAFT = {"X-Unsent": "1"}
NEEDS_ADDRESS = True


class Eml:
    """Files of mails in one folder."""

    needs_address: ClassVar[bool] = True
    is_repeatable: ClassVar[bool] = True

    def __init__(self, folder: Path) -> None:
        self._folder = Folder(folder)

    def open(self) -> None:
        """See that the folder can be written to."""
        self._folder.check()

    def send(self, mail: Mail) -> None:
        """Write one mail."""
        from ctrack.notify.message import write_message

        self._folder.put(name_file(mail.message_id, "eml"), write_message(mail, extra=_DRAFT))

    def close(self) -> None:
        """See that all that was written is on the disk."""
        self._folder.settle()


def make(settings: Settings, environ: Mapping[str, str]) -> Eml:
    """The channel of these settings."""
    return Eml(find_folder(settings, "eml.folder"))
