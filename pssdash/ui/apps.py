from django.apps import AppConfig


class UiConfig(AppConfig):
    """The look: tables, forms, components and navigation. It has no models."""

    name = "pssdash.ui"
    label = "ui"
    verbose_name = "Look and components"
