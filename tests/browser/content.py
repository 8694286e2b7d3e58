"""What the site holds while Chromium looks at it: the real strategy at four stages of a round.

EMPTY: organisations and accounts. OPEN: Q2 2020/21 as published, with a correction and a comment, and Q3 2020/21 open,
with an update in each state and a moved deadline, all by the site's own actions; and Q3 2024/25 of the programmes
open, with one entry of each kind submitted; and one day's reminders sent. CLOSED: Q3 2020/21 closed, and Q3 2024/25
opened without anything saved in it. PUBLISHED: Q3 2020/21 published, no programmes open.
"""

from datetime import date
from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from objectives.actions.updates import (
    TARGET_UPDATES,
    approve_update,
    find_update,
    save_update,
    send_back_update,
    start_correction,
    submit_update,
)
from objectives.models import ProgressUpdate, Target
from programmes.actions.deliverables import DELIVERABLE_UPDATES
from programmes.actions.narrative import NARRATIVE_TEXTS
from programmes.actions.phases import PHASE_RETURNS
from programmes.actions.returns import MEASURE_RETURNS
from programmes.actions.step_changes import STEP_CHANGES
from programmes.models import (
    Deliverable,
    DeliverableMilestone,
    Measure,
    MeasureReturn,
    NarrativeSection,
    PhaseFramework,
)
from pssdash.accounts.models import User
from pssdash.accounts.roles import SUBMITTER
from pssdash.board.actions import comment_on_target
from pssdash.demo.accounts import demo_password, make_accounts
from pssdash.organisations.loading import load_organisations
from pssdash.organisations.models import Organisation
from pssdash.reporting.deadlines import parse_deadline
from pssdash.reporting.entries.actions import approve as approve_any
from pssdash.reporting.entries.actions import check as check_any
from pssdash.reporting.entries.actions import save as save_any
from pssdash.reporting.entries.actions import submit as submit_any
from pssdash.reporting.entries.kinds import Kind
from pssdash.reporting.entries.models import AbstractEntry
from pssdash.reporting.entries.reading import find, last_revision
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.moves.actions import ask, refuse
from pssdash.reporting.moves.changes import change_deadline
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.updates.models import LINE_FIELDS, TEXT_FIELDS
from pssdash.rounds.actions import close_quarter, open_quarter, publish_quarter
from pssdash.rounds.queries import actions as queries
from pssdash.rounds.queries.moves import Move
from pssdash.rounds.reminders.choices import set_days_to_wait
from pssdash.rounds.reminders.digests import digests
from pssdash.rounds.reminders.models import Reminder
from pssdash.rounds.reminders.sending import send_all
from tests.browser.values import make_history
from tests.factories.evidence import make_file
from tests.factories.people import make_invitation
from tests.factories.second_factor import enrol

Q2, Q3 = Quarter(2020, 2), Quarter(2020, 3)
PROGRAMMES_Q3 = Quarter(2024, 3)
REMINDED_ON = date(2021, 1, 18)  # the first working day on which Q3 2020/21 is overdue
EMPTY, OPEN, CLOSED, PUBLISHED = STAGES = ("empty", "open", "closed", "published")
DEMO, ROUND = "demo", "round"  # on the way to the last three: as `dev.py run` makes it; with the round begun
STARTS_FROM = {ROUND: DEMO, OPEN: ROUND, CLOSED: ROUND, PUBLISHED: ROUND}
NO_WORDS = dict.fromkeys(TEXT_FIELDS, "") | {"action_due": None}
NO_LINE = dict.fromkeys(LINE_FIELDS, "") | {"forecast": None, "met_on": None}
DOUBT = {"reviewer_rag": "amber", "reviewer_reason": "Nobody is named yet for what is left to do."}
RECOVERY = {
    "action": "Weekly calls with the two suppliers until both have delivered",
    "action_owner": "National patient safety team",
    "action_due": date(2021, 3, 31),
}


def reach(stage: str) -> None:
    """Fill an empty database up to `stage`."""
    if stage in STARTS_FROM:
        reach(STARTS_FROM[stage])
    go_on_to(stage)


def go_on_to(stage: str) -> None:
    """From the stage before to `stage`."""
    FILLED_BY[stage]()


def fill_with_organisations() -> None:
    load_organisations(settings.ROOT / "fixtures" / "organisations")
    make_accounts()


def fill_with_the_demo() -> None:
    call_command("setup_demo", stdout=StringIO())


