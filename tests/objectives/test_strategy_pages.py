"""The pages on which the strategy is edited."""

import pytest
from django.urls import get_resolver, reverse

from objectives.models import Milestone, Objective, StrategyVersion, Target, Theme
from pssdash.accounts.models import AuditEvent
from pssdash.accounts.roles import ADMINISTRATOR, APPROVER, BOARD_MEMBER, EDITOR, REGIONAL_LEAD, SUBMITTER
from pssdash.organisations.models import Deliverer
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter
from tests.factories.accounts import make_user
from tests.factories.objectives import make_milestone, make_objective, make_period, make_target, make_version, publish
from tests.factories.organisations import make_deliverer, make_region

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2021-02-01")]
Q3, Q4 = Quarter(2020, 3), Quarter(2020, 4)


@pytest.fixture
def period():
    return make_period("Q3 2020/21")


@pytest.fixture
def target(period):
    return make_target()


@pytest.fixture
def editor(client):
    user = make_user(EDITOR)
    client.force_login(user)
    return user


def about(**fields):
    """What every change asks, with the fields of the form at hand."""
    return {"version": make_version().pk, "quarter": "2020-21-q3", "reason": "Agreed by the board"} | fields


def url(name, item):
    return reverse(f"strategy_{name}", args=[item.pk if isinstance(item, Milestone) else item.ref])


def words_of(answer):
    return answer.content.decode()


def addresses(target):
    """Every page under /strategy/, with what it is about filled in."""
    keys = {"objectives": target.objective.ref, "targets": target.ref, "milestones": target.milestones.get().pk}
    strategy = next(area for area in get_resolver().url_patterns if str(area.pattern) == "strategy/")
    for route in strategy.url_patterns:
        area = str(route.pattern).partition("/")[0]
        key = target.objective.theme.slug if area == "themes" else keys.get(area)
        yield reverse(route.name, args=[key] if key else [])


def test_page_of_a_target_made_by_a_split_says_what_it_was_split_from(client, target, editor):
    chosen = make_milestone(target, text="Goes on elsewhere")
    sent = about(parts=[chosen.pk], new_words="The other half", quarter="2020-21-q4")
    client.post(url("target_split", target), sent)

    page = client.get(url("target", Target.objects.get(summary="The other half"))).context["page"]

    assert ("Takes over from", target.ref) in [(fact.key, fact.value) for fact in page.facts]


def test_every_page_opens_for_an_editor(client, target, editor):
    for address in addresses(target):
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("role", [APPROVER, REGIONAL_LEAD, SUBMITTER, BOARD_MEMBER, ADMINISTRATOR])
def test_no_page_opens_for_other_roles(client, target, role):
    client.force_login(make_user(role))

    for address in addresses(target):
        assert client.get(address).status_code == 403, address
        assert client.post(address, about(title="X", summary="X")).status_code == 403, address
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize(
    "path",
    ["objectives/SC-999/", "targets/SC-999.1/reword/", "milestones/99999999/withdraw/", f"milestones/{10**30}/",
     "themes/nothing/add/", "themes/nothing/order/"],
)  # fmt: skip
def test_page_of_what_is_not_there_is_not_found(client, editor, path):
    assert client.get(f"/strategy/{path}").status_code == 404


def test_tree_needs_the_same_queries_for_few_and_many(client, target, editor, query_count):
    make_objective(theme=target.objective.theme)
    page = reverse("strategy")
    few = query_count(lambda: client.get(page))
    for _ in range(30):
        make_milestone(make_target(regions=[make_region()]))

    assert query_count(lambda: client.get(page)) == few


def test_objective_page_needs_the_same_queries_for_few_and_many(client, target, editor, query_count):
    make_milestone(target)
    page = url("objective", target.objective)
    few = query_count(lambda: client.get(page))
    for _ in range(10):
        make_milestone(make_target(objective=target.objective, regions=[make_region()]))

    assert query_count(lambda: client.get(page)) == few


