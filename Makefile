# Everything starts here: `make demo` shows it, `make test` proves it.

SHELL := /bin/bash
.DEFAULT_GOAL := help

# The first Python of this machine that is recent enough; PYTHON=… chooses another.
PYTHON ?= $(shell scripts/find_python.sh)
PORT ?= 8000
# TESTS= narrows `make test`, for example TESTS=tests/law
TESTS ?= tests
# Which share of the mutants of each module `make mutation` draws, and by which seed.
SHARE ?= 0.05
SEED ?= 1

BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCK := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header --no-annotate
CATALOGUES := $(wildcard src/accalmie/portal/locale/*/LC_MESSAGES/*.po)

.PHONY: help demo test check bench mutation coverage-law coverage-facts setup setup-dev lock fix clean \
	check-format check-lint check-types check-imports check-migrations check-words check-generated

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: setup ## set everything up and show the portal with demo data (PORT=8000)
	$(BIN)/accalmie demo --port $(PORT)

test: setup-dev ## set everything up and run all tests this machine can run (TESTS=tests)
	scripts/test.sh $(TESTS)

check: setup-dev ## run every check, to the end, and count the failures
	@failed=0; for part in format lint types imports migrations words generated; do \
		echo "== $$part"; $(MAKE) --no-print-directory check-$$part || failed=$$((failed + 1)); \
	done; \
	if [ $$failed -gt 0 ]; then echo "$$failed checks failed"; exit 1; fi; echo "all checks passed"

check-format: setup-dev ## the code is formatted
	$(BIN)/ruff format --check --quiet src tests benchmarks scripts

check-lint: setup-dev ## no lint
	$(BIN)/ruff check --quiet src tests benchmarks scripts

check-types: setup-dev ## the types hold (facts, law, messages, letters)
	$(BIN)/mypy

check-imports: setup-dev ## the import contracts of the house hold
	$(BIN)/lint-imports --no-cache

check-migrations: setup-dev ## every model has its migration
	DJANGO_SETTINGS_MODULE=accalmie.config.settings $(BIN)/python -m django makemigrations --check --dry-run

check-words: setup-dev ## no text is untranslated
	$(BIN)/python -m accalmie.portal.catalogues --check

check-generated: setup-dev ## lock files and generated pages are up to date
	$(BIN)/python scripts/check_locks.py
	$(BIN)/python scripts/draw_states.py --check

bench: setup-dev ## measure; each benchmark prints one JSON line
	@scripts/with_postgresql.sh $(BIN)/python -m benchmarks

mutation: setup-dev ## plant faults in the law and count those the tests find (SHARE=0.05 SEED=1)
	CI=1 $(BIN)/python scripts/mutation.py --share $(SHARE) --seed $(SEED)

coverage-law: setup-dev ## every branch of the law is tested
	$(BIN)/python -m pytest -q tests/law --cov=accalmie.law --cov-branch \
		--cov-report=term-missing:skip-covered --cov-fail-under=100

coverage-facts: setup-dev ## every branch of the facts is tested
	$(BIN)/python -m pytest -q tests/facts --cov=accalmie.facts --cov-branch \
		--cov-report=term-missing:skip-covered --cov-fail-under=100

fix: setup-dev ## format, repair lint and redraw the generated pages
	$(BIN)/ruff check --fix --quiet src tests benchmarks scripts
	$(BIN)/ruff format --quiet src tests benchmarks scripts
	$(BIN)/python scripts/draw_states.py

setup: .venv/.runtime .venv/.catalogues ## only install; leaves the command .venv/bin/accalmie

setup-dev: setup .venv/.development

lock: setup-dev ## lock again after a change of the dependencies in pyproject.toml
	$(LOCK) --extra dev --output-file requirements-dev.lock
	$(LOCK) --extra build --extra portal --extra exchange --extra api \
		--constraint requirements-dev.lock --output-file requirements.lock
	$(LOCK:pyproject.toml=benchmarks/requirements-peer.in) \
		--output-file benchmarks/requirements-peer.lock

clean: ## remove what was installed, built and measured (not the data in var/)
	rm -rf .venv mutants .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache htmlcov .coverage

.venv/pyvenv.cfg:
	@scripts/find_python.sh --explain "$(PYTHON)"
	"$(PYTHON)" -m venv .venv

# Everything comes from the lock with its hash, then the project itself without a look outside.
.venv/.runtime: .venv/pyvenv.cfg requirements.lock pyproject.toml
	$(PIP) --require-hashes --requirement requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q src
	@touch $@

.venv/.development: .venv/.runtime requirements-dev.lock
	$(PIP) --require-hashes --requirement requirements-dev.lock
	@touch $@

.venv/.catalogues: .venv/.runtime $(CATALOGUES)
	@if [ -f src/accalmie/portal/catalogues.py ]; then \
		$(BIN)/python -m accalmie.portal.catalogues --compile; fi
	@touch $@
