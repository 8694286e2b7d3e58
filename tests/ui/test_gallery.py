import re

import pytest
from django.urls import reverse

from tests.factories.accounts import make_user


@pytest.fixture
def signed_in(client, db):
    client.force_login(make_user())
    return client


@pytest.mark.parametrize("path", ["/ui/", "/ui/form/", "/ui/form/?errors=shown", "/ui/confirmation/", "/ui/messages/"])
def test_gallery_page_renders_with_one_heading_and_unique_ids(signed_in, path):
    html = signed_in.get(path).content.decode()

    ids = re.findall(r' id="([^"]*)"', html)
    assert html.count("<h1") == 1
    assert len(ids) == len(set(ids))
    assert "" not in ids


@pytest.mark.parametrize("path", ["/ui/", "/ui/form/?errors=shown"])
def test_gallery_page_needs_no_inline_script_or_style(signed_in, path):
    html = signed_in.get(path).content.decode()

    assert not re.search(r"<style| style=|<script(?![^>]*src=)| on\w+=", html)


def test_every_described_control_has_its_description(signed_in):
    html = signed_in.get("/ui/form/?errors=shown").content.decode()

    described = " ".join(re.findall(r'aria-describedby="([^"]*)"', html)).split()
    assert described
    assert set(described) <= set(re.findall(r' id="([^"]*)"', html))


def test_gallery_table_comes_as_a_file(signed_in):
    assert signed_in.get("/ui/?export=csv").content.startswith(b"Reference,Target,RAG,Status,Due,Notes\r\n")
    assert signed_in.get("/ui/?export=xlsx").content.startswith(b"PK")


def test_gallery_is_not_on_a_real_installation(signed_in, settings):
    settings.DEBUG = settings.DEMO = settings.TESTING = False

    assert signed_in.get(reverse("gallery")).status_code == 404


def test_gallery_asks_for_sign_in(client, db):
    assert client.get("/ui/").status_code == 302