def test_tree_shows_what_runs_what_is_to_come_and_what_has_ended(client, target, editor):
    make_objective(theme=target.objective.theme, title="Still to come", from_quarter=Q4)
    make_objective(
        theme=target.objective.theme, title="Long gone", ended_quarter=Quarter(2019, 4), ended_as="withdrawn",
        ended_reason="Done elsewhere",
    )  # fmt: skip
    ending = {"ended_quarter": Q3, "ended_as": "superseded", "ended_reason": "Better words", "replaced_by": target}
    make_target(objective=target.objective, **ending)

    page = client.get(reverse("strategy"))

    (theme,) = page.context["themes"]
    assert [(each.standing.kind, each.standing.words) for each in theme.objectives] == [
        ("", ""), ("coming", "From Q4 2020/21"), ("ended", "Withdrawn in Q4 2019/20")
    ]  # fmt: skip
    assert theme.current == 2
    ending = theme.objectives[0].parts[1].standing
    assert (ending.kind, ending.words) == ("ending", f"Superseded in Q3 2020/21, now {target.ref}")
    assert "Reason: Done elsewhere" in words_of(page)


def test_version_is_added_from_the_page(client, editor):
    typed = {"name": "2021 update", "from_quarter": "Q4 2020/21", "note": "Printed in February"}

    answer = client.post(reverse("strategy_version_add"), typed, follow=True)

    assert StrategyVersion.objects.get(slug="2021-update").from_quarter == Q4
    assert "2021 update" in words_of(answer)


def test_version_form_keeps_what_was_typed(client, editor):
    typed = {"name": "2021 update", "from_quarter": "spring", "note": ""}

    answer = client.post(reverse("strategy_version_add"), typed)

    assert answer.status_code == 422
    assert 'value="2021 update"' in words_of(answer)
    assert 'href="#id_from_quarter"' in words_of(answer)


def test_objective_is_added_from_the_page(client, target, editor):
    page = reverse("strategy_theme_add", args=[target.objective.theme.slug])

    answer = client.post(page, about(title="A new promise"))

    added = Objective.objects.get(title="A new promise")
    assert answer.url == url("objective", added)


def test_target_is_added_with_its_milestone_from_the_page(client, target, editor):
    page = url("objective_add", target.objective)

    client.post(page, about(summary="Train everybody", official_wording="", deadline="by June 2021"))

    added = Target.objects.get(summary="Train everybody")
    assert (added.ref, added.from_quarter) == (f"{target.objective.ref}.2", Q3)
    assert added.milestones.get().deadline_text == "by June 2021"


def test_milestone_is_added_with_its_numeric_target_from_the_page(client, target, editor):
    typed = {"text": "Reach most sites", "target_value": "87", "target_unit": "% of sites", "deadline": "by June 2021"}

    client.post(url("target_add", target), about(**typed))

    added = target.milestones.get(text="Reach most sites")
    assert (added.target_value, added.target_unit) == (87, "% of sites")


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"summary": ""}, "id_summary", "Write what is to be done"),
        ({"deadline": "by 31 April 2021"}, "id_deadline", "This cannot be read as a deadline"),
        ({"quarter": "2020-21-q2"}, "id_quarter", "Q2 2020/21 is published"),
        ({"quarter": "nonsense"}, "id_quarter", "is not a quarter"),
        ({"version": "999"}, "id_version", "There is no such version"),
        ({"reason": ""}, "id_reason", "Say why this is changed"),
    ],
)
def test_add_form_keeps_what_was_typed_and_links_each_error(client, target, editor, typed, field, message):
    make_period("Q2 2020/21", state=ReportingPeriod.State.PUBLISHED)
    whole = about(summary="Train everybody", official_wording="As printed", deadline="by June 2021") | typed

    answer = client.post(url("objective_add", target.objective), whole)

    words = words_of(answer)
    assert answer.status_code == 422
    assert f'<a href="#{field}">' in words
    assert message in words
    assert "As printed</textarea>" in words
    assert Target.objects.count() == 1


