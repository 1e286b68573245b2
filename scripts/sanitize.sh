#!/bin/sh
# The tests under sanitizers, optimised but with the assertions of debug builds: the core, the readers and the exports under the
# address sanitizer, live sessions and the live page under the thread sanitizer.
#   sanitize.sh [address] [thread]    one of them alone
set -eu
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- address thread

for sanitizer in "$@"; do
  unset GLUTECUE_THREADS
  scratch=.build-$sanitizer
  case $sanitizer in
  address)
    tests='EMGUnits|RealtimeSupport|SignalProcessing|GaitAnalysis|Biofeedback|ToneSynthesis'
    tests="$tests|Files|Recording|SessionResults|Interchange"
    ;;
  thread)
    tests='RealtimeSupport|SoundCard|Recording|LiveSession|LiveDisplay'
    export GLUTECUE_THREADS=1
    ;;
  *) echo "sanitize: address or thread" >&2 && exit 64 ;;
  esac
  # Package.swift leaves out what these need not
  GLUTECUE_TESTS=$(echo "$tests" | sed 's/|/Tests|/g; s/$/Tests/')
  export GLUTECUE_TESTS
  options="--scratch-path $scratch --sanitize=$sanitizer -Xswiftc -assert-config -Xswiftc Debug -Xswiftc -use-ld=lld"
  echo "Building the tests for the $sanitizer sanitizer (the first time takes some minutes)"
  swift build -c release --build-tests $options
  SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=0 TSAN_OPTIONS="suppressions=$PWD/scripts/thread-sanitizer.txt" \
    swift test -c release --skip-build --disable-xctest $options
done
