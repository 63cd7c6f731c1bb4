# newsparse: everything that a fresh machine with Python 3.11 or newer and make needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCK := tests/requirements.lock
DEMO := seeds/valid/glued-heading.txt
DATA := word_classes

.PHONY: help demo test coverage lowest ray check seeds texts manual man data lock bench clean

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 14

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "newsparse needs Python 3.11 or newer. Select one: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml | $(BIN)/python
	$(PIP) install -e .
	@$(BIN)/python -m compileall -q newsparse
	@touch $@

$(VENV)/developed: pyproject.toml $(LOCK) | $(BIN)/python
	$(PIP) install --require-hashes -r $(LOCK)
	$(PIP) install --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q newsparse
	@touch $@ $(VENV)/installed

demo: $(VENV)/installed ## Install into .venv, convert seeds/ and show the result
	@printf '\nA news file as a scraper left it:\n\n$$ cat $(DEMO)\n'; cat $(DEMO)
	@printf '\nThe same, repaired:\n\n$$ newsparse parse -f yaml $(DEMO)\n'; $(BIN)/newsparse parse -f yaml $(DEMO)
	@mkdir -p demo-output
	@printf '\nAll articles, one JSON object per line:\n\n$$ newsparse parse seeds/valid > demo-output/articles.ndjson\n'
	@$(BIN)/newsparse parse seeds/valid > demo-output/articles.ndjson
	@printf '%s articles are in demo-output/articles.ndjson. Next: $(BIN)/newsparse --help\n' "$$(wc -l < demo-output/articles.ndjson | tr -d ' ')"

test: $(VENV)/developed ## Install the test requirements and run all tests
	$(BIN)/python -m pytest -n auto --dist worksteal -q

coverage: $(VENV)/developed ## Run all tests and print the coverage
	$(BIN)/python -m pytest -n auto --dist worksteal -q --cov --cov-report=term

lowest: $(VENV)/developed ## Run all tests with the lowest versions that pyproject.toml allows
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python .venv-lowest
	VIRTUAL_ENV=.venv-lowest $(BIN)/uv pip install --quiet --resolution lowest-direct --group dev -e .
	.venv-lowest/bin/python -m pytest -n auto --dist worksteal -q

ray: $(VENV)/developed ## Install Ray, which is large, and test it
	$(PIP) install "ray>=2.40"
	$(BIN)/python -m pytest -q tests/conversion/test_executors.py -k ray

check: $(VENV)/developed ## Lint, check the format and the types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

seeds: $(VENV)/developed ## Rewrite the expected output of seeds/; review the difference
	PYTHONPATH=tests $(BIN)/python -m support.make_seeds
	git --no-pager diff --stat -- seeds

texts: $(VENV)/developed ## Rewrite the snapshot of all texts; review the difference
	PYTHONPATH=tests $(BIN)/python -m support.make_texts
	git --no-pager diff --stat -- tests/texts.txt

manual: $(VENV)/developed ## Rewrite the outputs in README and manual, and the man pages; review the difference
	PYTHONPATH=tests $(BIN)/python -m support.make_manual
	git --no-pager diff --stat -- README.md newsparse/manual

man: $(VENV)/developed ## Make the man pages from the command line and the manual
	PYTHONPATH=tests $(BIN)/python -m support.make_manual man

data: $(VENV)/developed ## Make the word classes and check all data files; DATA=heading_weights trains the model
	$(PIP) install textblob==0.20.1
	PYTHONPATH=tests $(BIN)/python -m support.make_data $(DATA)

lock: $(VENV)/developed ## Lock the newest versions that pyproject.toml allows
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --group dev --custom-compile-command "make lock" pyproject.toml -o $(LOCK)

bench: $(VENV)/developed ## Measure start-up, repair, checks, streams and conversions
	$(PIP) install blingfire numpy syntok
	$(BIN)/python tests/bench/startup.py
	$(BIN)/python tests/bench/repair.py
	$(BIN)/python tests/bench/check.py
	$(BIN)/python tests/bench/stream.py
	$(BIN)/python tests/bench/convert.py

clean: ## Remove what the targets above made
	rm -rf $(VENV) .venv-lowest .coverage demo-output .pytest_cache .mypy_cache .ruff_cache .hypothesis