def test_reword_form_begins_with_the_words_in_force_and_changes_them(client, target, editor):
    milestone = make_milestone(target, text="As it was", target_value="87.500", target_unit="% of sites")
    page = url("milestone_reword", milestone)
    shown = client.get(page).context["form"]

    answer = client.post(page, about(text="As it is", target_value=shown["target_value"].value(), target_unit="sites"))

    milestone.refresh_from_db()
    assert shown["text"].value() == "As it was"
    assert shown["target_value"].value() == "87.5"
    assert answer.url == url("milestone", milestone)
    assert (milestone.text, milestone.target_value, milestone.target_unit) == ("As it is", 87.5, "sites")


def test_reword_in_a_closed_quarter_says_why_not_and_keeps_the_words(client, target, period, editor):
    period.state = ReportingPeriod.State.CLOSED
    period.save()
    page = url("target_reword", target)

    asked = client.get(page)
    answer = client.post(page, about(summary="Other words"))

    assert "Q3 2020/21 is closed, and this change would show in it" in words_of(asked)
    assert answer.status_code == 422
    assert "Other words</textarea>" in words_of(answer)


def test_form_of_what_has_ended_says_that_it_stays_as_it_is(client, period, editor):
    ended = make_objective(ended_quarter=Q3, ended_as="withdrawn", ended_reason="Over")

    asked = words_of(client.get(url("objective_reword", ended)))
    answer = client.post(url("objective_reword", ended), about(title="Other"))

    assert "It is withdrawn in Q3 2020/21, so it stays as it is" in asked
    assert "<textarea" not in asked
    assert answer.status_code == 422
    assert "Take back its end" in words_of(client.get(url("objective", ended)))


def test_first_quarter_offered_is_the_one_after_the_last_published(client, target, period, editor):
    publish(period)

    form = client.get(url("objective_add", target.objective)).context["form"]

    assert form["quarter"].value() == "2020-21-q4"
    assert form.fields["quarter"].widget.choices[0] == ("2020-21-q4", "Q4 2020/21 (Jan–Mar 2021)")


def test_version_chosen_at_first_is_the_latest_that_has_begun(client, target, editor):
    make_version(slug="later", name="Later", from_quarter=Quarter(2025, 1))
    latest = make_version(slug="2021", name="2021 update", from_quarter=Q3)

    form = client.get(url("objective_add", target.objective)).context["form"]

    assert form["version"].value() == latest.pk


def test_withdrawing_asks_to_confirm_and_says_what_it_means(client, target, editor):
    page = url("objective_withdraw", target.objective)

    asked = client.get(page)
    refused = client.post(page, about())
    target.refresh_from_db()
    assert target.is_current
    client.post(page, about(read="on"))

    target.refresh_from_db()
    assert "1 target and 1 milestone" in words_of(asked)
    assert "Not rated: withdrawn" in words_of(asked)
    assert "Read what this means, then tick the box" in words_of(refused)
    assert (target.ended_as, target.ended_quarter) == ("withdrawn", Q3)


def test_superseding_by_one_that_is_there(client, target, editor):
    other = make_target(objective=target.objective)

    client.post(url("target_supersede", target), about(replacement=other.pk, read="on"))

    target.refresh_from_db()
    assert (target.ended_as, target.replaced_by) == ("superseded", other)


@pytest.mark.parametrize("kind", ["objective", "target", "milestone"])
def test_superseding_by_a_new_one(client, target, editor, kind):
    item = {"objective": target.objective, "target": target, "milestone": target.milestones.get()}[kind]
    typed = about(replacement="new", new_words="The promise anew", deadline="by June 2022", read="on")

    answer = client.post(url(f"{kind}_supersede", item), typed)

    item.refresh_from_db()
    assert (item.ended_as, item.ended_quarter) == ("superseded", Q3)
    assert "The promise anew" in str(item.replaced_by)
    assert answer.url == url(kind, item.replaced_by)


def test_superseding_by_a_new_one_without_words_or_deadline_says_so(client, target, editor):
    answer = client.post(url("target_supersede", target), about(replacement="new", read="on"))

    words = words_of(answer)
    assert '<a href="#id_new_words">' in words
    assert '<a href="#id_deadline">' in words
    assert Target.objects.count() == 1


