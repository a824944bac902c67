"""One's own data, as a file."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.events import Kind, Outcome, record
from accounts.export import own_data
from accounts.models import User
from accounts.requester import requester_of
from accounts.sessions import fresh_required

FILE_NAME = "seetao-account.json"


@require_http_methods(["GET", "HEAD", "POST"])
@fresh_required
def export(request: HttpRequest) -> HttpResponse:
    """Say what the file holds; a button hands it out, which leaves an event."""
    user = request.user
    assert isinstance(user, User)  # fresh_required saw to it
    if request.method != "POST":
        return render(request, "accounts/export.html", {"person": user})
    record(Kind.EXPORTED, Outcome.DONE, who=requester_of(request), user=user)
    return HttpResponse(
        json.dumps(own_data(user), ensure_ascii=False, indent=2),
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{FILE_NAME}"'},
    )
