"""A shared preview: one revision for whoever holds its secret address, and no word to others."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from articles import editorial
from articles.admin.proof import render_proof

HEADERS = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",  # links on the page lead away, and take no token along
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}


@require_safe
def shared_preview(request: HttpRequest, token: str) -> HttpResponse:
    """Show the revision behind a link; 404, always the same, for everything else.

    `token` is its hash already: seetao.secret_addresses has changed it. No session is looked at,
    so the page is the same for everybody, and sets no cookie.
    """
    at = now()
    revision = editorial.shared_revision(token, at)
    if revision is None:
        # The same whether it never was, is over, was revoked, or its article is gone.
        response = HttpResponse(render_to_string("404.html"), status=404)
    else:
        response = render_proof(
            "preview/shared.html",
            revision.article,
            revision,
            at,
            # It has no address: no canonical one for search engines, none to save for later.
            address="",
        )
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response
