"""A page of the round, as somebody asks for it."""

from django.urls import reverse

from pssdash.reporting.quarters import Quarter

Q3 = Quarter(2020, 3)


def get(client, user, name, *args):
    client.force_login(user)
    return client.get(reverse(name, args=args))
