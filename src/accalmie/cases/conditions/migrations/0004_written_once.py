"""The triggers that keep postings and papers as they were made."""

from django.db import migrations

from accalmie.cases.journal import append_only

TABLES = ("conditions_posting", "conditions_paper")


class Migration(migrations.Migration):
    dependencies = [("conditions", "0003_papers_and_postings")]
    operations = [
        migrations.RunPython(append_only.put_up(*TABLES), append_only.take_down(*TABLES)),
    ]
