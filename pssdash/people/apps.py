from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The people of the national team and of the organisations: invited, given roles, and closed when they leave."""

    name = "pssdash.people"
    label = "people"
    verbose_name = "People"
