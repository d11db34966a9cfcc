"""The sequence of the tickets of declarations, where the database has sequences."""

from django.db import migrations

from accalmie.cases.communications import tickets
from accalmie.facts.ids.ticket import DECLARATIONS


def create(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute(f"CREATE SEQUENCE {tickets.sequence_of(DECLARATIONS)}")


def drop(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute(f"DROP SEQUENCE {tickets.sequence_of(DECLARATIONS)}")


class Migration(migrations.Migration):
    dependencies = [("declarations", "0002_written_once")]
    operations = [migrations.RunPython(create, drop)]
