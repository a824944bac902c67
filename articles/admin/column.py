"""Columns and the roles in them: for administrators, by verbs that leave events."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Field, Model
from django.http import HttpRequest, HttpResponse
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from accounts.admin import ClosedAdmin
from accounts.models import User
from accounts.sessions import fresh_required
from articles import editorial
from articles.admin.access import is_administrator, person
from articles.admin.gates_form import GATE_FIELDS, ColumnForm
from articles.editorial import Refused, Verb
from articles.models import Column, ColumnRole, Role


class ColumnAdmin(ClosedAdmin):
    """Names, order and rules of review of each column."""

    list_display = ("number", "name_zh", "name_en", "slug", "order", "levels", "four_eyes")
    list_display_links = ("number", "name_zh", "name_en")
    search_fields = ("name_zh", "name_en", "slug")
    form = ColumnForm
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "number",
                    "name_zh",
                    "name_en",
                    "slug",
                    "order",
                    "parent",
                    "levels",
                    "four_eyes",
                    "typo_by_one",
                )
            },
        ),
        (
            _("What findings do in this column"),
            {
                "fields": GATE_FIELDS,
                "description": _(
                    "The checks tell all of them beside the text. Ignored ones are not shown; "
                    "those that block must be mended, or set aside with a reason, before."
                ),
            },
        ),
    )

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Administrators, as the policy says of settings."""
        return _may(request, Verb.CONFIGURE, obj if isinstance(obj, Column) else Column())

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Spare everybody else's pages the policy's query."""
        return is_administrator(request) and self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Administrators, as the policy says of settings."""
        return self.has_view_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Administrators, as the policy says of settings."""
        return self.has_view_permission(request, obj)

    def formfield_for_dbfield(
        self, db_field: Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        """Leave out the small buttons that open other tables' forms."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            field.help_text = escape(field.help_text)  # the stock page takes it for HTML
        return _without_buttons(field)

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any | None = None,
    ) -> HttpResponse:
        """Say on the form which levels its people can't fill, as the column is stored."""
        if obj is not None:
            context["shortages"] = _shortages(Column.objects.get(pk=obj.pk))
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Store it by the verb, and warn of levels that nobody can fill now."""
        try:
            editorial.configure(obj, actor=person(request))
        except Refused as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        _warn_of_shortages(request, obj)


if TYPE_CHECKING:
    ModelForm = forms.ModelForm[ColumnRole]
else:
    ModelForm = forms.ModelForm


class RoleForm(ModelForm):
    """A role to give. The policy is asked before, so that its reason stands on the form."""

    giver: User

    class Meta:
        model = ColumnRole
        fields = ("user", "column", "role")

    def clean(self) -> dict[str, Any]:
        """Refuse what the policy refuses: nobody gives himself a role."""
        data = super().clean() or self.cleaned_data
        if {"user", "column", "role"} <= data.keys():
            answer = editorial.can(self.giver, Verb.GRANT, ColumnRole(**data))
            if not answer:
                raise ValidationError(str(answer))
        return data


class RoleFilter(admin.SimpleListFilter):
    """Reporter, editor or chief."""

    title = _("role")
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        """All roles."""
        return Role.choices

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Roles of this kind."""
        return queryset.filter(role=self.value()) if self.value() else queryset


class ColumnRoleAdmin(ClosedAdmin):
    """Who is what in which column; a role is given or taken away, never changed."""

    form = RoleForm
    list_display = ("user", "column", "role")
    list_filter = (RoleFilter,)
    list_select_related = ("user", "column")
    search_fields = ("user__email", "user__name_zh", "user__name_en", "column__slug")
    ordering = ("column__order", "column__number", "role", "user__email_canonical")

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Administrators: they manage roles, and hold none by that."""
        return is_administrator(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Administrators; for whom, asks the form."""
        return is_administrator(request)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Administrators, as the policy says of taking roles away."""
        if isinstance(obj, ColumnRole):
            return _may(request, Verb.REVOKE, obj)
        return is_administrator(request)

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: Mapping[str, Any] | None = None,
    ) -> HttpResponse:
        """Give a role; whoever gives it has entered his own password lately."""
        return self._freshly(request, super().add_view, form_url, extra_context)

    def delete_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: Mapping[str, Any] | None = None,
    ) -> HttpResponse:
        """Take a role away; likewise."""
        return self._freshly(request, super().delete_view, object_id, extra_context)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Tell the form who gives, and offer people of the desk alone."""
        form = super().get_form(request, obj, change, **kwargs)
        user = form.base_fields.get("user")
        if isinstance(user, forms.ModelChoiceField):
            user.queryset = User.objects.filter(is_staff=True, is_active=True).order_by("email")
            user.help_text = _("People who may open the desk and sign in.")
        setattr(form, "giver", request.user)  # noqa: B010 # the class is of this request alone
        return form

    def formfield_for_dbfield(
        self, db_field: Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        """Leave out the small buttons that open other tables' forms."""
        return _without_buttons(super().formfield_for_dbfield(db_field, request, **kwargs))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Give it by the verb."""
        try:
            given = editorial.grant(obj.user, obj.column, obj.role, actor=person(request))
        except Refused as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        obj.pk = given.pk
        _warn_of_shortages(request, obj.column)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Take it away by the verb, and warn of levels that nobody can fill now."""
        try:
            editorial.revoke(obj, actor=person(request))
        except Refused as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        _warn_of_shortages(request, obj.column)

    def _freshly(self, request: HttpRequest, view: Any, *args: Any) -> HttpResponse:
        if not is_administrator(request):
            raise PermissionDenied
        response = fresh_required(view)(request, *args)
        assert isinstance(response, HttpResponse)
        return response


def _shortages(column: Column) -> list[str]:
    return [editorial.staff_sentence(each) for each in editorial.staff_shortages(column)]


def _warn_of_shortages(request: HttpRequest, column: Column) -> None:
    for sentence in _shortages(column):
        messages.warning(request, f"{column}: {sentence}")


def _may(request: HttpRequest, verb: Verb, subject: Column | ColumnRole) -> bool:
    return isinstance(request.user, User) and bool(editorial.can(request.user, verb, subject))


def _without_buttons(field: forms.Field | None) -> forms.Field | None:
    if field is not None:
        for button in ("can_add_related", "can_change_related", "can_view_related"):
            if hasattr(field.widget, button):
                setattr(field.widget, button, False)
    return field
