# One line of help a target: `make help` prints them. Everything but `check`, `check-all` and `bench` needs only the
# Swift toolchain.

SWIFT ?= swift
OUT ?= exports
PREFIX ?= $(HOME)/.local
BUILD := $(SWIFT) build -c release --product monzo-export
TEST := $(SWIFT) test --disable-xctest
# The tests that play more seeds in `check` than in `test`.
SEEDED := 'SimulationTests|LawTests|AggregateTests|ArchiveTests|SandboxTests|DiskTests|BytesTests|NormalizeTests|the books in the end'
BINARY := .build/release/monzo-export

.DEFAULT_GOAL := help
.PHONY: help build test demo golden lint format check check-all bench install clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## build the release binary
	$(BUILD)

test: ## run every test that needs only the Swift toolchain
	$(TEST)

demo: build ## make CSV, OFX, QIF, JSON Lines and the site from the demo bank, into ./exports
	@$(BINARY) demo --out $(OUT)

golden: ## record the golden files again; read the diff as you would read code
	-RECORD_GOLDEN=1 $(TEST) --filter 'GoldenTests|CommandTests'
	git diff --stat -- Tests

lint: ## check the form of the sources
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

format: ## bring the sources into form
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests

check: lint build ## lint, a thousand simulated lives, other programs, kills, full disks, breaks of the proof code
	ALL_SEEDS=1 SIMULATION_SEEDS=1000 LAW_SEEDS=500 $(TEST) --filter $(SEEDED)
	Tests/Interop/check $(BINARY)
	Tests/System/check $(BINARY) 10
	Tests/Mutation/proofs 10

check-all: lint build ## the same with all seeds and kills; it takes a quarter of an hour
	ALL_SEEDS=1 SIMULATION_SEEDS=10000 LAW_SEEDS=1000 $(TEST) --filter $(SEEDED)
	Tests/Interop/check $(BINARY) all
	Tests/System/check $(BINARY) 100
	Tests/Mutation/proofs

bench: build ## measure speed against DuckDB, and fetching against the least time it can take
	Tests/Benchmarks/run $(BINARY)
	python3 Tests/Benchmarks/fetch.py $(BINARY)

install: build ## install the binary into PREFIX/bin
	install -d $(PREFIX)/bin
	install -m 755 $(BINARY) $(PREFIX)/bin/monzo-export

clean: ## remove what builds and the demo made
	rm -rf .build $(OUT)
