"""Signed comments of regional leads: who may write them, who reads them, and what happens to lost text."""

import pytest
from django.urls import reverse

from pssdash.accounts.append_only import WrittenOnce
from pssdash.accounts.models import AuditEvent
from pssdash.accounts.roles import APPROVER, EDITOR, REGIONAL_LEAD
from pssdash.board.actions import comment_on_target
from pssdash.board.models import RegionComment
from tests.factories.accounts import PASSWORD, make_user
from tests.factories.objectives import make_objective, make_period, make_target, publish
from tests.factories.organisations import make_region

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01 09:30", tick=False)]


@pytest.fixture
def north():
    return make_region(code="NORTH", short_name="North")


@pytest.fixture
def person(north):
    return make_user(REGIONAL_LEAD, organisations=(north,))


@pytest.fixture
def lead(client, person):
    client.force_login(person)
    return client


@pytest.fixture
def target():
    return make_target()


@pytest.fixture
def period(target):
    return publish(make_period("Q2 2020/21"))


def send(client, target="", text="", code="NORTH", **extra):
    url = reverse("region_comment", args=[code], query={"quarter": "2020-21-q2"})
    return client.post(url, {"target": getattr(target, "pk", target), "text": text, **extra})


def test_comment_is_signed_and_kept_with_its_quarter(lead, person, north, target, period):
    answer = send(lead, target, "Our trusts are ahead of this.")

    comment = RegionComment.objects.get()
    assert (comment.region, comment.target, comment.period, comment.written_by) == (north, target, period, person)
    assert answer["Location"] == "/regions/NORTH/?quarter=2020-21-q2"
    page = lead.get(answer["Location"]).content.decode()
    assert "Our trusts are ahead of this." in page
    assert 'Regional lead, <time datetime="2021-02-01T09:30:00+00:00">09:30 on 1 February 2021' in page


def test_receipt_of_a_comment_leads_to_it(lead, target, period):
    answer = send(lead, target, "Our trusts are ahead of this.")

    page = lead.get(answer["Location"]).content.decode()
    place = f"comment-{RegionComment.objects.get().pk}"
    assert f"Your comment on {target.ref} is kept." in page
    assert f'href="#{place}"' in page
    assert f'id="{place}"' in page


def test_comment_is_in_the_audit_trail(lead, person, target, period):
    send(lead, target, "Ahead")

    event = AuditEvent.objects.get(item_kind="region comment")
    assert (event.by, event.action, event.subject) == (person, "commented", "region/NORTH")
    assert {"field": "comment", "before": "", "after": "Ahead"} in event.changes


def test_comment_never_changes(north, person, target, period):
    comment = comment_on_target(region=north, target=target, period=period, text="Ahead", by=person)
    comment.text = "Behind"

    with pytest.raises(WrittenOnce):
        comment.save()


@pytest.mark.parametrize("text", ["", "   ", "x" * 4001])
def test_comment_that_cannot_be_kept_comes_back_with_what_was_typed(lead, target, period, text):
    answer = send(lead, target, text)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "There is a problem" in page
    assert 'href="#id_text"' in page
    assert f'<option value="{target.pk}" selected>' in page
    assert text.strip() in page
    assert not RegionComment.objects.exists()


def test_comment_needs_a_target_and_keeps_the_text(lead, period):
    answer = send(lead, "", "Words without a target")

    assert "Choose the target that you comment on" in answer.content.decode()
    assert "Words without a target" in answer.content.decode()


def test_comment_is_on_a_target_that_concerns_the_region_in_that_quarter(lead, period):
    elsewhere = make_target(regions=[make_region()])

    assert send(lead, elsewhere, "Not ours").status_code == 422
    assert not RegionComment.objects.exists()


def test_comment_of_another_region_is_refused(lead, target, period):
    make_region(code="SOUTH")

    assert send(lead, target, "Not ours", code="SOUTH").status_code == 404


@pytest.mark.parametrize("role", [EDITOR, APPROVER])
def test_national_team_reads_comments_and_writes_none(client, north, person, target, period, role):
    comment_on_target(region=north, target=target, period=period, text="Ahead of this", by=person)
    client.force_login(make_user(role))

    page = client.get(reverse("region", args=["NORTH"])).content.decode()

    assert "Ahead of this" in page
    assert "Add a comment" not in page
    assert send(client, target, "And ours").status_code == 403


