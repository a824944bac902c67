"""The form of a standing page: its words, its address while it is new, and why it changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import Language
from articles.admin.body_text import parse_body, print_body
from articles.admin.content_texts import comparable
from articles.admin.verb_form import reason_field
from articles.models import Page
from articles.models.page import LONGEST_TITLE
from articles.text.cleaning import TextRefused
from articles.text.paragraphs import split_paragraphs

ADDRESS = ("language", "slug")
"""Fields that a new page has and a stored one keeps."""

WORDS = ("title", "body", "order", "is_published")


class PageForm(forms.Form):
    """Begins from a page, stored or new; what was posted goes over it."""

    language = forms.ChoiceField(
        label=_("Language"), choices=Language.choices, help_text=_("Can't be changed later.")
    )
    slug = forms.CharField(
        label=_("Short name"),
        help_text=_(
            "Stands in the address: /page/<short name>/. The same in both languages, so that each "
            "leads to the other. Can't be changed later."
        ),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    title = forms.CharField(
        label=_("Title"),
        help_text=_("Stands in the foot of every page of the language, too."),
        max_length=LONGEST_TITLE,
    )
    body = forms.CharField(
        label=_("Text"),
        help_text=_(
            "HTML, one block after another: <p>, <h2> to <h4>, lists, quotes, tables, links. "
            "Plain paragraphs with an empty line between them will do as well. "
            "Anything unsafe is taken out when you save."
        ),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 18, "class": "vLargeTextField"}),
    )
    order = forms.IntegerField(
        label=_("Order in the foot"),
        help_text=_("Smaller numbers stand first."),
        min_value=0,
        max_value=999,
    )
    is_published = forms.BooleanField(
        label=_("Readers have it"),
        help_text=_("Without the tick the address answers that there is no such page."),
        required=False,
    )
    reason = reason_field()

    def __init__(self, page: Page, posted: Mapping[str, str] | None = None) -> None:
        self.page = page
        shown = {name: getattr(page, name) for name in (*ADDRESS, *WORDS)}
        shown["body"] = typed_body(page.body)
        super().__init__(posted, initial=shown, label_suffix="")
        if page.pk is not None:
            for name in ADDRESS:
                del self.fields[name]
            self.fields["body"].widget.attrs["lang"] = page.language

    def clean_body(self) -> str:
        """Return the text as clean HTML."""
        text = comparable("body", self.cleaned_data["body"])
        try:
            return print_body(parse_body(text, ()))
        except TextRefused as error:
            raise ValidationError(str(error)) from error

    def written(self) -> Page:
        """Return the page with what was written, of a valid form."""
        for name in (*ADDRESS, *WORDS):
            if name in self.cleaned_data:
                setattr(self.page, name, self.cleaned_data[name])
        return self.page

    def labels(self, names: Any) -> list[str]:
        """Return how the form calls these fields of a page."""
        return [str(self.base_fields[name].label) for name in names if name in self.base_fields]


def typed_body(html: str) -> str:
    """Return a stored text as people type it: its blocks with an empty line between."""
    return "\n\n".join(split_paragraphs(html))
