# Prints the text that people read, a line each: FILE<tab>LINE<tab>TEXT, for scripts/check-words.sh.
#   kind=markdown   everything except names in `…`
#   kind=changelog  the same, only of what is not released yet
#   kind=swift      string literals, without comments and interpolations
#   kind=script     string literals and templates of JavaScript, without comments and ${…}
#   kind=markup     HTML: text between tags, without scripts and styles
# A fourth field holds the next line, where a sentence may continue in it.

function emit(file, line, text) {
  if (text !~ /[A-Za-z]/) return
  if (file == lastFile && lastText != "") {
    printf "%s\t%d\t%s\t%s\n", lastFile, lastLine, lastText, line == lastLine + 1 ? text : ""
  } else if (lastText != "") printf "%s\t%d\t%s\t\n", lastFile, lastLine, lastText
  lastFile = file; lastLine = line; lastText = text
}
function flush() {
  if (lastText != "") printf "%s\t%d\t%s\t\n", lastFile, lastLine, lastText
  lastText = ""
}

FNR == 1 { flush(); inside = ""; depth = 0; block = 0; released = 0; unreleased = 0; skipped = "" }
{ gsub(/\t/, " ") }

kind == "changelog" {
  if ($0 ~ /^## /) unreleased = $0 ~ /Unreleased/
  text = $0
  gsub(/`[^`]*`/, "`", text)
  if (text == "" || text ~ /^- /) flush()
  if (unreleased && text !~ /^#/) emit(FILENAME, FNR, text)
  next
}
kind == "markdown" {
  if ($0 == "" || $0 ~ /^(\||#|[-*] |[0-9]+\. )/) flush()
  text = $0
  gsub(/`[^`]*`/, "`", text)     # names of options, files and columns are no prose
  if ($0 !~ /^ *```/) emit(FILENAME, FNR, text)
  if ($0 ~ /^\|/) flush()
  next
}
kind == "markup" {
  text = $0
  if (text ~ /<(script|style)/) skipped = "yes"
  if (text ~ /<\/(script|style)>/) { skipped = ""; next }
  if (skipped != "") next
  gsub(/<[^>]*>/, " ", text)
  emit(FILENAME, FNR, text)
  next
}

# Swift and JavaScript: one character after another. inside: "" code, then what ends the text: "\"", "\"\"\"", "'" or "`".
{
  line = $0; text = ""; count = length(line)
  if (inside == "" && line !~ /["'`]|\/\*/) next
  for (i = 1; i <= count; i++) {
    c = substr(line, i, 1)
    if (block) {
      if (substr(line, i, 2) == "*/") { block = 0; i++ }
      continue
    }
    if (inside == "") {
      if (substr(line, i, 2) == "//") break
      if (substr(line, i, 2) == "/*") { block = 1; i++; continue }
      if (depth > 0) {                     # within an interpolation
        if (c == opening) level[depth]++
        else if (c == closing && --level[depth] == 0) { inside = ended[depth--]; text = text "§"; literal = literal "§ "; continue }
      }
      if (substr(line, i, 3) == "\"\"\"") { inside = "\"\"\""; literal = " "; i += 2; continue }
      if (c == "\"") { inside = c; literal = ""; text = text " "; continue }
      if (kind == "script" && (c == "'" || c == "`")) { inside = c; literal = ""; text = text " "; continue }
      continue
    }
    if (c == "\\") {
      if (kind == "swift" && substr(line, i + 1, 1) == "(") {
        ended[++depth] = inside; level[depth] = 1; opening = "("; closing = ")"; inside = ""; i++
      } else if (i < count) { i++; text = text " "; literal = literal " " }
      continue
    }
    if (kind == "script" && inside == "`" && substr(line, i, 2) == "${") {
      ended[++depth] = inside; level[depth] = 1; opening = "{"; closing = "}"; inside = ""; i++
      continue
    }
    if (substr(line, i, length(inside)) == inside) {
      i += length(inside) - 1; inside = ""
      if (literal ~ /^[A-Za-z0-9_:\/+-]*(\.[A-Za-z0-9_-]+)*$/) text = substr(text, 1, length(text) - length(literal))   # a name, no prose
      text = text " | "; literal = ""
      continue
    }
    text = text c; literal = literal c
  }
  if (inside == "\"" || inside == "'") inside = ""   # these end with their line
  emit(FILENAME, FNR, text)
}
END { flush() }
