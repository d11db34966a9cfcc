"""The triggers that keep the journal append-only."""

from django.db import migrations

from accalmie.cases.journal import append_only

TABLES = ("journal_event", "journal_seal", "journal_head")


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [
        migrations.RunPython(append_only.put_up(*TABLES), append_only.take_down(*TABLES)),
    ]
