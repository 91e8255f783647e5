"""Output that goes to a file: never over another without --force, and the whole of it or nothing."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from ctrack.domain.failures import Failure, Misused, Refused, marked
from ctrack.domain.messages import list_any
from ctrack.domain.private_files import fill_private_file


class OutputExists(Refused):
    message = marked("{path} exists already and was left alone. --force replaces it.")


class OutputUnwritable(Failure):
    spoken = ("detail",)
    message = marked("{path} cannot be written: {detail}.")


class OutputIsOurs(Refused):
    message = marked("{path} is what ctrack itself lives by ({own}) and is never written over. Name another file.")


class EndingUnknown(Misused):
    message = marked("{path} does not say in which format to write. End it in one of {known}, or give --format NAME.")


def check_ending(target: str) -> None:
    """Refuse a name whose ending means no format; what stands for a device or a pipe needs none."""
    from ctrack.render.format_names import FORMATS, find_format, import_format

    if is_file_to_be(Path(target)) and (os.extsep not in Path(target).name or find_format(target) is None):
        endings = dict.fromkeys(ending for name in FORMATS for ending in import_format(name).ENDINGS)
        raise EndingUnknown(path=target, known=list_any(endings))


def refuse_own(path: Path, kept: Iterable[str]) -> None:
    """Leave alone the register with its companions and the configuration, by whatever name they are called."""
    for own in kept:
        if os.path.realpath(path) == os.path.realpath(own) or is_same_file(path, own):
            raise OutputIsOurs(path=path, own=own)


def is_same_file(path: Path, own: str) -> bool:
    """Whether two names lead to one file, also by a hard link."""
    try:
        return os.path.samefile(path, own)
    except OSError:
        return False


def check_output(target: str, *, forces: bool, kept: Iterable[str] = ()) -> None:
    """Refuse a file that cannot be written or must not be replaced, before anything else is done."""
    path = Path(target)
    refuse_own(path, kept)
    if is_file_to_be(path):
        folder = refuse_no_name(path).parent
        refuse_existing(path, forces=forces)
        if not folder.is_dir():
            raise OutputUnwritable(path=path, detail=os.strerror(errno.ENOENT))
        if not os.access(folder, os.W_OK | os.X_OK):
            raise OutputUnwritable(path=path, detail=os.strerror(errno.EACCES))


def refuse_no_name(path: Path) -> Path:
    """Where the path leads to; what no file can be called there is refused, such as a folder or too long a name."""
    place = Path(os.path.realpath(path))
    if os.path.isdir(place):
        raise OutputUnwritable(path=path, detail=os.strerror(errno.EISDIR))
    try:
        place.lstat()
    except FileNotFoundError:
        pass
    except OSError as error:
        raise OutputUnwritable(path=path, detail=error.strerror) from error
    return place


def is_file_to_be(path: Path) -> bool:
    """Whether the path is, or would become, a file: what stands for a device or a pipe is written to as it is."""
    return not os.path.exists(path) or os.path.isfile(path) or os.path.isdir(path)


def refuse_existing(path: Path, *, forces: bool) -> None:
    """Leave alone what is there, unless it is to be replaced; a folder never is."""
    if path.is_dir():
        raise OutputUnwritable(path=path, detail=os.strerror(errno.EISDIR))
    if os.path.lexists(path) and not forces:
        raise OutputExists(path=path)


def save(path: Path, content: bytes, *, forces: bool) -> None:
    """Write a file as a whole, as `save_stream` does."""
    save_stream(path, lambda stream: stream.write(content), forces=forces)


def save_stream(path: Path, write: Callable[[BinaryIO], object], *, forces: bool) -> None:
    """Write a file as a whole: a draft beside it takes its place when all of it is there.

    A new file is for its owner alone: what a report tells is for whom its owner gives it to. One that is replaced keeps
    the permissions that somebody gave it, but that everybody may write to it.
    """
    try:
        if is_file_to_be(path):
            refuse_existing(path, forces=forces)
            replace_whole(Path(os.path.realpath(path)), write)
        else:
            with path.open("wb") as stream:
                write(stream)
    except (OSError, ValueError) as error:
        detail = getattr(error, "strerror", None) or error
        raise OutputUnwritable(path=path, detail=detail) from error


def write_out(target: str | None, write: Callable[[BinaryIO], object], *, forces: bool) -> None:
    """Write a file as a whole, or without one to stdout."""
    if target is not None:
        save_stream(Path(target), write, forces=forces)
        return
    sys.stdout.flush()
    write(sys.stdout.buffer)
    sys.stdout.buffer.flush()


def replace_whole(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Put what is written in the place of whatever the file held."""
    draft = path.parent / f".ctrack-{os.getpid()}"
    try:
        draft.unlink(missing_ok=True)
        fill_private_file(draft, write)
        if path.exists():
            draft.chmod(stat.S_IMODE(path.stat().st_mode) & ~stat.S_IWOTH)
        os.replace(draft, path)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
