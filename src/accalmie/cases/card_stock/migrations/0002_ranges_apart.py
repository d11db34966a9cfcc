"""Ranges never overlap; ranges and deliveries stay as they were made."""

from django.db import migrations

from accalmie.cases.card_stock import ranges_apart
from accalmie.cases.journal import append_only

TABLES = ("card_stock_cardrange", "card_stock_delivery")


class Migration(migrations.Migration):
    dependencies = [("card_stock", "0001_initial")]
    operations = [
        migrations.RunPython(ranges_apart.put_up, ranges_apart.take_down),
        migrations.RunPython(append_only.put_up(*TABLES), append_only.take_down(*TABLES)),
    ]
