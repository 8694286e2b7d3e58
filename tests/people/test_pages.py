"""The administrator's pages about accounts, and everybody's own: what they show and what they do."""

import csv
import io
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from pssdash.accounts.models import User
from pssdash.accounts.roles import ADMINISTRATOR, APPROVER, BOARD_MEMBER, EDITOR, SUBMITTER
from pssdash.accounts.two_factor.rules import has_second_factor, required_roles
from pssdash.organisations.models import Membership
from tests.factories.accounts import make_user
from tests.factories.organisations import make_collaborative
from tests.factories.people import make_invitation
from tests.factories.second_factor import enrol

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01", tick=False)]


@pytest.fixture
def administrator(client):
    user = make_user(ADMINISTRATOR, email="admin@example.org")
    client.force_login(user)
    return user


@pytest.fixture
def people(administrator):
    """Four more accounts, each with something of its own."""
    editor = make_user(EDITOR, email="editor@example.org")
    writer = make_user(SUBMITTER, email="writer@example.org", organisations=(make_collaborative(code="PSC-1"),))
    board, gone = make_user(BOARD_MEMBER, email="board@example.org"), make_user(APPROVER, email="gone@example.org")
    enrol(editor)
    User.objects.filter(pk=editor.pk).update(last_login=datetime(2021, 1, 20, tzinfo=UTC))
    User.objects.filter(pk=writer.pk).update(last_login=datetime(2020, 6, 1, tzinfo=UTC))
    User.objects.filter(pk__in=(board.pk, gone.pk)).update(last_login=None)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    return {"editor": editor, "writer": writer, "board": board, "gone": gone}


def listed(client, query=""):
    """Who stands in the list, without the administrator who looks."""
    rows = client.get(f"{reverse('account_list')}{query}").context["table"].rows
    return [row.record.email.split("@")[0] for row in rows if row.record.email != "admin@example.org"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"editor", "writer", "board", "gone"}),
        ("?state=open", {"editor", "writer", "board"}),
        ("?state=closed", {"gone"}),
        ("?last=recent", {"editor"}),
        ("?last=long_ago", {"writer"}),
        ("?last=never", {"board", "gone"}),
        ("?factor=on", {"editor"}),
        ("?role=Submitter&role=Board+member", {"writer", "board"}),
        ("?search=PSC-1", {"writer"}),
        ("?search=WRITER@", {"writer"}),
        ("?state=purple", set()),
    ],
)
def test_list_is_filtered(client, people, query, found):
    assert set(listed(client, query)) == found


def test_list_sorts_by_last_sign_in_with_never_as_longest_ago(client, people):
    up, down = listed(client, "?state=open&sort=last_login"), listed(client, "?state=open&sort=-last_login")

    assert up == ["board", "writer", "editor"]
    assert down == up[::-1]


@pytest.mark.parametrize("column", ["name", "email", "last_login", "second_factor", "state"])
@pytest.mark.parametrize("sign", ["", "-"])
def test_every_column_sorts_both_ways(client, people, column, sign):
    assert len(listed(client, f"?sort={sign}{column}")) == 4


