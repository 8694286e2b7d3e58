"""Inviting many at once: a list is right as a whole, or says line by line what is not."""

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pssdash.accounts.roles import ADMINISTRATOR, EDITOR, REGIONAL_LEAD, SUBMITTER
from pssdash.people.many import MOST_LINES, read_list
from pssdash.people.models import Invitation
from tests.factories.accounts import make_user
from tests.factories.organisations import make_collaborative, make_region
from tests.factories.people import make_invitation

pytestmark = pytest.mark.django_db
LIST = """\
Email address, Name, Role, Codes

lead@example.org, Lead Surname, Regional lead, Y62
writer@example.org, "Surname, Writer", submitter, psc-1 PSC-2
two@example.org, Third, National editor; Administrator
"""


@pytest.fixture(autouse=True)
def organisations():
    make_region(code="Y62")
    make_collaborative(code="PSC-1")
    make_collaborative(code="PSC-2")


def in_short(people):
    return [
        (each.email, each.name, [role.name for role in each.roles], [other.code for other in each.organisations])
        for each in people
    ]


EXPECTED = [
    ("lead@example.org", "Lead Surname", [REGIONAL_LEAD], ["Y62"]),
    ("writer@example.org", "Surname, Writer", [SUBMITTER], ["PSC-1", "PSC-2"]),
    ("two@example.org", "Third", [EDITOR, ADMINISTRATOR], []),
]


def test_list_with_commas_is_read():
    people, problems = read_list(LIST)

    assert (in_short(people), problems) == (EXPECTED, [])


def test_list_pasted_from_a_spreadsheet_is_read():
    lines = ["lead@example.org\tLead Surname\tRegional lead\tY62", "two@example.org\tSurname, Two\tBoard member\t"]

    people, _ = read_list("\r\n".join(lines))

    assert [each.name for each in people] == ["Lead Surname", "Surname, Two"]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("nobody, Name, Board member", "“nobody” is not an email address"),
        (", Name, Board member", "“” is not an email address"),
        ("a@example.org, , Board member", "The name is missing, or is longer than 150 characters"),
        ("a@example.org, Name", "The role is missing"),
        ("a@example.org, Name, Emperor", "There is no role “Emperor”"),
        ("a@example.org, Name, Submitter, ZZZ", "There is no organisation with the code ZZZ"),
        ("a@example.org, Name, Submitter", "A submitter needs the code of the organisation that they write for"),
        ("a@example.org, Name, Regional lead, PSC-1", "A regional lead needs the code of their region"),
        ("taken@Example.org, Name, Board member", "taken@Example.org has an account already"),
        ("asked@example.org, Name, Board member",
         "asked@example.org is invited already: invite them again on the list of invitations"),
    ],
)  # fmt: skip
def test_line_that_is_not_right_says_why(line, problem):
    make_user(email="Taken@example.org")
    make_invitation(by=make_user(ADMINISTRATOR), email="asked@example.org")

    people, problems = read_list(f"lead@example.org, Lead, Regional lead, Y62\n\n{line}")

    assert (people, problems) == ([], [f"Line 3: {problem}"])


def test_address_that_stands_twice_is_named_at_both_lines():
    _, problems = read_list("a@example.org, One, Board member\nA@example.org, Two, Board member")

    assert problems == [
        "Line 1: a@example.org stands in the list 2 times",
        "Line 2: A@example.org stands in the list 2 times",
    ]


@pytest.mark.parametrize("text", ["", " \n\n", "Email, Name, Role"])
def test_list_without_a_line_says_so(text):
    assert read_list(text) == ([], ["The list holds no line"])


def test_list_that_is_too_long_says_so():
    text = "\n".join(f"a{number}@example.org, Name, Board member" for number in range(MOST_LINES + 1))

    assert read_list(text) == ([], ["The list has 301 lines. Send it in parts of at most 300"])


def test_long_list_asks_no_more_than_a_short_one(query_count):
    def lines(count):
        return "\n".join(f"a{number}@example.org, Name, Submitter, PSC-1" for number in range(count))

    assert query_count(lambda: read_list(lines(30))) == query_count(lambda: read_list(lines(3)))


def send(client, **fields):
    return client.post(reverse("invite_several"), fields)


def test_list_invites_everybody(client, administrator, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        send(client, lines=LIST)

    assert sorted(message.to[0] for message in mail.outbox) == [
        "lead@example.org", "two@example.org", "writer@example.org",
    ]  # fmt: skip
    assert Invitation.objects.count() == 3


def test_uploaded_list_invites_everybody(client, administrator):
    send(client, file=SimpleUploadedFile("people.csv", b"\xef\xbb\xbf" + LIST.encode()))

    assert Invitation.objects.get(email="writer@example.org").name == "Surname, Writer"


def test_uploaded_list_of_an_older_spreadsheet_keeps_its_letters(client, administrator):
    send(client, file=SimpleUploadedFile("people.csv", "a@example.org,Zoë,Board member".encode("cp1252")))

    assert Invitation.objects.get().name == "Zoë"


def test_nothing_is_done_when_one_line_is_not_right(client, administrator):
    response = send(client, lines=f"{LIST}nobody, Name, Board member")

    assert response.context["form"].errors == {"lines": ["Line 6: “nobody” is not an email address"]}
    assert not Invitation.objects.exists()
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({}, "lines", "Paste a list, or choose a file"),
        (
            {"lines": LIST, "file": b"a@example.org,A,Board member"},
            "__all__",
            "Paste a list or choose a file, not both",
        ),
        ({"file": b"a" * 200_001}, "file", "This file is too large for a list of people"),
        ({"file": b"nobody,A,Board member"}, "file", "Line 1: “nobody” is not an email address"),
    ],
)
def test_form_says_what_it_needs(client, administrator, fields, field, words):
    if "file" in fields:
        fields = fields | {"file": SimpleUploadedFile("people.csv", fields["file"])}

    response = send(client, **fields)

    assert words in response.context["form"].errors[field]
