# Everything that is done with the project. Needs Python 3.11 or newer and make; the rest is set up in .venv.

PYTHON ?= python3
VENV ?= .venv
OUTPUT ?= output
VILLAGE ?= 示例村
SAMPLE := lists/kunshan
SOAK ?= 10000
SEED ?= 1

ifeq ($(OS),Windows_NT)
PY := $(VENV)/Scripts/python.exe
else
PY := $(VENV)/bin/python
endif

# The same everywhere: Chinese in and out whatever the locale, and a warning wherever a file is opened without an encoding.
export PYTHONUTF8 := 1
export PYTHONPATH := $(CURDIR)
RUN := $(PY) -X warn_default_encoding

READY := $(VENV)/.ready
BENCH_READY := $(VENV)/.ready-bench

.DEFAULT_GOAL := help
.PHONY: help setup demo test check format bench soak stress press gallery fonts wheel clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-9s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

setup: $(READY) ## set up .venv

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: make PYTHON=python3.12 (found: $$($(PYTHON) --version 2>&1))"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(READY): requirements.txt requirements-dev.txt pyproject.toml | $(PY)
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

$(BENCH_READY): requirements-bench.txt $(READY)
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-bench.txt
	@touch $@

demo: $(READY) ## render the sample list into output/
	$(PY) -m powermap poster $(SAMPLE) --village $(VILLAGE) --size A2 -o $(OUTPUT)
	$(PY) -m powermap booklet $(SAMPLE) --village $(VILLAGE) -o $(OUTPUT)
	$(PY) -m powermap card $(SAMPLE) --village $(VILLAGE) -o $(OUTPUT)

test: $(READY) ## run the tests
	$(RUN) -m pytest -n auto --dist loadfile

check: $(READY) ## lint, formatting, types, import directions
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(RUN) -m pytest -q tests/architecture

format: $(READY) ## mend what ruff can mend
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

bench: $(BENCH_READY) ## measure, beside a warm Typst compiler
	$(PY) -m bench

soak: $(READY) ## random items through all views: SOAK=10000 SEED=1
	$(RUN) -m tools.soak --cases $(SOAK) --seed $(SEED)

stress: $(READY) ## the list with every shape, on all sheets, through the proof
	POWERMAP_STRESS=all $(RUN) -m pytest -q -n auto --dist load tests/stress

press: $(READY) ## the sample list on every sheet, printed every way, in every theme, through the proof
	POWERMAP_PRESS=all $(RUN) -m pytest -q -n auto --dist load tests/press/test_matrix.py

gallery: $(READY) ## every product of the sample list as PNG, on one HTML page
	$(PY) tools/make_gallery.py --output $(OUTPUT)/gallery

fonts: $(READY) ## make fonts/ again (needs the font packages named in fonts/README.md)
	$(PY) tools/make_fonts.py

wheel: $(READY) ## build the wheel into dist/
	$(PY) -m build --wheel --no-isolation --outdir dist

clean: ## remove what runs and builds leave behind, but not .venv
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find $(OUTPUT) -mindepth 1 -not -name .gitkeep -delete
	find powermap tests tools bench -name __pycache__ -type d -prune -exec rm -rf {} +
