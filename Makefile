# Everything runs through here, on a developer's machine as in CI. `make run` is all a newcomer needs.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: install install-dev run test test-postgresql faults check bench peers gate messages data docs format clean

install: .venv/installed
install-dev: .venv/installed-dev

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "hubwire needs Python 3.11 or newer; make PYTHON=/path/to/python3 …")'
	$(PYTHON) -m venv .venv

.venv/installed: .venv/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

.venv/installed-dev: .venv/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch .venv/installed $@

run: install
	@$(BIN)/python -m bot

# the faults want the machine for themselves: their processes are killed at points that they must reach in time
test: install-dev
	$(BIN)/python -m pytest -n auto --dist loadfile --ignore tests/faults
	$(BIN)/python -m pytest tests/faults

test-postgresql: install-dev
	$(BIN)/python -m pytest -n auto --dist loadfile --ignore tests/faults --database postgresql

faults: install-dev
	$(BIN)/python -m pytest tests/faults -m "thorough or not thorough"
	$(BIN)/python -m pytest tests/faults -m "thorough or not thorough" --database postgresql

check: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: install-dev
	$(BIN)/python -m benchmarks

# what is measured beside us and can't be installed beside what we pin: `make bench` finds it in its own environment
peers:
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check aiogram==3.31.0

gate: install-dev
	$(BIN)/python -m benchmarks.extraction_gate

messages: install-dev
	$(BIN)/python -m handlers.catalogues

docs: install-dev
	$(BIN)/python -m bot.reference

data: install-dev
	$(BIN)/python -m feeds.extract.build.data

format: install-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf .venv .venv-peers .mypy_cache .ruff_cache .pytest_cache .hypothesis
