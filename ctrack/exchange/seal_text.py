"""The text of a seal: a few lines that may be printed, mailed and typed off, read whatever became of their layout.

Lines may be wrapped, quoted by a mail program, end in blanks or CR LF, or run together; letters may be small. Nothing
but the letters, figures and signs of the values themselves counts, and these are what is signed.
"""

from __future__ import annotations

import re
import unicodedata
from email import message_from_bytes, policy

from ctrack.domain.exits import ExitCode
from ctrack.domain.failures import Failure, Refused, marked
from ctrack.domain.records.register_seals import FORM, GROUP, RegisterSeal, SignedSeal

HEX, HASH, SIGNATURE = "[0-9A-F]", 64, 128
GROUPS_A_LINE = 8
NUMBER, TIME = "[0-9]{1,9}", r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{6})?Z"
# What the value after each label looks like; of a label's own name a value is never made.
FIELDS = {
    "form": NUMBER,
    "home": "[A-Z0-9-]{1,40}",
    "made": TIME,
    "first": f"{HEX}{{{HASH}}}",
    "entry": NUMBER,
    "head": f"{HEX}{{{HASH}}}",
    "updates": NUMBER,
    "reports": NUMBER,
    "ledger": f"{HEX}{{{HASH}}}",
    "sealed": TIME,
    "key": f"{HEX}{{{HASH}}}",
    "signature": f"{HEX}{{{SIGNATURE}}}",
}
NUMBERS = ("entry", "updates", "reports")
BEGIN, END = "-----BEGIN CTRACK SEAL-----", "-----END CTRACK SEAL-----"
# The same as they may come back, once the blanks are gone.
BEGUN, ENDED = "BEGINCTRACKSEAL", "ENDCTRACKSEAL"
QUOTED = re.compile(r"(?m)^[^\S\n]*(?:[A-Za-z]{0,3}[>|][^\S\n]*)+")
# What programs that mend typing put in the place of a hyphen.
HYPHENS = re.compile("[\\u2010-\\u2015\\u2212]")
# Whoever types a seal off paper may take a nought for the letter, and a one for either of two.
MISREAD = str.maketrans("OIL", "011")
MOST_BYTES = 1_000_000


class NoSeal(Refused):
    message = marked("{path} holds no seal: a seal begins with \"{begin}\". 'ctrack verify --seal' makes one.")


class SealIncomplete(Failure):
    exit_code = ExitCode.INTEGRITY
    message = marked('The seal in {path} is not as it was written: "{label}" is missing or was changed.')


class SealTooNew(Refused):
    message = marked("The seal in {path} has the form {form}, which a later version of ctrack reads.")


def write_seal(signed: SignedSeal) -> str:
    """The text of a seal, without the line's end of the last line."""
    values = {"form": FORM, **{name: getattr(signed.seal, name) for name in RegisterSeal.__slots__}}
    lines = [write_field(name, str(value)) for name, value in {**values, "signature": signed.signature}.items()]
    return "\n".join((BEGIN, *lines, END))


def write_field(name: str, value: str) -> str:
    """A label and its value; one of many digits in groups, on lines of their own."""
    if len(value) < HASH:
        return f"{name.capitalize()}: {value}"
    groups = [value[at : at + GROUP] for at in range(0, len(value), GROUP)]
    lines = (" ".join(groups[at : at + GROUPS_A_LINE]) for at in range(0, len(groups), GROUPS_A_LINE))
    return "\n  ".join((f"{name.capitalize()}:", *lines))


def read_seals(content: bytes, path: object) -> list[SignedSeal]:
    """Every seal in a file, in their order; raises NoSeal, SealIncomplete or SealTooNew."""
    text = squeeze(decode(content))
    found = text.split(BEGUN)[1:]
    if not found:
        raise NoSeal(path=path, begin=BEGIN)
    return [read_block(block, path) for block in found]


def decode(content: bytes) -> str:
    """The text of a file: as an editor saved it, or a whole mail as a mail program did."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    text = content.decode("utf-8", "replace")
    if BEGUN not in squeeze(text) and re.search(r"(?im)^mime-version:", text):
        body = message_from_bytes(content, policy=policy.default).get_body(("plain",))
        return str(body.get_content()) if body is not None else text
    return text


def squeeze(text: str) -> str:
    """The text in capitals, without the quotation marks of mails, blanks and what is not seen."""
    plain = unicodedata.normalize("NFKC", text).replace("\r\n", "\n").replace("\r", "\n")
    seen = "".join(str(unicodedata.decimal(sign, sign)) for sign in plain if unicodedata.category(sign) != "Cf")
    return re.sub(r"\s", "", HYPHENS.sub("-", QUOTED.sub("", seen))).upper()


def read_block(block: str, path: object) -> SignedSeal:
    """The seal of a text that begins after its first line."""
    body, ended, _rest = block.partition(ENDED)
    values = {name: read_value(name, text, path) for name, text in split_fields(body, path).items()}
    if not ended:
        raise SealIncomplete(path=path, label=END)
    seal = {name: int(values[name]) if name in NUMBERS else values[name] for name in RegisterSeal.__slots__}
    return SignedSeal(RegisterSeal(**seal), values["signature"])  # type: ignore[arg-type]


def split_fields(body: str, path: object) -> dict[str, str]:
    """What stands behind each label, up to the next one; dashes at the end belong to the last line."""
    found: dict[str, str] = {}
    last = ""
    for name in FIELDS:
        before, label, body = body.partition(f"{name.upper()}:")
        if not label:
            raise SealIncomplete(path=path, label=name.capitalize())
        if last:
            found[last] = before
        last = name
    return {**found, last: body.rstrip("-")}


def read_value(name: str, text: str, path: object) -> str:
    """One value as it was before it was written."""
    is_digits = FIELDS[name].startswith(HEX)
    value = text.translate(MISREAD) if is_digits else text
    if not re.fullmatch(FIELDS[name], value):
        raise SealIncomplete(path=path, label=name.capitalize())
    if name == "form" and int(value) != FORM:
        raise SealTooNew(path=path, form=value)
    return value.lower() if is_digits else value
