from django.apps import AppConfig


class BoardConfig(AppConfig):
    name = "pssdash.board"
    label = "board"
    verbose_name = "Board"
