"""The addresses of the pages. Keys are opaque; nothing that identifies a person stands here."""

from django.urls import path

from accalmie.portal.access import first_connection_views as first_connection
from accalmie.portal.access import views as access
from accalmie.portal.case import urls as month_pages
from accalmie.portal.demo import views as demo
from accalmie.portal.employer import urls as employer_side
from accalmie.portal.employer import views as employer
from accalmie.portal.employer.lodging import urls as lodging
from accalmie.portal.identity import views as identity
from accalmie.portal.law import urls as law
from accalmie.portal.office import views as office
from accalmie.portal.payer import urls as payer
from accalmie.portal.public import views as public
from accalmie.portal.worker import urls as worker

app_name = "portal"

urlpatterns = [
    path("", public.home, name="home"),
    path("help/", public.help_page, name="help"),
    path("accessibility/", public.accessibility, name="accessibility"),
    path("your-data/", public.privacy, name="privacy"),
    *law.urlpatterns,
    path("sign-in/", access.sign_in, name="sign_in"),
    path("sign-in/identity/", identity.start, name="identity_start"),
    path("sign-in/identity/back/", identity.back, name="identity_back"),
    path("sign-in/identity/account/", identity.choose, name="identity_choose"),
    path("first-connection/", first_connection.welcome, name="first_connection"),
    path("first-connection/codes/", first_connection.choose, name="first_connection_codes"),
    path("first-connection/confirm/", first_connection.confirm, name="first_connection_confirm"),
    path("first-connection/done/", first_connection.done, name="first_connection_done"),
    path("my-password/", first_connection.my_password, name="my_password"),
    path("sign-out/", access.sign_out, name="sign_out"),
    path("demonstration/clock/", demo.move_clock, name="move_clock"),
    *employer_side.urlpatterns,
    *month_pages.urlpatterns,
    *lodging.urlpatterns,
    path("communications/", employer.communications, name="communications"),
    path("communications/<uuid:case_id>/", employer.communication, name="communication"),
    path(
        "communications/<uuid:case_id>/receipts/<uuid:version_id>.pdf",
        employer.receipt,
        name="receipt",
    ),
    path(
        "communications/<uuid:case_id>/decisions/<uuid:decision_id>.pdf",
        employer.letter,
        name="letter",
    ),
    path("communications/<uuid:case_id>/decision.json", employer.data, name="data"),
    *worker.urlpatterns,
    path("office/work/", office.work, name="work"),
    path("office/cases/<uuid:case_id>/", office.case, name="case"),
    path("office/cases/<uuid:case_id>/decide/", office.decide, name="decide"),
    path("office/cases/<uuid:case_id>/preview.pdf", office.preview, name="preview"),
    path(
        "office/cases/<uuid:case_id>/receipts/<uuid:version_id>.pdf",
        office.receipt,
        name="office_receipt",
    ),
    path(
        "office/cases/<uuid:case_id>/decisions/<uuid:decision_id>.pdf",
        office.letter,
        name="office_letter",
    ),
    path("office/second-reading/", office.second_reading, name="second_reading"),
    path("office/second-reading/<uuid:case_id>/", office.reread, name="reread"),
    *payer.urlpatterns,
]
