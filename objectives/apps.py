from django.apps import AppConfig


class ObjectivesConfig(AppConfig):
    name = "objectives"
    label = "objectives"
    verbose_name = "Objectives"
