"""What people and machines send that nothing fits: never a stack trace, a 404 or words that say what is wrong."""

import pytest
from django.test import Client

from objectives.actions.updates import find_update
from objectives.models import Target
from pssdash.organisations.models import Organisation
from pssdash.reporting.entries.reading import last_revision
from pssdash.reporting.models import ReportingPeriod
from tests.pages.small_site import make_small_site

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]

NOT_THERE = """
editor     /board/2020-21-q5/
editor     /board/2020-q2/
editor     /board/2099-00-q1/
editor     /board/0001-02-q1/
editor     /board/?quarter=soon
editor     /board/?quarter=2019-20-q4
editor     /board/?quarter=
editor     /quarters/9999-00-q4/
editor     /objectives/?quarter=soon
editor     /objectives/?quarter=
editor     /objectives/?quarter=2020-21-q9
editor     /objectives/export.csv?quarter=soon
editor     /objectives/export.pdf
editor     /objectives/export.
editor     /objectives/SC/
editor     /objectives/SC-0/
editor     /objectives/sc-1/
editor     /objectives/SC-99999999999999999999/
editor     /objectives/SC-1.99/
editor     /objectives/SC-1/?quarter=soon
editor     /objectives/SC-9/audit/
editor     /objectives/SC-1.1/published/2020-21-q2/0/
editor     /objectives/SC-1.1/published/2020-21-q2/99999999999999999999/
editor     /objectives/SC-1.1/updates/2020-21-q5/
editor     /objectives/SC-1.9/updates/2020-21-q3/
editor     /objectives/SC-1.1/updates/2020-21-q3/?organisation=NOBODY
editor     /objectives/SC-1/updates/2020-21-q3/?organisation=NOBODY
editor     /programmes/alpha/deliverables/ALPHA-D1/?quarter=soon
editor     /programmes/alpha/deliverables/ALPHA-D1/updates/2020-21-q5/
editor     /programmes/alpha/deliverables/ALPHA-D1/updates/2020-21-q3/?organisation=NOBODY
editor     /programmes/alpha/deliverables/ALPHA-D1/published/2020-21-q2/99999999999999999999/
editor     /programmes/alpha/deliverables/ALPHA.D1/
editor     /regions/Y99/
editor     /regions/NORTH/?quarter=soon
editor     /regions/PSC-N/
editor     /my-quarter/?state=zebra
editor     /reminders/99999999999999999999/
editor     /quarters/2020-21-q3/returns/0/
editor     /quarters/2020-21-q3/returns/99999999999999999999/
editor     /measures/cold/
editor     /measures/export.pdf
editor     /measures/warm/?level=planet
editor     /measures/warm/?level=psc&region=Y99
editor     /measures/warm/?organisation=NOBODY
editor     /measures/warm/?compare=NOBODY
editor     /measures/warm/?basis=soon
editor     /measures/warm/?rules=none
editor     /measures/warm/export.pdf
editor     /measures/warm/export.csv?level=planet
editor     /measures/warm/chart.svg?level=psc
editor     /measures/warm/chart.svg?organisation=NOBODY
editor     /nowhere/
editor     /objectives/../admin/
region     /regions/SOUTH/?quarter=2020-21-q2
admin      /admin/nowhere/
"""

# Filters and pages that nothing fits: the page is there and says so.
TOLD = """
/objectives/?rag=purple                                  is not one of the choices
/objectives/?theme=no-such-theme                         is not one of the choices
/objectives/?theme=theme-sc&theme=zebra                  is not one of the choices
/objectives/?deliverer=nobody                            is not one of the choices
/objectives/?region=Y99                                  is not one of the choices
/objectives/?due=sometime                                is not one of the choices
/objectives/?q=zebra                                     No target fits these filters
/objectives/?page=0
/objectives/?page=999
/objectives/?page=last
/objectives/?sort=zebra
/objectives/?sort=-rating&sort=--rating
/objectives/?per_page=all
/objectives/SC-1/audit/?page=999
/regions/NORTH/?rag=purple                               is not one of the choices
/regions/NORTH/?page=999
/quarters/?sort=zebra&page=999
/quarters/2020-21-q3/?kind=zebra                         is not one of the choices
/quarters/2020-21-q3/?region=Y99                         is not one of the choices
/quarters/2020-21-q3/?q=zebra                            No organisation fits these filters
/quarters/2020-21-q3/?sort=zebra&page=999&per_page=0
/quarters/2020-21-q3/?kind=target&sort=-measure
/quarters/2020-21-q3/returns/?state=late                 is not one of the choices
/quarters/2020-21-q3/returns/?organisation=NOBODY        is not one of the choices
/quarters/2020-21-q3/returns/?q=zebra                    No return fits these filters
/quarters/2020-21-q3/returns/?sort=zebra&page=999
/measures/?programme=zebra                               is not one of the choices
/measures/?workstream=zebra                              is not one of the choices
/measures/?variation=red                                 is not one of the choices
/measures/?assurance=maybe                               is not one of the choices
/measures/?q=zebra                                       No measure fits these filters
/measures/?sort=zebra&page=999&per_page=0
/measures/warm/?level=&organisation=&compare=&region=&basis=&rules=
/measures/warm/?level=trust                              No trust has values of this measure
/measures/warm/?level=psc&page=last
/measures/warm/?level=psc&page=999
/measures/warm/?basis=b                                  There are none for this span of time
/measures/warm/?compare=ENG                              choose another organisation
/measures/warm/?steps=zebra
/regions/NORTH/?measures=999
"""


