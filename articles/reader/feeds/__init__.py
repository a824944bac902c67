"""Feeds: the newest articles in full, for programs that readers gather their news with.

RSS and Atom are written by Django's feedgenerator. Its Feed view is not used: it makes addresses
from the request's host, knows no JSON Feed, and asks the database once an article.
"""
