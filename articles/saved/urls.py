"""Addresses of saved articles, below /accounts/saved/."""

from django.urls import path, register_converter

from articles.reader.converters import NumberConverter
from articles.saved.views import add, saved

register_converter(NumberConverter, "article_number")

app_name = "saved"

urlpatterns = [
    path("", saved, name="list"),
    path("add/<article_number:number>/", add, name="add"),
]
