"""What the audit trail keeps, in words for people. The trail itself keeps codes, which never change their meaning."""

import re
from collections.abc import Mapping
from datetime import date

from pssdash.reporting.entries.states import EntryState
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.rag import Rag, Status
from pssdash.ui.wording import wording

CODES = {member.value: wording(member) for choices in (Status, Rag, EntryState) for member in choices}
# "IN-4.3 2020-21-q3 ENG v2" and, without an organisation, "IN-4.3 2020-21-q3 v2".
UPDATE_KEY = re.compile(r"(?P<ref>\S+) (?P<quarter>\d{4}-\d{2}-q[1-4])(?: (?P<code>\S+))? v(?P<version>\d+)")
# "2020-21-q3 target SS-3.1 CQC", of a due day.
KEY_IN_QUARTER = re.compile(r"(?P<quarter>\d{4}-\d{2}-q[1-4]) (?P<what>.+)")
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
MILESTONE_NUMBER = re.compile(r" no\. \d+:")


def item_in_words(kind: str, key: str, names: Mapping[str, str]) -> str:
    """`update of IN-4.3, Q3 2020/21, England, version 2`; `milestone of IN-4.3: Recruit examiners`; else kind and key.

    `names` are those of the organisations, by code.
    """
    found = UPDATE_KEY.fullmatch(key)
    if found:
        whose = f", {names.get(found['code'], found['code'])}" if found["code"] else ""
        return f"{kind} of {found['ref']}, {Quarter.parse(found['quarter']).short}{whose}, version {found['version']}"
    found = KEY_IN_QUARTER.fullmatch(key)
    if found:
        return f"{kind} of {found['what']}, {Quarter.parse(found['quarter']).short}"
    if kind == "milestone":
        return f"{kind} of {MILESTONE_NUMBER.sub(':', key, count=1)}"
    return f"{kind} {key}"


def in_words(text: str) -> str:
    """A kept value: a state, status or colour by its name, a day as 31 March 2021; anything else as it is."""
    if ISO_DATE.fullmatch(text):
        day = date.fromisoformat(text)
        return f"{day.day} {day:%B %Y}"
    return CODES.get(text, text)
