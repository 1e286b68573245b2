#!/bin/sh
# Checks check-arrows.sh: a small package with one violation of each rule, and what must be said about it.
set -eu
scripts=$(cd "$(dirname "$0")" && pwd)
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
cd "$tree"

# file PATH LINE…
file() {
  path=$1
  shift
  mkdir -p "$(dirname "$path")"
  printf '%s\n' "$@" >"$path"
}

file scripts/layers.txt \
  '# a comment' \
  'anyone    Glibc' \
  'toolchain Foundation Testing Glibc' \
  'Units     Upward' \
  'Transform CTransform Units' \
  'Upward    Units Transform' \
  'Shell     Upward Units Foundation'

file Package.swift \
  '// swift-tools-version: 6.1' \
  'import PackageDescription' \
  'let package = Package(name: "Tree", targets: [' \
  '  .systemLibrary(name: "CTransform"), .target(name: "Units"), .target(name: "Stray"),' \
  '  .target(name: "Transform", dependencies: ["CTransform", "Units"]),' \
  '  .target(name: "Upward", dependencies: ["Units", "CTransform"]),' \
  '  .target(name: "Shell", dependencies: [.target(name: "Units")]),' \
  '  .testTarget(name: "UnitsTests", dependencies: ["Units"]),' \
  '  .testTarget(name: "TransformTests", dependencies: ["Transform", "CTransform"]),' \
  '  .testTarget(name: "ShellTests", dependencies: ["Shell", "CTransform"]),' \
  '])'

# Nothing wrong in these: every form of import, and words that only look like one.
file Sources/Transform/Fine.swift \
  '@preconcurrency import CTransform // import Foundation' \
  'public import struct Units.Hertz' \
  'import Glibc' \
  '// import Foundation' \
  'let important = "import Foundation"'
file Sources/Shell/Fine.swift '@_exported import Units' '  import Foundation'
file Tests/TransformTests/Fine.swift 'import CTransform' 'import Foundation' 'import Testing' 'import Transform'
file Sources/Stray/Fine.swift 'let nothing = 0'

# One violation each.
file Sources/Units/UsesFoundation.swift '/// Foundation in the core.' '' 'import Foundation'
file Sources/Units/UsesPart.swift 'import func Foundation.sin'
file Sources/Transform/PointsUp.swift 'internal import Upward'
file Sources/Upward/UsesC.swift '@_implementationOnly import CTransform'
file Sources/Shell/Undeclared.swift '@_spi(Inside) import Upward'
file Tests/UnitsTests/Undeclared.swift '@testable import Transform'
file Tests/ShellTests/UsesC.swift 'import CTransform'

cat >expected <<'END'
Package.swift: ShellTests must not depend on CTransform (allowed: what Package.swift declares; C modules only in the tests of their one importer)
Package.swift: Upward must not depend on CTransform (allowed: Units Transform)
Sources/Shell/Undeclared.swift:1: Shell imports Upward, which Package.swift does not declare as its dependency
Sources/Transform/PointsUp.swift:1: Transform must not import Upward (allowed: CTransform Units)
Sources/Units/UsesFoundation.swift:3: Units must not import Foundation (allowed: Upward)
Sources/Units/UsesPart.swift:1: Units must not import Foundation (allowed: Upward)
Sources/Upward/UsesC.swift:1: Upward must not import CTransform (allowed: Units Transform)
Tests/ShellTests/UsesC.swift:1: ShellTests must not import CTransform (allowed: what Package.swift declares; C modules only in the tests of their one importer)
Tests/UnitsTests/Undeclared.swift:1: UnitsTests must not import Transform (allowed: what Package.swift declares; C modules only in the tests of their one importer)
scripts/layers.txt: Stray is missing
scripts/layers.txt:4: Units names Upward, which is not above it
END

if "$scripts/check-arrows.sh" "$tree" >found; then
  echo "check-arrows self-test: violations did not fail the check" >&2
  exit 1
fi
LC_ALL=C sort found | diff -u expected - || {
  echo "check-arrows self-test: the lines above differ from what the check must say" >&2
  exit 1
}
echo "check-arrows self-test: all $(wc -l <expected | tr -d ' ') violations found, and nothing else"
