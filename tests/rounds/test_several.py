"""Checking and approving several at once."""

import re

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from objectives.models import ProgressUpdate
from programmes.actions.narrative import NARRATIVE_TEXTS
from programmes.models import MeasureReturn, NarrativeText, PhaseReturn
from programmes.prose import plain
from pssdash.accounts.models import AuditEvent
from pssdash.accounts.roles import APPROVER, EDITOR, SUBMITTER
from pssdash.reporting.entries.moves import Move
from pssdash.reporting.entries.words import Difference
from pssdash.rounds.queries.models import Query
from pssdash.rounds.several import as_read, candidates
from tests.factories.accounts import make_user
from tests.factories.desks import make_desk
from tests.factories.objectives import NOON, make_period, make_target, make_update
from tests.factories.organisations import make_collaborative, make_england
from tests.factories.programmes import make_framework, make_measure, make_workstream
from tests.factories.reviews import WHY, reviewed

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]


@pytest.fixture
def period():
    return make_period("Q3 2020/21", covers_programmes=True)


@pytest.fixture
def editor():
    return make_user(EDITOR)


@pytest.fixture
def approver(client):
    approver = make_user(APPROVER)
    client.force_login(approver)
    return approver


def make_submitted(period, editor, **fields):
    signed = {"submitted_at": NOON, "submitted_by": editor}
    return make_update(make_target(), period, **({"by": editor, "state": "submitted"} | signed | fields))


def values(page):
    return [each.value for each in page.context["offered"]]


def post(client, name, entries):
    return client.post(reverse(name), {"entry": entries}, follow=True)


def states():
    return list(ProgressUpdate.objects.order_by("pk").values_list("state", flat=True))


def test_all_that_are_ticked_are_approved_each_with_its_event(client, period, editor, approver):
    for _ in range(3):
        make_submitted(period, editor)

    page = client.get(reverse("approve_several"))
    done = post(client, "approve_several", values(page)[:2])

    assert states() == ["approved", "approved", "submitted"]
    assert AuditEvent.objects.filter(action="approved", by=approver).count() == 2
    assertContains(done, "2 approved: ")


def test_each_is_approved_with_its_reported_rating(client, period, editor, approver):
    update = make_submitted(period, editor, reported_rag="green")

    page = client.get(reverse("approve_several"))
    post(client, "approve_several", values(page))

    assertContains(page, "Reported Green.")
    update.refresh_from_db()
    assert (update.review_in_words, update.reviewed_by) == ("Agrees with Green", approver)


def test_rating_of_who_checked_it_stands_and_is_named(client, period, editor, approver):
    update = make_submitted(period, editor, reported_rag="green", **reviewed(make_user(APPROVER)))

    page = client.get(reverse("approve_several"))
    post(client, "approve_several", values(page))

    assertContains(page, f"A reviewer rates it Amber, where Green is reported: {WHY}")
    update.refresh_from_db()
    assert (update.state, update.reviewer_rag) == ("approved", "amber")


def test_one_that_was_saved_meanwhile_is_named_and_holds_no_other_back(client, period, editor, approver):
    first, second = make_submitted(period, editor), make_submitted(period, editor)
    ticked = values(client.get(reverse("approve_several")))
    first.revisions.create(number=2, saved_by=editor, content=first.content())

    done = post(client, "approve_several", ticked)

    assert states() == ["submitted", "approved"]
    assertContains(
        done, f"Not approved: {first.target.ref} {first.target.summary} (England, Q3 2020/21): Somebody saved"
    )
    assertContains(done, f"1 approved: {second.target.ref} ")


def test_nobody_approves_their_own_among_others(client, period, editor, approver):
    own, other = make_submitted(period, approver), make_submitted(period, editor)
    base = own.revisions.get().pk

    page = client.get(reverse("approve_several"))
    post(client, "approve_several", [*values(page), f"progressupdate-{own.pk}-{base}"])

    assert [each.url for each in page.context["others"]] == [reverse("update", args=[own.target.ref, period.quarter])]
    assertContains(page, "You wrote part of this update")
    assert states() == ["submitted", "approved"]
    assert other.state == "submitted"


def test_own_words_of_an_earlier_version_count(period, editor):
    both = make_user(APPROVER, EDITOR)
    first = make_submitted(period, both, state="approved", approved_by=make_user(APPROVER))
    make_update(
        first.target, period, by=editor, state="submitted", version=2, correction_reason="A slip",
        submitted_at=NOON, submitted_by=editor,
    )  # fmt: skip

    (candidate,) = candidates(both, Move.APPROVE)

    assert "You wrote part" in candidate.why_not


