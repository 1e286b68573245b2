#!/bin/sh
# Runs all tests that were built: those of the commands, which mostly wait for processes and clocks, beside those of the modules,
# which compute. One after the other they take half as long again.
set -eu
cd "$(dirname "$0")/.."
commands=$(mktemp)
trap 'rm -f "$commands"' EXIT
run() { swift test -c release --skip-build --disable-xctest --ignore-lock "$@"; }

run --filter '^CommandTests\.' >"$commands" 2>&1 &
beside=$!
failed=0
run --skip '^CommandTests\.' || failed=$?
echo "The tests of the commands:"
wait "$beside" || failed=$?
cat "$commands"
exit "$failed"
