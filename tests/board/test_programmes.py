"""The improvement programmes on the board page."""

from datetime import date

import pytest
from django.urls import reverse

from pssdash.accounts.roles import BOARD_MEMBER, EDITOR
from pssdash.reporting.quarters import Quarter
from tests.factories.accounts import make_user
from tests.factories.objectives import make_period, make_target, publish
from tests.factories.programme_pages import enter, freeze, make_model
from tests.factories.programmes import make_ambition, make_measure, make_monthly, make_programmes_period

pytestmark = pytest.mark.django_db
STEADY = [60.0, 61.0, 62.0, 61.0, 60.0, 61.0, 62.0, 61.0, 60.0, 62.0, 61.0, 60.0]


@pytest.fixture
def reader(client):
    client.force_login(make_user(BOARD_MEMBER), backend="django.contrib.auth.backends.ModelBackend")
    make_target()
    publish(make_period("Q2 2020/21"))
    return client


def section(client, path=""):
    return client.get(path or reverse("board")).context["programmes"]


def make_measures():
    """One that has risen and misses its ambition, one that is steady, and one with a single value."""
    risen, steady, single = (make_measure(short_name=name) for name in ("Risen", "Steady", "Single"))
    make_ambition(risen, 85)
    make_monthly(risen, [*STEADY, 70.0], begin=date(2023, 9, 1))
    make_monthly(steady, [*STEADY, 61.0], begin=date(2023, 9, 1))
    make_monthly(single, [50.0], begin=date(2024, 9, 1))


def test_board_names_the_programmes_own_quarter_and_shows_their_outcomes(reader):
    model = make_model(name="Lives saved")
    enter(model.result, 99)
    freeze(make_programmes_period("Q2 2024/25"))

    said = " ".join(reader.get(reverse("board")).content.decode().split())

    assert "Improvement programmes in Q2 2024/25 (Jul–Sep 2024)" in said
    assert "up to <b>99</b></a> Lives saved, in the quarter" in said


def test_matrix_puts_each_measure_by_its_two_icons(reader):
    make_measures()
    freeze(make_programmes_period("Q2 2024/25"))

    found = section(reader)

    cells = {row.name: [[name for name, _ in cell] for cell in row.cells] for row in found.matrix}
    assert cells == {
        "Improvement": [["Risen"], [], [], []],
        "No significant change": [[], [], [], ["Steady"]],
    }
    assert found.without_icon == 1


def test_programmes_without_outcomes_and_icons_say_so(reader):
    make_measure()
    freeze(make_programmes_period("Q2 2024/25"))

    said = " ".join(reader.get(reverse("board")).content.decode().split())

    assert "No outcome has a value in this quarter." in said
    assert "1 measure has too few published values for an icon." in said and "app-matrix" not in said


def test_unpublished_programmes_are_not_on_the_board(client, reader):
    make_model()
    make_programmes_period("Q2 2024/25")

    assert section(reader) is None
    client.force_login(make_user(EDITOR), backend="django.contrib.auth.backends.ModelBackend")
    assert section(client) is None


def test_an_earlier_board_page_shows_nothing_of_later_programmes(reader):
    freeze(make_programmes_period("Q1 2020/21"))
    freeze(make_programmes_period("Q2 2024/25"))

    assert section(reader).quarter.short == "Q2 2024/25"
    assert section(reader, reverse("board_quarter", args=[Quarter(2020, 2)])).quarter.short == "Q1 2020/21"
