"""The triggers that keep examinations, decisions, publications and documents as they were made."""

from django.db import migrations

from accalmie.cases.journal import append_only

TABLES = (
    "communications_examination",
    "communications_decision",
    "communications_publication",
    "communications_document",
)


class Migration(migrations.Migration):
    dependencies = [("communications", "0001_initial")]
    operations = [
        migrations.RunPython(append_only.put_up(*TABLES), append_only.take_down(*TABLES)),
    ]
