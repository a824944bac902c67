"""An article's page: its form, its verbs, and what the checks say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.forms import BoundField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from articles import editorial
from articles.admin.access import columns_for
from articles.admin.button_form import ButtonForm
from articles.admin.buttons import button_groups, save_button
from articles.admin.content_form import ContentForm
from articles.admin.doubtful_typo import doubtful_typo
from articles.admin.findings import ShownFinding, open_by_field, shown_findings
from articles.admin.kept_text import STORED, KeptField, kept_fields
from articles.admin.restoring import Restored
from articles.admin.standing import public_label, stage_label
from articles.admin.timetable import timetable
from articles.admin.verb_form import VerbForm
from articles.admin.whole_number import whole_number
from articles.content import Content
from articles.editorial import Dossier, Gap, Verb
from articles.models import Article, Autosave, Image, Stage

GROUPS: tuple[tuple[str | Promise, tuple[str, ...]], ...] = (
    (_("Words"), ("title", "leads", "body")),
    (
        _("Facts about it"),
        ("source", "author", "column_editor", "credit_line", "copyright", "keywords", "related"),
    ),
    (
        _("Pictures"),
        (
            "cover_image",
            "cover_alt",
            "cover_caption",
            "cover_credit",
            "cover_focal_x",
            "cover_focal_y",
            "figures",
        ),
    ),
    (
        _("Reading time and search engines"),
        ("reading_minutes_override", "seo_title", "seo_description"),
    ),
)
ABOUT_THE_CHANGE = (_("What readers are told"), ("change_class", "notice_text"))


def find_article(user: User, key: str) -> Article:
    """Return an article that the user may view; raises Http404 for any other, and for no key."""
    return find_dossier(user, key).article


def find_dossier(user: User, key: str, verb: Verb = Verb.VIEW) -> Dossier:
    """Return the dossier that let the user look at the article; raises Http404 as `find_article`.

    `verb` is the way of looking that is asked of the policy.
    """
    number = whole_number(key)
    if number is None:
        raise Http404
    readable = editorial.readable_by(user).select_related("column", "owner", "head__author", "live")
    article = readable.filter(pk=number).first()
    if article is None:
        raise Http404
    dossier = Dossier(article)
    if not dossier.answer(user, verb):
        raise Http404
    return dossier


@dataclass
class ArticlePage:
    """What is on the page beside the article itself."""

    request: HttpRequest
    user: User
    article: Article
    form: ContentForm | None = None
    verb_form: ButtonForm | None = None
    base: int | None = None
    errors: Iterable[str] = ()
    kept: Iterable[KeptField] = ()
    stored: Autosave | None = None
    restored: Restored | None = None
    dossier: Dossier | None = None  # opened to find the article: it is read once a page

    def response(self, status: int = 200) -> HttpResponse:
        """Return the page. A user who may not save gets the same fields, to read."""
        dossier = self.dossier or Dossier(self.article)
        may_save = bool(dossier.answer(self.user, Verb.SAVE))
        if self.form is None and self.restored is not None and self.restored.is_shown:
            self._restore(self.restored, may_save=may_save)
        form = self.form or ContentForm(
            start=editorial.starting_content(dossier),
            language=self.article.language,
            user=self.user,
            is_read_only=not may_save,
        )
        return render(
            self.request,
            "admin/articles/article/page.html",
            self._context(dossier, form, may_save),
            status=status,
        )

    def _open_row(self) -> str:
        """Return the key of what this form stored while it was open, or may overwrite."""
        sent = self.request.POST.get(STORED, "")
        return sent or (str(self.restored.stored.pk) if self.restored else "")

    def _restore(self, restored: Restored, *, may_save: bool) -> None:
        """Put words that were not saved into the form, or show them where he may not save."""
        if not may_save:
            self.kept = kept_fields(restored.texts, restored.changed)
            return
        self.base = restored.base.number
        self.form = ContentForm(
            start=restored.start,
            language=self.article.language,
            user=self.user,
            shown=restored.texts,
        )
        # What stood beside the buttons is shown to be copied: its button may have gone since.
        self.kept = kept_fields(restored.texts, VerbForm.base_fields)

    def _context(self, dossier: Dossier, form: ContentForm, may_save: bool) -> dict[str, Any]:
        from articles.admin.site import site

        article = self.article
        content = dossier.content
        head = article.head
        writer = dossier.writer_beside(self.user)
        found = shown_findings(dossier, self.request.POST.dict())
        verb_form = self.verb_form or ButtonForm(article=article, columns=columns_for(self.request))
        return {
            **site.each_context(self.request),
            "title": content.title or _("(no title yet)"),
            "opts": Article._meta,
            "article": article,
            "form": form,
            "groups": groups(
                form, tells_readers=article.live_id is not None, found=open_by_field(found)
            ),
            "may_save": may_save,
            "base": self.base or (head.number if head else 0),
            "head": head,
            "save_button": save_button(dossier, self.user, verb_form),
            "button_groups": button_groups(dossier, self.user, verb_form),
            "typo": doubtful_typo(dossier),
            "gaps": _gaps(dossier, self.user),
            "shortage": _shortage(dossier, self.user) if may_save else [],
            "errors": list(self.errors),
            "kept": list(self.kept),
            "stored": self.stored,
            "restored": self.restored,
            "open_row": self._open_row(),
            "writer": writer.name() if writer else "",
            "heartbeat": int(editorial.HEARTBEAT.total_seconds()),
            "autosave_address": reverse("admin:articles_article_autosave", args=[article.pk]),
            "lock_address": reverse("admin:articles_article_lock", args=[article.pk]),
            "findings": found,
            "may_dismiss": bool(dossier.answer(self.user, Verb.DISMISS)),
            "standing": self._standing(dossier),
            "links": self._links(dossier),
            "pictures": _pictures(content),
        }

    def _standing(self, dossier: Dossier) -> list[tuple[str, str]]:
        article = self.article
        rows = [
            (_now("Number"), str(article.number)),
            (_now("Stage"), stage_label(article)),
            (_now("Readers get"), public_label(article, dossier.at)),
            (_now("Column"), str(article.column)),
            (_now("Language"), str(article.get_language_display())),
            (_now("Kind"), str(article.get_kind_display())),
            (_now("Owner"), article.owner.name() if article.owner else _now("nobody")),
            *timetable(dossier),
        ]
        return [(name, value) for name, value in rows if value]

    def _links(self, dossier: Dossier) -> list[tuple[int, str]]:
        """Return number and title of our articles among the related ones, as far as he may know."""
        keys = [link.target for link in dossier.content.related if link.target is not None]
        if not keys:
            return []
        known = Article.objects.filter(editorial.known_to(self.user, dossier.at), pk__in=keys)
        titles = {row[0]: (row[1], row[2]) for row in known.values_list("pk", "number", "title")}
        return [titles[key] for key in keys if key in titles]


def groups(
    form: ContentForm,
    *,
    tells_readers: bool,
    found: Mapping[str, list[ShownFinding]] = MappingProxyType({}),
) -> list[tuple[Any, list[BoundField]]]:
    """Return the form's fields under their headings; what readers are told only where any read.

    What the checks `found` goes along with the field beside which it is shown.
    """
    shown = (ABOUT_THE_CHANGE, *GROUPS) if tells_readers else GROUPS
    for name, findings in found.items():
        if name in form.fields:
            setattr(form[name], "findings", findings)  # noqa: B010 # for the templates alone
    return [(heading, [form[name] for name in names]) for heading, names in shown]


def _gaps(dossier: Dossier, user: User) -> tuple[Gap, ...]:
    """Return what stands before publication, where anything waits to be published."""
    return () if dossier.article.stage == Stage.CLEAN else dossier.gaps(user, Verb.PUBLISH)


def _shortage(dossier: Dossier, user: User) -> list[str]:
    """Return the warning before a save after which nobody could review it."""
    shortage = editorial.shortage_after_save(dossier, user)
    return editorial.shortage_sentences(shortage) if shortage else []


def _pictures(content: Content) -> list[Image]:
    figures = (*((content.cover,) if content.cover else ()), *content.figures)
    images = Image.objects.in_bulk([figure.image for figure in figures]) if figures else {}
    return [images[figure.image] for figure in figures]


def posted_texts(posted: Mapping[str, str]) -> dict[str, str]:
    """Return what was sent in the fields of the content."""
    return {name: posted[name] for name in ContentForm.base_fields if name in posted}