def begin_a_round() -> None:
    make_people()
    publish_a_correction()
    open_a_round()


def open_everything() -> None:
    open_the_programmes()
    make_history(by=person("editor"))
    remind()


def close_the_round() -> None:
    close_quarter(period=period_of(Q3), by=person("editor"))
    open_for_programmes()


def publish_the_round() -> None:
    publish_quarter(period=period_of(Q3), by=person("approver"))


FILLED_BY = {
    EMPTY: fill_with_organisations,
    DEMO: fill_with_the_demo,
    ROUND: begin_a_round,
    OPEN: open_everything,
    CLOSED: close_the_round,
    PUBLISHED: publish_the_round,
}


def remind() -> None:
    """The mails of one day, of which the mail server did not know an address; and what the team says of passing on."""
    send_all(digests(REMINDED_ON), REMINDED_ON)
    refused = Reminder.objects.filter(person=person("submitter"))
    refused.update(outcome=Reminder.Outcome.REFUSED, sent_at=None, error="550 No such mailbox")
    set_days_to_wait(days=3, reason="The board meets a week after the due day", by=person("editor"))


def make_people() -> None:
    """A board member who signs in with a second factor, and somebody who has not answered an invitation."""
    careful = User.objects.create_user("careful@example.org", demo_password(), name="Careful board member")
    careful.groups.set(person("board").groups.all())
    enrol(careful)
    make_invitation(by=person("admin"), roles=(SUBMITTER,), organisations=(organisation_of("HI-NWC"),))


def publish_a_correction() -> None:
    """A second version of SC-1.1 in the published quarter, and what a regional lead says of it."""
    update = find_update(Target.objects.get(ref="SC-1.1"), period_of(Q2), Organisation.england())
    start_correction(update=update, by=person("editor"), reason="The analysis of the survey was finished in August")
    submit("SC-1.1", quarter=Q2, progress="The survey of 2019 is analysed, and the first figures are agreed.")
    approve("SC-1.1", Q2)
    comment_on_target(
        region=Organisation.objects.get(code="Y62"), target=update.target, period=update.period,
        text="Our trusts ask for the figures by site.", by=person("region"),
    )  # fmt: skip


def open_a_round() -> None:
    """Q3 2020/21: each state of an update once, and an organisation's own."""
    move_a_deadline()
    open_quarter(quarter=Q3, by=person("editor"))
    ask_to_move_deadlines()
    save("SC-1.1", progress="The questions for the next survey are drafted.")
    submit("SC-2.1", progress="Twelve systems have named a lead.")
    add_files(find_update(Target.objects.get(ref="SC-2.1"), period_of(Q3), Organisation.england()))
    submit("SS-1.1", progress="The review has begun.", forecast=date(2021, 6, 30), **RECOVERY)
    update = find_update(Target.objects.get(ref="SS-1.1"), period_of(Q3), Organisation.england())
    send_back_update(update=update, by=person("approver"), note="Say which parts of the review are done.")
    submit("IN-3.3", progress="All regions have tested the new form.", status="complete", met_on=date(2020, 11, 30))
    doubt = {"reported_rag": "red", "rag_reason": "Half the posts are vacant"}
    submit("IN-4.3", progress="Recruitment goes on.", **doubt, **RECOVERY)
    submit("IV-2.3", progress="Three of five modules are written.", reported_rag="green")
    submit("IM-2.2", "HI-NWC", progress="Nine of our units follow the bundle.", forecast=date(2021, 2, 28), **RECOVERY)
    save("IM-2.3", "HI-NWC", progress="Seven of our units follow the bundle.")
    ask_about("SC-2.1", answered="They are the leads of June.")
    ask_about("IM-2.3", "HI-NWC")
    submit("IV-3.2", progress=said_before("IV-3.2"), reported_rag="green", rag_reason="The network has met", **RECOVERY)
    for ref, organisation in [("IN-3.3", ""), ("IN-4.3", ""), ("IV-3.2", ""), ("IM-2.2", "HI-NWC")]:
        approve(ref, Q3, organisation)
    approve("IV-2.3", Q3, review=DOUBT)


def add_files(entry: AbstractEntry) -> None:
    """A document and a table with a long name, as evidence of what it says."""
    make_file(entry, person("editor"))
    name = f"Leads_of_the_systems_{'as_they_were_named_' * 4}in_2020.csv"
    make_file(entry, person("editor"), name, b"System,Lead\n", description="Every system with its lead")


def said_before(ref: str) -> str:
    """The words of England's update of the quarter before."""
    return find_update(Target.objects.get(ref=ref), period_of(Q2), Organisation.england()).progress


def open_the_programmes() -> None:
    """Q3 2024/25: a text, a return, a list of phases and a step change wait for an approver; a PSC has begun. What was
    published of Q2 2024/25 has evidence: a text, and the values of a measure.
    """
    prove_what_is_published()
    open_for_programmes()
    falls = Measure.objects.get(slug="pipeline-interviews-falls")
    submit_entry(NARRATIVE_TEXTS, section=section("opioids-updates"), typed=said("Twelve more systems have begun."))
    by_telephone = {"value": "11", "explanation": "Interviews by telephone are counted too"}
    cells = {"HI-NWC 2024-10-01": by_telephone, "HI-Wessex 2024-10-01": {"state": "not_submitted"}}
    submit_entry(MEASURE_RETURNS, measure=falls, typed={"cells": cells})
    phases = {code: {"phase": "4", "support": "full"} for code in icbs()}
    submit_entry(PHASE_RETURNS, framework=PhaseFramework.objects.get(), typed={"cells": phases})
    submit_entry(
        STEP_CHANGES, measure=falls, series_of=organisation_of("HI-NWC"), starts_on=date(2024, 7, 1),
        typed={"decision": "accepted", "reason": "Interviews are now held by telephone too."},
    )  # fmt: skip
    approve_with_doubt()
    psychotropics = Measure.objects.get(slug="pipeline-interviews-psychotropics")
    begun = {"cells": {"HI-NWC 2024-10-01": {"value": "9", "standing": "provisional"}}}
    save_entry(MEASURE_RETURNS, "HI-NWC", by=person("submitter"), measure=psychotropics, typed=begun)


def approve_with_doubt() -> None:
    """A deliverable that its writers call Green and its reviewer Amber."""
    deliverable = Deliverable.objects.running_in(PROGRAMMES_Q3).first()
    lines = {str(each.pk): NO_LINE | {"status": "in_progress"} for each in deliverable.milestones.all()}
    rated = {"reported_rag": "green", "rag_reason": "All sites say that they will be ready", "action_due": "2025-03-31"}
    typed = NO_WORDS | RECOVERY | rated | {"progress": "Ten sites have begun.", "lines": lines}
    submit_entry(DELIVERABLE_UPDATES, deliverable=deliverable, typed=typed)
    of = {"deliverable": deliverable, "period": period_of(PROGRAMMES_Q3), "organisation": Organisation.england()}
    entry = find(DELIVERABLE_UPDATES, **of)
    approve_any(DELIVERABLE_UPDATES, entry=entry, by=person("approver"), base=last_revision(entry), review=DOUBT)


def prove_what_is_published() -> None:
    """Files of a text and of a return, where every reader meets them."""
    period, editor = period_of(PROGRAMMES_Q3.previous), person("editor")
    told = {"section": section("opioids-updates"), "period": period, "organisation": organisation_of("")}
    add_files(find(NARRATIVE_TEXTS, **told))
    falls = {"measure": Measure.objects.get(slug="pipeline-interviews-falls"), "period": period}
    returned = MeasureReturn.objects.create(
        **falls, organisation=organisation_of(""), state="approved", approved_at=period.published_at,
        approved_by=person("approver"), submitted_at=period.published_at, submitted_by=editor,
        cells={"HI-NWC 2024-07-01": {"value": "2"}},
    )  # fmt: skip
    add_files(returned)


def open_for_programmes() -> None:
    open_quarter(quarter=PROGRAMMES_Q3, by=person("editor"), covers_objectives=False, covers_programmes=True)


def save_entry(kind: Kind, organisation: str = "", *, by: User | None = None, typed, **of) -> AbstractEntry:
    """Save an entry of the programmes' open quarter."""
    whose = {"period": period_of(PROGRAMMES_Q3), "organisation": organisation_of(organisation)}
    base = last_revision(find(kind, **of, **whose))
    return save_any(kind, of=of | whose, typed=typed, by=by or person("editor"), base=base).entry


def submit_entry(kind: Kind, *, typed, **of) -> None:
    entry = save_entry(kind, typed=typed, **of)
    submit_any(kind, entry=entry, by=person("editor"), base=last_revision(entry))


def section(slug: str) -> NarrativeSection:
    return NarrativeSection.objects.get(slug=slug)


