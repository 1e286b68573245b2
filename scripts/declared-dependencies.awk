# From `swift package dump-package` (one JSON value per line, indented) to one line per target:
#   TYPE NAME DEPENDENCY…        TYPE: regular, executable, test, system, …
/^  "targets" : \[/ { in_targets = 1 }
!in_targets { next }
/^          "(byName|product|target)" : \[/ { name_follows = 1; next }
name_follows { name_follows = 0; dependencies = dependencies " " quoted(1); next }
/^      "name" : / { name = quoted(2) }
/^      "type" : / { print quoted(2), name dependencies; dependencies = "" }

# The nth quoted string of the line.
function quoted(n,    parts) {
  split($0, parts, "\"")
  return parts[2 * n]
}
