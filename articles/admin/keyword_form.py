"""The forms of a keyword: what it is called and where it stands, and what takes it over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.admin.verb_form import reason_field
from articles.editorial import KeywordFacts
from articles.models.keyword import LONGEST_NAME
from articles.text.keys import MAX_SLUG

LONGEST_NAMES = 10_000  # characters of all other names together


class ReasonForm(forms.Form):
    """A form whose reason stands last."""

    reason = reason_field()

    def __init__(
        self,
        posted: Mapping[str, str] | None,
        *,
        language: str,
        in_language: Iterable[str],
        initial: dict[str, Any] | None = None,
        prefix: str | None = None,
    ) -> None:
        super().__init__(posted, initial=initial, prefix=prefix, label_suffix="")
        self.order_fields([name for name in self.fields if name != "reason"])
        for name in in_language:
            self.fields[name].widget.attrs["lang"] = language


class KeywordForm(ReasonForm):
    """Begins from what is stored; what was posted goes over it."""

    name = forms.CharField(
        label=_("Name"), help_text=_("As readers see it."), max_length=LONGEST_NAME
    )
    slug = forms.CharField(
        label=_("Short name"),
        help_text=_(
            "Stands in the address: /keyword/<short name>/. The former address goes on leading "
            "to the keyword."
        ),
        max_length=MAX_SLUG,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    names = forms.CharField(
        label=_("Other names"),
        help_text=_(
            "One a line: other spellings, abbreviations, its former name. Whoever writes or "
            "searches one of them gets this keyword."
        ),
        required=False,
        max_length=LONGEST_NAMES,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    counterpart = forms.CharField(
        label=_("In the other language"),
        help_text=_("A name of the keyword that says the same there; empty for none."),
        required=False,
        max_length=LONGEST_NAME,
    )

    def __init__(
        self, facts: KeywordFacts, language: str, posted: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(
            posted,
            initial={
                "name": facts.name,
                "slug": facts.slug,
                "names": "\n".join(facts.names),
                "counterpart": facts.counterpart,
            },
            language=language,
            in_language=("name", "slug", "names"),
        )

    def facts(self) -> KeywordFacts:
        """Return what was written, of a valid form."""
        data = self.cleaned_data
        return KeywordFacts(
            name=data["name"],
            slug=data["slug"],
            names=tuple(data["names"].splitlines()),
            counterpart=data["counterpart"],
        )

    def labels(self, names: Any) -> list[str]:
        """Return how the form calls these facts."""
        return [str(self.base_fields[name].label) for name in names if name in self.base_fields]


class MergeForm(ReasonForm):
    """Which keyword takes it over."""

    into = forms.CharField(
        label=_("Merge into"),
        help_text=_("A name of the keyword that stays, in the same language."),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, language: str, posted: Mapping[str, str] | None = None) -> None:
        super().__init__(posted, prefix="merge", language=language, in_language=("into",))
