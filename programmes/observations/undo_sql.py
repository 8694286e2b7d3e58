"""The statements that undo a batch, in the order in which they run. Each works on all its values at once.

The batch is marked as undone before. Spans and organisations lead to its values, as the one index of values is made.
"""

from programmes.observations.rows import COPIED, NAMES

LATER = """
SELECT DISTINCT m.slug, organisation.code, o."end", o.batch_id, batch.name
FROM programmes_batchspan span CROSS JOIN organisations_organisation organisation
JOIN programmes_observationchange c ON c.measure_id = span.measure_id AND c.organisation_id = organisation.id
    AND c.basis = span.basis AND c."end" = span."end"
JOIN programmes_observation o ON o.measure_id = c.measure_id AND o.organisation_id = c.organisation_id
    AND o.basis = c.basis AND o."end" = c."end"
JOIN programmes_measure m ON m.id = o.measure_id
JOIN programmes_importbatch batch ON batch.id = o.batch_id
WHERE span.batch_id = %s AND span.batch_id IN (c.batch_id, c.previous_batch_id) AND o.batch_id <> span.batch_id
ORDER BY 1, 2, 3
"""
# The values that the batch wrote last, each with the row of history that the last batch wrote that still counts.
STANDING = """
CREATE TEMPORARY TABLE standing_observation AS
SELECT o.id, (
    SELECT MAX(c.id) FROM programmes_observationchange c
    JOIN programmes_importbatch batch ON batch.id = c.previous_batch_id AND batch.undone_at IS NULL
    WHERE c.measure_id = o.measure_id AND c.organisation_id = o.organisation_id AND c.basis = o.basis
        AND c."end" = o."end"
) AS change_id
FROM programmes_batchspan span CROSS JOIN organisations_organisation organisation
JOIN programmes_observation o ON o.measure_id = span.measure_id AND o.organisation_id = organisation.id
    AND o.basis = span.basis AND o."end" = span."end" AND o.batch_id = span.batch_id
WHERE span.batch_id = %s
"""
KEEP = f"""
INSERT INTO programmes_observationchange (
    batch_id, previous_batch_id, measure_id, organisation_id, basis, "end", start, {NAMES}, is_removal, at, reason
)
SELECT o.batch_id, o.batch_id, o.measure_id, o.organisation_id, o.basis, o."end", o.start,
    {", ".join(f"o.{name}" for name in COPIED)}, standing.change_id IS NULL, %s, %s
FROM standing_observation standing JOIN programmes_observation o ON o.id = standing.id
"""  # noqa: S608 - names of our own columns
RESTORE = f"""
UPDATE programmes_observation AS o
SET batch_id = c.previous_batch_id, start = c.start, {", ".join(f"{name} = c.{name}" for name in COPIED)}
FROM standing_observation standing JOIN programmes_observationchange c ON c.id = standing.change_id
WHERE o.id = standing.id
"""  # noqa: S608 - names of our own columns
_NEVER = "SELECT id FROM standing_observation WHERE change_id IS NULL"
# Figures of a report let go of values that go.
LET_GO = f"UPDATE programmes_statedfigure SET observation_id = NULL WHERE observation_id IN ({_NEVER})"  # noqa: S608
REMOVE = f"DELETE FROM programmes_observation WHERE id IN ({_NEVER})"  # noqa: S608
