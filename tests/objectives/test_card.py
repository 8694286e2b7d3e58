"""The card of an objective, what was once published of its targets, and its audit trail."""

from datetime import date

import pytest

from objectives.actions.publishing import publish_correction
from objectives.models import DeadlineChange, Milestone, PublishedRow
from objectives.rows import TargetRow
from pssdash.accounts.audit import record
from pssdash.accounts.roles import APPROVER, BOARD_MEMBER, EDITOR, REGIONAL_LEAD, SUBMITTER
from pssdash.organisations.models import Deliverer
from pssdash.reporting.deadlines import parse_deadline
from pssdash.reporting.models import Source
from pssdash.reporting.quarters import Quarter
from tests.factories.accounts import make_user
from tests.factories.objectives import (
    make_milestone,
    make_objective,
    make_period,
    make_target,
    make_update,
    publish,
)
from tests.factories.organisations import make_collaborative, make_deliverer, make_region

pytestmark = pytest.mark.django_db
CARD = "/objectives/SC-1/"


@pytest.fixture
def objective():
    return make_objective(ref="SC-1", title="A just culture")


def sign_in(client, *roles, **fields):
    client.force_login(make_user(*roles, **fields))
    return client


def approved(target, period, **fields):
    source, _ = Source.objects.get_or_create(slug="report", title="A report", kind=Source.Kind.DOCUMENT)
    return make_update(target, period, state="approved", source=source, **fields)


def quarter_of(target, quarter, **fields):
    """A published quarter in which `target` alone has an update."""
    period = make_period(quarter)
    approved(target, period, **fields)
    return publish(period)


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def card_of(client, path=CARD):
    return client.get(path).context["card"]


def test_card_shows_what_was_promised_and_where_it_stands(client, objective):
    target = make_target(objective=objective, official_wording="As the strategy has it.", deadline="by 31 March 2020")
    quarter_of(target, "Q2 2020/21", progress="Guides are out.", evidence="https://example.org/guides")

    page = text_of(sign_in(client, BOARD_MEMBER).get(CARD))

    assert "SC-1 A just culture" in page
    assert 'id="SC-1.1"' in page
    for words in (
        "Summary of SC-1.1",
        "As the strategy has it.",
        "by 31 March 2020",
        "due 31 Mar 2020",
        "Guides are out.",
    ):
        assert words in page
    assert "not complete, no forecast" in page
    assert 'href="https://example.org/guides"' in page


def test_card_says_who_delivers_and_whom_it_concerns(client, objective):
    north_west = make_region(code="Y62", short_name="North West")
    target = make_target(objective=objective, regions=[north_west], deliverers=[make_deliverer(name="Regional teams")])
    quarter_of(target, "Q2 2020/21")

    facts = {fact.key: fact.value for fact in card_of(sign_in(client, BOARD_MEMBER)).sections[0].facts}

    assert facts["Delivered by"] == "Regional teams"
    assert facts["Concerns"] == "North West"
    assert facts["Source"] == "A report"


def test_card_and_update_lead_back_to_what_the_target_took_over_from(client, objective):
    old, new = make_target(objective=objective), make_target(objective=objective)
    ended = {"ended_quarter": Quarter(2020, 3), "ended_as": "superseded", "ended_reason": "Split"}
    Milestone.objects.filter(target=old).update(replaced_by=new.milestones.get(), **ended)
    make_period("Q3 2020/21")
    sign_in(client, EDITOR)

    card, update = client.get(CARD), client.get(f"/objectives/{new.ref}/updates/2020-21-q3/")

    link = f'<a href="/objectives/{old.ref}/">{old.ref}</a>'
    assert text_of(card).count("Takes over from") == 1
    assert link in text_of(card)
    assert f"Takes over from {link}." in text_of(update)


def test_exception_without_action_says_that_the_source_has_none(client, objective):
    quarter_of(make_target(objective=objective, deadline="by 31 March 2020"), "Q2 2020/21")

    facts = {fact.key: fact.value for fact in card_of(sign_in(client, BOARD_MEMBER)).sections[0].facts}

    assert (
        facts["Recovery action"] == facts["Owner of the action"] == facts["Action due"] == "None recorded in the source"
    )


def test_exception_shows_its_action_owner_and_date(client, objective):
    action = {"action": "Hire", "action_owner": "Head of safety", "action_due": date(2020, 12, 1)}
    quarter_of(make_target(objective=objective, deadline="by 31 March 2020"), "Q2 2020/21", **action)

    facts = {fact.key: fact.value for fact in card_of(sign_in(client, BOARD_MEMBER)).sections[0].facts}

    assert [facts["Recovery action"], facts["Owner of the action"], facts["Action due"]] == [
        "Hire",
        "Head of safety",
        "1 Dec 2020",
    ]


