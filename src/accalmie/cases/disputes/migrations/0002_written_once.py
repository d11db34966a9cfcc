"""The triggers that keep disputes, rulings and their letters as they were made."""

from django.db import migrations

from accalmie.cases.journal import append_only

TABLES = ("disputes_dispute", "disputes_ruling", "disputes_rulingletter")


class Migration(migrations.Migration):
    dependencies = [("disputes", "0001_initial")]
    operations = [
        migrations.RunPython(append_only.put_up(*TABLES), append_only.take_down(*TABLES)),
    ]
