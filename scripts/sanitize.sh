#!/bin/sh
# The tests under sanitizers, optimised but with the assertions of debug builds: the core, the readers and the exports under the
# address sanitizer, live sessions and the live page under the thread sanitizer.
#   sanitize.sh [address] [thread]    one of them alone
set -eu
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- address thread

for sanitizer in "$@"; do
  scratch=.build-$sanitizer
  case $sanitizer in
  address) tests='RealtimeSupportTests|FourierTransformTests|SignalProcessingTests|BiofeedbackTests|ToneSynthesisTests|RecordingTests' ;;
  thread) tests='RealtimeSupportTests|LiveSessionTests|DashboardTests' ;;
  *) echo "sanitize: address or thread" >&2 && exit 64 ;;
  esac
  echo "Building the tests for the $sanitizer sanitizer (the first time takes some ten minutes)"
  swift build -c release --build-tests --scratch-path "$scratch" --sanitize="$sanitizer" \
    -Xswiftc -assert-config -Xswiftc Debug -Xswiftc -use-ld=lld
  SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=0 \
    swift test -c release --skip-build --disable-xctest --scratch-path "$scratch" --sanitize="$sanitizer" \
    -Xswiftc -assert-config -Xswiftc Debug -Xswiftc -use-ld=lld --filter "$tests"
done
