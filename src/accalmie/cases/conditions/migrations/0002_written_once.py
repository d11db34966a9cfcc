"""The triggers that keep notices and answers as they were made."""

from django.db import migrations

from accalmie.cases.journal import append_only

TABLES = ("conditions_notice", "conditions_answer")


class Migration(migrations.Migration):
    dependencies = [("conditions", "0001_initial")]
    operations = [
        migrations.RunPython(append_only.put_up(*TABLES), append_only.take_down(*TABLES)),
    ]
