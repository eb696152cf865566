# Senim: every task of the project. `make` alone lists them.

PYTHON ?= python3
PORT ?= 8109
N ?= 1
ROUNDS ?= 100
VENV := .venv
BIN := $(VENV)/bin
FLASK := $(BIN)/flask --app wsgi
LOCKED := $(VENV)/.locked
TRANSLATIONS := $(wildcard backoffice/translations/*/LC_MESSAGES/messages.po)
COMPILED := $(TRANSLATIONS:.po=.mo)
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
UV_VERSION := 0.13.9

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help env run test check crash bench translations screenshots lock clean

help: ## list the tasks
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

env: $(LOCKED) $(COMPILED) ## make .venv with exactly what requirements.lock names

$(LOCKED): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "Senim needs Python 3.11 or newer: run make PYTHON=/path/to/python3.11."; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
		{ echo "This Python cannot make virtual environments: install python3-venv (Debian and Ubuntu: apt-get install python3-venv)."; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(PIP_INSTALL) --require-hashes --no-deps -r requirements.lock
	@touch $@

%.mo: %.po | $(LOCKED)
	@$(BIN)/pybabel --quiet compile --locale $(notdir $(patsubst %/LC_MESSAGES/,%,$(dir $<))) \
		--input-file $< --output-file $@

run: env $(COMPILED) ## set up the demonstration and serve it on http://127.0.0.1:8109
	@$(FLASK) setup --demo
	@echo "Senim is served on http://127.0.0.1:$(PORT) (stop it with Ctrl+C)."
	@exec $(BIN)/gunicorn --bind 127.0.0.1:$(PORT) --worker-class gthread --workers 2 --threads 4 \
		--graceful-timeout 30 --no-control-socket --config backoffice/monitoring/gunicorn_conf.py wsgi:app

# In the order of folders: the slow files of few tests (backup, browser) come before the many
# quick ones, so that no process is left alone with them at the end.
test: env $(COMPILED) ## run every test; Chromium and PostgreSQL are fetched if missing
	@tools/need_chromium_and_postgres.sh
	$(BIN)/pytest -n auto --maxprocesses=4 --dist loadfile --no-loadscope-reorder

check: env $(COMPILED) ## style, types, floors, translations, generated documents
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m tools.check_translations
	$(FLASK) docs --check
	@! grep -nE '://|^-' requirements.lock || { echo "requirements.lock names a place; run make lock."; exit 1; }

crash: env ## kill writers again and again: make crash ROUNDS=100
	ROUNDS=$(ROUNDS) $(BIN)/pytest tests/data_layer/test_killed_writers.py

bench: env $(COMPILED) ## measure: make bench N=1 (or more)
	$(BIN)/python -m benchmarks --n $(N)

translations: env ## bring the Kazakh and Russian files up to the sentences of the code
	$(BIN)/python -m tools.update_translations

screenshots: env $(COMPILED) ## take the pictures in docs/screenshots/ anew
	@tools/need_chromium_and_postgres.sh
	$(BIN)/python -m tools.screenshots

# The lock names versions and hashes only, so the place to fetch from is left to whoever installs.
lock: ## write requirements.lock anew from pyproject.toml (LOCK_OPTIONS=--upgrade for newer ones)
	@tool=$$(mktemp -d) && trap 'rm -rf "$$tool"' EXIT && \
	$(PYTHON) -m venv "$$tool" && \
	"$$tool/bin/python" -m pip install --quiet uv==$(UV_VERSION) && \
	env -u UV_FIND_LINKS -u UV_EXTRA_INDEX_URL "$$tool/bin/uv" pip compile pyproject.toml \
		--quiet --no-config --group dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header --no-annotate $(LOCK_OPTIONS) \
		--output-file requirements.lock

clean: ## remove what make made; the installation in instance/ stays
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis test-results
	find backoffice -name '*.mo' -delete
	find . -name __pycache__ -not -path './.git/*' -prune -exec rm -rf {} +
