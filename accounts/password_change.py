"""A new password for somebody who is signed in and has just given the old one."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts.ending import end_everything
from accounts.events import Kind, Outcome, record
from accounts.flow.refusals import WeakPassword
from accounts.mail.tasks import send_letter
from accounts.models import User
from accounts.passwords import password_problems
from accounts.requester import Requester


def change_password(user: User, password: str, who: Requester, *, keep_session: str = "") -> None:
    """Set it and end all else; raises WeakPassword. The caller renews the session's hash."""
    if problems := password_problems(password, user):
        raise WeakPassword(problems)
    user.password = make_password(password)
    with transaction.atomic():
        user.save(update_fields=["password"])
        keep = who.device.pk if who.device and who.knows(user) else None
        end_everything(user, keep_session=keep_session, keep_device=keep)
        record(Kind.PASSWORD_CHANGED, Outcome.DONE, who=who, user=user)
        send_letter.enqueue(
            "password_changed", user.pk, {"time": who.at.isoformat(), "client": who.client}
        )
