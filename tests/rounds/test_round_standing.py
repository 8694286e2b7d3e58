"""How the round stands on each person's first page."""

import pytest

from pssdash.accounts.roles import ADMINISTRATOR, APPROVER, BOARD_MEMBER, EDITOR, REGIONAL_LEAD, SUBMITTER
from tests.factories.accounts import make_user
from tests.factories.objectives import NOON, make_period, make_target, make_update, publish
from tests.factories.organisations import make_deliverer, make_icb, make_region
from tests.factories.programmes import make_programmes_period

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]
LINE = '<p class="app-round-line">'


def first_page(client, user) -> str:
    client.force_login(user)
    return " ".join(client.get("/", follow=True).content.decode().split())


def line(client, user) -> str:
    page = first_page(client, user)
    assert page.count(LINE) == 1
    return page.partition(LINE)[2].partition("</p>")[0]


def round_of_three():
    """Q3 is open: of three targets one is approved, one submitted. The ICB of NORTH has submitted what it owes."""
    north = make_region(code="NORTH", name="North", short_name="North")
    icb = make_icb(north)
    theirs = make_target(deliverers=[make_deliverer(member_kind="icb")])
    targets, period = [theirs, make_target(), make_target()], make_period()
    make_icb(north)
    make_update(targets[0], period, state="approved", approved_by=make_user(APPROVER))
    make_update(targets[1], period, state="submitted", submitted_at=NOON)
    make_update(targets[0], period, state="submitted", submitted_at=NOON, organisation=icb)
    return north, icb


@pytest.mark.parametrize("role", [EDITOR, APPROVER])
def test_national_team_reads_how_far_england_is_and_is_led_to_the_quarter(client, role):
    round_of_three()

    assert line(client, make_user(role)) == (
        '<a href="/quarters/2020-21-q3/">'
        "Q3 2020/21 is open: 2 of 3 submitted, 1 approved, overdue by 11 working days</a>."
    )


def test_submitter_reads_how_far_their_own_part_is(client):
    _, icb = round_of_three()

    assert line(client, make_user(SUBMITTER, organisations=(icb,))) == (
        "Q3 2020/21 is open: 1 of 1 submitted, 0 approved."
    )


def test_lead_reads_how_many_organisations_of_the_region_have_submitted(client):
    north, _ = round_of_three()

    assert line(client, make_user(REGIONAL_LEAD, organisations=(north,))) == (
        "Q3 2020/21 is open: 1 of 2 organisations in North submitted, overdue by 11 working days."
    )


def test_lead_of_several_regions_reads_of_all_of_them(client):
    north, _ = round_of_three()
    south = make_region()
    make_icb(south)

    said = line(client, make_user(REGIONAL_LEAD, organisations=(north, south)))

    assert said == "Q3 2020/21 is open: 1 of 3 organisations in your regions submitted, overdue by 11 working days."


@pytest.mark.parametrize("role", [BOARD_MEMBER, ADMINISTRATOR])
def test_who_reads_no_drafts_reads_no_counts(client, role):
    round_of_three()

    assert line(client, make_user(role)) == "Q3 2020/21 is open: its updates are being written."


def test_submitter_without_an_organisation_reads_no_counts(client):
    round_of_three()

    assert line(client, make_user(SUBMITTER)) == "Q3 2020/21 is open: its updates are being written."


def test_every_quarter_that_is_not_published_is_told(client):
    make_period("Q3 2020/21", state="closed")
    make_programmes_period("Q3 2024/25")

    said = line(client, make_user(BOARD_MEMBER))

    assert said == (
        "Q3 2020/21 is closed: its updates are being checked. Q3 2024/25 is open: its updates are being written."
    )


def test_between_rounds_no_quarter_is_open(client):
    publish(make_period())

    assert line(client, make_user(EDITOR)) == "No quarter is open."


def test_lead_is_led_to_the_signs_of_what_is_published_and_the_board_is_not(client):
    north, _ = round_of_three()
    publish(make_period("Q2 2020/21"))
    way = 'href="/quarters/2020-21-q2/silence/"'

    assert way in first_page(client, make_user(REGIONAL_LEAD, organisations=(north,)))
    assert way not in first_page(client, make_user(BOARD_MEMBER))


@pytest.mark.parametrize("role", [EDITOR, SUBMITTER, REGIONAL_LEAD])
def test_line_asks_as_many_queries_for_many_targets_as_for_few(client, query_count, role):
    north, icb = round_of_three()
    publish(make_period("Q2 2020/21"))
    user = make_user(role, organisations=(north if role == REGIONAL_LEAD else icb,))
    first_page(client, user)

    few = query_count(lambda: first_page(client, user))
    group = make_deliverer(member_kind="icb")
    for _ in range(10):
        make_target(deliverers=[group]), make_icb(north)
    # Whoever looks first after such a change writes down what is expected now.
    first_page(client, user)
    many = query_count(lambda: first_page(client, user))

    assert few == many
