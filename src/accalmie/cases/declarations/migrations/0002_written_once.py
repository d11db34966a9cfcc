"""The triggers that keep versions and deliveries as they were made."""

from django.db import migrations

from accalmie.cases.journal import append_only

TABLES = (
    "declarations_declarationversion",
    "declarations_delivery",
)


class Migration(migrations.Migration):
    dependencies = [("declarations", "0001_initial")]
    operations = [
        migrations.RunPython(append_only.put_up(*TABLES), append_only.take_down(*TABLES)),
    ]
