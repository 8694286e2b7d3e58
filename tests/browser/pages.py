"""Every page and state that the accessibility checks and the pictures go through.

Roles are the names of the demo accounts before the @; `ANYBODY` opens the page without signing in. A page in its usual
state is listed for each role that may open it, another state for one role.
"""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page as View

from tests.browser import steps
from tests.browser.content import CLOSED, EMPTY, OPEN, PUBLISHED
from tests.factories.people import TOKEN

ANYBODY = "anybody"
EVERY_ROLE = ("editor", "approver", "region", "submitter", "board", "admin")
TEAM = ("editor", "approver")
CAREFUL = "careful"  # a board member with a second factor
OUR_PSC = "?organisation=HI-NWC"


@dataclass(frozen=True)
class Page:
    """`act` leads from the page at `path`, which answers `status`, to the state that is meant."""

    name: str
    path: str
    roles: tuple[str, ...]
    stage: str = OPEN
    act: Callable[[View], None] | None = None
    status: int = 200


ACCOUNTS = (
    Page("sign-in", "/accounts/sign-in/", (ANYBODY,)),
    Page("sign-in-mistaken", "/accounts/sign-in/", (ANYBODY,), act=steps.send_sign_in_empty),
    Page("sign-in-locked", "/accounts/sign-in/", (ANYBODY,), act=steps.sign_in_until_locked_out),
    Page("password", "/accounts/password/", ("board",)),
    Page("password-mistaken", "/accounts/password/", ("board",), act=steps.send_passwords_that_differ),
    Page("password-changed", "/accounts/password/changed/", ("board",)),
    Page("password-reset", "/accounts/password/reset/", (ANYBODY,)),
    Page("password-reset-sent", "/accounts/password/reset/sent/", (ANYBODY,)),
    Page("password-reset-old-link", "/accounts/password/reset/MQ/old/", (ANYBODY,)),
    Page("password-reset-complete", "/accounts/password/reset/complete/", (ANYBODY,)),
    Page("code", "/accounts/sign-in/", (ANYBODY,), act=steps.sign_in_up_to_the_code),
    Page("code-wrong", "/accounts/sign-in/", (ANYBODY,), act=steps.enter_a_wrong_code),
    Page("your-account", "/accounts/you/", (*EVERY_ROLE, CAREFUL)),
    Page("confirm", "/accounts/two-factor/", ("board",)),
    Page("confirm-mistaken", "/accounts/two-factor/", ("board",), act=steps.confirm_wrongly),
    Page("two-factor", "/accounts/two-factor/", ("board",), act=steps.confirm),
    Page("two-factor-mistaken", "/accounts/two-factor/", ("board",), act=steps.set_up_without_a_code),
    Page("two-factor-off", "/accounts/two-factor/off/", (CAREFUL,), act=steps.confirm),
    Page("recovery-codes", "/accounts/two-factor/recovery-codes/new/", (CAREFUL,), act=steps.make_new_codes),
    Page("recovery-codes-new", "/accounts/two-factor/recovery-codes/new/", (CAREFUL,), act=steps.confirm),
    Page("invitation", f"/accounts/invitation/{TOKEN}/", (ANYBODY,)),
    Page("invitation-accepted", "/accounts/invitation/accepted/", (ANYBODY,)),
    Page("invitation-over", "/accounts/invitation/zebra/", (ANYBODY,), status=404),
)
PEOPLE = (
    Page("accounts", "/accounts/people/", ("admin",)),
    Page("accounts-filtered", "/accounts/people/?role=Submitter&state=open&last=never", ("admin",)),
    Page("accounts-mistaken", "/accounts/people/?state=purple", ("admin",)),
    Page("account", "/accounts/people/", ("admin",), act=steps.open_account_of("Regional lead")),
    Page("account-leaves-work", "/accounts/people/", ("admin",), act=steps.take_the_role_of_a_submitter_away),
    Page("account-close", "/accounts/people/", ("admin",), act=steps.open_closing_page),
    Page("account-close-mistaken", "/accounts/people/", ("admin",), act=steps.close_without_a_reason),
    Page("account-second-factor", "/accounts/people/", ("admin",), act=steps.open_the_second_factor),
    Page("two-factor-roles", "/accounts/people/two-factor/", ("admin",)),
    Page("invitations", "/accounts/people/invitations/", ("admin",)),
    Page("invite", "/accounts/people/invitations/new/", ("admin",)),
    Page("invite-mistaken", "/accounts/people/invitations/new/", ("admin",), act=steps.invite_nobody),
    Page("invite-several", "/accounts/people/invitations/list/", ("admin",)),
    Page("invite-several-mistaken", "/accounts/people/invitations/list/", ("admin",), act=steps.invite_with_mistakes),
)
ABOUT = (
    Page("help", "/help/", (ANYBODY, "board")),
    Page("accessibility", "/accessibility/", (ANYBODY,)),
    Page("privacy", "/privacy/", (ANYBODY,)),
    Page("not-allowed", "/quarters/", ("board",), status=403),
    Page("not-found", "/objectives/ZZ-9/", ("board",), status=404),
    Page("not-found-signed-out", "/nowhere/", (ANYBODY,), status=404),
    Page("components", "/ui/", ("editor",)),
    Page("component-charts", "/ui/charts/", ("editor",)),
    Page("component-form", "/ui/form/?errors=shown", ("editor",)),
    Page("component-confirmation", "/ui/confirmation/", ("editor",)),
    Page("component-messages", "/ui/messages/", ("editor",)),
)
READING = (
    Page("board", "/board/", EVERY_ROLE),
    Page("board-draft", "/board/2020-21-q3/", TEAM),
    Page("board-second-quarter", "/board/", ("board",), stage=PUBLISHED),
    Page("board-empty", "/board/", ("board",), stage=EMPTY),
    Page("regions", "/regions/", ("editor", "approver", "region")),
    Page("region", "/regions/Y62/", ("editor", "approver", "region")),
    Page("region-with-local-notes", "/regions/Y62/", ("region",), stage=PUBLISHED),
    Page("region-comment-mistaken", "/regions/Y62/", ("region",), act=steps.comment_without_words),
    Page("region-empty", "/regions/Y62/", ("region",), stage=EMPTY),
)
OBJECTIVES = (
    Page("objectives", "/objectives/", EVERY_ROLE),
    Page("objectives-filtered", "/objectives/?rag=red&region=Y62&q=safety", ("board",)),
    Page("objectives-none-found", "/objectives/?q=zebra", ("board",)),
    Page("objectives-mistaken", "/objectives/?rag=purple", ("board",)),
    Page("objectives-second-quarter", "/objectives/", ("board",), stage=PUBLISHED),
    Page("objectives-reviewed", "/objectives/?reviewer=differs", ("board",), stage=PUBLISHED),
    Page("objective-reviewed", "/objectives/IV-2/?quarter=2020-21-q3", ("board",), stage=PUBLISHED),
    Page("objectives-empty", "/objectives/", ("board",), stage=EMPTY),
    Page("objective", "/objectives/IN-3/", EVERY_ROLE),
    Page("objective-corrected", "/objectives/SC-1/?quarter=2020-21-q2", ("board",)),
    Page("move-ask", "/objectives/IN-3/", ("editor",), act=steps.open_the_form_for_a_move),
    Page("move-ask-mistaken", "/objectives/IN-3/", ("editor",), act=steps.ask_for_nothing),
    Page("move-request", "/objectives/IN-2/", TEAM, act=steps.open_the_request),
    Page("move-refuse-mistaken", "/objectives/IN-2/", ("approver",), act=steps.refuse_a_move_without_a_note),
    Page("objective-deadline-moved", "/objectives/IN-2/", ("editor",)),
    Page("objective-audit", "/objectives/SC-1/audit/", TEAM),
    Page("published-version", "/objectives/SC-1.1/published/2020-21-q2/1/", EVERY_ROLE),
)
PRETERM, OPIOIDS = "/programmes/maternity-and-neonatal/", "/programmes/medicines/"
DETERIORATION = "/programmes/managing-deterioration/"
PROGRAMMES = (
    Page("programmes", "/programmes/", EVERY_ROLE),
    Page("programmes-empty", "/programmes/", ("board",), stage=EMPTY),
    Page("programme", "/programmes/systems-safety/", EVERY_ROLE),
    Page("programme-with-spc-charts", PRETERM, ("board",)),
    Page("programme-with-phases", OPIOIDS, ("board",)),
    Page("programme-version", f"{OPIOIDS}published/2024-25-q2/1/", ("board",)),
    Page("programme-figures", f"{OPIOIDS}figures/", ("board",)),
    Page("programme-figures-contradicted", f"{PRETERM}figures/?contradicted=yes", ("board",)),
    Page("programme-figures-mistaken", f"{PRETERM}figures/?role=purple", ("board",)),
    Page("outcome", f"{PRETERM}outcomes/cerebral-palsy-avoided/", ("board",)),
    Page("outcome-total", f"{PRETERM}outcomes/preterm-babies-surviving/", ("board",)),
    Page("phases", f"{OPIOIDS}phases/whole-system-approach/", ("board",)),
    Page("glossary", "/programmes/glossary/", ("board",)),
    Page("glossary-empty", "/programmes/glossary/", ("board",), stage=EMPTY),
)
CHARTED = "/measures/observations-charted/"
MEASURES = (
    Page("measures", "/measures/", EVERY_ROLE),
    Page("measures-sorted", "/measures/?sort=variation", ("board",)),
    Page("measures-filtered", "/measures/?programme=medicines&variation=improvement&q=opioids", ("board",)),
    Page("measures-none-found", "/measures/?q=zebra", ("board",)),
    Page("measures-mistaken", "/measures/?programme=zebra", ("board",)),
    Page("measures-empty", "/measures/", ("board",), stage=EMPTY),
    Page("measure", CHARTED, EVERY_ROLE),
    Page("measure-illustrative", "/measures/normothermia/", ("board",)),
    Page("measure-of-an-icb", f"{CHARTED}?organisation=QE1", ("region",)),
    Page("measure-with-a-changed-value", f"{CHARTED}?organisation=QE1", ("editor",)),
    Page("measure-by-other-rules", f"{CHARTED}?rules=mdc-6&steps=off", ("editor",)),
    Page("measure-compared", f"{CHARTED}?compare=QE1", ("editor",)),
    Page("measure-compared-with-nobody", f"{CHARTED}?compare=ENG", ("board",)),
    Page("measure-on-another-basis", f"{CHARTED}?basis=b", ("board",)),
    Page("measure-of-totals", "/measures/opioid-lives-saved/", ("board",)),
    Page("measure-without-values", "/measures/fewer-people-on-chronic-opioids/", ("board",)),
    Page("measure-by-region", f"{CHARTED}?level=region", ("editor",)),
    Page("measure-by-icb", f"{CHARTED}?level=icb", ("editor", "region")),
    Page("measure-by-icb-of-a-region", f"{CHARTED}?level=icb&region=Y62", ("editor",)),
    Page("measure-by-trust", f"{CHARTED}?level=trust", ("board",)),
    Page("measure-of-totals-by-psc", "/measures/pipeline-interviews-falls/?level=psc", ("board",)),
    Page("measure-not-found", f"{CHARTED}?level=planet", ("board",), status=404),
)
IN_Q3 = "updates/2020-21-q3/"
UPDATES = (
    Page("updates", f"/objectives/IN-3/{IN_Q3}", TEAM),
    Page("update-not-begun", f"/objectives/SC-1.2/{IN_Q3}", TEAM),
    Page("update-of-several-milestones", f"/objectives/IN-3.6/{IN_Q3}", ("editor",)),
    Page("update-draft", f"/objectives/SC-1.1/{IN_Q3}", TEAM),
    Page("update-submitted", f"/objectives/SC-2.1/{IN_Q3}", TEAM),
    Page("update-sent-back", f"/objectives/SS-1.1/{IN_Q3}", ("editor",)),
    Page("update-approved", f"/objectives/IN-3.3/{IN_Q3}", TEAM),
    Page("update-of-an-organisation", f"/objectives/IM-2.3/{IN_Q3}{OUR_PSC}", ("submitter", "approver")),
    Page("update-mistaken", f"/objectives/SC-1.2/{IN_Q3}", ("editor",), act=steps.save_an_unreadable_forecast),
    Page("update-incomplete", f"/objectives/SS-3.1/{IN_Q3}", ("editor",), act=steps.submit_an_empty_update),
    Page("update-conflict", f"/objectives/IN-1.1/{IN_Q3}", ("editor",), act=steps.save_after_somebody_else),
    Page("update-note-missing", f"/objectives/SC-2.1/{IN_Q3}", ("approver",), act=steps.send_back_without_a_note),
    Page(
        "update-rated-otherwise",
        f"/objectives/SC-2.1/{IN_Q3}",
        ("approver",),
        act=steps.rate_otherwise_without_a_reason,
    ),
    Page("update-rating-lapsed", f"/objectives/SC-2.1/{IN_Q3}", ("approver",), act=steps.meet_a_rating_that_lapsed),
    Page("update-reviewed", f"/objectives/IV-2.3/{IN_Q3}", TEAM),
    Page("deliverable-reviewed", f"{DETERIORATION}deliverables/MR-D1/?quarter=2024-25-q3", ("editor",)),
    Page("update-reviewed-history", f"/objectives/IV-2.3/{IN_Q3}history/", ("editor",)),
    Page("update-reviewed-receipt", f"/objectives/IV-2.3/{IN_Q3}receipt/", ("editor",)),
    Page("update-reason-missing", f"/objectives/IN-3.3/{IN_Q3}", ("editor",), act=steps.correct_without_a_reason),
    Page("update-of-a-closed-quarter", f"/objectives/SC-1.1/{IN_Q3}", ("editor",), stage=CLOSED),
    Page("update-of-a-published-quarter", "/objectives/SC-1.1/updates/2020-21-q2/", ("editor",)),
    Page("evidence-none", f"/objectives/SC-1.1/{IN_Q3}evidence/", TEAM),
    Page("evidence", f"/objectives/SC-2.1/{IN_Q3}evidence/", TEAM),
    Page(
        "evidence-refused",
        f"/objectives/SC-1.1/{IN_Q3}evidence/",
        ("editor",),
        act=steps.add_a_file_of_no_accepted_type,
    ),
    Page("evidence-to-remove", f"/objectives/SC-2.1/{IN_Q3}evidence/", ("editor",), act=steps.ask_to_remove_a_file),
    Page("sheet", f"/objectives/{IN_Q3}", TEAM),
    Page("sheet-of-many-milestones", f"/objectives/{IN_Q3}?page=3", ("editor",)),
    Page("sheet-filtered", f"/objectives/{IN_Q3}?state=sent_back&state=draft", ("editor",)),
    Page("sheet-none-found", f"/objectives/{IN_Q3}?q=zebra", ("editor",)),
    Page("sheet-mistaken", f"/objectives/{IN_Q3}", ("editor",), act=steps.save_a_row_that_cannot_be_read),
    Page("sheet-conflict", f"/objectives/{IN_Q3}", ("editor",), act=steps.save_a_row_after_somebody_else),
    Page("sheet-conflict-both", f"/objectives/{IN_Q3}", ("editor",), act=steps.open_both_versions_of_a_row),
    Page("sheet-of-an-organisation", f"/objectives/{IN_Q3}{OUR_PSC}", ("submitter", "approver")),
    Page("sheet-closed", f"/objectives/{IN_Q3}", ("editor",), stage=CLOSED),
    Page("sheet-published", "/objectives/updates/2020-21-q2/", ("editor",)),
    Page("update-history", f"/objectives/SS-1.1/{IN_Q3}history/", TEAM),
    Page("update-preview", f"/objectives/SC-1.1/{IN_Q3}preview/", TEAM),
    Page("update-preview-empty", f"/objectives/SC-1.2/{IN_Q3}preview/", ("editor",)),
    Page("update-receipt", f"/objectives/SC-2.1/{IN_Q3}receipt/", TEAM),
    Page("update-to-confirm", f"/objectives/SC-1.2/{IN_Q3}confirm/", ("editor",)),
    Page("update-checked", f"/objectives/SS-3.1/{IN_Q3}", ("editor",), act=steps.check_an_empty_update),
)
NARRATIVE, PHASES = "/programmes/{}/narrative/{}/2024-25-q3/", "/programmes/medicines/phases/whole-system-approach/"
FALLS = "/measures/pipeline-interviews-falls/"
IN_PROGRAMMES_Q3 = "returns/2024-25-q3/"
ENTRIES = (
    Page("programme-to-write", "/programmes/medicines/?quarter=2024-25-q3", ("editor",)),
    Page("programme-with-evidence", "/programmes/medicines/?quarter=2024-25-q2", ("board",)),
    Page("measure-with-evidence", FALLS, ("board",)),
    Page("phases-to-write", f"{PHASES}?quarter=2024-25-q3", ("editor",)),
    Page("measure-to-write", FALLS, ("editor", "submitter")),
    Page("narrative-empty", NARRATIVE.format("medicines", "opioids-learning"), TEAM),
    Page("narrative-feedback", NARRATIVE.format("managing-deterioration", "marthas-rule-feedback"), ("editor",)),
    Page("narrative-preview", NARRATIVE.format("medicines", "opioids-updates") + "preview/", ("editor",)),
    Page("narrative-receipt", NARRATIVE.format("medicines", "opioids-updates") + "receipt/", ("editor",)),
    Page("narrative-submitted", NARRATIVE.format("medicines", "opioids-updates"), TEAM),
    Page("narrative-incomplete", NARRATIVE.format("medicines", "opioids-context"), ("editor",),
         act=steps.submit_an_empty_update),
    Page("narrative-conflict", NARRATIVE.format("systems-safety", "psirf-learning"), ("editor",),
         act=steps.write_after_somebody_else),
    Page("return-empty", f"/measures/optimal-cord-management/{IN_PROGRAMMES_Q3}", TEAM),
    Page("return-mistaken", f"/measures/normothermia/{IN_PROGRAMMES_Q3}", ("editor",),
         act=steps.enter_what_is_no_number),
    Page("return-unexplained", f"{CHARTED}{IN_PROGRAMMES_Q3}", ("editor",), act=steps.submit_an_unusual_value),
    Page("return-submitted", f"{FALLS}{IN_PROGRAMMES_Q3}", TEAM),
    Page("return-of-a-psc", f"/measures/pipeline-interviews-psychotropics/{IN_PROGRAMMES_Q3}{OUR_PSC}", ("submitter",)),
    Page("return-preview", f"{FALLS}{IN_PROGRAMMES_Q3}preview/", TEAM),
    Page("return-preview-of-a-psc",
         f"/measures/pipeline-interviews-psychotropics/{IN_PROGRAMMES_Q3}preview/{OUR_PSC}", ("submitter",)),
    Page("return-history", f"{FALLS}{IN_PROGRAMMES_Q3}history/", ("editor",)),
    Page("phase-return-submitted", f"{PHASES}2024-25-q3/", TEAM),
    Page("phase-return-preview", f"{PHASES}2024-25-q3/preview/", TEAM),
    Page("phase-return-mistaken", f"{PHASES}2024-25-q3/", ("editor",),
         act=steps.say_something_of_an_organisation_in_no_phase),
    Page("step-change-new", f"{FALLS}step-changes/new/", ("editor",)),
    Page("step-change-new-mistaken", f"{FALLS}step-changes/new/", ("editor",), act=steps.ask_for_a_day_that_is_none),
    Page("step-change-submitted", f"{FALLS}step-changes/HI-NWC/2024-07-01/", TEAM),
    Page("step-change-preview", f"{FALLS}step-changes/HI-NWC/2024-07-01/preview/", TEAM),
    Page("step-change-incomplete", f"{FALLS}step-changes/HI-NWC/2024-10-01/", ("editor",),
         act=steps.submit_an_empty_update),
)  # fmt: skip
ROUNDS = (
    Page("my-quarter", "/my-quarter/", ("editor", "approver", "submitter")),
    Page("my-quarter-closed", "/my-quarter/", ("editor",), stage=CLOSED),
    Page("my-quarter-without-one", "/my-quarter/", ("editor",), stage=PUBLISHED),
    Page("several-to-check", "/my-quarter/check/", TEAM),
    Page("several-to-approve", "/my-quarter/approve/?ticked=all", ("approver",)),
    Page("several-none-ticked", "/my-quarter/approve/", ("approver",), act=steps.approve_none),
    Page("several-empty", "/my-quarter/approve/", ("approver",), stage=EMPTY),
    Page("queries", "/queries/", ("editor", "approver", "submitter")),
    Page("queries-empty", "/queries/", ("editor",), stage=EMPTY),
    Page("query-to-answer", "/queries/", ("submitter",), act=steps.open_the_first_query),
    Page("query-answered", "/queries/", ("approver",), act=steps.open_the_first_query),
    Page("query-mistaken", "/queries/", ("submitter",), act=steps.answer_without_words),
    Page("query-new", f"/objectives/SC-2.1/{IN_Q3}", ("approver",), act=steps.begin_to_ask),
    Page("query-new-mistaken", f"/objectives/SC-2.1/{IN_Q3}", ("approver",), act=steps.ask_without_words),
    Page("quarters", "/quarters/", TEAM),
    Page("quarters-none-open", "/quarters/", ("editor",), stage=PUBLISHED),
    Page("quarters-empty", "/quarters/", ("editor",), stage=EMPTY),
    Page("quarter-to-open", "/quarters/open/?quarter=2020-21-q4&covers=objectives", ("editor",), stage=PUBLISHED),
    Page("quarter-open", "/quarters/2020-21-q3/", TEAM),
    Page("quarter-unread", "/quarters/2020-21-q3/", ("approver",), act=steps.publish_without_reading),
    Page("quarter-closed", "/quarters/2020-21-q3/", TEAM, stage=CLOSED),
    Page("quarter-reopened-why", "/quarters/2020-21-q3/", ("editor",), stage=CLOSED, act=steps.reopen_without_a_reason),
    Page("quarter-checks-why", "/quarters/2020-21-q3/", ("editor",), act=steps.change_checks_without_a_reason),
    Page("quarter-filtered", "/quarters/2024-25-q3/?kind=measure&organisation_kind=collaborative", ("editor",)),
    Page("quarter-mistaken", "/quarters/2020-21-q3/?kind=zebra", ("editor",)),
    Page("quarter-of-the-programmes", "/quarters/2024-25-q3/", ("approver",)),
    Page("quarter-audit", "/quarters/2020-21-q3/audit/", ("editor",)),
    Page("returns", "/quarters/2024-25-q3/returns/", TEAM),
    Page("returns-mistaken", "/quarters/2024-25-q3/returns/?state=late", ("editor",)),
    Page("expected-return", "/quarters/2020-21-q3/returns/", ("editor",), act=steps.open_the_first_return),
    Page("expected-return-extended", "/quarters/2020-21-q3/returns/", ("editor",), act=steps.extend_the_first_return),
    Page("expected-return-mistaken", "/quarters/2020-21-q3/returns/", ("editor",), act=steps.extend_without_a_reason),
    Page("reminders", "/reminders/", TEAM),
    Page("reminders-mistaken", "/reminders/", ("editor",), act=steps.pass_on_without_a_reason),
    Page("reminders-empty", "/reminders/", ("editor",), stage=EMPTY),
    Page("reminder", "/reminders/", ("editor",), act=steps.open_the_first_reminder),
    Page("reminder-choices", "/accounts/you/reminders/", ("editor", "submitter")),
    Page("reminders-of-a-person", "/accounts/people/", ("admin",), act=steps.open_reminders_of("Submitter")),
    Page("reminders-stop", "/help/", (ANYBODY,), act=steps.open_stop_link),
    Page("reminders-stopped", "/help/", (ANYBODY,), act=steps.stop_by_link),
    Page("reminders-stop-mistaken", "/reminders/stop/zebra/", (ANYBODY,), status=404),
    Page("reminded-nobody", "/quarters/2020-21-q3/returns/", ("editor",), act=steps.remind_without_a_tick),
    Page("due-days", "/quarters/2020-21-q3/due-days/", TEAM),
    Page("due-days-set", "/quarters/2020-21-q3/due-days/", ("editor",), act=steps.set_a_due_day),
    Page("due-days-mistaken", "/quarters/2020-21-q3/due-days/", ("editor",), act=steps.set_no_due_day),
    Page("quarter-opened-by-mistake", "/quarters/2024-25-q3/", ("editor",), stage=CLOSED),
    Page("quarter-taken-back-why", "/quarters/2024-25-q3/", ("editor",), stage=CLOSED,
         act=steps.take_back_without_a_reason),
    Page("quarter-published", "/quarters/2020-21-q3/", TEAM, stage=PUBLISHED),
    Page("silence", "/quarters/2020-21-q3/silence/", TEAM),
    Page("silence-filtered", "/quarters/2020-21-q3/silence/?sign=no_status&chapter=insight", ("editor",)),
    Page("silence-mistaken", "/quarters/2020-21-q3/silence/?sign=zebra", ("editor",)),
    Page("silence-published", "/quarters/2020-21-q3/silence/", ("region", "submitter"), stage=PUBLISHED),
    Page("silence-none", "/quarters/2024-25-q2/silence/", ("submitter",)),
    Page("drift", "/quarters/2020-21-q3/drift/", ("editor",), stage=PUBLISHED),
    Page("drift-none", "/quarters/2020-21-q2/drift/", ("region",)),
    Page("ahead", "/quarters/2020-21-q3/ahead/", TEAM),
    Page("ahead-published", "/quarters/2020-21-q2/ahead/", ("region", "submitter")),
    Page("ahead-of-a-deliverer", "/quarters/2024-25-q2/ahead/?due=2024-25-q4", ("editor",)),
)  # fmt: skip
STRATEGY = (
    Page("strategy", "/strategy/", ("editor",)),
    Page("strategy-empty", "/strategy/", ("editor",), stage=EMPTY),
    Page("strategy-objective", "/strategy/objectives/IN-3/", ("editor",)),
    Page("strategy-target", "/strategy/targets/IN-3.6/", ("editor",)),
    Page("strategy-version", "/strategy/versions/add/", ("editor",)),
    Page("strategy-new-objective", "/strategy/themes/insight/add/", ("editor",)),
    Page("strategy-new-target", "/strategy/objectives/IN-3/add/", ("editor",)),
    Page("strategy-new-milestone", "/strategy/targets/IN-3.1/add/", ("editor",)),
    Page("strategy-words", "/strategy/targets/IN-3.1/reword/", ("editor",)),
    Page("strategy-words-mistaken", "/strategy/targets/IN-3.1/reword/", ("editor",), act=steps.send_a_change_empty),
    Page("strategy-order", "/strategy/objectives/IN-3/order/", ("editor",), act=steps.move_the_first_target_down),
    Page("strategy-split", "/strategy/objectives/IN-3/split/", ("editor",)),
    Page("strategy-supersede", "/strategy/targets/IN-3.1/supersede/", ("editor",)),
    Page("strategy-withdraw", "/strategy/targets/IN-3.1/withdraw/", ("editor",)),
    Page("strategy-take-back", "/strategy/targets/IN-3.1/take-back/", ("editor",)),
    Page("strategy-deliverers", "/strategy/targets/IN-3.1/deliverers/", ("editor",)),
    Page("strategy-regions", "/strategy/targets/IN-3.1/regions/", ("editor",)),
    Page("strategy-deadline", "/strategy/targets/IN-2.6/", ("editor",), act=steps.open_the_deadline),
    Page("strategy-deadline-read", "/strategy/targets/IN-2.6/", ("editor",), act=steps.have_a_deadline_read),
    Page("strategy-closed", "/strategy/targets/IN-3.1/reword/", ("editor",), stage=CLOSED),
)
ADMINISTRATION = (
    Page("admin", "/admin/", ("admin",)),
    Page("admin-accounts", "/admin/accounts/user/", ("admin",)),
    Page("admin-account", "/admin/accounts/user/", ("admin",), act=steps.open_the_account_of_the_region),
    Page("admin-organisations", "/admin/organisations/organisation/", ("admin",)),
    Page("admin-deliverers", "/admin/organisations/deliverer/", ("admin",)),
    Page("admin-updates", "/admin/objectives/progressupdate/", ("admin",)),
    Page("admin-measures", "/admin/programmes/measure/", ("admin",)),
    Page("admin-values", "/admin/programmes/observation/", ("admin",)),
)

PAGES = (
    *ACCOUNTS,
    *PEOPLE,
    *ABOUT,
    *READING,
    *OBJECTIVES,
    *PROGRAMMES,
    *MEASURES,
    *UPDATES,
    *ENTRIES,
    *ROUNDS,
    *STRATEGY,
    *ADMINISTRATION,
)

# Measured and drawn by statements of our own for each database, so these pages are looked at on both.
ON_SQLITE_TOO = frozenset((*PROGRAMMES, *MEASURES, *ENTRIES))


def states_of(stage: str) -> list[tuple[Page, str]]:
    """The pages of that stage with each of their roles."""
    return [(page, role) for page in PAGES if page.stage == stage for role in page.roles]
