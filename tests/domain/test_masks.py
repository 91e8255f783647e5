"""No address shows its password, however it was written; what is no secret stays as it is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import make_url

from ctrack.domain.masks import (
    holds_secret,
    list_secrets,
    mask_link,
    mask_text,
    mask_word,
    mend_address,
    strip_secrets,
)

# A secret of whatever a keyboard gives, with a mark in it by which it is found again.
SIGNS = st.text(st.sampled_from("ab12:@/?#&=%+.,;'\"[]()!$*~^|-_ز"), max_size=8)
SECRETS = st.tuples(SIGNS, SIGNS).map(lambda ends: f"{ends[0]}SESAME{ends[1]}")
HOSTS = st.sampled_from(["db.example.org", "db:5432", "[::1]:5432", "a:1,b:2", "", "127.0.0.1"])


@settings(max_examples=300, deadline=None)
@given(SECRETS, HOSTS, st.sampled_from(["postgresql", "postgresql+psycopg", "https", "postgres"]))
def test_a_password_before_the_host_is_hidden(secret: str, host: str, scheme: str) -> None:
    """Whatever signs a password holds, coded or not: no part of it is shown, in a word or in a sentence."""
    address = f"{scheme}://amira:{secret}@{host}/register?sslmode=require"
    for shown in (
        mask_word(address),
        mask_word(f"--db={address}"),
        mask_text(f"cannot open '{address}'."),
        strip_secrets(address),
        mask_link(address),
    ):
        assert "SESAME" not in shown
    assert holds_secret(address)
    assert secret in list_secrets(address)


@settings(max_examples=100, deadline=None)
@given(SECRETS.filter(lambda text: "@" not in text), st.sampled_from(["", "/register", ":5432/register"]))
def test_an_address_that_lost_its_host_is_hidden(secret: str, rest: str) -> None:
    """Where the @ was forgotten, what stands in the port's place is taken for the password."""
    if not re.match(r"\d*(?:[/?#,]|$)", secret):
        assert "SESAME" not in mask_word(f"postgresql://amira:{secret}{rest}")


NAMED = [
    "postgresql://db/r?password=SESAME",
    "postgresql://db/r?user=amira&password=SESAME&sslmode=require",
    "postgresql://db/r?sslpassword=SESAME",
    "postgresql://db/r?p%61ssword=SESAME",
    "postgresql://db/r?PASSWORD=SESAME#x",
    "postgresql://db/r?password=a&SESAME",
    "postgresql:///r?host=/run&password=SESAME;x",
    "https://hooks.example.org/in?token=SESAME",
    "https://hooks.example.org/in?api_key=SESAME&sig=SESAME",
    "https://SESAME@hooks.example.org/in",
    "postgresql:/amira:SESAME@db/r",
    "postgresql:amira:SESAME@db/r",
]


@pytest.mark.parametrize("address", NAMED, ids=range(len(NAMED)))
def test_a_secret_with_a_name_is_hidden(address: str) -> None:
    """A parameter that is called like a password shows no value, also where its name is coded or in capitals."""
    assert "SESAME" not in mask_word(address)
    assert "SESAME" not in mask_text(f'error: "{address}" failed')
    assert holds_secret(address)


@pytest.mark.parametrize(
    "text",
    [
        "host=db password=SESAME user=a",
        "password = 'SES\\' SESAME' host=x",
        "sslpassword=SESAME",
        "PGPASSWORD=SESAME x",
    ],
)
def test_words_of_a_connection_are_hidden(text: str) -> None:
    """The words by which a driver repeats a connection show no password."""
    assert "SESAME" not in mask_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://db.example.org:5432/register?sslmode=require",
        "postgresql://amira@a:5432,b:5433/register?target_session_attrs=read-write",
        "postgresql://amira@/register?host=%2Frun%2Fpostgresql&sslkey=/k.pem",
        "sqlite:////srv/register.db",
        "See https://undocs.org/A/RES/72/284 and https://undocs.org/ar/A/70/674: both count.",
        "https://example.org/a@b and amira@example.org",
        "/srv/my files/register.db",
        "",
    ],
    ids=range(8),
)
def test_what_is_no_secret_stays(text: str) -> None:
    """Addresses without a password, links and prose are not touched."""
    assert mask_text(text) == text
    assert mask_word(text) == text
    assert strip_secrets(text) == text


def test_a_webhook_shows_its_host() -> None:
    """The path of a webhook is a key to it: only the host is shown."""
    assert mask_link("https://hooks.example.org/services/SESAME?x=1") == "https://hooks.example.org/***"
    assert mask_link("https://hooks.example.org/") == "https://hooks.example.org/"
    assert mask_link("") == ""


@pytest.mark.parametrize("secret", ["plain", "a@b", "@@", "a:b@c/d", "a%40b"])
def test_a_password_is_read_as_it_was_meant(secret: str) -> None:
    """An @ in a password leads to the right host, and the password is the whole of it."""
    url = make_url(mend_address(f"postgresql://amira:{secret}@db/r"))
    assert (url.host, url.password) == ("db", secret.replace("%40", "@"))


def test_without_its_secrets_an_address_leads_to_the_same_place() -> None:
    """What is printed in a line to be pasted names the same host, user and database."""
    bare = strip_secrets("postgresql://amira:a@b@db:5432/r?password=x&sslmode=require&sslpassword=y")
    assert bare == "postgresql://amira@db:5432/r?sslmode=require"


@pytest.mark.parametrize("unit", ["x", "postgres", "a:", "'", "a://", "postgres://)", "password", "a:b@", "?user="])
def test_long_texts_are_looked_through_once(unit: str) -> None:
    """What somebody typed without end is masked in a moment: the search goes back by no more than a scheme is long."""
    assert mask_text(f"{unit * 20_000} postgresql://me:SESAME@host/x").count("SESAME") == 0
    assert len(mask_word(unit * 20_000)) > 0
