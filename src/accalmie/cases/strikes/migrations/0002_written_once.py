"""The triggers that keep decisions of the committee as they were recorded."""

from django.db import migrations

from accalmie.cases.journal import append_only

TABLES = ("strikes_committeedecision", "strikes_striking")


class Migration(migrations.Migration):
    dependencies = [("strikes", "0001_initial")]
    operations = [
        migrations.RunPython(append_only.put_up(*TABLES), append_only.take_down(*TABLES)),
    ]