@pytest.mark.parametrize(
    "query",
    [
        "?sort=zebra", "?page=999", "?page=0", "?per_page=0", "?role=zebra", "?last=zebra", "?factor=zebra",
        "?search=" + "a" * 3000,
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["account_list", "invitation_list"])
def test_what_nothing_fits_breaks_no_list(client, administrator, name, query):
    assert client.get(f"{reverse(name)}{query}").status_code == 200


def test_file_of_a_mistaken_filter_leads_to_the_page_that_says_so(client, administrator):
    response = client.get(f"{reverse('account_export', args=['csv'])}?state=purple")

    assert response.url == f"{reverse('account_list')}?state=purple"
    assert "is not one of the choices" in client.get(response.url).content.decode()


def test_file_holds_what_the_list_shows(client, people):
    response = client.get(f"{reverse('account_export', args=['csv'])}?role=Submitter")

    headings, row = csv.reader(io.StringIO(response.content.decode()))
    assert dict(zip(headings, row, strict=True)) == {
        "Name": "Submitter", "Email address": "writer@example.org", "Roles": "Submitter",
        "Organisations": str(Membership.objects.get().organisation), "Last sign-in": "2020-06-01", "Two-factor": "Off",
        "State": "Open",
    }  # fmt: skip


def test_list_asks_no_more_for_more_accounts(client, people, query_count):
    few = query_count(lambda: listed(client))
    for _ in range(25):
        make_user(SUBMITTER, organisations=(make_collaborative(),))

    assert query_count(lambda: listed(client)) == few


def test_invitations_ask_no_more_for_more(client, administrator, query_count):
    def look():
        client.get(reverse("invitation_list"))

    make_invitation(by=administrator, organisations=(make_collaborative(),))
    few = query_count(look)
    for number in range(25):
        make_invitation(
            by=make_user(ADMINISTRATOR), email=f"n{number}@example.org", token=f"{number}",
            organisations=(make_collaborative(),),
        )  # fmt: skip

    assert query_count(look) == few


def test_closing_asks_no_more_for_more_organisations(client, administrator, query_count):
    def look(count):
        ours = tuple(make_collaborative() for _ in range(count))
        leaver = make_user(SUBMITTER, organisations=ours)
        make_user(SUBMITTER, organisations=ours)
        return query_count(lambda: client.get(reverse("close_account", args=[leaver.pk])))

    assert look(8) == look(2)


def test_account_page_changes_the_account(client, people):
    board = people["board"]
    sent = {"name": "New", "email": board.email, "roles": [Group.objects.get(name=EDITOR).pk], "codes": "psc-1"}

    response = client.post(reverse("account", args=[board.pk]), sent)

    board.refresh_from_db()
    assert response.url == reverse("account", args=[board.pk])
    assert (board.name, board.groups.get().name, board.memberships.get().organisation.code) == ("New", EDITOR, "PSC-1")


def test_account_page_does_not_take_an_address_that_is_taken(client, people):
    board = people["board"]
    sent = {"name": "New", "email": "EDITOR@example.org", "roles": [Group.objects.get(name=EDITOR).pk]}

    response = client.post(reverse("account", args=[board.pk]), sent)

    assert response.context["form"].errors == {"email": ["EDITOR@example.org has an account already"]}


def test_closing_page_lists_what_is_owed_and_hands_it_on(client, people):
    writer, heir, ours = people["writer"], people["board"], Membership.objects.get().organisation
    page = reverse("close_account", args=[writer.pk])

    shown = client.get(page).content.decode()
    client.post(page, {"reason": "Left", f"to_{ours.pk}": heir.pk})

    assert f"Who answers for {ours} from now on?" in shown
    assert "Nobody else answers for it so far." in shown
    assert Membership.objects.get().user == heir
    assert not User.objects.get(pk=writer.pk).is_active


def test_closing_page_names_who_else_answers(client, people):
    ours = Membership.objects.get().organisation
    Membership.objects.create(user=people["board"], organisation=ours)
    Membership.objects.create(user=people["gone"], organisation=ours)

    shown = client.get(reverse("close_account", args=[people["writer"].pk])).content.decode()

    assert "Besides: Board member." in shown


@pytest.mark.parametrize("heir", ["gone", "writer"])
def test_nothing_is_handed_on_to_who_left(client, people, heir):
    writer, ours = people["writer"], Membership.objects.get().organisation

    response = client.post(
        reverse("close_account", args=[writer.pk]), {"reason": "Left", f"to_{ours.pk}": people[heir].pk}
    )

    assert f"to_{ours.pk}" in response.context["form"].errors
    assert User.objects.get(pk=writer.pk).is_active


def test_closing_needs_a_reason(client, people):
    response = client.post(reverse("close_account", args=[people["board"].pk]), {})

    assert response.context["form"].errors == {"reason": ["Say why"]}


def test_own_account_cannot_be_closed_on_the_page(client, administrator):
    response = client.post(reverse("close_account", args=[administrator.pk]), {"reason": "Left"})

    assert "You cannot close your own account" in response.content.decode()


def test_second_factor_is_taken_away_with_a_reason(client, people):
    editor = people["editor"]
    page = reverse("take_away_second_factor", args=[editor.pk])

    without = client.post(page, {})
    still = has_second_factor(editor)
    client.post(page, {"reason": "Lost the phone"})

    assert without.context["form"].errors == {"reason": ["Say why"]}
    assert (still, has_second_factor(editor)) == (True, False)


def test_roles_that_need_a_second_factor_are_set(client, administrator):
    client.post(reverse("second_factor_roles"), {"roles": [EDITOR, APPROVER]})

    assert sorted(required_roles()) == [APPROVER, EDITOR]


def test_own_page_says_who_one_is(client):
    ours = make_collaborative()
    client.force_login(make_user(SUBMITTER, BOARD_MEMBER, email="me@example.org", organisations=(ours,)))

    facts = {fact["key"]: fact["value"] for fact in client.get(reverse("your_account")).context["facts"]}

    assert facts["Email address"] == "me@example.org"
    assert facts["Roles"] == "Board member, Submitter"
    assert facts["Organisations"] == str(ours)
    assert facts["Last sign-in"] == "1 February 2021, 00:00"


def test_header_leads_to_the_own_page(client):
    client.force_login(make_user(BOARD_MEMBER))

    assert f'href="{reverse("your_account")}"' in client.get(reverse("help")).content.decode()


@pytest.mark.parametrize("state", ["waiting", "accepted", "expired", "withdrawn"])
def test_invitations_are_listed_by_state(client, administrator, state):
    day = datetime(2020, 12, 1, tzinfo=UTC)
    for name in ("waiting", "accepted", "expired", "withdrawn"):
        invitation = make_invitation(by=administrator, email=f"{name}@example.org", name=name, token=name)
        invitation.accepted_at, invitation.account = (day, make_user()) if name == "accepted" else (None, None)
        invitation.withdrawn_at = day if name == "withdrawn" else None
        invitation.expires_at = day if name == "expired" else invitation.expires_at
        invitation.save()

    rows = client.get(reverse("invitation_list"), {"state": state}).context["table"].rows

    assert [(row.record.name, row.record.state) for row in rows] == [(state, state)]