def test_what_needs_a_check_is_checked_together_and_then_approved(client, editor, approver):
    period = make_period(needs_check=True)
    make_submitted(period, editor)

    waiting = client.get(reverse("approve_several"))
    assert values(waiting) == []
    assertContains(waiting, "every update is checked before it is approved")
    done = post(client, "check_several", values(client.get(reverse("check_several"))))
    assertContains(done, "1 checked: ")
    post(client, "approve_several", values(client.get(reverse("approve_several"))))

    assert states() == ["approved"]


def test_nothing_ticked_changes_nothing_and_says_so(client, period, editor, approver):
    make_submitted(period, editor)

    page = client.post(reverse("approve_several"))

    assertContains(page, "Tick what is to be approved.", status_code=422)
    assert states() == ["submitted"]


@pytest.mark.parametrize("value", ["x", "progressupdate-1", "user-1-1", "progressupdate-0-1", "progressupdate-1-x"])
def test_what_is_not_on_the_list_is_refused(client, period, approver, value):
    assertContains(post(client, "approve_several", [value]), "Not approved: One that is not on this list")


def test_list_says_what_changed_since_the_last_approval(client, period, editor, approver):
    before = make_period("Q2 2020/21", state="closed")
    update = make_submitted(period, editor, progress="Twelve trusts", action="Hire")
    make_update(
        update.target, before, state="approved", approved_by=make_user(APPROVER), progress="Ten trusts", action="Hire"
    )
    make_update(
        update.target,
        make_period("Q1 2020/21", state="closed"),
        state="approved",
        approved_by=make_user(APPROVER),
        progress="One trust",
    )

    (candidate,) = client.get(reverse("approve_several")).context["offered"]

    assert candidate.since == "Q2 2020/21"
    assert [(each.label, each.before, each.after) for each in candidate.changes] == [
        ("Progress", "Ten trusts", "Twelve trusts")
    ]


def test_correction_is_compared_with_the_version_before(period, editor, approver):
    first = make_submitted(period, editor, state="approved", approved_by=make_user(APPROVER), progress="12")
    make_update(
        first.target, period, by=editor, state="submitted", version=2, correction_reason="A slip", progress="13"
    )

    (candidate,) = candidates(approver, Move.APPROVE)

    assert (candidate.since, candidate.changes[0].before) == ("version 1", "12")


def test_values_of_another_quarter_are_no_change(period, editor, approver):
    measure, before = make_measure(), make_period("Q2 2020/21", state="closed", covers_programmes=True)
    shared = {"measure": measure, "organisation": make_england()}
    MeasureReturn.objects.create(
        **shared, period=before, cells={"ENG 2020-07-01": {"value": "11"}}, state="approved", approved_at=NOON,
        approved_by=approver,
    )  # fmt: skip
    MeasureReturn.objects.create(**shared, period=period, cells={"ENG 2020-10-01": {"value": "12"}}, state="submitted")

    (candidate,) = candidates(approver, Move.APPROVE)

    assert [each.label for each in candidate.changes] == ["England, Oct 2020"]


def test_cells_of_a_grid_are_told_in_words(period, approver):
    psc = make_collaborative(short_name="North PSC", code="PSC-9")
    cell = {"numerator": "12", "denominator": "40", "standing": "provisional", "explanation": "A new ward"}
    measure = make_measure(frequency="month")
    MeasureReturn.objects.create(
        measure=measure, organisation=psc, period=period, state="submitted",
        cells={"PSC-9 2020-10-01": cell, "PSC-9 2020-11-01": {"state": "not_submitted"}, "PSC-9 2020-12-01": {}},
    )  # fmt: skip
    framework = make_framework(make_workstream())
    PhaseReturn.objects.create(
        framework=framework, organisation=make_england(), period=period, state="submitted",
        cells={"PSC-9": {"phase": "1", "support": "full", "note": ""}},
    )  # fmt: skip

    values, phases = candidates(approver, Move.APPROVE)

    assert [(each.label, each.after) for each in values.changes] == [
        ("North PSC, Oct 2020", "12 of 40, provisional. Explanation: A new ward"),
        ("North PSC, Nov 2020", "Not submitted"),
    ]
    first = framework.phases.get(number=1)
    assert [(each.label, each.after) for each in phases.changes] == [("North PSC", f"{first}, full support")]


