"""What the administration pages of all apps share: who may use them, and an entry in the audit trail for every save."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from pssdash.accounts.audit import record
from pssdash.accounts.permissions import Permission


class Administered:
    """For admin classes and inlines: whoever administers sees, adds and changes; nobody deletes."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(Permission.ADMINISTER)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return request.user.has_perm(Permission.ADMINISTER)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return request.user.has_perm(Permission.ADMINISTER)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return request.user.has_perm(Permission.ADMINISTER)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class AuditedForm(forms.ModelForm):
    """A form that also asks why."""

    reason = forms.CharField(
        label="Reason for the change",
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Kept in the audit trail.",
    )


class AuditedAdmin(Administered, admin.ModelAdmin):
    """Records every save: each field before and after, by whom and why.

    A subclass names `fields`, with `reason` among them, and says as what it records an item: `kind` and `key(item)`.
    """

    form = AuditedForm
    kind: str

    def key(self, item: Model) -> str:
        return str(item)

    def snapshot(self, item: Model) -> dict[str, Any]:
        """The fields of the form and their values in words."""
        own = {field.name: field for field in item._meta.get_fields() if field.concrete}
        shown = [own[name] for name in self.fields if name in own]
        return {str(field.verbose_name): in_words(item, field) for field in shown}

    def save_model(self, request: HttpRequest, obj: Model, form: forms.ModelForm, change: bool) -> None:
        form.before = self.snapshot(type(obj).objects.get(pk=obj.pk)) if change else {}
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: forms.ModelForm, formsets: list, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        item = type(form.instance).objects.get(pk=form.instance.pk)
        after = self.snapshot(item)
        if after != form.before:
            record(
                by=request.user,
                action="changed" if change else "added",
                item=(self.kind, self.key(item)),
                before=form.before,
                after=after,
                reason=form.cleaned_data.get("reason", ""),
            )


class ReadOnlyAdmin(Administered, admin.ModelAdmin):
    """To look things up. They are changed on the site's own pages, by those whose work they are."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


def in_words(item: Model, field: Any) -> Any:
    """A field's value as the trail keeps it: names for the items that it points to."""
    if field.many_to_many:
        return sorted(str(other) for other in getattr(item, field.name).all())
    return getattr(item, field.name)
