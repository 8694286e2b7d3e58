from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "pssdash.organisations"
    label = "organisations"
    verbose_name = "Organisations"
