# GluteCue: build, run, test. `make help` lists the targets.

# One configuration for everything, so that what `make run` has built `make test` does not build again.
BUILD = swift build -c release

.PHONY: help setup setup-tests build run test check accept-instructions docs pictures check-external-links bench fuzz sanitize
.PHONY: soak install uninstall deb tarball check-package format clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-19s %s\n", $$1, $$2 }' Makefile

setup: ## install the system libraries that are missing
	@scripts/setup.sh

setup-tests:
	@scripts/setup.sh --tests

build: setup ## build GluteCue, for make install and the packages
	@echo "Building GluteCue (the first time takes a few minutes)"
	@$(BUILD) --product glutecue
	@$(BUILD) --product glutecue-manual

run: setup ## build GluteCue and run it on a sample recording
	@echo "Building GluteCue (the first time takes a few minutes)"
	@$(BUILD) --product glutecue
	@scripts/run-sample.sh

# An import that Package.swift does not declare ends the build.
test: setup-tests ## check format, layers, mirrored tests, words and links, build, run all tests, check the installation and the instruction counts
	@scripts/check-format.sh
	@scripts/check-arrows.sh --self-test
	@scripts/check-arrows.sh
	@scripts/check-mirror.sh
	@scripts/check-words.sh --self-test
	@scripts/check-words.sh
	@scripts/check-links.sh --self-test
	@scripts/check-links.sh
	@echo "Building GluteCue and its tests (the first time takes a few minutes)"
	@$(BUILD) --build-tests --explicit-target-dependency-import-check error
	@scripts/run-tests.sh
	@scripts/check-install.sh
	@scripts/check-instructions.sh

check: test ## the same as make test

accept-instructions: ## keep the present instruction counts as those to compare with
	@scripts/check-instructions.sh --accept

# BASE is where the site will be below its server's root; LIBRARIES=no leaves the libraries' own pages out.
docs: setup ## build the documentation as a site in out/docs (BASE=/glutecue LIBRARIES=no)
	@[ "$(LIBRARIES)" = no ] || $(BUILD) --product glutecue
	@BASE='$(BASE)' LIBRARIES='$(or $(LIBRARIES),yes)' scripts/docs.sh

pictures: setup-tests ## make the pictures and the sound in docs/pictures again, from a real run
	@$(BUILD) --product glutecue
	@scripts/pictures.sh

check-external-links: ## ask the web for every link that leads there, and list those without an answer
	@scripts/check-links.sh --external

bench: setup ## measure speed, memory, and the delay of live tones
	@$(BUILD) --product glutecue
	@scripts/bench.sh
	@scripts/bench-live.sh
	@$(BUILD) --product asound_module_pcm_emgsim
	@scripts/bench-start.sh
	@scripts/bench-page.sh
	@scripts/bench-streams.sh

# Everything instrumented: what no test thought of. SECONDS for each target; a debug build's assertions are on.
SECONDS = 60
FUZZ_BUILD = GLUTECUE_FUZZ=1 $(BUILD) --scratch-path .build-fuzz --sanitize=address -Xswiftc -sanitize=fuzzer -Xswiftc -use-ld=lld
fuzz: setup-tests ## the core's tests under the address sanitizer, then inputs that crash a reader (SECONDS=60 a target)
	@scripts/sanitize.sh address
	@echo "Building the fuzz targets (the first time takes some ten minutes)"
	@$(FUZZ_BUILD) --product glutecue-fuzz
	@scripts/fuzz.sh $(SECONDS)

sanitize: setup-tests ## core, readers and exports under the address sanitizer, live and page under the thread sanitizer
	@scripts/sanitize.sh

# FAULTS of each of ten kinds, KILLS sessions killed, LOAD and SOAK seconds. Give the real-time rights that a session has.
FAULTS = 20
KILLS = 50
LOAD = 600
SOAK = 3600
soak: setup ## device faults, kills, load and a long live session (FAULTS= KILLS= LOAD= SOAK=)
	@$(BUILD) --product glutecue
	@$(BUILD) --product asound_module_pcm_emgsim
	@[ $(FAULTS) -eq 0 ] || scripts/live-faults.py --faults $(FAULTS)
	@scripts/soak.py --kills $(KILLS) --load $(LOAD) --soak $(SOAK)

# Swift's own libraries are in the program, so that it runs without the toolchain. With sudo, swift may be out of reach:
# then what was built before is installed (`make build` as yourself, `sudo make install` after it).
PREFIX = /usr/local
install: ## install program, manual, completions and systemd unit (PREFIX=/usr/local DESTDIR=)
	@if command -v swift >/dev/null; then $(MAKE) --no-print-directory build; fi
	@PREFIX='$(PREFIX)' DESTDIR='$(DESTDIR)' scripts/install.sh install

uninstall: ## remove what make install has put there
	@PREFIX='$(PREFIX)' DESTDIR='$(DESTDIR)' scripts/install.sh uninstall

deb: build ## make the Debian package, out/glutecue_VERSION_ARCH.deb
	@scripts/make-deb.sh

tarball: build ## make out/glutecue-VERSION-linux-ARCH.tar.gz, for other systems
	@scripts/make-tarball.sh

check-package: deb tarball ## install the package on a bare Debian, use it, remove it; try the tarball (root and network)
	@scripts/check-package.sh

format: ## format every Swift file
	@swift format -i -r Sources Tests Benchmarks Fuzz Package.swift

clean: ## remove everything that was built or written by make run
	@swift package clean
	@rm -rf .build/bench .build/docs .build/package .build/pictures .build-fuzz .build-address .build-thread out
