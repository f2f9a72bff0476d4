# make demo   the main job on the sample: a sealed, signed, verified session, then the window
# make test   the tests, on a fresh Debian or Ubuntu with Python 3.11+, git and make
# make check  format, lint, types, import contracts     make package  wheel and sdist, installed
# make bundle what runs without Python   make wheels-check  the promised platforms
# make bundle-check (root)  the package in a bare Debian 12 and 13
# make wheelhouse  what installs on a Windows without network
# make bench  the benchmarks                            make run      the application
# make drawing  the drawing of ARCHITECTURE, from the imports
# make pictures  the pictures of the manual, from the real window
# make mutants  which small changes of the core no test sees (ARGS="--part deliberation --sample 40")
# make faults kills, full disks, changed bytes, hostile inputs: the long harness

PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo run test check package faults bench mutants drawing pictures clean bundle bundle-check wheelhouse wheels-check

demo: .venv/run
	rm -rf demo # made by this target only; the program itself never replaces a session
	$(BIN)/jurydesk demo --out demo

run: .venv/run
	$(BIN)/jurydesk

test: .venv/test
	$(BIN)/python -m pytest -n 2 --cov --cov-report=term --cov-fail-under=95

check: .venv/test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

package: .venv/test
	.ci/packaging

faults: .venv/test
	JURYDESK_FAULTS=long $(BIN)/python -m pytest -n 2 -p no:randomly tests/faults

# What runs without Python: a folder, an archive for a USB stick, a Debian package (in dist/).
bundle: .venv/test
	$(BIN)/pip install -q --disable-pip-version-check -e ".[bundle]"
	packaging/build

# What installs the program on a Windows without network (docs/informatique.md), in dist/.
wheelhouse: .venv/test
	packaging/wheelhouse

# As root, after make bundle: the package in a bare Debian 12 and 13, with pictures of its window.
bundle-check:
	packaging/bare

# Whether every library has a wheel for each platform that the README promises (asks the registry).
wheels-check: .venv/run
	packaging/wheels

bench: .venv/test
	$(BIN)/python -m benchmarks

# In a copy, with mutmut; about ten minutes for a sample of every part. tests/MUTANTS.md says the rest.
mutants: .venv/test
	$(BIN)/pip install -q --disable-pip-version-check -e ".[mutants]"
	nice $(BIN)/python -m benchmarks.mutants $(ARGS)

drawing: .venv/run
	$(BIN)/python docs/drawing.py

pictures: .venv/run
	$(BIN)/python docs/pictures.py

.venv/run: pyproject.toml
	.ci/system-packages run
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install -q --disable-pip-version-check -e .
	touch $@

.venv/test: pyproject.toml
	.ci/system-packages test
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install -q --disable-pip-version-check -e ".[dev]"
	touch $@ .venv/run

clean:
	rm -rf .venv build dist demo .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage
