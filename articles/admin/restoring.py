"""Words that were not saved, put back into the form when its article is opened again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest

from accounts.models import User
from articles import editorial
from articles.admin.content_texts import changed_names, texts_of
from articles.admin.kept_text import PLACE
from articles.admin.whole_number import whole_number
from articles.content import Content
from articles.models import Article, Autosave, Revision

KEPT, SAVED_WORDS = "kept", "saved"
"""Parameters of an article's page: a kept text's key, and that the saved words are wanted."""


@dataclass(frozen=True, slots=True)
class Restored:
    """Unsaved words, with the revision that they were written on and what they change of it."""

    stored: Autosave
    base: Revision
    start: Content
    texts: dict[str, str]
    changed: tuple[str, ...]
    is_behind: bool
    is_shown: bool
    """False: everybody has these words already, so the form may overwrite the row."""


def restored_words(request: HttpRequest, user: User, article: Article) -> Restored | None:
    """Return the kept text that was asked for, else what the form stored last and never saved.

    None where nothing is stored, or the saved words are wanted: what is stored must then not be
    overwritten. Raises Http404 for a text of somebody else.
    """
    asked = request.GET.get(KEPT, "")
    if asked:
        stored = _own_text(user, asked, article.pk)
    elif SAVED_WORDS in request.GET:
        return None
    else:
        found = editorial.unsaved_text(user, article.pk)
        if found is None:
            return None
        stored = found
    base = article.head
    if stored.base is not None and (base is None or stored.base != base.number):
        base = article.revisions.filter(number=stored.base).first() or base
    if base is None:
        return None
    start = editorial.start_from(article, base)
    begun = texts_of(start, article.language)
    texts = {name: stored.texts.get(name, text) for name, text in begun.items()}
    changed = changed_names(begun, texts)
    is_behind = base.pk != article.head_id
    is_known = not changed or _is_saved(article, texts, changed, is_behind=is_behind)
    words = {name: text for name, text in stored.texts.items() if name not in begun}
    return Restored(
        stored, base, start, {**words, **texts}, changed, is_behind, bool(asked) or not is_known
    )


def text_for_beginning(request: HttpRequest, user: User) -> Autosave | None:
    """Return the words of an article that was never begun; as `restored_words`."""
    asked = request.GET.get(KEPT, "")
    if asked:
        return _own_text(user, asked, None)
    if SAVED_WORDS in request.GET:
        return None
    stored = editorial.unsaved_text(user, None)
    return stored if stored is not None and any(map(str.strip, _words(stored))) else None


def _words(stored: Autosave) -> Iterable[str]:
    chosen = (*PLACE, "change_class")
    return (text for name, text in stored.texts.items() if name not in chosen)


def _own_text(user: User, key: str, article: int | None) -> Autosave:
    number = whole_number(key)
    if number is None:
        raise Http404
    stored = editorial.kept_texts(user).filter(pk=number, article=article).first()
    if stored is None:
        raise Http404
    return stored


def _is_saved(
    article: Article, texts: dict[str, str], changed: Iterable[str], *, is_behind: bool
) -> bool:
    """Whether all that was changed stands in the head already: it arrived after its own save."""
    if not is_behind or article.head is None:
        return False
    head = texts_of(editorial.start_from(article, article.head), article.language)
    differing = changed_names(head, texts)
    return not set(changed) & set(differing)