def test_target_on_track_asks_for_no_action(client, objective):
    quarter_of(make_target(objective=objective, deadline="by 31 March 2022"), "Q2 2020/21")

    facts = card_of(sign_in(client, BOARD_MEMBER)).sections[0].facts

    assert [fact.key for fact in facts] == ["Delivered by", "Concerns", "Source"]


def test_both_ratings_and_the_reason_for_the_difference_are_shown(client, objective):
    target = make_target(objective=objective, deadline="by 31 March 2020")
    quarter_of(target, "Q2 2020/21", reported_rag="green", rag_reason="A contract is signed.")

    page = text_of(sign_in(client, BOARD_MEMBER).get(CARD))

    assert "Computed" in page and "Reported" in page
    assert "A contract is signed." in page


def test_each_milestone_of_several_has_its_own_deadline_and_rating(client, objective):
    target = make_target(objective=objective, deadline="by 31 March 2020")
    make_milestone(target, "by 31 March 2022")
    quarter_of(target, "Q2 2020/21")

    page = text_of(sign_in(client, BOARD_MEMBER).get(CARD))

    assert "Milestone 1: Commitment 1 of SC-1.1" in page
    assert "Milestone 2: Commitment 2 of SC-1.1" in page
    assert "by 31 March 2022" in page


def move_deadline(target, text: str, decided_on: date) -> None:
    milestone = target.milestones.get()
    DeadlineChange.objects.create(
        milestone=milestone, old_text=milestone.deadline_text, old_end=milestone.deadline_end, decided_on=decided_on,
        reason="The pandemic.", agreed_by="the programme board", **Milestone.deadline_columns(parse_deadline(text)),
    )  # fmt: skip


def test_moved_deadline_shows_the_original_the_reason_and_who_agreed(client, objective):
    target = make_target(objective=objective, deadline="by 31 March 2020")
    move_deadline(target, "by 30 June 2021", date(2020, 7, 15))
    quarter_of(target, "Q2 2020/21")

    page = text_of(sign_in(client, BOARD_MEMBER).get(CARD))

    assert "Originally: by 31 March 2020" in page
    assert "Moved from “by 31 March 2020” to “by 30 June 2021”: The pandemic." in page
    assert "Agreed by the programme board, decided on 15 July 2020" in page


def test_published_card_keeps_its_words_whatever_changes_later(client, objective):
    target = make_target(objective=objective, deadline="by 31 March 2020")
    quarter_of(target, "Q2 2020/21")
    target.summary = objective.title = "Something else altogether"
    target.save()
    objective.save()
    Deliverer.objects.update(name="Renamed")
    move_deadline(target, "by 30 June 2021", date(2020, 7, 15))

    page = text_of(sign_in(client, BOARD_MEMBER).get(CARD))

    for words in ("Something else", "Renamed", "30 June 2021"):
        assert words not in page
    assert "Summary of SC-1.1" in page


def test_history_runs_through_all_quarters_newest_first(client, objective):
    target = make_target(objective=objective, deadline="by 31 March 2021")
    quarter_of(target, "Q1 2020/21", progress="First <note>", reported_rag="red", rag_reason="Staff left.")
    quarter_of(target, "Q2 2020/21", progress="Second note")

    history = card_of(sign_in(client, BOARD_MEMBER)).sections[0].history
    page = text_of(client.get(CARD))

    assert [past.row.quarter.short for past in history] == ["Q2 2020/21", "Q1 2020/21"]
    assert "First &lt;note&gt;" in page and "Staff left." in page
    assert page.count("Second note") == 1  # it is the progress shown; the history points to it


def test_card_of_an_earlier_quarter_shows_that_quarter(client, objective):
    target = make_target(objective=objective)
    quarter_of(target, "Q1 2020/21", progress="First note")
    quarter_of(target, "Q2 2020/21", progress="Second note")

    card = card_of(sign_in(client, BOARD_MEMBER), f"{CARD}?quarter=2020-21-q1")

    assert card.sections[0].row.progress == "First note"
    assert [past.is_shown for past in card.sections[0].history] == [False, True]


def test_reader_sees_nothing_of_an_open_quarter(client, objective):
    target = make_target(objective=objective)
    quarter_of(target, "Q2 2020/21")
    make_update(
        target, make_period("Q3 2020/21"), progress="Secret draft", state="approved", approved_by=make_user(APPROVER)
    )

    page = text_of(sign_in(client, REGIONAL_LEAD).get(CARD))

    assert "Secret draft" not in page and "2020-21-q3" not in page and "Q3 2020/21" not in page
    assert client.get(f"{CARD}?quarter=2020-21-q3").status_code == 404


