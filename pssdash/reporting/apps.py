from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "pssdash.reporting"
    label = "reporting"
    verbose_name = "Reporting"
