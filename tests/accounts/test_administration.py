"""The administration pages: who may use them, that nothing is deleted there, and that every save is in the trail."""

from datetime import date

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group
from django.contrib.auth.views import redirect_to_login
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pssdash.accounts.models import AuditEvent, User
from pssdash.accounts.roles import ADMINISTRATOR, BOARD_MEMBER, EDITOR, ROLES
from pssdash.organisations.models import Membership, Organisation
from pssdash.reporting.models import Source
from tests.factories.accounts import make_user
from tests.factories.objectives import make_period, make_target, make_update
from tests.factories.organisations import make_deliverer, make_icb, make_organisation, make_region
from tests.factories.programmes import make_ambition, make_measure, make_observation, make_step_change

pytestmark = pytest.mark.django_db
MODELS = [
    "accounts_user", "accounts_auditevent", "organisations_organisation", "organisations_organisationlink",
    "organisations_succession", "organisations_deliverer", "reporting_source", "reporting_reportingperiod",
    "objectives_objective", "objectives_target", "objectives_milestone", "objectives_progressupdate",
    "objectives_publishedrow", "programmes_measure", "programmes_ambition", "programmes_stepchange",
    "programmes_importbatch", "programmes_observation",
]  # fmt: skip
READ_ONLY = [name for name in MODELS if name.startswith("objectives_")] + [
    "reporting_reportingperiod", "accounts_auditevent", "programmes_stepchange", "programmes_importbatch",
    "programmes_observation",
]  # fmt: skip


@pytest.fixture
def administrator(client):
    """Signed in, and an administrator by role only."""
    user = make_user(ADMINISTRATOR, email="admin@example.org")
    client.force_login(user)
    return user


def account(email="new@example.org", name="Patient safety lead", roles=(), active=True, **fields):
    """What the form of an account sends, with no organisations unless given."""
    inline = {"memberships-TOTAL_FORMS": 0, "memberships-INITIAL_FORMS": 0}
    chosen = [group.pk for group in Group.objects.filter(name__in=roles)]
    return {"email": email, "name": name, "groups": chosen, **({"is_active": "on"} if active else {})} | inline | fields


@pytest.mark.parametrize("name", MODELS)
def test_administrator_opens_every_list_and_item(client, administrator, name):
    target, period = make_target(deliverers=[make_deliverer()]), make_period()
    make_update(target, period)
    make_icb(make_region())
    Source.objects.create(slug="report", kind="document", title="A report")
    measure = make_measure()
    make_ambition(measure, 85)
    make_observation(measure, date(2019, 4, 1), 60)
    make_step_change(measure, date(2019, 4, 1))
    app, _, model = name.partition("_")

    listed = client.get(reverse(f"admin:{name}_changelist"))
    first = listed.context["cl"].queryset.first()
    opened = client.get(reverse(f"admin:{app}_{model}_change", args=[first.pk])) if first else listed

    assert (listed.status_code, opened.status_code) == (200, 200)


@pytest.mark.parametrize("role", [role for role in ROLES if role != ADMINISTRATOR])
def test_other_roles_are_refused(client, role):
    client.force_login(make_user(role))

    assert client.get(reverse("admin:index")).status_code == 403
    assert client.get(reverse("admin:accounts_user_changelist")).status_code == 403


def test_nobody_gets_in_without_signing_in(client):
    response = client.get(reverse("admin:index"), follow=True)

    assert response.redirect_chain[-1][0].startswith(reverse("sign_in"))


def test_administration_has_no_sign_in_form_of_its_own(client):
    response = client.get(reverse("admin:login"))

    assert response.url == redirect_to_login(reverse("admin:login")).url


def test_sign_in_address_of_the_administration_leads_in(client, administrator):
    assert client.get(reverse("admin:login")).url == reverse("admin:index")


def test_administration_signs_out_like_the_rest(client, administrator):
    response = client.post(reverse("admin:logout"))

    assert response.url == reverse("sign_in")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("name", MODELS)
def test_nothing_is_deleted_in_the_administration(rf, administrator, name):
    request = rf.get(reverse("admin:index"))
    request.user = administrator

    pages = admin.site.get_model_admin(apps.get_model(name.replace("_", ".")))

    assert pages.has_view_permission(request)
    assert not pages.has_delete_permission(request)


@pytest.mark.parametrize("name", READ_ONLY)
def test_what_is_edited_elsewhere_is_only_looked_up_here(client, administrator, name):
    assert client.get(reverse(f"admin:{name}_add")).status_code == 403


def test_account_cannot_be_deleted(client, administrator):
    user = make_user()

    response = client.post(reverse("admin:accounts_user_delete", args=[user.pk]), {"post": "yes"})

    assert response.status_code == 403
    assert User.objects.filter(pk=user.pk).exists()


def test_new_account_is_sent_a_link(client, administrator, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("admin:accounts_user_add"), account(roles=[EDITOR]))

    user = User.objects.get(email="new@example.org")
    assert [group.name for group in user.groups.all()] == [EDITOR]
    assert mail.outbox[0].to == ["new@example.org"]
    assert "/accounts/password/reset/" in mail.outbox[0].body


