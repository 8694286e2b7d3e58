"""A result in plain English: a chart's headline and its text alternative (SPC.md, "The sentence")."""

from functools import lru_cache

from programmes.spc.result import Result
from programmes.spc.sentence_assurance import say_assurance
from programmes.spc.sentence_variation import say_too_few, say_variation
from programmes.spc.suitability import UNSUITABLE, is_mostly_zero
from programmes.spc.wording import PLAIN, Numbers, Wording


@lru_cache(maxsize=400)
def sentence(result: Result, wording: Wording = PLAIN) -> str:
    """Which way, by which rule, since when, the mean and limits, and what the target means for it."""
    if result.is_too_short:
        return say_too_few(result)
    numbers = Numbers(result, wording)
    said = [say_variation(result, numbers), say_assurance(result, numbers, wording.target_name)]
    if is_mostly_zero(result):
        said.insert(0, UNSUITABLE)  # before what is then of little worth
    return " ".join(filter(None, said))
