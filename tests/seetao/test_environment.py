"""Settings from the environment."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from seetao.environment import Environment, derived_key

GOOD_KEY = "0123456789" * 5


def problems(environment: Environment) -> list[str]:
    try:
        environment.refuse_problems()
    except ImproperlyConfigured as error:
        return str(error).splitlines()
    return []


def test_misspelt_boolean_is_named_with_what_to_write() -> None:
    environment = Environment({"DEBUG": "ture"})

    environment.boolean("DEBUG", default=False)

    assert problems(environment) == ["DEBUG is 'ture': write 'true' or 'false'."]


@pytest.mark.parametrize(("written", "read"), [("true", True), ("FALSE", False), ("", True)])
def test_boolean_is_read_in_any_case_and_defaults_when_empty(written: str, read: bool) -> None:
    environment = Environment({"DEBUG": written})

    assert environment.boolean("DEBUG", default=True) is read
    assert problems(environment) == []


def test_all_problems_are_told_at_once() -> None:
    environment = Environment({"FIRST_NUMBER": "many", "TIME_ZONE": "Mars/Olympus"})

    environment.whole_number("FIRST_NUMBER", default=1, least=1)
    environment.zone("TIME_ZONE", "UTC")
    environment.hosts("ALLOWED_HOSTS", "")

    assert [line.split()[0] for line in problems(environment)] == [
        "FIRST_NUMBER",
        "TIME_ZONE",
        "ALLOWED_HOSTS",
    ]


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "٣", "9e9"])
def test_number_below_the_least_or_no_number_is_refused(value: str) -> None:
    environment = Environment({"FIRST_NUMBER": value})

    environment.whole_number("FIRST_NUMBER", default=1, least=1)

    assert len(problems(environment)) == 1


@pytest.mark.parametrize("key", ["", "short", "a" * 60, GOOD_KEY[:-1]])
def test_missing_short_or_monotonous_key_is_refused(key: str) -> None:
    environment = Environment({"SECRET_KEY": key})

    environment.key("SECRET_KEY", "write one.")

    assert len(problems(environment)) == 1


def test_key_is_never_repeated_in_a_problem() -> None:
    environment = Environment({"SECRET_KEY": "hunter2"})

    environment.key("SECRET_KEY", "write one.")

    assert "hunter2" not in problems(environment)[0]


def test_key_of_fifty_characters_is_accepted() -> None:
    environment = Environment({"SECRET_KEY": GOOD_KEY})

    assert environment.key("SECRET_KEY", "write one.") == GOOD_KEY
    assert problems(environment) == []


@pytest.mark.parametrize(
    "address", ["http://example.org", "example.org", "https://", "https://example.org/news"]
)
def test_production_site_address_is_https_and_a_host_alone(address: str) -> None:
    environment = Environment({"SITE_URL": address})

    environment.site("SITE_URL", "", secure=True)

    assert problems(environment)[0].startswith(f"SITE_URL is '{address}'")


def test_site_address_loses_its_last_slash() -> None:
    environment = Environment({"SITE_URL": "https://example.org/"})

    assert environment.site("SITE_URL", "", secure=True) == "https://example.org"


def test_host_star_is_refused() -> None:
    environment = Environment({"ALLOWED_HOSTS": "example.org,*"})

    environment.hosts("ALLOWED_HOSTS", "")

    assert "anybody" in problems(environment)[0]


def test_database_of_another_kind_is_refused_without_showing_its_password() -> None:
    environment = Environment({"DATABASE_URL": "mysql://me:secret@host/name"})

    environment.database("DATABASE_URL", "sqlite:///var/x.sqlite3")

    assert problems(environment)[0].startswith("DATABASE_URL begins with 'mysql'")
    assert "secret" not in problems(environment)[0]


def test_mail_address_without_scheme_is_refused() -> None:
    environment = Environment({"EMAIL_URL": "mail.example.org"})

    environment.mail("EMAIL_URL", "dummymail://")

    assert problems(environment)[0].startswith("EMAIL_URL begins with 'mail.example.org'")


def test_derived_keys_differ_by_purpose_and_stay_the_same() -> None:
    assert derived_key("secret", "events") == derived_key("secret", "events")
    assert derived_key("secret", "events") != derived_key("secret", "codes")
    assert len(derived_key("secret", "events")) == 64
