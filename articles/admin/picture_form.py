"""The forms of pictures: what is told of one, and the files that come in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from articles.admin.moment_field import MomentField
from articles.admin.verb_form import reason_field
from articles.editorial import PictureFacts
from articles.models import Image

MOST_FILES = 20  # at once; the script sends them one by one
ACCEPTED = "image/jpeg,image/png,image/webp"


class FactsForm(forms.Form):
    """What is told of a picture."""

    alt_zh = forms.CharField(
        label=_("Description in Chinese"),
        help_text=_("What can be seen, for those who can't see it. Articles may say it otherwise."),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"lang": "zh", "class": "vTextField"}),
    )
    alt_en = forms.CharField(
        label=_("Description in English"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"lang": "en", "class": "vTextField"}),
    )
    decorative = forms.BooleanField(
        label=_("Only decorates"),
        help_text=_("It tells nothing that the words do not, and needs no description."),
        required=False,
    )
    caption_zh = forms.CharField(
        label=_("Caption in Chinese"),
        help_text=_("A proposal: whoever puts the picture into an article writes its caption."),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"lang": "zh", "class": "vTextField"}),
    )
    caption_en = forms.CharField(
        label=_("Caption in English"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"lang": "en", "class": "vTextField"}),
    )
    credit = forms.CharField(
        label=_("Credit"),
        help_text=_("Who made it, as it is printed below the picture."),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    licence = forms.CharField(
        label=_("Licence"),
        help_text=_("For colleagues: why we may show it. Readers do not see it."),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    rights_until = MomentField(
        label=_("Readers may see it until"),
        help_text=_(
            "Empty for no end. From that moment on a drawing stands in its place; the desk's "
            "first page tells of it a week before."
        ),
    )

    def __init__(self, posted: Mapping[str, Any] | None = None, **facts: Any) -> None:
        super().__init__(posted, label_suffix="", **facts)

    def facts(self) -> PictureFacts:
        """Return what was written, of a valid form."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "reason"}
        return PictureFacts(**told)


class PictureForm(FactsForm):
    """Begins from what is stored; what was posted goes over it."""

    focal_x = forms.IntegerField(
        label=_("Focal point from the left, per cent"),
        help_text=_(
            "What must not be lost when the picture is cut: click on it in the picture above, or "
            "write where it lies."
        ),
        min_value=0,
        max_value=100,
    )
    focal_y = forms.IntegerField(
        label=_("Focal point from the top, per cent"), min_value=0, max_value=100
    )
    reason = reason_field()

    def __init__(self, stored: PictureFacts, posted: Mapping[str, str] | None = None) -> None:
        super().__init__(posted, initial=asdict(stored))

    def labels(self, names: Any) -> list[str]:
        """Return how the form calls these facts, in its own order."""
        return [str(field.label) for name, field in self.base_fields.items() if name in names]


class ReplacingForm(forms.Form):
    """Which picture takes a picture's place, and why."""

    by = forms.IntegerField(
        label=_("Number of the picture that takes its place"),
        help_text=_("Add it to the library first."),
        min_value=1,
    )
    reason = reason_field()

    def __init__(self, posted: Mapping[str, str] | None = None) -> None:
        super().__init__(posted, label_suffix="", prefix="replacing")

    def clean_by(self) -> Image:
        """Return the picture of this number."""
        found = Image.objects.filter(pk=self.cleaned_data["by"], removed_at=None).first()
        if found is None:
            raise ValidationError(_("There is no picture of this number."))
        return found


class RemovalForm(forms.Form):
    """Why a picture has to go."""

    reason = reason_field()

    def __init__(self, posted: Mapping[str, str] | None = None) -> None:
        super().__init__(posted, label_suffix="", prefix="removal")


class _FilesInput(forms.ClearableFileInput):
    """A field for one file or many."""

    allow_multiple_selected = True


class UploadForm(FactsForm):
    """The files, and what holds for all of them."""

    field_order = ("pictures",)

    pictures = forms.FileField(
        label=_("Files"),
        help_text=_("JPEG, PNG or WebP, up to 25 MB and 40 megapixels each; up to 20 at a time."),
        required=False,
        widget=_FilesInput(attrs={"accept": ACCEPTED, "multiple": True}),
    )

    def __init__(
        self,
        posted: Mapping[str, Any] | None = None,
        files: MultiValueDict[str, UploadedFile[Any]] | None = None,
    ) -> None:
        super().__init__(posted)
        self.uploads = files.getlist("pictures") if files else []

    def clean(self) -> dict[str, Any]:
        """Refuse more files than are taken at once; the words beside them stay."""
        if len(self.uploads) > MOST_FILES:
            self.add_error(
                "pictures",
                _now("You chose %(count)s files: at most %(most)s at a time.")
                % {"count": len(self.uploads), "most": MOST_FILES},
            )
        return self.cleaned_data

    def facts(self) -> PictureFacts:
        """Return what was written, of a valid form."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "pictures"}
        return PictureFacts(**told)