def test_superseding_offers_nothing_that_has_ended(client, target, editor):
    ended = make_target(objective=target.objective, ended_quarter=Q3, ended_as="withdrawn", ended_reason="Over")

    answer = client.post(url("target_supersede", target), about(replacement=ended.pk, read="on"))

    assert answer.status_code == 422
    assert '<a href="#id_replacement">' in words_of(answer)


def test_end_is_taken_back_from_the_page(client, target, editor):
    client.post(url("target_withdraw", target), about(read="on"))

    answer = client.post(url("target_take_back", target), about(reason="Entered by mistake"))

    target.refresh_from_db()
    assert answer.url == url("target", target)
    assert target.is_current


def test_objective_is_split_from_the_page(client, target, editor):
    goes = make_target(objective=target.objective)

    client.post(url("objective_split", target.objective), about(parts=[goes.pk], new_words="The other half"))

    goes.refresh_from_db()
    assert goes.replaced_by.objective.title == "The other half"


def test_target_is_split_from_the_page(client, target, editor):
    goes = make_milestone(target)

    answer = client.post(url("target_split", target), about(parts=[goes.pk], new_words="The other half"), follow=True)

    assert Target.objects.get(summary="The other half").milestones.get().text == goes.text
    assert f"Reword {target.ref} where it still says what went with it." in words_of(answer)


def test_split_of_the_only_part_says_why_not(client, target, editor):
    typed = about(parts=[target.milestones.get().pk], new_words="All of it")

    answer = client.post(url("target_split", target), typed)

    assert answer.status_code == 422
    assert "At least one milestone stays" in words_of(answer)
    assert "checked" in words_of(answer)


def test_milestone_has_no_heading_for_parts_that_it_cannot_have(client, target, editor):
    page = client.get(url("milestone", target.milestones.get())).context["page"]

    assert page.parts_heading == ""
    assert client.get(url("target", target)).context["page"].parts_heading == "Milestones"


def test_milestone_is_split_from_the_page(client, target, editor):
    old = target.milestones.get()

    client.post(url("milestone_split", old), about(first="First half", second="Second half"))

    assert [each.text for each in target.milestones.current()] == ["First half", "Second half"]


def test_order_is_made_with_buttons_and_saved_once(client, target, editor):
    objective, page = target.objective, url("objective_order", target.objective)
    second, third = make_target(objective=objective), make_target(objective=objective)
    order = f"{target.pk},{second.pk},{third.pk}"

    pressed = client.post(page, about(order=order, move=f"{third.pk}:up", reason="Half written"))

    assert pressed.context["order"] == f"{target.pk},{third.pk},{second.pk}"
    assert "Half written</textarea>" in words_of(pressed)
    assert "There is a problem" not in words_of(pressed)
    assert not AuditEvent.objects.exists()
    client.post(page, about(order=pressed.context["order"]))
    assert list(objective.targets.all()) == [target, third, second]


@pytest.mark.parametrize("move", ["1:up", "nonsense", ":", "999999:down", "²:up"])
def test_button_that_leads_nowhere_leaves_the_order(client, target, editor, move):
    answer = client.post(url("objective_order", target.objective), about(order=str(target.pk), move=move))

    assert answer.status_code == 200
    assert answer.context["order"] == str(target.pk)


@pytest.mark.parametrize("order", ["", "1,2,3", "²", "x", "9" * 40])
def test_order_that_does_not_fit_is_refused(client, target, editor, order):
    make_target(objective=target.objective)

    answer = client.post(url("objective_order", target.objective), about(order=order))

    assert answer.status_code == 422
    assert [item.ref for item in answer.context["items"]] == [target.ref, f"{target.objective.ref}.2"]


def test_order_of_a_themes_objectives_is_saved(client, target, editor):
    other = make_objective(theme=target.objective.theme)
    page = reverse("strategy_theme_order", args=[other.theme.slug])

    client.post(page, about(order=f"{other.pk},{target.objective.pk}"))

    assert list(Theme.objects.get().objectives.all()) == [other, target.objective]


