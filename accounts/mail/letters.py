"""Letters: a subject, a plain text and a simple HTML in one person's language."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from seetao.language import CHINESE, DJANGO_LANGUAGE


def send(kind: str, to: str, language: str, facts: dict[str, Any]) -> None:
    """Render templates/accounts/mail/`kind` and send it; OSError where the server refuses.

    `facts` hold values of ours alone: nothing that a stranger typed goes into a letter.
    """
    with translation.override(DJANGO_LANGUAGE.get(language, CHINESE)):
        context = {
            **facts,
            "site": _("Seetao"),
            "site_url": settings.SITE_URL,
            "contact": settings.CONTACT_EMAIL,
            "time": _moment(facts.get("time")),
        }
        folder = f"accounts/mail/{kind}"
        subject = " ".join(render_to_string(f"{folder}.subject.txt", context).split())
        letter = EmailMultiAlternatives(
            subject=subject,
            body=render_to_string(f"{folder}.txt", context).strip() + "\n",
            to=[to],
            # So that no robot answers, and mail servers see what it is (RFC 3834).
            headers={"Auto-Submitted": "auto-generated"},
        )
        letter.attach_alternative(render_to_string(f"{folder}.html", context), "text/html")
    letter.send(fail_silently=False)


def _moment(value: Any) -> str:
    if not isinstance(value, str):
        return ""
    return timezone.localtime(datetime.fromisoformat(value)).strftime("%Y-%m-%d %H:%M %z")
