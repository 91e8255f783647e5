"""What the system says of files and connections, which a failure tells in the reader's language."""

from __future__ import annotations

from ctrack.domain.messages import Message, marked

SYSTEM_WORDS = frozenset({
    marked("No such file or directory"),
    marked("Permission denied"),
    marked("Operation not permitted"),
    marked("Is a directory"),
    marked("it is a device or a pipe, and no file"),
    marked("File too large"),
    marked("Not a directory"),
    marked("Directory not empty"),
    marked("File exists"),
    marked("File name too long"),
    marked("Too many levels of symbolic links"),
    marked("Too many open files"),
    marked("Text file busy"),
    marked("Device or resource busy"),
    marked("Invalid argument"),
    marked("Exec format error"),
    marked("No such device or address"),
    marked("No space left on device"),
    marked("Disk quota exceeded"),
    marked("Read-only file system"),
    marked("Stale file handle"),
    marked("Input/output error"),
    marked("Broken pipe"),
    marked("Cannot allocate memory"),
    marked("Resource temporarily unavailable"),
    marked("Connection refused"),
    marked("Connection reset by peer"),
    marked("Connection timed out"),
    marked("Connection unexpectedly closed"),
    marked("Network is unreachable"),
    marked("No route to host"),
    marked("Name or service not known"),
    marked("Temporary failure in name resolution"),
    marked("timed out"),
})  # fmt: skip


def speak(words: object) -> object:
    """What the system says as a message, for whoever tells it; anything else as it is."""
    return Message(words) if isinstance(words, str) and words in SYSTEM_WORDS else words


def speak_reason(error: Exception) -> Message:
    """Why a file cannot be used, as a sentence that stands behind others."""
    return Message("{detail}.", {"detail": speak(getattr(error, "strerror", None) or str(error))})
