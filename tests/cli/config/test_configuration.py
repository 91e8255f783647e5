"""The configuration file: what it may say, how it is refused, and what the parts of the program get of it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from ctrack.cli.config.configuration import write_setting
from ctrack.cli.config.settings import DAY_WORDS, GENERAL, MOST_DAYS, every_setting
from ctrack.cli.invocation import Invocation
from ctrack.domain import policy, workdays
from ctrack.domain.failures import Failure
from ctrack.domain.setting_kinds import DAYS, KEYS, LINK, NUMBER, OFFSETS, PATH, SWITCH, TEXT
from ctrack.notify.names import CHANNELS
from tests.cli.promises import refused
from tests.support.runner import Runner

WRONG = (
    ('[remind]\nlang = "ar"\n', "lang stands below [remind]; it belongs at the top"),
    ('remind = "smtp"\n', "remind is a heading: write [remind]"),
    ('[lang]\nis = "ar"\n', "lang takes a value"),
    ("[[remind]]\nafter = 1\n", "remind is a heading"),
    ('"remind.channel" = "smtp"\n', "write remind.channel without quotation marks"),
    ('["remind.instruments"]\n', "without quotation marks"),
    ('[remind]\nchannel = "pigeon"\n', "command, eml, letter, sendmail, smtp, webhook"),
    ('[remind]\noffsets = 30\n', '[90, 30, 7, "5wd"]; 30 is not'),
    ("[remind]\noffsets = [30, -1]\n", "-1 is not"),
    ("[remind]\noffsets = [30, 7.5]\n", "7.5 is not"),
    ("[remind]\noffsets = [true]\n", "true is not"),
    ('[remind]\noffsets = ["5d"]\n', "5d is not"),
    ("[remind]\noffsets = [123456789123456789]\n", "123456789123456789 is not"),
    ('[remind]\noffsets = ["3651wd"]\n', "3651wd is not"),
    ('[remind]\nquiet = ["friday"]\n', "mon, tue, wed, thu, fri, sat, sun, weekend, holidays; friday is not"),
    ('[remind]\nquiet = "fri"\n', "fri is not"),
    ("[remind]\nafter = -7\n", "0, 1, 2 ... 3650; -7 is not"),
    ("[remind]\nafter = true\n", "true is not"),
    ("[remind]\ndigest = 1\n", "true, false; 1 is not"),
    ('[remind]\nfrom = "a\\nBcc: b@example.org"\n', "remind.from must be one of"),
    ("[remind]\nfrom = 2026-06-30\n", "2026-06-30 is not"),
    ('[remind.instruments.kuwait-2024]\nafter = "7"\n', "remind.instruments.kuwait-2024.after must be one of"),
    ('[remind.instruments]\nkuwait-2024 = 7\n', "remind.instruments.kuwait-2024 is a heading"),
    ('[smtp]\npassword = "sesame"\n', "smtp.password_file"),
    ('smtp.password = "sesame"\n', "CTRACK_SMTP_PASSWORD"),
    ('[webhook]\nsecret = "sesame"\n', "webhook.secret_file"),
)  # fmt: skip

# What a later version may know, or what was mistyped: the key, and what is near it.
FOREIGN = (
    ("future = 1\n", "future", ""),
    ("[future]\nkey = 1\n", "future", ""),
    ('[remind]\nchanel = "smtp"\n', "remind.chanel", "Did you mean remind.channel"),
    ('[stmp]\nhost = "mail"\n', "stmp", "Did you mean [smtp]?"),
    ('[smtp]\nchannel = "smtp"\n', "smtp.channel", "Did you mean remind.channel"),
    ("[remind.instruments]\noffsets = [30]\n", "remind.instruments.offsets", "Did you mean"),
    ("[remind.instruments.kuwait-2024]\noffset = [30]\n", "remind.instruments.kuwait-2024.offset", "-2024.offsets"),
    ('[remind.instruments.kuwait-2024]\nchannel = "smtp"\n', "remind.instruments.kuwait-2024.channel", ""),
)


@pytest.fixture
def bare(tmp_path: Path) -> Runner:
    """`ctrack` without a register, which settings do not need."""
    return Runner(str(tmp_path / "none.db"), tmp_path)


@pytest.fixture
def file(bare: Runner) -> Path:
    """Where the configuration file would be."""
    path = bare.home / "config" / "ctrack" / "config.toml"
    path.parent.mkdir(parents=True)
    return path


def invocation_of(file: Path, **environ: str) -> Invocation:
    """A run that reads this file."""
    return Invocation([], {"CTRACK_CONFIG": str(file), **environ})


@pytest.mark.parametrize(("text", "said"), WRONG, ids=[text.replace("\n", " ").strip() for text, _said in WRONG])
def test_a_wrong_file_is_refused(bare: Runner, file: Path, text: str, said: str) -> None:
    """The sentence names the file, the key and what would be right."""
    file.write_text(text)
    refused(bare("config", "list"), 2, str(file), said)


@pytest.mark.parametrize(("text", "key", "near"), FOREIGN, ids=[text for text, _key, _near in FOREIGN])
def test_a_key_of_a_later_version_is_passed_over(bare: Runner, file: Path, text: str, key: str, near: str) -> None:
    """What is no setting is told of with what is near it, the rest of the file holds, and nothing is refused."""
    file.write_text(f"stale_days = 9\n{text}")
    outcome = bare("config", "get", "stale_days")
    assert (outcome.code, outcome.out) == (0, "9\n")
    assert f"there is no setting {key}, which is passed over." in outcome.err
    assert near in outcome.err
    assert bare("config", "set", key, "1").code == 2


def test_a_password_is_not_repeated(bare: Runner, file: Path) -> None:
    """What stands where no password belongs is shown to nobody, and is not written there by the program."""
    file.write_text('[smtp]\npassword = "sesame"\n')
    assert "sesame" not in bare("config", "list").err
    file.unlink()
    outcome = bare("config", "set", "smtp.password", "sesame")
    refused(outcome, 2, "smtp.password does not belong in this file", "smtp.password_command")
    assert "sesame" not in outcome.err
    assert not file.exists()


def test_every_default_may_stand_in_the_file(file: Path) -> None:
    """Each setting that has a default takes it when it is written down, and is then what it was."""
    for setting in every_setting().values():
        if setting.default is not None and setting.kind != PATH:
            text = setting.default if isinstance(setting.default, str) else str(setting.default).strip("()").lower()
            write_setting({"CTRACK_CONFIG": str(file)}, setting.key, text)
            assert invocation_of(file).get(setting.key) == setting.default, setting.key
            assert invocation_of(file).find(setting.key).origin == str(file), setting.key


def test_kinds_are_those_of_the_defaults() -> None:
    """No setting has a default that it could not be set to."""
    kinds = {TEXT: str, PATH: str, NUMBER: int, SWITCH: bool, OFFSETS: tuple, DAYS: tuple, KEYS: tuple, LINK: str}
    wrong = [item.key for item in every_setting().values() if item.default is not None
             and type(item.default) is not kinds[item.kind]]  # fmt: skip
    assert wrong == []
    assert [
        item.key for item in every_setting().values() if item.words and item.default not in (None, *item.words)
    ] == []


def test_the_rules_take_what_the_settings_allow() -> None:
    """The words and the bounds of the table are those of the rules that the settings are for."""
    assert MOST_DAYS == policy.MOST_DAYS
    assert DAY_WORDS == policy.QUIET_WORDS
    assert GENERAL["calendar.weekend"].words == tuple(workdays.WEEKENDS)
    for key in ("offsets", "after", "escalate_after"):
        assert GENERAL[f"remind.{key}"].most == policy.MOST_DAYS
    standard = policy.Policy()
    assert tuple(map(policy.parse_offset, GENERAL["remind.offsets"].default)) == standard.offsets
    assert (GENERAL["remind.after"].default, GENERAL["remind.escalate_after"].default) == (
        standard.after, standard.escalate_after
    )  # fmt: skip


def test_every_channel_may_be_chosen(file: Path) -> None:
    """The word for each channel, and none, is one that remind.channel takes; the environment goes before the file."""
    for name in (*CHANNELS, ""):
        write_setting({"CTRACK_CONFIG": str(file)}, "remind.channel", name)
        assert invocation_of(file).get("remind.channel") == name
    assert invocation_of(file, CTRACK_REMIND_CHANNEL="eml").get("remind.channel") == "eml"
    with pytest.raises(Failure, match=r"CTRACK_REMIND_CHANNEL.*pigeon is not"):
        invocation_of(file, CTRACK_REMIND_CHANNEL="pigeon").get("remind.channel")


def test_lists_are_tuples(file: Path) -> None:
    """A list is handed on as a tuple, from the file as from the table; an empty one is one."""
    assert invocation_of(file).get("remind.offsets") == (90, 30, 7, 1, 0)
    file.write_text('[remind]\noffsets = [60, "5wd"]\nquiet = []\n')
    assert invocation_of(file).get("remind.offsets") == (60, "5wd")
    assert invocation_of(file).get("remind.quiet") == ()


def test_paths_of_the_file_do_not_hang_on_the_folder_of_the_run(
    bare: Runner, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cron runs in another folder: a path of the file is seen from the file, one on the command line from the user."""
    monkeypatch.setenv("HOME", "/home/amira")
    file.write_text('[eml]\nfolder = "mails"\n[letter]\nfolder = "~/letters"\n[smtp]\nca_file = "/etc/ca.pem"\n')
    settings = {key: invocation_of(file).get(key) for key in every_setting()}
    assert settings["eml.folder"] == str(file.parent / "mails")
    assert settings["letter.folder"] == "/home/amira/letters"
    assert settings["smtp.ca_file"] == "/etc/ca.pem"
    assert settings["calendar.holidays"] == ""
    monkeypatch.chdir(tmp_path)
    bare.ok("config", "set", "eml.folder", "out")
    assert tomllib.loads(file.read_text())["eml"]["folder"] == str(tmp_path / "out")


