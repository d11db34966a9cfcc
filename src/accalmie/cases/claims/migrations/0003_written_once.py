"""The triggers that keep papers, receipts, returns, examinations and entitlements as they were made."""

from django.db import migrations

from accalmie.cases.journal import append_only

TABLES = (
    "claims_claimversion",
    "claims_claimreceipt",
    "claims_claimreturn",
    "claims_claimexamination",
    "claims_entitlement",
)


class Migration(migrations.Migration):
    dependencies = [("claims", "0002_initial")]
    operations = [
        migrations.RunPython(append_only.put_up(*TABLES), append_only.take_down(*TABLES)),
    ]
