# What people type. tools/start.py finds a fitting Python, readies .venv, and hands over.
PYTHON ?= python3
START = @$(PYTHON) tools/start.py

.PHONY: run setup test test-fast check pages screens bench lock catalogues
.DEFAULT_GOAL := help

help:
	@echo "make run        the site and its worker, with sample content (PORT=8000)"
	@echo "make test       every test, on SQLite and PostgreSQL, in a real browser too"
	@echo "make test-fast  the tests on SQLite, without the browser"
	@echo "make check      linters, types, templates, locks, translations, settings"
	@echo "make pages      the running site: markup, accessibility, links, feeds"
	@echo "make screens    pictures of every public page, into docs/screens/pages"
	@echo "make bench      the benchmarks"
	@echo "make setup      only .venv and the development settings"
	@echo "make lock       the lock files from pyproject.toml"
	@echo "make catalogues the translation files from the sources"

run setup test test-fast check pages screens bench lock catalogues:
	$(START) $@
