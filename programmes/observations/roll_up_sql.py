"""The statements that work roll-ups out, in the order in which they run. Each works on all spans at once."""

# `number` is a span's own; `map` numbers the tree of a level on a day, which spans of several measures share.
TABLES = (
    """
CREATE TEMPORARY TABLE roll_up_span (
    number integer NOT NULL, map integer NOT NULL, measure_id integer NOT NULL, basis varchar(1) NOT NULL,
    last_day date NOT NULL, first_day date, aggregation varchar(14) NOT NULL, per double precision NOT NULL
)""",
    """
CREATE TEMPORARY TABLE roll_up_part (
    map integer NOT NULL, child_id integer NOT NULL, is_open boolean NOT NULL, is_expected boolean NOT NULL
)""",
    """
CREATE TEMPORARY TABLE roll_up_place (map integer NOT NULL, child_id integer NOT NULL, parent_id integer NOT NULL)""",
    """
CREATE TEMPORARY TABLE roll_up_forerunner (organisation_id integer NOT NULL, forerunner_id integer NOT NULL)""",
    """
CREATE TEMPORARY TABLE roll_up_child (
    span integer NOT NULL, map integer NOT NULL, child_id integer NOT NULL,
    is_expected boolean NOT NULL, has_row boolean NOT NULL, is_mapped boolean NOT NULL, counts boolean NOT NULL,
    start date, value double precision, numerator double precision, denominator double precision, is_final boolean
)""",
    """
CREATE TEMPORARY TABLE fresh_roll_up (
    measure_id integer NOT NULL, organisation_id integer NOT NULL, basis varchar(1) NOT NULL, start date NOT NULL,
    last_day date NOT NULL, value double precision, numerator double precision, denominator double precision,
    reported integer NOT NULL, expected integer NOT NULL, is_final boolean NOT NULL
)""",
)

# What each organisation brings into each span; `value` is 1 or 0 where organisations are counted.
_CHILDREN = """
INSERT INTO roll_up_child
SELECT number, map, child_id, is_expected, has_row, is_mapped, counts, start,
    CASE WHEN NOT counts THEN NULL WHEN aggregation <> 'count' THEN value WHEN value = 1 THEN 1 ELSE 0 END,
    CASE WHEN counts AND aggregation = 'ratio_of_sums' THEN numerator END,
    CASE WHEN counts AND aggregation = 'ratio_of_sums' THEN denominator END,
    CASE WHEN counts THEN is_final END
FROM (
    SELECT span.number, span.map, span.aggregation, part.child_id,
        part.is_expected AND COALESCE(o.state, '') <> 'x' AS is_expected,
        o.id IS NOT NULL AS has_row, COALESCE(o.is_mapped, false) AND o."end" = span.last_day AS is_mapped,
        COALESCE(o.state = 'v', false) AND (
            span.aggregation <> 'ratio_of_sums' OR (o.numerator IS NOT NULL AND o.denominator IS NOT NULL)
        ) AS counts,
        CASE WHEN o."end" = span.last_day THEN o.start END AS start,
        o.value, o.numerator, o.denominator, o.is_final
    FROM roll_up_span span
    JOIN roll_up_part part ON part.map = span.map
    LEFT JOIN programmes_observation o ON {the_row}
    WHERE {these} AND (part.is_open OR o.id IS NOT NULL)
) AS found
"""
_ORDINARY = _CHILDREN.format(
    these="span.aggregation NOT IN ('latest', 'none')",
    the_row="""o.measure_id = span.measure_id AND o.organisation_id = part.child_id AND o.basis = span.basis
        AND o."end" = span.last_day AND (span.first_day IS NULL OR o.start = span.first_day)""",
)
# A value counts on until its organisation closes, or until the measure is said not to apply to it any more.
_LATEST = _CHILDREN.format(
    these="span.aggregation = 'latest'",
    the_row="""o.id = (
        SELECT late.id FROM programmes_observation late
        WHERE late.measure_id = span.measure_id AND late.organisation_id = part.child_id AND late.basis = span.basis
            AND late."end" <= span.last_day AND late.state IN ('v', 'x')
        ORDER BY late."end" DESC LIMIT 1
    ) AND (part.is_open OR o."end" = span.last_day)""",
)
CHILDREN = (_ORDINARY, _LATEST)

