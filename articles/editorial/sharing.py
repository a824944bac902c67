"""Sharing a preview: a secret address under which somebody outside the desk reads one revision."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from accounts.models import User
from articles.editorial.dossier import Dossier
from articles.editorial.events import record
from articles.editorial.refusal import Refused
from articles.editorial.transaction import begin
from articles.editorial.verb import Verb
from articles.models import Article, Event, PreviewLink, Revision
from articles.models.preview_link import token_hash

TOKEN_BYTES: Final = 32  # 256 bits: nobody finds one by trying

LIFETIMES: Final = (
    timedelta(hours=1),
    timedelta(hours=8),
    timedelta(hours=24),
    timedelta(hours=72),
)
"""For how long a link may be good; 72 hours are the most that anybody may ask for."""

MOST_OPEN_LINKS: Final = 20  # of an article at a time; who needs more has lost sight of them


@dataclass(frozen=True, slots=True)
class SharedLink:
    """A link as it was made, with its token: told once, stored nowhere."""

    link: PreviewLink
    token: str


@sensitive_variables("token")
@transaction.atomic
def share(article: Article, *, actor: User, number: int, lifetime: timedelta) -> SharedLink:
    """Make a link to the revision with this number, good for one of `LIFETIMES`.

    Raises Refused when the policy says no, there is no such revision, the lifetime is none of
    these, or too many links are open already.
    """
    dossier = begin(article, Verb.SHARE, actor)
    article, at = dossier.article, dossier.at
    if lifetime not in LIFETIMES:
        raise Refused(_("Choose for how long the link shall be good."), rule="lifetime")
    revision = Revision.objects.filter(article=article, number=number).first()
    if revision is None:
        raise Refused(_("There is no such revision."), rule="revision")
    if PreviewLink.objects.filter(revision__article=article).open(at).count() >= MOST_OPEN_LINKS:
        raise Refused(
            _("%(most)s links to this article are open: revoke one first.")
            % {"most": MOST_OPEN_LINKS},
            rule="too-many",
        )
    token = secrets.token_urlsafe(TOKEN_BYTES)
    link = PreviewLink.objects.create(
        revision=revision,
        token_hash=token_hash(token),
        made_by=actor,
        made_at=at,
        expires_at=at + lifetime,
    )
    record(
        article,
        Verb.SHARE,
        actor=actor,
        revision=number,
        data={"link": link.pk, "expires_at": link.expires_at},
        at=at,
    )
    return SharedLink(link, token)


@transaction.atomic
def unshare(article: Article, *, actor: User, link: int) -> Event | None:
    """Revoke the article's link with this key, whoever made it.

    Returns None where it was over already. Raises Refused when the policy says no, or the article
    has no such link.
    """
    dossier = begin(article, Verb.UNSHARE, actor)
    article, at = dossier.article, dossier.at
    links = PreviewLink.objects.filter(revision__article=article, pk=link)
    number = links.values_list("revision__number", flat=True).first()
    if number is None:
        raise Refused(_("There is no such link."), rule="link")
    if not PreviewLink.objects.filter(pk=link).open(at).update(revoked_at=at):
        return None
    return record(article, Verb.UNSHARE, actor=actor, revision=number, data={"link": link}, at=at)


def shared_revision(hashed: str, at: datetime) -> Revision | None:
    """Return what the link with this `token_hash` shows at the moment `at`; None for no such link.

    A link shows what its maker may still share: it ends with his role in the column, with his
    account, and when the article is killed or trashed.
    """
    link = (
        PreviewLink.objects.filter(token_hash=hashed)
        .open(at)
        .select_related("made_by", "revision__article__column", "revision__article__live")
        .first()
    )
    if link is None:
        return None
    dossier = Dossier(link.revision.article, at)
    return link.revision if dossier.answer(link.made_by, Verb.SHARE) else None


def links_to(article: Article) -> QuerySet[PreviewLink]:
    """Return all links to an article's revisions, the newest first."""
    links = PreviewLink.objects.filter(revision__article=article)
    return links.select_related("revision", "made_by").order_by("-made_at", "-pk")
