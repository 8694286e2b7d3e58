"""What people do with the mails that arrived."""

import re
from email.message import EmailMessage

from playwright.sync_api import Page

from tests.mail_server import Mailbox


def last_to(who: str, mails: Mailbox) -> EmailMessage:
    """The last mail to one person."""
    return [mail for mail in mails.messages if mail["To"] == f"{who}@example.org"][-1]


def subject_to(who: str, mails: Mailbox) -> str:
    return last_to(who, mails)["Subject"]


def text_to(who: str, mails: Mailbox) -> str:
    return last_to(who, mails).get_body(("plain",)).get_content()


def follow_the_mail(page: Page, text: str, about: str) -> None:
    """Open the link that stands under what the mail says about one thing, or its button."""
    page.goto(re.search(rf"{re.escape(about)}.*?(http\S+)", text, re.DOTALL)[1])
