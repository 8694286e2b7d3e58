import re

import pytest
from django.urls import reverse

from tests.factories.accounts import make_user


@pytest.fixture
def signed_in(client, db):
    client.force_login(make_user())
    return client


def test_chart_gallery_shows_every_chart_with_unique_ids(signed_in):
    html = signed_in.get(reverse("chart_gallery")).content.decode()

    ids = re.findall(r'\sid="([^"]*)"', html)
    assert html.count("<figure") == 18
    assert len(ids) == len(set(ids))


def test_chart_gallery_needs_no_inline_script_or_style(signed_in):
    html = signed_in.get(reverse("chart_gallery")).content.decode()

    assert not re.search(r'<style| style=|<script(?![^>]*(src=|type="application/json"))| on\w+=', html)


def test_chart_gallery_is_not_on_a_real_installation(signed_in, settings):
    settings.DEBUG = settings.DEMO = settings.TESTING = False

    assert signed_in.get(reverse("chart_gallery")).status_code == 404


def test_chart_gallery_asks_for_sign_in(client, db):
    assert client.get(reverse("chart_gallery")).status_code == 302
