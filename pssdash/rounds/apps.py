from django.apps import AppConfig


class RoundsConfig(AppConfig):
    name = "pssdash.rounds"
    label = "rounds"
    verbose_name = "Rounds"