def test_settings_to_send_by(file: Path) -> None:
    """A run gets every general key and those of its channel, with what the file says in the place of the default."""
    file.write_text('lang = "ar"\n[smtp]\nhost = "mail.example.org"\n')
    assert list(invocation_of(file).sending_settings()) == list(GENERAL)
    settings = invocation_of(file, CTRACK_REMIND_CHANNEL="smtp").sending_settings()
    assert list(settings) == [*GENERAL, *(key for key in every_setting() if key.startswith("smtp."))]
    assert (settings["lang"], settings["smtp.host"], settings["smtp.timeout"]) == ("ar", "mail.example.org", 30)


def test_settings_of_one_instrument(bare: Runner, file: Path) -> None:
    """An instrument has what is set for it, and otherwise what holds for all; `list` shows what it has of its own."""
    file.write_text("[remind]\nafter = 14\n")
    key = "remind.instruments.kuwait-2024"
    bare.ok("config", "set", f"{key}.offsets", "10wd,3")
    assert invocation_of(file).instrument_settings() == {"kuwait-2024": {"offsets": ("10wd", 3)}}
    assert bare.ok("config", "get", f"{key}.offsets").out == "10wd,3\n"
    assert bare.ok("config", "get", f"{key}.after").out == "14\n"
    rows = {row["key"]: row["value"] for row in bare.data("config", "list")["rows"]}
    assert rows[f"{key}.offsets"] == ["10wd", 3]
    assert f"{key}.after" not in rows
    refused(bare("config", "set", f"{key}.channel", "smtp"), 2, "'KEY'")
    refused(bare("config", "set", "remind.instruments.Kuwait.after", "7"), 2, "'KEY'")


