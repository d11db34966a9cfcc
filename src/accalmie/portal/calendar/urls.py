"""The addresses of feeds and reminders."""

from django.urls import path

from accalmie.portal.calendar import views
from accalmie.portal.calendar.feed import feed

urlpatterns = [
    path("obligations/follow/", views.follow, name="follow"),
    path("obligations/follow/feed/", views.make_feed, name="make_feed"),
    path("obligations/follow/feed/revoke/", views.revoke_feed, name="revoke_feed"),
    path("obligations/follow/reminders/", views.ask_reminders, name="ask_reminders"),
    path("obligations/follow/reminders/end/", views.end_reminders, name="end_reminders"),
    path("deadlines/<str:secret>.ics", feed, name="feed"),
    path("reminders/confirm/<str:secret>/", views.confirm, name="reminders_confirm"),
    path("reminders/stop/<str:signature>/", views.stop, name="reminders_stop"),
]
