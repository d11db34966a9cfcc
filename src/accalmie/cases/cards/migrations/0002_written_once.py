"""The triggers that keep entries and late reports as they were made."""

from django.db import migrations

from accalmie.cases.journal import append_only

TABLES = (
    "cards_cardentry",
    "cards_latereport",
)


class Migration(migrations.Migration):
    dependencies = [("cards", "0001_initial")]
    operations = [
        migrations.RunPython(append_only.put_up(*TABLES), append_only.take_down(*TABLES)),
    ]
