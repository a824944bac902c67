"""Addresses of accounts."""

from django.urls import path

from accounts.views.language import language
from accounts.views.retrieve_password import retrieve_password

app_name = "accounts"

urlpatterns = [
    path("language/", language, name="language"),
    path("retrieve-password/", retrieve_password, name="retrieve-password"),
]
