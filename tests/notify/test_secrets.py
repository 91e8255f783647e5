"""Where secrets are found, and that they are told to nobody."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ctrack.notify.channel import Misconfigured
from ctrack.notify.channels.smtp import SECRET as PASSWORD
from ctrack.notify.secrets import Secret, read_file

PATH = {"PATH": os.environ["PATH"]}


def write(path: Path, text: str, mode: int = 0o600) -> Path:
    """A file with these rights."""
    path.write_bytes(text.encode())
    path.chmod(mode)
    return path


def test_order(tmp_path: Path) -> None:
    """The environment before the command, that before the file, that before the credentials of systemd."""
    write(tmp_path / "ctrack-smtp-password", "of systemd\n", 0o400)
    environ = PATH | {"CREDENTIALS_DIRECTORY": str(tmp_path), "CTRACK_SMTP_PASSWORD": "of the environment"}
    settings = {
        "smtp.password_command": "echo 'of the command'",
        "smtp.password_file": str(write(tmp_path / "file", "of the file\r\nnot this\n")),
    }
    sources: list[tuple[dict[str, str], str]] = [
        (environ, "CTRACK_SMTP_PASSWORD"),
        (settings, "smtp.password_command"),
        (settings, "smtp.password_file"),
        (environ, "CREDENTIALS_DIRECTORY"),
    ]
    found = []
    for source, key in sources:
        secret = PASSWORD.find(settings, environ)
        found.append(secret.value if secret else None)
        del source[key]
    assert found == ["of the environment", "of the command", "of the file", "of systemd"]
    assert PASSWORD.find(settings, environ) is None


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644, 0o610])
def test_a_file_that_others_may_read(tmp_path: Path, mode: int) -> None:
    """Refused with the command that mends it, and its content is not told."""
    path = write(tmp_path / "my file", "hunter2", mode)
    with pytest.raises(Misconfigured, match=rf"^smtp\.password_file: .*chmod 600 \"{path}\"") as caught:
        PASSWORD.find({"smtp.password_file": str(path)}, {})
    assert "hunter2" not in repr(caught.value.facts)


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        ("no-such-program", "no-such-program cannot be run"),
        ("sh -c 'echo hunter2; echo hunter2 >&2; exit 3'", "exit code 3"),
        ("true", "is empty"),
        ("'", "cannot be taken apart"),
        (r"printf '\377'", "not UTF-8"),
    ],
)
def test_a_command_that_fails(command: str, reason: str) -> None:
    """It is told why, without what it printed."""
    with pytest.raises(Misconfigured, match=rf"^smtp\.password_command: .*{reason}") as caught:
        PASSWORD.find({"smtp.password_command": command}, PATH)
    assert "hunter2" not in f"{caught.value} {caught.value.facts!r}"


def test_a_command_runs_without_a_shell(tmp_path: Path) -> None:
    """What a shell would make of it does not happen."""
    secret = PASSWORD.find({"smtp.password_command": f"echo $HOME; touch {tmp_path}/x"}, PATH)
    assert secret == Secret(f"$HOME; touch {tmp_path}/x")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_not_there() -> None:
    """The file is named."""
    with pytest.raises(Misconfigured, match="/no/such cannot be read: No such file or directory"):
        PASSWORD.find({"smtp.password_file": "/no/such"}, {})


def test_a_secret_does_not_show_itself() -> None:
    """Neither printed nor repeated by another, plain or in base64."""
    secret = Secret("hunter2")
    assert "hunter2" not in f"{secret!r} {secret}"
    assert secret.hide_in("535 hunter2 is wrong") == secret.hide_in("aHVudGVyMg==") == ""
    assert secret.hide_in("535 wrong") == "535 wrong"


def test_what_is_no_file(tmp_path: Path) -> None:
    """A folder, a file that went away between two looks: refused by its name, and no fault."""
    tmp_path.chmod(0o700)
    for path in (tmp_path, tmp_path / "away"):
        with pytest.raises(Misconfigured, match="cannot be read"):
            read_file("smtp.password_file", path)