@pytest.mark.parametrize(
    ("key", "given", "line"),
    [
        ("remind.offsets", "60,30,7", "offsets = [60, 30, 7]"),
        ("remind.offsets", "[60, '5wd', \"0\"]", 'offsets = [60, "5wd", 0]'),
        ("remind.offsets", "", "offsets = []"),
        ("remind.quiet", "fri weekend", 'quiet = ["fri", "weekend"]'),
        ("remind.digest", "False", "digest = false"),
        ("remind.after", "0", "after = 0"),
        ("remind.from", 'ctrack "x" <focal@mofa.example>', r'from = "ctrack \"x\" <focal@mofa.example>"'),
        ("remind.fallback", "نورة", 'fallback = "نورة"'),
    ],
)
def test_what_set_writes(bare: Runner, file: Path, key: str, given: str, line: str) -> None:
    """A value is written as TOML has it, below its heading, and `get` prints what `set` takes."""
    bare.ok("config", "set", key, given)
    assert file.read_text("utf-8") == f"[remind]\n{line}\n"
    printed = bare.ok("config", "get", key).out.rstrip("\n")
    bare.ok("config", "set", key, printed)
    assert file.read_text("utf-8") == f"[remind]\n{line}\n"


@pytest.mark.parametrize(
    ("key", "given"),
    [("remind.offsets", "30,x"), ("remind.offsets", "30,-1"), ("remind.quiet", "friday"), ("remind.digest", "maybe"),
     ("smtp.port", "99999999999"), ("smtp.port", "٥٨٧x"), ("smtp.security", "ssl"), ("remind.from", "a\nBcc: b")],
)  # fmt: skip
def test_what_set_refuses(bare: Runner, file: Path, key: str, given: str) -> None:
    """A value that the setting cannot have is refused, and nothing is written."""
    refused(bare("config", "set", key, given), 2, f"{key} must be one of", "is not.")
    assert not file.exists()


