# make run: the page.  make test: the tests.  The rest is for who changes the code; see CONTRIBUTING.md.
PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv
SYNC := $(UV) pip sync --quiet --python $(BIN)/python --require-hashes --compile-bytecode --link-mode copy

.PHONY: run test check install install-test format evals baselines bench screens lock wheel clean
.DEFAULT_GOAL := run

run: install
	$(BIN)/companion serve

test: install-test
	$(BIN)/python -m pytest

check: install-test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# What must not get worse: without a model, and with doubles whose words are known beforehand.
GATED := none smuggle polite scripted
RUN_none := --model none
RUN_smuggle := --model double:smuggle --phrasing own --suite covenant
RUN_polite := --model double:polite --phrasing own --suite covenant
RUN_scripted := --model double:scripted --phrasing own --suite covenant --suite grounding --limit 20
EVAL := $(BIN)/companion eval --home build/evals/home

evals: install-test $(GATED:%=gated-%)
gated-%: install-test
	$(EVAL) $(RUN_$*) --out build/evals/$* --baseline evals/baselines/$*.json

# Made anew where the suite has changed; the commit says what moved and why.
baselines: install-test $(GATED:%=baseline-%)
baseline-%: install-test
	$(EVAL) $(RUN_$*) --out build/evals/$*
	$(BIN)/python -m evals.gate build/evals/$*/result.json evals/baselines/$*.json

bench: install-test
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.load

screens: install-test
	$(BIN)/python -m tests.page.screens

install: .venv/.run
install-test: .venv/.test

format: install-test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

$(UV): requirements/uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Companion needs Python 3.11 or newer; this is $$($(PYTHON) --version). Try: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python cannot make a virtual environment here. On Debian or Ubuntu: sudo apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $(UV)

# The test set holds the run set whole, so once the tests are set up the page needs nothing more; after a pull that
# changed the requirements, it is the test set that is set up again.
.venv/.run: requirements/run.txt requirements/bare.txt pyproject.toml | $(UV)
	@if test -f .venv/.test; then $(MAKE) --no-print-directory .venv/.test; \
	else $(MAKE) --no-print-directory sync LOCK=requirements/run.txt; fi
	@touch $@

.venv/.test: requirements/test.txt requirements/bare.txt pyproject.toml | $(UV)
	@$(MAKE) --no-print-directory sync LOCK=requirements/test.txt
	@touch $@ .venv/.run

.PHONY: sync
sync:
	@echo "Setting up .venv from $(LOCK) (about half a minute the first time)"
	$(SYNC) $(LOCK) requirements/bare.txt
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .

# Upgrades every dependency to the newest that resolves; then run make check test.
lock: | $(UV)
	$(UV) pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url requirements/uv.in -o requirements/uv.txt
	$(UV) pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url pyproject.toml --extra local --extra evals --extra mcp --group build --group test -o requirements/test.txt
	$(UV) pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url pyproject.toml --extra local --group build --constraints requirements/test.txt -o requirements/run.txt
	$(UV) pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-deps requirements/bare.in -o requirements/bare.txt

wheel: install
	$(UV) build --quiet --wheel --no-build-isolation --python $(BIN)/python --out-dir dist

clean:
	rm -rf .venv build dist
