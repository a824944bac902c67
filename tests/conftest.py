"""Fixtures for all tests. `browser` and `page` mark a test as one that needs a real browser."""

import asyncio
import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from django.utils import translation
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.plugin import DjangoDbBlocker

from articles.media import renditions
from tests import append_only_teardown
from tests.browser import FLAGS, chromium

BROWSER_TIMEOUT = 15_000  # milliseconds, for each step


def pytest_configure() -> None:
    """Make the folder for this process's database and pictures.

    Properties are tried with the same examples in every run and on every machine, by no clock.
    """
    hypothesis_settings.register_profile("seetao", deadline=None, derandomize=True, database=None)
    hypothesis_settings.load_profile("seetao")
    shutil.rmtree(settings.TESTS_FOLDER, ignore_errors=True)
    settings.TESTS_FOLDER.mkdir(parents=True)


def pytest_unconfigure() -> None:
    """Take the folder away; not by atexit, which the processes of xdist never reach."""
    shutil.rmtree(settings.TESTS_FOLDER, ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests that use a browser, so that `-m "not browser"` leaves them out."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Make the test database, and see to its append-only tables when tests empty it."""
    with django_db_blocker.unblock():
        append_only_teardown.install()
    yield
    with django_db_blocker.unblock():
        _send_others_away()


def _send_others_away() -> None:
    """Let PostgreSQL drop the database: a worker that a test killed may still have a session."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(autouse=True)
def _speaks_english() -> Iterator[None]:
    """Outside requests, which choose for themselves, texts are the msgids."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _counts_reads_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """No thread writes into the database of whatever test comes next."""
    monkeypatch.setattr("articles.reader.read_counter.later", lambda seconds, act: None)


@pytest.fixture(autouse=True)
def _encodes_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which files there are of a picture does not depend on how hard the encoder tries."""
    monkeypatch.setitem(renditions.OPTIONS, "avif", {"speed": 10})


@pytest.fixture(scope="session")
def _chromium() -> Iterator[tuple[Browser, asyncio.AbstractEventLoop]]:
    """One Chromium for all tests of this process, and the loop that Playwright talks to it by.

    Starting both takes longer than many a test.
    """
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(playwright), args=[*FLAGS])
        loop = asyncio.get_running_loop()
        asyncio._set_running_loop(None)
        yield started, loop
        asyncio._set_running_loop(loop)
        started.close()


@pytest.fixture
def browser(
    _chromium: tuple[Browser, asyncio.AbstractEventLoop], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Browser]:
    """A headless Chromium with nothing open; each person gets a `browser.new_context()`."""
    started, loop = _chromium
    # Playwright's loop runs in this thread, where Django then refuses the database. Only these
    # tests see it: for all others there is none.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    asyncio._set_running_loop(loop)
    yield started
    for context in started.contexts:
        context.close()
    asyncio._set_running_loop(None)


@pytest.fixture
def page(browser: Browser) -> Page:
    """One page of a new, anonymous visitor."""
    page = browser.new_page()
    page.set_default_timeout(BROWSER_TIMEOUT)
    return page