def rows(*parts):
    """The rows of the deliverers' form: deliverer, part, place."""
    typed = {"parts-TOTAL_FORMS": len(parts), "parts-INITIAL_FORMS": 0}
    for number, (deliverer, part, place) in enumerate(parts):
        values = {"deliverer": deliverer.pk if deliverer else "", "part": part, "place": place}
        typed |= {f"parts-{number}-{name}": value for name, value in values.items()}
    return typed | {"new_kind": "group", "new_part": "delivers"}


def test_deliverers_are_set_by_their_places_with_a_new_one_last(client, target, editor):
    first, second = make_deliverer(name="First"), make_deliverer(name="Second")
    typed = rows((first, "delivers", 2), (second, "supports", 1), (None, "delivers", 3))
    new = {"new_name": "Patient partners", "new_part": "supports"}

    client.post(url("target_deliverers", target), about(**typed | new))

    assert [(part.deliverer.name, part.part) for part in target.delivered_by.all()] == [
        ("Second", "supports"), ("First", "delivers"), ("Patient partners", "supports")
    ]  # fmt: skip
    assert Deliverer.objects.get(name="Patient partners").kind == "group"


@pytest.mark.parametrize("case", ["twice", "nobody", "known"])
def test_deliverers_that_do_not_fit_are_refused(client, target, editor, case):
    known = target.delivered_by.get().deliverer
    typed, message = {
        "twice": (rows((known, "delivers", 1), (known, "supports", 2)), "is in the list twice"),
        "nobody": (rows((None, "delivers", 1)), "Choose at least one deliverer"),
        "known": (rows((None, "delivers", 1)) | {"new_name": known.name.upper()}, "already. Choose it there"),
    }[case]

    answer = client.post(url("target_deliverers", target), about(**typed))

    assert answer.status_code == 422
    assert message in words_of(answer)
    assert [part.deliverer for part in target.delivered_by.all()] == [known]


def test_deliverers_form_shows_who_delivers_now(client, target, editor):
    shown = client.get(url("target_deliverers", target)).context["rows"]

    assert [row["deliverer"].value() for row in shown][:2] == [target.delivered_by.get().deliverer_id, None]


def test_regions_are_set_from_the_page(client, target, editor):
    north, _ = make_region(), make_region()

    client.post(url("target_regions", target), about(scope="some", regions=[north.pk]))

    target.refresh_from_db()
    assert not target.concerns_all_regions
    assert list(target.regions.all()) == [north]


def test_regions_without_a_choice_say_so(client, target, editor):
    answer = client.post(url("target_regions", target), about(scope="some"))

    assert '<a href="#id_regions_0">Choose at least one region, or all</a>' in words_of(answer)


def test_text_typed_before_the_session_ended_is_back_in_the_form(client, target, editor):
    page = url("target_reword", target)
    typed = about(summary="Not lost", typed_by=client.get(page).context["typed_by"])
    client.logout()

    answer = client.post(page, typed)
    client.force_login(editor)
    again = client.get(page)

    assert answer.url.startswith(reverse("sign_in"))
    assert "Not lost</textarea>" in words_of(again)
    assert "it is not saved yet" in words_of(again)


@pytest.mark.parametrize("page", ["target_reword", "target_deliverers", "target_regions"])
def test_second_editor_is_told_once_and_nothing_is_lost(client, target, editor, page):
    north = make_region(name="North")
    typed = about(summary="Mine", scope="some", regions=[north.pk], state="what it was before")
    typed |= rows((make_deliverer(name="Mine too"), "delivers", 1))

    told = client.post(url(page, target), typed)
    events = AuditEvent.objects.count()
    client.post(url(page, target), typed | {"state": told.context["page"].state})

    assert told.status_code == 422
    assert "Somebody changed this while you were writing" in words_of(told)
    assert told.context["page"].in_force in words_of(told)
    assert "Mine" in words_of(told) or "checked" in words_of(told)
    assert (events, AuditEvent.objects.count()) == (0, 1)
