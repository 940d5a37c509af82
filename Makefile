# Two commands do it all on a machine that has Python 3.11 or later, make and git:
#   make run    installs kg into .venv and builds the graph of seeds/ into outputs/
#   make test   installs what the tests need and runs them (this is what .ci/run calls)

PYTHON ?= python3
BIN := .venv/bin
DATA ?= ../shared

.PHONY: run test quality tour lock clean

run: .venv/installed
	$(BIN)/kg build seeds/ -o outputs/
	@echo "Look at outputs/graph.html in a browser, or ask: $(BIN)/kg query outputs/kg.trig --named forces-abroad"

test: .venv/tested
	@sh tests/chromium.sh
	$(BIN)/ruff check kg tests benchmarks
	$(BIN)/ruff format --check kg tests benchmarks
	$(BIN)/mypy kg
	$(BIN)/python -m pytest
	@if [ -d "$(DATA)/gold" ]; then $(MAKE) quality; else echo "NOT RUN: the quality gate, no gold in $(DATA) (make quality DATA=…)"; fi

quality: .venv/installed
	$(BIN)/python -m tests.quality $(DATA)

tour: .venv/tested
	$(BIN)/python -m tests.tour

.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

.venv/tested: .venv/installed requirements-test.lock
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-test.lock
	@touch $@

lock:
	$(BIN)/python -m pip install --quiet pip-tools
	sh tests/lock.sh

clean:
	rm -rf .venv build dist *.egg-info
