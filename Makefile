# make map   installs everything and writes the sample map and all other outputs
# make test  installs everything and runs the tests
# make check lints, type-checks and tests the reviewed data

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3
OUT ?= outputs
SECONDS ?= 300

INDEX := geomap/data/gazetteer.sqlite
BASEMAP := geomap/data/cities.parquet
VIEWER := geomap/viewer/dist/page.js

.PHONY: setup map test check bench lock wheel torture fuzz sbom audit coverage clean

setup: $(VENV)/.installed $(INDEX) $(BASEMAP) $(VIEWER)

map: setup
	$(BIN)/geomap build data/samples/july-2024.csv -o $(OUT) --title "Attacks and responses, July 2024"

test: setup
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/geomap gazetteer check data/gazetteer
	$(BIN)/python tools/build_viewer.py --check

bench: setup
	$(BIN)/python -m benchmarks

# Everything that trust rests on: hostile input, faults, fuzzing, mutants; one table of all PARTS,
# by default each; about an hour of one core, and what is done is kept in build/torture.
torture: setup fuzzer
	SECONDS_OF_FUZZING=$(SECONDS) $(BIN)/python -m tests.trust $(PARTS)

# Every parser of our own for SECONDS in all; what is found is kept in fuzz/findings.
fuzz: setup fuzzer
	$(BIN)/python -m fuzz $(SECONDS)

.PHONY: fuzzer
fuzzer: | $(VENV)/.installed
	$(BIN)/python -c "import atheris" 2>/dev/null || \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check 'atheris>=3.0'

# What geomap is made of: CycloneDX and licences, into build/.
sbom: setup
	$(BIN)/python tools/sbom.py

# What the public advisories know of everything that is locked; status 3 where they cannot be asked.
audit: setup
	$(BIN)/python -m pip install --quiet --disable-pip-version-check pip-audit || true
	$(BIN)/python tools/audit.py

# Branches that tests take of reading, writing, escaping and locating; below 95 % it fails.
coverage: setup
	$(BIN)/python -m coverage erase
	$(BIN)/python -m coverage run -m pytest --ignore tests/engine --ignore tests/browser \
	  -m "not browser and not qgis" --deselect tests/trust/test_damaged.py
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report

wheel: setup
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

lock:
	$(BIN)/uv pip compile pyproject.toml --group build --group dev --universal --python-version 3.11 \
	  --generate-hashes --no-header --no-emit-index-url --no-annotate --quiet -o requirements.txt

clean:
	rm -rf build dist $(OUT) geomap/data geomap/viewer/dist geomap/viewer/node_modules
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

$(VENV)/.installed: requirements.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

# What the index is made of and by; resolving reads it, and changes nothing in it.
INDEX_CODE := $(addprefix geomap/gazetteer/,names.py rules.py kinds.py countries.py schema.py build.py \
  prepare.py staged.py key_table.py merge.py assign.py outline.py sphere.py reverse.py store.py)
$(INDEX): $(wildcard data/gazetteer/*.yaml geomap/gazetteer/sources/*.py tools/base_*) $(INDEX_CODE) \
  tools/build_base.py | $(VENV)/.installed
	$(BIN)/python tools/build_base.py

$(BASEMAP): $(INDEX) tools/build_basemap.py tools/base_geopackage.py
	$(BIN)/python tools/build_basemap.py
	touch $@

$(VIEWER): $(shell find geomap/viewer/src -type f 2>/dev/null) $(wildcard geomap/viewer/*.json) tools/build_viewer.py | $(VENV)/.installed
	$(BIN)/python tools/build_viewer.py
	touch $@
