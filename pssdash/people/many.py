"""Reading a pasted or uploaded list of people to invite. All lines are right, or nothing is done."""

import csv
from collections import Counter
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from pssdash.people.given import Given, Known, parts, taken, unfit, unknown_codes

MOST_LINES = 300
LONGEST_ADDRESS, LONGEST_NAME, LONGEST_LINE = 120, 150, 2000


@dataclass(frozen=True)
class Line:
    """One line: its number, and what stands in its four columns."""

    number: int
    email: str
    name: str
    roles: tuple[str, ...]
    codes: tuple[str, ...]


def read_list(text: str) -> tuple[list[Given], list[str]]:
    """The people of the list, or what is wrong with it, line by line. Only one of the two holds anything."""
    lines = lines_of(text)
    if not lines:
        return [], ["The list holds no line"]
    if len(lines) > MOST_LINES:
        return [], [f"The list has {len(lines)} lines. Send it in parts of at most {MOST_LINES}"]
    known = Known.of(code for line in lines for code in line.codes)
    in_use = taken(line.email.lower() for line in lines)
    times = Counter(line.email.lower() for line in lines)
    problems = [
        f"Line {line.number}: {problem}" for line in lines for problem in problems_of(line, known, in_use, times)
    ]
    return ([], problems) if problems else ([given(line, known) for line in lines], [])


def lines_of(text: str) -> list[Line]:
    """The lines that hold something, without a line of headings. Columns are parted by tabs, as a spreadsheet pastes
    them, or by commas; after the third, all is codes.
    """
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        cells = cells_of(line[:LONGEST_LINE])
        is_heading = not found and "@" not in line and "mail" in line.lower()
        if any(cells) and not is_heading:
            email, name, roles, *codes = [*cells, "", "", ""][: max(len(cells), 3)]
            roles_in_words = tuple(role.strip() for role in roles.split(";") if role.strip())
            found.append(Line(number, email, name, roles_in_words, tuple(parts(" ".join(codes)))))
    return found


def cells_of(line: str) -> list[str]:
    delimiter = "\t" if "\t" in line else ","
    # A quotation mark after a blank begins a cell too, but two tabs are an empty cell.
    reader = csv.reader([line.strip(" ")], delimiter=delimiter, skipinitialspace=delimiter == ",")
    return [cell.strip() for cell in next(reader, [])]


def problems_of(line: Line, known: Known, in_use: dict[str, str], times: Counter) -> list[str]:
    address = line.email.lower()
    problems = [] if is_address(line.email) else [f"“{line.email}” is not an email address"]
    if address in in_use:
        problems.append(f"{line.email} {in_use[address]}")
    if times[address] > 1 and address:
        problems.append(f"{line.email} stands in the list {times[address]} times")
    if not line.name or len(line.name) > LONGEST_NAME:
        problems.append(f"The name is missing, or is longer than {LONGEST_NAME} characters")
    if not line.roles:
        problems.append("The role is missing")
    problems += [f"There is no role “{role}”" for role in line.roles if role.lower() not in known.roles]
    unknown = unknown_codes(line.codes, known)
    return problems + (unknown or unfit(*found_in(line, known)))


def found_in(line: Line, known: Known) -> tuple[tuple, tuple]:
    """The roles and organisations of the line that there are, each once."""
    roles = dict.fromkeys(known.roles[role.lower()] for role in line.roles if role.lower() in known.roles)
    codes = dict.fromkeys(code.upper() for code in line.codes)
    return tuple(roles), tuple(known.organisations[code] for code in codes if code in known.organisations)


def given(line: Line, known: Known) -> Given:
    return Given(line.email, line.name, *found_in(line, known))


def is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= LONGEST_ADDRESS
