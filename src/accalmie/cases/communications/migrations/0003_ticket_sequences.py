"""One sequence per issuing system where the database has sequences (see ``tickets``)."""

from django.db import migrations

from accalmie.cases.communications import tickets


def create(apps, editor):
    if editor.connection.vendor == "postgresql":
        for system in tickets.SYSTEMS:
            editor.execute(f"CREATE SEQUENCE {tickets.sequence_of(system)}")


def drop(apps, editor):
    if editor.connection.vendor == "postgresql":
        for system in tickets.SYSTEMS:
            editor.execute(f"DROP SEQUENCE {tickets.sequence_of(system)}")


class Migration(migrations.Migration):
    dependencies = [("communications", "0002_written_once")]
    operations = [migrations.RunPython(create, drop)]
