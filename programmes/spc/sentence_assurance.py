"""The second half of the sentence: what the target means for this process."""

from programmes.spc.icons import Assurance
from programmes.spc.result import Result
from programmes.spc.sentence_variation import limits_word
from programmes.spc.wording import Numbers


def say_assurance(result: Result, numbers: Numbers, target_name: str) -> str:
    """Empty without a target, and where neither direction is better."""
    if result.target is None or result.options.direction.sign == 0:
        return ""
    target = f"{numbers.exact(result.target)} {target_name}"
    if result.assurance is None:
        return f"There are too few values to compare with the {target}."
    if result.latest_part.upl is None:
        return _without_limits(result, numbers, target)
    if result.assurance is Assurance.INCONSISTENT:
        outcome = "this process will sometimes meet it and sometimes not"
        return f"The {target} is within the {limits_word(result)}s, so {outcome}."
    return _beyond_limits(result, numbers, target)


def _without_limits(result: Result, numbers: Numbers, target: str) -> str:
    if result.assurance is Assurance.INCONSISTENT:
        return f"Without limits nobody can say whether this process will meet the {target}."
    verb = "meets" if result.assurance is Assurance.CONSISTENT_PASS else "misses"
    value = next(row.y for row in result.rows_of(result.latest_part) if row.y is not None)
    since = "Every value" if len(result.parts) == 1 else "Every value since the last step change"
    return f"{since} is {numbers.text(value)}, which {verb} the {target}."


def _beyond_limits(result: Result, numbers: Numbers, target: str) -> str:
    part, passes = result.latest_part, result.assurance is Assurance.CONSISTENT_PASS
    above = passes == (result.options.direction.sign < 0)
    place = f"above the upper {limits_word(result)} of {numbers.text(part.upl)}"
    if not above:
        place = f"below the lower {limits_word(result)} of {numbers.text(part.lpl)}"
    outcome = "meet it unless something changes" if passes else "not meet it without a change"
    return f"The {target} is {place}, so this process will {outcome}."
