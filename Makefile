# `make demo` and `make test` do all of their own set-up; they need only Python 3.11 or newer and make.

PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$python; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
DEMO := tests/casebook/fedex-81-seconds.yaml

.DEFAULT_GOAL := help
.PHONY: help demo test check format clean

help: ## show what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

demo: $(VENV)/ready ## read FedEx: one ring, become 81 seconds
	@$(BIN)/strategist assess $(DEMO)

test: $(VENV)/ready-for-tests ## run the tests
	@$(BIN)/python -m pytest -n auto --dist worksteal --cov --cov-report=term $(PYTEST)

check: $(VENV)/ready-for-tests ## lint, type-check, hold the layers, then test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) test

format: $(VENV)/ready-for-tests ## put the code into its standard form
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

clean: ## remove what was set up
	rm -rf $(VENV) dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage*

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "strategist needs Python 3.11 or newer; install it, or say where it is: make demo PYTHON=/path/to/python"; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python could not make a virtual environment; on Debian and Ubuntu: apt install python3-venv"; exit 2; }

$(VENV)/ready: $(VENV)/bin/python pyproject.toml constraints.txt
	@echo "Setting up (once) ..." >&2
	@$(PIP) install --constraint constraints.txt --editable .
	@env -u PYTHONDONTWRITEBYTECODE $(BIN)/strategist menu >/dev/null  # compiles the program and its catalogue
	@touch $@

$(VENV)/ready-for-tests: $(VENV)/ready
	@$(PIP) install --constraint constraints.txt --editable '.[dev]'
	@touch $@
