#!/bin/sh
# Checks that every Swift file is formatted as .swift-format says. `make format` repairs what can be repaired.
set -eu
cd "$(dirname "$0")/.."
swift format lint --strict -r Sources Tests Benchmarks Fuzz Package.swift
