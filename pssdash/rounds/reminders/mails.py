"""A digest as a mail."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse

from pssdash.rounds.outstanding import Need, Outstanding
from pssdash.rounds.reminders.digests import Digest
from pssdash.rounds.reminders.links import stop_path
from pssdash.rounds.wording import day_in_words, due_sentence
from pssdash.ui.mail import compose

LINES = 15  # of one kind; the rest is behind the button

# What stands in the subject, after a number.
IN_SUBJECT = {
    Need.SENT_BACK: "sent back",
    Need.OVERDUE: "overdue",
    Need.DUE: "due today",
    Need.DUE_SOON: "due soon",
    Need.LATER: "due later",
    Need.QUERY: "with queries",
    Need.CHECK: "waiting for your check",
    Need.WAITING: "waiting for your approval",
    Need.PASSED_ON: "overdue elsewhere",
}
SAID_OF = {
    Need.SENT_BACK: "A reviewer asks for something. The note is on the page.",
    Need.PASSED_ON: "The people who answer for these have been reminded. You are told because you are next in line.",
}


@dataclass(frozen=True)
class Line:
    """One thing to do, and the sentence under it."""

    text: str
    note: str
    url: str


@dataclass(frozen=True)
class Section:
    """What is outstanding of one kind. `more` are left out; `stop` is where this kind is stopped."""

    heading: str
    note: str
    lines: tuple[Line, ...]
    more: int
    stop: str


def mail_of(digest: Digest, day: date, asked_by: str = "") -> EmailMultiAlternatives:
    """The mail, with the headers by which mail programs offer to stop it (RFC 2369, RFC 8058)."""
    stop = stop_path(digest.person)
    button_text, button_path = button_of(digest)
    context = {
        "person": digest.person,
        "sections": sections_of(digest, day),
        "asked_by": asked_by,
        "button_text": button_text,
        "button_path": button_path,
        "stop": stop,
    }
    headers = {
        "List-Unsubscribe": f"<{settings.SITE_ADDRESS}{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return compose(digest.person.email, subject_of(digest), "reminder", context, headers)


def subject_of(digest: Digest) -> str:
    """`Patient safety updates: 1 sent back, 2 overdue`."""
    parts = [f"{len(list(items))} {IN_SUBJECT[need]}" for need, items in by_need(digest)]
    return f"Patient safety updates: {', '.join(parts)}"


def button_of(digest: Digest) -> tuple[str, str]:
    """My quarter; for those whose only business is what others owe, where that is shown."""
    if any(item.need != Need.PASSED_ON for item in digest.items):
        return "Open my quarter", reverse("my_quarter")
    return "See what is overdue", digest.items[0].url


def by_need(digest: Digest) -> Iterable[tuple[Need, Iterable[Outstanding]]]:
    return groupby(digest.items, key=lambda item: item.need)


def sections_of(digest: Digest, day: date) -> list[Section]:
    found = []
    for need, items in by_need(digest):
        lines = passed_on_lines(items) if need == Need.PASSED_ON else [line_of(item, day) for item in items]
        stop = stop_path(digest.person, need)
        shown = tuple(lines[:LINES])
        found.append(Section(need.label, SAID_OF.get(need, ""), shown, len(lines) - len(shown), stop))
    return found


def line_of(item: Outstanding, day: date) -> Line:
    due = f" {due_sentence(item.due, day)}." if item.due else ""
    return Line(item.text, f"{item.organisation}, {item.quarter}.{due}", item.url)


def passed_on_lines(items: Iterable[Outstanding]) -> list[Line]:
    """One for each organisation: a lead sees how far it is, not what it writes."""
    found: dict[tuple, list[Outstanding]] = {}
    for item in items:
        found.setdefault((item.organisation, item.quarter, item.url), []).append(item)
    return [
        Line(organisation, f"{quarter}: {returns_overdue(late)}.", url)
        for (organisation, quarter, url), late in found.items()
    ]


def returns_overdue(late: list[Outstanding]) -> str:
    """`2 returns overdue, the first was due on 15 January 2021`."""
    first = day_in_words(min(item.due for item in late if item.due))
    return f"1 return overdue, due on {first}" if len(late) == 1 else (
        f"{len(late)} returns overdue, the first was due on {first}"
    )  # fmt: skip
