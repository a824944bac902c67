"""What an account says about its owner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy

from accounts.forms.name import require_visible
from accounts.forms.time_zone import TimeZoneSelect, time_zones
from accounts.models import User
from accounts.profile import FIELDS

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[User]
else:
    ModelForm = forms.ModelForm


class ProfileForm(ModelForm):
    """Names, language and time zone: what nobody else needs to agree to."""

    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        help_text=gettext_lazy("Times on your account pages are shown in it."),
        widget=TimeZoneSelect,
    )

    class Meta:
        model = User
        fields = FIELDS
        labels = {
            "name_zh": gettext_lazy("Name in Chinese"),
            "name_en": gettext_lazy("Name in English"),
            "language": gettext_lazy("Language"),
        }
        help_texts = {"language": gettext_lazy("Of your account pages and of our mails to you.")}
        widgets = {
            "name_zh": forms.TextInput(attrs={"autocomplete": "name", "lang": "zh-Hans"}),
            "name_en": forms.TextInput(attrs={"autocomplete": "name", "lang": "en"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        zones = self.fields["time_zone"]
        assert isinstance(zones, forms.ChoiceField)
        zones.choices = time_zones(self.instance.time_zone)
        for name in ("name_zh", "name_en"):
            self.fields[name].validators.append(require_visible)
