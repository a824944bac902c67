"""Joining what two people wrote from the same revision, when the second of them saves."""

from __future__ import annotations

from dataclasses import fields, replace

from articles.content import Content
from articles.editorial.admission import admitted
from articles.editorial.dossier import Dossier
from articles.editorial.merge import ContentConflict, merge
from articles.editorial.refusal import Refused, Stale
from articles.editorial.verb import MAKING_LIVE
from articles.models import Article, Event, Revision, Stage

ABOUT_THE_CHANGE = ("change_class", "notice_text")
NOTHING_CHOSEN = ("", "")


class SaveConflict(Stale):
    """Both changed the same place since `base`: somebody must choose. Nothing was written.

    `mine` is what was to be saved, `theirs` what a form on the head starts from; `names` are the
    fields of the content that both changed, differently.
    """

    def __init__(
        self, head: int, names: tuple[str, ...], *, base: Content, mine: Content, theirs: Content
    ) -> None:
        self.names = names
        self.base = base
        self.mine = mine
        self.theirs = theirs
        super().__init__(head)


def starting_content(dossier: Dossier) -> Content:
    """Return what a form starts from: the head's words; from clean, no kind of change is chosen."""
    if dossier.article.stage == Stage.CLEAN:
        return without_change(dossier.content)
    return dossier.content


def start_from(article: Article, revision: Revision) -> Content:
    """Return what a form showed that began from this revision, which may be no longer the head.

    Readers had it: then the kind of change and the text for readers, which spoke of the change
    that led to it, were not in the form.
    """
    if revision.pk == article.head_id:
        was_clean = article.stage == Stage.CLEAN
    else:
        was_clean = revision.pk == article.live_id or _was_published(article, revision)
    return without_change(revision.content) if was_clean else revision.content


def without_change(content: Content) -> Content:
    """Return the content without what it says about the change that it is."""
    return replace(content, change_class="", notice_text="")


def join(dossier: Dossier, content: Content, base: int) -> Content:
    """Return the head's words with what `content` changed since the revision numbered `base`.

    Raises SaveConflict where both changed the same place, Stale where `base` is no revision of
    this article.
    """
    article, head = dossier.article, dossier.head
    began = Revision.objects.filter(article=article, number=base).first()
    if began is None:
        raise Stale(head.number)
    start, theirs = start_from(article, began), starting_content(dossier)
    if _about(content) == _about(began.content):
        # The form was opened before readers had it: he chose nothing, it stood there.
        content = replace(content, change_class=start.change_class, notice_text=start.notice_text)
    try:
        merged = merge(start, content, theirs)
    except ContentConflict as conflict:
        names = conflict.names
    else:
        try:
            return admitted(merged, article)
        except Refused:
            # Each could be stored, both together can't: a related link twice, or too many.
            names = _changed_by_both(start, content, theirs)
            if not names:
                raise
    raise SaveConflict(head.number, names, base=start, mine=content, theirs=theirs)


def _about(content: Content) -> tuple[str, str]:
    return (content.change_class, content.notice_text)


def _was_published(article: Article, revision: Revision) -> bool:
    published = Event.objects.filter(
        article=article, revision=revision.number, verb__in=MAKING_LIVE
    )
    return published.exists()


def _changed_by_both(base: Content, mine: Content, theirs: Content) -> tuple[str, ...]:
    return tuple(
        each.name
        for each in fields(Content)
        if getattr(base, each.name) not in (getattr(mine, each.name), getattr(theirs, each.name))
    )
