# make run starts a session; make test does everything the checks do. Everything else is for working on Workshop itself.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: help run test lint format types unit js browser storm soak bench pictures rehearse vendor wheel clean

help: ## what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: $(BIN)/workshop ## start the flagship session and open its console
	@$(BIN)/workshop run

test: ## every check there is, real Chromium included
	@.ci/run

lint: .venv/for-work ## format and lint, without changing anything
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

format: .venv/for-work ## put the code into shape
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

types: .venv/for-work ## check the types
	$(BIN)/mypy --strict workshop

unit: .venv/for-work ## the stories that need no browser
	$(BIN)/pytest --ignore=tests/browser

js: ## the logic in the browser's modules
	node --test tests/js/*.test.js

browser: .venv/for-work ## the stories that need one
	$(BIN)/pytest tests/browser

storm: .venv/for-work ## the promise in its full forms: kills, floods, fuzz, damage (about an hour)
	WORKSHOP_FULL=1 $(BIN)/pytest -v --timeout 3600 tests/promise

soak: .venv/for-work ## eight hours of a room, played faster
	$(BIN)/python -m tests.promise.soak --full

bench: .venv/for-bench bench/peers/node_modules ## measure a full hall beside three other servers (a quarter of an hour; docs/bench.md)
	$(BIN)/python -m bench $(ARGS)

pictures: .venv/for-work ## render every screen in every state into pictures/
	$(BIN)/python -m tests.pictures

rehearse: $(BIN)/workshop ## thirty robots play the flagship session
	$(BIN)/workshop rehearse power-of-partnerships-taster --people 30

vendor: $(BIN)/workshop ## build static/vendor anew from the pinned packages (needs Node and npm)
	@$(BIN)/pip install --quiet --disable-pip-version-check -e '.[vendor]'
	cd frontend && npm ci --ignore-scripts && PYTHON=../$(BIN)/python node vendor.mjs

wheel: $(BIN)/workshop ## build the wheel into dist/
	rm -rf build dist
	$(BIN)/pip wheel --quiet --no-deps --wheel-dir dist .

clean: ## forget everything that can be made again
	rm -rf .venv build dist pictures *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Workshop needs Python 3.11 or newer; try: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv || \
	  { rm -rf .venv; echo "Python cannot make environments here yet. Please run: sudo apt-get install python3-venv"; exit 1; }

$(BIN)/workshop: .venv/bin/python pyproject.toml
	@echo "Installing Workshop into .venv (once) ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check -e .
	@touch $@

.venv/for-work: .venv/bin/python pyproject.toml
	@$(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@ $(BIN)/workshop

.venv/for-bench: .venv/for-work pyproject.toml
	@command -v cc >/dev/null && [ -e /usr/include/zlib.h ] || \
	  { echo "The bench needs a C compiler and zlib. Please run: sudo apt-get install gcc libc6-dev zlib1g-dev"; exit 1; }
	@$(BIN)/pip install --quiet --disable-pip-version-check -e '.[bench]'
	@touch $@

bench/peers/node_modules: bench/peers/package-lock.json
	@command -v npm >/dev/null || { echo "The bench needs Node. Please run: sudo apt-get install nodejs npm"; exit 1; }
	@cd bench/peers && npm ci --ignore-scripts --silent
	@touch $@
