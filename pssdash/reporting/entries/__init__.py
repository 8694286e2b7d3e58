"""Whatever is written for a quarter: drafted, saved again and again, submitted, reviewed, approved and corrected.

Updates of targets and deliverables, returns of measures and narrative texts are kinds of entry. A kind is an
`AbstractEntry` with its `AbstractRevision` (models.py), a `Kind` (kinds.py), a form (forms.py), a page (pages.py) and
thin views (views.py); the steps are the same for all (actions.py).
"""
