# Needs Python 3.11 or newer with pip, make and git. Everything else is fetched into this folder.
PYTHON ?= python3
UV_VERSION := 0.13.9
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:

UV := .venv-uv/bin/uv
SYNC := UV_PYTHON_DOWNLOADS=never $(UV) sync --frozen --python "$(PYTHON)"
LOCKED := pyproject.toml uv.lock

.PHONY: help demo test style types layers behaviour bench bench-read train fmt docs
help: ## list what can be made
	@sed -n 's/^\([a-z-]*\):.*## /  make \1: /p' Makefile

demo: .venv/.ready ## judge the shipped case and write its report
	@.venv/bin/truce demo

test: style types layers behaviour ## check style, types, layers and behaviour

style: .venv/.ready-dev
	@echo "== style: ruff check, ruff format --check"
	@.venv/bin/ruff check
	@.venv/bin/ruff format --check

types: .venv/.ready-dev
	@echo "== types: basedpyright, strict"
	@.venv/bin/basedpyright

layers: .venv/.ready-dev
	@echo "== layers: who may import whom"
	@.venv/bin/lint-imports --no-logo

behaviour: .venv/.ready-dev
	@echo "== behaviour: pytest"
	@.venv/bin/pytest -n 2

bench: .venv/.ready-dev ## time the spatial tests and the judging beside other engines
	@UV=$(UV) .venv/bin/python bench/spatial.py
	@UV=$(UV) .venv/bin/python bench/assess.py

bench-read: .venv/.ready-dev ## measure the reader on labelled news beside two baselines (trains nothing)
	@UV=$(UV) .venv/bin/python bench/read.py

train: .venv/.ready-dev ## train the reader on the corpus of the repository
	@.venv/bin/python -m tools.train_reader

fmt: .venv/.ready-dev ## put every file into the house's form
	@.venv/bin/ruff check --fix
	@.venv/bin/ruff format

docs: .venv/.ready-dev ## write the generated pages of docs/ anew
	@.venv/bin/python -m tools.make_docs

# The stamps are as new as the lock file, so that a second run fetches and checks nothing.
.venv/.ready: $(LOCKED) | $(UV)
	@echo "== installing truce into .venv"
	@$(SYNC) --no-dev --inexact --quiet
	@touch $@

.venv/.ready-dev: $(LOCKED) | $(UV)
	@echo "== installing truce and its tools into .venv"
	@$(SYNC) --all-extras --quiet
	@touch .venv/.ready $@

# A venv without pip, filled from outside, also works where the system's pip is managed by others.
$(UV):
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "truce needs Python 3.11 or newer; name one with: make demo PYTHON=/path/to/python" >&2; \
	  exit 2; }
	@echo "== fetching uv $(UV_VERSION) into .venv-uv"
	@"$(PYTHON)" -m venv --without-pip .venv-uv
	@"$(PYTHON)" -m pip --python .venv-uv/bin/python install -qq uv==$(UV_VERSION)
