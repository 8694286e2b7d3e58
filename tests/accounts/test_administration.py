"""The administration pages: who may use them, that nothing is deleted there, and that every save is in the trail."""

from datetime import date

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pssdash.accounts.models import AuditEvent, User
from pssdash.accounts.roles import ADMINISTRATOR, EDITOR, ROLES
from pssdash.organisations.models import Organisation
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
    "programmes_observation", "accounts_user",
]  # fmt: skip


@pytest.fixture
def administrator(client):
    """Signed in, and an administrator by role only."""
    user = make_user(ADMINISTRATOR, email="admin@example.org")
    client.force_login(user)
    return user


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
