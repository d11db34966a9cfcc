"""The addresses of the pages. Keys are opaque; nothing that identifies a person stands here."""

from django.urls import path

from accalmie.portal import right_papers
from accalmie.portal.access import first_connection_views as first_connection
from accalmie.portal.access import urls as access_urls
from accalmie.portal.access import views as access
from accalmie.portal.calendar import urls as calendar
from accalmie.portal.case import urls as month_pages
from accalmie.portal.demo import views as demo
from accalmie.portal.employer import urls as employer_side
from accalmie.portal.employer import views as employer
from accalmie.portal.employer.difficulty import urls as difficulty
from accalmie.portal.employer.lodging import urls as lodging
from accalmie.portal.identity import views as identity
from accalmie.portal.law import urls as law
from accalmie.portal.mandates import urls as mandates
from accalmie.portal.office import codes_urls as office_codes
from accalmie.portal.office import conditions
from accalmie.portal.office import contact_inbox as inbox
from accalmie.portal.office import urls as office
from accalmie.portal.payer import urls as payer
from accalmie.portal.people import urls as people
from accalmie.portal.public import urls as public
from accalmie.portal.validation_book import urls as validation_book
from accalmie.portal.worker import urls as worker

app_name = "portal"

urlpatterns = [
    *public.urlpatterns,
    *law.urlpatterns,
    path("sign-in/", access.sign_in, name="sign_in"),
    path("sign-in/identity/", identity.start, name="identity_start"),
    path("sign-in/identity/back/", identity.back, name="identity_back"),
    path("sign-in/identity/account/", identity.choose, name="identity_choose"),
    *access_urls.urlpatterns,
    path("first-connection/", first_connection.welcome, name="first_connection"),
    path("first-connection/codes/", first_connection.choose, name="first_connection_codes"),
    path("first-connection/confirm/", first_connection.confirm, name="first_connection_confirm"),
    path("first-connection/done/", first_connection.done, name="first_connection_done"),
    path("my-password/", first_connection.my_password, name="my_password"),
    path("sign-out/", access.sign_out, name="sign_out"),
    path("demonstration/clock/", demo.move_clock, name="move_clock"),
    *mandates.urlpatterns,
    *employer_side.urlpatterns,
    *calendar.urlpatterns,
    *month_pages.urlpatterns,
    *people.urlpatterns,
    *lodging.urlpatterns,
    *difficulty.urlpatterns,
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
    *office.urlpatterns,
    *office_codes.urlpatterns,
    path(
        "rights/<uuid:entitlement_id>.pdf",
        right_papers.entitlement_letter,
        name="entitlement_letter",
    ),
    path("office/difficulty/", conditions.notices, name="office_notices"),
    path("office/difficulty/<uuid:notice_id>/", conditions.notice, name="office_notice"),
    path(
        "office/difficulty/<uuid:notice_id>/receipt.pdf",
        conditions.receipt,
        name="office_notice_receipt",
    ),
    path(
        "office/difficulty/<uuid:notice_id>/answer.pdf",
        conditions.answer,
        name="office_notice_answer",
    ),
    path(
        "office/difficulty/<uuid:notice_id>/arrival/",
        conditions.arrival,
        name="office_notice_arrival",
    ),
    *payer.urlpatterns,
    *validation_book.urlpatterns,
    path("office/messages/", inbox.contact_inbox, name="contact_inbox"),
    path("office/messages/<uuid:message_id>/", inbox.contact_message, name="contact_message"),
    path("office/messages/<uuid:message_id>/answer/", inbox.contact_answer, name="contact_answer"),
    path("office/messages/<uuid:message_id>/done/", inbox.contact_done, name="contact_done"),
]
