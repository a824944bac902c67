"""The page for what a reader saved without an account: the same for everybody, and empty.

What was saved stands in the reader's own browser, whose script fills the list in.
"""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import now

from articles.reader.frame import frame
from articles.reader.navigation import other_language
from articles.reader.public_page import public_page, render_page


@public_page
def saved_here(request: HttpRequest, language: str) -> HttpResponse:
    """Show the place of the list."""
    return render_page(
        "reader/saved.html",
        {
            "frame": frame(language, now()),
            "other_address": reverse(f"reader:saved-{other_language(language)}"),
        },
        language=language,
    )
