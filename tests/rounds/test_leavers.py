"""What would wait for nobody once an account is closed, and who takes it over."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from pssdash.accounts.models import AuditEvent
from pssdash.accounts.roles import ADMINISTRATOR, APPROVER, BOARD_MEMBER, EDITOR, SUBMITTER
from pssdash.organisations.models import Deliverer, Membership
from pssdash.people.keeping import change_account, close_account
from pssdash.people.leaving import left_behind_by
from pssdash.people.refusals import Refused
from pssdash.rounds.people import answering_for
from pssdash.rounds.queries.actions import ask, take
from pssdash.rounds.queries.moves import Move
from pssdash.rounds.queries.reading import waiting_for
from tests.factories.accounts import make_user
from tests.factories.objectives import NOON, make_period, make_target, make_update
from tests.factories.organisations import make_collaborative, make_deliverer

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-01-04", tick=False)]


@pytest.fixture
def ours():
    return make_collaborative(short_name="Our PSC")


@pytest.fixture
def targets(ours):
    """Three that only our collaborative delivers."""
    deliverer = make_deliverer(kind=Deliverer.Kind.BODY, organisation=ours)
    return [make_target(deliverers=[deliverer]) for _ in range(3)]


@pytest.fixture
def period(targets):
    return make_period()


@pytest.fixture
def leaver(ours):
    return make_user(SUBMITTER, organisations=(ours,))


def close(user, heirs=None):
    return close_account(user=user, heirs=heirs or {}, by=make_user(ADMINISTRATOR), reason="Left in October")


def test_what_is_not_handed_in_is_left_behind(period, targets, leaver, ours):
    make_user(EDITOR)
    make_update(
        targets[0], period, by=leaver, organisation=ours, state="submitted", submitted_at=NOON, submitted_by=leaver
    )

    (left,) = left_behind_by(leaver)

    assert (left.organisation, left.in_words) == (ours, "2 returns of Q3 2020/21 (Oct–Dec 2020)")
    assert [target.ref in text for target, text in zip(targets[1:], left.waiting[0].each, strict=True)] == [True, True]


def test_query_and_request_are_left_behind(period, targets, leaver, ours):
    update = make_update(targets[0], period, by=leaver, organisation=ours)
    ask(entry=update, by=make_user(APPROVER), text="Which trusts?")
    milestone = targets[0].milestones.get()
    milestone.deadline_requests.create(
        organisation=ours, reason="Late", effect="None", asked_by=leaver, deadline_text="by June 2021",
        deadline_precision="month", deadline_relation="by",
    )  # fmt: skip

    [left] = [each for each in left_behind_by(leaver) if each.organisation == ours]

    assert left.in_words.endswith("1 query to be answered, 1 request to move a deadline")


def test_nothing_is_left_behind_while_somebody_else_answers(period, leaver, ours):
    make_user(SUBMITTER, organisations=(ours,))

    assert left_behind_by(leaver) == []


def test_who_only_reads_does_not_answer(period, leaver, ours):
    make_user(BOARD_MEMBER, organisations=(ours,))

    assert [each.organisation for each in left_behind_by(leaver)] == [ours]


def test_closing_is_refused_while_something_would_wait_for_nobody(period, leaver):
    with pytest.raises(Refused, match="Nobody would answer for Our PSC, and this waits: 3 returns"):
        close(leaver)

    leaver.refresh_from_db()
    assert leaver.is_active and Membership.objects.exists()


def test_heir_takes_over_with_the_role_and_the_trail_tells_it(period, leaver, ours):
    heir = make_user(BOARD_MEMBER)

    close(leaver, {ours: heir})

    assert answering_for()[ours.pk] == (heir,)
    handed, closed = AuditEvent.objects.filter(item_kind="account").order_by("pk")
    assert {change["field"]: change["after"] for change in handed.changes} == {
        "organisations": "Our PSC", "roles": SUBMITTER, "what waits": "3 returns of Q3 2020/21 (Oct–Dec 2020)",
    }  # fmt: skip
    assert {"field": "handed on", "before": "", "after": f"Our PSC to {heir.name} ({heir.email})"} in closed.changes


def test_the_only_editor_leaves_englands_updates_to_another(period):
    editor, heir = make_user(EDITOR), make_user(BOARD_MEMBER)
    (left,) = left_behind_by(editor)

    close(editor, {left.organisation: heir})

    assert answering_for()[left.organisation.pk] == (heir,)
    assert not Membership.objects.filter(organisation=left.organisation).exists()


def test_nothing_is_handed_to_an_account_that_was_closed_meanwhile(period, leaver, ours):
    heir = make_user(SUBMITTER)
    heir.is_active = False
    heir.save()

    with pytest.raises(Refused, match="was closed just now"):
        close(leaver, {ours: heir})


def test_page_lists_what_waits_and_asks_for_a_person(client, period, targets, leaver, ours):
    client.force_login(make_user(ADMINISTRATOR))
    page = reverse("close_account", args=[leaver.pk])

    shown = client.get(page).content.decode()
    refused = client.post(page, {"reason": "Left"})

    assert "3 returns of Q3 2020/21 (Oct–Dec 2020)" in shown
    assert all(target.ref in shown for target in targets)
    assert refused.context["form"].errors == {f"to_{ours.pk}": ["Choose who answers for Our PSC from now on"]}


def change(user, organisations=(), role=SUBMITTER, heirs=None):
    return change_account(
        user=user, email=user.email, name=user.name, roles=[Group.objects.get(name=role)], organisations=organisations,
        heirs=heirs or {}, by=make_user(ADMINISTRATOR), reason="New post",
    )  # fmt: skip


@pytest.mark.parametrize("taken_away", ["the organisation", "the role"])
def test_change_is_refused_while_something_would_wait_for_nobody(period, leaver, ours, taken_away):
    kept = {"organisations": (ours,), "role": BOARD_MEMBER} if taken_away == "the role" else {}

    with pytest.raises(Refused, match="Nobody would answer for Our PSC, and this waits: 3 returns"):
        change(leaver, **kept)

    assert answering_for()[ours.pk] == (leaver,)


def test_change_that_takes_nothing_away_is_never_refused(period, leaver, ours):
    change(leaver, (ours, make_collaborative()))

    assert leaver.memberships.count() == 2


def test_heir_takes_over_what_a_change_takes_away(period, leaver, ours):
    heir = make_user(BOARD_MEMBER)

    change(leaver, heirs={ours: heir})

    assert answering_for()[ours.pk] == (heir,)
    handed, changed = AuditEvent.objects.filter(item_kind="account").order_by("pk")
    assert (handed.item_key, handed.reason) == (heir.email, "Handed on by Submitter, who no longer answers for it")
    assert {"field": "handed on", "before": "", "after": f"Our PSC to {heir.name} ({heir.email})"} in changed.changes


def test_only_editors_role_goes_to_another(period):
    editor, heir = make_user(EDITOR), make_user(BOARD_MEMBER)
    (left,) = left_behind_by(editor)

    change(editor, role=BOARD_MEMBER, heirs={left.organisation: heir})

    assert answering_for()[left.organisation.pk] == (heir,)


def test_page_of_an_account_asks_for_an_heir_and_goes_on_with_nobody(client, period, targets, leaver, ours):
    client.force_login(make_user(ADMINISTRATOR))
    page, field = reverse("account", args=[leaver.pk]), f"to_{ours.pk}"
    sent = {"name": "New", "email": leaver.email, "roles": [Group.objects.get(name=BOARD_MEMBER).pk], "codes": ""}

    asked = client.post(page, sent)
    went_on = client.post(page, sent | {field: "nobody"})

    assert asked.context["form"].errors == {field: ["Choose who answers for Our PSC from now on"]}
    assert all(target.ref in asked.content.decode() for target in targets)
    assert went_on.url == page and not Membership.objects.exists()
    event = AuditEvent.objects.filter(item_key=leaver.email).latest("pk")
    assert {"field": "left to nobody", "before": "", "after": "Our PSC"} in event.changes


def test_page_of_an_account_keeps_the_heir_beside_a_mistaken_code(client, period, leaver, ours):
    client.force_login(make_user(ADMINISTRATOR))
    heir, field = make_user(SUBMITTER), f"to_{ours.pk}"
    sent = {"name": "New", "email": leaver.email, "roles": [Group.objects.get(name=SUBMITTER).pk], "codes": "NO-SUCH"}

    form = client.post(reverse("account", args=[leaver.pk]), sent | {field: heir.pk}).context["form"]
    unasked = client.post(reverse("account", args=[leaver.pk]), sent).context["form"]

    assert (form[field].value(), list(form.errors)) == (str(heir.pk), ["codes"])
    assert field not in unasked.fields


def test_answer_to_who_left_waits_for_the_approvers(period, targets, leaver, ours):
    asker, approver = make_user(APPROVER), make_user(APPROVER)
    query = ask(entry=make_update(targets[0], period, by=leaver, organisation=ours), by=asker, text="Which trusts?")
    take(query=query, move=Move.ANSWER, by=leaver, text="All")
    before = list(waiting_for(approver))

    close(asker)

    assert (before, list(waiting_for(approver))) == ([], [query])
