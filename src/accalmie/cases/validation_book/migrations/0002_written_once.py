"""The triggers that keep versions as they were received."""

from django.db import migrations

from accalmie.cases.journal import append_only

TABLES = ("validation_book_entryversion",)


class Migration(migrations.Migration):
    dependencies = [("validation_book", "0001_initial")]
    operations = [
        migrations.RunPython(append_only.put_up(*TABLES), append_only.take_down(*TABLES)),
    ]
