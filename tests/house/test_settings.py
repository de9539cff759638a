"""Are the settings written down, read as they are meant, and refused in words where they cannot be used?"""

from __future__ import annotations

import pytest

from config import BadSetting, Settings, flask_config, unknown_names
from tests.support.settings_page import PAGE, page_of_settings


def test_the_page_of_settings_says_what_is_read():
    assert PAGE.read_text() == page_of_settings(), "Run `make settings` to write the page anew"


def test_settings_are_read_by_their_names_in_the_environment():
    settings = Settings.from_environment({"PORT": "8080", "MENTORNET_DEMO": "1", "HOME": "/root"})
    assert (settings.port, settings.is_demo, settings.is_development) == ("8080", True, False)
    assert settings.address == "http://127.0.0.1:8080"


def test_a_number_that_is_none_is_refused_by_its_name():
    with pytest.raises(BadSetting, match="MENTORNET_WEB_THREADS is 'many'; give a whole number"):
        Settings(web_threads="many").whole("web_threads")


def test_a_slip_of_the_pen_is_noticed():
    environ = {"MENTORNET_BASE_ULR": "x", "MENTORNET_BASE_URL": "y", "PATH": "z"}
    assert unknown_names(environ) == ["MENTORNET_BASE_ULR"]


@pytest.mark.parametrize("typed", ["postgres://u:p@db/m", "postgresql://u:p@db/m"])
def test_a_postgresql_address_is_read_by_psycopg_3(typed):
    assert Settings(database_url=typed).sqlalchemy_url == "postgresql+psycopg://u:p@db/m"


def test_a_key_is_made_once_and_kept_to_its_owner(scratch):
    settings = Settings(data_folder=str(scratch))
    assert settings.key() == settings.key()
    assert len(settings.key()) >= 60
    assert (scratch / "secret_key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("base_url", "hosts"),
    [
        ("", ["127.0.0.1", "[::1]", "localhost"]),
        ("https://mentornet.org", ["mentornet.org"]),
    ],
)
def test_only_the_hosts_of_the_base_url_are_answered_to(base_url, hosts):
    assert Settings(base_url=base_url).hosts() == hosts


def test_the_hosts_to_answer_to_can_be_named():
    assert Settings(trusted_hosts="a.example, b.example").hosts() == ["a.example", "b.example"]


@pytest.mark.parametrize(
    ("base_url", "name", "secure"),
    [("https://mentornet.org", "__Host-session", True), ("http://127.0.0.1:5000", "session", False)],
)
def test_the_cookie_follows_how_people_come(scratch, base_url, name, secure):
    config = flask_config(Settings(base_url=base_url, data_folder=str(scratch)))
    assert (config["SESSION_COOKIE_NAME"], config["SESSION_COOKIE_SECURE"]) == (name, secure)
    assert config["SESSION_COOKIE_HTTPONLY"]
    assert config["SESSION_COOKIE_SAMESITE"] == "Lax"
