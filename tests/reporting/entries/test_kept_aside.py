"""A text that was kept aside, opened by its address: beside what stands now, for whoever typed it."""

import pytest
from pytest_django.asserts import assertContains

from programmes.models import MeasureReturn
from pssdash.reporting.entries.actions import save
from pssdash.reporting.entries.reading import last_revision
from pssdash.rounds.kinds import KINDS
from tests.factories.desks import make_desk, words

pytestmark = pytest.mark.django_db


@pytest.fixture(params=KINDS, ids=lambda each: each.kind.model._meta.model_name)
def in_round(request):
    return request.param


@pytest.fixture
def desk(in_round):
    """An entry that the author saved."""
    return make_desk(in_round.kind, "England", "draft")


@pytest.fixture
def aside(desk):
    """What the editor typed over it without having seen that save."""
    return save(desk.kind, of=desk.of, typed=words(desk.kind, "4"), by=desk.people["editor"], base=0).ours


def address_of(in_round, desk):
    return f"{in_round.describe(desk.entry)[1].partition('?')[0]}kept/"


def open_kept(client, in_round, desk, aside, by):
    client.force_login(by)
    return client.get(address_of(in_round, desk), {"save": aside.pk})


def test_both_versions_are_shown_and_nothing_is_written(client, in_round, desk, aside):
    before = desk.snapshot()

    page = open_kept(client, in_round, desk, aside, desk.people["editor"])

    assertContains(page, "Or choose where they differ")
    assert desk.snapshot() == before


def test_cells_of_a_grid_come_back_as_they_were_typed(client):
    in_round = next(each for each in KINDS if each.kind.model is MeasureReturn)
    desk = make_desk(in_round.kind, "PSC", "draft")
    by, cell = desk.people["submitter"], f"{desk.of['organisation'].code} 2020-10-01"
    typed = {"cells": {cell: {"numerator": "4"}}}
    aside = save(desk.kind, of=desk.of, typed=typed, by=by, base=0).ours
    client.force_login(by)

    conflict = client.get(address_of(in_round, desk), {"organisation": desk.of["organisation"].code, "save": aside.pk})

    assert [(each.theirs, each.ours) for each in conflict.context["conflict"].choices] == [("", "4")]


def test_form_goes_on_from_what_stands_now(client, in_round, desk, aside):
    form = open_kept(client, in_round, desk, aside, desk.people["editor"]).context["page"].form

    assert form.is_valid()
    assert form.cleaned_data["base"] == last_revision(desk.entry)


@pytest.mark.parametrize(("who", "status"), [("author", 404), ("approver", 403)])
def test_nobody_else_goes_on_with_it(client, in_round, desk, aside, who, status):
    assert open_kept(client, in_round, desk, aside, desk.people[who]).status_code == status


def test_approved_entry_takes_no_text_any_more(client, in_round, desk, aside):
    entry = desk.entry
    type(entry).objects.filter(pk=entry.pk).update(
        state="approved", approved_at=entry.started_at, approved_by=desk.people["approver"]
    )

    assert open_kept(client, in_round, desk, aside, desk.people["editor"]).status_code == 404
