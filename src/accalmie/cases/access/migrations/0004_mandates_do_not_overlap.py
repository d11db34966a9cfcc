"""The triggers that keep two mandates of a pair off the same function on the same day."""

from django.db import migrations

from accalmie.cases.access import overlaps


class Migration(migrations.Migration):
    dependencies = [("access", "0003_mandates_of_two_sides_and_rights")]
    operations = [migrations.RunPython(overlaps.put_up, overlaps.take_down)]
