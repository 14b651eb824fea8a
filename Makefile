# Everything a developer or a new machine needs, one word each. `make help` lists the words.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11

.PHONY: help setup lock check test bench chaos fuzz golden image-test demo format clean

help: ## list these words
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: $(STAMP) ## make .venv from the lock file and install the project into it

$(STAMP): requirements-dev.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

lock: setup ## resolve the dependencies anew: versions and hashes, no addresses
	$(COMPILE) --extra postgresql --output-file requirements.lock pyproject.toml
	$(COMPILE) --group build --output-file requirements-build.lock
	$(COMPILE) --group dev --output-file requirements-dev.lock pyproject.toml
	$(COMPILE) --group fuzz --output-file requirements-fuzz.lock pyproject.toml

check: setup ## lint, types, directions of dependency
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/hadolint Dockerfile

test: setup ## the promises
	$(BIN)/pytest

bench: setup ## how long reading takes, against the least that any HTML reader needs
	$(BIN)/python -m bench.read_speed

chaos: setup ## kill the bot 200 times at random moments and count what was lost or told twice
	$(BIN)/python -m tests.crash.chaos --kills 200 --seed 1

FUZZ_SECONDS ?= 300
fuzz: .venv-fuzz/.installed ## let atheris look for inputs that hurt, FUZZ_SECONDS at each door (Linux)
	set -e; for door in feed index submission report slack watchlist; do \
	  .venv-fuzz/bin/python -m tests.fuzz $$door --seconds $(FUZZ_SECONDS); done

.venv-fuzz/.installed: requirements-fuzz.lock
	$(PYTHON) -m venv .venv-fuzz
	.venv-fuzz/bin/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-fuzz.lock
	@touch $@

golden: setup ## write the golden messages anew, to be reviewed by eye
	$(BIN)/python -m tests.slack.golden_files

image-test: ## build the image and run the demo inside it (root, buildah, debootstrap)
	scripts/image-test

demo: setup ## the whole way of one filing, on this machine alone
	$(BIN)/ballotwire demo

format: setup ## put the code in its usual form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean: ## remove what these words made
	rm -rf .venv .venv-fuzz var dist build
