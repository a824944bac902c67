"""Recording events: numbered for each subject, each sealed with a MAC over the one before."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.timezone import now

from accounts.models import User
from articles.editorial.image_uses import note_uses
from articles.editorial.verb import Verb
from articles.models import Article, Event
from articles.models.event import SUBJECTS
from articles.search import index_article

FIRST_MAC = ""
"""What the first event of a subject is chained to."""


def record(
    subject: models.Model,
    verb: Verb,
    *,
    actor: User,
    revision: int | None = None,
    reason: str = "",
    data: dict[str, Any] | None = None,
    at: datetime | None = None,
) -> Event:
    """Append the event of one verb; the caller has locked the subject's row.

    Should two writers meet all the same, the unique number refuses the second. What the search
    finds of an article, and where pictures are used, follows it here.
    """
    name = subject_field(subject)
    last = (
        Event.objects.filter(**{name: subject.pk}).order_by("-number").values("number", "mac")
    ).first()
    event = Event(
        **{f"{name}_id": subject.pk},
        number=last["number"] + 1 if last else 1,
        revision=revision,
        verb=verb.value,
        actor=actor,
        actor_name=actor.name(),
        reason=reason,
        data=stored_form(data or {}),
        at=at or now(),
    )
    event.mac = mac_of(event, last["mac"] if last else FIRST_MAC)
    event.save(force_insert=True)
    if isinstance(subject, Article):
        # Every verb comes by here with the row as it leaves it, in its transaction.
        index_article(subject)
        note_uses(subject)
    return event


def newest_event(subject: models.Model) -> int:
    """Return the number of a subject's newest event, 0 where it has none yet."""
    if subject.pk is None:
        return 0
    events = Event.objects.filter(**{subject_field(subject): subject.pk}).order_by("-number")
    return events.values_list("number", flat=True).first() or 0


def changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return what is new by its name, each with its old value and its new one."""
    return {name: [old.get(name), new[name]] for name in new if old.get(name) != new[name]}


def mac_of(event: Event, previous: str) -> str:
    """Return the HMAC-SHA256 (RFC 2104) of an event and of the MAC before it, in hexadecimal.

    The message is JSON with sorted keys, so it is the same however the database gives data back.
    """
    message = json.dumps(
        {
            "previous": previous,
            "subject": [event.subject_name(), event.subject_id()],
            "number": event.number,
            "revision": event.revision,
            "verb": event.verb,
            "actor": [event.actor_id, event.actor_name],
            "reason": event.reason,
            "data": event.data,
            "at": event.at.astimezone(UTC).isoformat(),
        },
        sort_keys=True,
        ensure_ascii=True,
        separators=(",", ":"),
    )
    return hmac.digest(settings.EVENT_KEY.encode(), message.encode(), "sha256").hex()


def stored_form(data: dict[str, Any]) -> dict[str, Any]:
    """Return details as the database will give them back: the MAC is made over that."""
    form: dict[str, Any] = json.loads(json.dumps(data, cls=DjangoJSONEncoder))
    return form


def subject_field(subject: models.Model) -> str:
    """Return the field of `Event` that holds this kind of subject."""
    name = str(subject._meta.model_name)
    if name not in SUBJECTS:
        raise TypeError(f"Events are not kept for {name}.")
    return name
