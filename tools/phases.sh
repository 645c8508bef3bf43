# Sourced by test.sh and proof.sh. A phase is one function; it runs with its output in
# build/logs/<phase>.log, is timed, and leaves "passed failed" in build/logs/<phase>.count. A phase that
# ends badly without having counted a failure, or that checked nothing, counts as one: nothing fails unseen.
# shellcheck shell=bash

logs=build/logs
phases_run=()

wanted() { [[ (-z ${ONLY:-} || " $ONLY " == *" $1 "*) && " ${SKIP:-} " != *" $1 "* ]]; }

# What the failed programs of a ctest run said, the end of each: the run goes on for long after them.
said_by_failures() {
  awk -v most="${LINES_SHOWN:-60}" '
    function close_one(i) {
      for (i = from > most ? from - most + 1 : 1; i <= from; ++i) print line[i]
      show = from = 0
    }
    / Test +#[0-9]+: / { close_one(); show = /\*\*\*/; if (show) print; next }
    /^ +Start +[0-9]+: / { close_one(); next }
    show { line[++from] = $0 }
  ' "$logs/$1.log"
}

# run_phase NAME FUNCTION TITLE
run_phase() {
  local name=$1 body=$2 title=$3 started=$SECONDS ended passed=0 failed=0
  wanted "$name" || return 0
  echo "== $title"
  rm -f "$logs/$name.count"
  set +e  # behind || or if, set -e would not hold inside the phase
  ( set -euo pipefail; "$body" ) > "$logs/$name.log" 2>&1
  ended=$?
  set -e
  [[ -f $logs/$name.count ]] || count_closing_line "$name"
  [[ ! -s $logs/$name.count ]] || read -r passed failed < "$logs/$name.count"
  if [[ ($ended -ne 0 && $failed -eq 0) || $((passed + failed)) -eq 0 ]]; then failed=1; fi
  echo "$passed $failed $((SECONDS - started)) $title" > "$logs/$name.result"
  phases_run+=("$name")
  if [[ $failed -gt 0 ]]; then
    said_by_failures "$name"
    tail -n "${LINES_SHOWN:-60}" "$logs/$name.log"
    echo "   $failed failed; everything it said: $logs/$name.log"
  fi
  echo "   $passed passed, $failed failed, $((SECONDS - started)) s"
}

# A step that only prepares (packages, a build): said and timed; when it fails nothing after it can run.
# prepare NAME TITLE COMMAND…
prepare() {
  local name=$1 title=$2 started=$SECONDS
  shift 2
  echo "== $title"
  if ! "$@" > "$logs/$name.log" 2>&1; then
    tail -n "${LINES_SHOWN:-60}" "$logs/$name.log"
    echo "   $title failed; everything it said: $logs/$name.log"
    echo "0 1 $((SECONDS - started)) $title" > "$logs/$name.result"
    phases_run+=("$name")
    summary
    exit 1
  fi
  echo "   $((SECONDS - started)) s"
}

# Adds up one ctest run: doctest cases where a program says how many, otherwise the program is one.
# count_ctest BUILD_FOLDER PHASE
count_ctest() {
  awk '
    /^Unable to find executable/ { missing = 1 }
    /^[0-9]+\/[0-9]+ Testing:/ { cases = 0 }
    /^\[doctest\] test cases:/ {
      split($0, part, "|"); cases = 1
      passed_here = part[2] + 0; failed_here = part[3] + 0
    }
    /^Test (Passed|Failed)\./ {
      good = /^Test Passed/ && !missing
      missing = 0
      if (cases) { passed += passed_here; failed += failed_here }
      else if (good) passed += 1
      if (!good && !(cases && failed_here > 0)) failed += 1
    }
    END { print passed + 0, failed + 0 }' "$1/Testing/Temporary/LastTest.log" > "$logs/$2.count"
}

# A ctest run under a private PostgreSQL, counted: under_cluster_ctest PHASE BUILD_FOLDER ARGUMENTS…
under_cluster_ctest() {
  local phase=$1 folder=$2 ended=0
  shift 2
  tests/postgres/with_cluster ctest --test-dir "$folder" --output-on-failure -j 2 "$@" || ended=$?
  count_ctest "$folder" "$phase"
  return $ended
}

# The programs of all tests with this label, in a configured tree.
programs_of() { ctest --test-dir "build/$1" -N -L "$2" | sed -n 's/^ *Test *#[0-9]*: //p'; }

# Builds the rooms' own test programs in a sanitizer's tree, the other targets named, and nothing else of it.
build_unit_tests() {
  local preset=$1 programs
  cmake --preset "$preset"
  mapfile -t programs < <(programs_of "$preset" unit)
  ninja -C "build/$preset" "${programs[@]}" "${@:2}"
}

# The lines "N passed, N failed" of the programs that close with them, together.
count_closing_line() {
  awk '/^[0-9]+ passed, [0-9]+ failed$/ { passed += $1; failed += $3; said = 1 }
       END { if (said) print passed, failed }' "$logs/$1.log" > "$logs/$1.count"
}

summary() {
  local name passed failed seconds title all_passed=0 all_failed=0
  echo
  for name in "${phases_run[@]}"; do
    read -r passed failed seconds title < "$logs/$name.result"
    printf '  %-58s %5d passed %3d failed %5d s\n' "$title" "$passed" "$failed" "$seconds"
    all_passed=$((all_passed + passed)) all_failed=$((all_failed + failed))
  done
  printf '  %-58s %32d s\n\n' "in all" "$SECONDS"
  echo "$all_passed passed, $all_failed failed"
  [[ $all_failed -eq 0 && $all_passed -gt 0 ]]
}
