"""The addresses of the pages of the law; they are public."""

from django.urls import path

from accalmie.portal.law import views
from accalmie.portal.law.calculators import views as calculators

urlpatterns = [
    path("law/", views.home, name="law_home"),
    path("law/kinds/", views.kinds, name="law_kinds"),
    path("law/kinds/<slug:code>/", views.kind, name="law_kind"),
    path("law/amounts/", views.amounts, name="law_amounts"),
    path("law/time-limits/", views.deadlines, name="law_deadlines"),
    path("law/changes/", views.changes, name="law_changes"),
    path("law/values/", views.values, name="law_values"),
    path("law/values/<slug:file>/<slug:name>/", views.value, name="law_value"),
    path("law/values/<slug:file>/<slug:name>.csv", views.value_csv, name="law_value_csv"),
    path("law/values/<slug:file>/<slug:name>.json", views.value_json, name="law_value_json"),
    path("law/rules/", views.rules, name="law_rules"),
    path("law/rules/<slug:code>/", views.rule, name="law_rule"),
    path("law/two-readings/", views.readings, name="law_readings"),
    path("law/calculate/", calculators.index, name="law_calculators"),
    path("law/calculate/<slug:name>/", calculators.calculator, name="law_calculator"),
]
