# Two commands matter: `make run` and `make test`. Each does all its own set-up.

SHELL := /bin/sh
# The first Python here that is new enough; name another with make PYTHON=…
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
UV := $(shell command -v uv 2>/dev/null)
BIN := .venv/bin
RUN_READY := .venv/.ready-run
DEV_READY := .venv/.ready-dev
WORKERS ?= 2

.PHONY: run test check dev bench doors settings screenshots format gate browser lock clean help

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(RUN_READY) ## Start the site on http://127.0.0.1:5000 with the demo community (PORT=… for another port)
	@MENTORNET_DEMO=$${MENTORNET_DEMO-1} MENTORNET_LOG_LEVEL=$${MENTORNET_LOG_LEVEL-warning} $(BIN)/python -m flask --app wsgi serve

dev: $(DEV_READY) ## Start the site for developing: reload, debug toolbar, style page
	@MENTORNET_DEMO=1 MENTORNET_DEVELOPMENT=1 $(BIN)/python -m flask --app wsgi serve --reload

# Bytecode is kept whatever the machine's own habit: each process of the tests would compile the libraries anew.
test: $(DEV_READY) browser ## Pass every test, on SQLite, on PostgreSQL and in a real browser
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

check: gate test ## The whole gate: format, lint, types, walls, tests

gate: $(DEV_READY)
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports >/dev/null || $(BIN)/lint-imports

format: $(DEV_READY) ## Put the code into its one shape
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(DEV_READY) ## Print what matching costs beside what it should (BENCH=--large for all sizes, BENCH=all for pages and events)
	@$(BIN)/python -m benchmarks $(BENCH)

doors: $(DEV_READY) ## Write docs/doors.md anew from the rows beside the tests
	@$(BIN)/python -m tests.support.doors_page

settings: $(DEV_READY) ## Write docs/settings.md anew from config.py
	@$(BIN)/python -m tests.support.settings_page

screenshots: $(DEV_READY) browser ## Draw the principal pages of the demo into docs/images
	@$(BIN)/python -m tests.support.screenshots

lock: ## Write the lock files anew from pyproject.toml (needs uv)
	uv pip compile --universal --generate-hashes --python-version 3.11 --no-emit-index-url --no-emit-find-links --no-header --upgrade pyproject.toml -o requirements.lock
	uv pip compile --universal --generate-hashes --python-version 3.11 --no-emit-index-url --no-emit-find-links --no-header --upgrade --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock

browser: ## Find Chromium, or install it where that is allowed
	@sh .ci/find-chromium

clean: ## Remove the environment and caches (the data in instance/ stays)
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(RUN_READY): requirements.lock
	@$(call install,requirements.lock)
	@touch $@

$(DEV_READY): requirements-dev.lock
	@$(call install,requirements-dev.lock)
	@touch $@ $(RUN_READY)

# uv where it is installed, plain pip elsewhere: the lock is the same.
define install
	if [ -z "$(PYTHON)" ]; then echo "MentorNet needs Python 3.11 or newer; name one with make PYTHON=…" >&2; exit 1; fi && \
	if [ -n "$(UV)" ]; then \
		{ [ -x $(BIN)/python ] || "$(UV)" venv --quiet --python "$(PYTHON)" .venv; } && \
		"$(UV)" pip install --quiet --python $(BIN)/python --require-hashes -r $(1); \
	else \
		{ [ -x $(BIN)/python ] || "$(PYTHON)" -m venv .venv; } && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1); \
	fi
endef
