import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.urls import path, reverse

from pssdash.accounts import roles
from pssdash.ui.navigation import MENU, menu_for
from tests.factories.accounts import make_user

NAMES = [name for _, name, _ in MENU if ":" not in name]
urlpatterns = [path(f"{name}/", lambda request: HttpResponse(), name=name) for name in [*NAMES, "help"]]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def menu(rf, user, url="/"):
    request = rf.get(url)
    request.user = user
    return menu_for(request)


@pytest.mark.parametrize(
    ("role", "texts"),
    [
        (
            roles.EDITOR,
            ["Board", "Objectives", "Programmes", "Measures", "My quarter", "Quarters", "Regions", "Strategy", "Help"],
        ),
        (
            roles.APPROVER,
            ["Board", "Objectives", "Programmes", "Measures", "My quarter", "Quarters", "Regions", "Help"],
        ),
        (roles.REGIONAL_LEAD, ["Board", "Objectives", "Programmes", "Measures", "Regions", "Help"]),
        (roles.SUBMITTER, ["Board", "Objectives", "Programmes", "Measures", "My quarter", "Help"]),
        (roles.BOARD_MEMBER, ["Board", "Objectives", "Programmes", "Measures", "Help"]),
    ],
)
def test_menu_has_the_pages_of_the_role(rf, role, texts):
    assert [item.text for item in menu(rf, make_user(role))] == texts


def test_menu_marks_the_page_that_one_is_in(rf):
    items = menu(rf, make_user(roles.REGIONAL_LEAD), reverse("region_list") + "Y62/")

    assert [item.text for item in items if item.current] == ["Regions"]


def test_menu_is_empty_before_sign_in(rf):
    assert menu(rf, AnonymousUser()) == []


def test_menu_asks_for_permissions_once(rf, django_assert_max_num_queries):
    user = make_user(roles.EDITOR)

    with django_assert_max_num_queries(2):
        menu(rf, user)
