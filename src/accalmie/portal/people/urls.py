"""The addresses of the staff. Keys are opaque; names and numbers never stand in an address."""

from django.urls import path

from accalmie.portal.people import choosing_views, imports_views, places_views, views

urlpatterns = [
    path("staff/", views.staff, name="staff"),
    path("staff/<uuid:employer_id>/workers/", views.workers, name="staff_workers"),
    path("staff/<uuid:employer_id>/workers/new/", views.worker_new, name="staff_worker_new"),
    path("staff/workers/<uuid:employment_id>/", views.worker, name="staff_worker"),
    path("staff/<uuid:employer_id>/places/", places_views.places, name="staff_places"),
    path("staff/<uuid:employer_id>/places/new/", places_views.place_new, name="staff_place_new"),
    path("staff/places/<uuid:place_id>/", places_views.place, name="staff_place"),
    path("staff/sections/<uuid:section_id>/", places_views.section, name="staff_section"),
    path("staff/<uuid:employer_id>/import/", imports_views.import_workers, name="staff_import"),
    path("staff/<uuid:employer_id>/import/model.xlsx", imports_views.model, name="staff_model"),
    path("staff/lists/<uuid:list_id>/", imports_views.worker_list, name="staff_list"),
    path(
        "communications/drafts/<uuid:draft_id>/people/",
        choosing_views.choose,
        name="lodging_people",
    ),
]
