"""Ending what the strategy holds: withdrawing, superseding, splitting; and taking an end back."""

from django.http import HttpRequest, HttpResponse

from objectives.actions.endings import supersede, take_back_end, withdraw
from objectives.actions.splitting import (
    replace_milestone,
    replace_objective,
    replace_target,
    running_milestones,
    split_milestone,
    split_objective,
    split_target,
)
from objectives.actions.strategy_changes import Item
from objectives.forms.endings import SplitForm, SplitMilestoneForm, SupersedeForm, TakeBackForm, WithdrawForm
from objectives.pages.strategy_meaning import meaning_of_end, meaning_of_split
from objectives.strategy_calendar import strategy_calendar
from objectives.strategy_items import find_item, replacements_for, title_of, url_of
from objectives.views.changing import change_page, page_for, posted
from pssdash.accounts.permissions import Permission, requires
from pssdash.reporting.entries.views import form_page


@requires(Permission.EDIT_STRATEGY)
@form_page
def item_withdraw(request: HttpRequest, kind: str, key: str | int) -> HttpResponse:
    """End an item without anything in its place, once its editor has read what that means."""
    found = find_item(kind, key)
    form = WithdrawForm(posted(request), calendar=strategy_calendar())

    def save() -> tuple[str, str]:
        ended = withdraw(item=found, change=form.asked(request.user))
        return f"The {kind} is withdrawn in {ended.ended_quarter}.", url_of(found)

    page = page_for(found, f"Withdraw {title_of(found)}", "Withdraw it", warning=meaning_of_end(found))
    return change_page(request, form, page, save)


@requires(Permission.EDIT_STRATEGY)
@form_page
def item_supersede(request: HttpRequest, kind: str, key: str | int) -> HttpResponse:
    """End an item and put another in its place, one that is there or a new one."""
    found = find_item(kind, key)
    others = replacements_for(found)
    form = SupersedeForm(posted(request), calendar=strategy_calendar(), kind=kind, others=others)

    def save() -> tuple[str, str]:
        replacement = put_in_place(found, form, request.user)
        return f"The {kind} is superseded. This takes its place.", url_of(replacement)

    page = page_for(found, f"Supersede {title_of(found)}", "Supersede it", warning=meaning_of_end(found))
    return change_page(request, form, page, save)


def put_in_place(found: Item, form: SupersedeForm, user) -> Item:
    """End `found` in favour of what the form names."""
    change, words = form.asked(user), form.cleaned_data["new_words"]
    if not form.is_new:
        replacement = type(found).objects.get(pk=form.cleaned_data["replacement"])
        supersede(item=found, replacement=replacement, change=change)
        return replacement
    match found._meta.model_name:
        case "objective":
            return replace_objective(objective=found, title=words, change=change)
        case "target":
            return replace_target(target=found, summary=words, deadline=form.cleaned_data["deadline"], change=change)
        case _:
            return replace_milestone(milestone=found, text=words, deadline=form.cleaned_data["deadline"], change=change)


@requires(Permission.EDIT_STRATEGY)
@form_page
def item_take_back(request: HttpRequest, kind: str, key: str | int) -> HttpResponse:
    """Let an item run on whose end is not published."""
    found = find_item(kind, key)
    form = TakeBackForm(posted(request), calendar=strategy_calendar())

    def save() -> tuple[str, str]:
        take_back_end(item=found, change=form.asked(request.user))
        return f"The {kind} runs on, with what had ended with it.", url_of(found)

    meaning = ("It runs on as if it had not ended, and so does what ended with it. What took its place stays.",)
    page = page_for(
        found, f"Take back the end of {title_of(found)}", "Take back the end",
        meaning=meaning, blocked=form.blocked or ("" if found.ended_quarter else "It has not ended"),
    )  # fmt: skip
    return change_page(request, form, page, save)


@requires(Permission.EDIT_STRATEGY)
@form_page
def item_split(request: HttpRequest, kind: str, key: str | int) -> HttpResponse:
    """Two in the place of one."""
    found = find_item(kind, key)
    form = split_form(found, kind, posted(request))

    def save() -> tuple[str, str]:
        new = split(found, kind, form, request.user)
        rest = "" if kind == "milestone" else f" Reword {found.ref} where it still says what went with it."
        return f"The {kind} is split. This is the new one.{rest}", url_of(new)

    page = page_for(found, f"Split {title_of(found)}", "Split it", meaning=meaning_of_split(found))
    return change_page(request, form, page, save)


def split_form(found: Item, kind: str, data) -> SplitForm | SplitMilestoneForm:
    """Two texts for a milestone; for the others a choice of parts and the words of the new one."""
    calendar = strategy_calendar()
    if kind == "milestone":
        return SplitMilestoneForm(data, calendar=calendar, initial={"first": found.text})
    if kind == "target":
        parts = found.milestones.filter(pk__in=[each.pk for each in running_milestones(found)])
    else:
        parts = found.targets.current()
    return SplitForm(data, calendar=calendar, kind=kind, parts=parts)


def split(found: Item, kind: str, form: SplitForm | SplitMilestoneForm, user) -> Item:
    """Split `found` as the form says; returns the new one, of a milestone the first of the two."""
    change, typed = form.asked(user), form.cleaned_data
    if kind == "milestone":
        texts = [{"text": typed["first"]}, {"text": typed["second"]}]
        return split_milestone(milestone=found, parts=texts, change=change)[0]
    if kind == "target":
        return split_target(target=found, milestones=typed["parts"], summary=typed["new_words"], change=change)
    return split_objective(objective=found, targets=typed["parts"], title=typed["new_words"], change=change)
