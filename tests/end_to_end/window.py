"""What the tests in a real browser ask of its windows."""

from __future__ import annotations

from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page

from accounts.models import User


def let_in(context: BrowserContext, user: User, site: str) -> None:
    """Give all windows of `context` a session of the user's at `site`, without the form."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])


def write_as_html(context: BrowserContext) -> None:
    """Let the text of articles be a field of HTML, as who wants that has chosen before."""
    context.add_init_script("localStorage.setItem('desk:editor', 'html')")


def fits(page: Page) -> bool:
    """Say whether the page needs no scrolling sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