def test_get_prints_the_bare_value(bare: Runner, file: Path) -> None:
    """`get` is for scripts: the value and nothing beside it; in JSON with its origin."""
    assert bare.ok("config", "get", "smtp.timeout").out == "30\n"
    assert bare.ok("config", "get", "remind.digest").out == "true\n"
    assert bare.ok("config", "get", "smtp.host").out == ""
    found = bare.data("config", "get", "remind.offsets")
    assert found == {"key": "remind.offsets", "value": [90, 30, 7, 1, 0], "origin": "default"}
    refused(bare("config", "get", "smtp.hst"), 2, "smtp.hst", "Did you mean 'smtp.host'")


def test_a_password_in_an_address_is_not_printed(bare: Runner, file: Path) -> None:
    """`get` and `list` show the address of a server without its password."""
    file.write_text('db = "postgresql://amira:sesame@db.example.org/commitments"\n')
    file.chmod(0o600)
    for words in (("get", "db"), ("list",)):
        outcome = bare.ok("config", *words, CTRACK_DB="")
        assert "sesame" not in outcome.out
        assert "amira:***@db.example.org" in outcome.out


@pytest.mark.parametrize(
    "text", ["lang = plan", "a = " + "[" * 5000, "due_soon_days = " + "9" * 5000, "due_soon_days = -1"]
)
@pytest.mark.parametrize(("language", "word"), [("ar", "خطأ: "), ("fr", "ctrack\u00a0: ")])
def test_a_wrong_file_is_told_in_the_language_asked_for(
    bare: Runner, file: Path, text: str, language: str, word: str
) -> None:
    """Settings that cannot be read are told of in the language that the option or the environment asks for."""
    file.write_text(text, encoding="utf-8")
    for outcome in (bare("list", "--lang", language), bare("list", CTRACK_LANG=language)):
        assert (outcome.code, outcome.out) == (2, "")
        assert outcome.err.startswith(word)


@pytest.mark.parametrize("value", ["today", "٣", "2026-13-01", "x" * 50])
def test_a_moment_that_is_none(bare: Runner, value: str) -> None:
    """CTRACK_NOW is refused where it holds no moment; one without an offset is in UTC."""
    refused(bare("list", CTRACK_NOW=value), 2, "CTRACK_NOW", value)
    assert Invocation([], {"CTRACK_NOW": "2026-06-30"}).moment.isoformat() == "2026-06-30T00:00:00+00:00"