def test_editor_sees_the_open_quarter_as_a_draft_with_the_form_one_click_away(client, objective):
    target = make_target(objective=objective)
    quarter_of(target, "Q2 2020/21")
    make_period("Q3 2020/21")

    response = sign_in(client, EDITOR).get(CARD)

    assert response.context["period"].quarter.short == "Q3 2020/21"
    assert "Draft: not published" in text_of(response)
    links = {link.text: link.url for link in response.context["card"].sections[0].links}
    assert links == {"Edit the update for Q3 2020/21": "/objectives/SC-1.1/updates/2020-21-q3/"}


def test_approver_reads_and_editor_finds_the_update_of_a_published_quarter(client, objective):
    quarter_of(make_target(objective=objective), "Q2 2020/21")

    links = card_of(sign_in(client, APPROVER)).sections[0].links

    assert [link.url for link in links] == ["/objectives/SC-1.1/updates/2020-21-q2/"]


def test_submitter_finds_the_form_of_the_targets_that_their_organisation_delivers(client, objective):
    ours = make_collaborative(code="HI-NWC")
    deliverer = make_deliverer()
    deliverer.members.add(ours)
    make_target(objective=objective, deliverers=[deliverer])
    make_target(objective=objective)
    publish(make_period("Q2 2020/21"))
    make_period("Q3 2020/21")

    mine, other = card_of(sign_in(client, SUBMITTER, organisations=(ours,))).sections

    assert [link.url for link in mine.links] == ["/objectives/SC-1.1/updates/2020-21-q3/?organisation=HI-NWC"]
    assert other.links == ()


def test_reader_is_offered_no_update_no_audit_and_no_strategy(client, objective):
    quarter_of(make_target(objective=objective), "Q2 2020/21")
    make_period("Q3 2020/21")

    page = text_of(sign_in(client, BOARD_MEMBER).get(CARD))

    assert "/updates/" not in page and "/audit/" not in page and "/strategy/" not in page


def test_objective_outside_every_visible_quarter_is_not_there_for_readers(client, objective):
    make_target(objective=objective)
    make_period("Q3 2020/21")

    assert sign_in(client, BOARD_MEMBER).get(CARD).status_code == 404
    assert sign_in(client, EDITOR).get(CARD).status_code == 200


def test_objective_without_targets_is_shown_to_the_national_team(client, objective):
    response = sign_in(client, EDITOR).get(CARD)

    assert "In no quarter yet" in text_of(response)


@pytest.mark.parametrize(
    "path", ["/objectives/SC-9/", "/objectives/sc-1/", "/objectives/SC-1.9/", f"{CARD}?quarter=2019-20-q1"]
)
def test_unknown_reference_or_quarter_is_not_found(client, objective, path):
    quarter_of(make_target(objective=objective), "Q2 2020/21")

    assert sign_in(client, EDITOR).get(path).status_code == 404


def test_target_leads_to_its_place_on_the_card(client, objective):
    quarter_of(make_target(objective=objective), "Q2 2020/21")

    response = sign_in(client, BOARD_MEMBER).get("/objectives/SC-1.1/?quarter=2020-21-q2")

    assert response["Location"] == "/objectives/SC-1/?quarter=2020-21-q2#SC-1.1"


def test_target_never_published_is_not_there_for_readers(client, objective):
    quarter_of(make_target(objective=objective), "Q2 2020/21")
    make_target(objective=objective)

    assert sign_in(client, BOARD_MEMBER).get("/objectives/SC-1.2/").status_code == 404
    assert sign_in(client, EDITOR).get("/objectives/SC-1.2/").status_code == 302


def test_target_that_ended_is_reached_through_its_last_quarter(client, objective):
    ended = make_target(objective=objective)
    make_target(objective=objective)
    ended.ended_quarter, ended.ended_as, ended.ended_reason = "Q1 2020/21", "withdrawn", "No longer needed"
    ended.save()
    publish(make_period("Q1 2020/21"))
    publish(make_period("Q2 2020/21"))

    former = card_of(sign_in(client, BOARD_MEMBER)).former

    assert [link.url for link in former] == ["/objectives/SC-1/?quarter=2020-21-q1#SC-1.1"]


def correct(target, period, by, reason="A wrong figure"):
    """Publish a second version of the target's row in the period."""
    update = make_update(
        target, period, version=2, correction_reason=reason, progress="Right", state="approved", approved_by=by
    )
    publish_correction(update=update, by=by)