def test_new_account_is_in_the_trail(client, administrator):
    client.post(reverse("admin:accounts_user_add"), account(roles=[EDITOR], reason="Joined the team"))

    event = AuditEvent.objects.get()
    assert (event.by, event.action, event.item_key, event.reason) == (
        administrator, "added", "new@example.org", "Joined the team",
    )  # fmt: skip
    assert {"field": "groups", "before": "", "after": EDITOR} in event.changes


def test_same_address_in_other_capitals_is_refused(client, administrator):
    make_user(email="lead@example.org")

    response = client.post(reverse("admin:accounts_user_add"), account(email="Lead@Example.org"))

    assert "This address has an account" in response.content.decode()


def change_of(client, user, **fields):
    page = reverse("admin:accounts_user_change", args=[user.pk])
    return client.post(page, account(user.email, user.name, **fields))


def test_changed_role_is_in_the_trail(client, administrator):
    user = make_user(BOARD_MEMBER, email="lead@example.org")

    change_of(client, user, roles=[BOARD_MEMBER, EDITOR], reason="New post")

    event = AuditEvent.objects.get()
    assert (event.action, event.reason) == ("changed", "New post")
    assert event.changes == [
        {"field": "groups", "before": BOARD_MEMBER, "after": f"{BOARD_MEMBER}; {EDITOR}"},
    ]


def test_given_organisation_is_in_the_trail(client, administrator):
    user, region = make_user(email="lead@example.org"), make_region(short_name="North West")

    change_of(client, user, **{"memberships-TOTAL_FORMS": 1, "memberships-0-organisation": region.pk})

    assert Membership.objects.get().user == user
    assert AuditEvent.objects.get().changes == [{"field": "organisations", "before": "", "after": "North West"}]


def test_taken_organisation_is_in_the_trail(client, administrator):
    region = make_region(short_name="North West")
    user = make_user(email="lead@example.org", organisations=(region,))
    inline = {
        "memberships-TOTAL_FORMS": 1, "memberships-INITIAL_FORMS": 1, "memberships-0-id": user.memberships.get().pk,
        "memberships-0-user": user.pk, "memberships-0-organisation": region.pk, "memberships-0-DELETE": "on",
    }  # fmt: skip

    change_of(client, user, **inline)

    assert not Membership.objects.exists()
    assert AuditEvent.objects.get().changes == [{"field": "organisations", "before": "North West", "after": ""}]


def test_closed_account_is_in_the_trail(client, administrator):
    user = make_user(email="lead@example.org")

    change_of(client, user, active=False)

    assert AuditEvent.objects.get().changes == [{"field": "may sign in", "before": "yes", "after": "no"}]


def test_save_without_change_leaves_no_trace(client, administrator):
    user = make_user(BOARD_MEMBER, email="lead@example.org")

    change_of(client, user, roles=[BOARD_MEMBER])

    assert not AuditEvent.objects.exists()


def test_changed_password_stays_its_owners(client, administrator):
    user = make_user(email="lead@example.org")
    before = user.password

    change_of(client, user, password="known to the administrator")

    user.refresh_from_db()
    assert user.password == before


def test_code_of_an_organisation_never_changes(client, administrator):
    organisation = make_organisation(code="R0D", name="Old name")
    page = reverse("admin:organisations_organisation_change", args=[organisation.pk])

    client.post(page, {"code": "XXX", "kind": "trust", "name": "New name", "short_name": "New", "reason": "Renamed"})

    changed = Organisation.objects.get()
    assert (changed.code, changed.kind, changed.name) == ("R0D", organisation.kind, "New name")
    assert AuditEvent.objects.get().changes[0] == {"field": "name", "before": "Old name", "after": "New name"}


def test_link_that_says_nonsense_is_refused(client, administrator):
    region, icb = make_region(), make_organisation("icb")

    response = client.post(
        reverse("admin:organisations_organisationlink_add"), {"kind": "icb", "child": icb.pk, "parent": region.pk}
    )

    assert "cannot go from Integrated care board to Region" in response.content.decode()


def test_pages_of_the_administration_hold_no_inline_script_or_style(client, administrator):
    page = client.get(reverse("admin:organisations_organisation_add")).content.decode()

    assert "<script>" not in page
    assert "<style" not in page and " style=" not in page and " onclick=" not in page


@pytest.mark.parametrize(
    "name", ["accounts_user", "organisations_organisationlink", "objectives_progressupdate", "programmes_stepchange"]
)
def test_lists_ask_no_more_for_more_rows(client, administrator, name):
    period = make_period()

    def queries_with(more):
        for _ in range(more):
            make_icb(make_region())
            make_user(EDITOR)
            make_update(make_target(), period)
            make_step_change(make_measure(), date(2019, 4, 1), decided_by=make_user(EDITOR))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(f"admin:{name}_changelist"))
        return len(queries)

    assert queries_with(3) == queries_with(27)
