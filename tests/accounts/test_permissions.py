"""Permissions and roles as data: what the database holds is what the enum and the table of roles say."""

import pytest
from django.contrib.auth.models import Group
from django.contrib.auth.models import Permission as HeldPermission
from django.contrib.contenttypes.models import ContentType

from pssdash.accounts.models import User
from pssdash.accounts.permissions import DESCRIPTIONS, Permission
from pssdash.accounts.roles import ADMINISTRATOR, APPROVER, BOARD_MEMBER, EDITOR, ROLES, sync_roles
from tests.factories.accounts import make_user


def test_every_permission_is_declared_on_the_account():
    assert User._meta.permissions == [(verb.codename, verb.description) for verb in Permission]
    assert set(DESCRIPTIONS) == set(Permission)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_role_gives_exactly_its_permissions(role):
    user = make_user(role)

    assert user.get_all_permissions() == {verb.value for verb in ROLES[role]}


@pytest.mark.django_db
def test_two_roles_add_up():
    user = make_user(EDITOR, APPROVER)

    assert user.get_all_permissions() == ROLES[EDITOR] | ROLES[APPROVER]


@pytest.mark.django_db
def test_sync_puts_a_changed_role_right():
    group = Group.objects.get(name=BOARD_MEMBER)
    group.permissions.set(HeldPermission.objects.filter(codename=Permission.PUBLISH_QUARTER.codename))

    sync_roles(Group, HeldPermission, ContentType)

    assert [held.codename for held in group.permissions.all()] == [Permission.READ_PUBLISHED.codename]


@pytest.mark.django_db
def test_sync_leaves_the_people_in_their_roles():
    user = make_user(ADMINISTRATOR)

    sync_roles(Group, HeldPermission, ContentType)

    assert [group.name for group in user.groups.all()] == [ADMINISTRATOR]


def test_no_role_approves_what_it_writes():
    writers = [role for role, verbs in ROLES.items() if Permission.EDIT_UPDATES in verbs]
    approvers = [role for role, verbs in ROLES.items() if Permission.APPROVE_UPDATES in verbs]

    assert not set(writers) & set(approvers)
