"""Addresses of accounts."""

from django.urls import path
from django.views.generic import RedirectView

from accounts.views.change_email import change_email, change_email_again, change_email_code
from accounts.views.change_password import change_password
from accounts.views.confirm import confirm
from accounts.views.erase import erase
from accounts.views.export import export
from accounts.views.language import language
from accounts.views.profile import profile
from accounts.views.recovery_codes import recovery_codes
from accounts.views.retrieve_password import (
    retrieve_password,
    retrieve_password_again,
    retrieve_password_code,
)
from accounts.views.second_factor import (
    begin_set_up,
    qr_code,
    remove,
    second_factor,
    set_up,
)
from accounts.views.sessions import sessions
from accounts.views.sign_in import sign_in, sign_in_second
from accounts.views.sign_out import sign_out
from accounts.views.sign_up import sign_up, sign_up_again, sign_up_code
from accounts.views.undo_address import undo_address

app_name = "accounts"

urlpatterns = [
    path(
        "",
        RedirectView.as_view(pattern_name="accounts:profile", http_method_names=["get", "head"]),
        name="home",
    ),
    path("language/", language, name="language"),
    path("sign-in/", sign_in, name="sign-in"),
    path("sign-in/second/", sign_in_second, name="sign-in-second"),
    path("sign-out/", sign_out, name="sign-out"),
    path("confirm/", confirm, name="confirm"),
    path("retrieve-password/", retrieve_password, name="retrieve-password"),
    path(
        "retrieve-password/<uuid:challenge>/", retrieve_password_code, name="retrieve-password-code"
    ),
    path(
        "retrieve-password/<uuid:challenge>/again/",
        retrieve_password_again,
        name="retrieve-password-again",
    ),
    path("sign-up/", sign_up, name="sign-up"),
    path("sign-up/<uuid:challenge>/", sign_up_code, name="sign-up-code"),
    path("sign-up/<uuid:challenge>/again/", sign_up_again, name="sign-up-again"),
    path("second-factor/", second_factor, name="second-factor"),
    path("second-factor/begin/", begin_set_up, name="second-factor-begin"),
    path("second-factor/set-up/", set_up, name="second-factor-set-up"),
    path("second-factor/qr.svg", qr_code, name="second-factor-qr"),
    path("second-factor/remove/", remove, name="second-factor-remove"),
    path("recovery-codes/", recovery_codes, name="recovery-codes"),
    path("profile/", profile, name="profile"),
    path("sessions/", sessions, name="sessions"),
    path("change-password/", change_password, name="change-password"),
    path("change-email/", change_email, name="change-email"),
    path("change-email/<uuid:challenge>/", change_email_code, name="change-email-code"),
    path("change-email/<uuid:challenge>/again/", change_email_again, name="change-email-again"),
    path("undo-address/<uuid:undo>/<str:token>/", undo_address, name="undo-address"),
    path("export/", export, name="export"),
    path("erase/", erase, name="erase"),
]
