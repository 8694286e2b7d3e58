"""What the Q2 2024/25 report says of figures 1 to 11, as levels of a made-up monthly history to September 2024.

A stated average is the mean of the part that it speaks of. What the report leaves open (when a level began, how many
babies are eligible, the levels between baseline and now) is of a size that England could have; the seven interventions
are not made to add up to figure 1, because the report does not say that they do. Figures 9 and 10 draw one measure.
"""

from datetime import date

from programmes.illustrative import Part, Story

PRETERM_BEGINS = date(2020, 4, 1)
OPIOIDS_BEGIN = date(2021, 1, 1)

# People whose harm was avoided by the end of March 2024: 596 lives, one for each 62 people no longer on long courses.
CHRONIC_BASELINE = 1_015_600
FEWER_BY_MARCH_2024 = 596 * 62
HIGH_DOSE_BASELINE = 53_240

STORIES = (
    Story(
        "preterm-interventions-total",
        PRETERM_BEGINS,
        seed=100,
        parts=(Part(15, 1725, 55), Part(20, 2235, 60), Part(19, 2725, 60)),
    ),
    Story(
        "optimal-place-of-birth",
        PRETERM_BEGINS,
        seed=201,
        parts=(Part(41, 79.1, 1.9, eligible=128), Part(13, 83.0, 1.6, eligible=130)),
    ),
    Story(
        "antenatal-corticosteroids",
        PRETERM_BEGINS,
        seed=300,
        parts=(Part(15, 46.9, 1.5, eligible=850), Part(26, 56.9, 1.6, eligible=920), Part(13, 47.2, 1.5, eligible=950)),
    ),
    Story("intrapartum-antibiotics", PRETERM_BEGINS, seed=400, parts=(Part(54, 41.7, 1.9, eligible=470),)),
    Story(
        "optimal-cord-management",
        PRETERM_BEGINS,
        seed=500,
        parts=(
            Part(15, 29.8, 1.7, eligible=850),
            Part(20, 50.4, 1.8, eligible=910),
            Part(19, 66.5, 1.5, eligible=950, ends_above=7),
        ),
    ),
    # The same number of babies as before, a smaller share of more of them.
    Story(
        "normothermia",
        PRETERM_BEGINS,
        seed=600,
        parts=(Part(41, 74.5, 1.4, eligible=894), Part(13, 70.1, 1.3, eligible=950)),
    ),
    Story(
        "early-breast-milk",
        PRETERM_BEGINS,
        seed=705,
        parts=(
            Part(15, 17.0, 1.2, eligible=850),
            Part(20, 29.3, 1.4, eligible=910),
            Part(19, 41.0, 1.4, eligible=950, ends_above=7),
        ),
    ),
    Story("magnesium-sulphate", PRETERM_BEGINS, seed=801, parts=(Part(54, 85.9, 1.6, eligible=330),)),
    Story(
        "chronic-opioid-use",
        OPIOIDS_BEGIN,
        seed=900,
        parts=(
            Part(12, CHRONIC_BASELINE, 1600),
            Part(15, CHRONIC_BASELINE - 12_400, 1300, slope=-1150),
            # March 2024 is the twelfth month of this part.
            Part(18, CHRONIC_BASELINE, 1100, slope=-1450, given=(11, CHRONIC_BASELINE - FEWER_BY_MARCH_2024)),
        ),
    ),
    Story(
        "high-dose-opioid-use",
        OPIOIDS_BEGIN,
        seed=1000,
        parts=(
            Part(12, HIGH_DOSE_BASELINE, 260),
            Part(15, HIGH_DOSE_BASELINE - 4_900, 240, slope=-330),
            Part(18, HIGH_DOSE_BASELINE - 10_310, 230, slope=-210),
        ),
    ),
)
