"""Half of each page of values is left free, so that a month can be corrected where it stands.

PostgreSQL writes a changed row beside the old one and then leaves its indexes alone; where the page has no room, it
writes to all of them, which takes most of the time of a corrected month. SQLite changes rows in place.
"""

from django.db import migrations


def leave_room(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE programmes_observation SET (fillfactor = 50)")


class Migration(migrations.Migration):

    dependencies = [("programmes", "0001_initial")]

    operations = [migrations.RunPython(leave_room, migrations.RunPython.noop)]
