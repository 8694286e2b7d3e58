from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "pssdash.demo"
    label = "demo"
    verbose_name = "Demo"