@pytest.fixture
def people():
    return make_small_site()


def lines(table: str) -> list[list[str]]:
    return [line.split(None, 1) for line in table.splitlines() if line]


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize(("who", "address"), lines(NOT_THERE))
def test_address_that_nothing_fits_is_not_found(people, who, address):
    answer = signed_in(people[who]).get(address)

    assert answer.status_code == 404
    assert "Page not found" in answer.content.decode()


@pytest.mark.parametrize("line", lines(TOLD), ids=" ".join)
def test_mistaken_query_is_told_on_the_page(people, line):
    answer = signed_in(people["editor"]).get(line[0])

    assert answer.status_code == 200
    assert "".join(line[1:]) in answer.content.decode()


@pytest.mark.parametrize("address", ["/objectives/?q=%00", "/regions/nor%00th/", "/board/?quarter=%00"])
def test_address_with_a_null_character_is_no_request(people, address):
    answer = signed_in(people["editor"]).get(address)

    assert answer.status_code == 400
    assert "The request could not be read" in answer.content.decode()


FORM = "/objectives/SC-1.1/updates/2020-21-q3/"
LONG = "x" * 200_000
# Fields of the update form; LINE stands for the beginning of the names of its milestone's fields.
UNFIT = [
    {"base": "zebra"},
    {"base": "-1", "reported_rag": "purple"},
    {"LINEstatus": "zebra"},
    {"LINEforecast": "31 February 2021"},
    {"LINEforecast": "Q5 2020/21"},
    {"LINEmet_on": "99999-01-01"},
    {"LINEmet_on": "2 January 2030", "LINEstatus": "complete"},
    {"action_due": "next week"},
    {"evidence": "javascript:alert(1)"},
    {"progress": LONG},
    {"action_owner": LONG},
    {"progress": "a null \x00 character"},
    {"rag_reason": "a null \x00 character"},
]


@pytest.mark.parametrize("unfit", UNFIT, ids=" ".join)
def test_update_that_cannot_be_read_comes_back_with_what_was_typed(people, unfit):
    target = Target.objects.get(ref="SC-1.1")
    saved = find_update(target, ReportingPeriod.objects.open().get(), Organisation.england())
    line = f"line-{target.milestones.get().pk}-"
    typed = {"base": str(last_revision(saved)), "progress": "Twelve trusts have begun", **unfit}

    answer = signed_in(people["editor"]).post(FORM, {name.replace("LINE", line): text for name, text in typed.items()})

    page = answer.content.decode()
    assert answer.status_code in (200, 422)
    assert "There is a problem" in page
    assert typed["progress"][:10] in page
    saved.refresh_from_db()
    assert saved.progress == "Progress of SC-1.1"


MISTAKEN = [
    ("editor", "/quarters/open/", {"quarter": "2020-21-q4"}),
    ("editor", "/quarters/open/", {"quarter": "2099-00-q1"}),
    ("editor", "/quarters/open/", {"quarter": "zebra"}),
    ("editor", "/quarters/2020-21-q3/reopen/", {"reason": "   "}),
    ("approver", "/quarters/2020-21-q3/publish/", {"read": ""}),
    ("approver", f"{FORM}send-back/", {"note": " "}),
    ("approver", f"{FORM}send-back/", {"note": LONG}),
    ("editor", "/objectives/SC-1.1/updates/2020-21-q2/correct/", {"reason": ""}),
    ("region", "/regions/NORTH/comments/", {"target": "zebra", "text": "Ready"}),
    ("region", "/regions/NORTH/comments/", {"target": "99999999999999999999", "text": "Ready"}),
    ("region", "/regions/NORTH/comments/", {"target": "", "text": LONG}),
    ("region", "/regions/NORTH/comments/", {"target": "", "text": "a null \x00 character"}),
    ("board", "/accounts/password/", {"old_password": "not it", "new_password1": "short", "new_password2": "other"}),
]


@pytest.mark.parametrize(("who", "address", "sent"), MISTAKEN)
def test_mistaken_form_says_what_is_wrong(people, who, address, sent):
    answer = signed_in(people[who]).post(address, sent)

    assert answer.status_code in (200, 422)
    assert "There is a problem" in answer.content.decode()


def test_approval_of_something_else_is_refused(people):
    answer = signed_in(people["approver"]).post(f"{FORM}approve/", {"base": "zebra"})

    assert answer.status_code == 409
    assert "Read it again before you approve it" in answer.content.decode()
