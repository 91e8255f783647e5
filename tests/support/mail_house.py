"""A real Postfix with a real Dovecot, each in a folder of its own: STARTTLS, AUTH, Maildirs and IMAP on loopback."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.notify.mail_servers import free_port

PASSWORD = "Kuwait-2024"
DOMAINS = ("moi.example", "mofa.example")
SECONDS = 30
SERVICES = """
127.0.0.1:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
error unix - - n - - error
retry unix - - n - - error
proxymap unix - - n - - proxymap
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""
POSTFIX = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/mail.log
maillog_file_prefixes = {folder}
myhostname = localhost
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
alias_maps =
virtual_mailbox_domains = {domains}
virtual_mailbox_base = {folder}/mailboxes
virtual_mailbox_maps = texthash:{folder}/addresses
virtual_uid_maps = static:{user}
virtual_gid_maps = static:{group}
virtual_minimum_uid = 1
smtpd_tls_cert_file = {authority}/server.pem
smtpd_tls_key_file = {authority}/server.key
smtpd_tls_security_level = encrypt
smtpd_tls_auth_only = yes
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = {folder}/dovecot/auth-postfix
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_client_restrictions = permit_sasl_authenticated, reject
"""
DOVECOT = """
protocols = imap
base_dir = {folder}/dovecot
log_path = {folder}/dovecot.log
listen = 127.0.0.1
ssl = required
ssl_cert = <{authority}/server.pem
ssl_key = <{authority}/server.key
auth_username_format = %Lu
mail_location = maildir:{folder}/mailboxes/%n
first_valid_uid = 1
first_valid_gid = 1
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/mailboxes/%n
}}
service imap-login {{
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {imap}
    ssl = yes
  }}
}}
service auth {{
  unix_listener auth-postfix {{
    mode = 0666
  }}
}}
"""


@dataclass(frozen=True)
class MailHouse:
    """Two servers that run, and the folder in which each mailbox is a Maildir by the name before the @."""

    folder: Path
    smtp: int
    imap: int

    def mailbox(self, name: str) -> Path:
        """Somebody's Maildir."""
        return self.folder / "mailboxes" / name

    def await_mails(self, name: str, count: int = 1) -> list[Path]:
        """The new mails of a mailbox, as soon as there are so many."""
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            found = sorted((self.mailbox(name) / "new").glob("*"))
            if len(found) >= count:
                return found
            time.sleep(0.05)
        raise TimeoutError((self.folder / "mail.log").read_text("utf-8"))


def explain_absence() -> str:
    """Why these servers cannot be run here; nothing where they can."""
    missing = [name for name in ("postfix", "dovecot") if shutil.which(name, path="/usr/sbin:/sbin") is None]
    if missing:
        return f"there is no {' and no '.join(missing)} (Debian: apt-get install postfix dovecot-imapd)"
    return "" if os.geteuid() == 0 else "Postfix starts as root alone"


@contextmanager
def run_mail_house(names: tuple[str, ...], authority: Path) -> Iterator[MailHouse]:
    """Both servers with a mailbox for each name, until they are not needed any more."""
    # The name of a socket has little room, and others than root must find their way.
    folder = Path(tempfile.mkdtemp(prefix="ctrack-mail-", dir="/tmp"))
    folder.chmod(0o755)
    house = MailHouse(folder, free_port(), free_port())
    values = {"folder": folder, "authority": authority, "port": house.smtp, "imap": house.imap, "password": PASSWORD,
              "domains": ", ".join(DOMAINS), "user": 65534, "group": 65534}  # fmt: skip
    for name in ("queue", "data", "mailboxes", "dovecot"):
        (folder / name).mkdir(mode=0o755)
    shutil.chown(folder / "data", "postfix")
    os.chown(folder / "mailboxes", 65534, 65534)
    (folder / "addresses").write_text("".join(f"{n}@{domain} {n}/\n" for n in names for domain in DOMAINS))
    (folder / "main.cf").write_text(POSTFIX.format(**values))
    (folder / "master.cf").write_text(SERVICES.format(**values))
    (folder / "dovecot.conf").write_text(DOVECOT.format(**values))
    given = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    dovecot = ["/usr/sbin/dovecot", "-c", str(folder / "dovecot.conf")]
    postfix = ["/usr/sbin/postfix", "-c", str(folder)]
    try:
        subprocess.run(dovecot, check=True, timeout=SECONDS, **given)  # type: ignore[call-overload]
        subprocess.run([*postfix, "start"], check=True, timeout=SECONDS, **given)  # type: ignore[call-overload]
        for port in (house.smtp, house.imap):
            await_port(port)
        yield house
    finally:
        subprocess.run([*postfix, "stop"], check=False, timeout=SECONDS, **given)  # type: ignore[call-overload]
        subprocess.run([*dovecot, "stop"], check=False, timeout=SECONDS, **given)  # type: ignore[call-overload]
        shutil.rmtree(folder, ignore_errors=True)


def await_port(port: int) -> None:
    """Wait until somebody listens."""
    until = time.monotonic() + SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return
