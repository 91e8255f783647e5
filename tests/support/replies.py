"""People who answer reminders: their mails, made from those that they were sent, laid into a Maildir."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from tests.support.offices import address_of
from tests.support.runner import Runner


def open_maildir(runner: Runner, **settings: str) -> Path:
    """Let answers come into a Maildir; the Maildir."""
    folder = runner.home / "Maildir"
    for name in ("new", "cur", "tmp"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    lines = [f'{key} = "{value}"' for key, value in {"from": folder, **settings}.items()]
    path = Path(runner.environ["CTRACK_CONFIG"])
    path.write_text("\n".join([path.read_text("utf-8"), "[answers]", *lines, ""]), encoding="utf-8")
    return folder


def find_mail(runner: Runner, name: str) -> EmailMessage:
    """The mail that somebody was sent into the folder of mails."""
    for path in sorted((runner.home / "mails").glob("*.eml")):
        message = message_from_bytes(path.read_bytes(), policy=policy.default)
        if address_of(name) in str(message["To"]):
            assert isinstance(message, EmailMessage)
            return message
    raise LookupError(name)


def write_reply(
    mail: EmailMessage, text: str, *, sender: str, is_quoting: bool = True, fields: tuple[tuple[str, str], ...] = ()
) -> bytes:
    """An answer to a mail as mail programs write it: the text, above what it answers."""
    reply = EmailMessage()
    reply["From"], reply["To"], reply["Subject"] = sender, "focal@mofa.example", f"Re: {mail['Subject']}"
    reply["Message-ID"] = f"<{abs(hash((text, sender)))}@moi.example>"
    reply["In-Reply-To"] = str(mail["Message-ID"])
    reply["References"] = f"{mail['References']} {mail['Message-ID']}"
    for key, value in fields:
        reply[key] = value
    body = mail.get_body(("plain",))
    quoted = "".join(f"> {line}\n" for line in (body.get_content() if body else "").splitlines())
    reply.set_content(f"{text}\n\nOn Saturday ctrack wrote:\n{quoted}" if is_quoting else f"{text}\n")
    return reply.as_bytes()


def answer(runner: Runner, name: str, text: str, *, sender: str = "", **given: object) -> Path:
    """Lay somebody's answer into the Maildir; the file."""
    raw = write_reply(find_mail(runner, name), text, sender=sender or address_of(name), **given)  # type: ignore[arg-type]
    path = runner.home / "Maildir" / "new" / f"{abs(hash((name, text, sender, str(given))))}.host"
    path.write_bytes(raw)
    return path