def test_corrected_note_links_to_what_was_published_before(client, objective):
    target = make_target(objective=objective)
    period = quarter_of(target, "Q2 2020/21", progress="Wrong")
    correct(target, period, make_user(APPROVER))

    card = card_of(sign_in(client, BOARD_MEMBER))

    assert card.sections[0].row.progress == "Right"
    assert [link.url for link in card.sections[0].history[0].earlier] == ["/objectives/SC-1.1/published/2020-21-q2/1/"]
    assert "A wrong figure" in text_of(client.get(CARD))


def test_published_version_opens_unchanged_and_says_that_it_was_corrected(client, objective):
    target = make_target(objective=objective)
    period = quarter_of(target, "Q2 2020/21", progress="Wrong")
    correct(target, period, make_user(APPROVER))
    first = "/objectives/SC-1.1/published/2020-21-q2/1/"

    page = text_of(sign_in(client, BOARD_MEMBER).get(first))

    assert "Wrong" in page
    assert "This version was corrected" in page and "A wrong figure" in page
    assert "/objectives/SC-1.1/?quarter=2020-21-q2" in page
    assert "This version was corrected" not in text_of(client.get(first.replace("/1/", "/2/")))


@pytest.mark.parametrize("path", ["2020-21-q2/3/", "2020-21-q2/0/", "2020-21-q3/1/", "2019-20-q1/1/"])
def test_version_that_is_not_published_is_not_found(client, objective, path):
    target = make_target(objective=objective)
    quarter_of(target, "Q2 2020/21")
    make_period("Q3 2020/21")

    assert sign_in(client, EDITOR).get(f"/objectives/SC-1.1/published/{path}").status_code == 404


def test_audit_shows_each_field_before_and_after(client, objective):
    editor = make_user(EDITOR, email="editor@example.org")
    record(
        by=editor, action="reworded", item=("target", "SC-1.1"), subject="objective/SC-1",
        before={"Summary": "Old words"}, after={"Summary": "New words"}, reason="Clearer",
    )  # fmt: skip
    record(
        by=editor, action="reworded", item=("target", "SC-2.1"), subject="objective/SC-2", after={"Summary": "Other"}
    )

    page = text_of(sign_in(client, APPROVER).get(f"{CARD}audit/"))

    for words in ("Reworded: target SC-1.1", "National editor", "Summary", "“Old words”", "“New words”", "Clearer"):
        assert words in page
    assert "SC-2.1" not in page


@pytest.mark.parametrize("column", ["at", "by", "action"])
def test_audit_sorts_both_ways(client, objective, column):
    for number, role in enumerate((BOARD_MEMBER, EDITOR, SUBMITTER)):
        record(by=make_user(role), action=f"action {number}", item=("target", "SC-1.1"), subject="objective/SC-1")
    sign_in(client, APPROVER)

    rows = [
        [row.record.pk for row in client.get(f"{CARD}audit/?sort={prefix}{column}").context["table"].rows]
        for prefix in ("", "-")
    ]

    assert rows[0] == rows[1][::-1] and len(set(rows[0])) == 3


@pytest.mark.parametrize("role", [BOARD_MEMBER, REGIONAL_LEAD, SUBMITTER])
def test_audit_is_for_those_who_read_drafts(client, objective, role):
    assert sign_in(client, role).get(f"{CARD}audit/").status_code == 403


@pytest.mark.parametrize("role", [BOARD_MEMBER, EDITOR, SUBMITTER])
def test_card_asks_as_many_queries_for_many_targets_and_quarters_as_for_few(client, objective, role, query_count):
    ours = make_collaborative()
    deliverer = make_deliverer(member_kind="collaborative")
    make_target(objective=objective, deliverers=[deliverer])
    publish(make_period("Q1 2020/21"))
    make_period("Q4 2020/21")
    sign_in(client, role, organisations=(ours,))

    few = query_count(lambda: client.get(CARD))
    for _ in range(29):
        make_target(objective=objective, deliverers=[deliverer])
    for quarter in ("Q2 2020/21", "Q3 2020/21"):
        publish(make_period(quarter))
    many = query_count(lambda: client.get(CARD))

    assert few == many
    assert PublishedRow.objects.count() == 61


def test_audit_asks_as_many_queries_for_many_events_as_for_few(client, objective, query_count):
    sign_in(client, APPROVER)
    editor = make_user(EDITOR)

    def write(count):
        for _ in range(count):
            record(by=editor, action="saved", item=("target", "SC-1.1"), subject="objective/SC-1", after={"a": "b"})

    write(3)
    few = query_count(lambda: client.get(f"{CARD}audit/"))
    write(27)

    assert query_count(lambda: client.get(f"{CARD}audit/")) == few


def test_live_row_has_no_published_version(client, objective):
    make_target(objective=objective)
    make_period("Q3 2020/21")

    row: TargetRow = card_of(sign_in(client, EDITOR)).sections[0].row

    assert row.published_version == 0
