"""The forms with which an administrator keeps accounts."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError

from pssdash.accounts.models import User
from pssdash.accounts.roles import EDITOR, ROLES, SUBMITTER
from pssdash.organisations.models import Organisation, OrganisationKind
from pssdash.people.given import Given, Known, parts, taken, unfit, unknown_codes
from pssdash.people.leaving import LeftBehind
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
    """What an administrator can change of an account."""

    reason = reason_field("Reason for the change", required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        initial = {
            "name": user.name, "email": user.email, "roles": user.groups.all(),
            "codes": " ".join(Organisation.objects.filter(memberships__user=user).values_list("code", flat=True)),
        }  # fmt: skip
        super().__init__(*args, initial=initial, **kwargs)
        self.user = user
        self.fields["roles"].required = not user.is_superuser

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        if User.objects.filter(email__iexact=email).exclude(pk=self.user.pk).exists():
            raise ValidationError(f"{email} has an account already")
        return email


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
        self.people = [(pk, f"{user.name} ({user.email})") for pk, user in self.others.items()]
        self.left_behind = list(left_behind)
        self.organisations = {f"to_{each.organisation.pk}": each.organisation for each in self.left_behind}
        for each in self.left_behind:
            self.add_field(each.organisation, hint_of(each), is_required=True)
        for organisation in organisations:
            if f"to_{organisation.pk}" not in self.organisations:
                self.organisations[f"to_{organisation.pk}"] = organisation
                self.add_field(organisation, who_else(organisation), is_required=False)
        self.fields["reason"] = reason_field()

    def add_field(self, organisation: Organisation, hint: str, *, is_required: bool) -> None:
        self.fields[f"to_{organisation.pk}"] = forms.ChoiceField(
            label=f"Who answers for {organisation} from now on?", required=is_required, help_text=hint,
            choices=[("", "Choose a person" if is_required else "Nobody else"), *self.people],
            error_messages={"required": f"Choose who answers for {organisation} from now on"},
        )  # fmt: skip

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


def hint_of(left: LeftBehind) -> str:
    role = EDITOR if left.organisation.kind == OrganisationKind.NATION else SUBMITTER
    return f"Nobody else does, and this waits: {left.in_words}. They get the role {role} if they do not have it."


def who_else(organisation: Organisation) -> str:
    """`other_memberships` is put on the organisation by the page."""
    names = ", ".join(membership.user.name for membership in organisation.other_memberships)
    return f"Besides: {names}." if names else "Nobody else answers for it so far."


def decoded(content: bytes) -> str:
    """The text of a file: as new programs save it, or as older spreadsheets do. No database holds a null character."""
    content = content.replace(b"\0", b"")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
