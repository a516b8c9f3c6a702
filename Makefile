# Every target does its own set-up: the first to run makes .venv and fills it by constraints.txt.

# The first of these that is Python 3.11 to 3.14 and can make an environment is used;
# make PYTHON=/path/to/python chooses one.
PYTHON ?= python3 python3.13 python3.12 python3.11 python3.14
FITS := import sys, ensurepip, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 15))

BIN := .venv/bin
READY := .venv/.ready
KERNEL := .venv/.kernel
BUILD := .venv/.build
PYTEST := $(BIN)/python -m pytest -n auto --maxprocesses 8 --dist worksteal

.DEFAULT_GOAL := help
.PHONY: help run test lint verify-full fuzz zig sanitize wheels clean

help: ## say what there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

run: $(KERNEL) ## simulate the small desk of configs/sme.yaml: KPIs and targets
	$(BIN)/tierzero run configs/sme.yaml --no-target-exit

test: $(KERNEL) ## run the tests, but for the slow ones
	$(PYTEST)

lint: $(READY) ## check style, format, types and layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

verify-full: $(KERNEL) ## run the slow tests: theory against simulation at heavy load
	$(PYTEST) -m slow

fuzz: $(READY) ## check thousands of faulty files; FIRST=n COUNT=n chooses others, or one again
	PYTHONPATH=tests:tests/fuzz $(BIN)/python tests/fuzz/__main__.py

zig: $(BUILD) ## hold a kernel that Zig compiled against the model, on random and hostile desks
	TIERZERO_ZIG=1 $(PYTEST) tests/twin -k "numbers or hostile"

# What gcc adds to the library has to be there before Python is; Python's own leaks are not ours.
sanitize: $(KERNEL) ## the same, and more, by one that watches its memory and arithmetic (needs gcc)
	CC=gcc TIERZERO_KERNEL_FLAGS="-g -fsanitize=address,undefined -fno-sanitize-recover=all" \
	LD_PRELOAD="$$(gcc -print-file-name=libasan.so) $$(gcc -print-file-name=libubsan.so)" \
	ASAN_OPTIONS=detect_leaks=0 $(PYTEST) tests/twin -k "not preset and not verification and not plain"

wheels: $(BUILD) ## make the wheels of all platforms in dist/, and play with the one for this machine
	PYTHONPATH=tests $(BIN)/python tests/wheels/__main__.py dist

clean: ## remove the environment and all caches; results/ is kept
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Installing builds the compiled libraries; changed sources build them again. Without them SimPy plays.
$(KERNEL): $(READY) $(wildcard $(addsuffix /source/*.[ch], sim/engine/kernel \
    sim/measures/checks/compiled sim/workload/draws/compiled))
	@$(BIN)/python -m sim.engine.kernel >/dev/null || true
	@touch $@

# Zig, a C compiler for all platforms, takes 400 MB: only what needs it gets it.
$(BUILD): $(READY)
	@$(BIN)/python -m pip install --quiet --no-input --disable-pip-version-check \
	    --constraint constraints.txt --editable '.[build]'
	@touch $@

$(READY): pyproject.toml constraints.txt hatch_build.py
	@for python in $(PYTHON); do \
	    if "$$python" -c '$(FITS)' 2>/dev/null; then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	    echo "tierzero needs Python 3.11, 3.12, 3.13 or 3.14 with its venv module" \
	        "(on Debian: apt-get install python3-venv); none found among: $(PYTHON)" >&2; \
	    exit 1; \
	fi; \
	echo "Installing into .venv with $$("$$found" --version) ..."; \
	"$$found" -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --no-input --disable-pip-version-check \
	    --constraint constraints.txt --editable '.[dev]'
	@touch $@
