# `make` alone lists what can be done.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
ADDRESS := 127.0.0.1:$(PORT)

.DEFAULT_GOAL := help
.PHONY: help demo run test check bench messages docs lock

ifneq ($(filter demo run,$(MAKECMDGOALS)),)
PORT_PROBLEM := $(shell $(PYTHON) scripts/port.py "$(PORT)")
$(if $(PORT_PROBLEM),$(error $(PORT_PROBLEM)))
endif

help: ## list these targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1	\2/p' Makefile | expand -t 16

demo: export DJANGO_SETTINGS_MODULE := cms_site.settings.demo
demo: export BASE_URL ?= http://$(ADDRESS)
demo: $(BIN)/.base ## serve the sample site on 127.0.0.1:8000, or on PORT=
	@$(BIN)/python -m scripts.messages compile
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py setup_site
	@$(BIN)/python manage.py load_demo
	@$(BIN)/python manage.py runserver --noreload $(ADDRESS)

run: export DJANGO_SETTINGS_MODULE := cms_site.settings.dev
run: export BASE_URL ?= http://$(ADDRESS)
run: $(BIN)/.base ## serve an empty site for developers on 127.0.0.1:8000, or on PORT=
	@$(BIN)/python -m scripts.messages compile
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py setup_site
	@$(BIN)/python manage.py runserver $(ADDRESS)

test: $(BIN)/.dev ## run all tests, on SQLite or on DATABASE_URL=
	$(BIN)/pytest -n 2 --dist loadgroup --no-loadscope-reorder --ignore tests/benchmarks $(ARGS)

check: export DJANGO_SETTINGS_MODULE := cms_site.settings.test
check: export DATABASE_URL := sqlite:///:memory:
check: $(BIN)/.dev ## check style, types, import order, templates, migrations, strings, deployment
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint templates --lint
	$(BIN)/python -W error manage.py makemigrations --check --dry-run
	DJANGO_SETTINGS_MODULE=cms_site.settings.production BASE_URL=https://example.org ALLOWED_HOSTS=example.org \
		SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))') \
		$(BIN)/python -W error manage.py check --deploy --fail-level WARNING
	$(BIN)/python -m scripts.messages check
	$(BIN)/python -m scripts.wagtail_messages check

bench: $(BIN)/.dev ## run the benchmarks
	$(BIN)/pytest tests/benchmarks

messages: $(BIN)/.dev ## collect the interface strings of the sources and of packages into locale/ and cms_site/locale/
	$(BIN)/python -m scripts.messages update
	$(BIN)/python -m scripts.wagtail_messages update

docs: $(BIN)/.dev ## write the generated parts of the documentation
	$(BIN)/python -m scripts.settings_table
	$(BIN)/python manage.py write_permissions_doc

lock: $(BIN)/.dev ## pin the packages of requirements/*.in anew
	for name in base production dev; do \
		$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
			--no-annotate --no-header requirements/$$name.in --output-file requirements/$$name.txt || exit 1; \
	done

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed: choose it with PYTHON=")'
	$(PYTHON) -m venv .venv

$(BIN)/.%: requirements/%.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement $<
	@touch $@
