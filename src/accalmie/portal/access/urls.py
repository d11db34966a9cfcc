"""The addresses of cards, second factors, sessions, forgotten passwords and kept forms."""

from django.urls import path

from accalmie.portal.access import forgotten_views as forgotten
from accalmie.portal.access import kept_views as kept
from accalmie.portal.access import my_sign_in_views as mine
from accalmie.portal.access import second_factor_views as second
from accalmie.portal.identity.card import views as card

urlpatterns = [
    path("sign-in/card/", card.ask, name="card_ask"),
    path("sign-in/card/back/", card.back, name="card_back"),
    path("sign-in/second-factor/", second.second_factor, name="second_factor"),
    path("forgotten/", forgotten.forgotten, name="forgotten"),
    path("forgotten/<str:token>/", forgotten.open_link, name="forgotten_link"),
    path("new-password/", forgotten.new_password, name="new_password"),
    path("my-sign-in/", mine.my_sign_in, name="my_sign_in"),
    path("my-sign-in/sessions/", mine.end_sessions, name="end_sessions"),
    path("my-sign-in/address/", forgotten.my_address, name="my_address"),
    path("my-sign-in/address/<str:token>/", forgotten.confirm_address, name="confirm_address"),
    path("my-sign-in/application/", mine.add_authenticator, name="add_authenticator"),
    path("my-sign-in/application/code/", mine.confirm_authenticator, name="confirm_authenticator"),
    path("my-sign-in/application/remove/", mine.remove_authenticator, name="remove_authenticator"),
    path("my-sign-in/codes/", mine.new_recovery_codes, name="new_recovery_codes"),
    path("my-sign-in/passkey/", mine.add_passkey, name="add_passkey"),
    path(
        "my-sign-in/passkeys/<uuid:passkey_id>/remove/", mine.remove_passkey, name="remove_passkey"
    ),
    path("what-you-typed/", kept.kept_forms_page, name="kept_forms"),
    path("what-you-typed/drop/", kept.drop_kept_form, name="drop_kept_form"),
]
