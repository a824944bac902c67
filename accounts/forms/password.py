"""A field for a password: pasting is welcome, nothing is stripped, nothing is shown again."""

from __future__ import annotations

from typing import Any

from django import forms


def password_field(label: Any, missing: Any, autocomplete: str) -> forms.CharField:
    """Return it; `missing` is said where it was left empty, `autocomplete` tells managers which."""
    return forms.CharField(
        label=label,
        strip=False,
        error_messages={"required": missing},
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete, "spellcheck": "false"}),
    )
