"""The forms with which an administrator keeps accounts."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError

from pssdash.accounts.models import User
from pssdash.accounts.roles import ROLES
from pssdash.organisations.models import Organisation
from pssdash.people.given import Given, Known, parts, taken, unfit, unknown_codes
from pssdash.people.heirs import may_choose, must_choose, must_choose_or_leave, named, people_to_choose
from pssdash.people.leaving import LeftBehind, still_answers
from pssdash.people.many import LONGEST_ADDRESS, LONGEST_NAME, read_list

LARGEST_FILE = 200_000  # bytes; three hundred lines are a tenth of it
CODES_HINT = "The codes of those that the person answers for or leads, with blanks between: Y62 HI-NWC"


def reason_field(label: str = "Reason", required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=300, help_text="Kept in the audit trail.",
        error_messages={"required": "Say why"},
    )  # fmt: skip


class _PersonForm(forms.Form):
    """Name, address, roles and organisations."""

    name = forms.CharField(max_length=LONGEST_NAME, error_messages={"required": "Enter the name"})
    email = forms.EmailField(
        label="Email address", max_length=LONGEST_ADDRESS, error_messages={"required": "Enter the email address"}
    )
    roles = forms.ModelMultipleChoiceField(
        Group.objects.filter(name__in=ROLES), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one role"},
    )  # fmt: skip
    codes = forms.CharField(label="Organisations", required=False, help_text=CODES_HINT)

    def clean_codes(self) -> list[Organisation]:
        codes = parts(self.cleaned_data["codes"])
        known = Known.of(codes)
        if problems := unknown_codes(codes, known):
            raise ValidationError(problems)
        return list(dict.fromkeys(known.organisations[code.upper()] for code in codes))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for problem in unfit(cleaned.get("roles") or [], cleaned["codes"]) if "codes" in cleaned else []:
            self.add_error("codes", problem)
        return cleaned


class InviteForm(_PersonForm):
    """One person to invite."""

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        if problem := taken([email.lower()]).get(email.lower()):
            raise ValidationError(f"{email} {problem}")
        return email

    @property
    def given(self) -> Given:
        cleaned = self.cleaned_data
        return Given(cleaned["email"], cleaned["name"], tuple(cleaned["roles"]), tuple(cleaned["codes"]))


class InviteSeveralForm(forms.Form):
    """Many people, one a line. After `is_valid`, `people` holds them."""

    lines = forms.CharField(
        label="The list", required=False, widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text="One person a line: email address, name, role, organisation codes. Paste it from a spreadsheet, or "
        "part the columns with commas. Two roles of one person have a semicolon between.",
    )  # fmt: skip
    file = forms.FileField(label="Or a file with such a list", required=False, help_text="CSV or text.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        file, text = cleaned.get("file"), cleaned.get("lines", "")
        if file and text.strip():
            raise ValidationError("Paste a list or choose a file, not both")
        if not file and not text.strip() and not self.errors:
            self.add_error("lines", "Paste a list, or choose a file")
            return cleaned
        field = "file" if file else "lines"
        self.people, problems = read_list(decoded(file.read()) if file else text)
        for problem in problems:
            self.add_error(field, problem)
        return cleaned

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST_FILE:
            raise ValidationError("This file is too large for a list of people")
        return file


class AccountForm(_PersonForm):
    """What an administrator can change of an account. Where the change would leave to nobody what waits, it asks who
    takes it over, or whether it is left on purpose: a correction is never stopped.
    """

    reason = reason_field("Reason for the change", required=False)

    def __init__(
        self, *args: Any, user: User, left_behind: Iterable[LeftBehind] = (), others: Sequence[User] = (), **kwargs: Any
    ) -> None:
        initial = {
            "name": user.name, "email": user.email, "roles": user.groups.all(),
            "codes": " ".join(Organisation.objects.filter(memberships__user=user).values_list("code", flat=True)),
        }  # fmt: skip
        super().__init__(*args, initial=initial, **kwargs)
        self.user = user
        self.fields["roles"].required = not user.is_superuser
        self.left_behind = list(left_behind)
        self.others = {str(other.pk): other for other in others}
        people = people_to_choose(others)
        for each in self.left_behind:
            self.fields[named(each.organisation)] = must_choose_or_leave(each, people)
        self.order_fields(["name", "email", "roles", "codes", *(named(each.organisation) for each in self.left_behind)])

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        if User.objects.filter(email__iexact=email).exclude(pk=self.user.pk).exists():
            raise ValidationError(f"{email} has an account already")
        return email

    def clean(self) -> dict[str, Any]:
        """Nothing is asked of an organisation that the person still answers for."""
        cleaned = super().clean()
        kept = [each for each in self.left_behind if self.keeps(each.organisation, cleaned)]
        for each in kept:
            for of_fields in (self.fields, self.errors, cleaned):
                of_fields.pop(named(each.organisation), None)
        self.left_behind = [each for each in self.left_behind if each not in kept]
        return cleaned

    def keeps(self, organisation: Organisation, cleaned: dict[str, Any]) -> bool:
        """Before the roles and codes can be read, nothing new is asked, and what is answered stays."""
        if "roles" not in cleaned or "codes" not in cleaned:
            return named(organisation) not in self.data
        return still_answers(organisation, cleaned["roles"], cleaned["codes"])

    @property
    def heirs(self) -> dict[Organisation, User | None]:
        """Who takes over what; None where it is left to nobody."""
        return {
            each.organisation: self.others.get(self.cleaned_data[named(each.organisation)]) for each in self.left_behind
        }


class CloseForm(forms.Form):
    """Why an account is closed, and who answers for its organisations from then on: somebody has to for those that
    would be `left_behind`.
    """

    def __init__(
        self, *args: Any, organisations: Iterable[Organisation], left_behind: Iterable[LeftBehind], others: list[User],
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.others = {str(user.pk): user for user in others}
        people = people_to_choose(others)
        self.left_behind = list(left_behind)
        self.organisations = {named(each.organisation): each.organisation for each in self.left_behind}
        for each in self.left_behind:
            self.fields[named(each.organisation)] = must_choose(each, people)
        for organisation in organisations:
            if named(organisation) not in self.organisations:
                self.organisations[named(organisation)] = organisation
                self.fields[named(organisation)] = may_choose(organisation, people)
        self.fields["reason"] = reason_field()

    @property
    def heirs(self) -> dict[Organisation, User]:
        chosen = {each: self.cleaned_data[name] for name, each in self.organisations.items()}
        return {organisation: self.others[pk] for organisation, pk in chosen.items() if pk}


class TakeAwayForm(forms.Form):
    """Why somebody's second factor is taken away."""

    reason = reason_field()


class RolesForm(forms.Form):
    """Which roles sign in with a second factor."""

    roles = forms.MultipleChoiceField(
        label="Roles that need it", required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(name, name) for name in ROLES],
    )  # fmt: skip


def decoded(content: bytes) -> str:
    """The text of a file: as new programs save it, or as older spreadsheets do. No database holds a null character."""
    content = content.replace(b"\0", b"")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
