"""Tasks that send mail. The code is made here, in the worker, and exists nowhere else.

Its MAC is committed before the mail leaves. So a try that fails, or a worker that dies, leaves
a code that nobody knows, and the next try makes a fresh one.
"""

from __future__ import annotations

import secrets
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django_tasks import TaskContext, task

from accounts import limits
from accounts.code import new_code, spaced
from accounts.erasure import DOMAIN as ERASED
from accounts.events import Kind, Outcome, record
from accounts.keys import keyed
from accounts.mail import letters
from accounts.models import AddressUndo, Challenge, Purpose, User
from accounts.proof import code_mac
from seetao.work.retrying import retrying

TRIES = 5
CODE_PAUSE = timedelta(seconds=30)  # 30 s, 1, 2, 4 minutes: within limits.UNSENT_LIFETIME
NOTICE_PAUSE = timedelta(minutes=5)  # 5, 10, 20, 40: outlasts a mail server's hour
UNDO = "address-undo"


@task(takes_context=True)
@retrying(OSError, tries=TRIES, base=CODE_PAUSE)
def send_code(context: TaskContext, challenge: str, silent: bool) -> None:
    """Make a challenge's code and send it. A decoy gets the same work, and no mail."""
    found = Challenge.objects.select_related("user").filter(pk=UUID(challenge)).first()
    if found is None:
        return
    code, now = new_code(), timezone.now()
    waiting = Challenge.objects.open(now).filter(pk=found.pk, verified_at=None)
    ready = waiting.update(
        code_mac=code_mac(found, code), sent_at=now, expires_at=now + limits.CODE_LIFETIME
    )
    if not ready or silent:
        return
    if not found.decoy:
        to = found.user.email if found.user and found.purpose == Purpose.RESET else found.address
        language = found.user.language if found.user else found.language
        facts = {
            "code": spaced(code),
            "purpose": found.purpose,
            "minutes": int(limits.CODE_LIFETIME.total_seconds() // 60),
        }
        with _recorded("code", found.user):
            letters.send("code", to, language, facts)
    elif found.purpose != Purpose.RESET:
        holder = User.objects.filter(email_canonical=found.address, is_active=True).first()
        if holder:
            with _recorded("has-account", holder):
                letters.send("has_account", holder.email, holder.language, {})


@task(takes_context=True)
@retrying(OSError, tries=TRIES, base=NOTICE_PAUSE)
def send_letter(context: TaskContext, kind: str, user: int, facts: dict[str, Any]) -> None:
    """Send an account a letter. `facts` stand in the task's row: no code, token or password.

    An account that was erased meanwhile has no mailbox any more.
    """
    person = User.objects.exclude(email_canonical__endswith=f"@{ERASED}").filter(pk=user).first()
    if person:
        with _recorded(kind, person):
            letters.send(kind, person.email, person.language, facts)


@task(takes_context=True)
@retrying(OSError, tries=TRIES, base=NOTICE_PAUSE)
def send_address_undo(context: TaskContext, undo: str) -> None:
    """Tell the old address of the change, with a fresh link that takes it back."""
    found = AddressUndo.objects.select_related("user").filter(pk=UUID(undo)).first()
    if found is None:
        return
    token, now = secrets.token_urlsafe(32), timezone.now()
    ready = (
        AddressUndo.objects.open(now)
        .filter(pk=found.pk)
        .update(token_mac=keyed(UNDO, found.pk.hex, token), sent_at=now)
    )
    if ready:
        link = f"{settings.SITE_URL}/accounts/undo-address/{found.pk}/{token}/"
        facts = {
            "link": link,
            "time": found.created_at.isoformat(),
            "hours": int(limits.UNDO_LIFETIME.total_seconds() // 3600),
        }
        with _recorded("address-undo", found.user):
            letters.send("address_undo", found.old_email, found.user.language, facts)


@task(takes_context=True)
@retrying(OSError, tries=TRIES, base=NOTICE_PAUSE)
def alert_administrators(context: TaskContext, kind: str, facts: dict[str, Any]) -> None:
    """Send every administrator who may sign in a letter `alert_<kind>`."""
    for person in User.objects.filter(is_superuser=True, is_active=True):
        with _recorded(f"alert-{kind}", person):
            letters.send(f"alert_{kind}", person.email, person.language, facts)


@contextmanager
def _recorded(kind: str, user: User | None) -> Iterator[None]:
    """Record a failure for administrators, and pass on what another try may mend."""
    try:
        yield
    except smtplib.SMTPRecipientsRefused as error:
        record(Kind.MAIL, Outcome.REFUSED, who=None, user=user, reason=f"{kind} refused"[:40])
        if any(code < 500 for code, _words in error.recipients.values()):
            raise
        # 5xx: the mailbox does not exist; another try would hear the same.
    except OSError as error:
        reason = f"{kind} {type(error).__name__}"[:40]
        record(Kind.MAIL, Outcome.FAILED, who=None, user=user, reason=reason)
        raise
