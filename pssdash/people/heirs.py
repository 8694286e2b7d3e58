"""The fields that ask who answers for an organisation from now on, where somebody leaves it."""

from collections.abc import Iterable

from django import forms

from pssdash.accounts.models import User
from pssdash.organisations.models import Organisation
from pssdash.people.leaving import LeftBehind, role_to_answer

NOBODY = "nobody"


def named(organisation: Organisation) -> str:
    return f"to_{organisation.pk}"


def people_to_choose(others: Iterable[User]) -> list[tuple[str, str]]:
    return [(str(user.pk), f"{user.name} ({user.email})") for user in others]


def must_choose(left: LeftBehind, people: list[tuple[str, str]]) -> forms.ChoiceField:
    """An organisation for which something waits: it cannot be left by oversight."""
    return _field(left.organisation, hint_of(left), [("", "Choose a person"), *people])


def must_choose_or_leave(left: LeftBehind, people: list[tuple[str, str]]) -> forms.ChoiceField:
    """The same, where it may be left to nobody on purpose."""
    nobody = [("", "Choose a person, or nobody"), (NOBODY, "Nobody for now: it waits")]
    return _field(left.organisation, hint_of(left), [*nobody, *people])


def may_choose(organisation: Organisation, people: list[tuple[str, str]]) -> forms.ChoiceField:
    """An organisation for which nothing waits for the leaver alone."""
    return _field(organisation, who_else(organisation), [("", "Nobody else"), *people], is_required=False)


def _field(
    organisation: Organisation, hint: str, choices: list[tuple[str, str]], *, is_required: bool = True
) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=f"Who answers for {organisation} from now on?", required=is_required, help_text=hint, choices=choices,
        error_messages={"required": f"Choose who answers for {organisation} from now on"},
    )  # fmt: skip


def hint_of(left: LeftBehind) -> str:
    role = role_to_answer(left.organisation)
    return f"Nobody else does, and this waits: {left.in_words}. They get the role {role} if they do not have it."


def who_else(organisation: Organisation) -> str:
    """`other_memberships` is put on the organisation by the page."""
    names = ", ".join(membership.user.name for membership in organisation.other_memberships)
    return f"Besides: {names}." if names else "Nobody else answers for it so far."
