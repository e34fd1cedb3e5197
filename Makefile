# `make demo` on a bare machine with Python 3.11 or newer shows the main job; `make test` runs every test.

SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# What is installed is compiled when it is first imported: most of it never is.
INSTALL := $(PIP) install --no-compile

.PHONY: help demo test check lint types docs docs-current readme bench soak mutants lock clean

help:
	@echo "make demo    install into .venv, make an invented borough, take its files in, and ask it everything"
	@echo "make test    install into .venv, run all tests"
	@echo "make check   format, lint, types and generated docs, then all tests (import directions are one of them)"
	@echo "make docs    write the generated docs again"
	@echo "make readme  run the commands of README.md again and write their answers"
	@echo "make bench   measure, write benchmarks/report.md (an hour, 20 GB of temporary disk)"
	@echo "make soak    20,000 damaged files, 600 kills, many at once (two hours); make soak PARTS='kills load' for some"
	@echo "make mutants break the rules on purpose and see who notices (hours); make mutants SIZE=20 for fewer"
	@echo "make lock    pin the dependencies again (needs uv)"
	@echo "make clean   remove .venv, caches and the demo's folder"

demo: $(VENV)/.runtime
	@$(BIN)/journey demo tour demo

# A file's tests stay in one process, in order: what several share is made once.
test: $(VENV)/.development
	@$(BIN)/python -m pytest -q -n 3 --dist loadfile --no-loadscope-reorder

check: lint types docs-current test

lint: $(VENV)/.development
	@$(BIN)/ruff format --check --quiet . || { echo "Not formatted as above. Put right by: $(BIN)/ruff format ." >&2; exit 1; }
	@$(BIN)/ruff check --quiet .

types: $(VENV)/.development
	@$(BIN)/mypy

docs: $(VENV)/.development
	@$(BIN)/python -m docs.generate

docs-current: $(VENV)/.development
	@$(BIN)/python -m docs.generate --check

readme: $(VENV)/.development
	@$(BIN)/python -m docs.readme

bench: $(VENV)/.benchmarks
	@$(BIN)/python -m benchmarks.run

# All parts or some: make soak PARTS="kills load". What was stopped goes on with the number it said:
# make soak PARTS=damaged FIRST=12000 COUNT=8000
PARTS ?= damaged kills disposals load borough
COUNT ?= 20000
FIRST ?= 0
KILLS ?= 200
SECONDS ?= 60
EVENTS ?= 1000000
soak: $(VENV)/.development
	@$(BIN)/python -m tests.soak.run $(PARTS) --count $(COUNT) --first $(FIRST) --kills $(KILLS) --seconds $(SECONDS) \
	  --events $(EVENTS) --reports benchmarks

# What was found stays in MUTANTS: a run that was stopped goes on there, and a larger SIZE of the same SEED adds to it.
SEED ?= 2026
SIZE ?= 150
MUTANTS ?= .mutants
mutants: $(VENV)/.benchmarks
	@POLARS_MAX_THREADS=1 $(BIN)/python -m tests.mutation.run --seed $(SEED) --size $(SIZE) --folder $(MUTANTS)
	@$(BIN)/python -m tests.mutation.report --seed $(SEED) --size $(SIZE) --folder $(MUTANTS)

# Pins for every platform and every Python from 3.11, with the hash of each file; no address stands in them.
LOCK := uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --custom-compile-command "make lock"
lock:
	@$(LOCK) --group build --output-file requirements.lock
	@$(LOCK) --group dev --constraint requirements.lock --output-file requirements-dev.lock
	@$(LOCK) --group bench --constraint requirements-dev.lock --output-file requirements-bench.lock

clean:
	rm -rf $(VENV) demo .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Made again only when the lock or the project file changed; a half-made environment is made anew.
$(VENV)/.runtime: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "journey needs Python 3.11 or newer; '$(PYTHON)' is not. Name another: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; \
	  exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "'$(PYTHON)' cannot make virtual environments: ensurepip is missing." >&2; \
	  echo "On Debian and Ubuntu install python3-venv; or name another Python: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; \
	  exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@echo "Installing journey into $(VENV) …" >&2
	@$(INSTALL) --require-hashes -r requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.development: requirements-dev.lock $(VENV)/.runtime
	@echo "Installing what the tests need …" >&2
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

$(VENV)/.benchmarks: requirements-bench.lock $(VENV)/.development
	@echo "Installing what the benchmarks compare with …" >&2
	@$(INSTALL) --require-hashes -r requirements-bench.lock
	@touch $@
