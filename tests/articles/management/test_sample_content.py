"""sample_content: only where it may, with counts, the archive on demand."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from articles.models import Article
from tests.factories import make_column

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def var(tmp_path: Path, settings: Settings) -> Path:
    settings.VAR_DIR = tmp_path
    return tmp_path


def run(*words: str) -> str:
    out = StringIO()
    call_command("sample_content", *words, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_it_is_refused_where_debug_is_off(settings: Settings) -> None:
    settings.DEBUG = False

    with pytest.raises(CommandError, match="--force"):
        run()

    assert not Article.objects.exists()


def test_it_writes_where_debug_is_on_and_says_how_much(settings: Settings, var: Path) -> None:
    settings.DEBUG = True

    said = run()

    assert said == (
        f"10 accounts and {Article.objects.count()} articles made.\n"
        f"Passwords are in {var / 'sign-ins.txt'}.\n"
    )


def test_it_can_be_forced_and_twice_does_no_harm() -> None:
    run("--force")
    count = Article.objects.count()

    assert run("--force") == "0 accounts and 0 articles made.\n"
    assert Article.objects.count() == count


def test_further_articles_are_counted_from_what_is_there() -> None:
    run("--force", "--articles", "5")
    count = Article.objects.count()

    said = run("--force", "--articles", "8")

    assert "8 further articles are there." in said
    assert Article.objects.count() == count + 3


@pytest.mark.parametrize("count", ["-1", "1000001"])
def test_a_count_out_of_range_is_refused(count: str) -> None:
    with pytest.raises(CommandError, match="0 to 1000000"):
        run("--force", f"--articles={count}")

    assert not Article.objects.exists()


def test_samples_that_do_not_fit_in_are_refused_in_one_line() -> None:
    make_column(number=1, slug="mine", name_en="Mine")

    with pytest.raises(CommandError, match="Mine"):
        run("--force")
