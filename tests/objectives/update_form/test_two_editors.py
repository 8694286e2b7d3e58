"""Two editors of one update: both versions are shown, and the form says who has just saved."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from objectives.models import ProgressUpdate, UpdateRevision
from pssdash.accounts.roles import EDITOR
from tests.factories.accounts import make_user
from tests.factories.objectives import make_update
from tests.objectives.update_form.sending import filled, url_of

pytestmark = pytest.mark.django_db


def differing(client, target, period):
    """The page of a conflict."""
    typed = filled(target, period, progress="Mine")
    make_update(target, period, by=make_user(EDITOR), progress="Theirs")
    return client.post(url_of(target, period), typed)


def test_second_editor_sees_both_versions(client, target, period, editor):
    typed = filled(target, period, progress="Mine is this")
    other = make_user(EDITOR)
    make_update(target, period, by=other, progress="Theirs is that")

    page = client.post(url_of(target, period), typed)

    assertContains(page, f"{other.name} saved {target.ref} before you", status_code=409)
    assertContains(page, "Theirs<span", status_code=409)
    assertContains(page, "Mine<span", status_code=409)
    assert ProgressUpdate.objects.get().progress == "Theirs is that"


def test_keeping_mine_after_a_conflict_saves_it(client, target, period, editor):
    page = differing(client, target, period)

    data = {field.html_name: field.value() or "" for field in page.context["page"].form}
    client.post(url_of(target, period), data | {"save": ""})

    assert ProgressUpdate.objects.get().progress == "Mine"


def test_writing_a_third_after_a_conflict_keeps_all_three(client, target, period, editor):
    page = differing(client, target, period)

    data = {field.html_name: field.value() or "" for field in page.context["page"].form}
    client.post(url_of(target, period), data | {"progress": "Both of us"})

    texts = UpdateRevision.objects.order_by("number").values_list("content__progress", flat=True)
    assert list(texts) == ["Theirs", "Mine", "Both of us"]


def test_form_says_who_saved_a_little_while_ago(client, target, period, editor):
    make_update(target, period, by=make_user(EDITOR))

    assertContains(client.get(url_of(target, period)), "may still be writing")


def test_form_does_not_warn_of_an_old_save_or_of_ones_own(client, target, period, editor, time_machine):
    make_update(target, period, by=editor)
    assertNotContains(client.get(url_of(target, period)), "may still be writing")
    UpdateRevision.objects.all()._raw_delete("default")
    update = ProgressUpdate.objects.get()
    UpdateRevision.objects.create(
        update_of=update, number=1, saved_by=make_user(EDITOR), content={},
        saved_at=timezone.now() - timedelta(minutes=31),
    )  # fmt: skip

    assertNotContains(client.get(url_of(target, period)), "may still be writing")
