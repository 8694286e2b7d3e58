"""A suggested step change in words. A named person decides."""

from programmes.spc.result import Result
from programmes.spc.suggestions import Suggestion
from programmes.spc.wording import PLAIN, Numbers, Wording, date_text


def suggestion_sentence(result: Result, suggestion: Suggestion, wording: Wording = PLAIN) -> str:
    """Since when, which side, and what the mean and limits would be."""
    numbers, part = Numbers(result, wording), suggestion.part
    since = date_text(suggestion.start, result.options.frequency)
    side = "above" if suggestion.sign > 0 else "below"
    trial = "trial limits" if part.trial else "limits"
    limits = "no limits" if part.upl is None else f"{trial} of {numbers.span(part.lpl, part.upl)}"
    return (
        f"All {suggestion.points} points since {since} are {side} the mean. A step change there would give "
        f"a mean of {numbers.text(part.mean)} and {limits}; it is for a person to decide, with a reason."
    )