_INDEX = "CREATE INDEX roll_up_child_of_span ON roll_up_child (child_id, span)"
# A value mapped to an organisation, beside one of its forerunners' own: the forerunners have it already.
_MAPPED = """
DELETE FROM roll_up_child WHERE is_mapped AND counts AND EXISTS (
    SELECT 1 FROM roll_up_forerunner f
    JOIN roll_up_child other ON other.child_id = f.forerunner_id AND other.span = roll_up_child.span AND other.counts
    WHERE f.organisation_id = roll_up_child.child_id
)
"""
# Forerunners whose values were mapped to their successor are not expected beside it.
_FORERUNNERS = """
DELETE FROM roll_up_child WHERE NOT counts AND EXISTS (
    SELECT 1 FROM roll_up_forerunner f
    JOIN roll_up_child other ON other.child_id = f.organisation_id AND other.span = roll_up_child.span
        AND other.counts AND other.is_mapped
    WHERE f.forerunner_id = roll_up_child.child_id
)
"""
NOTHING_TWICE = (_INDEX, _MAPPED, _FORERUNNERS)

ADD_UP = """
INSERT INTO fresh_roll_up
SELECT span.measure_id, added.parent_id, span.basis, COALESCE(span.first_day, added.start, span.last_day),
    span.last_day,
    CASE WHEN span.aggregation = 'ratio_of_sums'
        THEN added.numerator / NULLIF(added.denominator, 0) * span.per ELSE added.value END,
    added.numerator, added.denominator, added.reported, added.expected, added.is_final = 1
FROM (
    SELECT child.span, place.parent_id, MIN(child.start) AS start, SUM(child.value) AS value,
        SUM(child.numerator) AS numerator, SUM(child.denominator) AS denominator,
        SUM(CASE WHEN child.counts THEN 1 ELSE 0 END) AS reported,
        SUM(CASE WHEN child.counts OR child.is_expected THEN 1 ELSE 0 END) AS expected,
        MIN(CASE WHEN NOT child.is_final THEN 0 ELSE 1 END) AS is_final
    FROM roll_up_child child
    JOIN roll_up_place place ON place.map = child.map AND place.child_id = child.child_id
    GROUP BY child.span, place.parent_id
    HAVING MAX(CASE WHEN child.has_row THEN 1 ELSE 0 END) = 1
) AS added
JOIN roll_up_span span ON span.number = added.span
"""

REMOVE = """
DELETE FROM programmes_rollup WHERE id IN (
    SELECT old.id FROM roll_up_span span
    JOIN programmes_rollup old ON old.measure_id = span.measure_id AND old.basis = span.basis
        AND old."end" = span.last_day
    LEFT JOIN fresh_roll_up fresh ON fresh.measure_id = old.measure_id AND fresh.basis = old.basis
        AND fresh.last_day = old."end" AND fresh.organisation_id = old.organisation_id
    WHERE fresh.measure_id IS NULL
)
"""
# Rows that come out as they were are left alone.
WRITE = """
INSERT INTO programmes_rollup AS old
    (measure_id, organisation_id, basis, start, "end", value, numerator, denominator, reported, expected, is_final)
SELECT measure_id, organisation_id, basis, start, last_day, value, numerator, denominator, reported, expected, is_final
FROM fresh_roll_up WHERE true ORDER BY measure_id, organisation_id, last_day
ON CONFLICT (measure_id, organisation_id, basis, "end") DO UPDATE SET
    start = excluded.start, value = excluded.value, numerator = excluded.numerator,
    denominator = excluded.denominator, reported = excluded.reported, expected = excluded.expected,
    is_final = excluded.is_final
WHERE (old.start, old.value, old.numerator, old.denominator, old.reported, old.expected, old.is_final)
    IS DISTINCT FROM (excluded.start, excluded.value, excluded.numerator, excluded.denominator, excluded.reported,
        excluded.expected, excluded.is_final)
"""
