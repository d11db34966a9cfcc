"""The triggers that keep computations as they were made."""

from django.db import migrations

from accalmie.cases.journal import append_only

TABLES = (
    "payments_computation",
)


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_initial")]
    operations = [
        migrations.RunPython(append_only.put_up(*TABLES), append_only.take_down(*TABLES)),
    ]
