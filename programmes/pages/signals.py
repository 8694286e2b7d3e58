"""In which order signals matter: concern first."""

from programmes.spc import Assurance, Variation

CONCERN = (Variation.CONCERN_HIGH, Variation.CONCERN_LOW)
IMPROVEMENT = (Variation.IMPROVEMENT_HIGH, Variation.IMPROVEMENT_LOW)
NEUTRAL = (Variation.NEUTRAL_HIGH, Variation.NEUTRAL_LOW)
ORDER: tuple[Variation | None, ...] = (*CONCERN, *IMPROVEMENT, *NEUTRAL, Variation.COMMON_CAUSE, None)
GROUPS = {
    **dict.fromkeys(CONCERN, 0), **dict.fromkeys(IMPROVEMENT, 1), **dict.fromkeys(NEUTRAL, 2),
    Variation.COMMON_CAUSE: 3, None: 4,
}  # fmt: skip
ASSURANCES = {Assurance.CONSISTENT_FAIL: 0, Assurance.INCONSISTENT: 1, Assurance.CONSISTENT_PASS: 2, None: 3}


def signal_order(variation: Variation | None, assurance: Assurance | None) -> tuple[int, int]:
    """Concern, improvement, neither, common cause, too few points; in each what misses its ambition first."""
    return GROUPS[variation], ASSURANCES[assurance]
