"""The regions and one region: its targets, the notes of its organisations, who has submitted."""

from datetime import date

import pytest
from django.urls import reverse

from pssdash.accounts.roles import APPROVER, EDITOR, REGIONAL_LEAD
from tests.factories.accounts import make_user
from tests.factories.objectives import NOON, make_objective, make_period, make_target, make_update, publish
from tests.factories.organisations import make_collaborative, make_deliverer, make_icb, make_region
from tests.factories.reviews import WHY, reviewed

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    return make_region(code="NORTH", name="NHS England North", short_name="North")


@pytest.fixture
def lead(client, north):
    client.force_login(make_user(REGIONAL_LEAD, organisations=(north,)))
    return client


def approved(target, period, organisation, **fields):
    return make_update(
        target, period, organisation=organisation, state="approved", approved_by=make_user(APPROVER), **fields
    )


def region_page(client, code="NORTH", **query):
    return client.get(reverse("region", args=[code]), query)


def test_lead_sees_their_region_alone(lead, north):
    make_region(code="SOUTH")
    publish(make_period("Q2 2020/21"))

    assert list(lead.get(reverse("region_list")).context["regions"]) == [north]
    assert region_page(lead).status_code == 200
    assert region_page(lead, "SOUTH").status_code == 404


def test_national_team_sees_every_region(client, north):
    south = make_region(code="SOUTH", name="NHS England South")
    publish(make_period("Q2 2020/21"))
    client.force_login(make_user(EDITOR))

    assert list(client.get(reverse("region_list")).context["regions"]) == [north, south]
    assert region_page(client, "SOUTH").status_code == 200


def test_list_counts_the_targets_that_concern_each_region(client, north):
    make_region(code="SOUTH", short_name="South")
    make_target(deadline="by 31 March 2020", regions=[north]), make_target(deadline=None)
    publish(make_period("Q2 2020/21"))
    client.force_login(make_user(EDITOR))

    page = client.get(reverse("region_list"))

    rows = {row.record.label: row.record for row in page.context["table"].rows}
    assert (rows["North"].total, rows["South"].total) == (2, 1)
    assert "/regions/NORTH/?quarter=2020-21-q2&amp;rag=red" in page.content.decode()


def test_region_shows_the_targets_that_concern_it(lead, north):
    everywhere, here = make_target(), make_target(regions=[north])
    make_target(regions=[make_region()])
    publish(make_period("Q2 2020/21"))

    table = region_page(lead).context["table"]

    assert {row.record.ref for row in table.rows} == {everywhere.ref, here.ref}


def test_regions_stored_when_the_quarter_was_published_decide(lead, north):
    target = make_target(regions=[north])
    publish(make_period("Q2 2020/21"))
    target.regions.set([make_region()])

    assert [row.record.ref for row in region_page(lead).context["table"].rows] == [target.ref]


def test_region_filters_as_the_main_list_does(lead):
    red = make_target(deadline="by 31 March 2020")
    make_target(deadline="by 31 March 2030")
    publish(make_period("Q2 2020/21"))

    page = region_page(lead, rag="red")

    assert [row.record.ref for row in page.context["table"].rows] == [red.ref]
    assert "region" not in page.context["filterset"].form.fields


def test_region_says_which_filter_is_mistaken(lead):
    make_target()
    publish(make_period("Q2 2020/21"))

    page = region_page(lead, rag="purple").content.decode()

    assert "There is a problem" in page
    assert "No target is shown" in page


def test_region_shows_published_quarters_only_also_to_the_national_team(client, north):
    publish(make_period("Q2 2020/21"))
    make_period("Q3 2020/21")
    client.force_login(make_user(EDITOR))

    assert region_page(client).context["period"].quarter.slug == "2020-21-q2"
    assert region_page(client, quarter="2020-21-q3").status_code == 404
    assert region_page(client, quarter="nonsense").status_code == 404


def test_region_without_a_published_quarter_says_so(lead):
    make_period("Q3 2020/21")

    assert "No quarter has been published yet" in region_page(lead).content.decode()
    assert "No quarter has been published yet" in lead.get(reverse("region_list")).content.decode()


def test_lead_without_a_region_is_told_how_to_get_one(client):
    client.force_login(make_user(REGIONAL_LEAD))

    assert "You have no region yet" in client.get(reverse("region_list")).content.decode()


def test_reviewer_who_differs_stands_in_the_note_without_a_name(lead, north):
    period, target, approver = make_period("Q2 2020/21"), make_target(), make_user(APPROVER)
    psc = make_collaborative()
    make_icb(north, psc)
    approved(target, period, psc, reported_rag="green", **reviewed(approver))
    publish(period)

    page = " ".join(region_page(lead).content.decode().split())

    assert WHY in page
    assert approver.name not in page


