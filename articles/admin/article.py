"""Articles at the desk: the list, and the doors to their pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.html import format_html, format_html_join
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from accounts.admin import ClosedAdmin
from articles import editorial
from articles.admin.access import has_role, person
from articles.admin.article_filters import (
    ChangedFilter,
    ColumnFilter,
    LanguageFilter,
    OwnerFilter,
    PendingFilter,
    PublicStateFilter,
    PublishedFilter,
    StageFilter,
    TimesFilter,
    TrashFilter,
)
from articles.admin.article_history import show_history
from articles.admin.article_page import ArticlePage, find_dossier
from articles.admin.article_verbs import press
from articles.admin.compare_page import choose_comparison, show_comparison
from articles.admin.covered import covered
from articles.admin.editor_answers import clean_text, find_articles, find_pictures, lift
from articles.admin.new_article import begin_article
from articles.admin.offers import offer_keywords, offer_related
from articles.admin.open_form import autosave, lock
from articles.admin.preview_page import show_frame, show_newest, show_preview
from articles.admin.restoring import restored_words
from articles.admin.review_page import show_review
from articles.admin.review_sheet import show_review_sheet
from articles.admin.standing import moment_label, public_label, stage_label
from articles.admin.timetable import list_notes
from articles.admin.whole_number import whole_number
from articles.models import Article, Revision
from articles.models.article import LONG_TEXTS
from articles.search import rows_matching

MOST_TERMS = 8  # words of a search; more only cost time


class ArticleAdmin(ClosedAdmin):
    """The articles of one's own columns; every change goes through a verb on the page."""

    list_display = (
        "number",
        "newest_title",
        "stage_and_level",
        "readers_get",
        "column",
        "language",
        "owner",
        "changed",
    )
    list_display_links = ("number", "newest_title")
    list_filter = (
        StageFilter,
        PublicStateFilter,
        PendingFilter,
        TimesFilter,
        ColumnFilter,
        LanguageFilter,
        OwnerFilter,
        ChangedFilter,
        PublishedFilter,
        TrashFilter,
    )
    list_select_related = ("column", "owner", "schedule")
    sortable_by = ("number", "changed")
    ordering = ("-changed_at", "-pk")
    search_fields = ("title",)  # opens the box; get_search_results does the searching
    search_help_text = _(
        "Words or beginnings of words, Chinese or English, in the title or the text of what "
        "readers have or of the newest revision; or a number."
    )

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whoever works for a column; which articles, says the queryset."""
        return has_role(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Whoever works for a column; in which one, asks the page."""
        return has_role(request)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the articles of his columns, with the newest title, but without their long texts.

        A live article's row holds what readers have; the newest title is in its head. It is read
        by a query within the query: a join would be made for all of them to be counted, too.
        """
        head = Revision.objects.filter(pk=OuterRef("head"))
        return (
            editorial.readable_by(person(request))
            .annotate(head_title=Subquery(head.values(title=KeyTextTransform("title", "json"))))
            .defer(*LONG_TEXTS)
        )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Find articles in which every word stands, in any of their texts, or is the number.

        The words are those of the index, of what readers have and of the newest revision, so
        Chinese is found without spaces; one query, the one of the list.
        """
        for term in search_term.split()[:MOST_TERMS]:
            matching = rows_matching(term, beginnings=True)
            found = Q(pk__in=matching.values("article"))
            number = whole_number(term.lstrip("#"))
            if number is not None:
                found |= Q(number=number)
            queryset = queryset.filter(found)
        return queryset, False

    def get_urls(self) -> list[Any]:
        """Return the stock addresses, and those of the history's pages."""

        def of_article(route: str, show: Any, name: str) -> Any:
            def view(request: HttpRequest, object_id: str, **rest: str) -> HttpResponse:
                answer: HttpResponse = show(request, person(request), object_id, **rest)
                return answer

            guarded = self.admin_site.admin_view(view)
            return path(f"<str:object_id>/{route}", guarded, name=f"articles_article_{name}")

        own = [
            of_article("compare/", choose_comparison, "choose"),
            of_article("compare/<str:before>/<str:after>/", show_comparison, "compare"),
            of_article("preview/", show_newest, "preview_newest"),
            of_article("preview/<str:number>/", show_preview, "preview"),
            of_article("preview/<str:number>/<str:scheme>/", show_frame, "preview_frame"),
            of_article("review/", show_review, "review"),
            of_article("review-sheet/", show_review_sheet, "review_sheet"),
        ]
        # For scripts, which are told in JSON where a person would be led to another page.
        for_scripts = [
            path(f"<str:object_id>/{route}", view, name=f"articles_article_{name}")
            for route, view, name in (
                ("autosave/", autosave, "autosave"),
                ("lock/", lock, "lock"),
                ("clean/", clean_text, "clean"),
                ("covered/", covered, "covered"),
                ("offer-keywords/", offer_keywords, "offer_keywords"),
                ("offer-related/", offer_related, "offer_related"),
                ("lift/", lift, "lift"),
                ("find-articles/", find_articles, "find_articles"),
                ("find-pictures/", find_pictures, "find_pictures"),
            )
        ]
        return [*own, *for_scripts, *super().get_urls()]

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: Mapping[str, Any] | None = None,
    ) -> HttpResponse:
        """Begin an article."""
        return begin_article(request, person(request))

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: Mapping[str, Any] | None = None,
    ) -> HttpResponse:
        """Show an article, or answer one of its buttons."""
        user = person(request)
        if request.method == "POST":
            return press(request, user, object_id)
        dossier = find_dossier(user, object_id)
        article = dossier.article
        restored = restored_words(request, user, article)
        page = ArticlePage(request, user, article, restored=restored, dossier=dossier)
        return page.response()

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: Mapping[str, Any] | None = None,
    ) -> HttpResponse:
        """Show what happened to an article."""
        if request.method == "POST":
            raise PermissionDenied
        return show_history(request, person(request), object_id)

    def delete_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: Mapping[str, Any] | None = None,
    ) -> HttpResponse:
        """Refuse, whoever asks and whatever for: articles are never deleted."""
        raise PermissionDenied

    @admin.display(description=_("title"))
    def newest_title(self, article: Any) -> str:
        """The title of the newest revision, and that of the readers where it is another."""
        newest = article.head_title or _("(no title yet)")
        if article.live_id is None or article.title == article.head_title:
            return str(newest)
        return format_html(
            '{} <span class="desk-note">{}</span>',
            newest,
            _("readers have: %(title)s") % {"title": article.title},
        )

    @admin.display(description=_("changed"), ordering="changed_at")
    def changed(self, article: Article) -> str:
        """When somebody worked on it last."""
        return moment_label(article.changed_at)

    @admin.display(description=_("stage"))
    def stage_and_level(self, article: Article) -> str:
        """The stage, in review with its level."""
        return stage_label(article)

    @admin.display(description=_("readers get"))
    def readers_get(self, article: Article) -> str:
        """The public state, with what follows from dates, and what is still to come."""
        at = now()
        notes = [(note,) for note in list_notes(article, at)]
        said = format_html_join("", ' <span class="desk-note">{}</span>', notes)
        return format_html("{}{}", public_label(article, at), said)
