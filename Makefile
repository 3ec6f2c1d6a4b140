# The commands that matter: `make run`, `make test`, and `make quick` while writing.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PORT ?= 8501
# 0.0.0.0 opens the application to the network.
HOST ?= 127.0.0.1

# Tests start hundreds of processes: compiled modules are kept, whatever the machine says.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test light types quick bench build assets tiles screenshots lock

run: $(VENV)/.run assets tiles
	$(BIN)/python -m streamlit run streamlit_app.py --server.address $(HOST) --server.port $(PORT)

# Types are read while tiles are cut, then while what needs little is tested; the browser has the
# machine for itself; the rest shares it between two processes.
test: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(MAKE) --jobs=2 types light
	$(BIN)/python -m pytest tests/browser -m "browser and not slow"
	$(BIN)/python -m pytest tests -n 2 --dist loadgroup -m "whole and not browser and not slow"

light: $(VENV)/.test assets tiles
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not whole and not browser and not slow"

types: $(VENV)/.test
	$(BIN)/mypy

# Without what opens the data of the whole country, a screen or a browser.
quick: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2 --dist loadgroup --hypothesis-profile quick -m "not slow and not browser and not whole"

bench: $(VENV)/.test assets tiles
	$(BIN)/python -m pytest -m slow
	for script in bench/*.py; do PYTHONPATH=. $(BIN)/python $$script; done

# Rebuilds data/ from the official files: make build SOURCES=path/to/files
build: $(VENV)/.run
	$(BIN)/python -m fragiscope build --sources $(SOURCES)

# Scripts of the map, from npm packages.
assets: $(VENV)/.run
	$(BIN)/python -m tools.assets

# Tiles of the map, from data/boundaries (about a minute, once).
tiles: $(VENV)/.run
	$(BIN)/python -m tools.tiles

# Pictures of docs/images, from an application that runs.
screenshots: $(VENV)/.test
	$(BIN)/python -m tools.screenshots http://127.0.0.1:$(PORT)

lock: $(VENV)/.test
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock" requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock" requirements-server.in -o requirements-server.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock" requirements-dev.in -o requirements-dev.txt

$(VENV)/.run: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	touch $@

$(VENV)/.test: $(VENV)/.run requirements-dev.txt
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	touch $@