def test_notes_of_the_region_stand_beside_englands(lead, north):
    period, target, other = make_period("Q2 2020/21"), make_target(), make_target()
    psc = make_collaborative(name="North PSC")
    icb = make_icb(north, psc, name="North ICB")
    for organisation in (psc, icb):
        approved(target, period, organisation, progress=f"What {organisation.name} did", rag_reason="Too few staff",
                 reported_rag="amber")  # fmt: skip
    approved(other, period, make_icb(make_region()), progress="What others did")
    publish(period)

    page = region_page(lead)

    (notes,) = page.context["page"].notes
    assert notes.row.ref == target.ref
    assert [note.update.organisation.name for note in notes.notes] == ["North ICB", "North PSC"]
    assert "What North PSC did" in page.content.decode()
    assert "Too few staff" in page.content.decode()
    assert "What others did" not in page.content.decode()


def test_note_names_its_recovery_action_with_owner_and_day(lead, north):
    period, target, icb = make_period("Q2 2020/21"), make_target(), make_icb(north)
    approved(target, period, icb, action="Two more nurses", action_owner="North ICB", action_due=date(2021, 3, 31))
    publish(period)

    assert "Recovery action: Two more nurses (North ICB, due 31 Mar 2021)" in region_page(lead).content.decode()


def test_note_without_a_recovery_action_names_none(lead, north):
    period, target, icb = make_period("Q2 2020/21"), make_target(), make_icb(north)
    approved(target, period, icb, progress="On track here")
    publish(period)

    assert "Recovery action" not in region_page(lead).content.decode()


def test_notes_are_approved_ones_of_the_quarter_also_for_those_who_read_drafts(client, north):
    period, target, icb = make_period("Q2 2020/21"), make_target(), make_icb(north)
    make_update(target, period, organisation=icb, progress="A draft")
    publish(period)
    later = make_period("Q3 2020/21")
    approved(target, later, icb, progress="Of a quarter that is not published")
    client.force_login(make_user(EDITOR))

    assert region_page(client).context["page"].notes == ()


def test_notes_of_other_regions_are_left_out_also_for_those_who_may_read_them(client, north):
    period, target = make_period("Q2 2020/21"), make_target()
    approved(target, period, make_icb(make_region()), progress="What others did")
    publish(period)
    client.force_login(make_user(EDITOR))

    assert region_page(client).context["page"].notes == ()


def test_notes_are_those_of_the_targets_that_the_filters_leave(lead, north):
    period, icb = make_period("Q2 2020/21"), make_icb(north)
    red, green = make_target(deadline="by 31 March 2020"), make_target(deadline="by 31 March 2030")
    for target in (red, green):
        approved(target, period, icb)
    publish(period)

    assert [notes.row.ref for notes in region_page(lead, rag="red").context["page"].notes] == [red.ref]


def test_note_that_was_corrected_is_shown_as_corrected(lead, north):
    period, target, icb = make_period("Q2 2020/21"), make_target(), make_icb(north)
    approved(target, period, icb, progress="Wrong figure")
    approved(target, period, icb, version=2, progress="Right figure", correction_reason="A slip of the pen")
    publish(period)

    page = region_page(lead).content.decode()

    assert "Right figure" in page
    assert "Corrected: A slip of the pen" in page
    assert "Wrong figure" not in page


def test_who_has_submitted_shows_states_and_never_text(lead, north):
    publish(make_period("Q2 2020/21"))
    target = make_target(deliverers=[make_deliverer(member_kind="icb")])
    icb = make_icb(north, name="North ICB")
    make_update(
        target, make_period("Q3 2020/21"), organisation=icb, state="submitted", submitted_at=NOON, progress="Secret"
    )

    page = region_page(lead).content.decode()

    assert "Who has submitted for Q3 2020/21 (Oct–Dec 2020)" in page
    assert "1 of 1 organisation in this region has submitted everything" in page
    assert "Secret" not in page


def test_no_open_quarter_owes_nothing(lead):
    publish(make_period("Q2 2020/21"))

    assert "No quarter is open, so nothing is owed." in region_page(lead).content.decode()


def test_region_takes_as_many_queries_for_thirty_targets_as_for_three(lead, north, query_count):
    objective, icbs = make_objective(), [make_icb(north), make_icb(north)]
    counts = []
    for quarter, targets in (("Q2 2020/21", 3), ("Q3 2020/21", 27)):
        for _ in range(targets):
            make_target(objective=objective)
        period = make_period(quarter)
        for target in objective.targets.all():
            for icb in icbs:
                approved(target, period, icb)
        publish(period)
        region_page(lead)
        counts.append(query_count(lambda: region_page(lead)))

    assert counts[0] == counts[1]


def test_list_takes_as_many_queries_for_many_regions_as_for_few(client, query_count):
    client.force_login(make_user(EDITOR))
    counts = []
    for quarter, number in (("Q2 2020/21", 3), ("Q3 2020/21", 27)):
        objective = make_objective()
        for _ in range(number):
            make_region(), make_target(objective=objective)
        publish(make_period(quarter))
        client.get(reverse("region_list"))
        counts.append(query_count(lambda: client.get(reverse("region_list"))))

    assert counts[0] == counts[1]
