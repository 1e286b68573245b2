# GluteCue: build, run, test. `make help` lists the targets.

# One configuration for everything, so that what `make run` has built `make test` does not build again.
BUILD = swift build -c release

.PHONY: help setup run test check bench format clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

setup: ## install the system libraries that are missing
	@scripts/setup.sh

run: setup ## build GluteCue and run it on a sample recording
	@echo "Building GluteCue (the first time takes a few minutes)"
	@$(BUILD) --product glutecue
	@scripts/run-sample.sh

test: setup ## build and run all tests
	@echo "Building GluteCue and its tests (the first time takes a few minutes)"
	@$(BUILD) --build-tests
	@swift test -c release --skip-build --disable-xctest

check: setup ## format, layering, declared imports, then all tests
	@scripts/check-format.sh
	@scripts/check-arrows.sh --self-test
	@scripts/check-arrows.sh
	@scripts/check-imports.sh
	@swift test -c release --skip-build --disable-xctest

bench: setup ## measure speed and memory against the least work possible
	@$(BUILD) --product glutecue
	@scripts/bench.sh

format: ## format every Swift file
	@swift format -i -r Sources Tests Benchmarks Package.swift

clean: ## remove everything that was built or written by make run
	@swift package clean
	@rm -rf .build/bench out