def test_cells_of_namesakes_are_all_told(period, approver):
    first, second = make_collaborative(short_name="The Surgery"), make_collaborative(short_name="The Surgery")
    cells = {f"{each.code} 2020-10-01": {"value": "1"} for each in (first, second)}
    MeasureReturn.objects.create(
        measure=make_measure(), organisation=make_england(), period=period, state="submitted", cells=cells
    )

    (candidate,) = candidates(approver, Move.APPROVE)

    assert [each.label for each in candidate.changes] == [f"The Surgery, Oct 2020 ({key})" for key in sorted(cells)]


def test_list_of_grids_takes_as_many_queries_for_few_as_for_many(client, period, approver, query_count):
    def add():
        psc = make_collaborative()
        cells = {f"{psc.code} 2020-10-01": {"value": "1"}}
        MeasureReturn.objects.create(
            measure=make_measure(), organisation=psc, period=period, state="submitted", cells=cells
        )
        PhaseReturn.objects.create(
            framework=make_framework(make_workstream()), organisation=make_england(), period=period,
            state="submitted", cells={psc.code: {"phase": "1"}},
        )  # fmt: skip

    add()
    few = query_count(lambda: client.get(reverse("approve_several")))
    for _ in range(5):
        add()

    assert query_count(lambda: client.get(reverse("approve_several"))) == few


def ticked(page):
    """The values of the boxes that are ticked."""
    return re.findall(r'name="entry" value="([^"]+)"[^>]* checked>', page.content.decode())


def test_question_asked_from_the_list_leads_back_to_it_with_its_ticks(client, period, editor, approver):
    first, *_ = (make_submitted(period, editor) for _ in range(3))
    asked, kept, _ = values(client.get(reverse("check_several")))

    form = client.post(reverse("check_several"), {"entry": [kept, "x"], "ask": asked}).url
    answer = client.post(form, {"about": "", "text": "Which trusts?"})

    assert states() == ["submitted"] * 3
    assert Query.objects.get().entry == first
    assert ticked(client.get(answer.url)) == [kept]
    assert ticked(client.get(reverse("check_several"))) == []


def test_what_was_saved_since_it_was_ticked_is_not_ticked_again(client, period, editor, approver):
    update = make_submitted(period, editor)
    (value,) = values(client.get(reverse("approve_several")))
    form = client.post(reverse("approve_several"), {"entry": value, "ask": value}).url
    update.revisions.create(number=2, saved_by=editor, content=update.content())

    assert ticked(client.get(client.get(form).context["back"])) == []


def test_citations_read_as_they_do_to_readers(client):
    desk = make_desk(NARRATIVE_TEXTS, "England", "submitted")
    NarrativeText.objects.update(text="All [677](women-treated) were treated.")

    (candidate,) = candidates(desk.people["approver"], Move.APPROVE)

    assert [each.after for each in candidate.changes if "677" in each.after] == ["All 677 were treated."]


def test_change_of_what_is_cited_alone_is_shown_as_typed():
    change = as_read(Difference("Text", "All [677](women)", "All [677](women-treated)"), plain)

    assert change.after == "All [677](women-treated)"


def test_entries_of_every_kind_are_on_the_list(client):
    desk = make_desk(NARRATIVE_TEXTS, "England", "submitted")
    client.force_login(desk.people["approver"])

    post(client, "approve_several", values(client.get(reverse("approve_several"))))

    assert desk.entry.state == "approved"


@pytest.mark.parametrize("name", ["check_several", "approve_several"])
def test_list_takes_as_many_queries_for_few_as_for_many(client, period, editor, approver, query_count, name):
    before = make_period("Q2 2020/21", state="closed")

    def add():
        update = make_submitted(period, editor)
        make_update(update.target, before, state="approved", approved_by=make_user(APPROVER))

    add()
    few = query_count(lambda: client.get(reverse(name)))
    for _ in range(5):
        add()

    assert query_count(lambda: client.get(reverse(name))) == few


@pytest.mark.parametrize(
    ("name", "role", "status"),
    [("check_several", EDITOR, 200), ("approve_several", EDITOR, 403), ("check_several", SUBMITTER, 403),
     ("approve_several", SUBMITTER, 403)],
)  # fmt: skip
def test_only_reviewers_have_the_list(client, name, role, status):
    client.force_login(make_user(role))

    assert client.get(reverse(name)).status_code == status
    assert client.post(reverse(name), {"entry": "x"}).status_code == (302 if status == 200 else 403)
