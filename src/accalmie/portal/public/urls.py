"""The addresses of the public pages; nobody need sign in for them."""

from django.urls import path

from accalmie.portal.public import contact_views, guide, library, views, year

urlpatterns = [
    path("", views.home, name="home"),
    path("help/", views.help_page, name="help"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("your-data/", views.privacy, name="privacy"),
    path("temporary-unemployment/", guide.about, name="guide_about"),
    path("who-must-declare/", guide.who, name="guide_who"),
    path("after-declaring/", guide.after, name="guide_after"),
    path("step-by-step/", guide.steps, name="guide_steps"),
    path("library/", library.library, name="guide_library"),
    path("library/codes/", library.codes, name="guide_codes"),
    path("library/schemas/<slug:name>.xsd", library.schema, name="guide_schema"),
    path("library/samples/<slug:name>.xml", library.sample, name="guide_sample"),
    path("library/<slug:name>/", library.message, name="guide_message"),
    path("calendar/", year.year, name="guide_calendar"),
    path("contact/", contact_views.contact, name="guide_contact"),
    path("contact/sent/", contact_views.contact_sent, name="guide_contact_sent"),
]
