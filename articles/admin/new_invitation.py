"""The pages that invite a colleague: a form, what will happen, and the act."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.address import MAX_ADDRESS, canonical_address
from accounts.forms.name import require_visible
from accounts.invitations import InvitationRefused, Standing, invite, standing_of
from accounts.models import Invitation, Language, User
from accounts.requester import Requester, requester_of
from articles import editorial
from articles.admin.whole_number import whole_number
from articles.editorial import Refused
from articles.models import Column, ColumnRole, Role

LONGEST_NAME = 100  # what an account's row holds

CONSEQUENCES: Mapping[Standing, Any] = {
    Standing.NEW: _(
        "An account is made. Nobody can sign in to it before the invitation is accepted."
    ),
    Standing.WAITING: _(
        "A former invitation ends, and another is sent. The names of the account stay."
    ),
    Standing.READER: _(
        "The account stays a reader's until the invitation is accepted; then it opens the desk. "
        "Its names stay."
    ),
    Standing.COLLEAGUE: _(
        "The colleague begins anew: the present password, the authenticator and the recovery "
        "codes end now, and so do all sessions. Do this only if the colleague asked you to, "
        "and you are sure who it was."
    ),
}


class InvitationForm(forms.Form):
    """Whom to invite, and for which work."""

    email = forms.CharField(
        label=_("E-mail"),
        max_length=MAX_ADDRESS,
        help_text=_("The invitation goes there, and whoever reads it comes in: look twice."),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    name_zh = forms.CharField(
        label=_("Name in Chinese"),
        required=False,
        max_length=LONGEST_NAME,
        validators=[require_visible],
    )
    name_en = forms.CharField(
        label=_("Name in English"),
        required=False,
        max_length=LONGEST_NAME,
        validators=[require_visible],
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=Language.choices,
        help_text=_("Of the letter, and of the desk."),
    )
    column = forms.ModelChoiceField(
        Column.objects.order_by("order", "number"),
        label=_("Column"),
        required=False,
        empty_label=_("none yet"),
    )
    role = forms.ChoiceField(
        label=_("Role"),
        required=False,
        choices=[("", _("none yet")), *Role.choices],
        help_text=_("Without a role in a column there is nothing to do at the desk."),
    )

    def __init__(
        self, posted: Mapping[str, str] | None = None, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(posted, initial=initial, label_suffix="")

    def clean_email(self) -> str:
        """Refuse what is no address."""
        address: str = self.cleaned_data["email"]
        canonical_address(address)
        return address

    def clean(self) -> dict[str, Any]:
        """Want both of column and role, or neither."""
        data = super().clean() or self.cleaned_data
        if {"column", "role"} <= data.keys() and bool(data["column"]) != bool(data["role"]):
            missing = "role" if data["column"] else "column"
            self.add_error(missing, _now("Choose both a column and a role, or neither."))
        return data


def begin_invitation(request: HttpRequest, user: User) -> HttpResponse:
    """Show the form; then what will happen; then, confirmed, invite."""
    if request.method != "POST":
        return _page(request, InvitationForm(initial=_known(request, user)))
    form = InvitationForm(request.POST.dict())
    if not form.is_valid():
        return _page(request, form, [_now("Nobody was invited: mend what is marked below.")])
    confirmed = request.POST.get("confirmed", "")
    try:
        if confirmed not in Standing.values or "back" in request.POST:
            standing = standing_of(form.cleaned_data["email"], by=user)
            return (
                _page(request, form)
                if "back" in request.POST
                else _confirmation(request, form, standing)
            )
        invitation = send(form.cleaned_data, Standing(confirmed), user, requester_of(request))
    except (InvitationRefused, Refused) as refusal:
        return _page(request, form, [str(refusal)], status=403)
    messages.success(request, _now("%(address)s was invited.") % {"address": invitation.user.email})
    return HttpResponseRedirect(reverse("admin:accounts_invitation_change", args=[invitation.pk]))


def send(data: Mapping[str, Any], standing: Standing, user: User, who: Requester) -> Invitation:
    """Invite, and give the role, or neither. Raises InvitationRefused or Refused."""
    with transaction.atomic():
        invitation = invite(
            data["email"],
            invited_by=user,
            who=who,
            name_zh=data["name_zh"],
            name_en=data["name_en"],
            language=data["language"],
            expected=standing,
        )
        column, role = data["column"], data["role"]
        if column and role:
            # Locked as the verb does, so that nobody gives the same role in between.
            Column.objects.select_for_update().get(pk=column.pk)
            held = ColumnRole.objects.filter(user=invitation.user, column=column, role=role)
            if not held.exists():
                editorial.grant(invitation.user, column, role, actor=user)
    return invitation


def _known(request: HttpRequest, user: User) -> dict[str, Any]:
    """Return what the form begins with: whoever is named in the address, else nothing."""
    key = whole_number(request.GET.get("user", ""))
    found = User.objects.filter(pk=key).first() if key is not None else None
    if found is None:
        return {"language": user.language}
    return {name: getattr(found, name) for name in ("email", "name_zh", "name_en", "language")}


def _confirmation(request: HttpRequest, form: InvitationForm, standing: Standing) -> HttpResponse:
    data = form.cleaned_data
    known = User.objects.filter(email_canonical=canonical_address(data["email"])).first()
    names = (known.name_zh, known.name_en) if known else (data["name_zh"], data["name_en"])
    context = {
        "form": form,
        "standing": standing,
        "consequence": CONSEQUENCES[standing],
        "is_grave": standing == Standing.COLLEAGUE,
        "address": known.email if known else data["email"].strip(),
        "names": " / ".join(filter(None, names)),
        "column": data["column"],
        "role": Role(data["role"]).label if data["role"] else "",
    }
    return _render(request, "admin/accounts/invitation/confirm.html", context)


def _page(
    request: HttpRequest,
    form: InvitationForm,
    errors: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "errors": errors or []}
    return _render(request, "admin/accounts/invitation/new.html", context, status)


def _render(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    from articles.admin.site import site

    whole = {
        **site.each_context(request),
        "title": _now("Invite a colleague"),
        "opts": Invitation._meta,
        **context,
    }
    return render(request, template, whole, status=status)
