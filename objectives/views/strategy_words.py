"""Adding to the strategy and rewording it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from objectives.actions.strategy import WORDS, add_dated_target, add_milestone, add_objective, reword, words_of
from objectives.forms.strategy import (
    MilestoneAddForm,
    MilestoneRewordForm,
    ObjectiveForm,
    ObjectiveRewordForm,
    TargetAddForm,
    TargetRewordForm,
    plain_number,
)
from objectives.models import Theme
from objectives.pages.strategy_pages import strategy_crumb
from objectives.strategy_calendar import strategy_calendar
from objectives.strategy_items import find_item, title_of, url_of
from objectives.views.changing import FormPage, change_page, page_for, posted
from pssdash.accounts.permissions import Permission, requires
from pssdash.reporting.entries.views import form_page

REWORD_FORMS = {"objective": ObjectiveRewordForm, "target": TargetRewordForm, "milestone": MilestoneRewordForm}


@requires(Permission.EDIT_STRATEGY)
@form_page
def objective_add(request: HttpRequest, slug: str) -> HttpResponse:
    """A new objective of a theme."""
    theme = get_object_or_404(Theme, slug=slug)
    form = ObjectiveForm(posted(request), calendar=strategy_calendar())

    def save() -> tuple[str, str]:
        added = add_objective(theme=theme, change=form.asked(request.user), **form.words())
        return f"{added.ref} is added. Add its targets next.", url_of(added)

    page = FormPage("Add an objective", (strategy_crumb(),), "Add the objective", caption=theme.name)
    return change_page(request, form, page, save)


@requires(Permission.EDIT_STRATEGY)
@form_page
def target_add(request: HttpRequest, key: str) -> HttpResponse:
    """A new target of an objective, with its first milestone."""
    objective = find_item("objective", key)
    form = TargetAddForm(posted(request), calendar=strategy_calendar())

    def save() -> tuple[str, str]:
        deadline = form.cleaned_data["deadline"]
        added = add_dated_target(
            objective=objective, deadline=deadline, change=form.asked(request.user), **form.words()
        )
        return f"{added.ref} is added. Say who delivers it and which regions it concerns.", url_of(added)

    page = page_for(objective, f"Add a target to {objective.ref}", "Add the target")
    return change_page(request, form, page, save)


@requires(Permission.EDIT_STRATEGY)
@form_page
def milestone_add(request: HttpRequest, key: str) -> HttpResponse:
    """A new milestone of a target."""
    target = find_item("target", key)
    form = MilestoneAddForm(posted(request), calendar=strategy_calendar())

    def save() -> tuple[str, str]:
        deadline = form.cleaned_data["deadline"]
        add_milestone(target=target, words=form.words(), deadline=deadline, change=form.asked(request.user))
        return f"The milestone is added to {target.ref}.", url_of(target)

    page = page_for(target, f"Add a milestone to {target.ref}", "Add the milestone")
    return change_page(request, form, page, save)


@requires(Permission.EDIT_STRATEGY)
@form_page
def item_reword(request: HttpRequest, kind: str, key: str | int) -> HttpResponse:
    """Other words for an item, shown at once in whatever is not published."""
    found = find_item(kind, key)
    initial = {field: plain_number(getattr(found, field)) for field in WORDS[kind]}
    form = REWORD_FORMS[kind](posted(request), calendar=strategy_calendar(), initial=initial)

    def save() -> tuple[str, str]:
        reword(item=found, words=form.words(), change=form.asked(request.user))
        return f"The {kind} is reworded.", url_of(found)

    says = "; ".join(f"{label}: {text}" for label, text in words_of(found).items() if text)
    return change_page(request, form, page_for(found, f"Reword {title_of(found)}", form=form, in_force=says), save)
