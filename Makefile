# Everything a developer or a new machine needs, one word each. `make help` lists the words.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

.PHONY: help setup lock check test demo format clean

help: ## list these words
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: $(STAMP) ## make .venv from the lock file and install the project into it

$(STAMP): requirements-dev.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

lock: ## resolve the dependencies anew: versions and hashes, no addresses
	uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --output-file requirements.lock pyproject.toml
	uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --group dev --output-file requirements-dev.lock pyproject.toml

check: setup ## lint, types, directions of dependency
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: setup ## the promises
	$(BIN)/pytest

demo: setup ## the whole way of one filing, on this machine alone
	$(BIN)/ballotwire demo

format: setup ## put the code in its usual form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean: ## remove what these words made
	rm -rf .venv var dist build