def test_editor_who_also_leads_a_region_comments_on_that_one_alone(client, north, target, period):
    make_region(code="SOUTH")
    client.force_login(make_user(EDITOR, REGIONAL_LEAD, organisations=(north,)))

    assert "Add a comment" in client.get("/regions/NORTH/").content.decode()
    assert "Add a comment" not in client.get("/regions/SOUTH/").content.decode()
    assert send(client, target, "Not ours", code="SOUTH").status_code == 404


def test_comments_of_other_regions_and_quarters_are_not_shown(lead, north, person, target, period):
    later = publish(make_period("Q3 2020/21"))
    comment_on_target(region=make_region(), target=target, period=period, text="From elsewhere", by=person)
    comment_on_target(region=north, target=target, period=later, text="From later", by=person)

    assert lead.get("/regions/NORTH/?quarter=2020-21-q2").context["page"].comments == ()


def test_text_of_an_ended_session_is_back_after_signing_in(lead, person, target, period):
    kept = {"typed_by": lead.get("/regions/NORTH/").context["typed_by"]}
    lead.logout()

    to_sign_in = send(lead, target, "Long thoughts", **kept)
    back = lead.post(to_sign_in["Location"], {"username": person.email, "password": PASSWORD}, follow=True)

    page = back.content.decode()
    assert "Your comment is back in <a" in page
    assert 'href="#comment-form"' in page
    assert "Long thoughts</textarea>" in page
    assert f'<option value="{target.pk}" selected>' in page
    assert "There is a problem" not in page
    assert not RegionComment.objects.exists()


def test_address_of_the_form_leads_to_the_region_where_nothing_was_kept(lead, period):
    answer = lead.get("/regions/NORTH/comments/?quarter=2020-21-q2&rag=red")

    assert answer["Location"] == "/regions/NORTH/?quarter=2020-21-q2&rag=red"


def test_filters_of_the_list_stay_after_a_comment(lead, target, period):
    page = lead.get("/regions/NORTH/", {"rag": "red", "page": "1", "comment": target.ref})
    action = page.context["comment_url"]

    answer = lead.post(action, {"target": target.pk, "text": "Ahead"})

    assert answer["Location"] == "/regions/NORTH/?rag=red&page=1&quarter=2020-21-q2"


def test_filters_of_the_list_stay_beside_a_comment_that_cannot_be_kept(lead, target, period):
    page = lead.post("/regions/NORTH/comments/?rag=green&quarter=2020-21-q2", {"target": target.pk, "text": ""})

    assert page.context["filterset"].data["rag"] == "green"
    assert page.context["comment_url"] == "/regions/NORTH/comments/?rag=green&quarter=2020-21-q2"


def test_comment_without_a_published_quarter_is_refused(lead, target):
    make_period("Q2 2020/21")

    assert send(lead, target, "Early").status_code == 404


def test_page_takes_as_many_queries_for_many_comments_as_for_few(lead, north, person, period, query_count):
    objective, counts = make_objective(), []
    for number in (3, 27):
        for _ in range(number):
            target = make_target(objective=objective)
            comment_on_target(region=north, target=target, period=period, text="Ahead", by=person)
        counts.append(query_count(lambda: lead.get("/regions/NORTH/")))

    assert counts[0] == counts[1]


def test_comment_link_of_a_row_fills_in_its_target(client):
    region = make_region()
    first, second = make_target(), make_target()
    publish(make_period("Q2 2020/21"))
    client.force_login(make_user(REGIONAL_LEAD, organisations=(region,)))

    page = client.get(reverse("region", args=[region.code]), {"comment": second.ref})

    assert page.context["comment_form"]["target"].value() == second.pk
    assert f"comment={first.ref}#comment-form" in page.content.decode()


def test_list_of_a_lead_opens_with_the_worst_target_too(client, north, person):
    make_target(deadline="by 31 March 2031")
    late = make_target(deadline="by 31 March 2020")
    publish(make_period("Q2 2020/21"))
    client.force_login(person)

    table = client.get(reverse("region", args=[north.code])).context["table"]

    assert next(iter(table.rows)).record.ref == late.ref


def test_comment_link_to_no_target_fills_in_nothing(client):
    region = make_region()
    make_target()
    publish(make_period("Q2 2020/21"))
    client.force_login(make_user(REGIONAL_LEAD, organisations=(region,)))

    page = client.get(reverse("region", args=[region.code]), {"comment": "XX-9.9"})

    assert page.context["comment_form"]["target"].value() is None
