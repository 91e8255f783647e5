"""The text of a seal comes back whole from paper and mail, and nothing but its layout may differ."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctrack.domain.records.register_seals import RegisterSeal, SignedSeal, take_mark
from ctrack.exchange.seal_text import FIELDS, NoSeal, SealIncomplete, SealTooNew, read_seals, write_seal

digits = st.text("0123456789abcdef", min_size=64, max_size=64)
numbers = st.integers(0, 999_999_999)
times = st.datetimes().map(lambda moment: moment.strftime("%Y").zfill(4) + moment.strftime("-%m-%dT%H:%M:%S.%fZ"))
seals = st.builds(
    SignedSeal,
    st.builds(
        RegisterSeal,
        home=st.from_regex("[A-Z][A-Z0-9-]{1,19}", fullmatch=True),
        made=times,
        first=digits,
        entry=numbers,
        head=digits,
        updates=numbers,
        reports=numbers,
        ledger=digits,
        sealed=times.map(lambda time: f"{time[:19]}Z"),
        key=digits,
    ),
    st.text("0123456789abcdef", min_size=128, max_size=128),
)
ONE = SignedSeal(
    RegisterSeal("KW", "2026-11-21T09:00:00.000000Z", "0a" * 32, 12, "1b" * 32, 40, 3, "2c" * 32,
                 "2026-11-26T08:00:00Z", "3d" * 32), "4e" * 64)  # fmt: skip


def wrap(text: str, width: int) -> str:
    """The text as a program breaks it that looks at nothing but how long a line is."""
    return "\n".join(line[at : at + width] for line in text.split("\n") for at in range(0, max(len(line), 1), width))


@settings(max_examples=60, deadline=None)
@given(seals, st.data())
def test_a_seal_comes_back(signed: SignedSeal, data: st.DataObject) -> None:
    """Wrapped anywhere, quoted as often as mails go back and forth, with CR LF, blanks, small letters: it is read."""
    text = wrap(write_seal(signed), data.draw(st.integers(20, 90), "width"))
    if data.draw(st.booleans(), "small"):
        text = text.lower()
    mark = data.draw(st.sampled_from(["", "> ", ">> ", "> > ", ">", "  | ", "\u200f> ", "AB> ", "\t"]), "quoted")
    blanks = data.draw(st.sampled_from(["", " ", "  \t", "\u00a0", "\u200b"]), "blanks")
    end = data.draw(st.sampled_from(["\n", "\r\n", "\r", "\n\n"]), "end")
    before = data.draw(st.sampled_from(["", "Dear all,\n\n", "\ufeff", "مرفق طيه الختم:\n> "]), "before")
    whole = before + end.join(f"{mark}{line}{blanks}" for line in text.split("\n")) + end + "-- \nNoura, 12:30"
    assert read_seals(whole.encode(), "x") == [signed]


@settings(max_examples=60, deadline=None)
@given(seals, st.data())
def test_every_sign_of_a_value_counts(signed: SignedSeal, data: st.DataObject) -> None:
    """One letter or figure of a value changed gives another seal, or none: nothing is passed over."""
    text = write_seal(signed)
    place = data.draw(st.sampled_from([place for place in range(len(text)) if is_value(text, place)]), "place")
    sign = data.draw(st.sampled_from(sorted(set("0123456789abcdefz") - {text[place].lower()})), "sign")
    try:
        found = read_seals(f"{text[:place]}{sign}{text[place + 1 :]}".encode(), "x")
    except (SealIncomplete, SealTooNew):
        return
    assert found != [signed]


def is_value(text: str, place: int) -> bool:
    """Whether a letter or figure belongs to a value, and to no label and neither the first nor the last line."""
    before = text[:place].rpartition("\n")[2]
    return text[place].isalnum() and not before.startswith("-") and (before.startswith("  ") or ": " in before)


def test_a_seal_in_a_whole_mail() -> None:
    """A mail that is kept as a file holds the seal whatever its text was encoded in, and Arabic stands beside it."""
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = "ختم السجل"
    mail.set_content("ختم سجل الكويت\n\n" + write_seal(ONE), cte="base64")
    assert read_seals(mail.as_bytes(), "x") == [ONE]
    mail.set_content("ختم سجل الكويت\n\n" + write_seal(ONE), cte="quoted-printable")
    assert read_seals(mail.as_bytes(), "x") == [ONE]
    assert read_seals(write_seal(ONE).encode("utf-16"), "x") == [ONE]


def test_a_seal_typed_off_paper() -> None:
    """The letter O for a nought, an l for a one, long dashes and Eastern figures are what they look like."""
    typed = write_seal(ONE).replace("0a0a", "OaOa").replace("1b1b", "lbIb").replace("-", "\u2014").replace("12", "١٢")
    assert read_seals(typed.encode(), "x") == [ONE]


def test_several_seals_are_read_in_their_order() -> None:
    """A file to which seals are added is read whole."""
    other = SignedSeal(ONE.seal, "5f" * 64)
    text = f"{write_seal(ONE)}\n\nNext month:\n{write_seal(other)}\n"
    assert read_seals(text.encode(), "x") == [ONE, other]


@pytest.mark.parametrize("name", FIELDS)
def test_a_line_that_is_gone_is_named(name: str) -> None:
    """Of a seal that lost a line the line is named, and so is one that lost its end."""
    label = f"{name.capitalize()}:"
    torn = write_seal(ONE).replace(label, "")
    with pytest.raises(SealIncomplete, match=f'"{name.capitalize()}"'):
        read_seals(torn.encode(), "x")
    with pytest.raises(SealIncomplete):
        read_seals(write_seal(ONE)[:-20].encode(), "x")


def test_what_is_no_seal() -> None:
    """A file without one is refused, and the form of a later version is called that."""
    with pytest.raises(NoSeal, match="BEGIN CTRACK SEAL"):
        read_seals(b"\x00\xff nothing of the kind", "x")
    with pytest.raises(SealTooNew, match="form 2"):
        read_seals(write_seal(ONE).replace("Form: 1", "Form: 2").encode(), "x")


def test_lines_are_short() -> None:
    """No line is longer than what a mail leaves alone, and none holds a sign that quoted-printable would change."""
    text = write_seal(ONE)
    assert max(map(len, text.split("\n"))) <= 60
    assert not set(text) & set("=>|\t")
    assert text.isascii()


def test_a_fingerprint_is_short_and_in_groups() -> None:
    """A key's fingerprint is eight groups of four, which somebody can read to somebody."""
    assert take_mark("00" * 32) == "6668-7AAD-F862-BD77-6C8F-C18B-8E9F-8E20"
