"""Files that prove what an entry says.

A kind of entry takes them by having a model of its own, an `AbstractEvidenceFile` (models.py); everything else is the
same for all: what is accepted (contents.py), adding and removing (actions.py), the pages and the download (views.py).
"""
