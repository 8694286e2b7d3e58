"""How every form of the site is drawn: NHS markup, without any form having to ask for it.

The renderer is the site's FORM_RENDERER. `{{ form }}` draws all fields, `{{ field.as_field_group }}` one. The
widget chooses the template; a class in the widget's `attrs` is added to ours (`nhsuk-input--width-10`, say).
"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField, BoundWidget
from django.forms.renderers import TemplatesSetting
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString

# The first kind whose widget class fits: Django's checkbox group is a subclass of its radio group.
KINDS: list[tuple[type[forms.Widget], str]] = [
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Textarea, "textarea"),
    (forms.Select, "select"),
    (forms.PasswordInput, "password"),
    (forms.FileInput, "file"),
]
CLASSES = {
    "radios": "nhsuk-radios__input",
    "checkboxes": "nhsuk-checkboxes__input",
    "checkbox": "nhsuk-checkboxes__input",
    "textarea": "nhsuk-textarea",
    "select": "nhsuk-select",
    "password": "nhsuk-input nhsuk-password-input__input nhsuk-js-password-input-input",
    "file": "nhsuk-file-upload__input",
    "input": "nhsuk-input",
}
WITH_ERROR_CLASS = {"input": "nhsuk-input--error", "password": "nhsuk-input--error",
                    "textarea": "nhsuk-textarea--error", "select": "nhsuk-select--error"}  # fmt: skip


@dataclass(frozen=True)
class Option:
    """One radio button or checkbox of a group, with the guidance that stands under it ("" for none)."""

    widget: BoundWidget
    hint: str

    @property
    def hint_id(self) -> str:
        return f"{self.widget.id_for_label}_helptext"

    @property
    def tag(self) -> SafeString:
        """The control, as Django's templates draw it; three templates for each took most of the time of a list."""
        data = self.widget.data
        return format_html(
            '<input type="{}" name="{}" value="{}"{}>',
            data["type"],
            data["name"],
            data["value"],
            flatatt(data["attrs"]),
        )


class NHSBoundField(BoundField):
    """A field that knows its NHS markup.

    `choice_hints` on a widget of radio buttons or checkboxes ({value: text}) puts guidance under its options.
    """

    @property
    def kind(self) -> str:
        """radios, checkboxes, checkbox, textarea, select, password, file or input."""
        return next((kind for widget, kind in KINDS if isinstance(self.field.widget, widget)), "input")

    @property
    def group_template(self) -> str:
        return f"forms/{self.kind}.html"

    @property
    def length_limit(self) -> int | None:
        """Characters that a text area takes, for the count below it."""
        return getattr(self.field, "max_length", None) if self.kind == "textarea" else None

    @property
    def first_id(self) -> str:
        """The id that the error summary links to: the control, or the first one of a group."""
        in_group = self.kind in ("radios", "checkboxes")
        return f"{self.auto_id}_0" if in_group else self.id_for_label or str(self.auto_id)

    @property
    def aria_describedby(self) -> str | None:
        described = super().aria_describedby
        return f"{described} {self.auto_id}-info".strip() if self.length_limit else described

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Django's attributes and our classes, but the browser neither refuses nor cuts what is typed."""
        attrs = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        if widget.is_hidden:
            return attrs
        classes = [CLASSES[self.kind], widget.attrs.get("class", ""), attrs.get("class", "")]
        if self.errors:
            classes.append(WITH_ERROR_CLASS.get(self.kind, ""))
        if self.length_limit:
            classes.append("nhsuk-js-character-count")
        attrs.pop("required", None)
        return attrs | {"class": " ".join(filter(None, classes)), "maxlength": False}

    def options(self) -> list[Option]:
        hints = getattr(self.field.widget, "choice_hints", {})
        options = [Option(widget, hints.get(str(widget.data["value"]), "")) for widget in self.subwidgets]
        for option in options:
            if option.hint:
                option.widget.data["attrs"]["aria-describedby"] = option.hint_id
        return options


class NHSFormRenderer(TemplatesSetting):
    """Draws forms from templates/forms/."""

    form_template_name = "forms/form.html"
    formset_template_name = "forms/formset.html"
    field_template_name = "forms/field.html"
    bound_field_class = NHSBoundField
