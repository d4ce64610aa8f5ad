# Two commands are all the set-up there is: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=
PART ?= faults
SEED ?=

.PHONY: demo test lint format nightly bench gallery wheel sbom clean
.DEFAULT_GOAL := demo

# A stamp holds the lock's hash, so that a second `make` leaves pip alone.
define install
	@$(PYTHON) -c 'import sys; sys.exit("Abhyas needs Python 3.11 or newer; name one with make PYTHON=python3.12") if sys.version_info < (3, 11) else None'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@want=$$(cat $(1) pyproject.toml | cksum); \
	if [ "$$(cat $(VENV)/$(1).stamp 2>/dev/null)" != "$$want" ]; then \
		echo "Installing $(1) (a few minutes the first time)..." >&2; \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1) && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . && \
		echo "$$want" > $(VENV)/$(1).stamp; \
	fi
endef

demo:
	$(call install,requirements.txt)
	@$(BIN)/abhyas demo $(ARGS)

test:
	$(call install,requirements-test.txt)
	@$(BIN)/python -m pytest $(if $(ARGS),$(ARGS),-n 3 --dist worksteal)

lint:
	$(call install,requirements-test.txt)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format:
	$(call install,requirements-test.txt)
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

nightly:
	$(call install,requirements-test.txt)
	@$(BIN)/python -m tests.nightly $(PART) $(if $(SEED),--seed $(SEED))

bench:
	$(call install,requirements-test.txt)
	@$(BIN)/python -m benchmarks

# Every kind of picture, in both languages and themes, into docs/gallery.
gallery:
	$(call install,requirements-test.txt)
	@$(BIN)/python -m benchmarks.gallery

# What runs in production, with licences and hashes (CycloneDX).
sbom:
	$(call install,requirements-test.txt)
	@$(BIN)/python -m tests.support.bill_of_materials

wheel:
	$(call install,requirements-test.txt)
	@$(BIN)/python -m tests.support.wheel_check

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