def said(text: str) -> dict[str, str]:
    return {"text": text, "attribution": ""}


def icbs() -> list[str]:
    """The codes of three ICBs that were open in the quarter."""
    open_then = Organisation.objects.of_kind("icb").open_at(PROGRAMMES_Q3.end).order_by("code")
    return list(open_then.values_list("code", flat=True)[:3])


def move_a_deadline() -> None:
    with transaction.atomic():
        change_deadline(
            milestone=Target.objects.get(ref="IN-2.6").milestones.get(),
            deadline=parse_deadline("by end Q2 2021/22"),
            reason="Staff were needed elsewhere during the pandemic",
            agreed_by="Patient safety board",
            decided_on=date(2020, 11, 12),
            by=person("editor"),
        )


def ask_to_move_deadlines() -> None:
    """One request in each state that a card shows, and one of a deliverable that waits."""
    milestone = Target.objects.get(ref="IN-2.6").milestones.get()
    asked = {"reason": "The supplier is late", "effect": "Benefits come a season later", "by": person("editor")}
    england = Organisation.england()
    late = ask(milestone=milestone, deadline=parse_deadline("by March 2023"), organisation=england, **asked)
    refuse(request=late, by=person("approver"), note="A year is more than the supplier asks for.")
    ask(milestone=milestone, deadline=parse_deadline("by spring 2022"), organisation=england, **asked)
    promised = DeliverableMilestone.objects.current().order_by("deliverable", "pk").first()
    ask(milestone=promised, deadline=parse_deadline("by March 2027"), organisation=england, **asked)


def save(ref: str, organisation: str = "", quarter: Quarter = Q3, by: User | None = None, **said) -> ProgressUpdate:
    """Save an update of every milestone of `ref`, in progress unless `said`, which holds words and values of lines."""
    target, period = Target.objects.get(ref=ref), period_of(quarter)
    whose = organisation_of(organisation)
    line = NO_LINE | {"status": "in_progress"} | {field: said.pop(field) for field in LINE_FIELDS if field in said}
    return save_update(
        target=target, period=period, organisation=whose, by=by or person("submitter" if organisation else "editor"),
        words=NO_WORDS | said, lines={milestone.pk: line for milestone in target.milestones.all()},
        base=last_revision(find_update(target, period, whose)),
    ).entry  # fmt: skip


def submit(ref: str, organisation: str = "", quarter: Quarter = Q3, **said) -> None:
    """Save and submit."""
    update = save(ref, organisation, quarter, **said)
    submit_update(update=update, by=person("submitter" if organisation else "editor"), base=last_revision(update))


def approve(ref: str, quarter: Quarter, organisation: str = "", review: dict[str, str] | None = None) -> None:
    update = find_update(Target.objects.get(ref=ref), period_of(quarter), organisation_of(organisation))
    approve_update(update=update, by=person("approver"), base=last_revision(update), review=review)


def change_what_was_rated(ref: str) -> None:
    """The approver rates it otherwise, then its writers change it, every time to other words."""
    update = find_update(Target.objects.get(ref=ref), period_of(Q3), organisation_of(""))
    base = last_revision(update)
    check_any(TARGET_UPDATES, entry=update, by=person("approver"), base=base, review=DOUBT)
    submit(ref, progress=f"Twelve systems have named a lead, and {base} sites have told theirs.")


def ask_about(ref: str, organisation: str = "", answered: str = "") -> None:
    """A query of the approver's on what an update says, with an answer of its writers if `answered`."""
    update = find_update(Target.objects.get(ref=ref), period_of(Q3), organisation_of(organisation))
    query = queries.ask(
        entry=update, by=person("approver"), text="Does this count the units of June?", about="Progress"
    )
    if answered:
        queries.take(query=query, move=Move.ANSWER, by=person("editor"), text=answered)


def person(role: str) -> User:
    """The demo account of that role."""
    return User.objects.get(email=f"{role}@example.org")


def second_editor() -> User:
    """A colleague of the editor, for what takes two."""
    colleague, is_new = User.objects.get_or_create(email="editor2@example.org", defaults={"name": "Second editor"})
    if is_new:
        colleague.groups.set(person("editor").groups.all())
    return colleague


def period_of(quarter: Quarter) -> ReportingPeriod:
    return ReportingPeriod.objects.get(quarter=quarter)


def organisation_of(code: str) -> Organisation:
    return Organisation.objects.get(code=code) if code else Organisation.england()
