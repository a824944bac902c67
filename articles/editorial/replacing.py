"""Replacing a picture: another one takes its place in the words of every article that shows it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from articles.content import Content, Figure
from articles.editorial.events import record
from articles.editorial.refusal import Refused
from articles.editorial.site_wide import begin_on_site
from articles.editorial.verb import Verb
from articles.editorial.writing import save
from articles.models import Article, Image
from articles.models.revision import LONGEST_NOTE


@dataclass(frozen=True, slots=True)
class Replacing:
    """What became of the articles: new words to be published, or why there are none."""

    saved: list[Article] = field(default_factory=list)
    refused: list[tuple[Article, str]] = field(default_factory=list)


@transaction.atomic
def replace_picture(image: Image, by: Image, *, actor: User, reason: str, base: int) -> Replacing:
    """Save new words with picture `by` wherever a head shows `image`, each by the rules of saving.

    Readers keep what they have until these words are published. Description, credit and focal
    point of the old picture are left out, captions stay. An article whose words the actor may not
    save is told with the reason. Raises Stale when the picture changed meanwhile, Refused for
    every other rule.
    """
    image = Image.objects.select_for_update().get(pk=image.pk)
    begin_on_site(actor, Verb.REPLACE_PICTURE, image, reason=reason, base=base)
    if by.pk == image.pk or by.removed_at is not None:
        raise Refused(_("This picture can't take its place."), rule="picture")
    done = Replacing()
    for use in image.uses.filter(in_head=True).select_related("article__head").order_by("article"):
        refusal = _save_with(use.article, image, by, actor, reason)
        if refusal:
            done.refused.append((use.article, refusal))
        else:
            done.saved.append(use.article)
    record(
        image,
        Verb.REPLACE_PICTURE,
        actor=actor,
        reason=reason.strip(),
        data={
            "by": by.pk,
            "saved": [each.number for each in done.saved],
            "refused": [each.number for each, _why in done.refused],
        },
    )
    return done


def _save_with(article: Article, image: Image, by: Image, actor: User, reason: str) -> str:
    """Save an article's words with the other picture; return why not, or nothing."""
    head = article.head
    assert head is not None  # it shows the picture
    note = _("Picture %(old)s replaced by %(new)s: %(reason)s") % {
        "old": image.pk,
        "new": by.pk,
        "reason": reason.strip(),
    }
    try:
        with transaction.atomic():
            content = with_picture(head.content, image.pk, by.pk)
            save(article, content, actor=actor, base=head.number, note=note[:LONGEST_NOTE])
    except Refused as refusal:
        return str(refusal)
    return ""


def with_picture(content: Content, old: int, new: int) -> Content:
    """Return the content with another picture in the place of one."""
    place = re.compile(rf'<figure data-image="{old}">')
    body = tuple(
        replace(each, html=place.sub(f'<figure data-image="{new}">', each.html))
        for each in content.body
    )
    cover = _exchanged(content.cover, old, new) if content.cover else None
    figures = tuple(_exchanged(figure, old, new) for figure in content.figures)
    return replace(content, body=body, cover=cover, figures=figures)


def _exchanged(figure: Figure, old: int, new: int) -> Figure:
    return Figure(image=new, caption=figure.caption) if figure.image == old else figure
