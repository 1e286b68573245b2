# Reads Markdown files and says which of their links lead nowhere; scripts/check-links.sh runs it.
#   reading=tree PATHS            every file and folder of the project, one a line
#   reading=pages PAGE…           the Markdown files
# External links are printed instead with external=1. Anchors are those that GitHub gives to headings.

reading == "tree" { exists[$0] = 1; next }

FNR == 1 { page = FILENAME; sub(/^\.\//, "", page); pages[++pageCount] = page; fence = "" }

# what lies in a fence is no text
{
  line = $0
  if (match(line, /^ *(```+|~~~+)/)) {
    mark = substr(line, 1, RLENGTH); gsub(/ /, "", mark)
    if (fence == "") { fence = substr(mark, 1, 3); next }
    if (substr(mark, 1, 3) == fence) fence = ""
    next
  }
  if (fence != "") next
}

line ~ /^#+ / { headings++; remember(slug(line)) }

{
  while (match(line, /`[^`]*`/)) {
    named(substr(line, RSTART + 1, RLENGTH - 2))
    line = substr(line, 1, RSTART - 1) "\1" substr(line, RSTART + RLENGTH)
  }
  rest = line
  while (match(rest, /\]\([^) ]*/)) {
    link(substr(rest, RSTART + 2, RLENGTH - 2))
    rest = substr(rest, RSTART + RLENGTH)
  }
  rest = line
  while (match(rest, /(src|href|srcset)="[^"]*"/)) {
    target = substr(rest, RSTART, RLENGTH); rest = substr(rest, RSTART + RLENGTH)
    sub(/^[a-z]*="/, "", target); sub(/"$/, "", target)
    link(target)
  }
  rest = line
  while (match(rest, /<a (id|name)="[^"]*"/)) {
    target = substr(rest, RSTART, RLENGTH); rest = substr(rest, RSTART + RLENGTH)
    sub(/^[^"]*"/, "", target); sub(/"$/, "", target)
    remember(target)
  }
  if (match(line, /^\[[^]]+\]: +[^ ]+/)) { target = substr(line, RSTART, RLENGTH); sub(/^\[[^]]+\]: +/, "", target); link(target) }
}

# The anchor of a heading: lower case, spaces as hyphens, no punctuation.
function slug(heading) {
  sub(/^#+ +/, "", heading); sub(/ +#* *$/, "", heading)
  while (match(heading, /\]\([^)]*\)/)) heading = substr(heading, 1, RSTART - 1) substr(heading, RSTART + RLENGTH)
  heading = tolower(heading)
  gsub(/\342[\200-\257][\200-\277]|\302[\240-\264\266-\277]|\303\227/, "", heading)
  gsub(/[][!-,.\/:-@\\^`{|}~]/, "", heading)
  gsub(/ /, "-", heading)
  return heading
}

function remember(name) {
  if ((page, name) in anchor) name = name "-" ++again[page, name]
  anchor[page, name] = 1
}

function link(target) {
  if (target == "") return
  targets[++linkCount] = target; from[linkCount] = page; at[linkCount] = FNR
}

# A file of the project named in `code`: the same as a link, if nothing in it stands for something else.
function named(code) {
  if (code !~ /^(docs|scripts|Sources|Tests|Samples|Calibration|Benchmarks|packaging|Fuzz)\/[A-Za-z0-9_.+\/-]*$/) return
  if (code !~ /\/$|\.[a-z]+$/) return
  sub(/\/$/, "", code)
  names[++nameCount] = code; nameFrom[nameCount] = page; nameAt[nameCount] = FNR
}

# Where a relative target leads, from the folder of the page.
function resolved(page, path,   parts, count, kept, n, folder, whole) {
  folder = page
  if (!sub(/\/[^\/]*$/, "", folder)) folder = ""
  whole = path ~ /^\// ? substr(path, 2) : (folder == "" ? path : folder "/" path)
  count = split(whole, parts, "/"); kept = 0
  for (n = 1; n <= count; n++) {
    if (parts[n] == "" || parts[n] == ".") continue
    if (parts[n] == "..") { if (kept == 0) return "outside of the project"; kept--; continue }
    stack[++kept] = parts[n]
  }
  whole = ""
  for (n = 1; n <= kept; n++) whole = whole (n > 1 ? "/" : "") stack[n]
  return whole
}

function complain(n, words) { printf "%s:%d: “%s”: %s\n", from[n], at[n], targets[n], words; faults++ }

END {
  for (n = 1; n <= linkCount; n++) {
    target = targets[n]
    if (target ~ /^(https?|mailto):/) {
      away++
      if (external && target ~ /^https?:/ && target !~ /^https?:\/\/(127\.|192\.168\.|localhost)/) print target
      continue
    }
    path = target; name = ""
    if (match(path, /#/)) { name = substr(path, RSTART + 1); path = substr(path, 1, RSTART - 1) }
    gsub(/%20/, " ", path)
    goal = path == "" ? from[n] : resolved(from[n], path)
    if (!(goal in exists) && goal != "") { complain(n, "there is no " goal); continue }
    used[goal] = 1
    if (goal ~ /\.md$/) {
      leads[from[n]] = leads[from[n]] "\n" goal
      if (name != "" && !((goal, name) in anchor)) complain(n, goal " has no heading “" name "”")
    }
  }
  if (external) exit 0
  for (n = 1; n <= nameCount; n++)
    if (!(names[n] in exists)) { printf "%s:%d: `%s`: there is no such file\n", nameFrom[n], nameAt[n], names[n]; faults++ }
  # every page is reached from the first, every picture is shown
  queue[1] = "README.md"; reached["README.md"] = 1; last = 1
  for (next_ = 1; next_ <= last; next_++) {
    count = split(leads[queue[next_]], goals, "\n")
    for (n = 2; n <= count; n++) if (!(goals[n] in reached)) { reached[goals[n]] = 1; queue[++last] = goals[n] }
  }
  for (n = 1; n <= pageCount; n++)
    if (!(pages[n] in reached)) { printf "%s: no link leads here from README.md\n", pages[n]; faults++ }
  for (path in exists)
    if (path ~ /^docs\/.*\.(svg|png|jpg|gif|webp|wav|mp3|ogg|flac)$/ && !(path in used)) {
      printf "%s: no page shows it\n", path; faults++
    }
  printf "Links: %d in %d pages with %d headings, %d names of files; %d lead elsewhere\n", linkCount, pageCount, headings, nameCount, away >"/dev/stderr"
  exit faults > 0
}
