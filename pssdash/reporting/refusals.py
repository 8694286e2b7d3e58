"""Why an action is not possible now, in words for the page."""


class Refused(Exception):
    """The change is not possible now; the message says why, in words for the page."""


class Incomplete(Refused):
    """The entry still needs something. `problems` maps the names of the form's fields to what."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__(". ".join(problems.values()))
        self.problems = problems
