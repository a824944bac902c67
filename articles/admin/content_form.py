"""The one form with everything of an article that is reviewed, from content to content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import User
from articles import editorial
from articles.admin.body_text import parse_body
from articles.admin.content_texts import (
    COVER,
    MANY_LINES,
    PERSONS,
    PLAIN,
    changed_names,
    comparable,
    texts_of,
)
from articles.admin.figure_lines import parse_figures
from articles.admin.related_lines import parse_related
from articles.content import CENTRE, Content, Figure, Paragraph, Related
from articles.editorial import ChangeClass
from articles.editorial.admission import LONGEST, LONGEST_PART, MOST_MINUTES
from articles.models import Article, Image
from articles.text.cleaning import MAX_BYTES, TextRefused
from articles.text.figures import placed_images
from articles.text.reading_time import reading_minutes


def _line(label: Any, help_text: Any = "", longest: int = LONGEST_PART) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        strip=False,
        max_length=longest,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


def _lines(
    label: Any, help_text: Any = "", rows: int = 3, longest: int | None = None
) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        strip=False,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows, "class": "vLargeTextField"}),
    )


def _number(label: Any, help_text: Any = "", **limits: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        required=False,
        min_value=limits.get("least", 0),
        max_value=limits.get("most"),
    )


class ContentForm(forms.Form):
    """Begins from `start`; what its user leaves alone comes out exactly as it went in.

    A field that was not sent counts as left alone, so half a request deletes nothing.
    """

    title = _line(_("Title"), longest=LONGEST["title"])
    leads = _lines(_("Leads"), _("One a line."))
    body = _lines(
        _("Text"),
        _(
            "HTML, one block after another: <p>, <h2> to <h4>, lists, quotes, tables, links. "
            "Plain paragraphs with an empty line between them will do as well. "
            "Anything unsafe is taken out when you save."
        ),
        rows=18,
    )
    source = _line(_("Source"), longest=LONGEST["source"])
    author = _line(_("Author"), _("A name; one that is not known yet is added."), longest=100)
    column_editor = _line(
        _("Column editor"), _("A name; one that is not known yet is added."), longest=100
    )
    credit_line = _line(_("Credit line as printed"), longest=LONGEST["credit_line"])
    copyright = _lines(_("Copyright"), rows=2, longest=LONGEST["copyright"])
    keywords = _lines(
        _("Keywords"),
        _("One a line, the most important first; one that is not known yet is added."),
        rows=4,
    )
    related = _lines(
        _("Related articles"),
        _(
            "One a line, in the order that readers see. “#1234” is our article with that number, "
            "its address does as well; “https://… | title” stands elsewhere; a title alone becomes "
            "a link when an article with that title goes live."
        ),
        rows=6,
    )
    cover_image = _number(
        _("Cover: number of the picture"), _("From the list of pictures."), least=1, most=10**15
    )
    cover_alt = _line(
        _("Cover: description"), _("For those who can't see it; empty: the picture's own.")
    )
    cover_caption = _line(_("Cover: caption"))
    cover_credit = _line(_("Cover: credit"))
    cover_focal_x = _number(
        _("Cover: what matters, from the left"), _("Per cent; empty: the middle."), most=100
    )
    cover_focal_y = _number(
        _("Cover: what matters, from the top"), _("Per cent; empty: the middle."), most=100
    )
    figures = _lines(
        _("Pictures"),
        _(
            "One a line: number | description | caption | credit | focal point such as “50, 50”. "
            "Only the number is needed."
        ),
    )
    seo_title = _line(
        _("Title for search engines"),
        _("Empty: the title of the article."),
        longest=LONGEST["seo_title"],
    )
    seo_description = _lines(
        _("Description for search engines"), rows=2, longest=LONGEST["seo_description"]
    )
    reading_minutes_override = _number(_("Reading minutes"), least=1, most=MOST_MINUTES)
    change_class = forms.ChoiceField(
        label=_("Kind of change"),
        help_text=_("Readers have seen this article: what is this change to them?"),
        required=False,
        choices=[("", _("Not chosen yet")), *ChangeClass.choices],
    )
    notice_text = _lines(
        _("Notice for readers"),
        _("What readers are told; needed for a clarification, a correction and a retraction."),
        rows=2,
        longest=LONGEST["notice_text"],
    )

    def __init__(
        self,
        *,
        start: Content,
        language: str,
        user: User,
        posted: Mapping[str, str] | None = None,
        shown: Mapping[str, str] | None = None,
        is_read_only: bool = False,
    ) -> None:
        self.start = start
        self.language = language
        self.user = user
        self.start_texts = texts_of(start, language)
        if posted is None:
            super().__init__(initial={**self.start_texts, **(shown or {})}, label_suffix="")
        else:
            super().__init__({**self.start_texts, **posted}, label_suffix="")
        for name, field in self.fields.items():
            if name in LONGEST or name in MANY_LINES or name.startswith("cover_"):
                field.widget.attrs["lang"] = language
            if name == "body":
                field.widget.attrs["data-most-bytes"] = MAX_BYTES
            if name == "reading_minutes_override":
                field.help_text = _computed(reading_minutes(start.plain("body")))
            if is_read_only:
                closed = "disabled" if isinstance(field, forms.ChoiceField) else "readonly"
                field.widget.attrs[closed] = True

    def changes(self) -> tuple[str, ...]:
        """Return the fields whose text is not what the form began from."""
        return changed_names(self.start_texts, {**self.start_texts, **self.data})

    def is_changed(self, *names: str) -> bool:
        """Whether any of these fields was touched."""
        return any(name in self._changes for name in names)

    def full_clean(self) -> None:
        """Validate what was touched; words that passed once are not asked again."""
        self._changes = frozenset(self.changes()) if self.is_bound else frozenset()
        super().full_clean()

    def clean_body(self) -> tuple[Paragraph, ...]:
        """Clean the HTML and give its paragraphs their ids; its pictures are in the library."""
        if not self.is_changed("body"):
            return self.start.body
        try:
            body = parse_body(comparable("body", self.cleaned_data["body"]), self.start.body)
        except TextRefused as error:
            raise ValidationError(str(error)) from error
        placed = {image for each in body for image in placed_images(each.html)}
        _refuse_unknown(placed - {figure.image for figure in self.start.figures})
        return body

    def clean_related(self) -> tuple[Related, ...]:
        """Read the links; an article counts that the user reads or everybody does."""
        if not self.is_changed("related"):
            return self.start.related
        text = comparable("related", self.cleaned_data["related"])
        return parse_related(text, self.start.related, self._linkable)

    def clean_figures(self) -> tuple[Figure, ...]:
        """Read the pictures' lines; each picture is in the library."""
        if not self.is_changed("figures"):
            return self.start.figures
        figures = parse_figures(comparable("figures", self.cleaned_data["figures"]))
        _refuse_unknown(figure.image for figure in figures)
        return figures

    def clean_cover_image(self) -> int | None:
        """Refuse a picture that is not in the library."""
        number: int | None = self.cleaned_data["cover_image"]
        if number is not None and self.is_changed("cover_image"):
            _refuse_unknown([number])
        return number

    def clean(self) -> dict[str, Any]:
        """Refuse words about a cover that is not there."""
        data = super().clean() or self.cleaned_data
        is_named = any(data.get(f"cover_{part}") for part in ("alt", "caption", "credit"))
        if is_named and not data.get("cover_image") and "cover_image" not in self.errors:
            self.add_error("cover_image", _now("Give the number of the picture as well."))
        return data

    def content(self) -> Content:
        """Return what was written. To be called inside the verb's transaction.

        Keywords and persons that are not known yet are made here. Raises Refused.
        """
        values: dict[str, Any] = {
            name: comparable(name, self.cleaned_data[name])
            for name in PLAIN
            if self.is_changed(name)
        }
        for name in PERSONS:
            if self.is_changed(name):
                values[name] = editorial.person_id(self.cleaned_data[name], self.language)
        if self.is_changed("leads"):
            values["leads"] = tuple(_filled_lines(self.cleaned_data["leads"]))
        if self.is_changed("keywords"):
            names = _filled_lines(self.cleaned_data["keywords"])
            values["keywords"] = editorial.keyword_ids(names, self.language)
        if self.is_changed("reading_minutes_override"):
            minutes = self.cleaned_data["reading_minutes_override"]
            values["reading_minutes_override"] = minutes
        if self.is_changed(*(f"cover_{part}" for part in COVER)):
            values["cover"] = self.cover()
        for name in ("body", "related", "figures"):
            values[name] = self.cleaned_data[name]
        return replace(self.start, **values)

    def cover(self) -> Figure | None:
        """Return the cover as it was written, of a valid form."""
        data = self.cleaned_data
        if data["cover_image"] is None:
            return None
        x, y = data["cover_focal_x"], data["cover_focal_y"]
        return Figure(
            image=data["cover_image"],
            alt=data["cover_alt"].strip(),
            caption=data["cover_caption"].strip(),
            credit=data["cover_credit"].strip(),
            focal_x=CENTRE if x is None else x,
            focal_y=CENTRE if y is None else y,
        )

    def _linkable(self, numbers: set[int]) -> dict[int, int]:
        if not numbers:
            return {}
        known = editorial.known_to(self.user, now())
        kept = Q(pk__in=[link.target for link in self.start.related if link.target])
        found = Article.objects.filter(known | kept, trashed_at=None)
        return dict(found.filter(number__in=numbers).values_list("number", "pk"))


def _computed(minutes: int) -> str:
    return ngettext(
        "Empty: as computed, %(minutes)s minute.",
        "Empty: as computed, %(minutes)s minutes.",
        minutes,
    ) % {"minutes": minutes}


def _filled_lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _refuse_unknown(images: Any) -> None:
    wanted = set(images)
    if not wanted:
        return
    known = set(Image.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    if missing := sorted(wanted - known):
        raise ValidationError(
            _now("There is no picture with the number %(numbers)s.")
            % {"numbers": ", ".join(map(str, missing))}
        )
