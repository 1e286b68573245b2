#!/bin/sh
# Builds everything and lets the build refuse an import that Package.swift does not declare, also one that would be
# found only because another target happens to need it.
set -eu
cd "$(dirname "$0")/.."
swift build -c release --build-tests --explicit-target-dependency-import-check error
