"""The form of a column's settings, with a choice for every kind of finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.editorial.gates import default_action
from articles.models import Column, GateAction
from articles.text.codes import CODES

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Column]
else:
    ModelForm = forms.ModelForm

PREFIX = "gate-"


class GatesForm(ModelForm):
    """What is chosen becomes the column's gates; what is left to the default is not stored."""

    class Meta:
        model = Column
        exclude = ("gates",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, (_severity, name) in CODES.items():
            field = self.fields[PREFIX + code]
            assert isinstance(field, forms.ChoiceField)
            default = _("as by default (%(action)s)") % {"action": default_action(code).label}
            field.label = capfirst(str(name))
            field.choices = [("", default), *GateAction.choices]
            field.initial = self.instance.gates.get(code, "")

    def clean(self) -> dict[str, Any]:
        """Put the choices together; gates of codes that no check has any more stay as they are."""
        data = super().clean() or self.cleaned_data
        others = {code: action for code, action in self.instance.gates.items() if code not in CODES}
        chosen = {code: data.get(PREFIX + code, "") for code in CODES}
        self.instance.gates = {**others, **{code: each for code, each in chosen.items() if each}}
        return data


GATE_FIELDS = tuple(PREFIX + code for code in CODES)
"""The names of the choices, in the order of the checks."""

ColumnForm = type(
    "ColumnForm", (GatesForm,), {name: forms.ChoiceField(required=False) for name in GATE_FIELDS}
)
"""The form with its choices as fields of the class, where the admin looks for them."""
