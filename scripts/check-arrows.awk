# The rules behind check-arrows.sh. `reading` says which of the three inputs a line belongs to.

{ sub(/\r$/, "") }

reading == "layers" {
  sub(/#.*/, "")
  if (NF == 0) next
  module = $1
  if (module == "anyone" || module == "toolchain") {
    for (i = 2; i <= NF; i++) special[module, $i] = 1
    next
  }
  line_of[module] = FNR
  allowed[module] = ""
  for (i = 2; i <= NF; i++) {
    may[module, $i] = 1
    allowed[module] = allowed[module] (i > 2 ? " " : "") $i
    arrows[++arrow_count] = module " " $i
  }
  next
}

reading == "declared" {
  type = $1; target = $2
  type_of[target] = type
  for (i = 3; i <= NF; i++) {
    declares[target, $i] = 1
    dependencies[++dependency_count] = target " " $i
  }
  next
}

FNR == 1 && !prepared { prepared = 1; check_tables() }

{
  module = imported($0)
  if (module == "") next
  split(FILENAME, path, "/")
  target = path[2]
  if (module == target) next
  where = FILENAME ":" FNR ": "
  if (!is_allowed(target, module)) {
    fail(where target " must not import " module " (allowed: " list(target) ")")
  } else if (!((target, module) in declares) && !(("toolchain", module) in special)) {
    fail(where target " imports " module ", which Package.swift does not declare as its dependency")
  }
}

END {
  if (!prepared) check_tables()
  exit failures > 0
}

# What can be said without looking at a source file.
function check_tables(    i, pair, target) {
  for (i = 1; i <= arrow_count; i++) {
    split(arrows[i], pair, " ")
    if (pair[2] in line_of && line_of[pair[2]] >= line_of[pair[1]])
      fail("scripts/layers.txt:" line_of[pair[1]] ": " pair[1] " names " pair[2] ", which is not above it")
  }
  for (i = 1; i <= dependency_count; i++) {
    split(dependencies[i], pair, " ")
    target = pair[1]
    if ((target in line_of || type_of[target] == "test") && !is_allowed(target, pair[2]))
      fail("Package.swift: " target " must not depend on " pair[2] " (allowed: " list(target) ")")
  }
  for (target in type_of)
    if (type_of[target] != "system" && type_of[target] != "test" && !(target in line_of))
      fail("scripts/layers.txt: " target " is missing")
}

# A test target may import anything but a C module, which is left to the tests of the one module that may.
function is_allowed(target, module) {
  if (("anyone", module) in special) return 1
  if (type_of[target] != "test") return (target, module) in may
  if (!(module in type_of) || type_of[module] != "system") return ("toolchain", module) in special || (target, module) in declares
  sub(/Tests$/, "", target)
  return (target, module) in may
}

function list(target) {
  if (type_of[target] == "test") return "what Package.swift declares; C modules only in the tests of their one importer"
  return allowed[target] == "" ? "none" : allowed[target]
}

# The module that a line of Swift imports, or nothing.
function imported(line,    words, count, i) {
  sub(/\/\/.*/, "", line)
  gsub(/@[A-Za-z_]+(\([^)]*\))?|;/, " ", line)
  count = split(line, words, " ")
  i = 1
  if (words[i] ~ /^(public|package|internal|fileprivate|private)$/) i++
  if (i >= count || words[i] != "import") return ""
  i++
  if (i < count && words[i] ~ /^(struct|class|enum|protocol|typealias|func|let|var|actor)$/) i++
  sub(/\..*/, "", words[i])
  return words[i]
}

function fail(message) {
  print message
  failures++
}
